"""Which reports are on the same ceasefire, and what a record is called."""

from __future__ import annotations

import re
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from records.made import claim, day, instant, reconciled, report
from truceline.model import Article, Ceasefire, Claim, StatementGroup

MAY, JUNE = instant("2023-05-22T19:45"), instant("2023-06-18T04:00")


def told(article: Article, **fields: object) -> list[Claim]:
    """The claims of a report on the agreed ceasefire that it is about."""
    return [claim(article, name, value) for name, value in ({"status": "agreed"} | fields).items()]


def together(records: tuple[Ceasefire, ...]) -> list[list[str]]:
    """The reports of each record."""
    return sorted(sorted(r.articles) for r in records)


def test_starts_that_agree_join_and_starts_that_differ_keep_apart() -> None:
    """Two truces of one war in four weeks are two records, however alike their reports are."""
    one, two, three = report("one", "2023-05-21"), report("two", "2023-05-22"), report("three", "2023-06-17")
    claims = told(one, effective=MAY) + told(two, effective=day("2023-05-22")) + told(three, effective=JUNE)
    records, _ = reconciled([one, two, three], claims)
    assert together(records) == [["one", "two"], ["three"]]


def test_reports_of_the_same_days_join_where_one_gives_no_start() -> None:
    """A start that is not told is taken from the other report; months later it is another matter."""
    one, near, far = report("one", "2023-05-21"), report("near", "2023-05-24"), report("far", "2023-09-01")
    records, _ = reconciled([one, near, far], told(one, effective=MAY) + told(near) + told(far))
    assert together(records) == [["far"], ["near", "one"]]


def test_reports_on_different_conflicts_keep_apart() -> None:
    """The same day is not the same war."""
    one, two = report("one", "2023-05-21"), report("two", "2023-05-21")
    records, _ = reconciled(
        [one, two], told(one, effective=MAY) + told(two, effective=MAY), places={"two": {"chad": 4.0}}
    )
    assert together(records) == [["one"], ["two"]]


def test_a_report_on_what_became_of_it_joins_the_latest_before() -> None:
    """A breakdown three weeks on belongs to the June truce, not to that of May."""
    may, june, after = (
        report("may", "2023-05-21"),
        report("june", "2023-06-17"),
        report("after", "2023-07-09"),
    )
    claims = told(may, effective=MAY, parties="rsf") + told(june, effective=JUNE, parties="rsf")
    claims += [claim(after, "status", "broken"), claim(after, "parties", "rsf")]
    records, _ = reconciled([may, june, after], claims)
    assert together(records) == [["after", "june"], ["may"]]
    [status] = [f for r in records if "after" in r.articles for f in r.fields["status"] if f.preferred]
    assert status.value == "broken"


def test_two_sides_that_each_declare_one_keep_apart() -> None:
    """Unilateral ceasefires of the same week are each their own."""
    one, two = report("one", "2023-05-21"), report("two", "2023-05-22")
    claims = [claim(one, "status", "declared"), claim(one, "declared_by", "rsf")]
    claims += [claim(two, "status", "declared"), claim(two, "declared_by", "sudanese-army")]
    records, _ = reconciled([one, two], claims)
    assert together(records) == [["one"], ["two"]]
    assert [[f.value for f in r.fields["scope"]] for r in records] == [["unilateral"], ["unilateral"]]


def test_a_shared_statement_joins_an_undated_report() -> None:
    """Without a date, the same remark is what shows that two reports are on the same ceasefire."""
    dated, undated = report("dated", "2023-05-21"), report("undated")
    group = StatementGroup(
        id="group", statements=("dated.s1", "undated.s4"), first="dated.s1", alike="translation"
    )
    claims = told(dated, effective=MAY) + told(undated)
    assert len(reconciled([dated, undated], claims)[0]) == 2
    assert len(reconciled([dated, undated], claims, groups=[group])[0]) == 1


def test_a_start_that_one_report_has_wrong_does_not_split_a_record() -> None:
    """Of three reports of two days that name the same sides, one puts the start four days off."""
    articles = [report("one", "2023-05-21"), report("two", "2023-05-22"), report("three", "2023-05-22")]
    claims = [c for a in articles[:2] for c in told(a, effective=MAY, parties="rsf", mediators="chad")]
    claims += told(articles[2], effective=day("2023-05-26"), parties="rsf", mediators="chad")
    assert together(reconciled(articles, claims)[0]) == [["one", "three", "two"]]


def test_an_undated_report_joins_by_its_sides_and_people() -> None:
    """Where nothing says when it was written, those whom it names tell to which ceasefire it belongs."""
    one, undated = report("one", "2023-05-21"), report("undated")
    claims = told(one, effective=MAY, parties="rsf") + told(undated, parties="rsf")
    names = {a: frozenset({"rsf", "chad", "sudan"}) for a in ("one", "undated")}
    assert together(reconciled([one, undated], claims, names=names)[0]) == [["one", "undated"]]


def test_an_undated_report_is_no_bridge_between_two_ceasefires() -> None:
    """It may belong to either of them; the two stay two."""
    may, july, undated = report("may", "2023-05-21"), report("july", "2023-07-17"), report("undated")
    claims = told(may, effective=MAY, parties="rsf") + told(undated, parties="rsf")
    claims += told(july, effective=day("2023-07-18"), parties="rsf")
    names = {a: frozenset({"rsf", "chad"}) for a in ("may", "july", "undated")}
    records, _ = reconciled([may, july, undated], claims, names=names)
    assert len(records) == 2
    assert not any({"may", "july"} <= set(r.articles) for r in records)


def test_a_report_that_tells_two_ceasefires_apart_joins_each_to_its_own() -> None:
    """A truce four days after another, in a report that dates both, is not that other one."""
    one, two = report("one", "2023-05-21"), report("two", "2023-05-26")
    recalled = claim(two, "effective", day("2023-05-22"), ceasefire="two/2023-05-22")
    claims = [*told(one, effective=MAY, parties="rsf"), *told(two, effective=day("2023-05-26")), recalled]
    claims.append(claim(two, "parties", "rsf"))
    assert together(reconciled([one, two], claims)[0]) == [["one", "two"], ["two"]]


def test_what_begins_after_the_end_of_one_is_another() -> None:
    """A truce broken in May and one agreed two days later are two, though all else agrees."""
    one, two = report("one", "2023-05-21"), report("two", "2023-05-24")
    claims = [claim(one, "status", "broken"), claim(one, "parties", "rsf")]
    claims += told(two, effective=day("2023-05-24"), parties="rsf")
    assert together(reconciled([one, two], claims)[0]) == [["one"], ["two"]]


def test_truces_with_other_armed_groups_keep_apart() -> None:
    """In the same days a state may cease fire with one group and with another."""
    one, two = report("one", "2023-05-21"), report("two", "2023-05-22")
    claims = told(one, parties="rsf") + told(two, parties="splm-n")
    claims += [claim(a, "parties", "sudan") for a in (one, two)]
    assert together(reconciled([one, two], claims)[0]) == [["one"], ["two"]]


def test_what_is_said_of_an_older_ceasefire_goes_to_its_record() -> None:
    """A report on the June truce that recalls the one of May adds to that one."""
    may, june = report("may", "2023-05-21"), report("june", "2023-06-17")
    recalled = claim(june, "effective", day("2023-05-22"), ceasefire="june/2023-05-22")
    claims = [*told(may, effective=MAY), *told(june, effective=JUNE), recalled]
    records, bound = reconciled([may, june], claims)
    first, second = records
    assert first.articles == ("may", "june")
    assert [c.ceasefire for c in bound if c.id == recalled.id] == [first.id]
    assert second.linked == ()


def test_ceasefires_are_linked_where_a_report_says_how() -> None:
    """Recalling an older truce is no link; saying that the new one replaces or renews it is."""
    may, june = report("may", "2023-05-21"), report("june", "2023-06-17")
    recalled = claim(june, "effective", day("2023-05-22"), ceasefire="june/2023-05-22")
    for how in ("renews", "replaces", "extends"):
        link = claim(june, "link", how, ceasefire="june/2023-05-22")
        claims = [*told(may, effective=MAY), *told(june, effective=JUNE), recalled, link]
        first, second = reconciled([may, june], claims)[0]
        assert [(one.ceasefire, one.how) for one in second.linked] == [(first.id, how)]


def test_claims_without_a_ceasefire_stay_unbound() -> None:
    """A report that tells no status makes no record, and its claims are kept."""
    one = report("one", "2023-05-21")
    records, [kept] = reconciled([one], [claim(one, "mediators", "chad")])
    assert records == ()
    assert kept.ceasefire is None


def test_ids_are_unique_and_fit_into_an_address() -> None:
    """Two records of one place and day are told apart by a number; names are written in plain letters."""
    one, two = report("one", "2023-05-21"), report("two", "2023-05-21")
    claims = [claim(a, "status", "declared") for a in (one, two)]
    claims += [claim(a, "effective", day("2023-05-22")) for a in (one, two)]
    claims += [claim(one, "declared_by", "rsf"), claim(two, "declared_by", "sudan")]
    places = {a: {"Côte d’Ivoire": 4.0} for a in ("one", "two")}
    ids = [r.id for r in reconciled([one, two], claims, places=places)[0]]
    assert ids == ["cote-divoire-2023-05-22", "cote-divoire-2023-05-22-2"]
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in ids)


REPORTS = [
    (report("a", "2023-05-20"), {"effective": MAY, "parties": "rsf"}),
    (report("b", "2023-05-21"), {"effective": day("2023-05-22"), "duration": "P7D"}),
    (report("c", "2023-05-21"), {"parties": "sudanese-army"}),
    (report("d", "2023-06-17"), {"effective": JUNE, "duration": "PT72H"}),
    (report("e"), {"effective": JUNE}),
]


@given(st.permutations(REPORTS), st.integers())
def test_the_order_of_reports_and_claims_decides_nothing(
    given_order: list[tuple[Article, dict[str, object]]], seed: int
) -> None:
    """The same reports give the same ceasefires, whichever was read first."""
    usual = reconciled([a for a, _ in REPORTS], [c for a, fields in REPORTS for c in told(a, **fields)])[0]
    claims = [c for a, fields in given_order for c in told(a, **fields)]
    Random(seed).shuffle(claims)
    assert reconciled([a for a, _ in given_order], claims)[0] == usual


def test_the_end_joins_the_beginning_however_many_years_lie_between() -> None:
    """Where the later report tells, to the year, when the ceasefire that ended was made."""
    begun, over = report("begun", "1999-03-14"), report("over", "2011-06-02")
    made = told(begun, declared=day("1999-03-14"), parties="rsf")
    end = [claim(over, "status", "ended"), claim(over, "parties", "rsf")]
    same, _ = reconciled([begun, over], [*made, *end, claim(over, "declared", day("1999-03-14"))])
    assert together(same) == [["begun", "over"]]
    other, _ = reconciled([begun, over], [*made, *end, claim(over, "declared", day("2004-05-01"))])
    assert together(other) == [["begun"], ["over"]]

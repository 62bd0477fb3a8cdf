"""What the judge of wording sees of a report, and what it makes of it."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.told import only, preferred, reading
from truceline.claims import digest_of, without_wording
from truceline.claims._judge import WordingJudge, _judge
from truceline.model import Claim, Reading
from truceline.wording import BY_WORDING, hedge

QUIET = (
    "Market reopens in Malakal\n\n"
    "The army and the rebels of the White Army traded no fire for a second night, and women sold okra again "
    "below the water tower. Their truce began on Tuesday at noon. A bus came from Renk with forty people who "
    "had fled in May.\n\n"
    "A rebel captain said that his men were resting. Two earlier truces had failed in April."
)


def told(found: Reading) -> list[Claim]:
    """The claims on wording."""
    return [claim for claim in found.claims if claim.field == "wording"]


def test_likelihoods_add_up_to_one_and_rest_on_sentences_of_the_report() -> None:
    found = reading(QUIET, published="2021-06-10")
    claims = told(found)
    assert 0.7 < sum(claim.confidence for claim in claims) <= 1.01
    [article] = found.articles
    for claim in claims:
        [words] = claim.evidence
        assert article.text[words.start : words.end] == words.text
        assert words.text


def test_names_and_figures_are_no_matter() -> None:
    """A truce elsewhere, told in the same words, is judged much the same."""
    other = QUIET.replace("Malakal", "Kadugli").replace("Renk", "Talodi").replace("forty", "sixty")
    one, two = ({claim.value: claim.confidence for claim in told(reading(t))} for t in (QUIET, other))
    assert max(one, key=lambda status: one[status]) == max(two, key=lambda status: two[status])
    assert all(abs(one.get(status, 0.0) - two.get(status, 0.0)) < 0.2 for status in {*one, *two})


def test_no_name_has_a_weight() -> None:
    """What it learnt are words of the language, kinds of names and marks of the parse."""
    for name in ("sarajevo", "gaza", "hamas", "taliban", "farc", "moscow", "damascus", "renamo", "unita"):
        assert not [prop for prop in _judge().weights if name in prop.split()], name


def test_a_report_without_a_ceasefire_is_not_judged() -> None:
    assert told(reading("The team of the harbour won the cup on Sunday. Its fans sang all night.")) == []


def test_reports_are_read_without_it_where_that_is_asked_for() -> None:
    with without_wording(everything=True):
        assert told(reading(QUIET)) == []
    assert told(reading(QUIET)) != []


def test_reports_that_taught_it_are_measured_without_it() -> None:
    """Else figures on them would be those of learning by heart."""
    sample = Path(__file__).parents[2] / "training" / "wording" / "r-01.jsonl"
    lines = [json.loads(line) for line in sample.read_text("utf-8").splitlines()]
    taught = [
        found for line in lines[:12]
        if (found := reading(line["text"], published=line["day"])).claims
        and digest_of(found.articles[0]) in _judge().taught
    ]  # fmt: skip
    assert len(taught) > 3
    assert all(told(found) for found in taught)
    with without_wording():
        assert not any(told(reading(found.articles[0].text)) for found in taught)
        assert told(reading(QUIET)) != []


@given(st.lists(st.sampled_from(sorted(_judge().weights)), max_size=40))
def test_any_properties_give_likelihoods(names: list[str]) -> None:
    beliefs = _judge().beliefs([*names, "no such property"])
    assert set(beliefs) == set(_judge().statuses)
    assert sum(beliefs.values()) == pytest.approx(1)
    assert all(odds >= 0 for odds in beliefs.values())


@given(st.lists(st.sampled_from(sorted(_judge().weights)), max_size=40, unique=True), st.randoms())
def test_the_order_of_properties_is_no_matter(names: list[str], chance: Random) -> None:
    """They come as a set, whose order differs between processes; a report gives the same bytes in each."""
    other = list(names)
    chance.shuffle(other)
    assert _judge().beliefs(names) == _judge().beliefs(other)
    assert _judge().speaks_for(names, "broken") == _judge().speaks_for(other, "broken")


def test_what_speaks_for_a_status_is_counted_against_the_others() -> None:
    judge = WordingJudge(
        about="a test", statuses=("agreed", "broken"), bias=(0.0, 0.0),
        weights={"lead sign": (2.0, -2.0), "lead shell": (-1.0, 1.0)},
    )  # fmt: skip
    assert judge.beliefs(["lead sign"])["agreed"] > 0.9
    assert judge.speaks_for(["lead shell"], "broken") == 1.0
    assert judge.speaks_for(["lead shell"], "agreed") == -1.0


COUNTED = (
    "Observers count fewer shots\n\n"
    "Observers in the hills counted eleven shots on Wednesday, fewer than on any day since the army and the "
    "rebels signed a ceasefire a week ago, their spokesman said.\n\n"
    "Both sides complained of breaches. Trucks with aid drove through the pass, and a prisoner exchange was "
    "being prepared."
)
SHELLED = (
    "Shelling shakes the town again\n\n"
    "Shells struck the port on Thursday for a third day and killed nine people, hospital workers said, as "
    "the army and the rebels fought for the bridge.\n\n"
    "They had agreed on a ceasefire on Sunday. Thousands fled to the beach, and the mediators left for the "
    "capital."
)


@pytest.mark.parametrize(("text", "status"), [(COUNTED, "in_force"), (SHELLED, "broken")])
def test_a_record_stands_by_the_wording_where_no_sentence_says_how_it_stands(text: str, status: str) -> None:
    """No rule reads more than that it was agreed; the report as a whole tells what became of that."""
    with without_wording(everything=True):
        assert preferred(only(reading(text)), "status") == ["agreed"]
    record = only(reading(text))
    assert preferred(record, "status") == [status]
    [finding] = [f for f in record.fields["status"] if f.preferred]
    assert finding.why == BY_WORDING
    assert hedge(finding, status) == " (by the wording of the report)"
    assert finding.support
    assert "agreed" in {f.value for f in record.fields["status"]}

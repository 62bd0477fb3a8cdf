"""The negotiation in order: contacts, what was asked and answered, what is to come."""

from __future__ import annotations

from msgspec.structs import replace

from sample import NOON, TENTH, day, make_article, words
from truceline.figures.talks import said_in_talks, say_talk, talks
from truceline.model import Ceasefire, Claim, Contact, Finding, Span, Speaker, Statement, StatementGroup
from truceline.wording import Wording

CALLS = """Mediators press for a pause
Mr Orlov telephoned Mr Haddad on Saturday and asked him to halt the shelling.
The rebels turned the offer of a ten-day pause down.
The two will meet in Vienna on 20 October."""
FIRST = make_article("first", CALLS, outlet="Northern Wire", published=TENTH)
SECOND = make_article("second", CALLS, outlet="Evening Post", published=TENTH)
LATER = day("2020-10-19T20:00", "2020-10-20T20:00", "Asia/Yerevan")


def contact(name: str, text: str, **more: object) -> Claim:
    """A contact that a report tells of."""
    article = FIRST if name.startswith("first") else SECOND
    told = {"by": ("orlov", "haddad"), **more}
    return Claim(
        id=name, article=article.id, field="contact", value=text, evidence=(words(article, text),),
        **told,  # type: ignore[arg-type]
    )  # fmt: skip


def asked(article: str) -> Statement:
    """What Mr Orlov asks for, as a report has it."""
    whole = words(FIRST, "Mr Orlov telephoned Mr Haddad on Saturday and asked him to halt the shelling.")
    return Statement(
        id=f"{article}-s1", start=whole.start, end=whole.end, cue=None, actor="orlov", mode="indirect",
        act="asks", content=(Span(start=whole.start, end=whole.end),),
        speaker=Speaker(start=whole.start, end=whole.start + 8, text="Mr Orlov", actor="orlov"),
    )  # fmt: skip


CALL = "Mr Orlov telephoned Mr Haddad on Saturday"
MEETING = "The two will meet in Vienna on 20 October."
PUBLISHED = {"first": TENTH, "second": TENTH}


def record(**fields: tuple[Finding, ...]) -> Ceasefire:
    """A ceasefire with these findings."""
    return Ceasefire(id="x", label="x", conflict=None, articles=("first", "second"), fields=fields)


def test_one_call_in_two_reports_is_one_step_with_the_words_of_both() -> None:
    """The same sentence, carried twice, is no second call."""
    claims = [contact("first-c1", CALL, when=NOON), contact("second-c1", CALL, when=NOON)]
    [step] = talks(record(), claims, (), PUBLISHED)
    assert (step.kind, step.actors, step.when) == ("contact", ("orlov", "haddad"), NOON)
    assert [e.article for e in step.evidence] == ["first", "second"]


def test_a_meeting_that_lay_ahead_of_its_report_is_to_come() -> None:
    """A meeting announced for later has not been held; it stands after the call that has."""
    claims = [contact("first-c2", MEETING, when=LATER), contact("first-c1", CALL, when=NOON)]
    steps = talks(record(), claims, (), PUBLISHED)
    assert [(step.kind, step.when) for step in steps] == [("contact", NOON), ("ahead", LATER)]


def test_what_was_asked_and_refused_stands_with_its_words_undated_steps_last() -> None:
    """Statements that ask and steps of the status, each with evidence; what nobody dates comes last."""
    refusal = Claim(
        id="first-c3", article="first", field="status", value="rejected", by=("rebels",),
        evidence=(words(FIRST, "turned the offer of a ten-day pause down"),),
    )  # fmt: skip
    finding = Finding(
        value="rejected", state="single", preferred=True, why="", support=("first-c3",), by=("rebels",)
    )
    first = replace(FIRST, statements=(asked("first"),))
    second = replace(SECOND, statements=(asked("second"),))
    group = StatementGroup(id="g", statements=("first-s1", "second-s1"), first="first-s1", alike="exact")
    steps = talks(
        record(status=(finding,)), [refusal, contact("first-c2", MEETING, when=LATER)],
        said_in_talks([first, second], [group]), PUBLISHED,
    )  # fmt: skip
    assert [(step.kind, step.actors) for step in steps] == [
        ("ahead", ("orlov", "haddad")), ("asked", ("orlov",)), ("refused", ("rebels",)),
    ]  # fmt: skip
    assert all(CALLS[e.start : e.end] == e.text for step in steps for e in step.evidence)


def test_two_taken_together_are_not_named_a_third_time() -> None:
    """ "Orlov and Haddad" is no one beside Orlov and Haddad; "Armenia and Russia" alone stays."""
    claims = [contact("first-c1", CALL, by=("orlov-and-haddad", "orlov", "haddad", "armenia-and-russia"))]
    [step] = talks(record(), claims, (), PUBLISHED)
    assert step.actors == ("orlov", "haddad", "armenia-and-russia")


def test_one_acceptance_read_twice_is_told_once() -> None:
    """As a status and as a party's own, from the same words: one step, with the day that either has."""
    claims, findings = [], {}
    for name, when in (("first-c3", None), ("first-c4", NOON)):
        text = "turned the offer of a ten-day pause down"
        field, value = ("status", "accepted") if when is None else ("accepted", "rebels")
        claims.append(
            Claim(
                id=name, article="first", field=field, value=value, by=("rebels",), when=when,
                evidence=(words(FIRST, text),),
            )
        )  # fmt: skip
        findings[field] = (
            Finding(
                value=value, state="single", preferred=True, why="", support=(name,), by=("rebels",),
                when=when,
            ),
        )  # fmt: skip
    [step] = talks(record(**findings), claims, (), PUBLISHED)
    assert (step.kind, step.when, len(step.evidence)) == ("accepted", NOON, 1)


def test_a_contact_says_what_it_was_who_took_part_and_where() -> None:
    """Who is only named is said to be; who took part is not; a planned meeting without a day is to come."""
    call = Contact(kind="call", participants=("orlov", "haddad"))
    met = Contact(kind="talks", venue="Vienna", round=2)
    soon = Contact(kind="meeting", venue="Vienna", planned=True)
    claims = [
        contact("first-c1", CALL, when=NOON, contact=call),
        contact("first-c2", MEETING, when=TENTH, contact=met),
        contact("first-c3", MEETING, contact=soon),
    ]
    told = [say_talk(step, Wording(())) for step in talks(record(), claims, (), PUBLISHED)]
    assert sorted(told) == [
        ("call", "orlov and haddad", ""),
        ("talks, round 2", "named: orlov and haddad", "Vienna"),
        ("to come: meeting", "named: orlov and haddad", "Vienna"),
    ]


def test_one_meeting_in_the_words_of_two_reports_is_one() -> None:
    """The same people, in the same way, on the same day: what one report says of the place holds for both."""
    told = Contact(kind="call", participants=("orlov", "haddad"))
    placed = Contact(kind="call", participants=("haddad", "orlov"), venue="Vienna")
    other = Contact(kind="meeting", participants=("orlov", "haddad"))
    claims = [
        contact("first-c1", CALL, when=NOON, contact=told),
        contact("second-c1", "Mr Orlov telephoned Mr Haddad", when=NOON, contact=placed),
        contact("second-c2", CALL, when=NOON, contact=other),
    ]
    steps = talks(record(), claims, (), PUBLISHED)
    assert [(s.contact.kind, s.contact.venue, len(s.evidence)) for s in steps if s.contact] == [
        ("call", "Vienna", 2), ("meeting", "", 1),
    ]  # fmt: skip


def test_what_two_accept_in_one_sentence_is_one_step() -> None:
    """Each side's acceptance, that of both, and the promise in the same words are told once."""
    text = "Mr Orlov telephoned Mr Haddad on Saturday and asked him to halt the shelling."
    known = [
        Claim(id=f"first-c{n}", article="first", field="accepted", value=who, evidence=(words(FIRST, text),))
        for n, who in enumerate(("orlov", "haddad"))
    ]
    found = tuple(
        Finding(value=c.value, state="single", preferred=True, why="", support=(c.id,)) for c in known
    )
    promise = replace(asked("first"), act="promises")
    first = replace(FIRST, statements=(promise,))
    [step] = talks(record(accepted=found), known, said_in_talks([first], []), PUBLISHED)
    assert (step.kind, step.actors) == ("accepted", ("orlov", "haddad"))

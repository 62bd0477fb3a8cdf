"""Whom a noun phrase denotes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from truceline.actors import find
from truceline.language import parse_text
from truceline.model import When

BRIEFING = (
    "Kremlin spokesman Pavel Orlenko said that Russia was in touch with Ankara.\n"
    "Turkish Foreign Minister Leyla Aydin met Syrian opposition figures. She said the talks were useful.\n"
    "Orlenko, asked again, said nothing had changed. The spokesman added that he was hopeful.\n"
    "The Washington Post wrote otherwise. The newspaper said a plan existed. "
    "The report claims it has six points.\n"
    "Hamas rejected it. The group said it wanted guarantees."
)


def who(text: str, phrase: str, *, focus: tuple[str, ...] = (), last: bool = False) -> str | None:
    place = text.rindex(phrase) if last else text.index(phrase)
    found = find(parse_text(text)).who(place, place + len(phrase), focus=focus)
    return found.actor if found else None


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Kremlin spokesman Pavel Orlenko", "pavel-orlenko"),
        ("Orlenko", "pavel-orlenko"),
        ("Russia", "russia"),
        ("Ankara", "turkey"),
        ("She", "leyla-aydin"),
        ("The spokesman", "pavel-orlenko"),
        ("The newspaper", "washington-post"),
        ("The report", "washington-post"),
        ("The group", "hamas"),
    ],
)
def test_phrases_of_a_briefing(phrase: str, actor: str) -> None:
    """Name, surname, metonym, pronoun, office, outlet and group."""
    assert who(BRIEFING, phrase) == actor


def test_a_pronoun_without_anybody_to_mean_is_nobody() -> None:
    assert who("Rain fell. It went on.", "It") is None


def test_he_is_the_last_speaker_and_never_a_woman() -> None:
    text = "Envoy Lucy Marsh praised Omar Deng. “Good,” he said."
    assert who(text, "he said"[:2], focus=(), last=True) == "omar-deng"
    assert who(text, "he", focus=("omar-deng",), last=True) == "omar-deng"
    assert who(text, "he", focus=("lucy-marsh",), last=True) == "omar-deng"


def test_somebody_who_opens_a_sentence_takes_over_from_the_last_speaker() -> None:
    text = "“Yes,” Omar Deng said. Later Peter Okot arrived. Peter Okot shook hands. “No,” he said."
    assert who(text, "he", focus=("omar-deng",), last=True) == "peter-okot"


def test_an_unnamed_official_is_not_the_one_who_is_named() -> None:
    text = "Israeli official Dan Peled spoke. Another Israeli official disagreed."
    assert who(text, "Another Israeli official") == "official-of-israel"


def test_the_president_is_the_one_for_whom_the_last_person_speaks() -> None:
    text = "Kenyan foreign minister Amina Otieno spoke to reporters. She said the president would decide."
    assert who(text, "the president") == "president-of-kenya"


def test_who_holds_an_office_follows_from_the_day_of_the_report() -> None:
    def president(year: int) -> str:
        day = datetime(year, 6, 1, tzinfo=UTC)
        at = When(earliest=day, latest=day, edtf=f"{year}-06-01")
        text = "The president of Russia welcomed the truce."
        return find(parse_text(text), at=at).mentions[0].actor

    assert [president(1995), president(2002), president(2010), president(2016)] == [
        "boris-yeltsin", "vladimir-putin", "dmitry-medvedev", "vladimir-putin",
    ]  # fmt: skip
    assert find(parse_text("The president of Russia welcomed it.")).mentions[0].actor == "president-of-russia"


def test_both_presidents_are_those_of_the_two_states_named_last() -> None:
    text = "Kenya and Uganda agreed on a truce. The two presidents will sign it."
    cast = find(parse_text(text))
    place = text.index("The two")
    found = cast.who(place, place + len("The two presidents"))
    assert found is not None
    assert set(cast.members[found.actor]) == {"kenya", "uganda"}


def test_a_document_speaks_for_whoever_issued_it_or_for_nobody() -> None:
    text = "The plan has six points. A statement by Hamas said so."
    assert who(text, "The plan") is None
    assert who(text, "A statement by Hamas") == "hamas"


def test_the_official_and_the_ministry_are_the_ones_spoken_of_last() -> None:
    text = (
        "Ugandan President Adam Otieno left. A U.S. official, unnamed, spoke. The official went on. "
        "Kenya's Defence Ministry denied it. The ministry gave no reason."
    )
    assert who(text, "The official") == "official-of-united-states"
    assert who(text, "The ministry") == "defence-ministry-of-kenya"


def test_two_who_speak_together_are_one_actor_with_two_members() -> None:
    text = "On Monday the Russian Federation and the USA issued a statement. Kenya and Uganda said nothing."
    cast = find(parse_text(text))
    phrase = "the Russian Federation and the USA"
    found = cast.who(text.index(phrase), text.index(phrase) + len(phrase))
    assert found is not None
    assert cast.members[found.actor] == ("russia", "united-states")


SERVANTS = (
    "Prime Minister Jonas Berg met Kremlin spokesman Pavel Orlenko, the envoy of President Oleg Varin.\n"
    "A spokesman for the prime minister said no date was set. Berg's lawyer was silent.\n"
    "An aide to Jonas Berg left. A spokeswoman for Jonas Berg, Ida Holm, stayed. Berg's office wrote."
)


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("A spokesman for the prime minister", None),
        ("Berg's lawyer", None),
        ("An aide to Jonas Berg", None),
        ("A spokeswoman for Jonas Berg, Ida Holm", "ida-holm"),
        ("Berg's office", "jonas-berg"),
    ],
)
def test_who_speaks_for_somebody_is_not_that_person(phrase: str, actor: str | None) -> None:
    """Spokespeople, aides and lawyers are people of their own; an office is whoever holds it."""
    start = SERVANTS.index(phrase)
    found = find(parse_text(SERVANTS)).who(start, start + len(phrase))
    assert (found.actor if found else None) == actor


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("The leader of Boko Haram", "musa-adamu"),
        ("Leader of Boko Haram", "musa-adamu"),
        ("A leader of Boko Haram", "leader-of-boko-haram"),
    ],
)
def test_the_leader_of_a_group_is_its_one_named_leader(phrase: str, actor: str) -> None:
    """ "The leader of" a group is whom the text names as that; "a leader" may be any other."""
    text = f"Boko Haram leader Musa Adamu turned the offer down. {phrase} said it would fight on."
    assert who(text, phrase) == actor


def test_the_leader_of_a_group_with_two_leaders_is_not_chosen() -> None:
    """Where two are named, "the leader" stays the office."""
    text = "Boko Haram leader Musa Adamu met Boko Haram leader Bello Sani. The leader of Boko Haram said no."
    assert who(text, "The leader of Boko Haram") == "leader-of-boko-haram"

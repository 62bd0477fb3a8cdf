"""Whatever the text, the reading is whole: no crash, offsets that hold, every id known."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.actors import Cast, find
from truceline.language import parse_text

PIECES = [
    "Hamas", "the U.S.", "U.N .", "Kremlin spokesman", "Secretary - General", "Peskov", "said", "“",
    "”", "(RSF)", "Sudan's", "army", "and", "of", "the", "Rapid Support Forces", "leader", "President",
    "Moscow", "in", ",", ".", "\n", "THE RSF", "de Mistura", "al-", "’s", "двa", "é", "both sides",
    "the two presidents", "rebels", "pro-Russian", "separatists", "led by", "joint", "commission",
    "Front for", "Zandu", "Liberation", "plan “And”", "plan “B”", "Mr.", "Sands", "added", "- said",
    "ministers", "CENTCOM", "State Department", "commander",
    "John Marsh", "Turkish", "Russian", "\u00a0", "12:00", "-", "'", "Ms", "it", "He",
]  # fmt: skip


def whole(cast: Cast, text: str) -> None:
    ends = 0
    for mention in cast.mentions:
        assert ends <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.actor in cast.actors
        ends = mention.end
    for anomaly in cast.anomalies:
        for one in anomaly.evidence:
            assert text[one.start : one.end] == one.text
    for members in cast.members.values():
        assert set(members) <= cast.actors.keys()
    for actor in cast.actors.values():
        assert actor.of is None or actor.of in cast.actors, actor


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from([str, str.upper, str.lower]))
def test_pieces_of_reports_in_any_order(pieces: list[str], case: object) -> None:
    assert callable(case)
    text = case(" ".join(pieces))
    cast = find(parse_text(text))
    whole(cast, text)
    for start in range(0, len(text), 7):
        found = cast.who(start, min(start + 9, len(text)))
        assert found is None or found.actor in cast.actors


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_text_of_any_kind(text: str) -> None:
    whole(find(parse_text(text)), text)


def test_an_outlet_brings_the_state_to_which_it_belongs() -> None:
    """As every actor does: nothing in a cast belongs to somebody who is not in it."""
    for name in ("NHK", "Xinhua", "IRNA"):
        whole(find(parse_text(f"{name} said so.")), f"{name} said so.")


def test_the_same_text_gives_the_same_cast() -> None:
    text = (
        "Kenya and Uganda met. The two presidents signed. Hamas and the RSF (Rapid Support Forces) did not."
    )
    assert find(parse_text(text)) == find(parse_text(text))

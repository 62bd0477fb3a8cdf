"""The verb between a speaker and the words."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from truceline.language import parse_text
from truceline.model import Span, Speaker, Statement
from truceline.statements import extract
from truceline.wording import say_act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The ministry called it a violation.", "calls"),
        ("Her deputy described the pause as a trap.", "describes"),
        ("The paper labelled the envoy a traitor.", "labels"),
        ("The council has branded the deal a disgrace.", "brands"),
        ("The general complained of sniping from the hills.", "complains of"),
        ("The farmers complained about the closure of the road.", "complain about"),
        ("Two nurses spoke of heavy shelling.", "speak of"),
        ("The envoy referred to the deal as a farce.", "refers to"),
        ("The study cites rising prices and poor rains.", "cites"),
        ("The bank cut its forecast, noting weak demand for steel.", "notes"),
        ("The bishops called for a pause in the fighting.", "ask for"),
        ("The mayor warned of a new flood.", "warns of"),
        ("The raid was called a violation by the ministry.", "calls"),
        ("The ministry said it was a violation.", "says"),
        ("The bank noted that demand was weak.", "notes"),
        ("The ministry called the report a fabrication.", "calls"),
        ("The ministry denied that it was a violation.", "denies"),
        ("“It is a violation,” the ministry called.", "says"),
    ],
)
def test_what_something_is_called_does_not_stand_behind_says(text: str, act: str) -> None:
    """ "The ministry says it a violation" is no sentence."""
    [statement] = extract(parse_text(text))
    assert say_act(statement) == act


@pytest.mark.parametrize(
    ("called", "told"),
    [("both sides", "say"), ("Two officials", "say"), ("rebel sources", "say"), ("the army", "says"),
     ("the press", "says"), ("the United States", "says"), ("a witness", "says"), ("Residents", "say"),
     ("Officials in the port", "say"), ("aides, one of them a general", "say"), ("Sanders", "says"),
     ("the head of the observers", "says"), ("Dozens of drivers", "say")],
)  # fmt: skip
def test_several_say_and_one_says(called: str, told: str) -> None:
    """A speaker without a name who is more than one has a verb in the plural."""
    speaker = Speaker(start=0, end=len(called), text=called)
    statement = Statement(
        id="s", start=0, end=9, cue=None, actor=None, mode="indirect", speaker=speaker,
        content=(Span(start=0, end=9),), act="asserts",
    )  # fmt: skip
    assert say_act(statement) == told
    assert say_act(statement, several=True) == "say"
    assert say_act(replace(statement, act="denies"), several=True) == "deny"

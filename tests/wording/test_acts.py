"""The verb between a speaker and the words."""

from __future__ import annotations

import pytest

from truceline.language import parse_text
from truceline.statements import extract
from truceline.wording import say_act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The ministry called it a violation.", "calls"),
        ("Her deputy described the pause as a trap.", "describes"),
        ("The paper labelled the envoy a traitor.", "labels"),
        ("The council has branded the deal a disgrace.", "brands"),
        ("The ministry said it was a violation.", "says"),
        ("The ministry denied that it was a violation.", "denies"),
        ("“It is a violation,” the ministry called.", "says"),
    ],
)
def test_what_something_is_called_does_not_stand_behind_says(text: str, act: str) -> None:
    """ "The ministry says it a violation" is no sentence."""
    [statement] = extract(parse_text(text))
    assert say_act(statement) == act

"""A truce whose told start lies behind a report runs by then, however long ago that was."""

from __future__ import annotations

import pytest

from claims.told import reading


@pytest.mark.parametrize(
    ("published", "text"),
    [
        (
            "2014-11-12",
            "The army and the Shore Front met again in Varda on Wednesday. They agreed on a ceasefire on "
            "Feb. 3, 2014, which was to take effect on Feb. 5, 2014.",
        ),
        (
            "2009-06-02",
            "Talks on a treaty have dragged on for months. The rebels and the government signed a truce on "
            "February 8, effective from February 10 at noon.",
        ),
    ],
)
def test_a_truce_runs_once_its_start_has_come(published: str, text: str) -> None:
    """No report tells of another fate: it is taken to be in force, and that is said to be inferred."""
    status = [
        f for c in reading(text, published=published).ceasefires for f in c.fields["status"] if f.preferred
    ]
    assert [f.value for f in status] == ["in_force"]
    assert status[0].why.startswith("inferred")

"""Krippendorff's alpha, against the worked examples of its author."""

from __future__ import annotations

from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.evaluation.agreement import alpha, masi, nominal

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), data of sections A, B and C.
BINARY = ["0100000010", "1110010000"]
NOMINAL = ["aabbdcccedda", "babbbcccxddd".replace("x", "e")]
MANY = ["123321412...", "1233224125.3", ".33323422" + "51.", "12332441251."]


def _units(observers: list[str]) -> list[list[str]]:
    return [[value for value in unit if value != "."] for unit in zip_longest(*observers)]


def _squares(one: str, other: str) -> float:
    return float((int(one) - int(other)) ** 2)


def _ratios(one: str, other: str) -> float:
    return ((int(one) - int(other)) / (int(one) + int(other))) ** 2


@pytest.mark.parametrize(
    ("observers", "distance", "told"),
    [
        (BINARY, nominal, 0.095),
        (NOMINAL, nominal, 0.692),
        (MANY, nominal, 0.743),
        (MANY, _squares, 0.849),
        (MANY, _ratios, 0.797),
    ],
)
def test_the_published_examples(observers: list[str], distance: object, told: float) -> None:
    """Two observers and four, all data and some, nominal, interval and ratio: the published figures."""
    found = alpha(_units(observers), distance)  # type: ignore[arg-type]
    assert found is not None
    assert round(found, 3) == told


def test_where_nothing_varies_nothing_is_told() -> None:
    """Coders who only ever say one thing have not shown that they could tell another from it."""
    assert alpha([["a", "a"], ["a", "a"]], nominal) is None
    assert alpha([["a"], ["b"]], nominal) is None
    assert alpha([], nominal) is None


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("ab", "ab", 0),
        ("ab", "cd", 1),
        ("a", "ab", 1 - 2 / 3 * 1 / 2),
        ("ab", "bc", 1 - 1 / 3 * 1 / 3),
        ("", "a", 1),
    ],
)
def test_sets_that_share_lie_nearer(one: str, other: str, told: float) -> None:
    """As Passonneau (2006) has it: the same 0, disjoint 1, the rest between by what is shared."""
    assert masi(frozenset(one), frozenset(other)) == pytest.approx(told)


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=4), min_size=2, max_size=12))
def test_alpha_does_not_hang_on_order(units: list[list[str]]) -> None:
    """Neither the order of the units nor of the coders counts, and perfect agreement is 1."""
    one = alpha(units, nominal)
    other = alpha([unit[::-1] for unit in units[::-1]], nominal)
    assert one == pytest.approx(other) if one is not None else other is None
    same = alpha([[unit[0]] * len(unit) for unit in units], nominal)
    assert same is None or same == pytest.approx(1)

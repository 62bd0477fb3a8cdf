"""Many pairs at a time come out as one by one."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.statements import Rows
from truceline.statements import _rows as rows_module

texts = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), min_size=2, max_size=9)


@given(texts, st.integers(1, 40))
def test_products_are_those_of_the_rows(rows: list[list[str]], spread: int) -> None:
    """However little is laid out at a time."""
    table = Rows(rows)
    pairs = np.array(list(combinations(range(len(rows)), 2)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows_module, "_SPREAD", spread)
        patch.setattr(rows_module, "_PAIRS", 3)
        found = table.products(table.count.astype(float), pairs[:, 0], pairs[:, 1])
    counts = [Counter(row) for row in rows]
    assert list(found) == [sum(counts[a][x] * counts[b][x] for x in counts[a]) for a, b in pairs]


@given(texts, st.integers(1, 4), st.integers(2, 9))
def test_pairs_are_those_that_share_a_heavy_thing(rows: list[list[str]], heavy: int, most: int) -> None:
    """Each pair once; a thing that is heavy for too many rows brings none together."""
    table = Rows(rows)
    first, second = rows_module.pairs_within(table.heaviest(table.present(), heavy), most)
    heaviest = [sorted(set(row))[:heavy] for row in rows]
    wanted = set()
    for thing in "abcdefgh":
        having = [number for number, row in enumerate(heaviest) if thing in row]
        wanted |= set(combinations(having, 2)) if len(having) <= most else set()
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == sorted(wanted)

"""Which reports may have to do with each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from truceline._matters import Ties, matters, tied_to

TIES = st.builds(
    Ties,
    st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3, unique=True).map(tuple),
    st.none() | st.lists(st.integers(0, 6).map(lambda n: 726_000 + 400 * n), max_size=3).map(tuple),
)


@given(kept=st.lists(TIES, min_size=1, max_size=14), data=st.data())
def test_a_matter_is_found_without_looking_at_all_reports(kept: list[Ties], data: st.DataObject) -> None:
    """Asking name by name finds what sorting all reports into matters finds, and asks only for names of the
    matter."""
    held = {f"r{n}": ties for n, ties in enumerate(kept)}
    wanted = data.draw(st.sets(st.sampled_from(sorted(held)), max_size=3))
    asked: set[str] = set()

    def named(names: set[str]) -> dict[str, Ties]:
        asked.update(names)
        return {one: ties for one, ties in held.items() if names.intersection(ties.names)}

    all_matters = [{f"r{n}" for n in numbers} for numbers in matters(kept)]
    whole = {one for matter in all_matters if matter & wanted for one in matter}
    assert tied_to(wanted, {one: held[one] for one in wanted}, named) == whole
    assert asked == {name for one in whole for name in held[one].names}

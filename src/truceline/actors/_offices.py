"""Offices in a paragraph, whom they serve, and the people named with them."""

from __future__ import annotations

from dataclasses import replace

from truceline.actors._lexicon import lexicon
from truceline.actors._persons import titled
from truceline.actors._roles import Role, role_at, roles
from truceline.actors._scan import Piece, Scan

__all__ = ["offices"]

_SERVED = ("known", "group", "organisation", "party")


def offices(seen: Scan) -> None:
    """Put in the offices, joined with the name that follows, where one does."""
    for role in roles(seen.words):
        if not seen.over(role.first, role.last):
            _office(seen, role)
    _led(seen)


def _office(seen: Scan, role: Role) -> None:
    first, owners = _left(seen, role.first)
    last, after = _right(seen, role.last, several=role.several)
    owners = owners or after[::-1]
    owner = owners[0] if owners else None
    if after and seen.text[seen.words[last - 1].end - seen.paragraph.start :][:2] in ("'s", "’s"):
        role = replace(role, office="official")
    if seen.at(last) is None and last > role.last and not role.several:
        titled(seen, last)
    follower = seen.at(last)
    if (
        follower is not None
        and follower.sort == "person"
        and not role.several
        and follower.first >= role.last
    ):
        gap = seen.between(last - 1, last).strip(" \u00a0.-[]")
        if gap == "":
            seen.put(
                replace(follower, first=first, owner=owner, role=role, core=(follower.first, follower.last))
            )
            return
        if gap == ",":
            _put(seen, first, last, Piece(first, last, "office", owner=owner, holder=follower, role=role))
            return
    leader = _apposed(seen, first, last)
    if owner is None and leader is None and not _definite(seen, first):
        return
    _put(
        seen,
        first,
        last,
        Piece(first, last, "office", owner=owner, owners=tuple(owners), holder=leader, role=role),
    )


def _put(seen: Scan, first: int, last: int, piece: Piece) -> None:
    """Put an office in, but never over a person."""
    if all(old.sort != "person" for old in seen.over(first, last)):
        seen.put(piece)


def _definite(seen: Scan, first: int) -> bool:
    return seen.key(first - 1) in ("the", "their", "both", "two")


def _left(seen: Scan, place: int) -> tuple[int, list[Piece]]:
    """Where the phrase of an office begins, and whom it serves as named before it, the nearest first."""
    owners: list[Piece] = []
    first = place
    while first > 0:
        gap, piece = seen.between(first - 1, first).strip("'’ʼ`sS-–\u00a0 "), seen.at(first - 1)
        if " - " in seen.between(first - 1, first) and seen.key(first) != "general":
            break
        if gap == "." and len(seen.words[first - 1].text) == 1:
            gap = ""
        if gap not in ("", ",") or (gap == "," and len(owners) < 2):
            break
        if _served(piece) and piece is not None and (not owners or _listed(seen, first)):
            owners.append(piece)
            first = piece.first
        elif piece is None and _passes(seen, first, bool(owners)):
            first -= 1
        elif piece is not None and owners and piece.sort == "known" and _adjoins(owners[-1], piece):
            first = piece.first
        elif piece is not None and not owners and piece.owner is not None and _owns(seen, piece, first):
            return first, [piece.owner]
        else:
            break
    while first < place and seen.at(first) is None and seen.key(first) == "and":
        first += 1
    return first, owners


def _owns(seen: Scan, piece: Piece, first: int) -> bool:
    """Whether an office belongs to whoever holds another: "the Kenyan president's special envoy"."""
    return piece.sort in ("office", "person") and seen.between(first - 1, first).startswith(("'s", "’s"))


def _passes(seen: Scan, first: int, owned: bool) -> bool:
    """Whether the word before `first` can stand in the phrase: a modifier, or "and" between owners."""
    if owned:
        return seen.key(first - 1) == "and" and _served(seen.at(first - 2))
    return seen.key(first - 1) in lexicon("modifier")


def _served(piece: Piece | None) -> bool:
    if piece is None or piece.sort not in _SERVED:
        return False
    return not piece.names or any(name.use != "region" for name in piece.names)


def _listed(seen: Scan, first: int) -> bool:
    """Whether the word before `first` belongs to a list: "Russian and Turkish", "Russian, Turkish"."""
    return seen.key(first) == "and" or "," in seen.between(first - 1, first)


def _adjoins(owner: Piece, piece: Piece) -> bool:
    """Whether an adjective stands directly before the institution that the office belongs to."""
    return piece.last == owner.first and owner.sort != "party"


_ABROAD = frozenset({
    "ambassador", "ambassadors", "diplomat", "diplomats", "envoy", "envoys", "attache", "consul",
    "correspondent",
})  # fmt: skip
"""Who serves elsewhere than at home."""


def _right(seen: Scan, place: int, *, several: bool) -> tuple[int, list[Piece]]:
    """Where the phrase of an office ends, and whom it serves as named after it (several, of several
    people)."""
    step, last = place, place
    owners: list[Piece] = []
    while (
        step < len(seen.words) and seen.key(step) in lexicon("serves") and seen.between(step - 1, step) == " "
    ):
        link = seen.key(step)
        step += 1
        while seen.key(step) in lexicon("determiner"):
            step += 1
        inner = next((role for role in roles(seen.words[step : step + 4]) if role.first == 0), None)
        if inner is not None and link == "of" and seen.at(step) is None:
            step = last = step + inner.last
            continue
        piece = seen.at(step)
        if piece is None or piece.first != step or not _served(piece) or _quoted(seen, step):
            break
        if link != "in" or seen.key(place - 1) not in _ABROAD:
            owners = owners or [piece]  # a diplomat in Cairo is anybody's but Egypt's
        step = last = piece.last
        held = role_at(seen.words, step) if step < len(seen.words) else None
        if held is not None and not held.several and not several and seen.between(step - 1, step) == " ":
            step = last = held.last  # "the envoy of the Kenyan president"
        while several and (more := _more(seen, step)) is not None:
            owners.append(more)
            step = last = more.last
    return last, owners


def _more(seen: Scan, step: int) -> Piece | None:
    """The next in a list: ", the United States and Turkey"."""
    gap, first = seen.between(step - 1, step) if 0 < step < len(seen.words) else ".", step
    if gap.strip() == "," or seen.key(step) == "and":
        while seen.key(step) in ("and", "the", "of"):
            step += 1
        piece = seen.at(step)
        if piece is not None and piece.first == step > first - 1 and _served(piece):
            return piece
    return None


def _quoted(seen: Scan, step: int) -> bool:
    return any(mark in seen.between(step - 1, step) for mark in '"“”«»')


def _apposed(seen: Scan, first: int, last: int) -> Piece | None:
    """The person named just before an office in apposition: "Qadri Jamil, leader of ..."."""
    step = first - 1
    if seen.case == "mixed" and step > 0 and seen.at(step) is None and seen.words[step].text.islower():
        # "The operational commander of ...".
        step -= seen.key(step - 1) in lexicon("determiner") and seen.between(step, first) == " "
    while seen.key(step) in lexicon("determiner") or seen.key(step) in ("who", "is", "a", "an"):
        step -= 1
    if step < 0 or "," not in seen.between(step, step + 1):
        return None
    closing = seen.between(last - 1, last).strip()[:1] if last < len(seen.words) else "."
    if closing not in (",", ".", ";", ")", "–", "—", "-", '"', "”"):
        return None
    piece = seen.at(step)
    return piece if piece is not None and piece.sort == "person" and piece.last == step + 1 else None


def _led(seen: Scan) -> None:
    """ "The RSF, led by General Dagalo", "Horvat, who commands the Front": the person leads the group."""
    for place in range(2, len(seen.words) - 1):
        if seen.key(place) != "by" or seen.key(place - 1) not in ("led", "headed", "commanded"):
            continue
        group, leader = seen.at(place - 2), seen.at(place + 1)
        if group is not None and leader is not None and leader.sort == "person" and group.sort in _SERVED:
            leader.holder = group
    for place in range(1, len(seen.words) - 2):
        if seen.key(place) != "who" or seen.key(place + 1) not in ("leads", "heads", "commands", "chairs"):
            continue
        leader, group = seen.at(place - 1), seen.at(place + 2 + (seen.key(place + 2) == "the"))
        if leader is not None and leader.sort == "person" and group is not None and group.sort in _SERVED:
            leader.holder = group

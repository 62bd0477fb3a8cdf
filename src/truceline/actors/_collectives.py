"""Words that stand for actors named elsewhere in the text: "the two presidents", "the army", "the rebels"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from truceline.actors._lexicon import lexicon
from truceline.actors._mention import Mention
from truceline.actors._names import state_of
from truceline.actors._people import Person
from truceline.actors._reading import Reading
from truceline.actors._scan import Piece, Scan
from truceline.actors._where import at_war
from truceline.actors._words import fold_name
from truceline.model import Actor

__all__ = ["collectives", "speak_together"]


_TOGETHER = {"name", "metonym", "collective", "unknown_group"}
_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
_FOLLOWS = re.compile(r"\s+(\w+)")
_LEADS = re.compile(r"[,”\"]\s+(\w+)\s+(?:the\s+)?$", re.IGNORECASE)
"""A verb in front of who speaks: "the truce will hold, said Norway and Chad"."""


def collectives(reading: Reading, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions by a common noun whose owner the text makes plain.

    "The government" is that of the state where the text's armed groups are at home (or that it names most);
    "the
    rebels" are its one armed group; "the two presidents" are those of the two states named last.
    """
    home = at_war(reading, mentions)
    if home is not None:
        _at_home(reading, home)
    for seen in reading.scans:
        yield from _bare_offices(reading, seen, mentions)
        place = 0
        while place < len(seen.words):
            mention = None
            if seen.at(place) is None:
                mention = (
                    _two(reading, seen, place, mentions)
                    or _head_noun(reading, seen, place, mentions)
                    or _generic(reading, seen, place, mentions, home)
                )
            if mention:
                yield mention
            place += 1


def _at_home(reading: Reading, home: str) -> None:
    """Let those who hold an office of a state that is not named ("President Pierre Moreau", "the defence
    minister, Ivan Horvat") serve the state where the text's conflict is fought, where one man alone does."""
    held: dict[str, list[Person]] = {}
    for person in reading.people.all.values():
        if person.of in (None, home):
            for office in lexicon("stateoffice").keys() & set(person.offices):
                held.setdefault(office, []).append(person)
    for holders in held.values():
        person = holders[0]
        if len(holders) == 1 and person.of is None and person.entry is None:
            person.of = home
            reading.actors.setdefault(home, reading.known.entries[home].actor())


def speak_together(reading: Reading, mentions: Sequence[Mention]) -> None:
    """Make one actor of two whom one verb of speech or deed follows: "Russia and the United States said"."""
    text = reading.article.text
    verbs = {*lexicon("speech"), *lexicon("deeds")}
    for one, other in pairwise(mentions):
        people = reading.people.all
        if one.actor in people or other.actor in people or not {one.kind, other.kind} <= _TOGETHER:
            continue
        following = _FOLLOWS.match(text, other.end)
        leading = _LEADS.search(text, max(0, one.start - 30), one.start)
        near = {match[1].lower() for match in (following, leading) if match}
        if _AND.fullmatch(text[one.end : other.start]) and near & verbs:
            reading.paired.add(reading.together((one.actor, other.actor)))


_FOR_GOVERNMENT = re.compile(
    r"\b(?:pro-?government|(?:government|army|state)-(?:backed|allied|aligned|sponsored|funded))\s+(?:\w+\s+)?$",
    re.I,
)
_AT_LEAST = 2
"""How often a text must name each of two states for "the two sides" to be them."""
_UNOWNED = frozenset({"government", "army", "rebels", "opposition"})
"""Parties that are read without anybody named beside them."""


def _generic(
    reading: Reading, seen: Scan, place: int, mentions: Sequence[Mention], home: str | None
) -> Mention | None:
    """ "The government", "government forces", "the army", "the rebels", where nobody is named beside them."""
    step = _noun_of_phrase(seen, place)
    if step is None:
        return None
    if seen.key(step) in ("coalition", "alliance"):
        last = step + 1 + (seen.key(step + 1) in ("forces", "troops", "planes", "commanders"))
        return _coalition(reading, seen, Piece(step, last, "collective"), mentions)
    noun, last = _noun(seen, step)
    owned = seen.key(last) == "of" or (seen.key(last) == "in" and seen.at(last + 1) is not None)
    if owned or not noun or seen.over(step, last) or not (noun in _UNOWNED or _titled(seen, step, noun)):
        return None
    piece, said = Piece(step, last, "collective", noun=noun), seen.reads(place, last)
    if noun == "rebels":
        actor, why = _rebels(reading, mentions, home, seen.span(step, last)[0])
    elif home is not None:
        reading.actors.setdefault(home, reading.known.entries[home].actor())
        actor = reading.party(home, noun, said)
        why = f"the text is of {reading.name(home)} more than of any other state"
    else:
        return None
    return reading.made(seen, piece, actor, "collective", f"“{said}”: {why}", of=home) if actor else None


def _head_noun(reading: Reading, seen: Scan, place: int, mentions: Sequence[Mention]) -> Mention | None:
    """ "The Front", "the Community": the group or organisation named last whose name has that word."""
    step = place + 1
    if seen.key(place) != "the" or seen.key(step) not in lexicon("shortname") or seen.at(step) is not None:
        return None
    mixed = seen.case == "mixed" and not seen.title and seen.words[step].capital
    if not mixed or (step + 1 < len(seen.words) and _named_on(seen, step)):
        return None
    start, word = seen.span(place, step)[0], seen.key(step)
    for mention in reversed([one for one in mentions if one.end <= start]):
        actor = reading.actors.get(mention.actor)
        if actor is None or actor.kind not in ("armed_group", "organisation", "coalition"):
            continue
        if any(word in fold_name(name) for name in (actor.name, *(alias.name for alias in actor.aliases))):
            why = f"“the {seen.words[step].text}” is short for {actor.name}, named before it"
            return reading.made(seen, Piece(step, step + 1, "collective"), actor.id, "collective", why)
    return None


def _named_on(seen: Scan, step: int) -> bool:
    """Whether a name goes on behind its head: "the Front of the Return", "the Front National"."""
    follows = seen.between(step, step + 1) == " "
    return follows and (seen.words[step + 1].capital or seen.key(step + 1) in ("of", "for"))


def _titled(seen: Scan, step: int, noun: str) -> bool:
    """Whether a body of the state is written as a name: "the General Staff", "the Foreign Ministry"."""
    if noun not in ("body", "foreign ministry", "defence ministry") or seen.case != "mixed" or seen.title:
        return False
    return seen.words[step].capital and seen.words[step + 1].capital and not seen.opens(step)


def _noun_of_phrase(seen: Scan, place: int) -> int | None:
    """Where the noun of "the legitimate government" or "rebel fighters" begins, if one does."""
    if seen.key(place) not in lexicon("article"):
        bare = ("government", "rebel", "insurgent", "separatist", "militant", "guerrilla", "coalition")
        return place if seen.key(place).startswith(bare) else None
    step = place + 1
    while seen.key(step) in lexicon("filler") and seen.at(step) is None and step - place < 3:
        if seen.key(step) in lexicon("party") and _ends_phrase(seen, step):
            break  # "the military said"
        step += 1
    return step


def _ends_phrase(seen: Scan, step: int) -> bool:
    """Whether a noun phrase can only end with a word: a stop, a preposition or a verb of saying follows."""
    last = step + 1 == len(seen.words) or seen.between(step, step + 1).strip() not in ("", "-")
    return last or seen.key(step + 1) in lexicon("behind")


def _rebels(
    reading: Reading, mentions: Sequence[Mention], home: str | None, place: int
) -> tuple[str | None, str]:
    groups: dict[str, int] = {}
    nearest = None
    for mention in mentions:
        actor = reading.actors.get(mention.actor)
        if actor is not None and actor.kind == "armed_group" and actor.of is None:
            if _FOR_GOVERNMENT.search(reading.article.text, max(0, mention.start - 40), mention.start):
                continue
            groups[mention.actor] = groups.get(mention.actor, 0) + 1
            if mention.end <= place:
                nearest = mention.actor
    if len(groups) == 1:
        return next(iter(groups)), "the text names one armed group"
    if nearest is not None:
        return nearest, "the armed group named last before it"
    apart = [state for state, count in reading.states.items() if count and reading.breakaway(state)]
    if len(apart) == 1 and not groups:
        reading.actors.setdefault(apart[0], reading.known.entries[apart[0]].actor())
        return apart[0], "the one territory of the text that broke away"
    if home is not None and not groups:
        reading.actors.setdefault(home, reading.known.entries[home].actor())
        return reading.party(home, "rebels", ""), "the text names no group"
    return None, ""


def _coalition(reading: Reading, seen: Scan, piece: Piece, mentions: Sequence[Mention]) -> Mention | None:
    """ "The coalition": the text's one coalition, else the one known to join two states that it names."""
    named = {
        one.actor
        for one in mentions
        if one.actor not in reading.members
        and (found := reading.actors.get(one.actor))
        and found.kind == "coalition"
    }
    if not named:
        named = {
            entry.id
            for entry in reading.known.entries.values()
            if entry.kind == "coalition"
            and len(entry.where) > 1
            and all(reading.states[one] for one in entry.where)
        }
    if not named and seen.key(piece.first) == "coalition" and piece.last - piece.first > 1:
        reading.actors.setdefault(
            "coalition-forces", Actor(id="coalition-forces", name="Coalition forces", kind="coalition")
        )
        named = {"coalition-forces"}
    if len(named) != 1:
        return None
    (actor,) = named
    if actor in reading.known.entries:
        reading.actors.setdefault(actor, reading.known.entries[actor].actor())
    why = f"the one coalition that the text can mean, {reading.name(actor)}"
    return reading.made(seen, piece, actor, "collective", why)


def _noun(seen: Scan, place: int) -> tuple[str, int]:
    nouns = lexicon("party")
    for size in (3, 2, 1):
        phrase = " ".join(word.key for word in seen.words[place : place + size])
        if place + size <= len(seen.words) and phrase in nouns and not seen.over(place, place + size):
            return nouns[phrase], place + size
    return "", place


def _bare_offices(reading: Reading, seen: Scan, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """ "The president", "the foreign minister", where nobody is named beside the office.

    It is the person of the text who holds the office and was named last; else the office of the state for
    which the person named last acts.
    """
    for piece in seen.pieces:
        if piece.sort != "office" or piece.owner or piece.holder or piece.role is None or piece.role.several:
            continue
        office, start = piece.role.office, seen.span(piece.first, piece.last)[0]
        if office not in lexicon("single"):
            continue
        people = [one for one in mentions if one.end <= start and one.actor in reading.people.all]
        said = seen.reads(piece.first, piece.last)
        holder = next(
            (one for one in reversed(people) if office in reading.people.all[one.actor].offices), None
        )
        if holder is not None:
            why = f"“{said}” is the last person named who holds that office"
            yield reading.made(seen, piece, holder.actor, "office", why, of=holder.of)
        elif people and (state := people[-1].of) and _is_state(reading, state):
            actor, why = reading.held(office, state, said)
            yield reading.made(
                seen,
                piece,
                actor,
                "office",
                f"{why}; {reading.name(state)} is spoken for before it",
                of=state,
            )


def _is_state(reading: Reading, actor: str) -> bool:
    entry = reading.known.entries.get(actor)
    if entry is not None and entry.kind == "state":
        reading.actors.setdefault(actor, entry.actor())
        return True
    return False


def _two(reading: Reading, seen: Scan, place: int, mentions: Sequence[Mention]) -> Mention | None:
    """ "The two presidents", "both countries": the two states (or groups) named last."""
    last = place
    while seen.key(last) in ("the", "these", "two", "both", "our", "their") and last - place < 3:
        last += 1
    noun = seen.key(last)
    counted = any(seen.key(step) in ("two", "both") for step in range(place, last))
    if noun not in lexicon("pair") or not (counted or noun == "presidents") or seen.key(last + 1) == "of":
        return None
    start = seen.span(place, place + 1)[0]
    wanted = lexicon("pair")[noun]
    if wanted == "party":
        return _sides(reading, seen, Piece(place, last + 1, "collective"), mentions)
    members: list[str] = []
    for mention in reversed(mentions):
        if mention.end > start or mention.kind == "place":
            continue
        actor = state_of(reading.actors, mention.actor)
        found = reading.people.all.get(actor)
        if found is not None and found.of:
            actor = found.of
        known = reading.actors.get(actor) or (
            entry.actor() if (entry := reading.known.entries.get(actor)) else None
        )
        if known is not None and known.kind == wanted and actor not in members:
            reading.actors.setdefault(actor, known)
            members.insert(0, actor)
        if len(members) == 2:
            break
    if len(members) != 2:
        return None
    piece = Piece(place, last + 1, "collective")
    said = seen.reads(place, last + 1)
    names = " and ".join(reading.name(member) for member in members)
    return reading.made(
        seen, piece, reading.together(tuple(members)), "collective", f"“{said}”: {names} were named last"
    )


def _sides(reading: Reading, seen: Scan, piece: Piece, mentions: Sequence[Mention]) -> Mention | None:
    """ "The two sides": the one armed group of the text, and the army or government of the state that it
    fights; without a group the two states that are named far oftener than others."""
    groups: list[str] = []
    powers: list[str] = []
    for mention in mentions:
        actor = reading.actors.get(mention.actor)
        if actor is None or mention.actor in groups + powers:
            continue
        if actor.kind == "armed_group" and actor.of is None:
            groups.append(mention.actor)
        elif actor.kind in ("armed_group", "government"):
            powers.append(mention.actor)
    if not groups and (rivals := _rivals(reading)):
        why = f"{' and '.join(map(reading.name, rivals))} are the states that the text names oftenest"
        return reading.made(seen, piece, reading.together(rivals), "collective", why)
    if len(groups) != 1:
        return None
    where = reading.known.entries[groups[0]].where if groups[0] in reading.known.entries else ()
    fitting = [power for power in powers if not where or reading.actors[power].of in where]
    states = [state for state in where if reading.states[state]]
    other = next(iter(fitting or states), None)
    if other is None:
        return None
    if other not in reading.actors:
        reading.actors[other] = reading.known.entries[other].actor()
    members = (other, groups[0])
    why = f"the parties of the text are {reading.name(other)} and {reading.name(groups[0])}"
    return reading.made(seen, piece, reading.together(members), "collective", why)


def _rivals(reading: Reading) -> tuple[str, str] | None:
    """The two states that a text names far oftener than any other, as it does where they are at war."""
    ranked = [*reading.states.most_common(3), ("", 0), ("", 0), ("", 0)]
    (one, _), (other, count), (_, third) = ranked[:3]
    if count < _AT_LEAST or count < third * 2:
        return None
    for state in (one, other):
        reading.actors.setdefault(state, reading.known.entries[state].actor())
    return one, other

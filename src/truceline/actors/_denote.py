"""From a noun phrase to the actor that it denotes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from truceline.actors._lexicon import lexicon
from truceline.actors._mention import Mention, Resolution
from truceline.actors._roles import roles
from truceline.actors._words import Word, slug, words
from truceline.model import Actor

__all__ = ["Context", "denoted"]

_HE = {"he": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_THEY = frozenset({"they", "them", "themselves"})
_IT = frozenset({"it", "itself"})
_NEAR = 1200
"""Characters within which "the report" still means that of the outlet that was named (a few paragraphs)."""
_THEY_REACH = 400
"""Characters within which "they" still means a group or government named before it (about two sentences)."""
_ITS = frozenset({"its", "their"})
_ROLE = 4
"""Words behind a possessor within which the noun for who serves him stands ("Lund's longtime press aide")."""
_OWNING = ("armed_group", "coalition", "organisation", "government", "state")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when a phrase is read."""

    text: str
    actors: Mapping[str, Actor]
    mentions: Sequence[Mention]
    genders: Mapping[str, str]
    roles: Mapping[str, tuple[str, ...]]
    focus: tuple[str, ...]
    members: Mapping[str, tuple[str, ...]]

    def before(self, place: int) -> Iterator[Mention]:
        """The mentions that end before a place, the nearest first."""
        for step in range(bisect_left(self.mentions, place, key=lambda one: one.start) - 1, -1, -1):
            if self.mentions[step].end <= place:
                yield self.mentions[step]


def denoted(context: Context, start: int, end: int) -> Resolution | None:
    """The actor of the phrase, by its name, its office, its pronoun or its class, in that order."""
    phrase = _before_clause(words(context.text[start:end], start))
    if not phrase:
        return None
    end = min(end, phrase[-1].end + 1)
    inside = [mention for mention in context.mentions if mention.start < end and start < mention.end]
    document = any(word.key in lexicon("document") for word in phrase)
    person = any(context.actors[mention.actor].kind == "person" for mention in inside)
    head = None if document and not person else _head(context, inside, phrase)
    if head:
        return head
    if len(phrase) == 1 and (found := _pronoun(context, phrase[0], start)):
        return found
    return (
        _issuer(context, inside, phrase, start)
        or _role(context, inside, phrase, start)
        or _class(context, inside, phrase, start)
    )


def _before_clause(phrase: list[Word]) -> list[Word]:
    """The words of a phrase up to its relative clause."""
    for place, word in enumerate(phrase):
        if place and word.key in ("which", "who", "whom", "whose", "that", "where"):
            return phrase[:place]
    return phrase


def _issuer(
    context: Context, inside: Sequence[Mention], phrase: Sequence[Word], place: int
) -> Resolution | None:
    """Documents speak for their issuer: the owner in the phrase; a press report for the last outlet."""
    document = next((word.key for word in phrase if word.key in lexicon("document")), None)
    if document is None:
        return None
    if owner := next((mention for mention in inside if mention.kind != "place"), None):
        return Resolution(owner.actor, f"the {document} is {owner.text}’s")
    if lexicon("document")[document] == "press":
        for mention in context.before(place):
            if place - mention.end > _NEAR:
                break
            if mention.kind == "outlet":
                return Resolution(
                    mention.actor, f"the {document} is of the outlet named last, {mention.text}"
                )
    return None


def _head(context: Context, inside: Sequence[Mention], phrase: Sequence[Word]) -> Resolution | None:
    """The mention that is the phrase's head: a person anywhere in it, else what ends or fills it."""
    acting = [mention.actor for mention in inside if mention.kind not in ("demonym", "place")]
    for together, members in context.members.items():
        if len(acting) > 1 and tuple(acting) == members:
            return Resolution(together, "they speak together")
    people = [one for one in inside if context.actors[one.actor].kind == "person"]
    for mention in people:
        if mention.kind in ("name", "office") and not _is_served(context.text, mention, phrase):
            return Resolution(mention.actor, mention.why)
    if served := next((one for one in people if _is_served(context.text, one, phrase)), None):
        return _speaking_for(context, served, phrase)
    whole = [mention for mention in inside if mention.kind != "demonym"]
    for mention in reversed(whole):
        if mention.end >= phrase[-1].end and not _owned(context, mention, phrase):
            return Resolution(mention.actor, mention.why)
    if whole and not _after(context.text, whole[0], phrase) and whole[0].start <= phrase[0].start + 4:
        return Resolution(whole[0].actor, whole[0].why)
    return None


def _is_served(text: str, mention: Mention, phrase: Sequence[Word]) -> bool:
    """Whether the phrase is of somebody who serves or is close to the person mentioned, and is another: "a
    spokesman for the prime minister", "an aide to Mr Lund", "Lund's lawyer"."""
    near = lexicon("near")
    before = [word for word in phrase if word.end <= mention.start]
    between = _last(before, ("of", "for", "to"))
    if between and before[between - 1].key in near:
        return "," not in text[before[between].end : mention.start]
    after = [word for word in phrase if word.start >= mention.end]
    owns = text[mention.end - 2 : mention.end + 3].replace("’", "'").count("'s") > 0
    return owns and any(word.key in near for word in after[:_ROLE])


def _last(phrase: Sequence[Word], keys: Sequence[str]) -> int:
    """The place of the last of these words among those of a phrase; 0 for none."""
    return max((place for place, word in enumerate(phrase) if word.key in keys), default=0)


def _speaking_for(context: Context, served: Mention, phrase: Sequence[Word]) -> Resolution | None:
    """The known spokesman of whatever the person served acts for, None for anybody else."""
    office = f"spokesman-of-{context.actors[served.actor].of}"
    speaks = any(lexicon("near").get(word.key) == "speaks" for word in phrase)
    if not speaks or office not in context.actors:
        return None
    return Resolution(office, f"speaks for {served.text}")


def _owned(context: Context, mention: Mention, phrase: Sequence[Word]) -> bool:
    """Whether the mention is what a noun before it belongs to: "the spokesman for the RSF", "a source in
    Damascus"."""
    before = [word for word in phrase if word.end <= mention.start]
    return any(word.key in ("of", "for", "in", "at", "from", "to", "with", "on", "by") for word in before)


def _after(text: str, mention: Mention, phrase: Sequence[Word]) -> bool:
    """Whether more of the phrase's core follows the mention ("Kremlin spokesman" after "Kremlin")."""
    following = next((word for word in phrase if word.start >= mention.end), None)
    return following is not None and not set(text[mention.end : following.start]) & set(",;:-–—([")


def _pronoun(context: Context, word: Word, place: int) -> Resolution | None:
    if word.key in _HE:
        return _person(context, place, _HE[word.key], word.text)
    if word.key in _IT:
        return _recent(context, place, (*_OWNING, "outlet"),
                       word.text)  # fmt: skip
    if word.key in _THEY:
        kinds = ("armed_group", "coalition", "organisation", "government")
        return _recent(context, place, kinds, word.text, within=_THEY_REACH)
    return None


def _person(context: Context, place: int, sex: str, said: str) -> Resolution | None:
    """The last speaker, unless somebody else has opened a sentence since; else the last person named.

    Whoever is known to be of the other sex is left out; "she" looks for women before those of whom nothing is
    known.
    """
    unknown = {actor for actor in context.actors if actor not in context.genders}
    certain = {actor for actor, known in context.genders.items() if known == sex}
    for allowed in (certain, certain | unknown) if sex == "f" else (certain | unknown,):
        if found := _last_person(context, place, allowed, said):
            return found
    return None


def _last_person(context: Context, place: int, allowed: set[str], said: str) -> Resolution | None:
    fitting = {
        actor for actor in allowed if actor in context.actors and context.actors[actor].kind == "person"
    }
    people = [mention for mention in context.before(place) if mention.actor in fitting]
    speaker = next((actor for actor in reversed(context.focus[-3:]) if actor in fitting), None)
    opening = next((one for one in people[:4] if _opens(context.text, one.start)), None)
    named = next((one.end for one in people if one.actor == speaker), 0)
    if speaker and (opening is None or opening.end <= named or opening.actor == speaker):
        return Resolution(speaker, f"“{said}” is the last speaker whom it can mean")
    if chosen := opening or next(iter(people), None):
        why = "the last person to open a sentence" if opening else "the last person named before it"
        return Resolution(chosen.actor, f"“{said}” is {why}")
    return None


def _opens(text: str, start: int) -> bool:
    """Whether a sentence (or a paragraph) begins at a place, an article left aside."""
    before = text[max(0, start - 12) : start].rstrip()
    before = before[:-3].rstrip() if before.lower().endswith("the") else before
    return not before or before[-1] in '.!?\n”"»' or "\n" in text[max(0, start - 4) : start]


def _recent(
    context: Context, place: int, kinds: Sequence[str], said: str, *, within: int | None = None
) -> Resolution | None:
    """The last speaker of these kinds, if the last speaker was of them; else the last such actor named,
    `within` so many characters.
    """
    if context.focus and (last := context.actors.get(context.focus[-1])) and last.kind in kinds:
        return Resolution(last.id, f"“{said}” is the last speaker")
    for mention in context.before(place):
        if within is not None and place - mention.end > within:
            return None
        if mention.kind not in ("demonym", "place") and context.actors[mention.actor].kind in kinds:
            return Resolution(mention.actor, f"“{said}” is the last named before it that it can mean")
    return None


def _role(
    context: Context, inside: Sequence[Mention], phrase: Sequence[Word], place: int
) -> Resolution | None:
    named = roles(phrase)
    if not named or named[0].several:
        return None
    office = named[0].office
    owners = {mention.actor for mention in inside}
    if phrase[0].key in _ITS and (owner := _recent(context, place, _OWNING, phrase[0].text)):
        owners = {owner.actor}
    people = [actor for actor in reversed(context.focus) if actor in context.actors]
    people += [mention.actor for mention in context.before(place)]
    indefinite = phrase[0].key in ("a", "an", "one", "another", "some", "senior", "unnamed")
    if indefinite:
        return None
    if phrase[0].key in ("his", "her"):
        return None
    said = " ".join(word.text for word in phrase)
    for actor in people:
        known = context.actors[actor]
        if not owners or known.of in owners:
            if known.kind == "person" and _holds(context, actor, office):
                return Resolution(actor, f"“{said}” is the last person named who holds that office")
            if known.kind == "office" and actor.startswith(slug(office) + "-of-"):
                return Resolution(actor, f"“{said}” is the last one named who has that office")
    return None


def _holds(context: Context, actor: str, office: str) -> bool:
    """Whether a person is known by an office; whoever has any is an official."""
    held = context.roles.get(actor, ())
    return office in held or (office == "official" and bool(held))


def _class(
    context: Context, inside: Sequence[Mention], phrase: Sequence[Word], place: int
) -> Resolution | None:
    noun = phrase[-1].key
    if phrase[0].key not in ("the", "this", "that") or noun not in lexicon("class") or inside:
        return None
    if noun == "ministry":
        return _ministry(context, place)
    kinds = lexicon("class")[noun].split("+")
    said = " ".join(word.text for word in phrase)
    return _recent(context, place, kinds, said)


def _ministry(context: Context, place: int) -> Resolution | None:
    for mention in context.before(place):
        if "ministry" in mention.actor and context.actors[mention.actor].kind == "office":
            return Resolution(mention.actor, f"the ministry named last, {mention.text}")
    return None

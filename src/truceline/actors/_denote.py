"""From a noun phrase to the actor that it denotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from truceline.actors._lexicon import lexicon
from truceline.actors._mention import Mention, Resolution
from truceline.actors._roles import roles
from truceline.actors._words import Word, words
from truceline.model import Actor

__all__ = ["Context", "denoted"]

_HE = {"he": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_THEY = frozenset({"they", "them", "themselves"})
_IT = frozenset({"it", "itself"})


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when a phrase is read."""

    text: str
    actors: Mapping[str, Actor]
    mentions: Sequence[Mention]
    genders: Mapping[str, str]
    roles: Mapping[str, tuple[str, ...]]
    focus: tuple[str, ...]

    def before(self, place: int) -> Iterator[Mention]:
        """The mentions that end before a place, the nearest first."""
        for mention in reversed(self.mentions):
            if mention.end <= place:
                yield mention


def denoted(context: Context, start: int, end: int) -> Resolution | None:
    """The actor of the phrase, by its name, its office, its pronoun or its class, in that order."""
    phrase = words(context.text[start:end], start)
    if not phrase:
        return None
    inside = [mention for mention in context.mentions if mention.start < end and start < mention.end]
    head = _head(context, inside, phrase, start, end)
    if head:
        return head
    if len(phrase) == 1 and (found := _pronoun(context, phrase[0], start)):
        return found
    return _role(context, inside, phrase, start) or _class(context, inside, phrase, start)


def _head(
    context: Context, inside: Sequence[Mention], phrase: Sequence[Word], start: int, end: int
) -> Resolution | None:
    """The mention that is the phrase's head: a person anywhere in it, else what ends or fills it."""
    for mention in inside:
        if context.actors[mention.actor].kind == "person" and mention.kind in ("name", "office"):
            return Resolution(mention.actor, mention.why)
    whole = [mention for mention in inside if mention.kind != "demonym"]
    for mention in reversed(whole):
        if mention.end >= phrase[-1].end and not _owned(context, mention, phrase):
            return Resolution(mention.actor, mention.why)
    if whole and not _after(context.text, whole[0], phrase) and whole[0].start <= phrase[0].start + 4:
        return Resolution(whole[0].actor, whole[0].why)
    return None


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
        return _recent(
            context, place, lambda actor: actor.kind not in ("person", "office", "place"), word.text
        )
    if word.key in _THEY:
        return _recent(
            context,
            place,
            lambda actor: actor.kind in ("armed_group", "coalition", "organisation", "government"),
            word.text,
        )
    return None


def _person(context: Context, place: int, sex: str, said: str) -> Resolution | None:
    def fits(actor: str) -> bool:
        return context.actors[actor].kind == "person" and context.genders.get(actor, sex) == sex

    for actor in reversed(context.focus):
        if actor in context.actors and fits(actor):
            return Resolution(actor, f"“{said}” is the last speaker whom it can mean")
    for mention in context.before(place):
        if fits(mention.actor):
            return Resolution(mention.actor, f"“{said}” is the last person named before it")
    return None


def _recent(context: Context, place: int, fits: object, said: str) -> Resolution | None:
    assert callable(fits)
    for mention in context.before(place):
        if mention.kind != "demonym" and fits(context.actors[mention.actor]):
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
    people = [actor for actor in reversed(context.focus) if actor in context.actors]
    people += [mention.actor for mention in context.before(place)]
    indefinite = phrase[0].key in ("a", "an", "one", "another", "some", "senior", "unnamed")
    if indefinite:
        return None
    for actor in people:
        known = context.actors[actor]
        if known.kind != "person" or (owners and known.of not in owners):
            continue
        if office in context.roles.get(actor, ()) or (office == "official" and context.roles.get(actor)):
            said = " ".join(word.text for word in phrase)
            return Resolution(actor, f"“{said}” is the last person named who holds that office")
    return None


def _class(
    context: Context, inside: Sequence[Mention], phrase: Sequence[Word], place: int
) -> Resolution | None:
    noun = phrase[-1].key
    if phrase[0].key not in ("the", "this", "that") or noun not in lexicon("class") or inside:
        return None
    kinds = lexicon("class")[noun].split("+")
    said = " ".join(word.text for word in phrase)
    return _recent(context, place, lambda actor: actor.kind in kinds, said)

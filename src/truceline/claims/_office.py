"""What a time expression dates: the start of a truce, its end, its declaration, a deadline, or nothing.

Decided in this order: the words right before the time ("from", "until", "by"), the predicate to which it
belongs ("take effect", "expires", "agreed"), the noun it hangs on ("a truce at midnight").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from truceline.claims._governor import before, governor_of
from truceline.claims._lexicon import compose, lemmas, pattern, verb_classes
from truceline.claims._outcomes import outcome_of
from truceline.claims._sentences import Sentence
from truceline.claims._theme import is_modified
from truceline.model import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Office", "is_feast", "is_restated", "names_truce", "office_of"]

Office = Literal["start", "end", "declared", "deadline", "period", "broken", "other"]
"""`period` is a feast or a span of days that a truce is to cover ("a truce for Ramadan")."""

_BEFORE_START = re.compile(
    r"(?:\b(?:from|since|as of|as from|effective(?: from| on| at| as of)?|with effect from"
    r"|with immediate effect from|(?:start|beginn?|commenc)ing(?: on| at| from| as of)?|starts?|begins?|began"
    r"|started|start(?:ing)? (?:time )?(?:on|at|of)|takes? effect|took effect|into (?:force|effect)"
    r"|in (?:force|effect)(?: from| since)?|which (?:starts|begins)|valid (?:from|as of|since))"
    r"(?: on| at| from| around| about| early| late)?(?: the| this)?)\s*$",
    re.I,
)
# "The first thing on which they agree since 1980", "its worst night since May", "not kept since Easter".
_COMPARED = re.compile(
    r"\b(?:first|only|last|worst|best|most|least|biggest|longest|heaviest|bloodiest|deadliest|quietest|calmest)\b"
    r"[^.,;:]{0,80}\bsince(?: the)?\s*$"
    r"|\bnot (?:been )?(?:kept|respected|observed|honou?red|held)\b[^.,;:]{0,40}\bsince(?: the)?\s*$",
    re.I,
)
_BEFORE_END = re.compile(
    r"\b(?:until|till|til|through|thru|up to|up until|to last (?:until|to)|expir(?:es?|ed|ing|y)(?: on| at)?"
    r"|end(?:s|ed|ing)?(?: on| at)?|valid (?:until|to|through)|due to (?:end|expire)(?: on| at)?"
    r"|laps(?:es?|ed)(?: on| at)?|r[ua]n(?:s|ning)? out(?: on| at)?)(?: the end of)?(?: on| at)?(?: the)?\s*$"
    # "Until the parliamentary election next June".
    r"|\b(?:until|till|pending)\s+(?:[\w'’-]+\s+){1,5}$",
    re.I,
)
# "Extended to February 28", "prolong the truce by three months to the end of March".
_BEFORE_NEW_END = re.compile(
    r"\b(?:extend|prolong|renew|lengthen|roll(?:ed|s|ing)? over)\w*\b[^.;:]{0,80}?\bto"
    r"(?: the end of| at least)?(?: the)?\s*$",
    re.I,
)
_BEFORE_DEADLINE = re.compile(
    r"\b(?:by|before|no later than|not later than|deadline (?:of|is|on))(?: the end of)?(?: on| at)?\s*$",
    re.I,
)
_BEFORE_PERIOD = re.compile(
    r"\b(?:for|during|over|throughout|to mark|in honou?r of|on the occasion of|to cover)"
    r"(?: the| all of| all)?"
    r"(?: (?:(?:whole|entire|holy|muslim|christian|jewish|buddhist|orthodox|lunar|religious|islamic)\s+){0,2}"
    r"(?:month|holidays?|feast|festival|fast|days?|celebrations?) of(?: the)?)?\s*$",
    re.I,
)
# "In a statement dated 30 March", "a decree of Thursday".
_BEFORE_WRITTEN = re.compile(
    r"\b(?:statement|communiqu[eé]|decree|letter|declaration|order|message|writing)s?,?\s+"
    r"(?:which was |that was |also )?(?:of|dated|with (?:the )?date of"
    r"|(?:signed|issued|published|released|made public|posted|broadcast)(?: on| late on)?)\s*$",
    re.I,
)
_SHORTLY = re.compile(r"\b(?:shortly|just|soon|minutes|moments|hours?|days?|weeks?)\s+before\s*$", re.I)
_ANSWER = re.compile(r"\b(accept|respond|reply|answer|sign|join|agree)\w*", re.I)
_ATTACHED = r"<named>\s*,?\s*(?:in \w+ )?(?:at|from)\s*$"
_APPOSED = r"<named>\s*,\s*(?:in|of|on|over)\s+$"
_DEALS = r"(?:understanding|deal|agreement|accord|pact|pause)\b"
_NAMED_AFTER = rf"(?:['’]s)?\s+(?:holiday\s+|festival\s+)?(?:<named>|{_DEALS})"
_DAY = re.compile(r"\d|day\b", re.I)
# Between a day and a beginning told behind it: another clause.
_ASIDE = re.compile(r"\b(?:while|whereas|as|when|although|though)\b", re.I)
_OPENING = re.compile(r"[(\[]\s*(?:or |i\.e\.,? |that is,? )?$")
_BRACKETED = re.compile(r"\([^()]*\)")
_RANGE_TO = re.compile(r"^\W*(?:to|until|till|–|-|through)\W*(?:at\W+)?$", re.I)
_MEETS = frozenset({"meet", "confer", "gather", "talk", "speak", "convene"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_ANAPHOR_SUBJECT = frozenset({"it", "this", "which", "that", "they"})
_CLOSES = frozenset({"end", "close", "conclude", "finish"})
_SINCE = re.compile(r"\bsince\b[^,;]*$|\bin (?:force|effect|place)\b[^,;]*$", re.I)
_LENGTHENS = frozenset({"extend", "prolong", "lengthen"})
_FIGHTS_ON = frozenset({"resume", "restart", "attack", "fight", "rage", "escalate", "intensify"})
_CALENDAR = re.compile(
    r"\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:yester|to)-?day|tomorrow"
    r"|\b(?:day|week|month|(?<!new )year|weekend|night)s?\b"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter",
    re.I,
)
_HUNG = frozenset({"pobj", "prep", "nummod", "compound", "npadvmod", "appos", "nmod", "conj", "acl"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COARSE = frozenset({"month", "season", "year"})


_CITES = re.compile(
    r"\b(?:names|named|cit(?:es|ed|ing)|mention(?:s|ed|ing)|recall(?:s|ed|ing)|refer(?:s|red|ring) to"
    r"|invok(?:es|ed|ing)|quot(?:es|ed|ing)|reaffirm(?:s|ed|ing)|build(?:s|ing)? (?:up)?on|goes back to"
    r"|in line with|on the basis of)\b",
    re.I,
)
"""Words behind which a document with its date is another one, that a text leans on."""
_NEAR = 140
"""Characters before a time in which a truce is near it."""
_WHOLE = 400
"""Characters before a time, in its sentence, in which these may stand."""


def office_of(  # noqa: PLR0911 - one rule a line
    sentence: Sentence, time: TimeExpression, context: bool
) -> Office:
    """What a time expression dates.

    Args:
        sentence: the sentence in which it stands.
        time: the expression.
        context: whether the text just before the sentence speaks of a truce.

    Returns:
        The start, the end, the declaration, the deadline of a truce, the period it covers, its breach, or
        something else.
    """
    if is_restated(sentence, time) or _is_of_meeting(sentence, time):
        return "other"
    if _is_apposed(sentence, time) or (is_feast(time) and _is_dated_feast(sentence, time)):
        return "other"
    if names_truce(sentence, time):
        return "start" if _DAY.search(time.text) else "other"
    range_start = _range_partner(sentence, time)
    if range_start is not None:
        return "end" if office_of(sentence, range_start, context) == "start" else "other"
    verb = governor_of(sentence, time)
    governed = verb is not None and _is_about_truce(sentence, verb, context)
    office = _by_words_before(sentence, time, governed)
    if office == "end" and verb is not None and _ends_another(sentence, verb):
        return "declared" if _ends_with_truce(sentence, verb) else "other"
    if office is not None:
        return office
    if verb is not None and _met_and_agreed(sentence, verb, time, context):
        return "declared"
    if verb is not None and governed:
        return _by_predicate(sentence, verb, time)
    return "start" if _is_attached(sentence, time) else "other"


def _is_of_meeting(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a time hangs on a noun for talks: "the talks from 26 to 28 May brought a truce"."""
    token = sentence.token_at(time.start)
    while token is not None and token.dep_ in _HUNG and token.head != token:
        token = token.head
        if token.pos_ == "NOUN" and token.lemma_.lower() in _talks():
            return not any(t.start <= sentence.place(token) < t.end for t in sentence.truces)
    return False


def _talks() -> frozenset[str]:
    return lemmas("contacts.negotiations", "contacts.meetings", "contacts.rounds", "contacts.visits")


def _is_apposed(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a time tells only which truce is meant: "the last truce, in June 1996, was over in a week"."""
    led = compose(_APPOSED).search(before(sentence, time.start, 30))
    return led is not None and sentence.article.text[time.end : time.end + 1] == ","


def _is_dated_feast(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a feast is that of another time: "over Eid in June 2018", "in April 2020 ... for Ramadan"."""
    gaps = (sentence.article.text[time.end : t.start] for t in sentence.times if t.start >= time.end)
    if any(gap.strip().lower() in {"in", "of"} for gap in gaps):
        return True
    year = time.when.edtf[:4] if time.when is not None else ""
    others = (t.when.edtf[:4] for t in sentence.times if t.when is not None and _YEAR.search(t.text))
    return any(other != year for other in others)


def _met_and_agreed(sentence: Sentence, verb: Token, time: TimeExpression, context: bool) -> bool:
    """Whether a time of a meeting is that of the truce agreed there: "met on Tuesday and agreed to stop"."""
    if verb.lemma_.lower() not in _MEETS:
        return False
    for other in verb.children:
        if other.dep_ == "conj" and sentence.place(other) > time.end:
            return "agreed" in verb_classes(other) and _is_about_truce(sentence, other, context)
    return False


def _by_words_before(  # noqa: PLR0911 - one rule a line
    sentence: Sentence, time: TimeExpression, governed: bool
) -> Office | None:
    """The office that the words right before a time give to it, or None where they give none.

    `governed` says whether the clause is about a truce.
    """
    led = before(sentence, time.start, 80)
    if _BEFORE_END.search(led) or _BEFORE_NEW_END.search(led):
        return "end" if governed or _is_near_truce(sentence, time) else "other"
    if _COMPARED.search(led):
        return "other"
    if _BEFORE_START.search(led):
        if (changed := _of_change(sentence, time, led)) is not None:
            return changed
        near = _is_near_truce(sentence, time) and not _begins_another(sentence, time)
        return "start" if governed or near else "other"
    if _BEFORE_DEADLINE.search(led) and not _SHORTLY.search(led):
        stops = governed and any(t.kind == "act" and t.end <= time.start for t in sentence.truces)
        return "deadline" if _ANSWER.search(sentence.text) else "start" if stops else "other"
    if _BEFORE_PERIOD.search(led) and (_is_span(time) or is_feast(time)):
        return "period" if governed or _is_behind_truce(sentence, time) else "other"
    if _BEFORE_WRITTEN.search(led):
        return "other" if _CITES.search(before(sentence, time.start, _WHOLE)) else "declared"
    return None


def _of_change(sentence: Sentence, time: TimeExpression, led: str) -> Office | None:
    """What "from" a day on dates where the predicate tells no beginning: an end ("would end its truce with
    effect from Friday"), or an extension or a decay, which date nothing. What has been "since" a day is not
    what the predicate tells.
    """
    verb = governor_of(sentence, time)
    if verb is None or _SINCE.search(led):
        return None
    place = sentence.place(verb)
    head = sentence.article.text[place : place + 45]
    if any(t.kind == "act" and t.start <= place < t.end for t in sentence.truces):
        return None
    if verb.lemma_.lower() in _LENGTHENS or pattern("phrases.collapsed").match(head):
        return "other"
    ends = pattern("phrases.end", "phrases.called_off").match(head) and not _ends_another(sentence, verb)
    return "end" if ends and _is_about_truce(sentence, verb, context=True) else None


def _is_span(time: TimeExpression) -> bool:
    """Whether a time is a feast or a stretch of days that can be covered by a truce."""
    when = time.when
    return when is not None and "T" not in when.edtf and when.precision not in _COARSE and "/" in when.edtf


def is_feast(time: TimeExpression) -> bool:
    """Whether a time is a feast by name: neither a figure, nor a weekday or month, nor "today"."""
    return time.type == "DATE" and _CALENDAR.search(time.text) is None


def _begins_another(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether the clause of a time tells what else began: "since the war began on 7 October"."""
    verb = governor_of(sentence, time)
    if verb is not None and verb.lemma_.lower() in _FIGHTS_ON:
        return True
    if sentence.role == "headline" and any(t.kind == "name" and t.end <= time.start for t in sentence.truces):
        return False
    if verb is None or not pattern("phrases.start").match(
        sentence.article.text, sentence.place(verb), sentence.end
    ):
        return False
    return any(c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ not in _ANAPHOR_SUBJECT for c in verb.children)


def _by_predicate(  # noqa: PLR0911 - one rule a line
    sentence: Sentence, verb: Token, time: TimeExpression
) -> Office:
    """The office that a clause's predicate gives to its time."""
    place = sentence.place(verb)
    left, right = sentence.extent(verb)
    spoken = sentence.article.text[max(left, sentence.start) : right]
    head = sentence.article.text[place : min(right, place + 40)]
    classes = verb_classes(verb)
    if "extended" in classes:
        return "other"
    act = any(t.kind == "act" and t.start <= place < t.end for t in sentence.truces)
    if act or pattern("phrases.start").match(head):
        return "start"
    if pattern("phrases.end").match(head) and "agreed" not in classes:
        if not _ends_another(sentence, verb):
            return "end"
        return "declared" if _ends_with_truce(sentence, verb) else "other"
    if pattern("phrases.collapsed").match(head) or classes & {"broken", "violated"}:
        return "broken"
    if pattern("phrases.called_off").match(head):
        return "end"
    if classes & {"agreed", "declared", "accepted"}:
        return "start" if _is_attached(sentence, time) else "declared"
    if outcome_of(sentence, verb):
        return "start" if _is_attached(sentence, time) else "declared"
    match = pattern("phrases.start").search(spoken)
    begun = match is not None and not classes & {"said", "talked", "proposed"}
    if begun and match is not None:
        reached = max(left, sentence.start) + match.end()
        between = (t for t in sentence.span if reached <= sentence.place(t) < time.start)
        begun = not any(t.tag_ in _FINITE for t in between)
        begun = begun and not _ASIDE.search(spoken[time.end - max(left, sentence.start) : match.start()])
    return "start" if begun or _is_attached(sentence, time) else "other"


def _ends_another(sentence: Sentence, verb: Token) -> bool:
    """Whether something else than a truce comes to its end: "the talks ended on Friday with a truce"."""
    subject = sentence.subject(verb)
    if subject is None or subject.head != verb or verb.lemma_.lower() not in _CLOSES:
        return False
    if any(c.dep_ == "dobj" for c in verb.children):
        return False
    start, end = sentence.phrase(subject)
    return subject.lower_ not in _ANAPHOR_SUBJECT and not any(start <= t.start < end for t in sentence.truces)


def _ends_with_truce(sentence: Sentence, verb: Token) -> bool:
    """Whether what ends brought a truce: "with the signing of", "in an agreement to stop"."""
    spans = [sentence.phrase(c) for c in verb.children if c.dep_ == "prep" and c.lower_ in {"with", "in"}]
    return any(start <= t.start < end for start, end in spans for t in sentence.truces)


def _is_about_truce(sentence: Sentence, verb: Token, context: bool) -> bool:
    """Whether a clause speaks of a truce: it names one, or its subject stands for one named just before."""
    subject = sentence.subject(verb)
    firm = sentence.truces_of("name", "act")
    if subject is not None:
        start, end = sentence.phrase(subject)
        kinds = {t.kind for t in sentence.truces if start <= t.start < end}
        if kinds & {"name", "act"}:
            return True
        if (context or firm) and (kinds or subject.lower_ in _ANAPHOR_SUBJECT):
            return True
    if any(is_modified(sentence, verb, truce) for truce in firm):
        return True
    left, right = sentence.extent(verb)
    return any(
        left <= t.start < right and (t.kind == "act" or sentence.clause_at(t.start) == verb) for t in firm
    )


def _is_near_truce(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a truce is named within some twenty words before the time, or right after it."""
    window = sentence.article.text[max(sentence.start, time.start - _NEAR) : min(sentence.end, time.end + 40)]
    return pattern("nouns.named", "nouns.acts").search(window.replace("\u00a0", " ")) is not None


def _is_behind_truce(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a truce is named within some twenty words before the time."""
    led = before(sentence, time.start, _NEAR)
    return pattern("nouns.named", "nouns.acts").search(led.replace("\u00a0", " ")) is not None


def _is_attached(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a time hangs on a truce noun itself: "a truce at midnight", "the ceasefire from Friday"."""
    return compose(_ATTACHED).search(before(sentence, time.start, 30)) is not None


def names_truce(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a time is part of the truce's name: "the New Year truce", "a Christmas ceasefire"."""
    return compose(_NAMED_AFTER).match(sentence.article.text, time.end, sentence.end) is not None


def is_restated(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a time only repeats another, in brackets or inside it: "7 a.m. (0500 GMT) on Friday"."""
    if any(t.start < time.start and time.end <= t.end for t in sentence.times):
        return True
    opened = sentence.article.text[max(sentence.start, time.start - 12) : time.start]
    return _OPENING.search(opened) is not None and any(
        t.type in {"DATE", "TIME"} and 0 <= time.start - t.end < 30 for t in sentence.times
    )


def _range_partner(sentence: Sentence, time: TimeExpression) -> TimeExpression | None:
    """The first half of a range whose second half this is: "from noon on 6 June to midnight on 7 June"."""
    earlier = [
        t for t in sentence.times if t.end <= time.start and t.when is not None and t.type in {"DATE", "TIME"}
    ]
    if not earlier:
        return None
    between = _BRACKETED.sub(" ", sentence.article.text[earlier[-1].end : time.start])
    return earlier[-1] if _RANGE_TO.match(between) else None

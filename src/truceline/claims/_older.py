"""The words by which a report tells an older ceasefire from its own one, and by which it dates it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import msgspec

from truceline.claims._lexicon import pattern, verb_classes
from truceline.claims._sentences import Sentence, Truce
from truceline.claims._theme import is_plural, qualifies
from truceline.claims._yearless import days_behind, is_placed
from truceline.model import TimeExpression, When

__all__ = [
    "clause_date", "day_told", "fate_date", "is_aged", "is_indefinite", "is_over", "is_pointed_at",
    "is_recalled", "is_replaced", "older_dates", "older_words", "own_date",
]  # fmt: skip

_NOUN = (
    r"(?:truces?|cease[- ]?fires?|armistices?|deals?|agreements?|accords?|pacts?|pauses?|lulls?|hudnas?|calm"
    r"|cessations?|standstills?)"
)
# What stands before the word: "the failed 1991 ...", "last month's ...".
_OLDER_BEFORE = re.compile(
    r"\b(?:previous|earlier|prior|past|former|failed|short-lived|collapsed|preceding|defunct"
    r"|last (?:year|month|week)['’]s|(?:the|their|its) last(?: such)?"
    r"|(?:19|20)\d\d(?!\s+(?:it|they|he|she|an?|the)\b))\s+(?:[\w-]+\s+){0,3}$",
    re.I,
)
# What makes room for the one at hand: "takes the place of the truce", "succeeds the ceasefire".
_REPLACED_BEFORE = re.compile(
    r"\b(?:t(?:akes?|ook|aking) the place of|replac(?:es?|ed|ing)|supersed(?:es?|ed|ing)|succeed(?:s|ed)?"
    r"|in place of|instead of)\s+(?:[\w-]+\s+){0,4}$",
    re.I,
)
# What the one at hand comes after: "it follows the ceasefire of 13 August", "the deal came after a truce".
_FOLLOWED_BEFORE = re.compile(
    rf"\b(?:it|this|which|{_NOUN})\s+(?:follow(?:s|ed)|c[ao]mes? after|c[ao]me on the heels of)\s+"
    r"(?:[\w-]+\s+){0,4}$",
    re.I,
)
_POINTED = re.compile(
    r"\b(?:that|this|the (?:same|said|latter))\s+(?:(?!the\b|an?\b|its\b|their\b)[\w-]+\s+)?$", re.I
)
_FIRST_BEFORE = re.compile(
    r"\b(?:an?|the)\s+(?:first|initial)\s+(?:(?!since|after|before)[\w-]+\s+){0,2}$", re.I
)
# "The first truce since 1991" is the one at hand.
_FIRST_OF_ALL = re.compile(r"\s*(?:ever|since|in|of its kind|to|for|between|of the war)\b", re.I)
# What stands behind it: "of 1991", "signed in May 1991", "previous to this".
_OLDER_AFTER = re.compile(
    rf"(?:\s+{_NOUN})?\s+(?:of|in|from|(?:signed|reached|agreed|brokered|concluded|declared) (?:in|on))"
    r"\s+(?:\w+\s+)?(?:\d\d?\s+)?(?:\w+\s+)?(?:19|20)\d\d\b"
    r"|\s*,?\s+(?:previous|former|earlier)\b",
    re.I,
)
_YEARS = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty)"
# A truce that held for years is none of the news: "a 17-year ceasefire", "its truce of seventeen years".
_AGED_BEFORE = re.compile(rf"\b{_YEARS}[- ]years?(?:[- ](?:old|long))?\s+(?:[\w-]+\s+){{0,2}}$", re.I)
_AGED_AFTER = re.compile(rf"\s+of\s+(?:\w+\s+){{0,2}}?{_YEARS}\s+years\b", re.I)
# From one date of several truces to the next: "(in 2019,) 2020 (and again in) May 2022".
_LISTED = re.compile(
    r"[\s,]*(?:and\s+|as well as\s+)?(?:again\s+|once\s+|twice\s+|then\s+)?"
    r"(?:(?:in|at|on|of|from|for|by)\s+(?:the\s+)?(?:(?-i:[A-Z])[\w.'’-]*\s+){0,3})?"
    r"(?:(?:in|on|of|from)\s+)?(?:the\s+)?(?:early\s+|late\s+|mid-?)?",
    re.I,
)
_LISTED_FIRST = re.compile(
    r"(?:\s+(?:were|had been|have been))?[\s,]+(?:once\s+|twice\s+)?(?:in|of|from|on)\s+"
    r"(?:early\s+|late\s+|mid-?)?",
    re.I,
)
# From a date to the truce that failed on it: "in June 2011, when a 17-year ceasefire collapsed".
_WHEN = re.compile(r"\s*,?\s+when\s+(?:[\w'’-]+\s+){0,5}$", re.I)
_INDEFINITE = re.compile(
    r"\b(?:an?|another|one|two|three|four|five|several|many|some|other|all|dozens of|a series of|a string of"
    r"|a number of|(?:more|less|fewer) than [\w-]+|previous|similar)\s+(?:[\w'’-]+\s+){0,3}$",
    re.I,
)
_OWN = re.compile(r"['’]s? own\s+(?:[\w-]+\s+){0,2}$", re.I)
_BARE = re.compile(r"(?:^|[.;:,]\s*|\b(?:and|but|while)\s+)(?:[\w-]+\s+){0,2}$", re.I)
_HAD = re.compile(
    r"\bhad\s+(?:\w+\s+){0,2}?(?:promised|agreed|pledged|announced|declared|signed|ordered|undertaken|committed)\b",
    re.I,
)
_RECALLED_REACH = 90
"""Characters between "had promised" and what was promised."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_OF = re.compile(r"\d{4}-\d\d(?:-\d\d)?$")
# A date since when, or between which, truces were counted, or a war has lasted.
_COUNTED = re.compile(
    r"\b(?:since|between)\s+(?:the\s+)?(?:early\s+|late\s+)?$|\bbetween\s+[\w\s]{2,18}\s+and\s+$"
    r"|\b(?:since|after|before)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}(?:war|conflict|fighting|uprising|invasion"
    r"|rebellion|coup|revolt|hostilities|offensive)\s+(?:[\w-]+\s+){0,4}$",
    re.I,
)
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?(?:early\s+|late\s+|mid-?)?$", re.I)
_IN_PLACE = re.compile(
    r"\b(?:place|force|effect|held|holds|kept|observed|respected|running|stands|stood)\s+since\b", re.I
)
_UNTIL = re.compile(r"\b(?:until|till|to|by)\s+(?:the\s+)?$", re.I)
_MAKING = (
    r"(?:signed|agreed|reached|concluded|declared|announced|proclaimed|brokered|mediated|arranged|negotiated"
    r"|sponsored|struck|made|called|ordered|observed|secured|(?:patched|put) together|worked out|hammered out"
    r"|dating|dates)"
)
# From a truce to the date in its own words: "of", ", signed in Geneva in", "that the two had agreed on".
_KNOWN_BY = re.compile(
    r"[\s,]*(?:\([^()]*\)\s*)?"
    rf"(?:(?:(?:that|which)\s+)?(?:[\w.'’-]+\s+){{0,6}}?{_MAKING}\s+(?:[\w.'’-]+,?\s+){{0,8}}?"
    r"|(?:in|at|for|with|near|around|between|over|during)\s+(?:the\s+)?(?:(?-i:[A-Z])[\w.'’-]*\s+(?:and\s+)?){1,4}?)?"
    r"(?:of|in|on|from|during|for|back to)\s+"
    r"(?:the\s+)?(?:early\s+|late\s+|mid-?)?",
    re.I,
)
# From the date to the truce behind it: "the May 2014", "last year's Stockholm".
_CALLED_BY = re.compile(
    r"(?:['’]s?)?\s+(?:(?!(?:and|but|or|when|while|as|before|after|until)\b)[\w-]+\s+){0,2}?", re.I
)
_COUNTED_REACH = 60
_KNOWN_REACH = 120
"""Characters between a truce and the date in its own words."""
_GAVE_WAY = re.compile(
    r"\b(?:gave way|broke down|fell apart|collapsed|unravell?ed|ended|expired|was broken)\s+(?:in|on)\s+$"
)
_FATES = frozenset({"broken", "ended", "violated"})
"""Classes of verbs whose date is that of the end of a truce."""
_LED = 30
"""Characters before a date in which a word for what it tells stands."""
_A_YEAR_BUT_AHEAD = 300
"""Days behind a report up to which a day without a year is taken to lie behind, not ahead."""
_HUNG = 6
"""How many words of the parse may lie between a truce and the date that hangs on it."""
_BEFORE_REACH, _AFTER_REACH = 45, 60
"""Characters around a word for a truce in which words for its age stand."""


def older_words(sentence: Sentence, truce: Truce) -> str | None:
    """The words that call a truce older, None where none do."""
    if truce.other:
        return truce.text
    before, after = _around(sentence, truce)
    found = _OLDER_BEFORE.search(before) or _OLDER_AFTER.match(after) or _REPLACED_BEFORE.search(before)
    found = found or _FOLLOWED_BEFORE.search(before) or _aged(sentence, truce)
    if found is None:
        first = _FIRST_BEFORE.search(before)
        late = sentence.index > 1 or (first is not None and first.group().lower().startswith("after"))
        found = first if first and late and not _FIRST_OF_ALL.match(after) else None
    return found.group() if found is not None else None


def is_aged(sentence: Sentence, truce: Truce) -> bool:
    """Whether a truce that is over is said to have held for years: it is none of the news."""
    return _aged(sentence, truce) is not None


def _aged(sentence: Sentence, truce: Truce) -> re.Match[str] | None:
    before, after = _around(sentence, truce)
    found = _AGED_BEFORE.search(before) or _AGED_AFTER.match(after)
    return found if is_over(sentence, truce) else None


def is_over(sentence: Sentence, truce: Truce) -> bool:
    """Whether a truce is said, behind its name, to have failed or ended; how long it runs does not say so."""
    behind = sentence.article.text[truce.end : sentence.end]
    found = pattern("recalled.broken", "recalled.ended").finditer(behind)
    return any(match.group().lower() != "until" for match in found)


def fate_date(sentence: Sentence, truce: Truce) -> tuple[TimeExpression, When] | None:
    """The date on which an older truce failed or ended, where that is all that dates it."""
    for time in sentence.times:
        if time.type != "DATE" or time.when is None or time.when.precision not in {"day", "month"}:
            continue
        if _is_of_fate(sentence, time, truce) and not _UNTIL.search(_led(sentence, time)):
            when = _behind(sentence, time.when, time.text)
            return (time, when) if when is not None else None
    return None


def is_pointed_at(sentence: Sentence, truce: Truce) -> bool:
    """Whether a truce is the one just spoken of: "that truce", "the same ceasefire"."""
    return _POINTED.search(_around(sentence, truce)[0]) is not None


def is_replaced(sentence: Sentence, truce: Truce) -> bool:
    """Whether another truce is said to take the place of one."""
    return _REPLACED_BEFORE.search(_around(sentence, truce)[0]) is not None


def _around(sentence: Sentence, truce: Truce) -> tuple[str, str]:
    """The words before and behind a truce that may tell its age."""
    text = sentence.article.text
    before = text[max(sentence.start, truce.start - _BEFORE_REACH) : truce.start]
    return before + _article_of(truce), text[truce.end : min(sentence.end, truce.end + _AFTER_REACH)]


def _article_of(truce: Truce) -> str:
    """The article that the word for a truce itself begins with: "a cease fire" as one word."""
    first, _, rest = truce.text.partition(" ")
    return f"{first} " if rest and first.lower() in {"a", "an"} else ""


def is_indefinite(sentence: Sentence, truce: Truce) -> bool:
    """Whether a truce is spoken of as one not known yet, or as one of several: "a truce", "local truces"."""
    before, _ = _around(sentence, truce)
    if is_plural(truce):
        return _INDEFINITE.search(before) is not None or _BARE.search(before) is not None
    return truce.kind != "act" and (_INDEFINITE.search(before) or _OWN.search(before)) is not None


def is_recalled(sentence: Sentence, truce: Truce) -> bool:
    """Whether what parties do is told from before: "both had promised in May to cease fire"."""
    before = sentence.article.text[max(sentence.start, truce.start - _RECALLED_REACH) : truce.start]
    return truce.kind == "act" and _HAD.search(before) is not None


def older_dates(
    sentence: Sentence, truce: Truce, reach: tuple[int, int] | None = None
) -> Iterator[tuple[TimeExpression, When]]:
    """The dates by which a sentence tells when an older truce was made; several, where it speaks of several.

    The first date behind its name, or else before it, which is not that of its failure or end. An older truce
    lies behind the report, so "in January" is then the last January. `reach` are the article offsets between
    which a date can belong to it: those between the words for other truces.
    """
    first, last = reach or (sentence.start, sentence.end)
    listed = _listed_dates(sentence, truce)
    if len(listed) > 1:
        for time in listed:
            behind = _behind(sentence, time.when, time.text) if time.when is not None else None
            if behind is not None:
                yield time, behind
        return
    dates = [
        t
        for t in sentence.times
        if t.type == "DATE" and t.when is not None and is_placed(t.when)
        and first <= t.start < last
        and not _is_of_fate(sentence, t, truce) and not _is_counted(sentence, truce, t)
    ]  # fmt: skip
    dates = sorted(dates, key=lambda t: (t.start < truce.end, t.start))
    for time in dates if is_plural(truce) else dates[:1]:
        behind = _behind(sentence, time.when, time.text) if time.when is not None else None
        if behind is not None:
            yield time, behind


def _listed_dates(sentence: Sentence, truce: Truce) -> list[TimeExpression]:
    """The dates behind the name of several truces, one for each: "truces in 1985, 1989 and May 1995"."""
    text = sentence.article.text
    listed: list[TimeExpression] = []
    end = truce.end
    for time in sorted(sentence.times, key=lambda t: t.start) if is_plural(truce) else ():
        if time.start < truce.end or time.type != "DATE" or time.when is None or not is_placed(time.when):
            continue
        between = text[end : time.start]
        first = _LISTED_FIRST.fullmatch(between) or _KNOWN_BY.fullmatch(between)
        if not (_LISTED.fullmatch(between) if listed else first):
            break
        listed.append(time)
        end = time.end
    return listed


def own_date(sentence: Sentence, truce: Truce) -> tuple[TimeExpression, When] | None:
    """The date in a truce's own words, by which it is known: "the May truce", "a truce that X signed in May".

    None where a verb of another kind stands between the two ("a truce collapsed in May").
    """
    text = sentence.article.text
    for time in sentence.times:
        if time.type != "DATE" or time.when is None or truce.kind == "act":
            continue
        behind = text[truce.end : time.start] if truce.end <= time.start <= truce.end + _KNOWN_REACH else None
        before = text[time.end : truce.start] if time.end <= truce.start <= time.end + _KNOWN_REACH else None
        by_words = (behind is not None and _KNOWN_BY.fullmatch(behind)) or (
            before is not None and _CALLED_BY.fullmatch(before)
        )
        if by_words or (_lies_behind(sentence, time.when) and _hangs_on(sentence, time, truce)):
            when = _behind(sentence, time.when, time.text)
            return (time, when) if when is not None else None
    return None


def clause_date(sentence: Sentence, truce: Truce) -> tuple[TimeExpression, When] | None:
    """The date of the clause that tells of a truce not known yet: "in May 1994 a priest talked both into a
    truce"; None where its own words date it, or the date is that of its end or of something else.
    """
    token = sentence.token_at(truce.start)
    if token is None or is_plural(truce) or not is_indefinite(sentence, truce) or qualifies(sentence, truce):
        return None
    own = sentence.clause(token)
    for time in sentence.times:
        clause = sentence.clause_at(time.start)
        if time.type != "DATE" or time.when is None or not _lies_behind(sentence, time.when):
            continue
        if clause is None or (clause != own and clause not in own.ancestors):
            continue
        if not _is_of_fate(sentence, time, truce) and not _is_counted(sentence, truce, time):
            return time, time.when
    return None


def _lies_behind(sentence: Sentence, when: When) -> bool:
    """Whether a time is known, and begins before the report, as far as that is dated."""
    published = sentence.article.published
    if when.bounds is None:
        behind = days_behind(when, published) if published is not None else 1
        return behind is not None and 0 < behind <= _A_YEAR_BUT_AHEAD
    return published is None or published.earliest is None or when.bounds[0] < published.earliest


def _hangs_on(sentence: Sentence, time: TimeExpression, truce: Truce) -> bool:
    """Whether a date hangs on a truce by the parse, and no verb between the two tells of its failure."""
    noun, token = sentence.token_at(truce.end - 1), sentence.token_at(time.end - 1)
    if noun is None or noun.pos_ not in {"NOUN", "PROPN"} or _UNTIL.search(_led(sentence, time)):
        return False
    for _ in range(_HUNG):
        if token is None or token == token.head:
            return False
        token = token.head
        if token == noun:
            return True
        if token.dep_ in {"relcl", "appos", "conj"} or verb_classes(token) & _FATES:
            return False
    return False


def day_told(sentence: Sentence, time: TimeExpression) -> str | None:
    """What a date tells of an older truce: since when it held, or when it was made; None where it only says
    since when something has been counted."""
    led = _led(sentence, time)
    if _SINCE.search(led) is None:
        return "declared"
    return "effective" if _IN_PLACE.search(led) else None


def _led(sentence: Sentence, time: TimeExpression) -> str:
    """The words right before a date."""
    return sentence.article.text[max(sentence.start, time.start - _LED) : time.start]


def _is_of_fate(sentence: Sentence, time: TimeExpression, truce: Truce) -> bool:
    """Whether a date is that on which a truce failed or ended."""
    if time.end <= truce.start and _WHEN.fullmatch(sentence.article.text[time.end : truce.start]):
        return True
    behind = sentence.article.text[truce.end : time.start] if truce.end < time.start else ""
    if _GAVE_WAY.search(behind):
        return True
    clause = sentence.clause_at(time.start)
    if _UNTIL.search(_led(sentence, time)):
        return True
    return clause is not None and bool(verb_classes(clause) & _FATES)


def _is_counted(sentence: Sentence, truce: Truce, time: TimeExpression) -> bool:
    """Whether a date is one since which truces are counted, or no more than the year of several."""
    before = sentence.article.text[max(sentence.start, time.start - _COUNTED_REACH) : time.start]
    years = is_plural(truce) and time.when is not None and time.when.precision in {"year", "season"}
    years = years and time not in _listed_dates(sentence, truce)[1:]
    found = _COUNTED.search(before)
    return years or (found is not None and (is_plural(truce) or not before.rstrip().endswith("since")))


def _behind(sentence: Sentence, when: When, text: str) -> When | None:
    """A time that lies before the report, in the year before where that was not told; else None."""
    published = sentence.article.published
    if when.bounds is None:
        return when if _lies_behind(sentence, when) else None
    first, last = when.bounds
    if published is None or published.latest is None or first <= published.latest:
        return when
    if _YEAR.search(text) or _YEAR_OF.match(when.edtf) is None:
        return None
    year = timedelta(days=365)
    edtf = f"{int(when.edtf[:4]) - 1}{when.edtf[4:]}"
    return msgspec.structs.replace(
        when, earliest=first - year, latest=last - year, edtf=edtf, basis="inferred"
    )

"""How likely two topics are about the same ceasefire, from all that tells ceasefires apart.

Each trait that two topics share, or in which they differ, is a piece of evidence with a weight. The weights
are log odds: they add up, and above 0 it is likelier than not that the two are the same. Almost nothing
decides alone, since each trait can be misread: a report may date a truce wrongly and still be known by its
parties, its days and its people. The weights were fitted to the pairs of reports in `tests/gold/agency`,
`records` and `varied`, read as one collection, then rounded, and set by judgement where few pairs have the
trait.
"""

from __future__ import annotations

from truceline.records._traits import AFTER, FRESH, Traits, gap, overlap

__all__ = ["NEVER", "are_alone", "begin_alike", "kinship", "likeness"]

NEVER = -100.0
"""The likeness of two topics that cannot be the same."""
PRIOR = -1.4
SAME_START = 40 / 24
"""Days by which two starts of one ceasefire may differ: a day and the midnights around it."""
OTHER_START = 6.0
"""Days from which two starts are those of two ceasefires, unless one was misread."""
TOLD = 2.0
"""Days by which the day of a step, told by two reports, may differ."""
NEAR = 4.0
"""Days between a start and a report on a ceasefire about to begin or just begun."""
AHEAD = 21.0
"""Days for which a ceasefire is seldom spoken of before it begins."""
REMARK = 2.0
"""What a shared remark says; less where the starts differ, since stock phrases are shared too."""
OTHER = 2.0
AFTERMATH = 550.0
"""Days after its start for which a report on its fate is still taken to be about a ceasefire."""
_BY_DAYS = ((3, 1.2), (9, 0.6), (30, -0.2), (90, -1.0), (AFTERMATH, -2.0))
"""What the days between two publications say: up to so many days, so much."""
_TOO_FAR = -4.0
_YEAR = 360
OVER = frozenset({"broken", "ended", "rejected"})
"""Statuses after which what begins is another ceasefire."""
MOST_KIN = 3.2
"""What the same war and sides say at most: they tell a conflict, not which of its ceasefires."""


def likeness(one: Traits, two: Traits, *, told: bool) -> float:
    """The log odds that two topics are about the same ceasefire; `told`: both carry the same remark."""
    if one.article == two.article or are_alone(one, two):
        return NEVER
    kin = kinship(one, two)
    if kin <= 0:
        return NEVER
    start = _of_start(one, two)
    remark = (REMARK if start > -OTHER else REMARK / 4) if told else 0.0
    return PRIOR + kin + start + _of_days(one, two) + _of_terms(one, two) + remark


def kinship(one: Traits, two: Traits) -> float:
    """How much two topics have in common of conflict, sides and people; 0 and below for different wars."""
    place = one.places & two.places
    crossing = one.places & two.parties or two.places & one.parties
    shared = overlap(one.names, two.names)
    if not (place or crossing or one.top == two.top or one.parties & two.parties or one.groups & two.groups):
        return 0.0 if shared < 0.4 else 3.0 * shared - 1.0
    score = 3.0 * shared
    score += 0.6 if place else 0.3 if crossing or one.top == two.top else 0.0
    score -= 1.5 if one.places and two.places and not place and not crossing else 0.0
    score += _shared(one.parties, two.parties, 0.6, -0.6)
    score += _shared(one.groups, two.groups, 0.8, -0.4) + _shared(one.rebels, two.rebels, 0.2, -1.2)
    score += 0.5 * min(3, len(one.people & two.people))
    return min(MOST_KIN, score)


def _shared(one: frozenset[str], two: frozenset[str], same: float, differ: float) -> float:
    """What two sets say by what they share, nothing where one is empty."""
    if not one or not two:
        return 0.0
    common = overlap(one, two)
    return same * common if common else differ


def are_alone(one: Traits, two: Traits) -> bool:
    """Whether two sides each declared a ceasefire of their own, by what both reports tell or one of them."""
    if not one.declarers & two.declarers and (one.rivals & two.declarers or two.rivals & one.declarers):
        return True
    alone = len(one.declarers) == 1 and len(two.declarers) == 1 and one.declarers != two.declarers
    return alone and not (one.statuses | two.statuses) & {"agreed", "accepted"}


def _of_start(one: Traits, two: Traits) -> float:
    """What the starts say, and the days on which the ceasefire was made."""
    score = 0.0
    starts = min((gap(a, b) for a in one.starts for b in two.starts), default=None)
    if starts is None:
        loose = (gap(a, b) for a in one.loose for b in two.loose)
        if any(g == 0 for g in loose) or one.month_days & two.month_days:
            score += 1.5
    elif starts <= SAME_START:
        score += 2.5
    else:
        score -= 1.2 if starts <= OTHER_START else 4.0 if _are_news(one) and _are_news(two) else 2.5
    made = min((gap(a, b) for a in one.made for b in two.made), default=None)
    if made is not None:
        score += 1.0 if made <= TOLD else -2.0 if made > OTHER_START else 0.0
    elif one.news is not None and two.news is not None:
        days = gap(one.news, two.news)
        score -= 1.6 if days > 3 * OTHER_START else 0.8 if days > OTHER_START else 0.0
    told_apart = _tells_apart(one, two) + _tells_apart(two, one)
    told_apart += _begins_after(one, two) + _begins_after(two, one)
    if starts is None or starts <= OTHER_START:
        score += _beside(one, two) + _beside(two, one)
    return score - told_apart


def begin_alike(one: Traits, two: Traits) -> bool:
    """Whether what two topics tell of when their ceasefire began or was made fits, to the day or the year."""
    return any(gap(a, b) <= SAME_START for a in one.spans for b in two.spans)


def _are_news(topic: Traits) -> bool:
    """Whether a report tells of a start near its own day: it is less likely to have been misread then."""
    if topic.published is None:
        return False
    return any(-2 * OTHER_START <= start - topic.published <= AHEAD for start, _ in topic.starts)


def _tells_apart(one: Traits, two: Traits) -> float:
    """What it says that a report tells its own ceasefire from another, which is that of the second report."""
    theirs = (*two.starts, *two.made)
    if any(gap(a, b) <= SAME_START for a in one.others for b in theirs):
        mine = (*one.starts, *one.made)
        return 0.0 if any(gap(a, b) <= SAME_START for a in mine for b in theirs) else 3.0
    later = one.published is not None and two.published is not None and one.published - two.published > 1
    return 0.8 if one.recalls and later and one.statuses & FRESH else 0.0


def _begins_after(one: Traits, two: Traits) -> float:
    """What it says that one report tells of a ceasefire that is over, and the other of a later beginning."""
    if not one.statuses & OVER or one.published is None or not one.closely:
        return 0.0
    begins = [start for start, _ in (*two.starts, *two.made)]
    return 3.0 if begins and min(begins) > one.published else 0.0


def _beside(one: Traits, two: Traits) -> float:
    """What the day of one report says beside the start or the making that the other tells."""
    if two.published is None or not two.closely or _begins_after(two, one):
        return 0.0
    gaps = [start - two.published for start, _ in (*one.starts, *one.made)]
    if not gaps:
        return 0.0
    if any(abs(g) <= NEAR for g in gaps):
        return 1.2 if two.statuses & FRESH or not two.starts else 0.6
    return -1.2 if min(gaps) > AHEAD else 0.0


def _of_days(one: Traits, two: Traits) -> float:
    """What the publications say, and whether the later report tells what became of the ceasefire."""
    fate = (one.is_fate and bool(two.statuses & (FRESH | AFTER))) or (
        two.is_fate and bool(one.statuses & (FRESH | AFTER))
    )
    if one.published is None or two.published is None:
        return _of_yeardays(one, two) + (0.6 if fate else 0.0)
    days = abs(one.published - two.published)
    near = next((value for most, value in _BY_DAYS if days <= most), _TOO_FAR)
    late = one if one.published > two.published else two
    if late.statuses & AFTER and begin_alike(one, two):
        # When it began tells that it is the same one, however long it lasted.
        return max(near, 0.0)
    if days > _BY_DAYS[0][0] and days <= AFTERMATH and late.is_fate:
        near += 1.6
    return near


def _of_yeardays(one: Traits, two: Traits) -> float:
    """What days without a year say beside each other, or beside a day whose year is known."""
    if one.yearday is None or two.yearday is None:
        return 0.3
    days = abs(one.yearday - two.yearday)
    days = min(days, _YEAR - days)
    return 0.9 if days <= _BY_DAYS[1][0] else 0.0 if days <= _BY_DAYS[3][0] else -0.6


def _of_terms(one: Traits, two: Traits) -> float:
    """What the length, the area and the mediators say."""
    score = _shared(one.lengths, two.lengths, 0.5, -0.8)
    score += _shared(one.mediators, two.mediators, 0.4, -0.6)
    return score + _shared(one.areas, two.areas, 0.5, -0.5)

"""A small reading built by hand: two reports and one official text on one ceasefire, and one on another.

It stands in for what the rooms that read would make of such reports, so that what keeps, prints and measures
readings can be tested on its own. The facts are those of the Nagorno-Karabakh truces of October 2020.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from truceline.model import (
    Actor,
    Alias,
    Anomaly,
    Article,
    Ceasefire,
    Claim,
    Cue,
    Evidence,
    Failure,
    Finding,
    Link,
    Metadatum,
    Reading,
    Rule,
    Segment,
    Source,
    Span,
    Speaker,
    Statement,
    StatementGroup,
    TimeExpression,
    TimelineEntry,
    When,
)

__all__ = ["SAMPLE", "WIRE", "day", "instant", "make_article", "words"]

WIRE = """Foes agree to halt fire over Karabakh after Moscow talks
MOSCOW, October 10 (Northern Wire) - Armenia and Azerbaijan have agreed on a truce from noon on Saturday.
"The ceasefire is declared from 12:00 on October 10 for humanitarian purposes," Sergei Lavrov said.
The Red Cross will act as a mediator in the exchange of prisoners, Lavrov added.
Baku's foreign ministry declined to say how long the pause would last."""
DIARY = """Karabakh: guns to fall silent
The truce begins at 08:00 GMT, 12 noon in Yerevan, on Sunday, October 10.
A truce is being declared from noon on 10 October out of humanity, Mr Lavrov told reporters.
Armenia's prime minister said Turkey should have no part in it."""
SECOND = """New humanitarian truce from midnight
Armenia and Azerbaijan announced a humanitarian truce as of October 18, 00:00 local time.
It follows calls by the United States, Russia and France."""


def instant(moment: str, local: str, zone: str, **more: object) -> When:
    """A time to the minute: `moment` in UTC, `local` as written there."""
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return When(earliest=at, latest=at, edtf=local, zone=zone, precision="minute", **more)  # type: ignore[arg-type]


def day(date: str, until: str, zone: str | None = None, **more: object) -> When:
    """A day, from `date` to `until` in UTC."""
    bounds = [datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in (date, until)]
    return When(earliest=bounds[0], latest=bounds[1], edtf=until[:10], zone=zone, **more)  # type: ignore[arg-type]


def make_article(name: str, text: str, **more: object) -> Article:
    """An article whose first line is its headline and the rest body text."""
    segments = []
    start = 0
    for n, line in enumerate(text.split("\n")):
        segments.append(Segment(start=start, end=start + len(line), role="body" if n else "headline"))
        start += len(line) + 1
    source = Source(uri=f"reports/{name}.txt", sha256=hashlib.sha256(text.encode()).hexdigest())
    given = {"title": text.partition("\n")[0], "language": "en", "segments": tuple(segments), **more}
    return Article(id=name, source=source, text=text, **given)  # type: ignore[arg-type]


def words(article: Article, text: str) -> Evidence:
    """The first place in an article where `text` stands."""
    start = article.text.index(text)
    return Evidence(start=start, end=start + len(text), article=article.id, text=text)


def _said(article: Article, name: str, speaker: str, cue: str, content: str, **more: object) -> Statement:
    who, verb, what = words(article, speaker), words(article, cue), words(article, content)
    spoken = Speaker(start=who.start, end=who.end, text=who.text, actor=str(more.get("actor")), why="named")
    given = {"mode": "indirect", "act": "asserts", **more}
    return Statement(
        id=name,
        start=min(who.start, verb.start, what.start),
        end=max(who.end, verb.end, what.end),
        speaker=spoken,
        cue=Cue(start=verb.start, end=verb.end, text=verb.text),
        content=(Span(start=what.start, end=what.end),),
        **given,  # type: ignore[arg-type]
    )


NOON = instant(
    "2020-10-10T08:00", "2020-10-10T12:00:00+04:00", "Asia/Yerevan", why="noon in the zone of the fighting"
)
NOON_SUNDAY = instant("2020-10-11T08:00", "2020-10-11T12:00:00+04:00", "Asia/Yerevan")
MIDNIGHT = instant("2020-10-17T20:00", "2020-10-18T00:00:00+04:00", "Asia/Yerevan")
TENTH = day("2020-10-09T20:00", "2020-10-10T20:00", "Asia/Yerevan")


def _wire() -> Article:
    bare = make_article("wire", WIRE, outlet="Northern Wire", place="Moscow", published=TENTH)
    lavrov = "The ceasefire is declared from 12:00 on October 10 for humanitarian purposes,"
    noon = words(bare, "noon on Saturday")
    statements = (
        _said(
            bare,
            "wire-s1",
            "Sergei Lavrov",
            "said",
            lavrov,
            actor="sergei-lavrov",
            mode="direct",
            chain=("northern-wire",),
            said=TENTH,
        ),
        _said(
            bare,
            "wire-s2",
            "Lavrov added",
            "added",
            "The Red Cross will act as a mediator in the exchange of prisoners",
            actor="sergei-lavrov",
            chain=("northern-wire",),
        ),
        _said(
            bare,
            "wire-s3",
            "Baku's foreign ministry",
            "declined to say",
            "how long the pause would last",
            actor="azerbaijan",
            act="declines",
            chain=("northern-wire",),
        ),
    )
    time = TimeExpression(
        start=noon.start,
        end=noon.end,
        text=noon.text,
        type="TIME",
        timex="2020-10-10T12:00",
        mod=None,
        when=NOON,
    )
    return make_article(
        "wire",
        WIRE,
        outlet="Northern Wire",
        place="Moscow",
        published=TENTH,
        metadata=(Metadatum(name="outlet", value="Northern Wire", origin="user"),),
        statements=statements,
        times=(time,),
    )


def _diary() -> Article:
    bare = make_article("diary", DIARY)
    wrong = Anomaly(
        kind="weekday_mismatch",
        message="10 October 2020 was a Saturday, not a Sunday",
        evidence=(words(bare, "Sunday, October 10"),),
        suggestion=TENTH,
    )
    content = "A truce is being declared from noon on 10 October out of humanity"
    statements = (
        _said(bare, "diary-s1", "Mr Lavrov", "told", content, actor="sergei-lavrov"),
        _said(
            bare,
            "diary-s2",
            "Armenia's prime minister",
            "said",
            "Turkey should have no part in it",
            actor="armenia",
            act="rejects",
        ),
    )
    return make_article("diary", DIARY, statements=statements, anomalies=(wrong,))


ARTICLES = (_wire(), _diary(), make_article("second", SECOND, outlet="Northern Wire", published=None))
ACTORS = (
    Actor(id="armenia", name="Armenia", kind="state", ids={"iso3": "ARM"}, aliases=(Alias(name="Yerevan"),)),
    Actor(
        id="azerbaijan", name="Azerbaijan", kind="state", aliases=(Alias(name="Baku", from_="1991-10-18"),)
    ),
    Actor(id="russia", name="Russia", kind="state"),
    Actor(id="icrc", name="International Committee of the Red Cross", kind="organisation"),
    Actor(id="sergei-lavrov", name="Sergei Lavrov", kind="person", of="russia"),
    Actor(id="northern-wire", name="Northern Wire", kind="outlet"),
)


def _claim(
    name: str, text: str, field: str, value: object, ceasefire: str = "karabakh-2020-10-10", **more: object
) -> Claim:
    article = next(article for article in ARTICLES if name.startswith(article.id))
    given = {"evidence": (words(article, text),), **more}
    return Claim(id=name, article=article.id, ceasefire=ceasefire, field=field, value=value, **given)  # type: ignore[arg-type]


OTHER = "karabakh-2020-10-18"
CLAIMS = (
    _claim(
        "wire-c1",
        "agreed on a truce",
        "status",
        "agreed",
        by=("armenia", "azerbaijan"),
        when=TENTH,
        chain=("northern-wire",),
    ),
    _claim("wire-c2", "from noon on Saturday", "effective", NOON, chain=("northern-wire",)),
    _claim(
        "wire-c3",
        "from 12:00 on October 10",
        "effective",
        NOON,
        statement="wire-s1",
        chain=("northern-wire", "sergei-lavrov"),
    ),
    _claim(
        "wire-c4",
        "for humanitarian purposes",
        "purpose",
        "humanitarian",
        statement="wire-s1",
        chain=("northern-wire", "sergei-lavrov"),
    ),
    _claim("wire-c5", "Armenia", "parties", "armenia"),
    _claim("wire-c6", "Azerbaijan", "parties", "azerbaijan"),
    _claim(
        "wire-c7",
        "The Red Cross will act as a mediator",
        "mediators",
        "icrc",
        statement="wire-s2",
        chain=("northern-wire", "sergei-lavrov"),
    ),
    _claim("diary-c1", "08:00 GMT, 12 noon in Yerevan, on Sunday", "effective", NOON_SUNDAY),
    _claim(
        "diary-c2",
        "from noon on 10 October",
        "effective",
        NOON,
        statement="diary-s1",
        chain=("sergei-lavrov",),
    ),
    _claim("second-c1", "announced a humanitarian truce", "status", "declared", OTHER),
    _claim("second-c2", "as of October 18, 00:00 local time", "effective", MIDNIGHT, OTHER),
    Claim(
        id="second-c3",
        article="second",
        field="mediators",
        value="russia",
        evidence=(words(ARTICLES[2], "Russia"),),
    ),
)


def _finding(
    value: object, state: str, why: str, *support: str, preferred: bool = True, **more: object
) -> Finding:
    return Finding(value=value, state=state, preferred=preferred, why=why, support=support, **more)  # type: ignore[arg-type]


FIELDS = {
    "status": (
        _finding("agreed", "single", "one report", "wire-c1", by=("armenia", "azerbaijan"), when=TENTH),
    ),
    "effective": (
        _finding(
            NOON,
            "disputed",
            "two reports agree on it, and the weekday fits the date",
            "wire-c2",
            "wire-c3",
            "diary-c2",
            against=("diary-c1",),
        ),
        _finding(
            NOON_SUNDAY,
            "disputed",
            "10 October 2020 was no Sunday",
            "diary-c1",
            preferred=False,
            against=("wire-c2", "wire-c3", "diary-c2"),
        ),
    ),
    "purpose": (_finding("humanitarian", "single", "one report", "wire-c4"),),
    "parties": (
        _finding("armenia", "single", "one report", "wire-c5"),
        _finding("azerbaijan", "single", "one report", "wire-c6"),
    ),
    "mediators": (_finding("icrc", "single", "one report", "wire-c7", stance="reported"),),
}

SAMPLE = Reading(
    truceline="0.1.0",
    articles=ARTICLES,
    actors=ACTORS,
    claims=CLAIMS,
    ceasefires=(
        Ceasefire(
            id="karabakh-2020-10-10",
            label="Karabakh truce of 10 October 2020",
            conflict="Nagorno-Karabakh",
            articles=("wire", "diary"),
            fields=FIELDS,
            timeline=(
                TimelineEntry(
                    when=TENTH,
                    kind="agreed",
                    text="agreed in Moscow",
                    actors=("armenia",),
                    claims=("wire-c1",),
                ),
                TimelineEntry(when=NOON, kind="effective", text="in force", claims=("wire-c2",)),
            ),
            rules=(
                Rule(
                    id="karabakh-2020-10-10-r1",
                    actors=("armenia", "azerbaijan"),
                    deed="oblige",
                    acts=("exchange_prisoners",),
                    evidence=(words(ARTICLES[0], "the exchange of prisoners"),),
                ),
            ),
        ),
        Ceasefire(
            id=OTHER,
            label="Karabakh truce of 18 October 2020",
            conflict="Nagorno-Karabakh",
            articles=("second",),
            fields={
                "status": (_finding("declared", "single", "one report", "second-c1"),),
                "effective": (_finding(MIDNIGHT, "single", "one report", "second-c2"),),
            },
            linked=(Link(ceasefire="karabakh-2020-10-10", how="renews"),),
        ),
    ),
    statement_groups=(
        StatementGroup(id="g1", statements=("wire-s1", "diary-s1"), first="wire-s1", alike="translation"),
    ),
    failures=(
        Failure(uri="reports/scan.bin", reason="this is no text: the first 1,000 bytes hold 212 zero bytes"),
    ),
)

"""How long it takes to join reports into records, and to add one report to a casebook that holds many.

    python benchmarks/records.py [REPORTS ...]

Makes reports on ceasefires, twenty on each, by a fixed seed: of up to a hundred conflicts over 35 years,
announced, confirmed, disputed and broken, with statements of which some are carried by several reports. They
are made as what the reading rooms hand on (times, actors, statements, claims), because reading 10,000 texts
takes an hour of parsing that has nothing to do with joining. Then a real text is read and added. Processor
seconds of one process; without numbers, 1,000, 3,000 and 10,000 reports.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from truceline._account import Account
from truceline.actors._gazetteer import gazetteer
from truceline.casebook import Casebook
from truceline.model import Actor, Article, Claim, Evidence, Segment, Source, Span, Speaker, Statement, When
from truceline.reader import combine, read

T = TypeVar("T")
SIZES = (1_000, 3_000, 10_000)
REPORTS_EACH = 20
CONFLICTS = 100
DEEDS = (
    "open the road to", "hand over the bodies near", "free the prisoners held in", "leave the heights above",
    "let the trucks pass to", "meet again beside", "remove the barricades of", "share the list of mines at",
)  # fmt: skip
MANNERS = (
    "before the week is out", "once the monitors come", "as was written down", "without any condition",
    "whatever the other side does", "if the guns stay silent", "with the help of the elders",
)  # fmt: skip
NEW = """Truce on the river holds for a second day
BELVARA, {day} (Harbour News) - The government of {state} and the {group} said on {weekday} that the ceasefire
which began on {start} was holding. "We will keep to what we signed," spokesman Aro Minde said.
The United Nations welcomed it.
"""


def main() -> None:
    """Print the table."""
    sizes = [int(argument.replace(",", "")) for argument in sys.argv[1:]] or list(SIZES)
    print(f"{'reports':>8}{'ceasefires':>12}{'records':>9}{'joined, s':>11}{'kept, s':>9}{'one more, s':>13}"
          f"{'of it joined':>14}")  # fmt: skip
    for size in sizes:
        print(*_row(size), sep="", flush=True)


def _row(size: int) -> Iterator[str]:
    made = list(reports(size))
    joined, reading = _timed(lambda: combine(made))
    with tempfile.TemporaryDirectory() as folder, Casebook.open(Path(folder) / "a.book") as book:
        kept, _ = _timed(lambda: book.keep(reading, accounts={account.id: account for account in made}))
        text = Path(folder) / "new.txt"
        state, group, start = _conflict(0)
        day = start + timedelta(days=1)
        text.write_text(NEW.format(day=f"{day:%B} {day.day}", state=state.name, group=group.name,
                                   weekday=f"{day:%A}", start=f"{start.day} {start:%B %Y}"))  # fmt: skip
        read([text])  # the language pipeline is loaded once
        accounts: dict[str, Account] = {}
        whole, new = _timed(lambda: read([text], accounts=accounts))
        added, _ = _timed(lambda: book.keep(new, accounts=accounts))
        records = len(book.ceasefires())
    yield f"{size:>8,}{size // REPORTS_EACH:>12,}{records:>9,}{joined:>11.1f}{kept:>9.1f}"
    yield f"{whole + added:>13.2f}{added:>14.2f}"


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begin = time.process_time()
    given = work()
    return time.process_time() - begin, given


def reports(count: int) -> Iterator[Account]:
    """Reports with all that is read from each, `REPORTS_EACH` to a ceasefire; the same for the same count."""
    dice = random.Random(20160227)
    for number in range(count):
        truce = number // REPORTS_EACH
        yield _report(number, truce, number % REPORTS_EACH, dice)


def _conflict(truce: int) -> tuple[Any, Any, datetime]:
    """The state and group of a ceasefire, and its first day: those of one conflict lie years apart."""
    known = gazetteer().entries
    by_hand = (entry for entry in known.values() if not entry.id.startswith("ucdp-"))
    groups = [entry for entry in by_hand if entry.kind == "armed_group" and entry.where]
    homes: dict[str, Any] = {}
    for group in groups:
        homes.setdefault(group.where[0], group)
    pairs = sorted(homes.items())
    state, group = pairs[truce % min(CONFLICTS, len(pairs))]
    start = datetime(1990, 1, 5, tzinfo=UTC) + timedelta(days=61 * (truce % 7) + 420 * (truce // CONFLICTS))
    return known[state], group, start + timedelta(days=truce % 29)


def _report(number: int, truce: int, place: int, dice: random.Random) -> Account:
    state, group, start = _conflict(truce)
    name = f"r{number:06}"
    published = start + timedelta(days=dice.randint(-2, 7), hours=dice.randint(0, 20))
    late = published > start + timedelta(days=2)
    seeds = (dice.randrange(6) if dice.random() < 0.3 else 10 + number * 7 + n for n in range(6))
    remarks = [_remark(truce, seed) for seed in seeds]
    lines = [
        f"Ceasefire between {state.name} and {group.name}",
        f"A truce takes effect on {start:%d %B %Y}.",
        *(f"The spokesman said {remark}." for remark in remarks),
        "Fighting was reported after that.",
    ]
    text = "\n".join(lines)
    article = Article(
        id=name,
        source=Source(uri=f"made/{name}.txt", sha256=f"{number:064x}"),
        text=text,
        outlet=f"Outlet {number % 40}",
        language="en",
        published=_when(published, timedelta(days=1)),
        segments=tuple(_segments(lines)),
    )
    speaker = f"spokesman-of-{group.id}"
    statements = tuple(_statements(article, remarks, speaker))
    spokesman = Actor(id=speaker, name=f"Spokesman of {group.name}", kind="office", of=group.id)
    mediator = Actor(id="united-nations", name="United Nations", kind="organisation")
    actors = (state.actor(), group.actor(), spokesman, mediator)
    return Account(
        alone=_with(article, statements),
        actors=actors,
        names=tuple(sorted(actor.id for actor in actors)),
        claims=tuple(_claims(article, statements, state.id, group.id, start, late=late, dice=dice)),
        places={state.id: 4.0 + place % 3},
    )


def _remark(truce: int, seed: int) -> str:
    dice = random.Random(truce * 1_000_003 + seed)
    place = "".join(dice.choice("bdfgklmnrstv") + dice.choice("aeiou") for _ in range(3)).capitalize()
    line = f"that the men of the {dice.randint(2, 99)}th line would"
    return f"{line} {dice.choice(DEEDS)} {place} {dice.choice(MANNERS)}"


def _segments(lines: list[str]) -> Iterator[Segment]:
    start = 0
    for number, line in enumerate(lines):
        yield Segment(start=start, end=start + len(line), role="body" if number else "headline")
        start += len(line) + 1


def _with(article: Article, statements: tuple[Statement, ...]) -> Article:
    from msgspec.structs import replace  # noqa: PLC0415 - used here alone

    return replace(article, statements=statements)


def _statements(article: Article, remarks: list[str], speaker: str) -> Iterator[Statement]:
    for number, remark in enumerate(remarks):
        start = article.text.index(remark)
        who = article.text.rindex("The spokesman", 0, start)
        yield Statement(
            id=f"{article.id}.s{number}", start=who, end=start + len(remark), mode="indirect", act="asserts",
            speaker=Speaker(start=who, end=who + 13, text="The spokesman", actor=speaker), actor=speaker,
            cue=None,
            content=(Span(start=start, end=start + len(remark)),), part="body", said=article.published,
        )  # fmt: skip


def _claims(
    article: Article, statements: tuple[Statement, ...], state: str, group: str, start: datetime, *,
    late: bool, dice: random.Random,
) -> Iterator[Claim]:  # fmt: skip
    words = article.text.split("\n")[1]
    at = article.text.index(words)
    evidence = (Evidence(start=at, end=at + len(words), article=article.id, text=words),)
    begins = _when(start if dice.random() < 0.93 else start + timedelta(days=1), timedelta(days=1))
    told: list[tuple[str, Any]] = [("status", dice.choice(("agreed", "declared", "in_force", "accepted")))]
    told += [("status", "broken")] if late and dice.random() < 0.5 else [("effective", begins)]
    told += [("parties", state), ("parties", group), ("mediators", "united-nations"), ("area", state)]
    told += [("purpose", "humanitarian"), ("duration", f"PT{24 * dice.randint(2, 4)}H")]
    told += [("monitors", "united-nations")]
    for number, (field, value) in enumerate(told):
        said = statements[number % len(statements)].id if dice.random() < 0.3 else None
        yield Claim(
            id=f"{article.id}.c{number}", article=article.id, ceasefire=article.id, field=field, value=value,
            evidence=evidence, statement=said, chain=("united-nations",) if said else (),
            by=(state, group) if field == "status" else (), confidence=dice.choice((1.0, 0.9, 0.6)),
        )  # fmt: skip


def _when(start: datetime, width: timedelta) -> When:
    day = start.replace(hour=0, minute=0)
    return When(earliest=day, latest=day + width, edtf=f"{day:%Y-%m-%d}")


if __name__ == "__main__":
    main()

"""What reading statements costs on top of the parse, how fast they are grouped, and how well both are done.

    python benchmarks/statements.py [--articles N] [GOLD ...]

Prints words per second of one core for the parse alone and for parse and statements, on text of growing
length (neither rate may fall), for the whole pipeline of spaCy and for the direct quotations of textacy where
it is installed, the memory that a stream of articles takes (20,000 unless told, each with names of its own,
beside what textacy takes for the same stream), statements per second for grouping, and for each gold path the
measures of `truceline.evaluation.statements`. With TRUCELINE_JUDGE set, a judge takes part.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getpagesize, getrusage
from time import process_time

import spacy
from spacy.language import Language

from truceline.evaluation.statements import evaluate
from truceline.language import model_name, parse_text
from truceline.model import Article, Source, Span, Statement
from truceline.records.groups import group_statements
from truceline.statements import extract

GOLD = [Path(__file__).parents[1] / "tests/statements" / name for name in ("reports.txt", "later.txt")]
SYLLABLES = re.findall("..", "barimosutevokandulihekoraknipezuga")

PARAGRAPHS = """“We will stop firing at dawn, and we expect the same of them,” General Moss told reporters on
Friday. The rebel council confirmed that it had received the offer but declined to comment on the length of
the pause. According to two diplomats, the talks in Lisbon “came close to collapse” on Thursday night, when
both sides left. Roads in the northern districts stayed closed, and shops opened for an hour in the morning.
"""


def rates(copies: int) -> tuple[int, float, float]:
    """Words, and words per second for the parse alone and for parse and statements."""
    text = PARAGRAPHS * copies
    words = len(text.split())
    begun = process_time()
    parsed = parse_text(text)
    middle = process_time()
    extract(parsed)
    return words, words / (middle - begun), words / (process_time() - begun)


def peers(copies: int) -> Iterator[tuple[str, float]]:
    """Words per second of others on the same text, parse included."""
    text = PARAGRAPHS * copies
    words = len(text.split())
    pipeline = spacy.load(model_name())
    begun = process_time()
    docs = list(pipeline.pipe(line for line in text.splitlines() if line))
    parsed = process_time() - begun
    yield "spaCy, the whole small pipeline", words / parsed
    if find_spec("textacy") is not None:
        quotations = import_module("textacy.extract").direct_quotations
        begun = process_time()
        found = 0
        for doc in docs:
            try:
                found += sum(1 for _ in quotations(doc))
            except ValueError:  # textacy refuses text with an odd number of marks
                continue
        yield f"textacy on top ({found} direct quotations)", words / (parsed + process_time() - begun)


def memory(articles: int, read: Callable[[str], object]) -> Iterator[tuple[int, float, float]]:
    """Articles read so far one by one, megabytes that this process holds, and articles per second, every
    thousand articles."""
    step, begun = min(1000, max(articles // 10, 1)), process_time()
    stream = recombined(articles)
    for number, text in enumerate(stream, start=1):
        read(text)
        if number % step == 0:
            yield number, held(), step / (process_time() - begun)
            begun = process_time()


def recombined(articles: int) -> Iterator[str]:
    """Articles of twelve sentences drawn from the project's own marked reports, each with names that no other
    has, as the stream of the world's news brings new ones every day."""
    known = [sentence for file in GOLD for sentence in sentences(file)]
    chance = Random(7)
    for number in range(articles):
        name = "".join(chance.choice(SYLLABLES) for _ in range(3)).capitalize()
        drawn = chance.choices(known, k=12)
        drawn[3:3] = [f"“Nobody in {name}abad believes it,” {name} Mc{name}{number} told reporters."]
        yield "\n".join(" ".join(drawn[at : at + 4]) for at in range(0, len(drawn), 4))


def sentences(file: Path) -> list[str]:
    """The sentences of tagged reports without their tags."""
    plain = re.sub(r"<[^>]+>", "", file.read_text("utf-8"))
    lines = (line for line in plain.splitlines() if line and not line.startswith("#"))
    return [part for line in lines for part in re.split(r"(?<=[.!?])\s+(?=[A-Z])", line)]


def held() -> float:
    """Megabytes of memory that this process holds now; its largest so far where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return getrusage(RUSAGE_SELF).ru_maxrss / 1024
    return pages * getpagesize() / 2**20


def quoted_by_textacy(pipeline: Language) -> Callable[[str], object] | None:
    """textacy's direct quotations of a text, where it is installed."""
    if find_spec("textacy") is None:
        return None
    quotations = import_module("textacy.extract").direct_quotations

    def read(text: str) -> list[object]:
        found: list[object] = []
        for doc in pipeline.pipe(line for line in text.splitlines() if line):
            try:
                found += quotations(doc)
            except ValueError:  # textacy refuses text with an odd number of marks
                continue
        return found

    return read


def grouped(count: int) -> float:
    """Statements grouped per second, among so many of which every tenth is said twice."""
    reports = []
    for number in range(count):
        topic = number - number % 10 // 9
        text = f"shells fell near mill {topic} on the road to village {topic * 7 % 997} after the pause"
        span = Span(start=0, end=len(text))
        statement = Statement(
            id=f"r{number}.s1",
            start=0,
            end=len(text),
            speaker=None,
            actor=None,
            cue=None,
            content=(span,),
            mode="indirect",
            act="asserts",
        )
        source = Source(uri=str(number), sha256="")
        reports.append(Article(id=f"r{number}", source=source, text=text, statements=(statement,)))
    begun = process_time()
    group_statements(reports)
    return count / (process_time() - begun)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="What reading statements costs, and how well it is done.")
    parser.add_argument("--articles", type=int, default=20_000, help="length of the stream for memory")
    parser.add_argument("gold", nargs="*", type=Path, help="gold to measure")
    options = parser.parse_args()
    articles = options.articles
    rates(1)
    print(f"{'words':>8} {'parse':>10} {'with statements':>16} {'on top':>8}")
    for copies in (10, 50, 250):
        words, alone, both = rates(copies)
        print(f"{words:>8,} {alone:>10,.0f} {both:>16,.0f} {alone / both - 1:>8.0%}")
    print()
    for name, rate in peers(50):
        print(f"{name:<48} {rate:>8,.0f} words/s")
    print(f"\nmemory in MB over a stream of {articles:,} articles")
    peer = quoted_by_textacy(spacy.load(model_name()))
    for name, read in (("truceline", extract), ("textacy", peer)):
        print(f"{name:<12} {'articles':>10} {'MB':>8} {'articles/s':>12}")
        for number, level, rate in memory(articles, read) if read is not None else ():
            print(f"{'':<12} {number:>10,} {level:>8,.1f} {rate:>12,.1f}", flush=True)
    print(f"\n{'statements':>10} {'grouped per second':>20}")
    for count in (100, 1000, 4000):
        print(f"{count:>10,} {grouped(count):>20,.0f}")
    for path in options.gold:
        print(f"\n{'set':<28} {'measure':<22} {'P':>6} {'R':>6} {'F1':>6} {'right':>6} {'of':>6}")
        for row in evaluate(path):
            scores = "".join(f"{row[key]:>7.3f}" for key in ("precision", "recall", "f1"))
            print(f"{row['set']:<28} {row['measure']:<22}{scores} {row['right']:>6} {row['of']:>6}")


if __name__ == "__main__":
    main()

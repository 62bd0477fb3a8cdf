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
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_SELF, getpagesize, getrusage
from time import process_time

import spacy
from spacy.language import Language

from truceline.evaluation.statements import evaluate
from truceline.language import model_name, parse_text
from truceline.model import Article, Source, Span, Statement
from truceline.records.groups import group_statements
from truceline.statements import extract

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


def memory(articles: int, read: Callable[[str], object]) -> list[float]:
    """Megabytes that this process holds at eleven points of reading so many articles one by one."""
    levels = []
    for number in range(articles + 1):
        if number % (articles // 10) == 0:
            levels.append(held())
        read(PARAGRAPHS.replace("Moss", f"Moss{number}").replace("Lisbon", f"Lisbon{number % 997}"))
    return levels


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
    levels = memory(articles, extract)
    print(f"{'truceline':<12}" + "".join(f"{level:>7,.0f}" for level in levels))
    peer = quoted_by_textacy(spacy.load(model_name()))
    if peer is not None:
        print(f"{'textacy':<12}" + "".join(f"{level:>7,.0f}" for level in memory(articles, peer)))
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

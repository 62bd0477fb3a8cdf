"""`truceline read` on corpora: what is passed over, journals, processes, columns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from truceline.casebook import Casebook
from truceline.cli._app import run
from truceline.cli._progress import Progress
from truceline.sources import Tally

TRUCE = (
    "JUBA, March 3, 2014 (Nile Wire) - The army and the rebels of South Sudan signed a ceasefire on Monday,\n"
    "the mediators said. It takes effect at midnight. Monitors of the United Nations are to watch over it.\n"
)
BREAD = "The baker of the old town sold a thousand loaves on Monday, his wife told our reporter.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Ten articles under other names than ours, two of them on a truce, the same one in two papers."""
    path = tmp_path / "corpus.jsonl"
    texts = [BREAD, TRUCE, BREAD * 2, f"From the wire.\n\n{TRUCE}", *(BREAD * n for n in range(3, 9))]
    days = ["2014-03-05", "2014-03-04", "2014-03-04", "2014-03-03", *["2014-03-06"] * 6]
    rows = [
        {"story": text, "key": f"k{n}", "date": day}
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def test_other_news_are_passed_over_and_counted(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In corpora by default; the count and the way to read them too are told."""
    columns = ["--column", "text=story", "--column", "id=key"]
    assert run(["read", str(corpus), *columns, "--json"]) == 0
    told = capsys.readouterr()
    assert {article["id"] for article in json.loads(told.out)["articles"]} == {"k1", "k3"}
    assert "8 of 10 documents were passed over" in told.err
    assert "--first-pass never" in told.err
    run(["read", str(corpus), *columns, "--json", "--first-pass", "never"])
    told = capsys.readouterr()
    assert len(json.loads(told.out)["articles"]) == 10
    assert "passed over" not in told.err


def test_a_corpus_without_a_truce_says_so(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is no error that nothing was found."""
    corpus.write_text(json.dumps({"text": BREAD}))
    assert run(["read", str(corpus)]) == 1
    assert "no document has a word of a ceasefire" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_processes_and_journals_change_nothing(
    corpus: Path, tmp_path: Path, jobs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same reading, from the journal too."""
    base = ["read", str(corpus), "--json", "--column", "text=story"]
    run(base)
    plain = capsys.readouterr().out
    journal = str(tmp_path / "journal")
    for _ in range(2):
        run([*base, "--jobs", jobs, "--journal", journal])
        assert capsys.readouterr().out == plain


def test_a_copy_is_kept_with_what_it_copies(corpus: Path, tmp_path: Path) -> None:
    """Of a story in two papers, one copies the other; together they are one source; a casebook keeps that."""
    book = tmp_path / "a.book"
    run(["read", str(corpus), "--column", "text=story", "--column", "id=key", "--book", str(book), "--quiet"])
    with Casebook.open(book) as casebook:
        kept = {article.id: article.copies_of for article in casebook.reading().articles}
    assert kept == {"k1": "k3", "k3": None}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--first-pass", "sometimes"], "--first-pass"), (["--column", "story"], "--column"),
        (["--column", "poem=story"], "--column"), (["--jobs", "0"], "--jobs"),
    ],
)  # fmt: skip
def test_wrong_options_are_told_before_anything_is_read(
    corpus: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that names the option."""
    assert run(["read", str(corpus), *arguments]) == 2
    assert told in capsys.readouterr().err


def test_progress_tells_documents_and_what_is_left() -> None:
    """Counted, with what was passed over, and how long the rest will take."""
    tally = Tally(documents=1_200, skipped=1_100, done=25, total=100)
    tally.began -= 100
    progress = Progress(tally, quiet=True)
    progress.at(100, "folder/last.html")
    assert progress.told() == "1,200 documents (1,100 passed over), 5 min left, last.html"
    tally.began -= 100_000
    assert "h left" in progress.told()

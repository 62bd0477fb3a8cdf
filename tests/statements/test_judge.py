"""A trained judge confirms, trims and adds; without one the rules stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from truceline.cli._app import run
from truceline.errors import ModelError, UsageError
from truceline.evaluation._statement_gold import GoldText, read_gold
from truceline.evaluation._statement_training import as_lesson, train_judge
from truceline.language import parse_text
from truceline.statements import Judge, chosen_judge, extract, fit, read_judge, use_judge, write_judge

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def texts() -> list[GoldText]:
    return read_gold(HERE / "reports.txt")


@pytest.fixture(scope="module")
def judge(texts: list[GoldText]) -> Judge:
    return fit((as_lesson(text) for text in texts), about="the project's own reports")


@pytest.fixture(autouse=True)
def _none_in_use(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test begins and ends with the rules alone."""
    monkeypatch.delenv("TRUCELINE_JUDGE", raising=False)
    use_judge(None)
    yield
    use_judge(None)


def test_the_same_lessons_give_the_same_bytes(texts: list[GoldText], judge: Judge, tmp_path: Path) -> None:
    """Training has no chance in it, and nothing is lost between memory and file."""
    again = fit((as_lesson(text) for text in texts), about="the project's own reports")
    write_judge(judge, tmp_path / "one.json")
    write_judge(again, tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert read_judge(tmp_path / "one.json") == judge


def test_a_judge_learns_what_it_is_shown(texts: list[GoldText], judge: Judge) -> None:
    """What was marked in its lessons weighs more than what was not: it believes in most of the marked
    statements."""
    use_judge(judge)
    found = sum(len(extract(parse_text(text.text))) for text in texts[:12])
    assert found >= 0.8 * sum(len(text.gold) for text in texts[:12])
    use_judge(structs.replace(judge, keep={"": -20.0}))
    assert all(s.mode == "direct" for text in texts[:12] for s in extract(parse_text(text.text)))


def test_a_judge_may_add_what_no_rule_trusts() -> None:
    """Candidates beyond the rules appear only with a judge that believes in them."""
    text = "The mayor grumbled that the guns were old. There were calls for a pause."
    assert extract(text) == ()
    use_judge(Judge(about="a test", keep={"": 5.0}, ends={}))
    assert [s.cue.text for s in extract(text) if s.cue] == ["grumbled", "calls"]


def test_a_judge_may_end_a_content_elsewhere() -> None:
    """ "..., which" opens what the reporter adds, if the weights say so."""
    text = "The mayor said that the bridge would open on Friday, which is a holiday."
    ends = {"opener=which": 5.0}
    use_judge(Judge(about="a test", keep={"": 5.0}, ends=ends, margin=1.0))
    [statement] = extract(text)
    assert [text[p.start : p.end] for p in statement.content] == ["that the bridge would open on Friday"]


def test_the_environment_names_a_judge(judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """TRUCELINE_JUDGE is read when nothing else was chosen."""
    from truceline.statements import _judge  # noqa: PLC0415

    write_judge(judge, tmp_path / "judge.json")
    monkeypatch.setattr(_judge, "_chosen", [])
    monkeypatch.setenv("TRUCELINE_JUDGE", str(tmp_path / "judge.json"))
    assert chosen_judge() == judge


@pytest.mark.parametrize(
    "content", [None, b"", b"{}", b'{"format": 99, "about": "", "keep": {}, "ends": {}}']
)
def test_what_is_no_judge_is_refused_with_a_reason(content: bytes | None, tmp_path: Path) -> None:
    """A missing, broken or newer file is named."""
    path = tmp_path / "judge.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=r"judge\.json"):
        read_judge(path)


def test_training_on_nothing_is_refused(tmp_path: Path) -> None:
    """Neither no corpus nor an empty folder makes a judge."""
    with pytest.raises(UsageError, match="nothing to train on"):
        train_judge()
    with pytest.raises(UsageError):
        train_judge(gum=tmp_path)
    with pytest.raises(UsageError):
        train_judge(polnear=tmp_path)


def test_the_command_trains_and_the_weights_are_taken_into_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder of texts and brat standoff in, a file out that `read_judge` reads."""
    sentence, corpus = "The mayor said that the bridge was open. ", tmp_path / "corpus"
    (corpus / "text").mkdir(parents=True)
    (corpus / "attributions").mkdir()
    (corpus / "text" / "one.txt").write_text(sentence * 4, "utf-8")
    lines = []
    for number in range(4):
        at = number * len(sentence)
        spans = [("Source", 0, 9), ("Cue", 10, 14), ("Content", 15, 39)]
        lines += [f"T{number}{n}\t{role} {at + s} {at + e}\tx" for n, (role, s, e) in enumerate(spans)]
        lines.append(f"E{number}\tAttribution:T{number}1 Source:T{number}0 Cue:T{number}1 Content:T{number}2")
    (corpus / "attributions" / "one.ann").write_text("\n".join(lines), "utf-8")
    out = tmp_path / "judge.json"
    assert run(["train", "statements", "--polnear", str(corpus), "--out", str(out)]) == 0
    assert "1 texts" in capsys.readouterr().out
    assert read_judge(out).keep["lemma=say"] > 0
    assert run(["train", "times", "--polnear", str(corpus), "--out", str(out)]) == 2
    assert run(["train", "statements", "--gum", str(tmp_path / "none"), "--out", str(out)]) == 2

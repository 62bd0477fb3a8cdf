"""The brief: every value with its sources, readable on any terminal and in any pipe."""

from __future__ import annotations

import io
import re

import pytest
from msgspec.structs import replace
from rich.console import Console

from sample import ARTICLES, SAMPLE
from truceline.cli._brief import print_brief
from truceline.model import Actor, Article, Evidence, Reading, Source, StatementGroup
from truceline.wording import Sources


def _printed(reading: Reading = SAMPLE, **more: object) -> str:
    file = io.StringIO()
    print_brief(reading, file=file, **more)  # type: ignore[arg-type]
    return file.getvalue()


def _section(text: str, title: str) -> str:
    found = re.search(rf"^{title}\n(.*?)(?=^\S|\Z)", text, re.M | re.S)
    assert found, f"no section {title!r} in:\n{text}"
    return " ".join(found.group(1).split())


def test_the_heading_gives_the_start_in_local_time_and_utc() -> None:
    """Label, status and start stand at the top, so that ten briefs can be gone through in a minute."""
    lines = _printed().split("\n")
    at = lines.index("1  Karabakh truce of 10 October 2020")
    assert lines[at + 2 : at + 4] == [
        "Agreed",
        "Takes effect Sat 10 Oct 2020, 12:00 Yerevan (UTC+4) = 08:00 UTC",
    ]


def test_every_known_value_has_a_source_with_its_line() -> None:
    """No value without evidence: each stands with the report and line that it was read from."""
    known = _section(_printed(), "Known")
    for told in ("parties Armenia, Azerbaijan [wire:2]", "humanitarian [wire:3]"):
        assert told in known
    assert "International Committee of the Red Cross (reported, not confirmed) [wire:4]" in known


def test_a_dispute_shows_both_accounts_and_why_one_is_preferred() -> None:
    """Disagreement is kept: each account with its sources, the preferred one first."""
    disputed = _section(_printed(), "Disputed")
    first, second = disputed.split(" or Sun 11 Oct")
    assert "Sat 10 Oct 2020" in first
    assert "[wire:2,3, diary:3]" in first
    assert "preferred: two reports agree on it" in first
    assert "[diary:2]" in second
    assert "10 October 2020 was no Sunday" in second
    assert "takes effect" not in _section(_printed(), "Known")


def test_what_looks_wrong_is_told_with_the_words_the_reason_and_the_value_taken() -> None:
    """An anomaly is of use only with the words it is about and what is taken instead."""
    assert _section(_printed(), "Looks wrong in the reports") == (
        "diary:2 “Sunday, October 10”: 10 October 2020 was a Saturday, not a Sunday. "
        "Taken instead: Sat 10 Oct 2020."
    )


def test_what_no_report_says_is_told_as_open() -> None:
    """An analyst sees what is missing without going through a list of fields."""
    still_open = _section(_printed(), "Still open")
    assert "when it ends" in still_open
    assert "who monitors it" in still_open
    assert "who mediated it" not in still_open


def test_the_same_statement_of_two_reports_stands_once_with_its_versions() -> None:
    """One remark in two translations is one remark, in the words of both."""
    said = _section(_printed(), "Who said what")
    assert said.count("Sergei Lavrov (Russia)") == 1
    quoted = "“The ceasefire is declared from 12:00 on October 10 for humanitarian purposes”"
    assert f"says {quoted} [wire:3] or A truce is being declared" in said
    assert "declines how long the pause would last [wire:5]" in said


def test_several_who_speak_together_say() -> None:
    """ "Armenia and Azerbaijan says" is no English."""
    both = Actor(id="armenia-and-azerbaijan", name="Armenia and Azerbaijan", kind="coalition")
    [wire, *others] = SAMPLE.articles
    together = tuple(replace(s, actor=both.id, cue=None) for s in wire.statements)
    said = _section(
        _printed(
            replace(
                SAMPLE,
                actors=(*SAMPLE.actors, both),
                articles=(replace(wire, statements=together), *others),
                statement_groups=(),
            )
        ),
        "Who said what",
    )
    assert "say “The ceasefire is declared" in said.split("Armenia and Azerbaijan ", 1)[1]


def test_two_contacts_of_one_sentence_are_one_line_of_the_timeline() -> None:
    """A sentence is not printed twice because two meetings were read in it."""
    [first, *others] = SAMPLE.ceasefires
    told = "The ministers met in Moscow on Friday and spoke by telephone with their colleague in Ankara."
    steps = tuple(
        replace(first.timeline[0], kind="meeting", text=told, actors=(who,)) for who in ("armenia", "russia")
    )
    text = _printed(replace(SAMPLE, ceasefires=(replace(first, timeline=steps), *others)))
    assert " ".join(text.split()).count("The ministers met in Moscow") == 1


def test_a_statement_told_first_without_its_speaker_stands_under_whom_another_report_names() -> None:
    """A line without a name, or with a palace, does not hide who spoke where one report says so."""
    [wire, diary, *others] = SAMPLE.articles
    told = {s.id: s for article in SAMPLE.articles for s in article.statements}
    group = next(g for g in SAMPLE.statement_groups if len(g.statements) > 1)
    first = told[group.first]
    for bare in (replace(first, actor=None, speaker=None), replace(first, actor="russia")):
        articles = [
            replace(a, statements=tuple(bare if s.id == bare.id else s for s in a.statements))
            for a in (wire, diary)
        ]
        text = _printed(replace(SAMPLE, articles=(*articles, *others)))
        said = _section(text, "Who said what")
        assert "Somebody who is not named" not in said
        assert said.count("for humanitarian purposes”") == 1
        assert said.index("Sergei Lavrov (Russia)") < said.index("for humanitarian purposes”")
        assert not re.search(r"^  Russia$", text, re.M)


def test_comments_and_thoughts_are_not_said() -> None:
    """Readers' comments and what somebody is thought to think are no statements of anybody."""
    [wire, *others] = SAMPLE.articles
    one, two, three = wire.statements
    hidden = (replace(one, part="comment"), replace(two, verb="thought"), three)
    text = _printed(
        replace(SAMPLE, articles=(replace(wire, statements=hidden), *others), statement_groups=())
    )
    assert "exchange of prisoners" not in _section(text, "Who said what")
    assert "for humanitarian purposes”" not in text
    assert "3 statements" in text


def test_documents_set_aside_are_named_with_the_reason() -> None:
    """What could not be read is not passed over in silence."""
    assert "reports/scan.bin this is no text" in _section(_printed(), "Set aside")


def test_piped_output_is_plain_and_a_hundred_columns_wide() -> None:
    """In a file or a pipe there are no colours, no lines of boxes, no blanks at line ends."""
    text = _printed()
    assert "\x1b" not in text
    assert not re.search(r"[\u2500-\u257f]", text)
    assert not re.search(r"[ \t]+$", text, re.M)
    assert max(map(len, text.split("\n"))) <= 100


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_a_terminal_of_any_width_is_kept_to(width: int) -> None:
    """Nothing runs over the edge of a narrow terminal, and nothing is lost on it."""
    file = io.StringIO()
    print_brief(
        SAMPLE,
        console=Console(file=file, width=width, force_terminal=True, color_system=None, highlight=False),
    )
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in file.getvalue().split("\n")]
    assert max(map(len, lines)) <= width
    words = " ".join(" ".join(lines).split())
    assert "10 October 2020 was a Saturday, not a Sunday." in words


def test_long_lists_are_cut_with_a_count_and_all_shows_them() -> None:
    """Two hundred reports give a brief that can be read, and nothing of them is out of reach."""
    many = tuple(
        replace(ARTICLES[2], id=f"r{n}", source=replace(ARTICLES[2].source, uri=f"r{n}.txt"))
        for n in range(200)
    )
    records = tuple(
        replace(SAMPLE.ceasefires[1], id=f"c{n}", label=f"Truce {n}", linked=()) for n in range(90)
    )
    reading = replace(SAMPLE, articles=(*SAMPLE.articles, *many), ceasefires=records)
    short = _printed(reading)
    assert short.count("\n") < 400
    assert re.search(r"\.\.\. and 30 more ceasefires \(--all shows them\)", short)
    assert re.search(r"\.\.\. and \d+ more reports \(--all shows them\)", short)
    full = _printed(reading, everything=True)
    assert all(f"Truce {n}\n" in full for n in range(90))
    assert all(f"r{n}.txt" in full for n in range(200))
    assert "more" not in full


def test_no_ceasefire_at_all_is_said() -> None:
    """A reading without a ceasefire says so instead of printing nothing."""
    text = _printed(Reading(truceline="0", articles=(ARTICLES[2],)))
    assert "No ceasefire is spoken of in these reports." in text


def _named(*reports: tuple[str, str | None]) -> list[str]:
    articles = tuple(
        Article(id=str(n), source=Source(uri=uri, sha256=""), text="", outlet=outlet)
        for n, (uri, outlet) in enumerate(reports)
    )
    sources = Sources(Reading(truceline="0", articles=articles))
    return [sources.mark(article.id) for article in articles]


def test_marks_are_short_and_tell_reports_apart() -> None:
    """An outlet's name where it is one report's alone, else as much of the file's name as is needed."""
    assert _named(("x/a.txt", "Kura Courier"), ("x/b.txt", None)) == ["Kura Courier", "b"]
    assert _named(("x/12_abc.txt", None), ("x/13_def.txt", None)) == ["12", "13"]
    assert _named(("2020-10-09.txt", "Wire"), ("2020-10-10.txt", "Wire")) == ["2020-10-09", "2020-10-10"]
    assert _named(("news.jsonl#1", None), ("news.jsonl#2", None)) == ["news#1", "news#2"]
    assert _named(("x/a/report.txt", None), ("x/b/report.txt", None)) == ["a/report", "b/report"]
    assert _named(("same.txt", None), ("same.txt", None)) == ["same/0", "same/1"]
    [long] = _named(("a.txt", "The Very Long Name of a Gazette of the Northern Provinces"))
    assert len(long) <= 22


def test_a_value_of_many_reports_names_some_and_counts_the_others() -> None:
    """Forty reports behind one value are a number, until all are asked for."""
    [wire, *_] = SAMPLE.articles
    several = tuple(
        replace(wire, id=f"r{n}", statements=(), source=replace(wire.source, uri=f"r{n}.txt"))
        for n in range(40)
    )
    sources = Sources(replace(SAMPLE, articles=several))
    places = [Evidence(start=0, end=4, article=article.id, text="Foes") for article in several]
    assert sources.cite(places) == "r0:1, r1:1, r2:1, r3:1, r4:1, r5:1, 34 more reports"
    assert Sources(replace(SAMPLE, articles=several), most=None).cite(places).count(":") == 40


def test_versions_of_a_statement_that_stands_in_ten_reports_are_cut() -> None:
    """A remark that everybody carries does not fill the page."""
    [wire, *_] = SAMPLE.articles
    carried = []
    for n in range(10):
        said = replace(
            wire.statements[0], id=f"r{n}-s", content=(replace(wire.statements[0].content[0], end=210 + n),)
        )
        carried.append(
            replace(wire, id=f"r{n}", statements=(said,), source=replace(wire.source, uri=f"r{n}.txt"))
        )
    group = StatementGroup(
        id="g", statements=tuple(f"r{n}-s" for n in range(10)), first="r0-s", alike="trimmed"
    )
    text = _printed(replace(SAMPLE, articles=tuple(carried), ceasefires=(), statement_groups=(group,)))
    assert "more versions" in text

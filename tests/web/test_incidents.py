"""Incidents of a dataset beside a ceasefire: the verdicts of `truceline check`, drawn and in tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sample import SAMPLE
from served import Site, keep, serving
from truceline.cli._app import run
from truceline.terms import check, from_record, read_incidents
from truceline.web import Dataset

CEASEFIRE = "karabakh-2020-10-10"
COLUMNS = ("id", "start", "side_a", "side_b", "acts", "country", "latitude", "longitude", "level", "best")
MAP = "".join(f'{name} = "{name}"\n' for name in COLUMNS)
ROWS = [
    ("e1", "2020-10-12", "Government of Armenia", "Government of Azerbaijan", "shelling", 39.8, 46.7),
    ("e2", "2020-10-13", "Government of Armenia", "Government of Azerbaijan", "attack", 39.9, 46.8),
    ("e3", "2019-01-02", "Government of Armenia", "Government of Azerbaijan", "attack", 39.9, 46.8),
    ("e4", "2020-10-12", "<script>alert(1)</script>", "Civilians", "attack", 36.2, 37.1),
]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A table of incidents in columns of its own, and the file that says which is which."""
    folder = tmp_path_factory.mktemp("incidents")
    with (folder / "table.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for name, day, a, b, acts, north, east in ROWS:
            writer.writerow([name, day, a, b, acts, "Azerbaijan", north, east, "exact", 1])
    mapping = folder / "map.toml"
    mapping.write_text(f'dataset = "test"\n[columns]\n{MAP}')
    return folder / "table.csv", mapping


@pytest.fixture(scope="module")
def site(dataset: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    book = keep(SAMPLE, tmp_path_factory.mktemp("web") / "b")
    with serving(book, dataset=Dataset(read_incidents(dataset[0], mapping=dataset[1]))) as served:
        yield served


def test_verdicts_are_those_of_the_command(site: Site, dataset: tuple[Path, Path]) -> None:
    """The page tells, row by row, what `truceline check` makes of the same incidents."""
    wanted = check(read_incidents(dataset[0], mapping=dataset[1]), [from_record(SAMPLE, CEASEFIRE)])
    told = site.get(f"/ceasefires/{CEASEFIRE}/incidents.json").json
    assert [(v["incident"], v["verdict"]) for v in told["verdicts"]] == [
        (v.incident, v.verdict) for v in wanted.verdicts()
    ]
    page = site.get(f"/ceasefires/{CEASEFIRE}/incidents").text
    for row in wanted.counts().iter_rows(named=True):
        assert f'{row["verdict"].replace("_", " ")}</th><td class="number">{row["incidents"]}</td>' in page
    assert "<script>alert" not in page
    assert f'href="/ceasefires/{CEASEFIRE}/incidents"' in site.get(f"/ceasefires/{CEASEFIRE}").text


def test_what_is_drawn_is_also_told(site: Site) -> None:
    """Each figure is there in light and dark, with words for who cannot see it, and tables below."""
    page = site.get(f"/ceasefires/{CEASEFIRE}/incidents").text
    figures = re.findall(r'<(?:img src|source srcset)="([^"]*)"', page)
    assert figures
    drawn = [site.get(figure) for figure in figures]
    assert {one.status for one in drawn} == {200}
    assert all(one.text.lstrip().startswith("<?xml") and "<desc" in one.text for one in drawn)
    assert len({one.text for one in drawn}) == len(figures)
    assert page.count("alt=") == len(figures) / 2
    assert "<caption" in page or "<table" in page


def test_without_a_dataset_there_is_no_page(tmp_path: Path) -> None:
    """And it is said how there would be one."""
    with serving(keep(SAMPLE, tmp_path / "b")) as plain:
        answer = plain.get(f"/ceasefires/{CEASEFIRE}/incidents")
        assert answer.status == 404
        assert "--incidents FILE" in answer.text
        assert "/incidents" not in plain.get(f"/ceasefires/{CEASEFIRE}").text


def test_what_is_not_there_is_told(site: Site) -> None:
    """Another ceasefire, another figure."""
    assert site.get("/ceasefires/atlantis/incidents").status == 404
    assert site.get(f"/ceasefires/{CEASEFIRE}/incidents/pie.svg").status == 404


def test_terms_of_no_ceasefire_here_are_refused(
    tmp_path: Path, dataset: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of terms that completes nothing in the casebook is named before anything is served."""
    book, terms = keep(SAMPLE, tmp_path / "b"), tmp_path / "t.toml"
    terms.write_text('ceasefire = "atlantis-1999"\n')
    call = ["serve", "--book", str(book), "--port", "0", "--against", str(terms)]
    assert run(call) == 2
    assert "there are no incidents to test" in capsys.readouterr().err
    assert run([*call, "--incidents", str(dataset[0]), "--map", str(dataset[1])]) == 2
    assert "'atlantis-1999' complete no ceasefire here" in capsys.readouterr().err


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_meets_wcag(browser: Any, site: Site, scheme: str) -> None:
    """axe finds no breach, and nothing is too wide for a phone."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only with a browser

    context = browser.new_context(
        color_scheme=scheme, bypass_csp=True, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto(f"{site.address}/ceasefires/{CEASEFIRE}/incidents")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()

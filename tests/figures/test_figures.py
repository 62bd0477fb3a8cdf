"""Figures of readings: what they show, in which words, and that nothing on them lies on anything else."""

from __future__ import annotations

import re
import struct
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree
from matplotlib.backends.backend_agg import FigureCanvasAgg
from msgspec.structs import replace

from sample import SAMPLE, day
from truceline.casebook import Casebook
from truceline.cli._app import run
from truceline.errors import UsageError
from truceline.figures import Drawing, draw, kinds, point_of
from truceline.figures.course import course
from truceline.model import Ceasefire, Reading, TimelineEntry, When
from truceline.terms import read_incidents

INCIDENTS = Path(__file__).parents[1] / "gold/verdicts/syria-2016/incidents.csv"
OF_READINGS = ("conflict", "statements", "sources", "map")
TENTH = "karabakh-2020-10-10"
FEBRUARY = datetime(2020, 2, 1, tzinfo=UTC)
PLACES = (
    "Syria", "Yemen", "Sudan", "Colombia", "Nagorno-Karabakh", "Gaza Strip", "Donetsk", "Aleppo", "Libya",
    "Myanmar", "Mindanao", "Nepal", "Sri Lanka", "Mali", "Chad", "Ethiopia", "Somalia", "Iraq", "Lebanon",
)  # fmt: skip


def crowd(many: int) -> Reading:
    """A reading of so many ceasefires in the same weeks, with long names, statements and reports."""
    [first, second], articles = SAMPLE.ceasefires, []
    ceasefires = []
    for n in range(many):
        start = FEBRUARY + timedelta(days=n % 13, hours=n)
        when = When(earliest=start, latest=start, edtf=f"{start:%Y-%m-%dT%H:%M:%S}", precision="minute")
        last = start + timedelta(days=n % 4 - 1)
        ends = day(f"{last:%Y-%m-%d}T00:00", f"{last + timedelta(days=1):%Y-%m-%d}T00:00")
        fields = {**first.fields, "effective": (replace(first.fields["effective"][0], value=when),)}
        if n % 2:
            fields["ends"] = (replace(first.fields["effective"][0], value=ends, against=()),)
        told = tuple(
            TimelineEntry(
                when=when, kind="agreed", text=f"agreed in talks number {n}, {m}", actors=("armenia",)
            )
            for m in range(min(many, 6))
        )
        name = f"ceasefire-{n}"
        place = PLACES[n % len(PLACES)]
        kind = second if n % 7 == 6 else first
        ceasefires.append(
            replace(
                kind, id=name, label=f"Truce {n} of the long war in {place}", conflict=place, fields=fields,
                timeline=told, articles=(f"a{n}",),
            )
        )  # fmt: skip
        article = SAMPLE.articles[n % 3]
        said = tuple(replace(s, id=f"a{n}.s{m}") for m, s in enumerate(article.statements))
        articles.append(
            replace(article, id=f"a{n}", outlet=f"The Morning and Evening Post {n}", statements=said)
        )
    claims = [replace(c, id=f"{c.id}-{n}", article=f"a{n}") for n in range(many) for c in SAMPLE.claims[:9]]
    kept = [
        replace(one, fields={k: tuple(replace(f, support=tuple(f"{s}-{n}" for s in f.support)) for f in found)
                             for k, found in one.fields.items()})
        for n, one in enumerate(ceasefires)
    ]  # fmt: skip
    return replace(
        SAMPLE, articles=tuple(articles), ceasefires=tuple(kept), claims=tuple(claims), statement_groups=()
    )


def _touching(drawing: Drawing) -> list[tuple[str, str]]:
    """Pairs of upright words that lie on each other, and words that run off the sheet."""
    canvas = FigureCanvasAgg(drawing.figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    sheet = drawing.figure.bbox
    placed = [
        (text.get_text(), text.get_window_extent(renderer))
        for axes in drawing.figure.axes
        for text in axes.texts
        if text.get_text() and not text.get_rotation()
    ]
    off = [(told, "the edge") for told, box in placed if box.x0 < 0 or box.x1 > sheet.x1 or box.y0 < 0]
    return off + [
        (one, other)
        for (one, a), (other, b) in combinations(placed, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 3
    ]


@pytest.mark.parametrize("many", [1, 5, 40])
@pytest.mark.parametrize("kind", OF_READINGS)
def test_no_label_lies_on_another(kind: str, many: int) -> None:
    """However many ceasefires there are, every word can be read."""
    assert _touching(draw(crowd(many), kind)) == []


@pytest.mark.parametrize("many", [1, 5, 40])
def test_no_step_lies_on_another(many: int) -> None:
    """A ceasefire of many steps at the same time is drawn downwards."""
    reading = crowd(1)
    steps = [replace(e, text=f"step {n}") for n, e in enumerate(reading.ceasefires[0].timeline * many)]
    whole = replace(reading, ceasefires=(replace(reading.ceasefires[0], timeline=tuple(steps)),))
    drawing = draw(whole, "timeline")
    assert _touching(drawing) == []
    assert drawing.text.count(": Step ") == many


def test_the_examples_are_drawn_without_touching_words(example_readings: dict[str, Reading]) -> None:
    """Real reports, with their long names and crooked dates, make figures that can be read."""
    for name, reading in example_readings.items():
        for kind in OF_READINGS:
            assert _touching(draw(reading, kind, dark=True)) == [], (name, kind)
        for ceasefire in reading.ceasefires:
            if any(entry.when and entry.when.earliest for entry in ceasefire.timeline):
                assert _touching(draw(reading, "timeline", ceasefire=ceasefire.id)) == [], ceasefire.id


@pytest.mark.parametrize("kind", ["timeline", *OF_READINGS])
def test_figures_have_a_twin_and_are_the_same_each_time(kind: str) -> None:
    """The SVG is well formed and says in words what it shows, for who cannot see it; so does the PNG."""
    one, again = (draw(SAMPLE, kind, ceasefire=TENTH) for _ in range(2))
    assert one.svg() == again.svg()
    assert one.png() == again.png()
    root = etree.fromstring(one.svg())
    named = {element.get("id"): element.text for element in root if element.get("id") in {"title", "desc"}}
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title desc"
    assert named == {"title": one.title, "desc": one.text}
    assert len(one.text.splitlines()) > 1
    assert one.png().startswith(b"\x89PNG")
    assert struct.unpack(">I", one.png()[16:20]) == (1536,)
    assert b"Description" in one.png()
    assert one._repr_html_().startswith('<img src="data:image/svg+xml;base64,')


def test_the_timeline_tells_what_is_unsure() -> None:
    """Another account, local time and UTC, sources, what no report says: all of it stands there."""
    told = draw(SAMPLE, "timeline", ceasefire=TENTH).text
    assert "Sat 10 Oct 2020, 12:00 Yerevan (UTC+4) = 08:00 UTC: In force [Northern Wire:" in told
    assert "Sun 11 Oct 2020, 12:00 Yerevan (UTC+4) = 08:00 UTC: Takes effect, by another account" in told
    assert "no end is known" in told
    assert "Sergei Lavrov (Russia) says 2 times" in told


def test_incidents_are_drawn_beside_a_record() -> None:
    """A dataset against the terms that the reports tell: by day and on a map, the counts in words too."""
    start = datetime(2016, 2, 26, 22, tzinfo=UTC)
    when = When(earliest=start, latest=start, edtf="2016-02-27T00:00:00+02:00", zone="Asia/Damascus",
                precision="minute")  # fmt: skip
    [first, _] = SAMPLE.ceasefires
    known = {"effective": (replace(first.fields["effective"][0], value=when, against=()),)}
    syria = replace(SAMPLE, ceasefires=(replace(first, id="syria", conflict="Syria", fields=known),))
    incidents = read_incidents(INCIDENTS)
    for kind in ("incidents", "incidents-map"):
        drawing = draw(syria, kind, incidents=incidents)
        counted = re.findall(r"[a-z ]+ (\d+)", drawing.text.splitlines()[0])
        assert 0 < sum(map(int, counted)) <= len(incidents)
        assert b"<desc" in drawing.svg()


def test_a_start_that_can_be_read_in_two_ways_is_told_as_the_earliest() -> None:
    """Incidents by day do not say for sure what the reports leave open."""
    [first, _] = SAMPLE.ceasefires
    nights = [
        When(earliest=at, latest=at, edtf=f"{at:%Y-%m-%dT%H:%M}Z", zone="Asia/Damascus", precision="minute")
        for at in (datetime(2016, 2, 26, 22, tzinfo=UTC), datetime(2016, 2, 27, 22, tzinfo=UTC))
    ]
    either = replace(nights[0], latest=nights[1].latest, readings=tuple(nights))
    for when, told in (
        (nights[0], "In force from Sat 27 Feb"),
        (either, "In force, at the earliest, from Sat 27"),
    ):
        known = {"effective": (replace(first.fields["effective"][0], value=when, against=()),)}
        syria = replace(SAMPLE, ceasefires=(replace(first, id="syria", conflict="Syria", fields=known),))
        assert told in draw(syria, "incidents", incidents=read_incidents(INCIDENTS)).text


def _course(*kinds_of_steps: str) -> list[str]:
    entries = tuple(
        TimelineEntry(
            when=day(f"2021-03-{n + 1:02}T00:00", f"2021-03-{n + 2:02}T00:00"), kind=kind, text=kind
        )
        for n, kind in enumerate(kinds_of_steps)
    )
    whole = Ceasefire(id="x", label="x", conflict=None, articles=(), fields={}, timeline=entries)
    return [step.back for step in course(whole)]


@pytest.mark.parametrize(
    ("steps", "back"),
    [
        (["proposed", "agreed", "in_force", "ended"], ["", "", "", ""]),
        (["agreed", "in_force", "denied"], ["", "", "being in force"]),
        (["in_force", "suspended", "in_force"], ["", "", "its end"]),
        (["agreed", "contact", "rejected", "agreed"], ["", "", "agreement", ""]),
        (["effective", "ends", "extended"], ["", "", ""]),
    ],
)
def test_stages_that_go_backwards_are_marked(steps: list[str], back: list[str]) -> None:
    """A truce that falls back behind what it had reached says so; talks beside it, and an end that was only
    set, do not.
    """
    assert _course(*steps) == back


def test_a_row_says_whether_its_end_is_known() -> None:
    """An open end is told as such, not drawn as a date."""
    told = draw(SAMPLE, "conflict").text.splitlines()
    assert "end of 2 is not known" in told[0]
    assert any("end not known; agreed." in line for line in told)


def test_the_axis_names_no_years_of_which_nothing_is_told() -> None:
    """What has no known end needs room to dissolve in; the axis does not count on into that room."""
    [first, *_] = SAMPLE.ceasefires

    def from_year(year: int) -> Ceasefire:
        start = datetime(year, 5, 1, tzinfo=UTC)
        when = When(earliest=start, latest=start, edtf=f"{year}-05-01T00:00Z", precision="minute")
        fields = {"effective": (replace(first.fields["effective"][0], value=when),)}
        return replace(first, id=f"from-{year}", fields=fields, timeline=())

    told = replace(SAMPLE, ceasefires=(from_year(1984), from_year(2024)))
    years = {int(y) for y in re.findall(rb">(\d{4})<", draw(told, "conflict").svg())}
    assert {1990, 2000} <= years
    assert max(years) <= 2024


@pytest.mark.parametrize("aside", [{"part": "comment"}, {"verb": "thought"}])
def test_readers_comments_and_thoughts_are_no_voices(aside: dict[str, str]) -> None:
    """Who comments below a report, and what somebody is said to think, stands in no figure."""
    articles = tuple(
        replace(a, statements=tuple(replace(s, **aside) for s in a.statements)) for a in SAMPLE.articles
    )
    told = replace(SAMPLE, articles=articles, statement_groups=())
    assert "Sergei Lavrov" in draw(SAMPLE, "timeline", ceasefire=TENTH).text
    assert "Sergei Lavrov" not in draw(told, "timeline", ceasefire=TENTH).text


def test_a_remark_in_several_reports_counts_once() -> None:
    """Two versions of one statement are one mark."""
    assert draw(SAMPLE, "statements").text.startswith("4 statements by 3 speakers in 3 reports")


def test_who_reports_what_sets_other_accounts_apart() -> None:
    """A report whose value the record does not stand by is marked, and not counted as agreeing."""
    told = draw(SAMPLE, "sources", ceasefire=TENTH).text
    assert "that, and another account: takes effect" in told
    assert "Told by one source alone: status, parties, mediators, purpose." in told


def test_places_lie_where_they_are() -> None:
    """A country across the line where the degrees begin again, and those whose names are often cut short."""
    for name, east, north in (
        ("Russia", (60, 150), (50, 70)), ("Fiji", (-180, -175), (-20, -15)),
        ("South Sudan", (25, 35), (4, 12)),
        ("Bosnia and Herzegovina", (15, 20), (42, 46)), ("Solomon Islands", (155, 168), (-12, -6)),
    ):  # fmt: skip
        point = point_of(name)
        assert point is not None, name
        assert east[0] <= point.longitude <= east[1], name
        assert north[0] <= point.latitude <= north[1], name


def test_a_map_says_where_its_marks_stand() -> None:
    """West and south are words, not signs."""
    colombia = replace(SAMPLE.ceasefires[0], conflict="Colombia", fields={})
    assert re.search(
        r"Colombia \(\d+\.\d° N, 7\d\.\d° W, country\): ",
        draw(replace(SAMPLE, ceasefires=(colombia,)), "map").text,
    )


def test_what_has_no_place_is_named_below_the_map() -> None:
    """A ceasefire whose place nobody knows is not lost."""
    lost = replace(SAMPLE.ceasefires[1], conflict="Atlantis", label="Truce of Atlantis")
    told = draw(replace(SAMPLE, ceasefires=(SAMPLE.ceasefires[0], lost)), "map").text
    assert "the place of 1 is not known" in told
    assert "Not on the map: Truce of Atlantis." in told


@pytest.mark.parametrize("kind", ["timeline", *OF_READINGS])
def test_hostile_names_stay_words(kind: str) -> None:
    """Markup, mathematics, control characters, overrides and foreign letters in a name break no figure."""
    name = "<script>alert(1)</script> $\\frac{1}{0}$ \x07\x1f\u202egnp & שלום 停火 \ud83d\udd4a".encode(
        "utf-16", "surrogatepass"
    ).decode("utf-16")
    ceasefires = tuple(replace(c, label=name, conflict=name) for c in SAMPLE.ceasefires)
    actors = tuple(replace(a, name=name) for a in SAMPLE.actors)
    hostile = replace(SAMPLE, ceasefires=ceasefires, actors=actors)
    if kind == "map":
        with pytest.raises(UsageError, match="no place of these ceasefires is known"):
            draw(hostile, kind)
        return
    drawing = draw(hostile, kind, ceasefire=TENTH)
    root = etree.fromstring(drawing.svg())
    assert not [e for e in root.iter() if isinstance(e.tag, str) and e.tag.endswith("script")]
    assert drawing.png().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["poem"], "there is no figure called 'poem'; choose one of: timeline, conflict"),
        (["timeline"], "timeline shows one ceasefire, and there are 2; choose karabakh-2020-10-10 or"),
        (["timeline", "--ceasefire", "atlantis"], "atlantis"),
        (["conflict", "--conflict", "Atlantis"], "no ceasefire is of the conflict 'Atlantis'; choose"),
        (["incidents", "--ceasefire", TENTH], "incidents needs a dataset of incidents; name its file with"),
        (["map", "--out", "map.gif"], "map.gif: a figure cannot be written as .gif; end the name"),
        (["map", "--out", "no/such/folder/map.svg"], "cannot be written (No such file or directory)"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_told(
    arguments: list[str], told: str, book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says what is wrong and what to do; no file appears."""
    out = [] if "--out" in arguments else ["--out", str(tmp_path / "figure.svg")]
    assert run(["figure", *arguments, "--book", str(book), *out]) == 2
    assert told in capsys.readouterr().err
    assert list(tmp_path.glob("figure.*")) == []


def test_nothing_to_draw_is_told() -> None:
    """An empty casebook, and a ceasefire that no report dates."""
    with pytest.raises(UsageError, match="no ceasefire is kept"):
        draw(replace(SAMPLE, ceasefires=()), "conflict")
    bare = replace(SAMPLE.ceasefires[0], fields={}, timeline=())
    with pytest.raises(UsageError, match="no report dates any step of karabakh-2020-10-10"):
        draw(replace(SAMPLE, ceasefires=(bare,)), "timeline")
    with pytest.raises(UsageError, match="no statement with a known speaker"):
        draw(replace(SAMPLE, articles=()), "statements")


@pytest.fixture
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook of the sample."""
    path = tmp_path_factory.mktemp("book") / "sample.book"
    with Casebook.open(path) as casebook:
        casebook.keep(SAMPLE)
    return path


def test_the_command_lists_and_writes(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a kind the kinds are listed; with one, a file of the kind that its ending says appears."""
    assert run(["figure"]) == 0
    listed = capsys.readouterr().out
    assert all(f"\n{name} " in f"\n{listed}" for name in kinds())
    for ending, start in ((".svg", b"<?xml"), (".png", b"\x89PNG"), (".txt", b"Timeline: ")):
        out = tmp_path / f"timeline{ending}"
        assert run(["figure", "timeline", "--book", str(book), "--ceasefire", TENTH, "--out", str(out)]) == 0
        assert out.read_bytes().startswith(start)
    dark = tmp_path / "dark.svg"
    assert run(["figure", "conflict", "--book", str(book), "--dark", "-o", str(dark)]) == 0
    assert b"#14171a" in dark.read_bytes()
    assert (
        run(["figure", "conflict", "--book", str(book), "--conflict", "nagorno-karabakh", "-o", str(dark)])
        == 0
    )
    assert "2 ceasefires from" in dark.read_text("utf-8")

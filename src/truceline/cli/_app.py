"""The commands and their options. What they do is in the modules that they import when they run."""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from truceline.cli._team import coding, users
from truceline.errors import TrucelineError

__all__ = ["main", "run"]

app = typer.Typer(
    help="Read reports on ceasefires; keep one record per ceasefire, every value with the words behind it.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON (schema: docs/schema/) instead of a brief.")]
All = Annotated[bool, typer.Option("--all", help="Cut no list short.")]
Book = Annotated[
    str, typer.Option("--book", metavar="FILE", help="The casebook: a file, or a postgresql:// address.")
]

app.add_typer(users, name="user")
app.add_typer(coding, name="coding")


def main() -> None:
    """Run `truceline` with the arguments of this process, and end the process with its exit status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run `truceline` with `arguments`; errors become one line each on standard error.

    Returns:
        The exit status.
    """
    # A terminal that cannot show a character gets the nearest that it can: "..." for an ellipsis.
    codecs.register_error("truceline", _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="truceline")
    try:
        status = app(args=list(arguments) or ["--help"], prog_name="truceline", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        return _complain(f"{error.format_message()} (see truceline --help)")
    except TrucelineError as error:
        return _complain(str(error))
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # Nobody reads on: what is left to flush at the end of the process goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    if not arguments:
        return 2
    return status if isinstance(status, int) else 0


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from anyascii import anyascii  # noqa: PLC0415 - only a terminal of another encoding needs it

    return anyascii(error.object[error.start : error.end]) or "?", error.end


def _complain(message: str) -> int:
    print(f"truceline: {' '.join(message.split())}", file=sys.stderr)
    return 2


def _version(asked: bool) -> None:
    if asked:
        from truceline import __version__  # noqa: PLC0415

        print(f"truceline {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
def read(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders, globs, addresses, or - for standard input."),
    ],
    *,
    book: Annotated[
        str | None, typer.Option("--book", metavar="FILE", help="Keep the reading in this casebook.")
    ] = None,
    as_json: Json = False,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", help="When a single text was published: 2016-02-22 or 2016-02-22T14:08+03:00."
        ),
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published a single text.")] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="WHAT=NAME", help="The column of a table or key of JSON lines: text=body_en."),
    ] = None,
    first_pass: Annotated[
        str,
        typer.Option(
            "--first-pass",
            metavar="WHEN",
            help="Pass over what has no word of a ceasefire: auto (of web archives, tables), always, never.",
        ),
    ] = "auto",
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Processes; as many as there are cores if left out."),
    ] = None,
    journal: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep what was read here, and go on from it after a kill."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Let what was read land here as Parquet, in shards."),
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option(metavar="ENGINE", help="With --out: dask, or the address of a Dask scheduler."),
    ] = None,
    everything: All = False,
    again: Annotated[
        bool, typer.Option("--again", help="With --book: replace what was kept of these sources.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> int:
    """Read reports, and print what they say of each ceasefire."""
    from truceline.cli._read import read_command  # noqa: PLC0415

    return read_command(
        paths,
        book,
        as_json=as_json,
        published=published,
        outlet=outlet,
        columns=column or [],
        first_pass=first_pass,
        jobs=jobs,
        journal=journal,
        out=out,
        engine=engine,
        everything=everything,
        again=again,
        quiet=quiet,
    )


@app.command()
def show(
    book: Book,
    ceasefire: Annotated[
        str | None, typer.Argument(help="The id of a ceasefire, or how it begins; all if left out.")
    ] = None,
    as_json: Json = False,
    why: Annotated[
        str | None, typer.Option("--why", metavar="FIELD", help="Show the words that a field was read from.")
    ] = None,
    everything: All = False,
) -> int:
    """Print what a casebook holds."""
    from truceline.cli._show import show_command  # noqa: PLC0415

    return show_command(book, ceasefire, as_json=as_json, why=why, everything=everything)


@app.command()
def search(
    query: Annotated[
        list[str],
        typer.Argument(metavar="QUERY...", help='Words; "some words" side by side; word* by beginning.'),
    ],
    book: Book,
    as_json: Json = False,
    limit: Annotated[int, typer.Option(min=1, help="The most hits of each kind.")] = 10,
) -> int:
    """Find words in the statements and articles of a casebook."""
    from truceline.cli._search import search_command  # noqa: PLC0415

    return search_command(query, book, as_json=as_json, limit=limit)


@app.command()
def review(
    ceasefire: Annotated[
        str | None, typer.Argument(help="The id of a ceasefire, or how it begins; all if left out.")
    ] = None,
    field: Annotated[str | None, typer.Argument(help="The field that is decided on.")] = None,
    *,
    book: Book,
    accept: Annotated[bool, typer.Option("--accept", help="The value that was read is right.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="The value that was read is wrong.")] = False,
    correct: Annotated[
        str | None, typer.Option("--correct", metavar="VALUE", help="What it is instead.")
    ] = None,
    add: Annotated[
        str | None, typer.Option("--add", metavar="VALUE", help="What no report was read to say.")
    ] = None,
    of: Annotated[
        str | None,
        typer.Option("--of", metavar="VALUE", help="The value that is meant, where several were read."),
    ] = None,
    withdraw: Annotated[
        int | None, typer.Option("--withdraw", metavar="NUMBER", help="Take back an earlier decision.")
    ] = None,
    step: Annotated[
        bool, typer.Option("--step", help="With --withdraw: also all that were decided at once with it.")
    ] = False,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", envvar="TRUCELINE_REVIEWER", help="Who decides."),
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why.")] = None,
    words: Annotated[
        str | None, typer.Option("--words", metavar="TEXT", help="Words of a report that show it.")
    ] = None,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="Write the log to a file; - for output.")
    ] = None,
    replay: Annotated[
        Path | None, typer.Option("--replay", metavar="FILE", help="Take over the decisions of such a file.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the log as JSON.")] = False,
) -> int:
    """Decide on values by hand, or print the log of decisions.

    Accept, correct, reject or add a value; without a decision, the log is printed.
    """
    from truceline.cli._review import Asked, review_command  # noqa: PLC0415

    asked = Asked(ceasefire, field, accept, reject, correct, add, of, withdraw, step, by, reason, words)
    return review_command(book, asked, export=export, replay=replay, as_json=as_json)


@app.command()
def export(
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="What to write; leave it out for a list.")
    ] = None,
    book: Annotated[str | None, typer.Option("--book", metavar="FILE", help="The casebook.")] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="The file; its ending says the format."),
    ] = None,
    ceasefire: Annotated[str | None, typer.Option(metavar="ID", help="Only this ceasefire.")] = None,
) -> int:
    """Write a casebook out as tables and documents of the field."""
    from truceline.cli._export import export_command  # noqa: PLC0415

    return export_command(kind, book, out=out, ceasefire=ceasefire)


@app.command()
def figure(
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="What to draw; leave it out for a list.")
    ] = None,
    *,
    book: Annotated[str | None, typer.Option("--book", metavar="FILE", help="The casebook.")] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="The file: .svg, .png, or .txt for its text alone."),
    ] = None,
    ceasefire: Annotated[str | None, typer.Option(metavar="ID", help="Only this ceasefire.")] = None,
    conflict: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only the ceasefires of this conflict.")
    ] = None,
    incidents: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A dataset of incidents, for incidents and incidents-map."),
    ] = None,
    dark: Annotated[bool, typer.Option("--dark", help="On dark ground.")] = False,
) -> int:
    """Draw a casebook: timelines, who said and reported what, maps."""
    from truceline.cli._figure import figure_command  # noqa: PLC0415

    return figure_command(
        kind, book, out=out, ceasefire=ceasefire, conflict=conflict, incidents=incidents, dark=dark
    )


@app.command()
def compare(
    book: Book,
    codings: Annotated[
        Path,
        typer.Option("--with", metavar="FILE.csv", help="Codings in the columns of the ETH/PRIO dataset."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    everything: All = False,
) -> int:
    """Lay a casebook beside codings made by hand.

    Prints what agrees, what differs, and the words behind it.
    """
    from truceline.cli._compare import compare_command  # noqa: PLC0415

    return compare_command(book, codings, as_json=as_json, everything=everything)


@app.command()
def serve(
    book: Book,
    *,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 for any that is free.")] = 8642,
    by: Annotated[
        str | None,
        typer.Option(
            "--by", metavar="NAME", envvar="TRUCELINE_REVIEWER", help="Who reviews (else the user's name)."
        ),
    ] = None,
    accounts: Annotated[
        bool, typer.Option("--accounts", help="Ask for a login at 127.0.0.1 too, as behind a proxy.")
    ] = False,
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The certificate for TLS (PEM).")
    ] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="Its private key (PEM).")] = None,
    incidents: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Incidents to lay beside each ceasefire (as for truceline check)."),
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(metavar="TERMS.toml", help="Terms that complete those of a record; again for several."),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="Which column of the table holds what.")
    ] = None,
) -> int:
    """Open a casebook in the browser, to read and to review.

    At any other address than this machine's own, only users of the casebook see it (truceline user add).
    """
    from truceline.cli._serve import serve_command  # noqa: PLC0415

    return serve_command(
        book, host, port, by, accounts=accounts, certificate=certificate, key=key, incidents=incidents,
        against=against or [], mapping=mapping,
    )  # fmt: skip


@app.command()
def check(
    incidents: Annotated[
        Path, typer.Argument(metavar="INCIDENTS", help="UCDP GED, ACLED, or any table with --map.")
    ],
    against: Annotated[
        list[str],
        typer.Option(
            metavar="TERMS",
            help="A file of terms, a record's JSON, or CASEBOOK:ID; again for several ceasefires.",
        ),
    ],
    *,
    mapping: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="Which column of the table holds what.")
    ] = None,
    dataset: Annotated[
        str | None, typer.Option("--dataset-version", metavar="VERSION", help="The version of the dataset.")
    ] = None,
    table: Annotated[
        list[Path] | None,
        typer.Option("--table", metavar="FILE", help="Write all verdicts to a .csv, .parquet or .xlsx file."),
    ] = None,
    figures: Annotated[
        Path | None, typer.Option("--figures", metavar="FOLDER", help="Draw the figures (SVG and PNG) there.")
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option("--since", metavar="FILE", help="An earlier import or table: say what changed."),
    ] = None,
    headlines: Annotated[
        bool,
        typer.Option(
            "--headlines/--no-headlines", help="Let the source's headline say whom an umbrella means."
        ),
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print every verdict as JSON.")] = False,
    everything: All = False,
) -> int:
    """Test violent incidents against the terms of ceasefires."""
    from truceline.cli._check import check_command  # noqa: PLC0415

    return check_command(
        incidents,
        against,
        mapping=mapping,
        dataset=dataset,
        tables=table or [],
        figures=figures,
        since=since,
        headlines=headlines,
        as_json=as_json,
        everything=everything,
    )


@app.command()
def evaluate(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="times, statements, parts, records or verdicts.")
    ],
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD...", help="Gold files, or folders of gold sets.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, every miss included.")] = False,
    misses: Annotated[bool, typer.Option("--misses", help="List every miss under the table.")] = False,
) -> int:
    """Measure truceline against gold: precision, recall and F1."""
    from truceline.cli._evaluate import evaluate_command  # noqa: PLC0415

    return evaluate_command(kind, gold, as_json=as_json, misses=misses)


@app.command()
def train(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="statements.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where the weights go.")],
    polnear: Annotated[
        Path | None, typer.Option(metavar="DIR", help="An own copy of PolNeAR (text/, attributions/).")
    ] = None,
    gum: Annotated[Path | None, typer.Option(metavar="DIR", help="An own copy of GUM (dep/, rst/).")] = None,
) -> int:
    """Train a judge of who said what on corpora that you have."""
    from truceline.cli._train import train_command  # noqa: PLC0415

    return train_command(kind, out, polnear, gum)


@app.command()
def verify(
    book: Book,
    *,
    reindex: Annotated[
        bool, typer.Option("--reindex", help="Make the index of words anew from the texts first.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the faults as JSON.")] = False,
) -> int:
    """Say whether a casebook is whole.

    Everything in it should be as it was written, and lead where it should.
    """
    from truceline.cli._verify import verify_command  # noqa: PLC0415

    return verify_command(book, reindex=reindex, as_json=as_json)


@app.command()
def doctor() -> int:
    """Check that everything truceline needs is in place."""
    from truceline.cli._doctor import doctor_command  # noqa: PLC0415

    return doctor_command()

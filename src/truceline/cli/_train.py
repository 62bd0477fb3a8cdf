"""`truceline train`."""

from __future__ import annotations

from pathlib import Path

from truceline.cli._progress import Progress
from truceline.errors import UsageError

__all__ = ["train_command"]


def train_command(kind: str, out: Path, polnear: Path | None, gum: Path | None) -> int:
    """Train, and keep the weights in a file; the exit status."""
    if kind != "statements":
        raise UsageError(f"there is nothing to train for {kind!r}", cure="choose: statements")
    for path in (polnear, gum):
        if path is not None and not path.is_dir():
            raise UsageError(
                "there is no corpus here", where=str(path), cure="give the folder of an own copy"
            )
    from truceline.evaluation._statement_training import train_judge  # noqa: PLC0415 - loads the pipeline
    from truceline.statements import write_judge  # noqa: PLC0415

    with Progress() as progress:
        read: list[str] = []

        def seen(name: str) -> None:
            read.append(name)
            progress.at(len(read), name)

        judge = train_judge(polnear=polnear, gum=gum, seen=seen)
    try:
        write_judge(judge, out)
    except OSError as error:
        raise UsageError(f"the judge cannot be written ({error})", where=str(out)) from error
    print(f"{judge.about}, {len(read)} texts, {len(judge.keep) + len(judge.ends):,} weights: {out}")
    print(f"Use it with: TRUCELINE_JUDGE={out} truceline read ...")
    return 0

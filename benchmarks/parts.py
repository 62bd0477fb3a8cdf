"""How well the body of a page is told from its lines, where the numbers of the rules are chosen
on other pages.

    python benchmarks/parts.py PAGES.json

PAGES.json are pages of lines with body or not (the layout that `truceline evaluate parts` reads). The rules
themselves were written beside some of these pages, and no division of the pages undoes that; but what they
owe to the values of their numbers can be told. The pages are dealt into five parts by the digest of their
names. For each part the values that do best on the four others are taken: what it costs to enter or leave an
article, how much a line of furniture counts against it, and what a second piece of it must be worth. They are
then measured on the part.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from itertools import product
from pathlib import Path
from unittest import mock

from truceline.evaluation import parts
from truceline.sources import _stretches

FOLDS = 5
SWITCHES = (2.0, 3.0, 4.0, 5.0, 6.0)
FURNITURE = (-1.4, -2.4, -3.4)
PIECES = (4.0, 6.0, 9.0)


def main() -> None:
    """Print the F1 of the text, fold by fold."""
    pages = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    names = sorted(pages, key=lambda name: hashlib.sha256(name.encode()).digest())
    every = list(product(SWITCHES, FURNITURE, PIECES))
    score = {setting: [_f1(pages, names[fold::FOLDS], setting) for fold in range(FOLDS)] for setting in every}
    shipped = (_stretches.SWITCH, _stretches._VALUES["chrome"], _stretches._PIECE)
    columns = f"{'on four':>9}{'on the fifth':>14}{'as shipped':>12}"
    print(f"{'part':>5}{'chosen: cost, furniture, piece':>34}{columns}")
    held = []
    for fold in range(FOLDS):
        best = max(every, key=lambda setting: _mean(score[setting], without=fold))
        held.append(score[best][fold])
        told = ", ".join(map(str, best))
        print(f"{fold + 1:>5}{told:>34}{_mean(score[best], without=fold):>9.3f}{held[-1]:>14.3f}"
              f"{score[shipped][fold]:>12.3f}")  # fmt: skip
    print(f"{'mean':>5}{'':>43}{sum(held) / FOLDS:>14.3f}{sum(score[shipped]) / FOLDS:>12.3f}")
    worst = min(every, key=lambda setting: sum(score[setting]))
    told = ", ".join(map(str, worst))
    print(f"the worst of {len(every)} settings ({told}): {sum(score[worst]) / FOLDS:.3f}")


def _mean(scores: list[float], *, without: int) -> float:
    return sum(score for fold, score in enumerate(scores) if fold != without) / (FOLDS - 1)


def _f1(pages: dict[str, object], names: list[str], setting: tuple[float, float, float]) -> float:
    switch, furniture, piece = setting
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.object(_stretches, "SWITCH", switch),
        mock.patch.dict(_stretches._VALUES, chrome=furniture),
        mock.patch.object(_stretches, "_PIECE", piece),
    ):
        gold = Path(folder) / "pages.json"
        gold.write_text(json.dumps({name: pages[name] for name in names}), encoding="utf-8")
        [text] = [row for row in parts.evaluate(gold) if row["measure"] == "text"]
        return float(text["f1"])


if __name__ == "__main__":
    main()

"""What a reader of files relies on: order, one failure per bad document, nothing lost."""

from pathlib import Path

from truceline.model import Article, Failure
from truceline.sources import load


def test_a_bad_document_is_set_aside_and_the_rest_is_read(tmp_path: Path) -> None:
    """One line of reason for the bad one; the good ones come in the order of their names."""
    (tmp_path / "a.txt").write_text("The truce began at dawn on Monday, the mayor said.")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "d.txt").write_text("The truce ended at dusk on Friday, the mayor said.")
    found = list(load([tmp_path]))
    assert [type(item) for item in found] == [Article, Failure, Failure, Article]

"""What the manifest knows besides the tables: bytes by kind, files not read."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pages import papers, spaced
from piles import pile
from workbench.corpus import Corpus, account
from workbench.dumps import KINDS
from workbench.load import load
from workbench.tables import read_tables

BAD = {"b.txt": "bread\n", "a.txt": spaced(papers(1, 2)), "c.txt": "x", "deep/d.txt": ""}


def test_bytes_and_unread_files_are_those_of_the_load(tmp_path: Path) -> None:
    raw = pile(tmp_path / "mine", BAD)
    report = load(raw, tmp_path / "tables")
    _, manifest = read_tables(tmp_path / "tables")
    held = account.ledger(manifest)
    assert held.schema == account.LEDGER
    counted = held.group_by("kind").agg(pl.col("n_bytes").sum())
    assert dict(counted.iter_rows()) == report.ledger
    assert held["kind"].to_list() == list(KINDS)  # one dump: the kinds in their order
    assert held["n_bytes"].sum() == (raw / "a.txt").stat().st_size
    unread = account.unread(manifest)
    assert unread.schema == account.UNREAD
    assert unread["path"].to_list() == ["b.txt", "c.txt", "deep/d.txt"]
    assert dict(unread.iter_rows()) == report.failed


def test_a_corpus_has_them_and_narrows_the_ledger_alone(tmp_path: Path) -> None:
    files = {**BAD, "e.txt": spaced(papers(3))}
    load(pile(tmp_path / "mine", files), tmp_path / "tables")
    corpus = Corpus.open(tmp_path / "tables")
    part = corpus.where(dumps=["e"])
    assert part.ledger["n_bytes"].sum() == len(files["e.txt"])
    assert part.unread.equals(corpus.unread)
    assert corpus.unread.height == 3

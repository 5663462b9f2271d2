"""Tables whose columns the settings name: refused with a map to paste, read once it is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from piles import pile
from workbench.load import load
from workbench.settings import read_settings
from workbench.tables import read_tables

TABLE = (
    "Nr;Titel;Zusammenfassung;Wer;Datum\n"
    '1;Salz im Schaum;"Wir zählen; Schaum.";Lind, Ada;2021-03-12\n'
    "2;Bojen bei Nacht;;Noe, E.;2020-02-30\n"
)
MAP = '{ title = "Titel", abstract = "Zusammenfassung", authors = "Wer", published_on = "Datum" }'


def papers(out: Path) -> list[tuple[str, str | None, list[str], date | None]]:
    tables, _ = read_tables(out, verify=True)
    listed = tables["listings"].join(tables["papers"], on="paper_id").sort("rank")
    return listed.select("title", "abstract", "authors", "published_on").rows()


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param(f"[dumps]\ncolumns = {MAP}\n", id="for all"),
        pytest.param(f'[dumps."deep/papers.csv"]\ncolumns = {MAP}\n', id="for the one"),
        pytest.param(f'[dumps."deep/*.csv"]\ncolumns = {MAP}\n', id="for a pattern"),
        pytest.param(f'[dumps]\n"deep/papers.csv".columns = {MAP}\n', id="in a line"),
        pytest.param(
            f'[dumps]\ncolumns = {{ title = "Nr" }}\n[dumps."deep/papers.csv"]\ncolumns = {MAP}\n',
            id="for the one, against that for all",
        ),
    ],
)
def test_a_map_of_columns_is_read_by_a_load(tmp_path: Path, settings: str) -> None:
    raw = pile(tmp_path / "mine", {"deep/papers.csv": TABLE, "workbench.toml": settings})
    report = load(raw, tmp_path / "tables")
    assert (report.failed, report.listings) == ({}, 2)
    assert papers(tmp_path / "tables") == [
        ("Salz im Schaum", "Wir zählen; Schaum.", ["Ada Lind"], date(2021, 3, 12)),
        ("Bojen bei Nacht", None, ["E. Noe"], None),
    ]
    rejects = read_tables(tmp_path / "tables")[0]["rejects"]
    assert rejects.select("rule", "text").rows() == [("impossible_date", "2020-02-30")]


@pytest.mark.parametrize("name", ["papers.csv", 'deep/my "best" [1], papers.csv', "übel.tsv"])
def test_an_unknown_table_is_refused_with_a_line_that_mends_it(tmp_path: Path, name: str) -> None:
    files = {name: TABLE, "good.csv": "title,year\nFoam,2021\n"}
    raw = pile(tmp_path / "mine", files)
    report = load(raw, tmp_path / "tables")
    assert (list(report.failed), report.listings) == ([name], 1)
    reason = report.failed[name]
    assert "its columns: Nr, Titel, Zusammenfassung, Wer, Datum;" in reason
    _, line = reason.split("below [dumps] in workbench.toml: ")
    (raw / "workbench.toml").write_text(f"[dumps]\n{line}\n", encoding="utf-8")
    assert read_settings(raw).of(name).columns == {"title": "Titel", "abstract": "Zusammenfassung"}
    again = load(raw, tmp_path / "tables")
    assert (again.failed, again.listings) == ({}, 3)
    titles = read_tables(tmp_path / "tables")[0]["listings"]["title"].sort()
    assert titles.to_list() == ["Bojen bei Nacht", "Foam", "Salz im Schaum"]


def test_another_map_reads_the_table_again(tmp_path: Path) -> None:
    raw = pile(tmp_path / "mine", {"papers.csv": TABLE})
    for column, first in (("Titel", "Salz im Schaum"), ("Wer", "Lind, Ada")):
        text = f'[dumps]\n"papers.csv".columns = {{ title = "{column}" }}\n'
        (raw / "workbench.toml").write_text(text, encoding="utf-8")
        load(raw, tmp_path / "tables")
        listed = read_tables(tmp_path / "tables")[0]["listings"]
        assert listed.filter(pl.col("rank") == 1)["title"].to_list() == [first]


def test_a_map_that_does_not_fit_is_refused_with_what_there_is(tmp_path: Path) -> None:
    settings = '[dumps]\ncolumns = { title = "Title" }\n'
    raw = pile(
        tmp_path / "mine",
        {"papers.csv": TABLE, "good.csv": "Title,Year\nFoam,2021\n", "workbench.toml": settings},
    )
    report = load(raw, tmp_path / "tables")
    (reason,) = report.failed.values()
    assert "no column 'Title', which workbench.toml names for title; its columns: Nr, " in reason

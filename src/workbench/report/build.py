"""From a folder of dumps to a report: load, run the notebooks on the tables, write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from ..analysis.headlines import headlines
from ..corpus import Corpus
from ..load import LoadReport, held_in, load
from ..notebooks.locate import notebooks_dir, report_paths
from ..notebooks.run import run_notebooks
from ..tables import Manifest, file_sha256
from ..views.reading import count
from .frames import frames
from .front import front
from .progress import progress_bar
from .provenance import provenance
from .write import write_report

_REPORTS = Path("reports")


@dataclass(frozen=True)
class Report:
    """A written report: what was read for it, and its page."""

    loaded: LoadReport
    page: Path


def report(
    raw: str | Path,
    tables: str | Path | None = None,
    out: str | Path | None = None,
    year: int | None = None,
    *,
    notebooks: str | Path | None = None,
    progress: bool = True,
) -> Report:
    """Load a folder of dumps, run copies of the notebooks on its tables, write the report.

    Parameters
    ----------
    raw
        The folder with the dumps.
    tables
        The folder for the tables; `data/processed/<name of raw>` unless given.
    out
        The folder for the report; `reports/<name of raw>` unless given.
    year
        The year that printed days (`Mar 12`) lack.
    notebooks
        The folder with the notebooks; those of Workbench unless given.
    progress
        Whether to show a bar at a terminal.

    Returns
    -------
    Report
        What was read, and where the page is.

    Raises
    ------
    WorkbenchError
        What `load` raises, a notebook that failed (`NotebookError`), or a folder that holds
        something else. An old report stays whole in each case.
    """
    raw = Path(raw)
    paths = report_paths(Path(notebooks) if notebooks else notebooks_dir())
    with progress_bar(len(paths) + 3, progress) as begin:
        begin(f"reading {raw}")
        loaded = load(raw, tables, year=year)
        held = Path(loaded.tables).resolve()
        run = run_notebooks(
            paths,
            {"collection": held.name},
            processed=held.parent,
            begin=lambda name: begin(f"running {name}"),
        )
        page = write_run(
            run, held, Path(out) if out else _REPORTS / raw.resolve().name, loaded, begin
        )
    return Report(loaded, page)


def write_run(
    run: Mapping[Path, NotebookNode],
    tables: Path,
    out: Path,
    loaded: LoadReport | None = None,
    begin: Callable[[str], object] = lambda step: None,
) -> Path:
    """Write the report of notebooks that have run on one collection's tables.

    Parameters
    ----------
    run
        The notebooks by their files, in the order of the page.
    tables
        The folder of the tables.
    out
        The folder for the report.
    loaded
        What the load said of the tables; read from them unless given.
    begin
        Told of each step as it begins.

    Returns
    -------
    Path
        The page.
    """
    begin("computing the first page")
    corpus = Corpus.open(tables)
    loaded = loaded or held_in(tables)
    found = headlines(corpus)
    beside = frames(corpus, found)
    executed = {path.stem: notebook for path, notebook in run.items()}
    begin("writing the report")
    return write_report(
        executed,
        out,
        title=f"Report on {loaded.collection}",
        facts=facts(loaded),
        frames=beside,
        front=front(corpus, found, executed),
        back=provenance(corpus, Manifest.read(tables), _hashes(run), beside),
    )


def _hashes(paths: Iterable[Path]) -> dict[str, str]:
    """Return the SHA-256 of files by name."""
    return {path.name: file_sha256(path) for path in paths}


def facts(loaded: LoadReport) -> dict[str, str]:
    """Return what was read, for the head of the page: names and values as a reader sees them."""
    of_capture = any(dump["captured_on"] for dump in loaded.dumps)
    days = sorted(
        day for dump in loaded.dumps if (day := dump["captured_on" if of_capture else "listed_on"])
    )
    undated = sum(not (dump["captured_on"] or dump["listed_on"]) for dump in loaded.dumps)
    shown = {
        "Collection": loaded.collection,
        "Dumps": f"{len(loaded.dumps):,}" + (f" ({undated:,} undated)" if undated else ""),
        "Listings": f"{loaded.listings:,}",
        "Papers": f"{loaded.papers:,}",
    }
    if days:
        shown["Captured" if of_capture else "Listed"] = (
            days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
        )
    if loaded.rejects or loaded.failed:
        shown["Not read"] = ", ".join(
            count(many, name)
            for many, name in ((len(loaded.rejects), "place"), (len(loaded.failed), "file"))
            if many
        )
    return shown

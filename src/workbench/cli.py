"""The command line: the only place that prints."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from . import __version__, cli_charts
from .errors import WorkbenchError, one_line
from .load import LoadReport, check, default_tables, load
from .repository import commands as repository

_SAMPLE = Path("data/raw/sample")
_DONE, _MEND, _USAGE = 0, 1, 2

# A table for a person has no more rows: more dumps are told by source.
_MOST_ROWS = 25


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments
        The words after `workbench`; those of the process unless given.

    Returns
    -------
    int
        0 done (rejects are told, not fatal), 1 an input or state the user must mend, 2 wrong usage.
    """
    parser = command_parser()
    given = parser.parse_args(arguments)
    if given.command is None:
        parser.print_help(sys.stderr)
        return _USAGE
    try:
        return _COMMANDS[given.command](given)
    except WorkbenchError as error:
        print(f"workbench: {error}", file=sys.stderr)
        return _MEND
    except OSError as error:
        print(one_line(f"workbench: {error.filename}: {error.strerror}"), file=sys.stderr)
        return _MEND


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands, which knows what each takes."""
    parser = argparse.ArgumentParser(
        prog="workbench",
        description="Turn dumps of paper listings into tables, and the tables into answers.",
        epilog="Exit codes: 0 done, 1 an input or state to mend, 2 wrong usage.",
    )
    parser.add_argument("--version", action="version", version=f"workbench {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text)

    def add_raw(command: argparse.ArgumentParser) -> None:
        command.add_argument(
            "raw",
            nargs="?",
            type=Path,
            default=_SAMPLE,
            metavar="RAW",
            help=f"the folder with the dumps (default: {_SAMPLE})",
        )

    def add_year(command: argparse.ArgumentParser) -> None:
        command.add_argument(
            "--year", type=int, help="the year that printed days such as Mar 12 lack"
        )

    loading = add("load", "Turn a folder of dumps into tables.")
    add_raw(loading)
    loading.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="the folder for the tables (default: data/processed/<name of RAW>)",
    )
    add_year(loading)
    loading.add_argument(
        "--strict", action="store_true", help="write nothing if anything could not be read"
    )
    loading.add_argument(
        "--json", action="store_true", help="print what was read as JSON, for programs"
    )
    checking = add("check", "Prove that tables are whole, balanced, and still fit their dumps.")
    add_raw(checking)
    checking.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="the folder of the tables (default: data/processed/<name of RAW>)",
    )
    reporting = add("report", "Load the dumps, run the notebooks on them, write one HTML page.")
    add_raw(reporting)
    reporting.add_argument(
        "--tables",
        type=Path,
        metavar="DIR",
        help="the folder for the tables (default: data/processed/<name of RAW>)",
    )
    reporting.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="the folder for the report (default: reports/<name of RAW>)",
    )
    add_year(reporting)
    add("lab", "Open JupyterLab on the notebooks.")
    cli_charts.declare(add("chart", "Draw a chart of the tables into a file."))
    repository.add_commands(add)
    return parser


def _load(given: argparse.Namespace) -> int:
    report = load(given.raw, given.out, year=given.year, strict=given.strict)
    if given.json:
        print(json.dumps(report.as_dict(), indent=1, ensure_ascii=False))
    else:
        _show(report)
    for reason in report.failed.values():
        print(f"workbench: {reason}", file=sys.stderr)
    return _DONE if report.complete else _MEND


def _show(report: LoadReport) -> None:
    # a log or a pipe has no width of its own; long file names stay whole there
    console = Console(width=None if sys.stdout.isatty() else 160, soft_wrap=True)
    if len(report.dumps) <= _MOST_ROWS:
        console.print(_dumps_table(report))
    else:
        console.print(_sources_table(report))
    console.print(_summary_table(report))
    console.print(report.sentence()[0].upper() + report.sentence()[1:] + ".", highlight=False)
    spread = [f"{papers:,} in {dumps}" for dumps, papers in report.papers_by_dumps.items()]
    more = ", …" if len(spread) > _MOST_ROWS else ""
    told = ", ".join(spread[:_MOST_ROWS]) + more
    console.print(f"Papers by number of dumps: {told}.", highlight=False)
    if report.read < len(report.dumps):
        console.print(
            f"Read now: {report.read:,}; the others are as they were at the last load.",
            highlight=False,
        )
    console.print(one_line(f"Tables: {report.tables}"), highlight=False, markup=False)


def _table(title: str, *columns: str, numbers: Sequence[str] = ()) -> Table:
    table = Table(title=Text(one_line(title)), title_justify="left")
    for column in columns:
        right = column in numbers
        table.add_column(column, justify="right" if right else "left", overflow="fold")
    return table


def _dumps_table(report: LoadReport) -> Table:
    numbers = ("listings", "rejects")
    columns = ("dump", "format", "layout", "captured", "series", *numbers)
    table = _table(f"Dumps of {report.raw}", *columns, numbers=numbers)
    for dump in report.dumps:
        undated = f"undated ({dump['date_text']})" if dump["date_text"] else "undated"
        row = [dump["path"], dump["format"], dump["layout"], dump["captured_on"] or undated]
        table.add_row(*_cells([*row, dump["series"], dump["listings"], dump["rejects"]]))
    return table


def _sources_table(report: LoadReport) -> Table:
    numbers = ("dumps", "undated", "listings", "rejects")
    columns = ("format", "layout", "series", "dumps", "undated", "first", "last", *numbers[2:])
    table = _table(f"Dumps of {report.raw}, by source", *columns, numbers=numbers)
    for source in report.sources():
        table.add_row(*_cells(source[column] for column in columns))
    return table


def _summary_table(report: LoadReport) -> Table:
    rows = report.summary()
    noted = any(row["advice"] for row in rows)
    columns = ("what", "number", "first", "what to do") if noted else ("what", "number")
    table = _table("Loaded", *columns, numbers=("number",))
    for row in rows:
        table.add_row(*_cells(list(row.values())[: len(columns)], missing=""))
    return table


def _cells(values: Iterable[object], missing: str = "–") -> list[Text]:
    """Return cells as plain text: what stands in a file name is neither markup nor a command."""
    shown = (missing if v is None else f"{v:,}" if isinstance(v, int) else str(v) for v in values)
    return [Text(one_line(cell)) for cell in shown]


def _check(given: argparse.Namespace) -> int:
    problems = check(given.raw, given.out)
    for problem in problems:
        print(f"workbench: {problem}", file=sys.stderr)
    if not problems:
        tables = one_line(str(given.out or default_tables(given.raw)))
        print(f"{tables}: whole, balanced, and as the dumps are")
    return _MEND if problems else _DONE


def _report(given: argparse.Namespace) -> int:
    from .report import report  # the machinery of notebooks takes a second to import

    outcome = report(given.raw, tables=given.tables, out=given.out, year=given.year)
    _show(outcome.loaded)
    for reason in outcome.loaded.failed.values():
        print(f"workbench: {reason}", file=sys.stderr)
    print(one_line(f"Report: {outcome.page}"))
    return _DONE if outcome.loaded.complete else _MEND


def _lab(_: argparse.Namespace) -> int:
    from .notebooks import lab  # as above

    return lab()


def _chart(given: argparse.Namespace) -> int:
    for path in cli_charts.run(given):
        print(one_line(path))
    return _DONE


def _repository(given: argparse.Namespace) -> int:
    said = repository.COMMANDS[given.command](given)
    for line in said.lines:
        print(one_line(line))
    for problem in said.problems:
        print(one_line(f"workbench: {problem}"), file=sys.stderr)
    return _MEND if said.problems else _DONE


_COMMANDS = {"load": _load, "check": _check, "report": _report, "lab": _lab, "chart": _chart}
_COMMANDS |= dict.fromkeys(repository.COMMANDS, _repository)

"""The words after `workbench chart`: one subcommand for each chart, and what it takes."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PERIOD = {
    "period": {"metavar": "P", "help": "dump, day, week, month, quarter or year (default: auto)"},
    "axis": {
        "metavar": "A",
        "help": "the day of a paper: listed_on (default), captured_on, published_on, first_listed",
    },
}
COUNT = {"count": {"metavar": "C", "help": "distinct (default), first_listed or exposure"}}
BY = {"by": {"choices": ["term", "concept"], "help": "concept: acronyms count as what they mean"}}
FEWEST = {"min_papers": {"type": int, "metavar": "N", "help": "fewest papers that hold a term"}}
MIX = {
    "composition": {
        "action": "store_true",
        "help": "hold the mix of topics at its mean, so that only what is within topics shows",
    }
}
TOPICS = {
    "k": {"type": int, "metavar": "K", "help": "how many topics (default: what fits the papers)"},
}
TOP = {"top": {"type": int, "metavar": "N", "help": "how many to draw at most"}}
TERMS = {"nargs": "*", "metavar": "TERM", "help": "terms, each in quotes if it has blanks"}
MEASURE = {
    "measure": {"metavar": "M", "help": "what to rank or color by: npmi (default), g2, jaccard, …"}
}
FREE = {
    "free_scale": {
        "action": "store_const",
        "const": False,
        "dest": "shared_scale",
        "help": "give each panel a scale of its own; the chart says so",
    }
}


@dataclass(frozen=True)
class Subcommand:
    """A chart of the command line.

    Attributes
    ----------
    help
        What it draws.
    asks, shows
        Options of its question and of its chart, by the arguments that they become.
    takes
        The argument that the words after the name become, if any, and how they are told.
    """

    help: str
    asks: Mapping[str, Mapping[str, Any]]
    shows: Mapping[str, Mapping[str, Any]]
    takes: tuple[str, Mapping[str, Any]] | None = None


IN_TIME = {**PERIOD, **COUNT, **BY}
PAIRS = {**BY, **FEWEST}
SPLIT = {"required": True, "metavar": "DAY", "help": "the first day of the later window"}
PAPER = {"nargs": "+", "metavar": "PAPER", "help": "papers, by their paper_id"}

SUBCOMMANDS = {
    "trends": Subcommand(
        "Draw the share of papers that hold each term, by period, with intervals.",
        {
            **IN_TIME,
            "smooth": {"type": int, "metavar": "N", "help": "mean over N periods on either side"},
            **MIX,
        },
        FREE,
        ("terms", TERMS),
    ),
    "rising": Subcommand(
        "Draw which terms rise, fall or peaked: odds ratios per period, with intervals.",
        {**IN_TIME, **FEWEST, **MIX},
        TOP,
    ),
    "style": Subcommand(
        "Draw how words of style rise and fall: how writing changes, not subjects.",
        {**IN_TIME, **FEWEST, **MIX},
        TOP,
    ),
    "robustness": Subcommand(
        "Draw which trends survive other choices of counts, periods and tests.",
        {**IN_TIME, **FEWEST},
        TOP,
    ),
    "changes": Subcommand(
        "Draw when the share of each term went to another level.", IN_TIME, TOP, ("terms", TERMS)
    ),
    "emerging": Subcommand(
        "Draw terms that are new and grow: their early and their recent share.",
        {**IN_TIME, **FEWEST},
        TOP,
    ),
    "ranks": Subcommand(
        "Draw the ranks of the leading terms, period by period.",
        {
            "n": {"type": int, "metavar": "N", "help": "how many lead a period (default: 10)"},
            **IN_TIME,
        },
        TOP,
    ),
    "bursts": Subcommand(
        "Draw when each term was met much more often than before.", IN_TIME, TOP, ("terms", TERMS)
    ),
    "windows": Subcommand(
        "Draw what is typical of a later and of an earlier window of time.",
        {"split": SPLIT, **PAIRS},
        TOP,
    ),
    "pairs": Subcommand(
        "Draw the strongest pairs of terms that stand in the same papers, ranked.",
        PAIRS,
        {**MEASURE, **TOP},
        ("terms", TERMS),
    ),
    "cooccurrence": Subcommand(
        "Draw the terms that stand in the same papers as a map of pairs.",
        PAIRS,
        {**MEASURE, "max_terms": {"type": int, "metavar": "N", "help": "terms to draw at most"}},
        ("terms", TERMS),
    ),
    "repeats": Subcommand("Draw how many papers stand in one dump, in two, and so on.", {}, {}),
    "lives": Subcommand(
        "Draw where the most repeated papers stood, dump by dump.",
        {"n": {"type": int, "metavar": "N", "help": "papers to draw (default: 20)"}},
        {},
    ),
    "overlap": Subcommand("Draw how many papers each two dumps have in common.", {}, {}),
    "topics": Subcommand(
        "Draw the share of each topic, by period, with intervals.",
        {**TOPICS, "period": PERIOD["period"]},
        FREE,
    ),
    "topic-terms": Subcommand("Draw the strongest terms of each topic.", TOPICS, TOP),
    "key-terms": Subcommand(
        "Draw what papers are about: their key terms.",
        {"n": {"type": int, "metavar": "N", "help": "terms of a paper (default: 10)"}},
        {},
        ("paper_ids", PAPER),
    ),
    "comparability": Subcommand(
        "Draw whether neighboring periods can be compared: their words and papers in common.",
        {**PERIOD, **BY},
        {},
    ),
    "new-papers": Subcommand("Draw the papers of each period, new and carried over.", PERIOD, {}),
    "dumps": Subcommand("Draw the listings of each dump, new and carried over.", {}, {}),
    "calendar": Subcommand("Draw the dumps on a calendar, a square for each day.", {}, {}),
    "coverage": Subcommand(
        "Draw which fields the listings carry, by source and period.", PERIOD, {}
    ),
    "rejects": Subcommand("Draw what could not be read, by dump and rule.", {}, {}),
}

WORDS = {
    "title": {"metavar": "TEXT", "help": "a title instead of the chart's own"},
    "subtitle": {"metavar": "TEXT", "help": "a subtitle instead of the chart's own; '' for none"},
}
NARROWED = {
    "series": {"metavar": "S", "help": "only dumps of this series"},
    "since": {"metavar": "DAY", "help": "only dumps listed on or after this day"},
    "until": {"metavar": "DAY", "help": "only dumps listed on or before this day"},
}
SAVED = {
    "width": {"type": int, "metavar": "W", "help": "pixels: 300 for a column, 1200 for a slide; "
              "the chart is laid out for it"},
    "scale": {"type": float, "metavar": "X", "help": "draw all of it X times larger"},
    "dpi": {"type": int, "metavar": "D", "help": "pixels of a PNG per inch (default: 300)"},
    "theme": {"choices": ["light", "dark", "print"], "help": "colors (default: light)"},
    "background": {"choices": ["ground", "transparent"], "help": "default: that of the theme"},
    "data": {"action": "store_true", "help": "write the data as CSV beside it"},
}  # fmt: skip


def declare(chart: argparse.ArgumentParser) -> None:
    """Add the subcommands of `workbench chart` to its parser."""
    kinds = chart.add_subparsers(dest="chart", metavar="CHART", required=True)
    for name, kind in SUBCOMMANDS.items():
        parser = kinds.add_parser(
            name, help=kind.help, description=kind.help, argument_default=argparse.SUPPRESS
        )
        if kind.takes:
            argument, how = kind.takes
            parser.add_argument(argument, **how)
        parser.add_argument(
            "-o", "--out", required=True, metavar="FILE",
            help="where to: .svg, .png, .pdf, .html (live, offline) or .json (the specification)",
        )  # fmt: skip
        parser.add_argument(
            "--tables", default="sample", metavar="DIR",
            help="a folder of tables, or the name of a collection (default: sample)",
        )  # fmt: skip
        for options in (kind.asks, kind.shows, NARROWED, SAVED, WORDS):
            for option, how in options.items():
                parser.add_argument(f"--{option.replace('_', '-')}", **how)


def run(given: argparse.Namespace) -> list[str]:
    """Draw what was asked for and return the files that were written."""
    # the libraries of charts and models take seconds to import
    from .corpus import Corpus
    from .export.save import check, save
    from .views.drawing import draw

    kind, said = SUBCOMMANDS[given.chart], vars(given)

    def among(options: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        names = [how.get("dest", name) for name, how in options.items()]
        return {name: said[name] for name in names if name in said}

    saved = among(SAVED)
    check(Path(given.out), **{name: value for name, value in saved.items() if name != "data"})
    asked = among(kind.asks)
    if kind.takes and said.get(kind.takes[0]):
        asked[kind.takes[0]] = said[kind.takes[0]]
    corpus = Corpus.open(given.tables)
    if narrowed := among(NARROWED):
        corpus = corpus.where(**narrowed)
    chart = draw(given.chart, corpus, asked, {**among(kind.shows), **among(WORDS)})
    return save(chart, given.out, **saved)

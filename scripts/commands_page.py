"""Write docs/commands.md: every command with its arguments, from the parser itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from workbench.cli import command_parser

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"

HEAD = """# Commands

Made by `python scripts/commands_page.py` from what `workbench COMMAND --help` knows; a test holds
the page to it. Exit codes: 0 done, 1 an input or state to mend (one line says which file and what
to do), 2 wrong usage.
"""


def page() -> str:
    """Return the page."""
    return "\n".join([HEAD, *_sections(command_parser(), 2, frozenset())])


def _sections(parser: argparse.ArgumentParser, depth: int, told: frozenset[str]) -> Iterator[str]:
    """Yield the sections of a parser's commands, and of theirs, without the rows told above."""
    for command in _commands(parser):
        yield f"{'#' * depth} `{command.prog}`\n\n{command.description}\n"
        shared = [frozenset(_rows(one)) for one in _commands(command)]
        alike = frozenset.intersection(*shared) if shared else frozenset()
        rows = [row for row in _rows(command) if row not in told]
        if shared:
            yield "All of these take:\n"
            rows += [row for row in _rows(_commands(command)[0]) if row in alike]
        if rows:
            yield "\n".join(["| argument | what it is |", "| --- | --- |", *rows, ""])
        yield from _sections(command, depth + 1, told | alike)


def _commands(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return list(action.choices.values())
    return []


def _rows(command: argparse.ArgumentParser) -> Iterator[str]:
    """Yield a row of the table for each argument."""
    for action in command._actions:
        if action.help and not isinstance(
            action, argparse._HelpAction | argparse._SubParsersAction
        ):
            words = action.help.replace("%%", "%").replace("|", r"\|")
            yield f"| {_usage(action)} | {words} |"


def _usage(action: argparse.Action) -> str:
    value = action.metavar or (
        "{" + ",".join(map(str, action.choices)) + "}" if action.choices else action.dest.upper()
    )
    if not action.option_strings:
        many = {"*": f"[{value} …]", "+": f"{value} …", "?": f"[{value}]"}
        return f"`{many.get(str(action.nargs), value)}`"
    takes = "" if action.nargs == 0 else f" {value}"
    return ", ".join(f"`{name}{takes}`" for name in action.option_strings)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

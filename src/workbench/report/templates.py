"""The templates of the page: what is put into them is escaped unless they say otherwise."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).resolve().parent


def render(name: str, **values: Any) -> str:
    """Return a template filled with values; one that is missing is an error."""
    return _environment().get_template(name).render(**values)


def asset(name: str) -> str:
    """Return a style or script of the page."""
    return (HERE / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

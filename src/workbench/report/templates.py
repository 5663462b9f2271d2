"""The templates of the page: what is put into them is escaped unless they say otherwise."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

HERE = Path(__file__).resolve().parent
_WHOLE = re.compile(r"[\d.,]+ %(?: \([\d,]+ of [\d,]+\))?|\d{4}-\d\d(?:-\d\d)?")


def render(name: str, **values: Any) -> str:
    """Return a template filled with values; one that is missing is an error."""
    return _environment().get_template(name).render(**values)


def asset(name: str) -> str:
    """Return a style or script of the page."""
    return (HERE / name).read_text(encoding="utf-8")


def whole(text: str) -> Markup:
    """Return text as HTML in which no line ends inside a share with its counts, or a day."""
    parted, end = [], 0
    for found in _WHOLE.finditer(text):
        parted += [escape(text[end : found.start()]), Markup('<span class="whole">')]
        parted += [escape(found[0]), Markup("</span>")]
        end = found.end()
    return Markup("").join([*parted, escape(text[end:])])


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["whole"] = whole
    return environment

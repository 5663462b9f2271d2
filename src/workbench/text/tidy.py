"""Texts as they are stored: on one line, the markup of their container undone, nothing else."""

from __future__ import annotations

import html
import re

from .latex import decode_accents

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BREAK = re.compile(r"\n\s*\n")

# A pattern for polars' `str.contains`: texts without a match are tidy already. White space other
# than single blanks inside, entities, backslashes.
UNTIDY = r"[^\S ]|  |^ | $|&#?\w+;|\\|[\x1c-\x1f]"


def tidy(text: str) -> str:
    """Return a text on one line: entities decoded, white space and hard wraps collapsed."""
    return " ".join(_ENTITY.sub(lambda entity: html.unescape(entity[0]), text).split())


def tidy_title(title: str) -> str:
    r"""Return a title on one line, entities and LaTeX accents decoded (``Schr\"odinger``)."""
    return tidy(decode_accents(title))


def tidy_abstract(abstract: str) -> str:
    """Return an abstract with hard wraps undone; blank lines between paragraphs stay one break."""
    paragraphs = (tidy(part) for part in _BREAK.split(abstract))
    return "\n".join(part for part in paragraphs if part)

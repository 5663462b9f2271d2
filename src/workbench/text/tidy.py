"""Texts as they are stored: on one line, the markup of their container undone, nothing else."""

from __future__ import annotations

import html
import re

import polars as pl

from .latex import decode_accents

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BREAK = re.compile(r"\n\s*\n")

# What a text that is not tidy holds, if it is ASCII. Looking for one after the other is three times
# as fast as a pattern of all.
_SIGNS = ("  ", "&", "\\", *"\t\n\v\f\r\x1c\x1d\x1e\x1f")
_OTHER_SPACE = r"[^\S ]"


def loose(text: pl.Expr) -> pl.Expr:
    """Say which texts tidying could change for their ASCII; null for those that are not all ASCII.

    A null text is null too.
    """
    found = text.str.starts_with(" ") | text.str.ends_with(" ")
    for sign in _SIGNS:
        found |= text.str.contains(sign, literal=True)
    ascii_only = text.str.len_bytes() == text.str.len_chars()
    return pl.when(found | ascii_only).then(found)


def may_be_untidy(texts: pl.Series, told: pl.Series | None = None) -> pl.Series:
    """Say which of many texts tidying could change; the others are tidy already, as nulls are.

    Parameters
    ----------
    texts
        Any texts.
    told
        What :func:`loose` says of them, if it was asked.
    """
    if told is None:
        told = texts.to_frame("text").select_seq(loose(pl.col("text"))).to_series()
    if not told.has_nulls():
        return told
    rows = told.is_null().arg_true()
    beyond = texts.gather(rows).str.contains(_OTHER_SPACE).fill_null(False)
    return told.scatter(rows, beyond)


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

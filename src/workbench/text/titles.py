"""The title as a key: two listings of one paper have the same, two papers hardly ever do."""

from __future__ import annotations

import unicodedata

import polars as pl

from .latex import decode_accents, plain_fonts
from .rewritten import rewritten

_DROPPED = frozenset("'’‘`´$\\{}\u00ad\u200b\u200c\u200d\u2060\ufeff")
_KEPT = frozenset("#")

# printable ASCII without what LaTeX could have left
_PLAIN = r"^[ !\"#%-\[\]^_`a-z|~]*$"
# what is to become one blank and is none yet
_TO_BLANK = r"[^a-z0-9#+<=>| ][^a-z0-9#+<=>|]*| [^a-z0-9#+<=>|]+"


def normalize_title(title: str) -> str:
    """Return the identity key of a title.

    Unicode NFKC, LaTeX accents and font commands decoded, case folded, punctuation dropped,
    whitespace and hard wraps collapsed. Apostrophes, braces, dollars and backslashes vanish, other
    punctuation divides words (``V2.5`` never meets ``V25``). Signs that carry meaning stay, so that
    ``C``, ``C++`` and ``C#`` are three.

    Parameters
    ----------
    title
        A title as printed.

    Returns
    -------
    str
        The key; for a title of nothing but punctuation its folded text, so that two such titles
        stay two; empty only for a title of nothing but blanks.
    """
    folded = _folded(plain_fonts(decode_accents(unicodedata.normalize("NFKC", title))))
    # Composed once more: what was dropped may have stood between a letter and its mark.
    key = unicodedata.normalize("NFC", "".join(map(_plain, folded)))
    return " ".join(key.split()) or " ".join(folded.split())


def plain_title_key(title: pl.Expr) -> pl.Expr:
    """Return :func:`normalize_title` of titles of plain ASCII; null for the others."""
    key = (
        title.str.to_lowercase()
        .str.replace_all(r"['`]", "")
        .str.replace_all(_TO_BLANK, " ")
        .str.strip_chars(" ")
    )
    return pl.when(title.str.contains(_PLAIN) & (key != "")).then(key)


def title_keys(titles: pl.Series, plain: pl.Series | None = None) -> pl.Series:
    """Return :func:`normalize_title` of every title, fast where titles are plain ASCII.

    Parameters
    ----------
    titles
        As printed.
    plain
        What :func:`plain_title_key` says of them, if it was asked; null: not known.
    """
    if plain is None:
        plain = titles.to_frame("title").select_seq(plain_title_key(pl.col("title"))).to_series()
    plain = plain.alias("title_key")
    if not plain.has_nulls():
        return plain
    rows = plain.is_null().arg_true()
    return rewritten(plain, rows, [*map(normalize_title, titles.gather(rows))])


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _plain(char: str) -> str:
    if char.isalnum() or char in _KEPT:
        return char
    if char in _DROPPED:
        return ""
    divides = unicodedata.category(char)[0] in "PZC" or char in "^~"
    return " " if divides else char

"""The title as a key: two listings of one paper have the same, two papers hardly ever do."""

from __future__ import annotations

import unicodedata

import polars as pl

from .latex import decode_accents, plain_fonts

_DROPPED = frozenset("'’‘`´$\\{}\u00ad\u200b\u200c\u200d\u2060\ufeff")
_KEPT = frozenset("#")

# printable ASCII without what LaTeX could have left
_PLAIN = r"^[ !\"#%-\[\]^_`a-z|~]*$"


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


def title_keys(titles: pl.Series) -> pl.Series:
    """Return :func:`normalize_title` of every title, fast where titles are plain ASCII."""
    plain = titles.str.contains(_PLAIN)
    keys = (
        titles.str.to_lowercase()
        .str.replace_all(r"['`]", "")
        .str.replace_all(r"[^a-z0-9#+<=>|]+", " ")
        .str.strip_chars(" ")
    )
    slow = ~plain | (keys == "")
    return keys.scatter(
        slow.arg_true(), [normalize_title(title) for title in titles.filter(slow)]
    ).rename("title_key")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _plain(char: str) -> str:
    if char.isalnum() or char in _KEPT:
        return char
    if char in _DROPPED:
        return ""
    divides = unicodedata.category(char)[0] in "PZC" or char in "^~"
    return " " if divides else char

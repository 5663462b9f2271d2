"""Titles made ready for comparing: what depends on the source that printed them is taken out."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

import polars as pl

from ..text import normalize_title

# LaTeX commands that say how a text looks; extractors of web pages lose the backslash of some
_LOOKS = (
    r"(?:math(?:bf|rm|it|cal|bb|sf|tt|frak|scr|op|ord)|text(?:bf|it|rm|sc|sf|tt|up|md|sl|normal"
    r"|superscript|subscript)?|boldsymbol|bm|bf|it|rm|sf|tt|sc|em|emph|underline|overline|mbox"
    r"|hbox|operatorname|ensuremath|displaystyle|left|right)"
)
_LOOK = re.compile(rf"\\{_LOOKS}(?![A-Za-z])\s*|(?<![A-Za-z\\]){_LOOKS}(?=\{{)|\\(?=var[a-z])var")
_AND = re.compile(r"\\?&")
_SIGNS = str.maketrans(
    {
        "∞": "infty", "∇": "nabla", "×": "times", "∂": "partial", "→": "rightarrow", "≤": "leq",
        "≥": "geq", "≈": "approx", "°": "circ", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d",
        "ı": "i", "λ": "lambda",
    }
)  # fmt: skip
_GREEK = re.compile(r"[α-ω]")
_CUT = re.compile(r"(?:…|\.\.\.)\s*$")
_BREAK = re.compile(r"[:?!;–—(]|\s-\s|\.\s|--")
_DIGITS = re.compile(r"\d+")
_TOKEN = re.compile(r"[^\W_]+")
# small letters, digits and blanks: a normalized title of these is plain as it is
_PLAIN = r"^[a-z0-9 ]*$"
_NEEDS_CARE = r"[\\&{]"


class Spelling:
    """A title made ready for comparing.

    Parameters
    ----------
    title
        As printed.
    plain_title
        As :func:`plain` gives it; made here where it is not at hand.

    Attributes
    ----------
    words
        Of the plain title.
    letters
        The plain title without blanks.
    numbers
        Its runs of digits, in their order.
    """

    def __init__(self, title: str, plain_title: str | None = None) -> None:
        self.title = title
        text = plain(title) if plain_title is None else plain_title
        self.words = text.split()
        self.letters = "".join(self.words)
        self.numbers = _DIGITS.findall(text)

    @cached_property
    def names(self) -> frozenset[str]:
        """Of the words, those that look like a name: capitals inside (`LLaVA`), or digits."""
        names = {word for word in self.words if not word.isalpha()}
        if self.title != self.title.upper():
            tokens = _TOKEN.findall(self.title)
            names |= {token.casefold() for token in tokens if token[1:] != token[1:].lower()}
        return frozenset(names)

    @cached_property
    def breaks(self) -> frozenset[int]:
        """After how many words the title makes a break that a subtitle can follow."""
        heads = (self.title[: found.start()] for found in _BREAK.finditer(self.title))
        return frozenset(len(plain(head).split()) for head in heads)

    @cached_property
    def is_cut(self) -> bool:
        """Whether the title ends in an ellipsis."""
        return _CUT.search(self.title) is not None


def plain(title: str) -> str:
    r"""Return a title's words without what depends on the source: markup, accents, symbols.

    ``$\mathbf{H}_2$-Schr\"odinger & $α$`` is ``h 2 schrodinger and alpha``.
    """
    text = normalize_title(_AND.sub(" and ", _LOOK.sub("", title)))
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_SIGNS)
        text = _GREEK.sub(_name, "".join(c for c in text if not unicodedata.combining(c)))
    return text


def _name(letter: re.Match[str]) -> str:
    return unicodedata.name(letter[0]).rsplit(" ", 1)[1].lower()


def plain_titles(titles: pl.Series, title_keys: pl.Series) -> pl.Series:
    """Return :func:`plain` of every title, fast where the normalized title is plain already."""
    told = pl.DataFrame({"title": titles, "key": title_keys})
    slow = ~pl.col("key").str.contains(_PLAIN) | pl.col("title").str.contains(_NEEDS_CARE)
    read = told.filter(slow).select("title").unique()
    read = read.with_columns(plain=pl.Series([plain(t) for t in read["title"]], dtype=pl.String))
    told = told.join(read, on="title", how="left", maintain_order="left")
    return told.select(pl.coalesce("plain", "key").alias("plain")).to_series()

"""Stored text made ready for counting: what is markup or address goes, what is prose stays."""

from __future__ import annotations

import re
import unicodedata

from .latex import decode_accents, plain_fonts
from .urls import without_urls

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_STRONG = re.compile(r"\*\*(?=\S)([^*\n]{1,200}?)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![\w^_*{])\*(?=[^\W_])([^*\n]{1,200}?)(?<=[^\W_])\*(?![\w*])")


def clean(text: str) -> str:
    """Return `text` for counting: one normal form, no links, accents and emphasis resolved.

    The text is normalized to Unicode NFKC (ligatures, full-width letters and no-break spaces are
    one with their plain forms), characters without width are dropped, links become line breaks,
    LaTeX accents and font commands become plain letters, Markdown emphasis loses its stars and a
    tilde is the blank it stands for. Mathematics stays as it is.
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = plain_fonts(decode_accents(without_urls(text)))
    if "*" in text:
        text = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", text))
    return text.replace("~", " ")

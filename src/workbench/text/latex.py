r"""LaTeX in prose: accents and font commands resolved, mathematics marked.

Extractors of web pages keep some of the markup (``Schr\"odinger``), drop the backslashes of most
(``mathcal{O}(K^{2/3})``) and now and then whole commands. `decode_accents` and `plain_fonts` give
back the words behind the markup. `mark_math` replaces what is mathematics by its structure alone.
Loose command names are the business of `residue`.
"""

from __future__ import annotations

import re
import unicodedata

from .lexicon import symbols, words_of
from .residue import MARK, Kind, kind

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "L": "Ł", "l": "ł", "O": "Ø", "o": "ø", "ss": "ß", "AE": "Æ", "ae": "æ", "OE": "Œ", "oe": "œ",
    "AA": "Å", "aa": "å", "DH": "Ð", "dh": "ð", "DJ": "Đ", "dj": "đ", "TH": "Þ", "th": "þ",
    "i": "i", "j": "j",
}  # fmt: skip
_BASE = r"(?:\{\s*\\?(?P<inner>[A-Za-z])\s*\}|\\?(?P<bare>[A-Za-z]))"
_ACCENT = re.compile(
    rf"(?P<open>\{{)?\\(?P<sign>[`'^~\"=.]|[uvHckrdb](?=\{{|\s+[A-Za-z]))\s*{_BASE}(?(open)\}})"
)
# Patterns with a fixed start are looked for many times faster: these say whether to try others.
_MAYBE_ACCENT = re.compile(r"\\(?:[`'^~\"=.]|[uvHckrdb][{\s])")
_MAYBE_FONT, _MORE_FONTS = re.compile(r"text[a-z]*\{"), ("emph{", "underline{", "mbox{")
_MAYBE_CAPITAL_GROUP = re.compile(r"\{[A-Z]")
_LETTER = re.compile(
    rf"\{{\\(?P<braced>{'|'.join(_LETTERS)})\}}"
    rf"|\\(?P<name>{'|'.join(_LETTERS)})(?:\{{\}}|\s+(?=[a-z])|(?![A-Za-z]))"
)
_FONT_COMMAND = re.compile(
    r"(?:\\|(?<![A-Za-z\\]))(?:text(?:bf|it|rm|sc|tt|sf|normal|sl|up|md)?|emph|underline|mbox)"
    r"\{(?P<held>[^{}]*)\}"
)
_FONT_GROUP = re.compile(
    r"\{\s*(?:\\(?:it|bf|em|sc|rm|sf|tt|sl)\b|(?:bf|rm|sc|sf|tt|em)(?=\s))\s*(?P<held>[^{}]*)\}"
)
_CAPITAL_GROUP = re.compile(r"(?<![A-Za-z}\\])\{(?P<held>[A-Z][A-Za-z]*)\}(?=[a-z])")
_ESCAPE = re.compile(r"\\([%&#$_])")
_DOLLARS = re.compile(r"\$\$?(?=[^\s$])(?P<held>[^$]{0,300}?)(?<=[^\s\\])\$\$?(?!\d)")
_SOLE = re.compile(
    r"(?P<name>[A-Za-z]+|\d+)|\\(?P<symbol>[A-Za-z]+)|\\math[a-z]+\{(?P<word>[\w -]{2,})\}"
)
_PARENTHESES = re.compile(r"\\\((.{0,300}?)\\\)|\\\[(.{0,300}?)\\\]", re.DOTALL)
_SCRIPT = re.compile(r"[_^](?:\\?[^\W_]+|[^\s\w{}()\[\],.;:]?)")
_COMMAND = re.compile(r"\\[A-Za-z]+\*?|\\.")
_GROUP_HEAD = re.compile(r"(?:[_^]|\\?(?P<name>[A-Za-z]+))\s?\{")
_GROUP_LIMIT = 200
_MARKUP = re.compile(r"[\\{}$^_]")


def decode_accents(text: str) -> str:
    r"""Return `text` with LaTeX's accents and special letters as Unicode (``\"o`` is ``ö``)."""
    if "\\" not in text:
        return text
    if _MAYBE_ACCENT.search(text):
        text = _ACCENT.sub(_accented, text)
    return _LETTER.sub(_special_letter, text)


def _accented(match: re.Match[str]) -> str:
    base = match["inner"] or match["bare"]
    return unicodedata.normalize("NFC", base + _ACCENTS[match["sign"]])


def _special_letter(match: re.Match[str]) -> str:
    return _LETTERS[match["braced"] or match["name"]]


def plain_fonts(text: str) -> str:
    r"""Return `text` without font commands and escapes (``\emph{very}``, ``text{Sur}rogate``)."""
    if "{" in text:
        if _MAYBE_FONT.search(text) or any(name in text for name in _MORE_FONTS):
            text = _FONT_COMMAND.sub(r"\g<held>", text)
        text = _FONT_GROUP.sub(r"\g<held>", text)
        if _MAYBE_CAPITAL_GROUP.search(text):
            text = _CAPITAL_GROUP.sub(r"\g<held>", text)
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def mark_math(text: str) -> str:
    r"""Return `text` with mathematics replaced by `MARK`, prose left as it stands.

    Marked are formulas between dollars, commands that kept their backslash with what they embrace,
    and sub- and superscripts. A sole symbol in dollars is a name, not a formula: ``$k$-means`` is
    k-means. Words after an underscore stay (``reward_model``), unless they name a symbol.
    """
    if _MARKUP.search(text) is None:
        return text
    text = _PARENTHESES.sub(MARK, text)
    text = _DOLLARS.sub(_formula, text)
    text = _without_groups(text)
    text = _SCRIPT.sub(_script, text)
    return _COMMAND.sub(MARK, text)


def _formula(match: re.Match[str]) -> str:
    sole = _SOLE.fullmatch(match["held"])
    if sole is None or (sole["symbol"] and sole["symbol"] not in symbols()):
        return MARK
    return sole["name"] or sole["symbol"] or sole["word"]


def _without_groups(text: str) -> str:
    """Replace braced groups that belong to a script or a command; bare groups keep their words."""
    if "{" not in text:
        return text
    done, at = [], 0
    while (head := _GROUP_HEAD.search(text, at)) is not None:
        end = _group_end(text, head.end()) if _embraces_math(head) else -1
        if end < 0:
            done.append(text[at : head.end()])
            at = head.end()
        else:
            done.append(text[at : head.start()] + MARK)
            at = end
    return "".join(done) + text[at:]


def _embraces_math(head: re.Match[str]) -> bool:
    name = head["name"]
    return name is None or head.group().startswith("\\") or name in words_of("latex", "commands")


def _group_end(text: str, start: int) -> int:
    depth = 1
    for at in range(start, min(len(text), start + _GROUP_LIMIT)):
        depth += (text[at] == "{") - (text[at] == "}")
        if depth == 0:
            return at + 1
    return -1


def _script(match: re.Match[str]) -> str:
    held = match.group()[1:]
    name = held.removeprefix("\\")
    symbolic = len(name) <= 2 or name[0].isdigit() or name in symbols()
    if held != name or symbolic or kind(name) is not Kind.PLAIN:
        return MARK
    return match.group()

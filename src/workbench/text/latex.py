r"""LaTeX in prose: accents and font commands resolved, mathematics marked.

Extractors of web pages keep some of the markup (``Schr\"odinger``), drop the backslashes of most
(``mathcal{O}(K^{2/3})``) and now and then whole commands. `decode_accents` and `plain_fonts` give
back the words behind the markup. `mark_math` replaces what is mathematics by its structure alone.
Loose command names are the business of `residue`.
"""

from __future__ import annotations

import re
import unicodedata
from string import ascii_letters

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
_MAYBE_LETTER = re.compile(rf"\\(?:{'|'.join(_LETTERS)})(?![A-Za-z])")
_MAYBE_CAPITAL_GROUP = re.compile(r"\{[A-Z]")
_LETTER = re.compile(
    rf"\{{\\(?P<braced>{'|'.join(_LETTERS)})\}}"
    rf"|\\(?P<name>{'|'.join(_LETTERS)})(?:\{{\}}|\s+(?=[a-z])|(?![A-Za-z]))"
)
_FONTS = (
    "text", "textbf", "textit", "textrm", "textsc", "texttt", "textsf", "textnormal", "textsl",
    "textup", "textmd", "emph", "underline", "mbox",
)  # fmt: skip
_HELD = re.compile(r"\{([^{}]*)\}")
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
_MATH_HEADS = ("_", "^", "\\")
_GROUP_LIMIT = 200
_MARKUP = "\\{}$^_"


def decode_accents(text: str) -> str:
    r"""Return `text` with LaTeX's accents and special letters as Unicode (``\"o`` is ``ö``)."""
    if "\\" not in text:
        return text
    if _MAYBE_ACCENT.search(text):
        text = _ACCENT.sub(_accented, text)
    return _LETTER.sub(_special_letter, text) if _MAYBE_LETTER.search(text) else text


def _accented(match: re.Match[str]) -> str:
    base = match["inner"] or match["bare"]
    return unicodedata.normalize("NFC", base + _ACCENTS[match["sign"]])


def _special_letter(match: re.Match[str]) -> str:
    return _LETTERS[match["braced"] or match["name"]]


def plain_fonts(text: str) -> str:
    r"""Return `text` without font commands and escapes (``\emph{very}``, ``text{Sur}rogate``)."""
    if "{" in text:
        text = _without_fonts(text)
        text = _FONT_GROUP.sub(r"\g<held>", text)
        if _MAYBE_CAPITAL_GROUP.search(text):
            text = _CAPITAL_GROUP.sub(r"\g<held>", text)
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def _without_fonts(text: str) -> str:
    """Replace font commands, with a backslash or at the start of a word, by what they hold."""
    done, at = [], 0
    for group in _HELD.finditer(text):
        head = text[at : group.start()]
        if not head.endswith(_FONTS):
            continue
        name = next(name for name in _FONTS if head.endswith(name))
        before = head.removesuffix(name)
        if before.endswith("\\"):
            before = before[:-1]
        elif before[-1:].isascii() and before[-1:].isalpha():
            continue
        done += [before, group[1]]
        at = group.end()
    return "".join(done) + text[at:] if done else text


def mark_math(text: str) -> str:
    r"""Return `text` with mathematics replaced by `MARK`, prose left as it stands.

    Marked are formulas between dollars, commands that kept their backslash with what they embrace,
    and sub- and superscripts. A sole symbol in dollars is a name, not a formula: ``$k$-means`` is
    k-means. Words after an underscore stay (``reward_model``), unless they name a symbol.
    """
    if not any(sign in text for sign in _MARKUP):
        return text
    text = _PARENTHESES.sub(MARK, text)
    text = _DOLLARS.sub(_formula, text)
    text = _without_groups(text)
    if "_" in text or "^" in text:
        text = _SCRIPT.sub(_script, text)
    return _COMMAND.sub(MARK, text)


def _formula(match: re.Match[str]) -> str:
    sole = _SOLE.fullmatch(match["held"])
    if sole is None or (sole["symbol"] and sole["symbol"] not in symbols()):
        return MARK
    return sole["name"] or sole["symbol"] or sole["word"]


def _without_groups(text: str) -> str:
    """Replace braced groups that belong to a script or a command; bare groups keep their words."""
    done, at = [], 0
    brace = text.find("{")
    while brace >= 0:
        head = _group_head(text, at, brace)
        end = _group_end(text, brace + 1) if _embraces_math(text[head:brace]) else -1
        if end >= 0:
            done.append(text[at:head] + MARK)
            at = end
        elif head < brace:
            done.append(text[at : brace + 1])
            at = brace + 1
        brace = text.find("{", max(at, brace + 1))
    return "".join(done) + text[at:]


def _group_head(text: str, start: int, brace: int) -> int:
    """Return where a group's `_`, `^` or command begins, not before `start`; else its brace."""
    head = brace - (brace > start and text[brace - 1].isspace())
    if head > start and text[head - 1] in "_^":
        return head - 1
    end = head
    while head > start and text[head - 1] in ascii_letters:
        head -= 1
    if head == end:
        return brace
    return head - (head > start and text[head - 1] == "\\")


def _embraces_math(head: str) -> bool:
    return head[:1] in _MATH_HEADS or head.rstrip() in words_of("latex", "commands")


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

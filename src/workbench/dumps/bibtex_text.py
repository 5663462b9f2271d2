r"""Texts in BibTeX: the braces that only protect, and what stands outside of braces.

LaTeX itself stays for those who tidy texts (accents) and count words (mathematics, fonts).
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""
    (?P<whole>                                          # stays as it is:
        \$(?:[^$\\]++|\\.)++\$                          # mathematics
      | \\\((?:[^\\]|\\[^)]){0,300}+\\\)
      | (?P<open>\{)?                                   # an accent on a letter: {\"o}, \'{\i}, \c c
        \\(?:[`'^~"=.]|[uvHckrdb](?=\{|\s+[A-Za-z]))\s*+(?:\{\s*+\\?[A-Za-z]\s*+\}|\\?[A-Za-z])
        (?(open)\})
      | \{\\[A-Za-z]+\s*+\}                             # a letter: {\ss}
      | \\[{}$\\]
    )
  | (?P<held>                                           # a group that belongs to what is before it:
        \\[A-Za-z]+\*?\s*+\{                            # \emph{
      | \{\s*+\\(?:bf|em|it|rm|sc|sf|sl|tt)\b           # {\em
      | [_^]\{
    )
  | \\(?P<escaped>[&%#_])
  | (?P<brace>[{}])
    """,
    re.DOTALL | re.VERBOSE,
)

AND = re.compile(r"[{}]| and ", re.IGNORECASE)
COMMA = re.compile(r"[{}]|,")
SEMICOLON = re.compile(r"[{}]|;")


def plain(text: str) -> str:
    r"""Return a text without the braces that protect capitals, and its signs unescaped (``\&``).

    Mathematics, accents, and commands with their braces stay as they are.
    """
    if "{" not in text and "\\" not in text:
        return text
    done: list[str] = []
    at = held_to = 0
    held: list[bool] = []
    for token in _TOKEN.finditer(text):
        kept = token[0]
        if token["held"]:
            held.append(True)
        elif token["escaped"]:
            kept = token["escaped"]
        elif token["brace"] == "{":
            # a second argument follows the first: \href{…}{…}
            held.append(token.start() == held_to > 0)
            kept = "{" if held[-1] else ""
        elif token["brace"] and held:
            kept = "}" if held.pop() else ""
            held_to = token.end() if kept else held_to
        done += (text[at : token.start()], kept)
        at = token.end()
    return "".join(done) + text[at:]


def split(text: str, separator: re.Pattern[str]) -> list[str]:
    """Split a list at `AND`, `COMMA` or `SEMICOLON`, where they stand outside of braces."""
    if "{" not in text and "}" not in text:
        return separator.split(text)
    parts: list[str] = []
    depth = start = 0
    for sign in separator.finditer(text):
        if sign[0] in "{}":
            depth += 1 if sign[0] == "{" else -1
        elif depth == 0:
            parts.append(text[start : sign.start()])
            start = sign.end()
    return [*parts, text[start:]]

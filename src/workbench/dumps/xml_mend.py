"""XML that is nearly well-formed, mended where there is no doubt about what was meant."""

from __future__ import annotations

import html
import re
from html.entities import html5

from .rewrite import Rewritten, rewrite

_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_DECLARATION = re.compile(r"<\?xml\s")

# What is found first is left alone: CDATA, comments, instructions. Unclosed ones reach to the end.
_AMISS = re.compile(
    r"(?P<whole><!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z))"
    r"|&(?!(?:amp|lt|gt|quot|apos);)"
    r"(?:(?P<name>[A-Za-z][A-Za-z0-9]{1,31};)|\#(?P<number>\d{1,7}|x[0-9A-Fa-f]{1,6});)?"
    r"|<(?![^\W\d]|[:/!?])|\]\]>",
    re.DOTALL,
)


def mend(text: str) -> Rewritten:
    """Mend what makes XML not well-formed in real feeds.

    Entities of HTML become their characters. A `&`, a `<` or a `]]>` that begins or ends nothing
    becomes text, and a character that XML forbids, or a reference to one, a blank. XML
    declarations are left out: only at the very beginning they would be in their place.

    Parameters
    ----------
    text
        XML.

    Returns
    -------
    Rewritten
        The same text where nothing was amiss.
    """
    return rewrite(_FORBIDDEN.sub(" ", text), _AMISS, _mended)


def _mended(found: re.Match[str]) -> str:
    if found["whole"]:
        return "" if _DECLARATION.match(found[0]) else found[0]
    if found["number"]:
        code = int(f"0{found['number']}", 16 if found["number"][0] == "x" else 10)
        allowed = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0x110000
        return found[0] if allowed and code not in (0xFFFE, 0xFFFF) else " "
    if found["name"] in html5:
        return html.escape(html5[found["name"]], quote=False)
    return html.escape(found[0], quote=False)

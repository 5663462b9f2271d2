"""HTML as text: tags undone, where they are HTML's.

Papers print words in angle brackets (`<think>`, `p <q and r> s`), and feeds hand them on as they
are. So only names that HTML, MathML or JATS give count as tags, with attributes that are written
as attributes.
"""

from __future__ import annotations

import re

_BLOCKS = (
    r"(?:(?:jats|xhtml):)?(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|table|thead|tbody|tr|td|th|hr"
    r"|blockquote|pre|section|article|figure|figcaption|header|footer|title|sec|list|list-item)"
)
_INLINE = (
    r"abbr|b|big|center|cite|code|del|em|i|ins|small|span|strong|sub|sup|tt|u"
    r"|math|semantics|annotation|m(?:row|i|n|o|text|sup|sub|subsup|frac|sqrt|root|over|under"
    r"|underover|style|space|fenced|padded|table|tr|td|prescripts|multiscripts)"
    r"|(?:jats|mml|xhtml|ce):[\w-]+"
)
# names that mean something only with attributes: `<img>` alone is the name of a token
_ATTRIBUTED = "a|font|img"

_VALUE = r"\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>]++)"
# an attribute without a value counts only behind one with a value: `<b and c>` is no tag
_ATTRIBUTES = rf"\s++[\w:.-]++{_VALUE}(?:\s++[\w:.-]++(?:{_VALUE})?+)*+"
_END = rf"(?:{_ATTRIBUTES})?+\s*+/?>"

_MARKUP = re.compile(
    r"<(?:!--.*?(?:-->|\Z)"
    rf"|(?P<line>br{_END})"
    rf"|(?P<block>/?{_BLOCKS}{_END})"
    rf"|/?(?:{_INLINE}){_END}|(?:{_ATTRIBUTED}){_ATTRIBUTES}\s*+/?>|/(?:{_ATTRIBUTED})\s*+>)",
    re.DOTALL | re.IGNORECASE,
)
_INSTEAD = {None: "", "line": "\n", "block": "\n\n"}


def strip_tags(html: str) -> str:
    """Return the text of a piece of HTML, its entities as they are.

    Parameters
    ----------
    html
        HTML, or text with a tag here and there.

    Returns
    -------
    str
        Paragraphs and other blocks are parted by a blank line.
    """
    return _MARKUP.sub(lambda tag: _INSTEAD[tag.lastgroup], html)

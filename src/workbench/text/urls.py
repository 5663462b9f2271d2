"""Links in running text: taken out before words are counted, read where they lead to code."""

from __future__ import annotations

import re

_HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
_TOP = r"(?:com|org|net|edu|gov|io|ai|co|dev|app|science|info|me|tech|xyz|cn|de|fr|uk|jp|eu|ch|il)"
_LINK = re.compile(rf"(?:\b[a-z]+://|\bwww\.|(?<![\w@./-]){_HOST}{_TOP}/)[^\s]+", re.IGNORECASE)
_BLANK = re.compile(r"\s|\Z")
_PARTS = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<host>[^/\s]{1,253})/(?P<path>[^\s]+)", re.IGNORECASE
)
_PATH_END = re.compile(r"[\s{}<>|\\^`\"\[\]*,;]|'|\)(?!\w)")
_CODE_HOST = re.compile(
    r"(?:[\w-]+\.)*(?:github\.com|gitlab\.[a-z.-]+|huggingface\.co|hf\.co|bitbucket\.org"
    r"|4open\.science)",
    re.IGNORECASE | re.ASCII,
)
# A pattern for polars' `str.contains`: texts without a match hold no link to code.
LINKED = r"(?i)github\.com|gitlab\.|huggingface\.co|hf\.co|bitbucket\.org|4open\.science"
_LINKED = re.compile(LINKED, re.ASCII)
_NO_CODE = {"huggingface.co": ("papers", "collections"), "hf.co": ("papers", "collections")}


def without_urls(text: str) -> str:
    """Return `text` with each link, scheme or not, replaced by a line break.

    A line break, because no phrase may reach across the gap. Everything up to the next blank goes:
    what extractors glue to a link (``….git{https://…}``) is no prose.
    """
    if "www." in text.lower():
        return _LINK.sub("\n", text)
    done, at = [], 0
    # the slow pattern looks at what stands between blanks and holds a slash, and nothing else
    while (slash := text.find("/", at)) >= 0:
        before = text[at:slash]
        head = before.rsplit(None, 1)[-1] if before and not before[-1].isspace() else ""
        start, end = slash - len(head), _BLANK.search(text, slash).start()
        done += [text[at:start], _LINK.sub("\n", text[start:end])]
        at = end
    return "".join(done) + text[at:] if done else text


def code_urls(text: str) -> list[str]:
    """Return the links to places that hold code, normalized, in the order they appear.

    Known hosts are GitHub, GitLab (anyone's), Hugging Face, Bitbucket and Anonymous GitHub
    (4open.science). Links get ``https://``, a lower-case host without ``www.``, and lose trailing
    punctuation, ``.git`` and what follows a brace; two that differ only in case are one.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of str
        Links without duplicates.
    """
    found: dict[str, str] = {}
    # a link ends at white space at the latest: the slow pattern looks at few words only
    words = (word for word in text.split() if "/" in word and _LINKED.search(word))
    for chunk in (chunk for word in words for chunk in _LINK.finditer(word)):
        for piece in re.split(r"(?=https?://)", chunk.group(), flags=re.IGNORECASE):
            link = _code_url(piece)
            if link:
                found.setdefault(link.lower(), link)
    return list(found.values())


def _code_url(link: str) -> str | None:
    parts = _PARTS.match(link)
    if parts is None or not _CODE_HOST.fullmatch(parts["host"]):
        return None
    host = parts["host"].lower()
    path = _PATH_END.split(parts["path"], maxsplit=1)[0].rstrip(".:!?)'_~/")
    path = path.removesuffix(".git")
    if not path or path.partition("/")[0].lower() in _NO_CODE.get(host, ()):
        return None
    return f"https://{host}/{path}"

from __future__ import annotations

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text import code_urls, urls
from workbench.text.urls import without_urls


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Code: https://github.com/owner/repo.", ["https://github.com/owner/repo"]),
        ("Code (https://github.com/owner/repo).", ["https://github.com/owner/repo"]),
        ("at https://github.com/owner/repo .", ["https://github.com/owner/repo"]),
        ("at~https://github.com/owner/repo/", ["https://github.com/owner/repo"]),
        ("\\url{https://github.com/owner/repo}.", ["https://github.com/owner/repo"]),
        ("[code](https://github.com/owner/repo), data", ["https://github.com/owner/repo"]),
        # an extractor's doubled link, and one with its last word glued on
        (
            "https://github.com/owner/EQ.git{https://github.com/owner/EQ}",
            ["https://github.com/owner/EQ"],
        ),
        (
            "https://anonymous.4open.science/r/Project/README.md{here.}",
            ["https://anonymous.4open.science/r/Project/README.md"],
        ),
        # no scheme, capitals in the host
        ("see github.com/owner/repo for code", ["https://github.com/owner/repo"]),
        ("see GitHub.com/owner/Repo", ["https://github.com/owner/Repo"]),
        ("www.github.com/owner/repo", ["https://github.com/owner/repo"]),
        # one link twice, in another case
        ("http://github.com/a/B and https://GITHUB.com/A/b", ["https://github.com/a/B"]),
        (
            "https://gitlab.com/group/tool and https://bitbucket.org/a/b",
            ["https://gitlab.com/group/tool", "https://bitbucket.org/a/b"],
        ),
        ("https://gitlab.inria.fr/team/tool", ["https://gitlab.inria.fr/team/tool"]),
        ("https://huggingface.co/org/model", ["https://huggingface.co/org/model"]),
        (
            "https://github.com/o/r/tree/main/sub_dir",
            ["https://github.com/o/r/tree/main/sub_dir"],
        ),
        ("https://github.com", []),
        ("https://huggingface.co/papers/2401.00001", []),
        ("https://owner.github.io/project", []),
        ("https://example.org/github.com/owner", []),
        ("Code will be available on GitHub.", []),
        ("", []),
    ],
)
def test_links_to_code_are_found_and_normalized(text: str, links: list[str]) -> None:
    assert code_urls(text) == links


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("code at https://github.com/owner/robust-net. We", "code at \n We"),
        ("code (www.example.org/linear) here", "code (\n here"),
        ("from pages.example.edu/linear now", "from \n now"),
        ("from github.com/a/b now", "from \n now"),
        ("and/or e.g. a/b, approach.We", "and/or e.g. a/b, approach.We"),
        ("mail me@example.org/x", "mail me@example.org/x"),
    ],
)
def test_links_leave_a_break(text: str, left: str) -> None:
    assert without_urls(text) == left


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for link in code_urls(text):
        assert link.startswith("https://")
        assert code_urls(link) == [link]


PARTS = [
    "https://", "HTTP://", "www.", "github.com", "GitHub.com/", "gitlab.", "x.gitlab.com/a", "/",
    "huggingface.co/", "hf.co/a", "bitbuc\u212aet.org/a/b", "g\u0130thub.com/a", "4open.science/r",
    "b.git", "{", "}", ".", ",", "(", ")", "[", "]", "~", "-", "_", "@", "é", "'", '"', "papers/1",
    "a", " ", "\n", "\u2028", "\x1c", "\x85", "\u00a0",
]  # fmt: skip
TEXT = st.text() | st.lists(st.sampled_from(PARTS), max_size=14).map("".join)


def slow_code_urls(text: str) -> list[str]:
    """Return links to code by looking at every link of the text, however unlikely."""
    found: dict[str, str] = {}
    for chunk in urls._LINK.finditer(text):
        for piece in re.split(r"(?=https?://)", chunk.group(), flags=re.IGNORECASE):
            link = urls._code_url(piece)
            if link:
                found.setdefault(link.lower(), link)
    return list(found.values())


@given(TEXT)
def test_the_fast_way_finds_what_the_slow_one_finds(text: str) -> None:
    assert code_urls(text) == slow_code_urls(text)


@given(TEXT)
def test_texts_without_the_pattern_hold_no_link_to_code(text: str) -> None:
    assert not code_urls(text) or pl.Series([text]).str.contains(urls.LINKED)[0]


@pytest.mark.parametrize("word", ["a", "a.", "a-", "gitlab."])
def test_a_long_word_is_no_long_work(word: str) -> None:
    assert code_urls(f"github.com https://{word * 50_000}/github.com/é") == []


@given(st.text(alphabet="aW.:/wx \n-@1", max_size=30))
def test_looking_only_at_words_that_may_be_links_misses_none(text: str) -> None:
    joined = text.replace("x", "www.").replace("1", ".org/").replace("@", "://")
    assert without_urls(joined) == urls._LINK.sub("\n", joined)

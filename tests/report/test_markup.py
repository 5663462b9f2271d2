from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.report.markup import ALLOWED, HEADINGS, VOID, Heading, Rebuilder, slug


def rebuild(html: str, places: tuple[str, ...] = ("01-ferries", "02-seals")) -> str:
    return Rebuilder("01-ferries", places).rebuild(html)


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("<p>a &lt; b &amp; c</p>", "<p>a &lt; b &amp; c</p>"),
        ("a < b", "a &lt; b"),
        ("<em>open", "<em>open</em>"),
        ("<p>a</div></p>", "<p>a</p>"),
        ("<strong><em>a</strong>b", "<strong><em>a</em></strong>b"),
        ("a<br/>b<hr>", "a<br>b<hr>"),
        ("<font color=red>a</font>", "a"),
        ('<p class="wb-rest" id="x">a</p>', '<p class="wb-rest">a</p>'),
        ('<p class="chart" style="color: red">a</p>', "<p>a</p>"),
        ("<details open><summary>a</summary></details>",) * 2,
        ("<style>p { color: red }</style>a", "a"),
        ("<svg><a><circle/></a></svg>a", "a"),
        ("<svg><svg></svg>x</svg>a", "a"),
        ("a<!-- b -->c", "ac"),
    ],
)
def test_what_is_allowed_stays_and_the_rest_goes(given_: str, expected: str) -> None:
    assert rebuild(given_).replace('open=""', "open") == expected


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&amp;c=2"),
        ("http://example.org", "http://example.org"),
        ("02_seals.ipynb", "#02-seals"),
        ("./02_seals.ipynb", "#02-seals"),
        ("02_seals.ipynb#How-many?", "#02-seals-how-many"),
        ("#By-month", "#01-ferries-by-month"),
        ("03_elsewhere.ipynb", None),
        ("../02_seals.ipynb", None),
        ("../docs/terms.md", None),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("&#106;avascript:alert(1)", None),
        (" javascript:alert(1)", None),
        ("data:text/html,a", None),
        ("//example.org", None),
        ("https://example.org/ onclick=a", None),
    ],
)
def test_links_lead_to_the_web_or_into_the_page(href: str, kept: str | None) -> None:
    attribute = f' href="{kept}"' if kept else ""
    assert rebuild(f'<a href="{href}">a</a>') == f"<a{attribute}>a</a>"


@pytest.mark.parametrize(
    ("src", "stays"),
    [
        ("data:image/png;base64,AAAA", True),
        ("data:image/svg+xml;base64,AAAA", False),
        ("https://example.org/a.png", False),
        ("a.png", False),
    ],
)
def test_pictures_are_in_the_page_or_not_at_all(src: str, stays: bool) -> None:
    assert rebuild(f'<img src="{src}" alt="a" onerror="b">') == (
        f'<img src="{src}" alt="a">' if stays else ""
    )


def test_headings_go_one_level_down_with_ids_of_their_own() -> None:
    rebuilder = Rebuilder("01-ferries")
    html = rebuilder.rebuild("<h1>Which <em>ferries</em> &amp; when?</h1><h2>A</h2>")
    html += rebuilder.rebuild("<h2 id='x'>A</h2><h6>Deep</h6><h2><h3>In")
    assert html == (
        '<h2 id="01-ferries-which-ferries-when">Which <em>ferries</em> &amp; when?</h2>'
        '<h3 id="01-ferries-a">A</h3><h3 id="01-ferries-a-again">A</h3>'
        '<h6 id="01-ferries-deep">Deep</h6><h3 id="01-ferries-"></h3><h4 id="01-ferries-in">In</h4>'
    )
    assert rebuilder.headings[0] == Heading(
        2, "Which ferries & when?", "01-ferries-which-ferries-when"
    )


def test_a_table_stands_in_a_box_that_scrolls() -> None:
    assert rebuild('<table border="1" class="dataframe"><tr><td>a') == (
        '<div class="table" role="group" aria-label="Table" tabindex="0">'
        '<table><tr><td class="word">a</td></tr></table></div>'
    )


def test_slugs() -> None:
    assert slug("01_Which terms — rise?") == "01-which-terms-rise"
    assert slug("Öl & 茶") == "öl-茶"
    assert slug("?!") == ""


class Reader(HTMLParser):
    """Reads what was rebuilt, and refuses what was not chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        for name, value in attrs:
            assert not name.startswith("on")
            assert name in {
                *("href", "src", "alt", "title", "id", "class", "role", "aria-label", "tabindex"),
                *("colspan", "rowspan", "width", "height", "start", "open", "scope"),
            }
            if name == "href":
                assert re.match(r"https?://|#", value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


PIECES = st.sampled_from(
    [f"<{tag}>" for tag in sorted(ALLOWED)]
    + [f"</{tag}>" for tag in sorted(ALLOWED)]
    + ["<script>", "</script>", "<svg>", "</svg>", "<style>", "<!--", "-->", "<![CDATA[", "]]>"]
    + ['<a href="javascript:a">', "<a href='#\"onclick=b'>", '<p onclick="a"', "<p a='\">", "&lt;"]
    + ["<img src=x onerror=a>", '<td title="<b onload=a>">', '"', "'", ">", "<", "&", "null", "1"]
)


@given(pieces=st.lists(PIECES | st.text(max_size=5), max_size=30))
def test_whatever_comes_in_only_chosen_markup_goes_out_and_closed(pieces: list[str]) -> None:
    reader = Reader()
    reader.feed(rebuild("".join(pieces)))
    reader.close()
    assert reader.open == []


@given(text=st.text())
def test_text_stays_text(text: str) -> None:
    kept = rebuild(f"<p>{escape(text)}</p>").removeprefix("<p>").removesuffix("</p>")
    assert unescape(kept) == unescape(escape(text))
    assert not {tag for tag in HEADINGS if f"<{tag}" in kept}

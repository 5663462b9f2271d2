"""HTML as text: tags go, what papers print in angle brackets stays."""

from __future__ import annotations

import pytest

from workbench.dumps.html_text import strip_tags


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("<p>one</p><p>two</p>", "\n\none\n\n\n\ntwo\n\n"),
        ("one<br>two<br/>three<BR clear='all' />four", "one\ntwo\nthree\nfour"),
        ('H<sub>2</sub>O in <i class="x">vitro</i>', "H2O in vitro"),
        ('see <a href="https://example.org/?a>b">this</a>', "see this"),
        ('<img src="a.png" alt="x > y" style="max-width: 3px;" />end', "end"),
        ("<span\n style='x'>in</span>side", "inside"),
        ("<td nowrap>", "<td nowrap>"),
        ('<td class="x" nowrap>', "\n\n"),
        ("<jats:p>A <jats:italic>b</jats:italic></jats:p>", "\n\nA b\n\n"),
        ("<math><mi>x</mi><mo>=</mo><mn>1</mn></math>", "x=1"),
        ("a<!-- no <b> tag -->b", "ab"),
        ("a<!-- never closed", "a"),
        ("&lt;b&gt; stays for later", "&lt;b&gt; stays for later"),
    ],
)
def test_tags_are_undone(html: str, text: str) -> None:
    assert strip_tags(html) == text


@pytest.mark.parametrize(
    "text",
    [
        "the <think> and </think> tokens",
        "an <img> token and <a> variable",
        "where a <b and c> d",
        "p<q and r>s",
        "<https://example.org/code>",
        "<subject, object, predicate>",
        "<|end|>",
        "x < 3 > y",
        "<paper>, <brand>, <imgs>",
    ],
)
def test_what_is_no_tag_of_html_stays(text: str) -> None:
    assert strip_tags(text) == text

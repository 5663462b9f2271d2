"""Mending XML: only what is amiss, and only where there is no doubt."""

from __future__ import annotations

from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps.xml_mend import mend


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("<a>salt & foam</a>", "<a>salt &amp; foam</a>"),
        ("<a>R&D, a&b;, &;</a>", "<a>R&amp;D, a&amp;b;, &amp;;</a>"),
        ("<a>caf&eacute;&nbsp;&Auml;</a>", "<a>café\xa0Ä</a>"),
        ("<a>&LT;b&AMP;</a>", "<a>&lt;b&amp;</a>"),
        ("<a>p < 0.05, 1 <2</a>", "<a>p &lt; 0.05, 1 &lt;2</a>"),
        ("<a>x[y[0]]>1</a>", "<a>x[y[0]]&gt;1</a>"),
        ("<a>a\x0bb\x01\uffff</a>", "<a>a b  </a>"),
        ("<a>&#1;&#x1F;&#xD800;&#65536;&#9999999;</a>", "<a>   &#65536; </a>"),
        ("<a><?xml version='1.0'?></a>", "<a></a>"),
    ],
)
def test_what_is_amiss_is_mended(text: str, mended: str) -> None:
    assert mend(text).text == mended
    expat.ParserCreate().Parse(mended, True)


@pytest.mark.parametrize(
    "text",
    [
        "<a>&amp;&lt;&gt;&quot;&apos;&#65;&#x41;</a>",
        "<a><![CDATA[salt & foam &nbsp; <]]></a>",
        "<a><!-- salt & foam < --><?do this & that?></a>",
        "<é/>",
        "<a><b></a>",
        "<a><![CDATA[ & never closed",
        "<!DOCTYPE a>",
    ],
)
def test_what_is_well_formed_or_beyond_mending_stays(text: str) -> None:
    assert mend(text).text == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="<&\r"), max_size=50))
def test_any_text_between_tags_becomes_well_formed(text: str) -> None:
    expat.ParserCreate().Parse(mend(f"<a>{text}</a>").text, True)


@given(st.text("&<a; #1x", max_size=30))
def test_text_with_stray_signs_keeps_its_letters(text: str) -> None:
    said: list[str] = []
    parser = expat.ParserCreate()
    parser.CharacterDataHandler = said.append
    body = text.replace("<a", "< a").replace("<x", "< x")
    parser.Parse(mend(f"<r>{body}</r>").text, True)
    assert [c for c in "".join(said) if c == "a"] == [c for c in body if c == "a"]

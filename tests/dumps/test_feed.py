"""Feeds: what items say in the ways of their sources, and that nothing of a feed is lost."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hurt import assert_accounted_for, hurt
from workbench.dumps import Reading, Source, arxiv_atom, balance, contents, feed
from workbench.errors import DumpError

ID = "https://arxiv.org/abs/2401.00001"
SPACES = (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'
)
HEAD = "<title>Sand &amp; Tides</title><link>https://sand.example</link>"
PAPER = (
    '<p><img src="https://sand.example/a.png" alt="Paper thumbnail" style="max-width: 3px;" /></p>'
    "<p><b>Authors:</b> Ada Reed, Bo Öst</p><p><b>Upvotes:</b> 31</p>"
    "<p><b>Summary:</b> We dig <i>deep</i>.</p>"
)
HF = (
    f"<title>Tides of   Sand &amp; Salt</title><link>{ID}</link>"
    f"<description>{escape(PAPER)}</description><pubDate>Tue, 02 Jan 2024 05:00:00 +0000</pubDate>"
)


def item(n: int) -> str:
    return f"<item>{HF}</item>".replace("00001", f"{n:05d}").replace("Tides", f"Tides {n}")


def rss(*items: str, head: str = HEAD) -> str:
    body = "\n".join(items)
    opening = f'<?xml version="1.0"?>\n<rss{SPACES} version="2.0">'
    return f"{opening}<channel>{head}\n{body}\n</channel></rss>"


def rdf(*items: str) -> str:
    opening = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    spaces = f'{SPACES} xmlns="http://purl.org/rss/1.0/"'
    channel = f'<channel rdf:about="x">{HEAD}<dc:date>2024-01-05T06:00:00Z</dc:date></channel>'
    return f"{opening}{spaces}>{channel}{''.join(items)}</rdf:RDF>"


def atom(*entries: str) -> str:
    head = "<title>Sand</title><updated>2024-01-05T06:00:00Z</updated>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{SPACES}>{head}{"".join(entries)}</feed>'


def read(text: str, path: str = "feed.xml") -> Reading:
    source = Source(path, text.encode())
    assert feed.sniff(source)
    assert not arxiv_atom.sniff(source)
    reading = feed.read(source)
    assert sum(balance(source, reading).values()) == len(source.data)
    return reading


def only(inner: str):
    """Return the one listing of an RSS item."""
    reading = read(rss(f"<item>{inner}</item>"))
    assert [reject for reject in reading.rejects if not reject.inside] == []
    (listing,) = reading.listings
    return listing


def test_an_item_of_hugging_face_in_full() -> None:
    text = rss(f"<item>{HF}</item>")
    reading = read(text)
    (listing,) = reading.listings
    assert text[listing.start : listing.end] == f"<item>{HF}</item>"
    assert listing._replace(start=0, end=0)._asdict() == {
        "rank": 1,
        "title": "Tides of   Sand & Salt",
        "abstract": "We dig deep.",
        "start": 0,
        "end": 0,
        "upvotes": 31,
        "authors": ["Ada Reed", "Bo Öst"],
        "arxiv_id": "2401.00001",
        "version": None,
        "doi": None,
        "url": ID,
        "categories": None,
        "keywords": None,
        "published_on": date(2024, 1, 2),
        "published_precision": "day",
    }
    assert (reading.format, reading.layout, reading.rejects) == ("feed", "rss", [])
    assert (reading.truncated, reading.captured_on) == (None, None)


@pytest.mark.parametrize(
    ("described", "abstract", "upvotes", "authors"),
    [
        ("We dig.", "We dig.", None, None),
        (
            "We dig &lt;think&gt; and p &amp;lt; 0.05.",
            "We dig <think> and p &lt; 0.05.",
            None,
            None,
        ),
        ("<![CDATA[We <b>dig</b>.<br/>And dig.]]>", "We dig.\nAnd dig.", None, None),
        (escape("<p>We dig.</p><p>And dig.</p>"), "We dig.\n\n\n\nAnd dig.", None, None),
        (escape("<p>Upvotes: 3</p><p>Summary: We dig.</p>"), "We dig.", 3, None),
        (escape("<p>Upvotes: many</p><p>Abstract: We dig.</p>"), "We dig.", None, None),
        (escape("<p>Authors: A B and C D</p>"), None, None, ["A B", "C D"]),
        # a label in the middle of plain text labels nothing
        (escape("<p>We dig.</p><p>Upvotes: 3</p>"), "We dig.\n\n\n\nUpvotes: 3", None, None),
        (escape("<p>Summary: We dig.</p><p>Upvotes: 3</p>"), "We dig.\n\nUpvotes: 3", None, None),
        (escape("<p>Volume 3</p><h2>Abstract</h2><p>We dig.</p>"), "We dig.", None, None),
        ("", None, None, None),
    ],
)
def test_descriptions(described: str, abstract, upvotes, authors) -> None:
    listing = only(f"<title>Tides</title><description>{described}</description>")
    assert (listing.abstract, listing.upvotes, listing.authors) == (abstract, upvotes, authors)


def test_of_several_texts_the_longest_is_the_abstract() -> None:
    texts = "<description>We dig.</description><content:encoded>We dig deep.</content:encoded>"
    assert only(f"<title>Tides</title>{texts}").abstract == "We dig deep."


ANNOUNCED = "arXiv:2401.00001v2 Announce Type: {} \nAbstract: We dig\nand dig."


@pytest.mark.parametrize(
    ("kind", "published"),
    [("new", date(2024, 1, 2)), ("replace", None), ("cross", None), ("replace-cross", None)],
)
def test_announcements_of_arxiv(kind: str, published: date | None) -> None:
    listing = only(
        f"<title>Tides</title><link>{ID}</link><description>{ANNOUNCED.format(kind)}</description>"
        '<guid isPermaLink="false">oai:arXiv.org:2401.00001v2</guid><category>cs.LG</category>'
        "<category>stat.ML</category><category>cs.LG</category>"
        "<pubDate>Tue, 02 Jan 2024 00:00:00 -0500</pubDate>"
        r"<dc:creator>Ada Reed (Sand (Lab)), E. Schr\"odinger</dc:creator>"
    )
    assert (listing.arxiv_id, listing.version, listing.url) == ("2401.00001", 2, ID)
    assert listing.abstract == "We dig\nand dig."
    assert listing.authors == ["Ada Reed", "E. Schrödinger"]
    assert listing.categories == ["cs.LG", "stat.ML"]
    assert listing.published_on == published


def test_announcements_of_arxiv_in_older_years() -> None:
    names = '<a href="http://arxiv.org/a/1">Ada Reed</a>, <a href="http://arxiv.org/a/2">B. Öst</a>'
    listing = only(
        "<title>Tides of Sand. (arXiv:2401.00001v3 [cs.LG] UPDATED)</title>"
        f"<link>http://arxiv.org/abs/2401.00001</link><dc:creator>{escape(names)}</dc:creator>"
        f"<description>{escape('<p>We dig.</p>')}</description><dc:date>2024-01-02</dc:date>"
    )
    assert (listing.title, listing.abstract) == ("Tides of Sand", "We dig.")
    assert (listing.arxiv_id, listing.version, listing.categories) == ("2401.00001", 3, ["cs.LG"])
    assert listing.authors == ["Ada Reed", "B. Öst"]
    assert listing.published_on is None


@pytest.mark.parametrize(
    ("inner", "field", "value"),
    [
        # authors
        ("<dc:creator>Ada</dc:creator><dc:creator>Bo</dc:creator>", "authors", ["Ada", "Bo"]),
        ("<dc:creator>Reed, Ada</dc:creator>", "authors", ["Ada Reed"]),
        ("<dc:creator>Ada Reed, Bo Öst</dc:creator>", "authors", ["Ada Reed", "Bo Öst"]),
        ("<dc:creator>Reed, Ada; Öst, Bo</dc:creator>", "authors", ["Ada Reed", "Bo Öst"]),
        ("<dc:creator>A. B. Reed and C. Öst</dc:creator>", "authors", ["A. B. Reed", "C. Öst"]),
        ("<author>ada@sand.example (Ada Reed)</author>", "authors", ["Ada Reed"]),
        (r"<author>Erwin Schr\&quot;odinger</author>", "authors", ["Erwin Schrödinger"]),
        ("<author> </author>", "authors", None),
        # identifiers and links
        ("<guid>https://arxiv.org/abs/2401.00002v4</guid>", "arxiv_id", "2401.00002"),
        ("<guid>oai:arXiv.org:math/0211159v1</guid>", "arxiv_id", "math/0211159"),
        ("<guid>2401.00002</guid>", "arxiv_id", None),
        ("<guid>https://huggingface.co/papers/2401.00002</guid>", "arxiv_id", "2401.00002"),
        ("<link>https://doi.org/10.48550/arXiv.2401.00002</link>", "arxiv_id", "2401.00002"),
        ("<link>https://doi.org/10.48550/arXiv.2401.2</link>", "doi", "10.48550/arxiv.2401.2"),
        ("<dc:identifier>doi:10.1000/A.b</dc:identifier>", "doi", "10.1000/a.b"),
        ("<prism:doi>10.1000/a</prism:doi>", "doi", "10.1000/a"),
        ("<guid>https://sand.example/7</guid>", "url", "https://sand.example/7"),
        ("<guid>tag:7</guid>", "url", None),
        # categories and keywords
        ("<category>Sand</category><category> </category>", "categories", ["Sand"]),
        ("<dc:subject>A</dc:subject><prism:keyword>B</prism:keyword>", "keywords", ["A", "B"]),
        # dates: the journal's own before the feed's
        (
            "<pubDate>Fri, 05 Jan 2024 00:00:00 GMT</pubDate>"
            "<prism:publicationDate>2024-01-02</prism:publicationDate>",
            "published_on",
            date(2024, 1, 2),
        ),
        ("<prism:coverDate>March 2024</prism:coverDate>", "published_precision", "month"),
        ("<pubDate>Wed, 02 Jan 2024 05:00:00 EST</pubDate>", "published_on", date(2024, 1, 2)),
        ("<pubDate>today</pubDate>", "published_on", None),
    ],
)  # fmt: skip
def test_other_ways_to_write_a_field(inner: str, field: str, value: object) -> None:
    assert getattr(only(f"<title>Tides</title>{inner}"), field) == value


@pytest.mark.parametrize(
    ("printed", "rule"),
    [("Fri, 30 Feb 2024 00:00:00 GMT", "impossible_date"), ("today", "no_date")],
)
def test_a_day_that_is_none_is_told_inside_its_listing(printed: str, rule: str) -> None:
    reading = read(rss(f"<item><title>Tides</title><pubDate>{printed}</pubDate></item>"))
    assert [listing.published_on for listing in reading.listings] == [None]
    assert [(x.rule, x.text, x.inside) for x in reading.rejects] == [(rule, printed, True)]


@pytest.mark.parametrize(
    ("title", "read_as"),
    [
        ("Tides of\n  Sand", "Tides of\n  Sand"),
        ("<![CDATA[Sand & <i>Salt</i>]]>", "Sand & Salt"),
        ("H<sub>2</sub>O and CO2", "H2O and CO2"),
        ("Sand &amp;amp; Salt", "Sand &amp; Salt"),
        ("Sand &amp;lt;think&amp;gt;", "Sand &lt;think&gt;"),
        ("&lt;think&gt; of Sand", "<think> of Sand"),
        (r"Schr\&quot;odinger", r"Schr\"odinger"),
        ("Sand &nbsp; Salt & more", "Sand \xa0 Salt & more"),
    ],
)
def test_titles_are_given_as_printed(title: str, read_as: str) -> None:
    assert only(f"<title>{title}</title>").title == read_as


@pytest.mark.parametrize(
    "title", ["", "<title/>", "<title> &#32; </title>", "<title><b></b></title>"]
)
def test_an_item_without_title_is_one_reject(title: str) -> None:
    hurt = f"<item>{title}<link>{ID}</link></item>"
    reading = read(rss(item(1), hurt, item(3)))
    assert [listing.rank for listing in reading.listings] == [1, 3]
    assert [(reject.rule, reject.text) for reject in reading.rejects] == [("no_title", hurt)]


def test_a_title_whose_words_are_taken_apart_is_one_reject() -> None:
    hurt = "<item><title>Ti<!-- > -->des of Sand</title></item>"
    reading = read(rss(item(1), hurt))
    assert [(reject.rule, reject.text) for reject in reading.rejects] == [("title_in_pieces", hurt)]


def test_rss_1_and_atom_say_the_same_in_their_ways() -> None:
    one = read(rdf("<item rdf:about='x'><title>Tides</title><dc:creator>Ada Reed</dc:creator>"
                   f"<link>{ID}</link><description>We dig.</description></item>"))  # fmt: skip
    two = read(
        atom(
            "<entry><title type='html'>Tides</title><author><name>Ada Reed</name></author>"
            f"<link rel='alternate' href='{ID}'/><link rel='related' href='https://x.example'/>"
            "<summary>We dig.</summary><published>2024-01-02T00:00:00Z</published></entry>"
        )
    )
    for reading, layout in ((one, "rdf"), (two, "atom")):
        (listing,) = reading.listings
        assert (reading.layout, listing.title, listing.abstract) == (layout, "Tides", "We dig.")
        assert (listing.authors, listing.arxiv_id) == (["Ada Reed"], "2401.00001")
        assert (listing.url, reading.captured_on) == (ID, date(2024, 1, 5))
    assert (one.date_rule, two.date_rule) == ("feed's dc:date", "feed's updated")
    assert two.listings[0].published_on == date(2024, 1, 2)


@pytest.mark.parametrize(
    ("head", "text", "captured", "rule"),
    [
        (
            "<pubDate>Thu, 04 Jan 2024 00:00:00 GMT</pubDate>"
            "<lastBuildDate>Fri, 05 Jan 2024 00:02:00 +0000</lastBuildDate>",
            "Fri, 05 Jan 2024 00:02:00 +0000",
            date(2024, 1, 5),
            "feed's lastBuildDate",
        ),
        (
            "<lastBuildDate>now</lastBuildDate><pubDate>Thu, 04 Jan 2024 00:00:00 GMT</pubDate>",
            "Thu, 04 Jan 2024 00:00:00 GMT",
            date(2024, 1, 4),
            "feed's pubDate",
        ),
        ("<lastBuildDate>Feb 30, 2024</lastBuildDate>", "Feb 30, 2024", None, None),
        ("<dc:date>2024-01</dc:date>", "2024-01", None, None),
        ("", None, None, None),
    ],
)
def test_the_day_of_a_feed(head: str, text: str | None, captured, rule: str | None) -> None:
    reading = read(rss(item(1), head=HEAD + head))
    assert (reading.date_text, reading.captured_on, reading.date_rule) == (text, captured, rule)
    assert reading.listed_on == captured


@pytest.mark.parametrize(
    ("path", "head", "series"),
    [
        ("feed.xml", HEAD, "Sand & Tides"),
        ("2024-01-05T0002_feed.xml", HEAD, "Sand & Tides (feed)"),
        ("a/2024-01-05_feed_weekly.xml.gz", HEAD, "Sand & Tides (feed_weekly)"),
        ("2024-01-05.xml", HEAD, "Sand & Tides"),
        ("2024-01-05_sand.xml", "", "sand"),
        ("feed.xml", "<title> </title>", None),
    ],
)
def test_the_series_is_the_feed_and_its_kind(path: str, head: str, series: str | None) -> None:
    assert read(rss(item(1), head=head), path).series == series


def test_an_empty_feed_is_a_dump_without_listings() -> None:
    for text in (rss(), rdf(), atom()):
        reading = read(text)
        assert (reading.listings, reading.rejects, reading.truncated) == ([], [], None)


def test_a_feed_cut_off_keeps_its_whole_items() -> None:
    text = rss(item(1), item(2), item(3))
    third = read(text).listings[2]
    for place in range(third.start + 5, third.end, 7):
        reading = read(text[:place])
        assert [listing.arxiv_id for listing in reading.listings] == ["2401.00001", "2401.00002"]
        assert [reject.rule for reject in reading.rejects] == ["cut_off"]
        assert reading.truncated is True


def test_a_malformed_item_is_one_reject_and_the_rest_goes_on() -> None:
    hurt = item(2).replace("</title>", "</titel>")
    reading = read(rss(item(1), hurt, item(3)))
    assert [(listing.rank, listing.arxiv_id) for listing in reading.listings] == [
        (1, "2401.00001"),
        (3, "2401.00003"),
    ]
    assert [(reject.rule, reject.text) for reject in reading.rejects] == [("malformed", hurt)]


@pytest.mark.parametrize(
    "text",
    [
        "<html><body>rss</body></html>",
        '<feed xmlns="urn:other"><entry/></feed>',
        '<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        "rss <rss>",
        '{"rss": "<rss>"}',
        "<channel><item/></channel>",
    ],
)
def test_other_texts_are_no_feeds(text: str) -> None:
    assert not feed.sniff(Source("a.xml", text.encode()))


def test_a_document_type_is_refused_in_one_line() -> None:
    text = rss(item(1)).replace("<rss", '<!DOCTYPE rss SYSTEM "rss-0.91.dtd">\n<rss', 1)
    with pytest.raises(DumpError, match=r"declares a document type \(line 2\)") as caught:
        read(text)
    assert "\n" not in str(caught.value)


SCRAPS = [
    "<item>", "</item>", "<title>", "</title>", "<description>", "<![CDATA[", "]]>", "<!--", "-->",
    "&", "<", ">", "&nbsp;", "&lt;p&gt;", "<pubDate>Feb 30, 2024</pubDate>", "é𝒜", "\x01", "<?x",
    "",
    "<entry>", "</channel>", "<link>", "arXiv:2401.00009v1 Announce Type: new \nAbstract: ",
]  # fmt: skip


@given(st.data())
def test_any_text_that_opens_like_a_feed_is_accounted_for(data: st.DataObject) -> None:
    entry = "<entry><title>Tides</title><summary>We dig.</summary></entry>"
    text = data.draw(st.sampled_from([rss(item(1), item(2), item(3)), rdf(item(1)), atom(entry)]))
    assert_accounted_for(feed, "feed.xml", hurt(data, text, SCRAPS))


def test_every_item_of_the_real_captures_is_a_listing(shared) -> None:
    archive = shared / "corpora" / "hf_feed_history.tar.xz"
    listings = captures = 0
    for content in contents(archive.name, archive):
        if not content.path.endswith(".xml"):
            continue
        source = Source(content.path, content.data)
        reading = read(source.text, content.path)
        items = ET.fromstring(content.data).findall("channel/item")
        assert reading.rejects == []
        assert [listing.url for listing in reading.listings] == [x.findtext("link") for x in items]
        assert [listing.title for listing in reading.listings] == [
            (each.findtext("title") or "").strip() for each in items
        ]
        assert all(each.abstract and each.authors and each.arxiv_id for each in reading.listings)
        captures += 1
        listings += len(items)
    assert (captures, listings) == (364, 13_891)

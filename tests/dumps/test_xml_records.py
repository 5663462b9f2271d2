"""XML as records: exact places, refusals, and what is broken costs no more than its own record."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps import Source, xml_walk
from workbench.dumps.xml_records import Document, Record, read_records, root_of, texts
from workbench.errors import DumpError

PATHS = frozenset({"title", "link", "author", "author/name", "dc:creator", "updated"})
OPENING = '<rss version="2.0"><channel><title>Foam &amp; Salt</title>\n'
CLOSING = "\n</channel></rss>\n"
ITEMS = [f"<item><title>Buoy {name}</title><link>x</link></item>" for name in "ABCDE"]
FEED = OPENING + "\n".join(ITEMS) + CLOSING

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def source(text: str | bytes, encoding: str | None = None) -> Source:
    return Source("feed.xml", text if isinstance(text, bytes) else text.encode(), encoding)


def read(text: str | bytes, record: str = "item", encoding: str | None = None) -> Document:
    return read_records(source(text, encoding), record, PATHS)


def titles(document: Document) -> list[str]:
    records = (piece for piece in document.pieces if isinstance(piece, Record))
    return [title for record in records for title in texts(record.fields, "title")]


def broken(document: Document, text: str) -> list[tuple[str, str]]:
    return [
        (piece.rule, text[piece.start : piece.end].strip())
        for piece in document.pieces
        if not isinstance(piece, Record)
    ]


@pytest.mark.parametrize(
    ("opening", "root"),
    [
        ("<rss>", "rss"),
        ("<?xml version='1.0'?>\n<!-- a <feed> -->\n<?style x?><rdf:RDF a='b'>", "RDF"),
        ("<!DOCTYPE rss>\n<rss/>", "rss"),
        ("<!DOCTYPE rss [ <!ENTITY a 'b'> ]>\n<rss/>", "rss"),
        ("<html><rss>", "html"),
        ("text <rss>", None),
        ("<rss", None),
        ("{}", None),
        ("<??>" * 900, None),
    ],
)
def test_the_root_is_the_first_element(opening: str, root: str | None) -> None:
    assert root_of(opening) == root


@pytest.mark.parametrize(
    "items",
    [
        pytest.param(ITEMS, id="plain"),
        pytest.param([item.replace("Buoy", "Bóje 𝒜") for item in ITEMS], id="wide characters"),
        pytest.param([item.replace("><", ">\r\n  <") for item in ITEMS], id="CRLF"),
        pytest.param(["<item/>", "<item />", "<item a='>'/>", "<item></item >"], id="empty"),
        pytest.param(["<item><link/></item>", "<item>/></item>"], id="ends like an empty one"),
        pytest.param(["<item><![CDATA[</item>]]></item>", *ITEMS], id="an end in CDATA"),
        pytest.param(["<!-- <item> -->", *ITEMS], id="a comment"),
    ],
)
@pytest.mark.parametrize("between", ["", "\n  "])
def test_records_have_exact_places(items: list[str], between: str) -> None:
    text = OPENING + between.join(items) + CLOSING
    document = read(text)
    assert [text[piece.start : piece.end] for piece in document.pieces] == [
        item for item in items if not item.startswith("<!--")
    ]
    assert all(isinstance(piece, Record) for piece in document.pieces)
    assert (document.root, document.cut, document.error) == ("rss", False, None)
    assert texts(document.head, "title") == ["Foam & Salt"]


@pytest.mark.parametrize(
    ("data", "stated"),
    [
        (f"<?xml version='1.0' encoding='utf-16'?>{FEED}".replace("A", "é").encode("utf-16"), None),
        (
            f"<?xml version='1.0' encoding='latin-1'?>{FEED}".replace("A", "é").encode("latin-1"),
            None,
        ),
        (
            f"<?xml version='1.0' encoding='utf-8'?>{FEED}".replace("A", "é").encode("cp1252"),
            "cp1252",
        ),
        (f"<?xml version='1.1' standalone='yes'?>{FEED}".replace("A", "é").encode(), None),
        (f"\n \n<?xml version='1.0'?>{FEED}".replace("A", "é").encode(), None),
        (b"\xef\xbb\xbf" + FEED.replace("A", "é").encode(), None),
    ],
)
def test_what_the_declaration_says_does_not_matter_any_more(data: bytes, stated) -> None:
    document = read(data, encoding=stated)
    assert titles(document) == ["Buoy é", "Buoy B", "Buoy C", "Buoy D", "Buoy E"]
    text = source(data, stated).text
    assert [text[piece.start : piece.end] for piece in document.pieces][1:] == ITEMS[1:]


@pytest.mark.parametrize(
    ("given", "path", "found"),
    [
        ("<title>a</title><title>b</title>", "title", ["a", "b"]),
        ("<title> </title>", "title", []),
        ("<title><![CDATA[a & ]]>b</title>", "title", ["a & b"]),
        ("<title>a<!-- no -->b&#x63;</title>", "title", ["abc"]),
        ("<title>H<sub>2</sub>O<br/></title>", "title", ["H<sub>2</sub>O<br></br>"]),
        ("<x:title xmlns:x='http://purl.org/rss/1.0/'>a</x:title>", "title", ["a"]),
        ("<media:title>a</media:title>", "title", []),
        ("<media><title>a</title></media>", "title", []),
        (
            "<author><name>a</name></author><author><name>b</name></author>",
            "author/name",
            list("ab"),
        ),
        ("<author><x><name>a</name></x></author>", "author/name", []),
        ("<dc:creator>a</dc:creator>", "dc:creator", ["a"]),
        (
            "<q:creator xmlns:q='http://purl.org/dc/elements/1.1/'>a</q:creator>",
            "dc:creator",
            ["a"],
        ),
        ("<dc:creator xmlns:dc='urn:other'>a</dc:creator>", "dc:creator", ["a"]),
        ("<atom:link>a</atom:link>", "link", []),
        ("<channel><title>a</title></channel>", "title", []),
    ],
)
def test_fields_go_by_their_path(given: str, path: str, found: list[str]) -> None:
    (record,) = read(f"{OPENING}<item>{given}</item>{CLOSING}").pieces
    assert texts(record.fields, path) == found


def test_the_names_of_an_atom_feed_may_have_a_prefix() -> None:
    inner = "<a:title>t</a:title><a:updated>u</a:updated><a:entry><a:title>b</a:title></a:entry>"
    document = read(f"<a:feed xmlns:a='http://www.w3.org/2005/Atom'>{inner}</a:feed>", "entry")
    assert (document.root, titles(document)) == ("feed", ["b"])
    assert texts(document.head, "title", "updated") == ["t", "u"]


@pytest.mark.parametrize(
    "doctype",
    [
        pytest.param(f'[<!ENTITY l0 "lol">{LAUGHS}]', id="billion laughs"),
        pytest.param(f'[<!ENTITY a "{"x" * 10_000}">]', id="quadratic blowup"),
        pytest.param('[<!ENTITY a SYSTEM "file:///etc/passwd">]', id="external entity"),
        pytest.param('[<!ENTITY % a SYSTEM "http://127.0.0.1/a.dtd"> %a;]', id="parameter entity"),
        pytest.param('SYSTEM "http://127.0.0.1/a.dtd"', id="external document type"),
        pytest.param('PUBLIC "-//Netscape//DTD RSS 0.91//EN" "rss-0.91.dtd"', id="RSS 0.91"),
        pytest.param("[]", id="an empty one"),
        pytest.param("", id="none but its name"),
    ],
)
@pytest.mark.parametrize("before", ["", "<?xml version='1.0'?>\n", "<!-- \x01 -->\n"])
def test_document_types_are_refused(doctype: str, before: str) -> None:
    text = f"{before}<!DOCTYPE rss {doctype}>\n{FEED.replace('Buoy', '&a;&l9;' * 500)}"
    with pytest.raises(DumpError, match=r"declares a document type \(line \d\)") as caught:
        read(text)
    assert "\n" not in str(caught.value)


def test_a_document_type_behind_the_root_declares_nothing() -> None:
    text = FEED.replace(ITEMS[1], '<!DOCTYPE a [<!ENTITY b "c">]><item><title>&b;</title></item>')
    document = read(text)
    assert titles(document) == ["Buoy A", "&b;", "Buoy C", "Buoy D", "Buoy E"]
    assert broken(document, text) == [("malformed", '<!DOCTYPE a [<!ENTITY b "c">]>')]


C = ITEMS[2]


@pytest.mark.parametrize(
    ("hurt", "kept"),
    [
        pytest.param(C.replace("</title>", "</titel>"), "ABDE", id="a wrong end tag"),
        pytest.param(C.replace("</title>", ""), "ABDE", id="no end tag"),
        pytest.param(C.replace("</item>", ""), "ABDE", id="no end of the item"),
        pytest.param(C.replace("<item>", ""), "ABDE", id="no beginning of the item"),
        pytest.param(C.replace("<item>", "<item a=b>"), "ABDE", id="a wrong attribute"),
        pytest.param(C.replace("<link>", "<link a='1' a='2'>"), "ABDE", id="an attribute twice"),
        pytest.param(C.replace("<link>", "<link a='"), "ABDE", id="an open quote"),
        pytest.param(C.replace("<link>", "<link"), "ABDE", id="an open tag"),
        pytest.param(C.replace("<link>", "<link><!--"), "ABDE", id="an open comment"),
        pytest.param(C.replace("<link>", "<link><![CDATA["), "ABDE", id="open CDATA"),
        pytest.param(C.replace("<link>", "<link><?x "), "ABDE", id="an open instruction"),
        pytest.param(C.replace("<link>", "<link><item>") + "</item>", "ABDE", id="an item in it"),
        pytest.param(C.replace("<link>", "<title><item>"), "ABDE", id="an item in its title"),
        pytest.param("<a>" * 200 + C, "ABCDE", id="nested too deep before it"),
        pytest.param(C.replace("<link>", "<a>" * 200), "ABDE", id="nested too deep"),
        pytest.param("</item>" + C, "ABCDE", id="an end too much"),
        pytest.param("<?xml version='1.0'?>" + C, "ABCDE", id="a declaration"),
        pytest.param("&bogus; & < \x01" + C, "ABCDE", id="stray signs before it"),
        pytest.param(C.replace("Buoy", "&nbsp;Buoy &"), "ABCDE", id="stray signs"),
    ],
)
def test_what_is_broken_costs_its_own_record_at_most(hurt: str, kept: str) -> None:
    text = FEED.replace(C, hurt)
    document = read(text)
    assert "".join(title[-1] for title in titles(document)) == kept
    for piece in document.pieces:
        printed = text[piece.start : piece.end]
        if isinstance(piece, Record):
            assert re.fullmatch(r"<item>[^\0]*?</item>", printed)
        else:
            assert piece.rule == "malformed"
            assert printed.strip() in hurt
    assert not document.cut


def test_a_file_cut_anywhere_keeps_its_whole_records() -> None:
    for at in range(len(OPENING), len(FEED)):
        text = FEED[:at]
        document = read(text)
        whole = [item for item in ITEMS if item in text]
        assert titles(document) == [f"Buoy {item[18]}" for item in whole]
        rest = text[FEED.index(whole[-1]) + len(whole[-1]) :] if whole else text[len(OPENING) :]
        tail = [("cut_off", rest.strip())] if "<i" in rest else []
        assert broken(document, text)[: len(tail)] == tail
        assert all(rule == "cut_off" for rule, _ in broken(document, text))
        assert document.cut == ("</rss>" not in text)


def test_records_in_an_element_that_never_ends_are_read() -> None:
    text = FEED.replace(C, f"stray <b> text {C}")
    document = read(text)
    assert [title[-1] for title in titles(document)] == list("ABCDE")
    assert broken(document, text) == [("malformed", CLOSING.strip())]


def test_a_feed_behind_a_feed_is_read_too() -> None:
    text = f"<?xml version='1.0'?>{FEED}<?xml version='1.0'?>{FEED}"
    document = read(text)
    assert [title[-1] for title in titles(document)] == list("ABCDEABCDE")
    assert [rule for rule, _ in broken(document, text)] == ["malformed"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<rss", "unclosed token"),
        ("<rss <channel>", "not well-formed"),
        ("<?xml version='1.0'?><!-- -->", "no element found"),
        ("just text", "line 1: not well-formed|syntax error"),
    ],
)
def test_what_has_no_root_is_refused(text: str, found: str) -> None:
    with pytest.raises(DumpError, match=found):
        read(text)


def test_errors_name_the_first_line_that_is_wrong() -> None:
    assert read(FEED.replace(C, "<a></b>")).error == "line 4: mismatched tag"


def test_a_tag_longer_than_any_real_one_costs_its_record(monkeypatch) -> None:
    monkeypatch.setattr(xml_walk, "_MAX_TAG", 50_000)
    long, longer = "x" * 40_000, "x" * 200_000
    text = FEED.replace("<link>", f"<link a='{long}'>", 1).replace(C, f"<item a='{longer}'>{C}")
    document = read(text)
    assert [title[-1] for title in titles(document)] == list("ABCDE")
    assert [piece[:9] for _, piece in broken(document, text)] == ["<item a='"]


def test_a_record_of_more_fields_than_any_real_one_is_broken(monkeypatch) -> None:
    monkeypatch.setattr(xml_walk, "_MAX_FIELDS", 5)
    text = FEED.replace(C, C.replace("<link>", "<link/>" * 9 + "<link>"))
    document = read(text)
    assert [title[-1] for title in titles(document)] == list("ABDE")


def test_text_is_read_again_a_limited_number_of_times(monkeypatch) -> None:
    """Open comments reach to the end of the file, in every record anew."""
    monkeypatch.setattr(xml_walk, "_AT_LEAST", 0)
    walked = []
    feed = xml_walk.Walk._feed

    def counted(walk, parser) -> None:
        try:
            feed(walk, parser)
        finally:
            walked.append(walk._fed)

    monkeypatch.setattr(xml_walk.Walk, "_feed", counted)
    text = OPENING + "<item><?x " * 2_000 + CLOSING
    document = read(text)
    assert len(walked) < 2 * 12
    assert document.pieces[-1].end == len(text)
    assert titles(document) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<a>" * 300_000, id="nested"),
        pytest.param("<item>" * 30_000, id="records nested"),
        pytest.param("</item>" * 30_000, id="ends only"),
        pytest.param(f"<item a='{'x' * 2_000_000}'/>", id="a long attribute"),
        pytest.param(f"<item><title>{'x' * 2_000_000}</title></item>", id="a long text"),
        pytest.param(f"<item><title>{'& ' * 100_000}</title></item>", id="stray signs only"),
        pytest.param(f"<item><title>{'&lt;' * 100_000}</title></item>", id="entities only"),
    ],
)
def test_hostile_files_are_read_to_their_end(text: str) -> None:
    document = read(OPENING + text + CLOSING)
    assert document.pieces[-1].end <= len(OPENING + text + CLOSING)


SCRAPS = [
    "<item>", "</item>", "<title>", "</title>", "<", ">", "&", "'", '"', "&nbsp;", "&#1;", "]]>",
    "<![CDATA[", "<!--", "-->", "<?", "?>", "<a>", "</channel>", "\x01", "é", "𝒜", "<item/>", " ",
]  # fmt: skip


@given(st.data())
def test_any_mutation_is_accounted_for_in_order(data) -> None:
    text = "<?xml version='1.0'?>" + FEED.replace("Buoy B", "<![CDATA[Bóje & 𝒜]]>")
    for _ in range(data.draw(st.integers(1, 4))):
        start, length = data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, 60)))
        scraps = data.draw(st.lists(st.sampled_from(SCRAPS), max_size=3))
        text = text[:start] + "".join(scraps) + text[start + length :]
    try:
        document = read(text)
    except DumpError:
        return
    place = 0
    for piece in document.pieces:
        assert place <= piece.start < piece.end <= len(text)
        place = piece.end
        if isinstance(piece, Record):
            assert re.match(r"<item[\s/>]", text[piece.start :])
            assert text[piece.end - 1] == ">"
    # no record opens in the channel outside of all pieces, but for comments and the like
    if "<channel>" in text and not re.search(r"<!|<\?(?!xml)|</channel>.", text):
        inside = [range(piece.start, piece.end) for piece in document.pieces]
        record = re.compile(r"<item[\s/>]")
        opened = (found.start() for found in record.finditer(text, text.index("<channel>")))
        assert all(any(at in piece for piece in inside) for at in opened)

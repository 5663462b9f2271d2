"""Answers of the arXiv API, as sent and as recorded: entries, errors, and every hurt file."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hurt import assert_accounted_for, hurt
from workbench.dumps import (
    Reading,
    Source,
    arxiv_atom,
    arxiv_json,
    balance,
    feed,
    hf_api,
)
from workbench.errors import DumpError

SEARCH = "search_query=all:tides&amp;id_list=&amp;start=0&amp;max_results=3"
ERROR = (
    "<entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_x</id><title>Error</title>"
    "<summary>incorrect id format for x</summary></entry>"
)


def entry(n: int, extra: str = "") -> str:
    page = f"http://arxiv.org/abs/2401.{n:05d}v2"
    return (
        f"<entry>\n <id>{page}</id>\n <updated>2024-02-01T00:00:00Z</updated>\n"
        " <published>2024-01-02T17:59:59Z</published>\n"
        f" <title>Tides {n}\n  of Sand &amp; Salt</title>\n"
        r' <summary>  We "dig" \alpha\n deep.</summary>'
        "\n <author><name>Ada Reed</name><arxiv:affiliation>Sand Lab</arxiv:affiliation></author>"
        '\n <author><name>Erwin Schr\\"odinger</name></author>'
        f'\n <link href="{page}" rel="alternate" type="text/html"/>'
        '\n <link title="pdf" href="http://arxiv.org/pdf/2401.00009v1" rel="related"/>'
        '\n <arxiv:primary_category term="hep-ph" scheme="x"/>'
        '\n <category term="cs.LG" scheme="x"/>\n <category term="hep-ph" scheme="x"/>'
        f"\n {extra}</entry>"
    )


def answer(*entries: str, query: str = SEARCH, total: int | None = None, start: int = 0) -> str:
    total = len(entries) if total is None else total
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
        ' xmlns:arxiv="http://arxiv.org/schemas/atom"'
        ' xmlns:os="http://a9.com/-/spec/opensearch/1.1/">\n'
        f" <id>http://arxiv.org/api/cHxbiOdZaP56</id>\n <title>ArXiv Query: {query}</title>\n"
        " <updated>2024-03-01T00:00:00-05:00</updated>\n"
        f" <os:totalResults>{total}</os:totalResults><os:startIndex>{start}</os:startIndex>\n"
        + "\n".join(entries)
        + "\n</feed>\n"
    )


def recorded(body: str, status: Any = 200, **more: Any) -> str:
    url = "https://export.arxiv.org/api/query?search_query=tides"
    return json.dumps({"url": url, "status_code": status, "body": body, **more}, indent=1)


def unescaped(body: str) -> str:
    """Record an answer with the characters as they are."""
    url = "https://export.arxiv.org/api/query?search_query=tides"
    return json.dumps({"url": url, "status_code": 200, "body": body}, ensure_ascii=False)


def read(text: str) -> Reading:
    source = Source("a.xml", text.encode())
    assert arxiv_atom.sniff(source)
    for other in (hf_api, arxiv_json):
        assert not other.sniff(source)
    reading = arxiv_atom.read(source)
    assert sum(balance(source, reading).values()) == len(source.data)
    return reading


FORMS = pytest.mark.parametrize("form", [str, recorded, unescaped])


@FORMS
def test_an_entry_in_full(form) -> None:
    text = form(answer(entry(1)))
    reading = read(text)
    assert (reading.format, reading.rejects) == ("arxiv", [])
    assert reading.layout == ("atom" if form is str else "recorded")
    (listing,) = reading.listings
    printed = text[listing.start : listing.end]
    assert printed == (entry(1) if form is str else json.dumps(entry(1))[1:-1])
    assert listing._replace(start=0, end=0)._asdict() == {
        "rank": 1,
        "title": "Tides 1\n  of Sand & Salt",
        "abstract": r'We "dig" \alpha\n deep.',
        "start": 0,
        "end": 0,
        "upvotes": None,
        "authors": ["Ada Reed", "Erwin Schrödinger"],
        "arxiv_id": "2401.00001",
        "version": 2,
        "doi": None,
        "url": "http://arxiv.org/abs/2401.00001v2",
        "categories": ["hep-ph", "cs.LG"],
        "keywords": None,
        "published_on": date(2024, 1, 2),
        "published_precision": "day",
    }
    assert (reading.captured_on, reading.listed_on) == (date(2024, 3, 1), date(2024, 3, 1))
    assert (reading.date_text, reading.date_rule) == (
        "2024-03-01T00:00:00-05:00",
        "answer's updated",
    )


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("</summary>", "</summary><arxiv:doi>10.1000/A.b</arxiv:doi>", "doi", "10.1000/a.b"),
        ("2401.00001v2", "math.GT/0309136v1", "arxiv_id", "math.GT/0309136"),
        ("2401.00001v2", "2401.00001", "version", None),
        ("2024-01-02T17", "soon", "published_on", None),
        ("  We", "", "abstract", None),
        ("Ada Reed", " Ada  de\n Reed ", "authors", ["Ada de Reed", "Erwin Schrödinger"]),
    ],
)
@FORMS
def test_other_ways_to_write_a_field(form, old: str, new: str, field: str, value: object) -> None:
    made = entry(1)
    if field == "abstract":
        made = made[: made.index("<summary>")] + made[made.index("</summary>") + 10 :]
    else:
        made = made.replace(old, new)
    (listing,) = read(form(answer(made))).listings
    assert getattr(listing, field) == value


@FORMS
@pytest.mark.parametrize(
    ("query", "series"),
    [
        (SEARCH, "arXiv: all:tides"),
        ("search_query=cat:cs.LG AND ti:sand&amp;start=9", "arXiv: cat:cs.LG AND ti:sand"),
        ("search_query=&amp;id_list=2401.00001&amp;start=0", None),
        ("search_query=all:tides&amp;id_list=2401.00001&amp;start=0", None),
        ("something else", None),
    ],
)
def test_the_series_is_the_query(form, query: str, series: str | None) -> None:
    assert read(form(answer(entry(1), query=query))).series == series


@pytest.mark.parametrize(
    ("total", "start", "truncated"),
    [(2, 0, False), (3, 0, True), (12, 10, False), (13, 10, True), (0, 0, False)],
)
def test_an_answer_says_whether_there_are_more(total: int, start: int, truncated: bool) -> None:
    assert read(answer(entry(1), entry(2), total=total, start=start)).truncated is truncated


def test_an_answer_without_a_total_does_not_say() -> None:
    text = answer(entry(1)).replace("<os:totalResults>1<", "<os:totalResults>many<")
    assert read(text).truncated is None


@FORMS
def test_an_answer_of_nothing_is_a_dump_without_listings(form) -> None:
    reading = read(form(answer()))
    assert (reading.listings, reading.rejects, reading.truncated) == ([], [], False)


@FORMS
def test_what_the_server_says_in_place_of_papers_is_a_reject(form) -> None:
    reading = read(form(answer(ERROR)))
    assert (reading.listings, [reject.rule for reject in reading.rejects]) == ([], ["error_answer"])


@FORMS
def test_a_malformed_entry_and_one_without_title(form) -> None:
    hurt = [entry(2).replace("</title>", "</titel>"), entry(3).replace("Tides 3", "")]
    hurt[1] = hurt[1].replace("of Sand &amp; Salt", "")
    reading = read(form(answer(entry(1), *hurt, entry(4))))
    assert [listing.rank for listing in reading.listings] == [1, 4]
    assert [reject.rule for reject in reading.rejects] == ["malformed", "no_title"]


def test_an_impossible_day_is_told_inside_its_listing() -> None:
    reading = read(answer(entry(1).replace("2024-01-02T", "2024-02-30T")))
    assert [listing.published_on for listing in reading.listings] == [None]
    assert [(reject.rule, reject.inside) for reject in reading.rejects] == [
        ("impossible_date", True)
    ]


@FORMS
def test_an_answer_cut_off_keeps_its_whole_entries(form) -> None:
    text = form(answer(entry(1), entry(2), entry(3)))
    third = read(text).listings[2]
    for place in range(third.start + 8, third.end, 11):
        reading = read(text[:place])
        assert [listing.arxiv_id for listing in reading.listings] == ["2401.00001", "2401.00002"]
        assert [reject.rule for reject in reading.rejects] == ["cut_off"]
        assert reading.truncated is True


WIDE = 'Über 𝒜 \u2028 "q" \\ / \b\t'


@pytest.mark.parametrize("form", [recorded, unescaped])
def test_places_lead_back_through_the_escapes(form) -> None:
    text = form("\ufeff" + answer(entry(1).replace("deep", WIDE), entry(2)))
    reading = read(text)
    for n, listing in enumerate(reading.listings, start=1):
        printed = json.loads(f'"{text[listing.start : listing.end]}"')
        assert printed.startswith("<entry>")
        assert printed.endswith("</entry>")
        assert f"2401.{n:05d}v2" in printed
    assert '𝒜 \u2028 "q" \\ / ' in (reading.listings[0].abstract or "")


def test_members_of_a_recorded_answer_stand_in_any_order() -> None:
    body, url = json.dumps(answer(entry(1))), '"https://export.arxiv.org/api/query?x"'
    for text in (
        f'{{"status_code": 200, "url": {url}, "body": {body}}}',
        f'{{"url": {url}, "headers": {{"a": [1]}}, "status_code": 200, "body": {body}, "n": null}}',
    ):
        assert len(read(text).listings) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (recorded("Rate exceeded.", 429), "records an answer of status 429"),
        (recorded("x" * 90_000, "5" * 900), f"records an answer of status {'5' * 40};"),
        (recorded("Rate exceeded."), "records an answer that is no Atom feed"),
        (recorded("<html/>"), "records an answer that is no Atom feed"),
        (recorded(answer(entry(1))) + "{", "is no recorded answer (line 4 is no JSON)"),
        (
            answer(entry(1)).replace("<feed", "<!DOCTYPE feed []>\n<feed"),
            "declares a document type",
        ),
        (
            recorded(answer(entry(1)).replace("<feed", '<!DOCTYPE feed [<!ENTITY a "b">]><feed')),
            "declares a document type",
        ),
    ],
)
def test_what_is_no_answer_is_refused_in_one_line(text: str, found: str) -> None:
    source = Source("a.json", text.encode())
    assert arxiv_atom.sniff(source)
    with pytest.raises(DumpError) as caught:
        arxiv_atom.read(source)
    assert found in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Sand</title></feed>',
        "<html>https://export.arxiv.org/api/query</html>",
        '{"url": "https://export.arxiv.org/api/query"}',
        '{"status_code": 200, "body": ""}',
        '[{"id": "2401.00001"}]',
    ],
)
def test_other_texts_are_left_to_others(text: str) -> None:
    assert not arxiv_atom.sniff(Source("a.json", text.encode()))


def test_an_atom_feed_of_others_is_a_feed() -> None:
    text = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Sand</title></feed>'
    assert feed.sniff(Source("a.xml", text.encode()))


SCRAPS = [
    "<entry>", "</entry>", "<title>", "</title>", "&", "<", "]]>", "<![CDATA[", "<!--", "é𝒜", "\\",
    '"', "\\u00e9", "\\ud835", "\\n", "}", '", "status_code": 500', "\x01", "<published>9999-99-99",
    "<id>http://arxiv.org/api/errors</id>", "",
]  # fmt: skip


@given(st.data())
def test_any_text_that_opens_like_an_answer_is_accounted_for(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from([str, recorded, unescaped]))
    text = form(answer(entry(1).replace("deep", WIDE), entry(2), entry(3)))
    assert_accounted_for(arxiv_atom, "a.xml", hurt(data, text, SCRAPS))


def test_real_answers(shared) -> None:
    space = {"a": "http://www.w3.org/2005/Atom"}
    counts = {}
    for file in sorted((shared / "formats" / "arxiv_api").glob("*.json")):
        source = Source(file.name, file.read_bytes())
        reading = arxiv_atom.read(source)
        balance(source, reading)
        entries = ET.fromstring(json.loads(source.data)["body"].encode()).findall("a:entry", space)
        assert [listing.title for listing in reading.listings] == [
            each.findtext("a:title", namespaces=space) for each in entries
        ]
        assert [len(listing.authors or ()) for listing in reading.listings] == [
            len(each.findall("a:author", space)) for each in entries
        ]
        assert reading.rejects == []
        query = file.name.split("_")[2]
        counts[query] = (len(reading.listings), reading.series, reading.truncated)
    assert counts == {
        "id": (1, None, False),
        "q": (10, "arXiv: all:testing", True),
    }

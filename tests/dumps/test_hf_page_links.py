"""The papers page with its links: two extractors' layouts, every variation, nothing lost."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import BANNER, Linked, linked, markdown, markdown_paper, papers, spaced, urls, urls_paper
from workbench.dumps import Reading, Source, hf_page, hf_page_links, read_dump
from workbench.errors import DumpError

FIVE = linked(1, 2, 3, 4, 5)
BOTH = pytest.mark.parametrize("layout", [markdown, urls])
SITE = "https://huggingface.co"


def read(text: str) -> Reading:
    source = Source("page.md", text.encode())
    reading, ledger = read_dump(source)
    assert sum(ledger.values()) == len(source.data)
    return reading


def told(reading: Reading) -> list[tuple[str | None, str, str | None]]:
    """Return id, title and abstract of each listing, white space collapsed."""
    return [
        (
            x.arxiv_id,
            " ".join(x.title.split()),
            " ".join(x.abstract.split()) if x.abstract else None,
        )
        for x in reading.listings
    ]


def expected(listed: list[Linked]) -> list[tuple[str, str, str | None]]:
    return [each[:3] for each in listed]


@BOTH
def test_a_page_gives_every_paper_in_order(layout) -> None:
    many = linked(*range(1, 61))
    reading = read(layout(many))
    assert (reading.format, reading.layout) == (hf_page.NAME, layout.__name__)
    assert told(reading) == expected(many)
    assert [listing.rank for listing in reading.listings] == list(range(1, 61))
    assert reading.rejects == []
    first = reading.listings[0]
    assert first.url == f"{SITE}/papers/2401.00001"
    assert (first.published_on, first.published_precision) == (date(2024, 3, 3), "day")
    assert (first.upvotes, first.authors, first.doi) == (None, None, None)


@BOTH
def test_the_day_in_the_header_is_that_of_the_capture(layout) -> None:
    assert read(layout(FIVE)).date_text == "Oct 2"
    assert read(layout(FIVE, day="October 12")).date_text == "October 12"
    # the navigation's link to the day before is no date, nor are the papers' own
    assert read(layout(FIVE, day=None)).date_text is None


@BOTH
@pytest.mark.parametrize(
    ("votes", "upvotes"), [("-", None), ("0", 0), ("12", 12), ("1.2k", None), (None, None)]
)
def test_votes(layout, votes: str | None, upvotes: int | None) -> None:
    reading = read(layout([each._replace(votes=votes) for each in FIVE]))
    assert [listing.upvotes for listing in reading.listings] == [upvotes] * 5
    assert told(reading) == expected(FIVE)
    assert reading.rejects == []


@BOTH
@pytest.mark.parametrize("authors", ["1 author", "112 authors", None])
@pytest.mark.parametrize(
    ("printed", "published_on"),
    [
        ("Mar 3, 2024", date(2024, 3, 3)),
        ("December 31, 1999", date(1999, 12, 31)),
        # of this year, which the page does not print
        ("Mar 3", None),
        (None, None),
    ],
)
def test_authors_and_dates_may_be_anything_or_missing(
    layout, authors: str | None, printed: str | None, published_on: date | None
) -> None:
    reading = read(layout([each._replace(authors=authors, date=printed) for each in FIVE]))
    assert told(reading) == expected(FIVE)
    assert [listing.published_on for listing in reading.listings] == [published_on] * 5
    assert (reading.rejects, reading.date_text) == ([], "Oct 2")


@BOTH
def test_a_day_that_no_calendar_has_is_told_inside_its_listing(layout) -> None:
    page = layout([FIVE[0], FIVE[1]._replace(date="Feb 30, 2024"), FIVE[2]])
    reading = read(page)
    assert [listing.published_on is None for listing in reading.listings] == [False, True, False]
    (reject,) = reading.rejects
    assert (reject.rule, reject.text, reject.inside) == ("impossible_date", "Feb 30, 2024", True)
    assert page[reject.start : reject.end] == "Feb 30, 2024"


@BOTH
@pytest.mark.parametrize("missing", [{0}, {2}, {4}, {1, 2}, set(range(5))])
def test_a_missing_abstract_is_none_and_harms_no_neighbor(layout, missing: set[int]) -> None:
    listed = [
        each._replace(abstract=None) if place in missing else each
        for place, each in enumerate(FIVE)
    ]
    reading = read(layout(listed))
    assert told(reading) == expected(listed)
    assert reading.rejects == []


@BOTH
def test_a_blank_title_is_one_reject_and_keeps_the_ranks(layout) -> None:
    page = layout([*FIVE[:2], FIVE[2]._replace(title=""), *FIVE[3:]])
    reading = read(page)
    assert told(reading) == expected([*FIVE[:2], *FIVE[3:]])
    assert [listing.rank for listing in reading.listings] == [1, 2, 4, 5]
    (reject,) = reading.rejects
    assert reject.rule == "no_title"
    assert reject.text.startswith("[-]")
    assert reject.text.endswith("Mar 3, 2024")


@BOTH
def test_several_sections_with_days_of_their_own(layout) -> None:
    first, second = layout(FIVE[:2], day="Oct 2"), layout(FIVE[2:], day="Oct 1")
    tail = second[second.index("Oct 1") :]
    reading = read(f"{first}\n\n{tail}")
    assert told(reading) == expected(FIVE)
    assert (reading.date_text, reading.rejects) == ("Oct 2", [])


@BOTH
@pytest.mark.parametrize(
    "between",
    [
        ["Submitted by", "tidekeeper"],
        ["Submitted by tidekeeper"],
        ["Submitted by", f"[tidekeeper]({SITE}/tidekeeper)"],
        ["Submitted by", "tidekeeper", f"{SITE}/tidekeeper"],
        ["3", "·", "1.2k"],
    ],
)
def test_what_stands_between_papers_is_furniture(layout, between: list[str]) -> None:
    parts = {markdown: markdown_paper, urls: urls_paper}[layout]
    page = "\n\n".join([layout(FIVE[:1]), *between, *parts(FIVE[1])])
    reading = read(page)
    assert told(reading) == expected(FIVE[:2])
    assert reading.rejects == []
    assert "tidekeeper" not in page[reading.listings[0].start : reading.listings[0].end]


@BOTH
def test_what_belongs_to_no_paper_and_is_no_known_furniture_is_a_reject(layout) -> None:
    parts = {markdown: markdown_paper, urls: urls_paper}[layout]
    stray = "Tides of Sand: A Title That Lost Its Link"
    page = "\n\n".join([layout(FIVE[:2]), stray, *parts(FIVE[2]), "Previous", "Next", stray])
    reading = read(page)
    assert told(reading) == expected(FIVE[:3])
    assert [(reject.rule, reject.text) for reject in reading.rejects] == [("no_link", stray)] * 2


@BOTH
def test_a_long_text_before_the_first_paper_is_no_header(layout) -> None:
    lost = papers(9)[0][1]
    reading = read(layout(FIVE, day=f"Oct 2\n\n{lost}"))
    assert told(reading) == expected(FIVE)
    assert [(reject.rule, reject.text) for reject in reading.rejects] == [("no_link", lost)]


@BOTH
def test_comments_and_pictures_that_link_to_the_paper_are_part_of_it(layout) -> None:
    page = f"{SITE}/papers/{FIVE[0].id}"
    picture = f"[![](https://cdn-thumbnails.huggingface.co/x.png)]({page})"
    comments = f"[2]({page}#community)" if layout is markdown else f"2\n\n{page}#community"
    body = layout(FIVE[:1])
    text = f"{body}\n\n{comments}"
    if layout is markdown:
        text = text.replace("[-](", f"{picture}\n\n[-](", 1)
    reading = read(text)
    assert told(reading) == expected(FIVE[:1])
    assert reading.listings[0].published_on == date(2024, 3, 3)
    assert reading.rejects == []
    assert reading.listings[0].end == len(text)


@BOTH
def test_one_paper_listed_twice_in_a_row_is_two_listings(layout) -> None:
    twice = [FIVE[0], FIVE[0], FIVE[1]]
    assert told(read(layout(twice))) == expected(twice)


@BOTH
@pytest.mark.parametrize("paper_id", ["math/0211159", "cond-mat/9901001", "0704.0001"])
def test_old_ids(layout, paper_id: str) -> None:
    listed = [FIVE[0], FIVE[1]._replace(id=paper_id), FIVE[2]]
    assert told(read(layout(listed))) == expected(listed)


@BOTH
def test_line_ends_and_a_final_newline_change_nothing(layout) -> None:
    for page in (
        layout(FIVE).replace("\n", "\r\n"),
        layout(FIVE).replace("\n", "\r"),
        layout(FIVE) + "\n\n \n",
    ):
        assert told(read(page)) == expected(FIVE)


def test_breaks_in_the_text_of_a_link_are_undone() -> None:
    (listing,) = read(markdown(FIVE[:1])).listings
    assert listing.title == FIVE[0].title
    assert "\\" not in listing.abstract
    assert listing.abstract.split("\n") == [line.strip() for line in listing.abstract.split("\n")]
    assert len(listing.abstract.split("\n")) > 3


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        (r"Tides\_and\_Sand", "Tides_and_Sand"),
        (r"\[Re\] Tides of \*Sand\*", "[Re] Tides of *Sand*"),
        ("[Re] Tides on [0, 1) and Sand", "[Re] Tides on [0, 1) and Sand"),
        (r"Slow Schr\"odinger Maps", r"Slow Schr\"odinger Maps"),
        (r"Tides\\\nof Sand", "Tides\nof Sand"),
        (r"Tides\\nof Sand", "Tides\nof Sand"),
        (r"Tides\   of Sand", "Tides of Sand"),
    ],
)
def test_signs_that_markdown_escapes(printed: str, title: str) -> None:
    printed = printed.replace(r"\n", "\n")
    page = markdown(FIVE[:1]).replace(f"[{title_in_markdown()}]", f"[{printed}]")
    assert [listing.title for listing in read(page).listings] == [title]


def title_in_markdown() -> str:
    return re.search(r"### \[(.*?)\]\(http", markdown(FIVE[:1]))[1]


def test_a_link_inside_an_abstract_ends_no_abstract() -> None:
    inner = "We dig.\nCode at [our page](https://example.org/tides)\nand more."
    page = f"{SITE}/papers/{FIVE[0].id}"
    text = markdown(FIVE[:1]).replace("[- 9 authors]", f"[{inner}]({page})\n\n[- 9 authors]", 1)
    text = text.replace(f"[{abstract_in_markdown()}]({page})\n\n", "")
    (listing,) = read(text).listings
    assert listing.abstract == inner


def abstract_in_markdown() -> str:
    return "\\\\\n".join(read(markdown(FIVE[:1])).listings[0].abstract.split("\n"))


def test_paragraphs_of_an_abstract_above_its_address() -> None:
    first, rest = FIVE[0].abstract.split(". ", 1)
    page = urls(FIVE[:1]).replace(FIVE[0].abstract, f"{first}.\n\n{rest}")
    assert read(page).listings[0].abstract == f"{first}.\n{rest}"


@BOTH
def test_a_file_cut_anywhere_in_its_last_paper(layout) -> None:
    whole = layout(FIVE)
    parts = {markdown: markdown_paper, urls: urls_paper}[layout]
    start = whole.rindex("\n\n".join(part.lstrip() for part in parts(FIVE[4])[:1]))
    # the address below the abstract, or the link that closes it
    complete = whole.rindex(f"{SITE}/papers/{FIVE[4].id}", 0, whole.rindex("9 authors"))
    complete += len(f"{SITE}/papers/{FIVE[4].id}") + (layout is markdown)
    title_done = whole.index(f"{SITE}/papers/{FIVE[4].id}") + len(f"{SITE}/papers/{FIVE[4].id}")
    title_done += layout is markdown
    for place in range(start, len(whole)):
        reading = read(whole[:place])
        found = told(reading)
        assert found[:4] == expected(FIVE[:4])
        rules = [reject.rule for reject in reading.rejects]
        if place >= complete:
            assert found[4:] == expected(FIVE[4:])
            assert rules in ([], ["cut_off"])
        elif found[4:]:
            # cut between title and abstract: nothing says that there was more
            assert whole[title_done:place].strip() in ("", "[")
            assert rules == []
            assert found[4] == (*FIVE[4][:2], None)
        elif place > start + len("[-] -"):
            assert rules in (["cut_off"], [])


@BOTH
def test_links_to_nothing_but_other_places_stay_refused(layout) -> None:
    page = layout(FIVE).replace("/papers/2401", "/spaces/2401").replace("papers%2F", "spaces%2F")
    with pytest.raises(DumpError, match="links, none of them to a paper"):
        read(page)


def test_a_page_whose_papers_have_no_titles_is_refused_in_one_line() -> None:
    page = markdown([each._replace(title="") for each in FIVE])
    with pytest.raises(DumpError, match="none of 5 papers it links has a title") as caught:
        read(page)
    assert "\n" not in str(caught.value)


def test_pages_without_links_never_come_here(monkeypatch) -> None:
    monkeypatch.delattr(hf_page_links, "read")
    assert len(read(spaced(papers(1, 2, 3))).listings) == 3


LINES = st.sampled_from(
    [
        *(part for each in FIVE[:2] for part in markdown_paper(each) + urls_paper(each)),
        *("", "[", "·", "Oct 1", "### [", "Submitted by", f"{SITE}/papers/2401.0000", "](", "[a"),
        f"text]({SITE}/papers/2401.00001) · Mar 3, 2024",
    ]
)


@given(
    st.lists(LINES | st.text(max_size=200), min_size=1, max_size=20),
    st.sampled_from(["\n", "\n\n"]),
    st.integers(0, 60),
)
def test_any_lines_are_accounted_for(lines: list[str], between: str, cut: int) -> None:
    text = between.join([f"{BANNER}!", f"{SITE}/papers/2401.00009", *lines])
    source = Source("any.md", text[: len(text) - cut].encode())
    try:
        reading, ledger = read_dump(source)
    except DumpError:
        return
    assert sum(ledger.values()) == len(source.data)
    assert all(listing.title.strip() for listing in reading.listings)


def test_the_two_real_pages(shared) -> None:
    folder = shared / "formats" / "hf_page"
    one = read((folder / "markdown_links.md").read_text(encoding="utf-8"))
    assert (one.layout, one.date_text, one.rejects) == ("markdown", "Oct 2", [])
    assert [(x.arxiv_id, x.upvotes, x.published_on) for x in one.listings] == [
        ("2403.01774", None, date(2024, 3, 3))
    ]
    two = read((folder / "urls_on_own_lines.txt").read_text(encoding="utf-8"))
    assert (two.layout, two.date_text, two.rejects) == ("urls", "Mar 25", [])
    assert [(x.arxiv_id, x.upvotes, x.published_on) for x in two.listings] == [
        ("2104.13100", None, date(2021, 4, 26)),
        ("1808.01400", 2, date(2018, 8, 3)),
    ]
    # neither of the two abstracts is cut: both end before their own address
    for reading in (one, two):
        for listing in reading.listings:
            assert listing.abstract.endswith(".")
            assert "\\" not in listing.title + listing.abstract

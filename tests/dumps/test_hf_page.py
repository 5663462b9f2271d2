"""The papers page: both layouts, every way a file can be hurt, nothing lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import BANNER, packed, paper, papers, spaced
from workbench.dumps import Reading, Reject, Source, read_dump
from workbench.errors import DumpError

FIVE = papers(1, 2, 3, 4, 5)


def source_of(text: str | bytes) -> Source:
    return Source("page.txt", text if isinstance(text, bytes) else text.encode())


def read(text: str | bytes) -> Reading:
    source = source_of(text)
    reading, ledger = read_dump(source)
    assert sum(ledger.values()) == len(source.data)
    return reading


def pairs(reading: Reading) -> list[tuple[str, str | None]]:
    return [(listing.title, listing.abstract) for listing in reading.listings]


def rules(reading: Reading) -> list[str]:
    return [reject.rule for reject in reading.rejects]


@pytest.mark.parametrize(
    ("page", "layout", "day"),
    [(spaced(FIVE), "spaced", "Mar 12"), (packed(FIVE), "packed", None)],
)
def test_both_layouts_give_every_pair_in_order(page: str, layout: str, day: str | None) -> None:
    reading = read(page)
    assert (reading.format, reading.layout, reading.date_text) == ("hf-page", layout, day)
    assert pairs(reading) == FIVE
    assert [listing.rank for listing in reading.listings] == [1, 2, 3, 4, 5]
    assert reading.rejects == []


@pytest.mark.parametrize("layout", [spaced, packed])
def test_places_lead_back_to_the_text(layout) -> None:
    source = source_of(layout(FIVE))
    lines = source.text.split("\n")
    listings = read_dump(source)[0].listings
    for listing in listings[1:]:
        assert source.text[listing.start :].startswith(listing.title)
        assert source.text[: listing.end].endswith(listing.abstract)
    firsts = source.lines_at(listing.start for listing in listings)
    lasts = source.lines_at(listing.end - 1 for listing in listings)
    for listing, first, last in zip(listings, firsts, lasts, strict=True):
        assert lines[first - 1].removeprefix("Subscribe") == listing.title
        assert lines[last - 1] == listing.abstract


def test_the_first_title_of_the_packed_layout_loses_the_button_only() -> None:
    page = packed(FIVE)
    first = read(page).listings[0]
    assert first.title == FIVE[0][0]
    # the button's bytes lie in the listing
    assert page[first.start :].startswith("Subscribe" + first.title)


def test_a_title_that_begins_with_the_button_word_survives_after_a_plain_button() -> None:
    odd = ("Subscribers of a Lighthouse: Who Reads the Weather?", FIVE[0][1])
    assert pairs(read(spaced([odd, *FIVE]))) == [odd, *FIVE]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda page: page.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(lambda page: b"\xef\xbb\xbf" + page.encode(), id="BOM"),
        pytest.param(lambda page: (page + "\n").encode(), id="final newline"),
        pytest.param(lambda page: (page + "\n\n\n  \n").encode(), id="blank lines at the end"),
        pytest.param(lambda page: page.replace("\n", "\r").encode(), id="CR only"),
    ],
)
@pytest.mark.parametrize("layout", [spaced, packed])
def test_line_ends_and_marks_change_nothing(layout, change) -> None:
    reading = read(change(layout(FIVE)))
    assert pairs(reading) == FIVE
    assert reading.rejects == []


@pytest.mark.parametrize("layout", [spaced, packed])
def test_a_missing_abstract_in_the_middle_is_one_reject_and_keeps_the_ranks(layout) -> None:
    page = layout(FIVE)
    hurt = page.replace(FIVE[2][1] + "\n", "").replace("\n\n\n", "\n\n")
    reading = read(hurt)
    assert pairs(reading) == [*FIVE[:2], *FIVE[3:]]
    assert [listing.rank for listing in reading.listings] == [1, 2, 4, 5]
    start = hurt.index(FIVE[2][0])
    assert reading.rejects == [Reject("no_abstract", FIVE[2][0], start, start + len(FIVE[2][0]))]


@pytest.mark.parametrize("layout", [spaced, packed])
def test_a_blank_title_is_one_reject(layout) -> None:
    page = layout(FIVE)
    hurt = page.replace(FIVE[3][0], "")
    reading = read(hurt)
    assert pairs(reading) == [*FIVE[:3], FIVE[4]]
    assert rules(reading) == ["no_title"]
    assert reading.rejects[0].text == FIVE[3][1]


@pytest.mark.parametrize("keep", [1, 7, 30])
@pytest.mark.parametrize("layout", [spaced, packed])
def test_a_file_cut_inside_a_title_rejects_the_piece(layout, keep: int) -> None:
    page = layout(FIVE)
    cut = page[: page.index(FIVE[4][0]) + keep]
    reading = read(cut)
    assert pairs(reading) == FIVE[:4]
    assert rules(reading) == ["cut_off"]
    assert reading.rejects[0].text == FIVE[4][0][:keep].strip()
    assert reading.rejects[0].end == len(cut.rstrip())


def test_a_file_cut_early_inside_an_abstract_rejects_title_and_piece() -> None:
    page = spaced(FIVE)
    reading = read(page[: page.index(FIVE[4][1]) + 40])
    assert pairs(reading) == FIVE[:4]
    assert rules(reading) == ["no_abstract", "cut_off"]


def test_one_short_abstract_does_not_put_the_page_out_of_step() -> None:
    short = ("A Short Note on Buoys", paper(9)[1][:190])
    listed = [*FIVE[:2], short, *FIVE[2:]]
    assert pairs(read(packed(listed))) == listed


@pytest.mark.parametrize(
    "title",
    [
        "Discriminating vs. Generating Currents. Part I: A Tale",
        "Do Buoys Dream?",
        "4+3 Phases of Foam",
        "Salt (and Pepper)",
        "Sea, Wind",
        "x" * 148,
    ],
)
def test_titles_may_look_like_sentences(title: str) -> None:
    listed = [*FIVE[:2], (title, paper(8)[1]), *FIVE[2:]]
    assert pairs(read(spaced(listed))) == listed


def test_a_page_without_papers_is_a_dump_without_listings() -> None:
    reading = read(spaced([]))
    assert (reading.listings, reading.rejects) == ([], [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "empty"),
        ("\ufeff", "empty"),
        (" \n\n", "empty"),
        ("A shopping list:\n\nbread\n", "no dump of a known format"),
        ("\x00\x01\x02" + BANNER, "binary"),
        (spaced(FIVE).encode().replace(b"winter", b"w\xefnter", 1), "line 13 is not UTF-8"),
        (
            "\n\n".join(
                [
                    f"{BANNER}!",
                    *(f"{t}\n\nhttps://example.org/{i}" for i, (t, _) in enumerate(FIVE)),
                ]
            ),
            "unknown layout .* are links, none of them to a paper",
        ),
        (spaced(FIVE).replace(". ", ".\n"), "unknown layout"),
    ],
)
def test_what_is_no_dump_is_refused_in_one_line_with_a_hint(text: str | bytes, found: str) -> None:
    with pytest.raises(DumpError, match=found) as caught:
        read(text)
    message = str(caught.value)
    assert message.startswith("page.txt: ")
    assert "\n" not in message
    assert caught.value.hint


@given(st.sets(st.integers(0, 9)), st.sampled_from([spaced, packed]))
def test_missing_paragraphs_never_hurt_their_neighbors(missing: set[int], layout) -> None:
    """Whole pairs survive unless the paragraphs around a hole look like a pair themselves."""
    paragraphs = [text for pair in FIVE for text in pair]
    kept = [(i, text) for i, text in enumerate(paragraphs) if i not in missing]
    # what a reader can know: a title directly followed by an abstract is a pair
    expected = [(a, b) for (i, a), (j, b) in itertools.pairwise(kept) if i % 2 == 0 and j % 2 == 1]
    lonely = len(kept) - 2 * len(expected)
    header = [BANNER + "!", "Subscribe"]
    page = ("\n\n" if layout is spaced else "\n").join([*header, *(text for _, text in kept)])
    if lonely > len(expected) and lonely > 2:
        with pytest.raises(DumpError, match="unknown layout"):
            read(page)
        return
    reading = read(page)
    assert pairs(reading) == expected
    assert len(reading.rejects) == lonely


@given(st.lists(st.text(max_size=600), max_size=12))
def test_any_text_under_the_banner_is_accounted_for(lines: list[str]) -> None:
    source = source_of("\n".join([f"{BANNER}!", *lines]))
    try:
        reading, ledger = read_dump(source)
    except DumpError:
        return
    assert sum(ledger.values()) == len(source.data)
    told = [(reject.start, [reject.text]) for reject in reading.rejects]
    told += [(paper.start, [paper.title, paper.abstract or ""]) for paper in reading.listings]
    printed = [line.strip() for line in source.text.split("\n") if line.strip()]
    body = [text for _, texts in sorted(told) for text in texts]
    # each paragraph behind the header is told once, as printed (the first without the button)
    behind = printed[len(printed) - len(body) :]
    assert [text.removeprefix("Subscribe").strip() for text in behind] == [
        text.removeprefix("Subscribe").strip() for text in body
    ]


def test_the_five_real_dumps(shared) -> None:
    counts = {}
    for path in sorted((shared / "dumps").glob("*.txt")):
        reading = read(path.read_bytes())
        counts[path.name[:3]] = len(reading.listings)
        assert reading.rejects == []
    assert counts == {"000": 60, "001": 227, "002": 74, "003": 31, "004": 51}


def test_a_link_to_a_paper_inside_an_abstract_changes_no_layout() -> None:
    title, abstract = FIVE[1]
    linking = (title, f"{abstract} See https://huggingface.co/papers/2401.00001")
    reading = read(spaced([FIVE[0], linking, *FIVE[2:]]))
    assert (reading.layout, reading.listings[1].abstract) == ("spaced", linking[1])

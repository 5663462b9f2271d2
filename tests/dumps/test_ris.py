"""RIS and ISI: which tags hold what, whoever wrote them, and nothing lost of any file."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps import Reading, Source, balance, ris
from workbench.dumps.listing import Listing

EXPORT = """1.
TY  - JOUR
ID  - 7
TI  - Counting Foam on Sand
AU  - Lind, Ada
AU  - Moe, Carl, Jr.
PY  - 2021
DA  - 2021/03/12
AB  - We count.
Foam stays for an hour.
KW  - *foam
KW  - sand; salt
DO  - https://doi.org/10.1000/ABC
UR  - https://example.org/1; https://example.org/2
ER  -\x20

2.
TY  - CHAP
T1  - Buoys at Night
A1  - Noe, E.
Y1  - 2020/01//
N2  - They blink.
UR  - http://arxiv.org/abs/2101.00001v3
ER  -\x20
"""

SCIENCE = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Lind, A
   Moe, C
AF Lind, Ada
   Moe, Carl
TI Counting Foam
   on Sand
SO SHORES
DE foam; coarse
   salt
AB We count.
DI 10.1000/ABC
PD MAR 12
PY 2021
DA 2022-05-01
ER

PT J
AU Noe, E
TI Buoys
SO arXiv:2101.00001
PY 2020
DA 2022-05-01
ER

EF
"""


def read(text: str, path: str = "papers.ris") -> Reading:
    source = Source(path, text.encode())
    assert ris.sniff(source)
    reading = ris.read(source)
    assert sum(balance(source, reading).values()) == len(source.data)
    return reading


def only(*lines: str) -> Listing:
    """Read one record with a title and further lines."""
    (listing,) = read("\n".join(["TY  - JOUR", "TI  - T", *lines, "ER  - "])).listings
    return listing


def titles(reading: Reading) -> list[str]:
    return [listing.title for listing in reading.listings]


def rules(reading: Reading) -> list[tuple[str, str]]:
    return [(reject.rule, reject.text) for reject in reading.rejects]


def test_an_export_gives_its_records() -> None:
    reading = read(EXPORT)
    assert (reading.format, reading.layout, reading.rejects) == ("ris", "ris", [])
    first, second = reading.listings
    assert (first.rank, first.title) == (1, "Counting Foam on Sand")
    assert first.abstract == "We count.\nFoam stays for an hour."
    assert first.authors == ["Ada Lind", "Carl Moe Jr."]
    assert first.keywords == ["foam", "sand", "salt"]
    assert (first.doi, first.url) == ("10.1000/abc", "https://example.org/1")
    assert (first.published_on, first.published_precision) == (date(2021, 3, 12), "day")
    assert (second.rank, second.title, second.abstract) == (2, "Buoys at Night", "They blink.")
    assert (second.authors, second.arxiv_id, second.version) == (["E. Noe"], "2101.00001", 3)
    assert (second.published_on, second.published_precision) == (date(2020, 1, 1), "month")
    assert [EXPORT[span.start : span.end] for span in reading.headers] == ["1.", "2."]
    assert EXPORT[first.start : first.end].startswith("TY  - JOUR")
    assert EXPORT[first.start : first.end].endswith("ER  -")


def test_an_export_of_web_of_science() -> None:
    reading = read(SCIENCE)
    assert (reading.format, reading.layout, reading.rejects) == ("ris", "isi", [])
    first, second = reading.listings
    assert (first.title, first.abstract) == ("Counting Foam\n   on Sand", "We count.")
    assert first.authors == ["Ada Lind", "Carl Moe"]
    assert first.keywords == ["foam", "coarse salt"]
    assert (first.doi, first.published_on) == ("10.1000/abc", date(2021, 3, 12))
    assert (second.authors, second.arxiv_id) == (["E Noe"], "2101.00001")
    assert (second.published_on, second.published_precision) == (date(2020, 1, 1), "year")
    assert reading.captured_on == reading.listed_on == date(2022, 5, 1)
    assert reading.date_rule == "day of export in the records"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(EXPORT.replace("\n", "\r\n"), id="CR and LF"),
        pytest.param(EXPORT.replace("\n", "\r"), id="CR"),
        pytest.param("\ufeff\n\n" + EXPORT, id="BOM and blank lines"),
        pytest.param(EXPORT.replace("ER  - \n", "ER  -\n"), id="nothing behind ER"),
        pytest.param(EXPORT.replace("ER  - \n", "ER\n"), id="ER alone"),
        pytest.param(EXPORT.replace("  - ", " - "), id="one blank before the dash"),
        pytest.param(EXPORT.replace("  - ", "  -\t"), id="a tab behind the dash"),
        pytest.param(EXPORT.replace("  - ", "  -"), id="no blank behind the dash"),
        pytest.param(EXPORT.replace("  - ", "- "), id="no blank before the dash"),
        pytest.param(EXPORT.replace("TI  -", "T1  -"), id="T1"),
        pytest.param(EXPORT.replace("TI  -", "TI  - \nT1  -"), id="a blank TI"),
        pytest.param(EXPORT.replace("TI  -", "XX  - y\nZ9  -\nTI  -"), id="unknown tags"),
        pytest.param(EXPORT.replace("TI  -", "T2  - In Which\nTI  -"), id="the journal first"),
        pytest.param(EXPORT.replace("\nTI", "\n\nTI"), id="blank lines within"),
    ],
)
def test_writers_differ_and_papers_do_not(text: str) -> None:
    reading = read(text)
    assert titles(reading) == ["Counting Foam on Sand", "Buoys at Night"]
    assert [x.authors for x in reading.listings] == [["Ada Lind", "Carl Moe Jr."], ["E. Noe"]]
    assert [x.abstract and x.abstract.split() for x in reading.listings] == [
        ["We", "count.", "Foam", "stays", "for", "an", "hour."],
        ["They", "blink."],
    ]
    assert reading.listings[1].arxiv_id == "2101.00001"
    assert reading.rejects == []


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["T1  - A"], "A"),
        (["T1  - B", "TI  - A"], "A"),
        (["ST  - A", "BT  - B"], "B"),
        (["CT  - A"], "A"),
        (["TI  - A", "TI  - B"], "A"),
        (["TI  - A", "  and so on"], "A\n  and so on"),
        (["T2  - a journal", "JO  - a journal"], None),
        (["TI  - ", "TI  - "], None),
    ],
)
def test_titles(lines: list[str], title: str | None) -> None:
    reading = read("\n".join(["TY  - JOUR", *lines, "ER  - "]))
    assert titles(reading) == ([title] if title else [])
    assert [rule for rule, _ in rules(reading)] == ([] if title else ["no_title"])


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (["AU  - Lind, Ada", "AU  - Moe,C."], ["Ada Lind", "C. Moe"]),
        (["A1  - Lind, Ada", "AU  - Moe, C."], ["C. Moe"]),
        (["A2  - Lind, Ada"], ["Ada Lind"]),
        (["AU  - Moe, C.", "A2  - Lind, Ada"], ["C. Moe"]),
        (["AU  - Lind, Ada; Moe, C."], ["Ada Lind", "C. Moe"]),
        (["AU  - Lind, Ada", "Moe, C."], ["Ada Lind", "C. Moe"]),
        (["AU  - The Foam Group"], ["The Foam Group"]),
        (["AU  - Lind, Ada, Jr."], ["Ada Lind Jr."]),
        (['AU  - M\\"uller, Zo&euml;'], ["Zoë Müller"]),
        (["AU  - "], None),
    ],
)
def test_authors(lines: list[str], authors: list[str] | None) -> None:
    assert only(*lines).authors == authors


@pytest.mark.parametrize(
    ("lines", "on", "precision"),
    [
        (["PY  - 2021"], date(2021, 1, 1), "year"),
        (["PY  - 2021///"], date(2021, 1, 1), "year"),
        (["PY  - 2021/03//"], date(2021, 3, 1), "month"),
        (["PY  - 2021/03/12/"], date(2021, 3, 12), "day"),
        (["PY  - 2021/03/12/spring"], date(2021, 3, 12), "day"),
        (["Y1  - 2021//"], date(2021, 1, 1), "year"),
        (["Y1  - 18-21 March 2021"], date(2021, 3, 1), "month"),
        (["PY  - 2021", "DA  - 2021-03-12"], date(2021, 3, 12), "day"),
        (["PY  - 2021", "DA  - Mar 12, 2021"], date(2021, 3, 12), "day"),
        # an access date or one of another year makes nothing more precise
        (["PY  - 2021", "DA  - 2022/03/12"], date(2021, 1, 1), "year"),
        (["PY  - 2021", "Y2  - 2021/03/12"], date(2021, 1, 1), "year"),
        (["DA  - 2021/03/12"], date(2021, 3, 12), "day"),
        (["PY  - "], None, None),
    ],
)
def test_dates(lines: list[str], on: date | None, precision: str | None) -> None:
    listing = only(*lines)
    assert (listing.published_on, listing.published_precision) == (on, precision)


@pytest.mark.parametrize(
    ("line", "on", "fault"),
    [
        ("PY  - 2021/02/30/", None, ("impossible_date", "2021/02/30/")),
        ("PY  - 2021\nDA  - 2021/02/30", date(2021, 1, 1), ("impossible_date", "2021/02/30")),
        ("PY  - 9999", None, ("impossible_date", "9999")),
        ("PY  - in press", None, ("no_date", "in press")),
        ("PY  - 10 15", None, ("no_date", "10 15")),
    ],
)
def test_a_date_that_is_none_is_kept_beside_its_paper(line: str, on, fault) -> None:
    reading = read(f"TY  - JOUR\nTI  - T\n{line}\nER  - \n")
    assert [listing.published_on for listing in reading.listings] == [on]
    assert rules(reading) == [fault]
    assert reading.rejects[0].inside


@pytest.mark.parametrize(
    ("lines", "arxiv_id", "doi", "url"),
    [
        (["DO  - 10.1000/A."], None, "10.1000/a", None),
        (["DO  - 10.48550/arXiv.2101.00001"], "2101.00001", "10.48550/arxiv.2101.00001", None),
        (["UR  - https://doi.org/10.1000/A"], None, "10.1000/a", "https://doi.org/10.1000/A"),
        (["L1  - https://e.org/a.pdf", "UR  - https://e.org/a"], None, None, "https://e.org/a"),
        (["UR  - internal-pdf://12", "L2  - http://e.org/b"], None, None, "http://e.org/b"),
        (["UR  - https://e.org/a?b;c=d"], None, None, "https://e.org/a?b;c=d"),
        (["M1  - arXiv:2101.00001"], "2101.00001", None, None),
        (["JO  - arXiv preprint arXiv:2101.00001"], "2101.00001", None, None),
        (["JO  - ArXiv", "VL  - abs/2101.00001"], "2101.00001", None, None),
        (["AN  - 2101.00001", "VL  - 2101"], None, None, None),
    ],
)
def test_identifiers(lines: list[str], arxiv_id, doi, url) -> None:
    listing = only(*lines)
    assert (listing.arxiv_id, listing.doi, listing.url) == (arxiv_id, doi, url)


ONE = "TY  - JOUR\nTI  - One\nER  - \n"


@pytest.mark.parametrize(
    ("text", "listed", "broken"),
    [
        pytest.param("TY  - JOUR\nTI  - Two\n" + ONE, ["Two", "One"], [], id="no ER in between"),
        pytest.param(
            ONE + "TY  - JOUR\nTI  - Tw",
            ["One"],
            [("cut_off", "TY  - JOUR\nTI  - Tw")],
            id="no ER at the end",
        ),
        pytest.param(
            "TY  - JOUR\nTI  - Tw", [], [("cut_off", "TY  - JOUR\nTI  - Tw")], id="one without ER"
        ),
        pytest.param(
            "TY  - JOUR\nTI  - A\n\nTY  - JOUR\nTI  - B\n", ["A", "B"], [], id="no ER anywhere"
        ),
        pytest.param("TI  - Two\nER  - \n" + ONE, ["Two", "One"], [], id="no TY"),
        pytest.param(
            ONE + "stray words\n" + ONE,
            ["One", "One"],
            [("outside_record", "stray words")],
            id="words between records",
        ),
        pytest.param(
            ONE + "AU  - Lind, A\n" + ONE,
            ["One", "One"],
            [("outside_record", "AU  - Lind, A")],
            id="tags between records",
        ),
        pytest.param(
            "Exported by Salt 2.1\n\n" + ONE,
            ["One"],
            [("outside_record", "Exported by Salt 2.1")],
            id="words above",
        ),
        pytest.param(
            ONE + "TY  - JOUR\nER  - \n" + ONE,
            ["One", "One"],
            [("no_title", "TY  - JOUR\nER  -")],
            id="an empty record",
        ),
        pytest.param(
            ONE + "Record #2 of 2\nProvider: Foam\nContent: text/plain\n<2>\n2.\n" + ONE,
            ["One", "One"],
            [],
            id="what exporters print",
        ),
        pytest.param(ONE + "ER  - \n\nER  -\n" + ONE, ["One", "One"], [], id="ER twice"),
    ],
)
def test_what_is_broken_costs_little(text: str, listed: list[str], broken) -> None:
    reading = read(text)
    assert titles(reading) == listed
    assert rules(reading) == broken


def test_rejects_keep_the_place_they_had() -> None:
    reading = read(ONE + "TY  - JOUR\nAU  - Lind, A\nER  - \n" + ONE)
    assert [listing.rank for listing in reading.listings] == [1, 3]


def test_a_day_of_export_counts_only_if_all_records_state_the_same() -> None:
    note = "N1  - Export Date: {} November 2019\nER  - "
    for days, expected in ((("18", "18"), date(2019, 11, 18)), (("18", "19"), None)):
        reading = read("".join(ONE.replace("ER  - ", note.format(day)) for day in days))
        assert reading.captured_on == expected
        assert (reading.date_rule is None) == (expected is None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EXPORT, True),
        (SCIENCE, True),
        ("AU  - Lind, A\nTI  - T\nER  - \n", True),
        ("FN Salt\nVR 1.0\n", True),
        ("A page\n\nwith a line\nTYPE - of a thing\n", False),
        ("T1-weighted images\nER-positive cells\n", False),
    ],
)
def test_what_is_taken_for_ris(text: str, expected: bool) -> None:
    assert ris.sniff(Source("a.txt", text.encode())) is expected


@given(
    whole=st.sampled_from([EXPORT, SCIENCE]),
    cut=st.integers(0, len(EXPORT)),
    at=st.integers(0, len(EXPORT)),
    n=st.integers(0, 80),
    put=st.text(st.sampled_from("TIERYAU -\n\r1;"), max_size=6),
    twice=st.booleans(),
)
def test_any_hurt_export_is_accounted_for(
    whole: str, cut: int, at: int, n: int, put, twice
) -> None:
    text = whole[:at] + put + (whole[at : at + n] * 2 if twice else "") + whole[at + n :]
    source = Source("a.ris", text[: cut or len(text)].encode())
    if not source.data.strip() or not ris.sniff(source):
        return
    reading = ris.read(source)
    assert sum(balance(source, reading).values()) == len(source.data)
    ranks = [listing.rank for listing in reading.listings]
    assert ranks == sorted(set(ranks))


LINE = st.sampled_from(
    [
        "TY  - JOUR",
        "TI  - T",
        "ER  - ",
        "ER",
        "AU  - a; b",
        "2.",
        "",
        "words",
        "PT J",
        "EF",
        "KW  -",
    ]
)


@given(st.lists(LINE | st.text(st.characters(exclude_characters="\0"), max_size=8)), st.booleans())
def test_any_lines_behind_a_record_are_accounted_for(lines: list[str], isi: bool) -> None:
    opening = "FN Salt\nVR 1.0\nPT J\nTI T\nER" if isi else "TY  - JOUR\nTI  - T\nER  - "
    data = "\n".join([opening, *lines]).encode("utf-8", "ignore")
    source = Source("a.ris", data)
    reading = ris.read(source)
    assert sum(balance(source, reading).values()) == len(data)


@pytest.mark.parametrize("whole", [EXPORT, SCIENCE], ids=["ris", "isi"])
def test_an_export_cut_anywhere_keeps_its_whole_records(whole: str) -> None:
    listed = read(whole).listings
    for cut in range(whole.index("\nTI") + 8, len(whole)):
        reading = read(whole[:cut])
        # without its dash, ER ends a record all the same
        ended = [x for x in listed if "\nER" in whole[x.start : cut]]
        assert titles(reading) == [x.title for x in ended]
        assert {rule for rule, _ in rules(reading)} <= {"cut_off", "outside_record"}


@pytest.mark.parametrize(
    "unit",
    ["TY  - JOUR\n", "ER  - \n", "2.\nxx\n", "NL  - \nxx\n", "KW  - ;a\n", "http://a;", "; ", "\r"],
)
def test_hostile_runs_are_accounted_for(unit: str) -> None:
    # so many signs that anything that is not linear would take minutes
    for opening in ("TY  - JOUR\nTI  - x\nUR  - http://", "TY  - JOUR\nTI  - x\nER  - \n"):
        source = Source("a.ris", (opening + unit * (300_000 // len(unit)) + "x").encode())
        balance(source, ris.read(source))


# listings and records without title, verified with rispy 0.10 (but for the record that a file
# opens with an unknown tag behind an `ER` in tag_and_field_definitions.ris)
REAL = {
    "notebooks_data_exclude.ris": (1, 0),
    "tests_data_example_basic.ris": (1, 0),
    "tests_data_example_bom.ris": (0, 1),
    "tests_data_example_custom_list_tags.ris": (0, 1),
    "tests_data_example_empty_tag.ris": (1, 0),
    "tests_data_example_extraneous_data.ris": (2, 0),
    "tests_data_example_full.ris": (2, 0),
    "tests_data_example_full_without_whitespace.ris": (2, 0),
    "tests_data_example_full_write.ris": (2, 0),
    "tests_data_example_multi_unknown_tags.ris": (1, 0),
    "tests_data_example_multiline.ris": (0, 3),
    "tests_data_example_single_unknown_tag.ris": (1, 0),
    "tests_data_example_starting_newlines.ris": (1, 0),
    "tests_data_example_urls.ris": (4, 0),
    "tests_data_example_utf_chars.ris": (1, 0),
    "tests_data_example_wos.ris": (2, 0),
    "tests_demo_data__baseline.ris": (100, 0),
    "tests_demo_data_baseline_empty_values.ris": (2, 2),
    "tests_demo_data_baseline_reference_types.ris": (0, 61),
    "tests_demo_data_baseline_tag-notes.ris": (1, 11),
    "tests_demo_data_baseline_tag-notes_labels.ris": (32, 0),
    "tests_demo_data_baseline_tag-notes_zotero.ris": (4, 0),
    "tests_demo_data_baseline_tag_and_field_definitions.ris": (1, 1),
    "tests_demo_data_baseline_tag_and_field_definitions_lists.ris": (0, 1),
    "tests_demo_data_baseline_zotero.ris": (100, 0),
    "tests_demo_data_embase.ris": (6, 0),
    "tests_demo_data_faulty_year.ris": (1, 0),
    "tests_demo_data_ovid_psycinfo.ris": (6, 0),
    "tests_demo_data_ovid_zotero.ris": (6, 0),
    "tests_demo_data_proquest.ris": (6, 0),
    "tests_demo_data_pubmed_zotero.ris": (6, 0),
    "tests_demo_data_scopus.ris": (6, 0),
    "tests_resources_example.ris": (25, 0),
}
# by file, what rejects inside of listings hold
REAL_DATES = {
    "tests_demo_data_baseline_tag_and_field_definitions.ris": [("no_date", "Publication Year")],
    "tests_demo_data_faulty_year.ris": [("no_date", "10 15")],
}


def test_the_real_exports(shared) -> None:
    counts, dates = {}, {}
    for path in sorted((shared / "formats" / "ris").iterdir()):
        source = Source(path.name, path.read_bytes())
        assert ris.sniff(source)
        reading = ris.read(source)
        assert sum(balance(source, reading).values()) == len(source.data)
        whole = [reject.rule for reject in reading.rejects if not reject.inside]
        assert set(whole) <= {"no_title"}
        counts[path.name] = (len(reading.listings), len(whole))
        inside = [(reject.rule, reject.text) for reject in reading.rejects if reject.inside]
        dates |= {path.name: inside} if inside else {}
        # every line that opens a record opens one of ours
        opened = sum(
            line.startswith(("TY  -", "PT J", "UK  -")) for line in source.text.splitlines()
        )
        assert opened == sum(counts[path.name])
    assert counts == REAL
    assert dates == REAL_DATES

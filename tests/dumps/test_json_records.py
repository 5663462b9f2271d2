"""JSON records: every way of stringing objects together, every way a file can be hurt."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps import Reading, Source, balance
from workbench.dumps.json_records import count, names, read_records, text
from workbench.dumps.json_walk import wrapper
from workbench.errors import DumpError

WRAPPED = wrapper("papers", "list")
Records = list[dict[str, Any]]


def record(n: int) -> dict[str, Any]:
    """Return an invented record whose texts look like JSON themselves."""
    return {
        "id": f"r{n}",
        "title": f'Tides {n}: "A {{Study}}" of [Sand],\n  é \\ and so on',
        "abstract": f'We dig {{"id": "r{n}"}}, then {{"id":"x"}}.\n[{n}]',
        "authors": [{"name": "Ada", "id": "a"}, {"name": "Bo"}],
        "count": n,
    }


FIVE = [record(n) for n in range(1, 6)]


def array(records: Records) -> str:
    return json.dumps(records)


def compact(records: Records) -> str:
    return json.dumps(records, separators=(",", ":"), ensure_ascii=False)


def pretty(records: Records) -> str:
    return json.dumps(records, indent=2)


def a_line_each(records: Records) -> str:
    return "[\n" + ",\n".join(map(json.dumps, records)) + "\n]\n"


def lines(records: Records) -> str:
    return "\n".join(map(json.dumps, records)) + "\n"


def lines_with_commas(records: Records) -> str:
    return ",\r\n".join(map(json.dumps, records))


def objects(records: Records) -> str:
    return "\n".join(json.dumps(each, indent="\t") for each in records)


def in_object(records: Records) -> str:
    return json.dumps({"day": "2024-01-02", "n": 5, "more": False, "list": records, "end": None})


def in_pretty_object(records: Records) -> str:
    return json.dumps({"papers": records}, indent=1) + "\n"


ARRAYS = [array, compact, pretty, a_line_each, in_object, in_pretty_object]
FORMS = [*ARRAYS, lines, lines_with_commas, objects]
ALL = pytest.mark.parametrize("form", FORMS)


def unpack(fields: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
    kept = {"title": fields.get("title"), "abstract": fields.get("abstract")}
    return {**kept, "arxiv_id": fields.get("id")}, fields.get("date")


def read(content: str) -> Reading:
    source = Source("a.json", content.encode())
    reading = read_records(source, "any", unpack, WRAPPED)
    assert sum(balance(source, reading).values()) == len(source.data)
    return reading


def ranks(reading: Reading) -> list[tuple[int, str | None]]:
    return [(listing.rank, listing.arxiv_id) for listing in reading.listings]


def rules(reading: Reading) -> list[str]:
    return [reject.rule for reject in reading.rejects]


IN_FULL = [(n, f"r{n}") for n in range(1, 6)]


@ALL
def test_every_record_has_its_fields_and_its_place(form) -> None:
    content = form(FIVE)
    reading = read(content)
    layout = "array" if form in ARRAYS else "objects" if form is objects else "lines"
    assert (reading.layout, reading.rejects, reading.truncated) == (layout, [], None)
    assert ranks(reading) == IN_FULL
    for listing, given_record in zip(reading.listings, FIVE, strict=True):
        assert (listing.title, listing.abstract) == (
            given_record["title"],
            given_record["abstract"],
        )
        assert json.loads(content[listing.start : listing.end]) == given_record


@ALL
def test_a_malformed_record_is_one_reject_and_the_rest_goes_on(form) -> None:
    content = form(FIVE).replace("Tides 3:", 'Tides 3" oops', 1)
    reading = read(content)
    assert ranks(reading) == [*IN_FULL[:2], *IN_FULL[3:]]
    (reject,) = reading.rejects
    assert reject.rule == "malformed"
    assert reject.text.startswith("{")
    assert reject.text.endswith("}")
    assert '"r3"' in reject.text
    assert '"r4"' not in reject.text
    assert reading.truncated is None


@pytest.mark.parametrize("form", [pretty, objects, in_pretty_object, lines])
def test_an_object_inside_a_malformed_record_is_no_record(form) -> None:
    """Farther from the margin, or on the same line, even if it begins with the same key."""
    nested = [{**each, "authors": [{"id": "a", "title": "Professor"}]} for each in FIVE]
    reading = read(form(nested).replace("Tides 3:", 'Tides 3" oops', 1))
    assert ranks(reading) == [*IN_FULL[:2], *IN_FULL[3:]]
    assert rules(reading) == ["malformed"]


@ALL
def test_two_malformed_neighbors_keep_the_places_of_the_rest(form) -> None:
    content = form(FIVE).replace("Tides 2:", '2" oops', 1).replace("Tides 3:", '3" oops', 1)
    reading = read(content)
    assert ranks(reading) == [IN_FULL[0], *IN_FULL[3:]]
    assert rules(reading) == ["malformed", "malformed"]


@ALL
def test_a_malformed_first_and_a_malformed_last_record(form) -> None:
    first = read(form(FIVE).replace("Tides 1:", '1" oops', 1))
    assert (ranks(first), rules(first)) == (IN_FULL[1:], ["malformed"])
    last = read(form(FIVE).replace("Tides 5:", '5" oops', 1))
    assert (ranks(last), rules(last)) == (IN_FULL[:4], ["malformed"])


@ALL
def test_a_file_cut_anywhere_in_its_last_record_keeps_the_whole_ones(form) -> None:
    content = form(FIVE)
    start = read(content).listings[4].start
    end = read(content).listings[4].end
    for place in range(start + 1, end):
        reading = read(content[:place])
        assert ranks(reading) == IN_FULL[:4]
        assert rules(reading) == ["cut_off"]
        assert reading.rejects[0].text == content[start:place].strip()
        assert reading.truncated is True


@pytest.mark.parametrize("form", ARRAYS)
def test_an_array_that_is_not_closed_is_truncated(form) -> None:
    content = form(FIVE)
    fourth, fifth = read(content).listings[3:]
    for place in (fourth.end, fifth.start, fifth.end):
        reading = read(content[:place])
        assert reading.rejects == []
        assert reading.truncated is True


@ALL
@pytest.mark.parametrize("blank", ["", " \n", None, 7, ["Tides"], "&#32;"])
def test_a_record_without_title_is_one_reject(form, blank: object) -> None:
    hurt = [*FIVE[:2], {**FIVE[2], "title": blank}, *FIVE[3:]]
    reading = read(form(hurt))
    assert ranks(reading) == [*IN_FULL[:2], *IN_FULL[3:]]
    assert rules(reading) == ["no_title"]
    assert json.loads(reading.rejects[0].text) == hurt[2]


@ALL
@pytest.mark.parametrize("blank", ["", " \n", None, 7, ["We dig."]])
def test_an_abstract_that_is_no_text_is_none(form, blank: object) -> None:
    reading = read(form([{**FIVE[0], "abstract": blank}]))
    assert [listing.abstract for listing in reading.listings] == [None]
    assert reading.rejects == []


@pytest.mark.parametrize(
    ("printed", "rule"), [("2024-02-30", "impossible_date"), ("soon", "no_date"), (" ", None)]
)
def test_a_date_that_is_none_is_told_inside_its_listing(printed: str, rule: str | None) -> None:
    reading = read(lines([{**FIVE[0], "date": printed}, {**FIVE[1], "date": "2024-02-29T01:00Z"}]))
    bad, good = reading.listings
    assert (bad.published_on, str(good.published_on)) == (None, "2024-02-29")
    told = [(x.rule, x.text, x.start, x.end, x.inside) for x in reading.rejects]
    assert told == ([(rule, printed, bad.start, bad.end, True)] if rule else [])


def test_junk_between_records_is_a_reject() -> None:
    one, two, three = map(json.dumps, FIVE[:3])
    reading = read(f"[{one}, null, 17, {two}, “junk”, {three}]")
    assert ranks(reading) == [(1, "r1"), (3, "r2"), (5, "r3")]
    assert [(reject.rule, reject.text) for reject in reading.rejects] == [
        ("malformed", "null, 17"),
        ("malformed", "“junk”"),
    ]


def test_each_bad_line_is_a_reject_of_its_own() -> None:
    one, two = map(json.dumps, FIVE[:2])
    reading = read(f"{one}\nnot JSON\n\n[1, 2]\n{one[:-9]}\n{two}\n")
    assert ranks(reading) == [(1, "r1"), (5, "r2")]
    assert [reject.text for reject in reading.rejects] == ["not JSON", "1, 2]", one[:-9]]
    assert rules(reading) == ["malformed"] * 3


def test_objects_on_one_line_are_records_all_the_same() -> None:
    reading = read("".join(map(json.dumps, FIVE)))
    assert ranks(reading) == IN_FULL


@pytest.mark.parametrize("content", ["[]", " [ ]\n", '{"papers": []}', '{"n": 0, "list":[ ]}'])
def test_no_records_are_no_listings(content: str) -> None:
    reading = read(content)
    assert (reading.listings, reading.rejects, reading.truncated) == ([], [], None)


@pytest.mark.parametrize(
    "content",
    ['[{"id": 1}]', '{"id": 1}\n{"id": 2}', "[{", '{"papers": [7, 8]}', '{"papers": {"a": []}}'],
)
def test_a_file_of_which_nothing_can_be_read_is_refused_in_one_line(content: str) -> None:
    with pytest.raises(
        DumpError, match=r"a.json: looks like any, but none of .* line 1: "
    ) as caught:
        read(content)
    assert "\n" not in str(caught.value)
    assert caught.value.hint


def test_an_object_longer_than_any_window_and_one_of_another_script() -> None:
    long = {**FIVE[1], "abstract": '浮标 \\ " ' * 60_000}
    for form in FORMS:
        reading = read(form([FIVE[0], long, FIVE[2]]))
        assert ranks(reading) == IN_FULL[:3]
        assert reading.listings[1].abstract == long["abstract"]


@pytest.mark.parametrize("deep", ["[" * 100_000, '{"id":' * 100_000, '{"id": [' * 100_000])
@pytest.mark.parametrize("between", ["\n", ", "])
def test_nesting_without_end_is_a_reject(deep: str, between: str) -> None:
    one, two = map(json.dumps, FIVE[:2])
    hurt = one.replace('"Ada"', deep)
    reading = read(f"[{one},\n{hurt},\n{two}]" if between == ", " else f"{one}\n{hurt}\n{two}")
    assert (reading.listings[0].arxiv_id, reading.listings[-1].arxiv_id) == ("r1", "r2")
    assert set(rules(reading)) == {"malformed"}


def test_numbers_of_thousands_of_digits_are_no_error() -> None:
    reading = read('[{"title": "Tides", "count": ' + "9" * 10_000 + "}]")
    assert reading.listings[0].title == "Tides"


@pytest.mark.parametrize(
    ("value", "counted"),
    [(0, 0), (12, 12), (-1, None), (True, None), (1.5, None), ("3", None), (10**18, None)],
)
def test_counts(value: object, counted: int | None) -> None:
    assert count(value) == counted


@pytest.mark.parametrize(
    ("values", "read_as"),
    [
        (["Ada  Reed", {"name": "Bo\nÖst", "hidden": True}], ["Ada Reed", "Bo Öst"]),
        (
            [r"Erwin Schr\"odinger", "A &amp; B", " ", None, {"_id": 1}],
            ["Erwin Schrödinger", "A & B"],
        ),
        ([], None),
        ("Ada", None),
        (None, None),
    ],
)
def test_names(values: object, read_as: list[str] | None) -> None:
    assert names(values) == read_as


@pytest.mark.parametrize(("value", "read_as"), [("a ", "a "), (" ", None), (1, None), (None, None)])
def test_texts(value: object, read_as: str | None) -> None:
    assert text(value) == read_as


PIECES = st.sampled_from(
    ['{"id": ', '{"title": "x"}', "[", "]", "{", "}", ",", '"', "\\", "\n", "é", "null", "[{" * 600]
)


@given(st.data(), st.sampled_from(FORMS))
def test_any_hurt_file_is_accounted_for(data: st.DataObject, form) -> None:
    content = form(FIVE[:3])
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.sampled_from([0, 1, 3, 40, 500, 10_000])))
        put = data.draw(
            st.sampled_from(["", content[start:end] * 2]) | PIECES | st.text(max_size=4)
        )
        content = content[:start] + put + content[end:]
    if not content.strip() or "\0" in content:
        return
    try:
        reading = read(content)
    except DumpError:
        return
    assert reading.listings or not reading.rejects
    told = [listing.rank for listing in reading.listings]
    assert told == sorted(set(told))

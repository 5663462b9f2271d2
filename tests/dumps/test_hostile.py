"""Hostile files of every format: one line that says why, or a reading that balances; never more."""

from __future__ import annotations

import json
import tracemalloc

import pytest

from pages import linked, markdown, packed, papers, spaced, urls
from workbench.dumps import Source, finish, read_dump, to_records
from workbench.errors import DumpError

ID = "2401.00001"
ABSTRACT = "We dig into the sand of Größe and wait for tides to come back again."
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id>'
    "<title>ArXiv Query: search_query=all:tides</title>"
    f"<entry><id>http://arxiv.org/abs/{ID}v1</id><title>Tides of Sand</title>"
    f"<summary>{ABSTRACT}</summary></entry></feed>"
)
API = {"paper": {"id": ID, "title": "Tides of Sand", "summary": ABSTRACT, "upvotes": 3}}
ARXIV = {"id": ID, "title": "Tides of Sand", "abstract": ABSTRACT, "categories": "cs.LG"}
# an invented file of each format, and what it is told to be
FILES: dict[str, tuple[str, str]] = {
    "spaced page": (spaced(papers(1, 2)), "hf-page"),
    "packed page": (packed(papers(1, 2)), "hf-page"),
    "page as Markdown": (markdown(linked(1, 2)), "hf-page"),
    "page with addresses": (urls(linked(1, 2)), "hf-page"),
    "API": (json.dumps([API], ensure_ascii=False), "hf-api"),
    "arXiv lines": (json.dumps(ARXIV, ensure_ascii=False) + "\n", "arxiv"),
    "arXiv array": (json.dumps([ARXIV], ensure_ascii=False, indent=1), "arxiv"),
    "arXiv answer": (ATOM, "arxiv"),
    "recorded answer": (
        json.dumps({"url": "https://arxiv.org/api/query", "status_code": 200, "body": ATOM}),
        "arxiv",
    ),
    "RSS": (
        "<rss version='2.0'><channel><title>Sand</title><item><title>Tides of Sand</title>"
        f"<description>{ABSTRACT}</description></item></channel></rss>",
        "feed",
    ),
    "BibTeX": (
        "@article{a,\n title = {Tides of Sand},\n"
        f" abstract = {{{ABSTRACT}}},\n year = 2024\n}}\n",
        "bibtex",
    ),
    "RIS": (f"TY  - JOUR\nTI  - Tides of Sand\nAB  - {ABSTRACT}\nPY  - 2024\nER  - \n", "ris"),
    "CSV": (f'Title,Abstract,DOI,Year\nTides of Sand,"{ABSTRACT}",10.1000/a,2024\n', "csv"),
    "TSV": (f"Title\tAbstract\tDOI\tYear\nTides of Sand\t{ABSTRACT}\t10.1000/a\t2024\n", "csv"),
}
EACH = pytest.mark.parametrize("name", FILES)


def read(data: bytes, encoding: str | None = None) -> str:
    """Read a file as the loader does; return its format, or the line that refuses it."""
    source = Source("a.txt", data, encoding)
    try:
        reading, ledger = read_dump(source)
    except DumpError as error:
        refusal = error
    else:
        refusal = None
    if refusal is not None:
        assert "\n" not in str(refusal)
        assert refusal.hint
        return str(refusal)
    assert sum(ledger.values()) == len(data)
    records = finish(to_records([(source, reading.listings)]))
    assert records.height == len(reading.listings)
    return reading.format


@EACH
def test_the_files_are_read_as_they_are(name: str) -> None:
    text, told = FILES[name]
    assert read(text.encode()) == told


@EACH
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_read_by_their_mark_or_their_zero_bytes(name, encoding: str) -> None:
    text, told = FILES[name]
    assert read(text.encode(encoding)) == told


@EACH
@pytest.mark.parametrize(("encoding", "word"), [("latin-1", "Größe"), ("gbk", "海浪")])
def test_other_encodings_are_refused_with_the_line_and_read_by_statement(
    name: str, encoding: str, word: str
) -> None:
    text, told = FILES[name]
    text = text.replace(r"Gr\u00f6\u00dfe", "Größe")  # the recorded answer
    text = text.replace("Größe", "settings").replace("settings", word)
    data = text.encode(encoding)
    line = text[: text.index(word)].count("\n") + 1
    refusal = read(data)
    assert f"a.txt: line {line} is not UTF-8 (byte 0x" in refusal
    assert '"a.txt".encoding = ' in refusal
    assert read(data, encoding) == told
    # a wrong statement is told as well, where bytes can contradict it
    assert f"a.txt: line {line} is not ascii" in read(data, "ascii")


@EACH
@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_zero_bytes_are_refused_in_one_line(name: str, place: float) -> None:
    data = FILES[name][0].encode()
    at = int(place * len(data))
    assert "is binary, no text (zero byte in line" in read(data[:at] + b"\0" + data[at:])


@EACH
@pytest.mark.parametrize(
    "sign",
    ["\u202e", "\u200b", "\ufeff", "\ufffd", "\ufffe", "\U0010ffff", "\x1b[31m", "\x85", "\u2028"],
)
def test_strange_characters_in_a_title_change_nothing_but_the_title(name: str, sign: str) -> None:
    text, told = FILES[name]
    title = "Listening" if "Listening" in text else "Tides"
    if text.startswith(("{", "[")) and sign < " ":
        sign = json.dumps(sign)[1:-1]
    assert read(text.replace(title, f"{title}{sign}").encode()) == told


# What a reader might take for structure, without end: each of these made some reader of some
# program slow or deep.
UNITS = [
    "x", "sand ", '"', "\\", "{", "}", "[", "(", ",", "<", "&", "@", " ", "$", "%", "\r", "\n",
    "\t", "a\n\n", "<p", "<!--", "<![CDATA[", "&amp;", "\\u00e9", "\\textbf{", "https://x.y/",
    "a and ", '{"id":', "@article{b,", "\nTY  - JOUR", "<item>", "1,", r"\$a",
]  # fmt: skip


@EACH
@pytest.mark.parametrize("unit", UNITS)
def test_any_sign_without_end_is_read_or_refused(name: str, unit: str) -> None:
    text, _ = FILES[name]
    at = text.index("wait for") if "wait for" in text else text.index("compare what")
    read(f"{text[:at]}{unit * (40_000 // len(unit))}{text[at:]}".encode())


def longer(text: str, at: str) -> bytes:
    """Return a file one of whose lines has 9 MB."""
    return text.replace(at, "tides and sand " * 600_000 + at, 1).encode()


@EACH
def test_a_line_of_many_megabytes_is_read(name: str) -> None:
    text, told = FILES[name]
    assert read(longer(text, "wait for" if "wait for" in text else "compare what")) == told


def many(unit: str, opening: str = "", closing: str = "") -> bytes:
    return f"{opening}{unit * (300_000 // len(unit))}{closing}".encode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (many(json.dumps(API) + ",", "[", f"{json.dumps(API)}]"), "hf-api"),
        (many(json.dumps(ARXIV) + ",", "[", f"{json.dumps(ARXIV)}]"), "arxiv"),
        (many(json.dumps(ARXIV)), "arxiv"),
        (many("<item><title>A</title></item>", "<rss version='2.0'><channel>"), "feed"),
        (many("@misc{a, title={Tides}}"), "bibtex"),
    ],
    ids=["API", "arXiv array", "arXiv objects", "RSS", "BibTeX"],
)
def test_thousands_of_records_on_one_line_are_read(data: bytes, told: str) -> None:
    assert read(data) == told


def test_memory_stays_a_small_multiple_of_the_file() -> None:
    data = longer(FILES["arXiv lines"][0], "wait for")
    tracemalloc.start()
    try:
        read(data)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 15 * len(data)

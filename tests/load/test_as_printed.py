"""Titles are stored clean, and the file's own lines still hold them as they were printed."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from html import escape
from pathlib import Path

import polars as pl
import pytest

from pages import BANNER, linked, markdown, paper, papers, spaced
from workbench.corpus import Corpus
from workbench.dumps import Source, contents, finish, read_dump, to_records
from workbench.load import load

CLEAN = "Schrödinger & Erdős: Tides of <Sand> at 5 °C"
# hard wraps, LaTeX accents, entities of HTML, all at once
RAW = 'Schr\\"odinger &amp; Erd\\H{o}s:\n  Tides of &lt;Sand&gt;   at 5&nbsp;&deg;C'
ON_ONE_LINE = RAW.replace("\n", "")
ABSTRACT = paper(1)[1]
ID = "2401.00001"


def entry(title: str) -> str:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query: search_query=all:a</title>'
        f"\n<id>http://arxiv.org/api/x</id>\n<entry><id>http://arxiv.org/abs/{ID}v1</id>"
        f"\n<title>{title}</title>\n<summary>{ABSTRACT}</summary></entry>\n</feed>"
    )


def in_json(title: str) -> str:
    return json.dumps(title)[1:-1]


def rss(title: str) -> str:
    other = "<item><title>Another</title></item>"
    item = f"<item>\n<title>{title}</title>\n<description>{ABSTRACT}</description>\n</item>"
    return f"<rss version='2.0'><channel>\n{other}\n{item}\n{other}\n</channel></rss>"


def api(title: str) -> str:
    record = {"paper": {"id": ID, "title": title, "summary": ABSTRACT, "upvotes": 3}}
    other = {"paper": {"id": "2401.00002", "title": "Another", "summary": "x", "upvotes": 1}}
    return json.dumps([other, record], indent=2)


def arxiv(title: str) -> str:
    record = {"id": ID, "title": title, "abstract": ABSTRACT}
    return "\n".join(map(json.dumps, [{**record, "id": "2401.00002", "title": "Another"}, record]))


def recorded(title: str) -> str:
    url = "https://export.arxiv.org/api/query"
    return json.dumps({"url": url, "status_code": 200, "body": entry(title)}, indent=1)


IN_XML = escape(RAW, quote=False)
IN_BIBTEX = '{Schr}{\\"o}dinger {\\&} Erd{\\H o}s:\n  {T}ides of &lt;Sand&gt;   at 5&nbsp;&deg;C'
IN_CSV = RAW.replace('"', '""')
MARKED = ON_ONE_LINE.replace("  Tides", "\\  Tides")
# a file, and the title as it stands there
FILES: dict[str, tuple[str, str]] = {
    "page.txt": (spaced([*papers(3), (ON_ONE_LINE, ABSTRACT), *papers(4)]), ON_ONE_LINE),
    "page.md": (
        markdown([linked(1)[0]._replace(title="@@")]).replace("@@", MARKED),
        MARKED,
    ),
    "api.json": (api(RAW), in_json(RAW)),
    "arxiv.jsonl": (arxiv(RAW), in_json(RAW)),
    "answer.xml": (entry(IN_XML), IN_XML),
    "recorded.json": (recorded(IN_XML), in_json(IN_XML)),
    "feed.xml": (rss(IN_XML), IN_XML),
    "cdata.xml": (rss(f"<![CDATA[{RAW}]]>"), RAW),
    "refs.bib": (
        f"@misc{{a,\n title = {{Another}}\n}}\n@article{{b,\n title = {{{IN_BIBTEX}}},\n"
        f" abstract = {{{ABSTRACT}}}\n}}\n",
        IN_BIBTEX,
    ),
    "refs.ris": (
        f"TY  - JOUR\nTI  - Another\nER  - \nTY  - JOUR\nTI  - {RAW}\nAB  - {ABSTRACT}\nER  - \n",
        RAW,
    ),
    "table.csv": (
        f'Title,Abstract,DOI\nAnother,x,10.1000/a\n"{IN_CSV}","{ABSTRACT}",10.1000/b\n',
        IN_CSV,
    ),
    "table.tsv": (
        f"Title\tAbstract\tDOI\nAnother\tx\t10.1000/a\n{ON_ONE_LINE}\t{ABSTRACT}\t10.1000/b\n",
        ON_ONE_LINE,
    ),
}


def written(raw: Path, name: str, pack: str) -> str:
    """Write a file, packed or not, and return the path of its dump."""
    data = FILES[name][0].encode()
    if pack == "gz":
        (raw / f"{name}.gz").write_bytes(gzip.compress(data))
        return f"{name}.gz"
    if pack == "zip":
        with zipfile.ZipFile(raw / "pile.zip", "w") as archive:
            archive.writestr(name, data)
        return f"pile.zip!{name}"
    (raw / name).write_bytes(data)
    return name


def lines_of(raw: Path, path: str) -> list[str]:
    """Return the lines of a dump, as anybody would count them."""
    file = path.split("!")[0]
    held = {content.path: content.data for content in contents(file, raw / file)}
    return held[path].decode().split("\n")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("pack", ["", "gz", "zip"])
def test_path_and_lines_lead_to_the_title_as_printed(tmp_path: Path, name: str, pack: str) -> None:
    path = written(tmp_path, name, pack)
    out = tmp_path.parent / f"{tmp_path.name}-tables"
    load(tmp_path, out)
    corpus = Corpus.open(out)
    (listing,) = (
        corpus.listings.join(corpus.dumps.select("dump_id", "path"), on="dump_id")
        .filter(title=CLEAN)
        .iter_rows(named=True)
    )
    assert corpus.papers.filter(title=CLEAN)["abstract"].to_list() == [ABSTRACT]
    assert listing["path"] == path
    lines = lines_of(tmp_path, path)
    found = "\n".join(lines[listing["line_start"] - 1 : listing["line_end"]])
    assert FILES[name][1] in found
    # and not in some other lines as well: the place says more than the file does
    before, behind = lines[: listing["line_start"] - 1], lines[listing["line_end"] :]
    assert FILES[name][1] not in "\n".join(before + behind)
    assert len(before + behind) > 0 or name == "recorded.json"


def test_the_title_is_untidy_in_every_file() -> None:
    for text, printed in FILES.values():
        assert printed in text
        assert CLEAN not in text
    assert BANNER in FILES["page.txt"][0]


def test_wrapped_titles_of_the_real_archive_are_clean_and_found(shared: Path) -> None:
    archive = shared / "corpora" / "hf_daily.tar.xz"
    wrapped = listed = 0
    for content in contents(archive.name, archive):
        if not content.path.endswith(".json"):
            continue
        source = Source(content.path, content.data)
        reading, _ = read_dump(source)
        records = finish(to_records([(source, reading.listings)]))
        lines = source.text.split("\n")
        printed = [each["paper"]["title"] for each in json.loads(source.data)]
        listed += records.height
        assert records.filter(pl.col("title").str.contains(r"\s\s|^\s|\s$|\n")).is_empty()
        rows = records.select("rank", "title", "line_start", "line_end").iter_rows()
        for rank, title, first, last in rows:
            raw = printed[rank - 1]
            found = "\n".join(lines[first - 1 : last])
            assert json.dumps(raw) in found or json.dumps(raw, ensure_ascii=False) in found
            wrapped += "\n  " in raw
            if re.fullmatch(r"[^\\&{}]*", raw):
                assert title == " ".join(raw.split())
    assert (listed, wrapped) == (6_651, 2_929)

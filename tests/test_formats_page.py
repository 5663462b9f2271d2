"""docs/formats.md is true: its tables are those of the code and of what real files give."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pages import linked, markdown, papers, spaced
from piles import pile
from workbench.dumps import Source, detect, read_dump
from workbench.dumps.columns import PREFERRED
from workbench.dumps.containers import MAX_BYTES, MAX_IN_PARTS
from workbench.dumps.fields import FIRST_YEAR, LAST_YEAR
from workbench.dumps.member_names import MAX_MEMBERS
from workbench.dumps.ris import TAGS
from workbench.load import load
from workbench.load.advice import RULES
from workbench.settings import read_settings

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")

# by format and variant, records that carry all that one can
RICH: dict[str, tuple[str, str]] = {
    "`hf-page`, plain": ("a.txt", spaced(papers(1, 2))),
    "`hf-page`, with links": ("a.md", markdown([p._replace(votes="12") for p in linked(1, 2)])),
    "`hf-api`": (
        "a.json",
        json.dumps(
            [
                {
                    "paper": {
                        "id": "2401.00001",
                        "title": "Foam",
                        "summary": "We count.",
                        "authors": [{"name": "Ada Lind"}],
                        "publishedAt": "2024-01-02",
                        "upvotes": 3,
                        "ai_keywords": ["foam"],
                    }
                }
            ]
        ),
    ),
    "`feed`": (
        "a.xml",
        '<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><channel><title>F</title>'
        "<item><title>Foam</title><link>https://arxiv.org/abs/2401.00001v2</link>"
        "<description>&lt;p&gt;Authors: Ada Lind&lt;/p&gt;&lt;p&gt;Upvotes: 3&lt;/p&gt;"
        "&lt;p&gt;Summary: We count.&lt;/p&gt;</description><category>cs.LG</category>"
        "<dc:subject>foam</dc:subject><prism:doi>10.1000/1</prism:doi>"
        "<pubDate>Tue, 2 Jan 2024 00:00:00 GMT</pubDate></item></channel></rss>",
    ),
    "`arxiv`, answers": (
        "a.xml",
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">'
        '<link href="http://arxiv.org/api/x"/><entry><id>http://arxiv.org/abs/2401.00001v2</id>'
        "<title>Foam</title><summary>We count.</summary><author><name>Ada Lind</name></author>"
        '<arxiv:doi>10.1000/1</arxiv:doi><category term="cs.LG"/>'
        "<published>2024-01-02T00:00:00Z</published></entry></feed>",
    ),
    "`arxiv`, JSON": (
        "a.jsonl",
        json.dumps(
            {
                "id": "2401.00001",
                "title": "Foam",
                "abstract": "We count.",
                "authors": "Ada Lind, Carl Moe",
                "doi": "10.1000/1",
                "categories": "cs.LG",
                "versions": [{"version": "v2", "created": "Tue, 2 Jan 2024 00:00:00 GMT"}],
            }
        ),
    ),
    "`bibtex`": (
        "a.bib",
        "@misc{a, title = {Foam}, abstract = {We count.}, author = {Lind, Ada}, doi = {10.1000/1},"
        " url = {https://e.org}, eprint = {2401.00001v2}, primaryclass = {cs.LG},"
        " keywords = {foam}, date = {2024-01-02}}",
    ),
    "`ris`": (
        "a.ris",
        "TY  - JOUR\nTI  - Foam\nAB  - We count.\nAU  - Lind, Ada\nDO  - 10.1000/1\nKW  - foam\n"
        "UR  - https://arxiv.org/abs/2401.00001v2\nPY  - 2024/01/02\nER  - \n",
    ),
    "`csv`": (
        "a.csv",
        "title,abstract,authors,upvotes,arxiv_id,doi,url,categories,keywords,published_on\n"
        "Foam,We count.,Ada Lind,3,2401.00001v2,10.1000/1,https://e.org,cs.LG,foam,2024-01-02\n",
    ),
}
FIELDS = [
    *("abstract", "authors", "upvotes", "arxiv_id", "version", "doi", "url", "categories"),
    *("keywords", "published_on"),
]


def table(*head: str, rows: list[list[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def carried() -> str:
    """Return which format carries which field, by what the readers take from rich records."""
    rows = []
    for name, (path, text) in RICH.items():
        reading, _ = read_dump(Source(path, text.encode()))
        assert reading.format == name.split("`")[1]
        assert reading.rejects == []
        taken = [any(getattr(x, field) is not None for x in reading.listings) for field in FIELDS]
        rows.append([name, *("yes" if each else "–" for each in taken)])
    return table("format", *(f"`{field}`" for field in FIELDS), rows=rows)


def columns() -> str:
    """Return the names of columns that are known, by field."""
    rows = [
        [f"`{field}`", ", ".join(f"`{name}`" for name in PREFERRED[field])] for field in PREFERRED
    ]
    return table("field", "columns, the first that a table has", rows=rows)


def tags() -> str:
    """Return the tags that are read, by field."""
    said = {
        "title": "titles",
        "authors": "authors",
        "abstract": "abstracts",
        "keywords": "keywords",
        "`doi`": "doi",
        "links": "links",
        "arXiv id, where the text begins with it": "arxiv",
    }
    rows = []
    for name, attribute in said.items():
        told = [getattr(TAGS[syntax], attribute) for syntax in ("ris", "isi")]
        rows.append([name, *(", ".join([x] if isinstance(x, str) else x) for x in told)])
    return table("what", "RIS", "Web of Science", rows=rows)


def rules() -> str:
    """Return the rules with their meaning and advice."""
    rows = [[f"`{name}`", rule.meaning, rule.advice] for name, rule in RULES.items()]
    return table("rule", "what it is", "what to do", rows=rows)


def real(folder: Path, out: Path) -> str:
    """Return what a load makes of real files: listings and rejects, or why they are refused."""
    report = load(folder, out)
    rejects: dict[str, dict[str, int]] = {}
    for reject in report.rejects:
        counts = rejects.setdefault(reject["path"], {})
        counts[reject["rule"]] = counts.get(reject["rule"], 0) + 1
    rows = {
        dump["path"]: [
            f"{dump['format']} {dump['layout'] or ''}".strip(),
            f"{dump['listings']:,}",
            ", ".join(f"{n} `{rule}`" for rule, n in rejects.get(dump["path"], {}).items()) or "–",
        ]
        for dump in report.dumps
    }
    for path, reason in report.failed.items():
        rows[path] = ["refused", "–", reason.removeprefix(f"{path}: ").replace(path, "…")]
    return table(
        "file", "read as", "listings", "rejects, or why it is refused",
        rows=[[f"`{path}`", *rows[path]] for path in sorted(rows)],
    )  # fmt: skip


def stored(name: str) -> str:
    return PAGE.split(f"<!-- {name} -->\n")[1].split(f"\n<!-- /{name} -->")[0]


@pytest.mark.parametrize("made", [carried, columns, tags, rules], ids=lambda made: made.__name__)
def test_tables_are_those_of_the_code(made) -> None:
    assert stored(made.__name__) == made()


def test_the_table_of_real_files_is_what_a_load_makes_of_them(shared, tmp_path) -> None:
    made = real(shared / "formats", tmp_path / "tables")
    assert stored("real").split("\n") == made.split("\n")
    files = [path for path in (shared / "formats").rglob("*") if path.is_file()]
    assert made.count("\n") - 1 == len(files)


def test_refused_real_files_are_read_once_their_encoding_is_stated(shared, tmp_path) -> None:
    report = load(shared / "formats", tmp_path / "before")
    lines = []
    for path, reason in report.failed.items():
        assert "\n" not in reason
        assert reason.startswith(f"{path}: ")
        _, line = reason.split("below [dumps] in workbench.toml: ")
        # the line is there to paste, the name of the encoding is the user's to know
        lines.append(line.replace("windows-1252", "gbk") if "gbk" in path else line)
    raw = pile(tmp_path / "mine", {"workbench.toml": "\n".join(["[dumps]", *lines])})
    for path in report.failed:
        (raw / path).parent.mkdir(exist_ok=True)
        (raw / path).write_bytes((shared / "formats" / path).read_bytes())
    again = load(raw, tmp_path / "tables")
    assert (again.failed, len(again.dumps), again.listings) == ({}, 2, 1)
    assert [reject["rule"] for reject in again.rejects] == ["no_title"]


def test_every_format_and_limit_is_named() -> None:
    for module in detect.FORMATS:
        assert f"`{module.NAME}`" in PAGE
    assert f"{MAX_BYTES // 1024**3} GB" in PAGE
    assert f"{MAX_IN_PARTS // 1024**3} GB" in PAGE
    assert f"{MAX_MEMBERS:,} files" in PAGE
    assert f"{FIRST_YEAR} to {LAST_YEAR}" in PAGE


@pytest.mark.parametrize("example", re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
def test_settings_examples_are_read(example: str, tmp_path: Path) -> None:
    (tmp_path / "workbench.toml").write_text(example, encoding="utf-8")
    settings = read_settings(tmp_path)
    assert settings.general or settings.entries or settings.series


@pytest.mark.parametrize("link", re.findall(r"\]\((?!http|#)(.+?)\)", PAGE))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / "docs" / link).exists()

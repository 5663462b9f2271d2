"""Columns: the names that sources print, one field each, and what a user states instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps.columns import PREFERRED, find_columns, recognize, squeeze
from workbench.errors import DumpError

IEEE = (
    "Document Title,Authors,Author Affiliations,Publication Title,Date Added To Xplore,"
    "Publication Year,Volume,Abstract,DOI,PDF Link,Author Keywords,IEEE Terms,Online Date,"
    "Issue Date,Meeting Date,Document Identifier"
)
SCOPUS = (
    "Authors,Author full names,Author(s) ID,Title,Year,Source title,Cited by,DOI,Link,"
    "Authors with affiliations,Abstract,Author Keywords,Index Keywords,EID"
)
SPRINGER = "Item Title,Publication Title,Book Series Title,Item DOI,Authors,Publication Year,URL"
WOS = "PT AU BA AF BF TI SO DT DE ID AB C1 PY PD DI UT WC"
WOS_SHEET = (
    "Publication Type,Authors,Book Authors,Author Full Names,Article Title,Source Title,"
    "Conference Title,Author Keywords,Keywords Plus,Abstract,Publication Date,Publication Year,"
    "DOI,DOI Link,WoS Categories,Research Areas"
)
PUBMED = (
    "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,DOI"
)
ZOTERO = (
    "Key,Item Type,Publication Year,Author,Title,Publication Title,DOI,Url,Abstract Note,Date,"
    "Date Added,Short Title,Manual Tags,Automatic Tags"
)
DIMENSIONS = (
    "Rank,Publication ID,DOI,PMID,Title,Abstract,Source title,Anthology title,MeSH terms,"
    "Publication Date,PubYear,Authors,Source Linkout,Dimensions URL,"
    "Fields of Research (ANZSRC 2020)"
)
LENS = (
    "Lens ID,Title,Date Published,Publication Year,Source Title,Author/s,Abstract,"
    "Fields of Study,Keywords,MeSH Terms,Source URLs,External URL,PMID,DOI"
)
ASREVIEW = "record_id,primary_title,notes_abstract,first_authors,keywords,doi,url,year,included"
KAGGLE = "id,submitter,authors,title,comments,journal-ref,doi,categories,abstract,update_date"
RAYYAN = "key,title,year,month,day,journal,authors,url,abstract,notes,doi,keywords,pubmed_id"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param(
            IEEE,
            "title: Document Title; authors: Authors; year: Publication Year; abstract: Abstract;"
            " doi: DOI; url: PDF Link; keywords: Author Keywords; published_on: Issue Date",
            id="IEEE Xplore",
        ),
        pytest.param(
            SCOPUS,
            "title: Title; authors: Author full names; year: Year; doi: DOI; url: Link;"
            " abstract: Abstract; keywords: Author Keywords",
            id="Scopus",
        ),
        pytest.param(
            SPRINGER,
            "title: Item Title; doi: Item DOI; authors: Authors; year: Publication Year; url: URL",
            id="Springer",
        ),
        pytest.param(
            WOS.replace(" ", ","),
            "authors: AF; title: TI; keywords: DE; abstract: AB; year: PY; published_on: PD;"
            " doi: DI; categories: WC; arxiv_id: ID",
            id="Web of Science, tagged",
        ),
        pytest.param(
            WOS_SHEET,
            "authors: Author Full Names; title: Article Title; keywords: Author Keywords;"
            " abstract: Abstract; published_on: Publication Date; year: Publication Year; doi: DOI;"
            " categories: WoS Categories",
            id="Web of Science, sheet",
        ),
        pytest.param(
            PUBMED,
            "title: Title; authors: Authors; year: Publication Year; doi: DOI",
            id="PubMed",
        ),
        pytest.param(
            ZOTERO,
            "year: Publication Year; authors: Author; title: Title; doi: DOI; url: Url;"
            " abstract: Abstract Note; published_on: Date; keywords: Manual Tags",
            id="Zotero",
        ),
        pytest.param(
            DIMENSIONS,
            "doi: DOI; title: Title; abstract: Abstract; keywords: MeSH terms; year: PubYear;"
            " published_on: Publication Date; authors: Authors; url: Source Linkout;"
            " categories: Fields of Research (ANZSRC 2020)",
            id="Dimensions",
        ),
        pytest.param(
            LENS,
            "title: Title; published_on: Date Published; year: Publication Year; authors: Author/s;"
            " abstract: Abstract; categories: Fields of Study; keywords: Keywords;"
            " url: External URL; doi: DOI",
            id="Lens",
        ),
        pytest.param(
            ASREVIEW,
            "title: primary_title; abstract: notes_abstract; authors: first_authors;"
            " keywords: keywords; doi: doi; url: url; year: year",
            id="ASReview",
        ),
        pytest.param(
            KAGGLE,
            "arxiv_id: id; authors: authors; title: title; doi: doi; categories: categories;"
            " abstract: abstract",
            id="Kaggle, arXiv metadata",
        ),
        pytest.param(
            "titles,summaries,terms",
            "title: titles; abstract: summaries; categories: terms",
            id="Kaggle, arXiv abstracts",
        ),
        pytest.param(
            RAYYAN,
            "title: title; year: year; month: month; day: day; authors: authors; url: url;"
            " abstract: abstract; doi: doi; keywords: keywords",
            id="Rayyan",
        ),
    ],
)
def test_the_headers_of_sources(header: str, expected: str) -> None:
    names = header.split(",")
    told = {field: names[index] for field, index in recognize(names).items()}
    assert told == dict(pair.split(": ") for pair in expected.split("; "))


@pytest.mark.parametrize(
    "name", ["Title", " title ", '"TITLE"', "\ufefftitle", "ti-tle", "Ｔｉｔｌｅ", "_title_"]
)
def test_case_blanks_and_punctuation_do_not_count(name: str) -> None:
    assert recognize(["x", name]) == {"title": 1}


@pytest.mark.parametrize(
    "name", ["", "…", "Publication Title", "Source title", "Short Title", "Title, translated"]
)
def test_other_titles_are_no_titles(name: str) -> None:
    assert recognize([name]) == {}


def test_of_two_columns_of_one_field_the_preferred_and_of_one_name_the_first() -> None:
    names = ["Summary", "Keywords", "Title", "Abstract", "Author Keywords", "Title"]
    assert recognize(names) == {"title": 2, "abstract": 3, "keywords": 4}


def test_no_name_is_given_to_two_fields() -> None:
    names = [squeeze(name) for known in PREFERRED.values() for name in known]
    assert len(names) == len(set(names))


def test_stated_columns_outrank_their_names() -> None:
    names = ["Title", "Titel", "Zusammenfassung ", "Jahr", "Date", "DOI"]
    stated = {"title": "Titel", "abstract": "zusammenfassung", "year": "Jahr"}
    # whoever states the year does not want the date of another column
    assert find_columns("a.csv", names, stated) == {"title": 1, "abstract": 2, "year": 3, "doi": 5}


def test_a_name_written_letter_by_letter_outranks_one_nearly_so() -> None:
    assert find_columns("a.csv", ["title", "Title"], {"title": "Title"}) == {"title": 1}


@pytest.mark.parametrize(
    ("names", "stated", "found", "hint"),
    [
        (["Titel", "Jahr"], None, "no column is known to hold titles", "its columns: Titel, Jahr"),
        (
            ["Jahr", "Year", "Título", "Zusammenfassung"],
            None,
            "no column is known",
            r'below \[dumps\] in workbench.toml: "ä\.csv"\.columns ='
            r' \{ title = "Título", abstract = "Zusammenfassung" \}$',
        ),
        (
            ["Nr.", "Year", "Abstract"],
            None,
            "no column is known",
            r'columns = \{ title = "Nr\." \}$',
        ),
        (["", "a\n b"], None, "no column is known", r"its columns: \(no name\), a b;"),
        (
            ["x" * 100] * 100,
            None,
            "no column is known",
            r"columns: (x{40}, ){59}x{40} and 40 more;",
        ),
        (["Title"], {"titel": "Title"}, "'titel', which is no field", "fields: title, abstract, "),
        (["Title"], {"doi": "Nr."}, "no column 'Nr.', .* for doi", "its columns: Title$"),
        (["", "Title"], {"doi": "…"}, "no column '…'", "its columns"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line_with_what_there_is(
    names: list[str], stated: dict[str, str] | None, found: str, hint: str
) -> None:
    with pytest.raises(DumpError, match=found) as caught:
        find_columns("ä.csv", names, stated)
    assert caught.match(hint)
    assert "\n" not in str(caught.value)


@given(st.lists(st.text(max_size=12) | st.sampled_from(["Title", "doi", "Year", "ID"])))
def test_any_header_gives_columns_that_are_there(names: list[str]) -> None:
    for field, index in recognize(names).items():
        assert squeeze(names[index]) in {squeeze(known) for known in PREFERRED[field]}
        assert squeeze(names[index]) not in {squeeze(name) for name in names[:index]}

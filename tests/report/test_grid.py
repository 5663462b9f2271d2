from __future__ import annotations

import re
from datetime import date

import pandas as pd
import polars as pl
import pytest

from workbench.report.markup import Rebuilder


def rows(html: str) -> list[list[tuple[bool, str]]]:
    """Return each row's cells: whether they stand to the right, and their text."""
    rebuilt = Rebuilder("a").rebuild(html)
    return [
        [
            ("number" in attributes, text)
            for attributes, text in re.findall(r"<t[dh]([^>]*)>(.*?)</t[dh]>", row)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", rebuilt, re.DOTALL)
    ]


def test_a_polars_table_reads_as_a_table() -> None:
    frame = pl.DataFrame(
        {
            "title": ['The "quiet" winter', None, "null"],
            "papers": [1200, None, 3],
            "share": [0.5, 1e-7, None],
            "day": [date(2025, 3, 12), None, None],
            "id": ["2501.00001", "2501.00002", "7"],
            "said": ['"', "", '""'],
        }
    )
    head, _types, *body = rows(frame._repr_html_())
    assert [text for _, text in head] == ["title", "papers", "share", "day", "id", "said"]
    assert [right for right, _ in head] == [False, True, True, False, False, False]
    assert [[text for _, text in row] for row in body] == [
        ['The "quiet" winter', "1200", "0.5", "2025-03-12", "2501.00001", '"'],
        ["–", "–", "0.0000001", "–", "2501.00002", ""],
        ["null", "3", "–", "–", "7", '""'],
    ]
    assert [right for right, _ in body[1]] == [False, True, True, False, False, False]


def test_a_pandas_table_keeps_its_quotes_and_has_numbers_to_the_right() -> None:
    frame = pd.DataFrame({"title": ['"a"', "b"], "papers": [1, 20]})
    _, first, second = rows(frame.to_html())
    assert first == [(True, "0"), (False, '"a"'), (True, "1")]
    assert second[2] == (True, "20")


@pytest.mark.parametrize(
    ("texts", "right"),
    [
        (["1,234", "–"], True),
        (["12.5%", "3 %"], True),
        (["-1.5", "+2e-05", "−3"], True),
        (["2025-03-12"], False),
        (["GPT-4", "4"], False),
        (["–", ""], False),
        (["1.2.3a"], False),
    ],
)
def test_a_column_is_of_numbers_if_all_that_is_there_is(texts: list[str], right: bool) -> None:
    body = "".join(f"<tr><td>{text}</td></tr>" for text in texts)
    found = rows(f"<table><thead><tr><th>a</th></tr></thead><tbody>{body}</tbody></table>")
    assert found[0] == [(right, "a")]
    assert [row[0][0] for row in found[1:]] == [right] * len(texts)


@pytest.mark.parametrize(
    ("texts", "kind"),
    [(["2025-W10", "–"], "word"), (["a quiet winter by the sea", "b"], "text"), (["7"], "number")],
)
def test_words_are_not_broken_and_texts_may_be(texts: list[str], kind: str) -> None:
    body = "".join(f"<tr><td>{text}</td></tr>" for text in texts)
    assert Rebuilder("a").rebuild(f"<table>{body}</table>").count(f'<td class="{kind}">') == len(
        texts
    )


def test_markup_in_a_cell_stays() -> None:
    html = "<table><tr><td><em>1</em></td><td>2 <b>x</b></td></tr></table>"
    assert rows(html) == [[(False, "<em>1</em>"), (False, "2 <b>x</b>")]]


def test_a_table_in_a_cell_does_not_confuse_the_outer_one() -> None:
    inner = "<table><thead><tr><td>str</td></tr></thead><tr><td>'x'</td></tr></table>"
    html = Rebuilder("a").rebuild(f"<table><tr><td>{inner}</td><td>5</td></tr></table>")
    assert html.count('class="table"') == 1
    assert html.endswith('<td class="number">5</td></tr></table></div>')

"""The certain part: identifiers and normalized titles."""

from __future__ import annotations

import pytest

from listed import LONG, OTHER, groups, paper_ids

ONE, TWO = {"arxiv_id": "2501.00001"}, {"arxiv_id": "2501.00002"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([ONE | {"title": "Tides"}, ONE | {"title": "Reefs"}], [0, 0], id="one id"),
        pytest.param([ONE | {"title": "Tides"}, TWO | {"title": "Tides"}], [0, 1], id="two ids"),
        pytest.param(
            [ONE | {"title": "Tides"}, {"title": "Reefs", "doi": "10.48550/arXiv.2501.00001"}],
            [0, 0],
            id="the DOI of an arXiv id",
        ),
        pytest.param(
            [{"title": "Tides", "doi": "10.1000/X"}, {"title": "Reefs", "doi": "10.1000/x"}],
            [0, 0],
            id="one DOI in two cases",
        ),
        pytest.param(
            [ONE | {"title": "Tides", "doi": "10.1000/x"}, {"title": "Reefs", "doi": "10.1000/x"}],
            [0, 0],
            id="a DOI leads to an arXiv id",
        ),
        pytest.param(
            [
                ONE | {"title": "Tides", "doi": "10.1000/x"},
                TWO | {"title": "Reefs", "doi": "10.1000/x"},
                {"title": "Sand", "doi": "10.1000/x"},
                {"title": "Dune", "doi": "10.1000/x"},
            ],
            [0, 1, 2, 2],
            id="a DOI that two arXiv ids claim",
        ),
        pytest.param(
            [ONE | {"title": "Tides"}, {"title": "TIDES!"}, {"title": "tides"}],
            [0, 0, 0],
            id="a bare title joins the id that has it",
        ),
        pytest.param(
            [ONE | {"title": "Tides"}, {"title": "Tides", "doi": "10.1000/x"}],
            [0, 0],
            id="ids of two kinds do not clash",
        ),
        pytest.param(
            [*(one | {"title": "Tides"} for one in (ONE, TWO, {})), {"title": "tides"}],
            [0, 1, 2, 2],
            id="a title of two ids joins nothing; the bare ones are one",
        ),
        pytest.param(
            [
                ONE | {"title": "Tides", "abstract": LONG},
                TWO | {"title": "Tides", "abstract": OTHER},
                {"title": "Tides", "abstract": OTHER.upper()},
            ],
            [0, 1, 1],
            id="of two ids the abstract tells",
        ),
        pytest.param(
            [
                ONE | {"title": "Tides", "abstract": LONG},
                TWO | {"title": "Tides", "abstract": LONG},
                {"title": "Tides", "abstract": LONG},
            ],
            [0, 1, 2],
            id="an abstract of two ids tells nothing",
        ),
        pytest.param(
            [
                ONE | {"title": "Tides", "abstract": LONG},
                TWO | {"title": "Tides", "abstract": OTHER},
                {"title": "Tides", "abstract": OTHER.replace("diary", "journal")},
            ],
            [0, 1, 1],
            id="of two ids an abstract that was edited tells",
        ),
        pytest.param([{"title": "???"}, {"title": "!!!"}], [0, 1], id="titles without a word"),
    ],
)  # fmt: skip
def test_who_is_one(rows: list[dict[str, object]], expected: list[int]) -> None:
    assert groups(*rows) == expected
    # the order of listings decides nothing
    assert groups(*rows[::-1])[::-1] == [
        list(dict.fromkeys(expected[::-1])).index(group) for group in expected
    ]


def test_a_paper_is_named_by_its_strongest_key() -> None:
    ids = paper_ids(
        {"title": "Tides", "doi": "10.1000/x"},
        {"title": "Tides", **ONE},
        {"title": "Reefs", "doi": "10.1000/y"},
        {"title": "Sand"},
    )
    assert ids[:3] == ["arxiv:2501.00001", "arxiv:2501.00001", "doi:10.1000/y"]
    assert ids[3].startswith("title:")

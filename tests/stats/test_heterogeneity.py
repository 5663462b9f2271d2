from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2_contingency

from workbench.errors import InputError
from workbench.stats.heterogeneity import heterogeneity
from workbench.stats.keyness import keyness


def test_it_is_the_likelihood_ratio_test_of_a_table_of_many_columns() -> None:
    totals = np.array([74, 60, 31, 51])
    counts = np.array([[49, 32, 22, 32], [0, 5, 1, 9], [7, 6, 3, 5]])
    found = heterogeneity(counts, totals)
    for row, g2, p_value in zip(counts, found["g2"], found["p_value"], strict=True):
        table = np.vstack([row, totals - row])
        known = chi2_contingency(table, correction=False, lambda_="log-likelihood")
        assert (g2, p_value) == pytest.approx((known.statistic, known.pvalue))


def test_of_two_groups_it_is_keyness() -> None:
    a, b = np.array([3, 10, 0]), np.array([9, 10, 4])
    two = keyness(a, 40, b, 60)
    many = heterogeneity(np.column_stack([a, b]), [40, 60])
    assert many["g2"] == pytest.approx(np.abs(two["g2"]))
    assert many["p_value"] == pytest.approx(two["p_value"])


def test_what_no_document_or_every_document_holds_does_not_differ() -> None:
    found = heterogeneity([[0, 0, 0], [5, 6, 7]], [5, 6, 7])
    assert found["g2"].tolist() == [0, 0]
    assert found["p_value"].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("counts", "totals"),
    [([[1]], [2]), ([[1, 3]], [2, 2]), ([[0, 0]], [0, 1]), ([[-1, 0]], [1, 1])],
)
def test_counts_that_cannot_be_are_refused(counts: list[list[int]], totals: list[int]) -> None:
    with pytest.raises(InputError, match="0 <= count <= size"):
        heterogeneity(counts, totals)

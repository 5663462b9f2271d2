from __future__ import annotations

import pytest

from workbench.terms.folds import folds


@pytest.mark.parametrize(
    ("form", "term", "steps"),
    [
        ("low rank", "low rank", []),
        ("low-rank", "low rank", ["hyphens"]),
        ("Low Rank", "low rank", ["case"]),
        ("Low-Rank", "low rank", ["case", "hyphens"]),
        ("losses", "loss", ["plurals"]),
        ("matrices", "matrix", ["plurals"]),
        ("LLMs", "llm", ["case", "plurals"]),
        ("behaviour", "behavior", ["spelling"]),
        ("neighbours", "neighbor", ["spelling", "plurals"]),
        ("non-linear", "nonlinear", ["prefixes"]),
        ("finetuning", "fine tuning", ["compounds"]),
        ("autoencoder", "auto encoder", ["compounds"]),
        ("loss functions", "loss function", ["plurals"]),
        ("samovar", "kettle", ["rule"]),
        ("samovar", "tea urn", ["rule"]),
        ("copper kettle test", "ckt", ["rule"]),
    ],
)
def test_which_steps_a_form_needs(form: str, term: str, steps: list[str]) -> None:
    assert folds(form, term) == steps

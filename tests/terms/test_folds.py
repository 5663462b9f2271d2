from __future__ import annotations

import pytest

from workbench.terms.folds import folds


@pytest.mark.parametrize(
    ("form", "term", "steps"),
    [
        ("low rank", "low rank", []),
        ("low-rank", "low rank", ["hyphen"]),
        ("Low Rank", "low rank", ["case"]),
        ("Low-Rank", "low rank", ["case", "hyphen"]),
        ("losses", "loss", ["plural"]),
        ("matrices", "matrix", ["plural"]),
        ("LLMs", "llm", ["case", "plural"]),
        ("behaviour", "behavior", ["spelling"]),
        ("neighbours", "neighbor", ["spelling", "plural"]),
        ("non-linear", "nonlinear", ["bound prefix"]),
        ("finetuning", "fine tuning", ["compound"]),
        ("autoencoder", "auto encoder", ["compound"]),
        ("loss functions", "loss function", ["plural"]),
        ("samovar", "kettle", ["rule"]),
        ("samovar", "tea urn", ["rule"]),
        ("copper kettle test", "ckt", ["rule"]),
    ],
)
def test_which_steps_a_form_needs(form: str, term: str, steps: list[str]) -> None:
    assert folds(form, term) == steps

from __future__ import annotations

import pytest

from workbench.terms.plurals import is_acronym, is_acronym_plural, other_numbers, singular

KNOWN = {
    "model": 100, "models": 90, "loss": 50, "losses": 20, "bias": 9, "biases": 3, "study": 5,
    "studies": 9, "movie": 2, "movies": 2, "batch": 4, "batches": 4, "cache": 3, "caches": 3,
    "box": 1, "boxes": 2, "les": 1, "len": 1, "lens": 2, "kera": 1, "keras": 90, "dynamic": 9,
    "dynamics": 9, "metric": 4, "metrics": 5, "corpu": 1, "corpus": 4, "analysi": 1, "ties": 3,
    "tie": 1, "new": 99, "news": 5, "mean": 9, "means": 9, "ga": 3, "gas": 3, "hero": 1,
    "heroes": 2, "less": 30, "thus": 30, "thu": 1,
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("models", "model"),
        ("losses", "loss"),
        ("biases", "bias"),
        ("studies", "study"),
        ("movies", "movie"),
        ("ties", "tie"),
        ("batches", "batch"),
        ("caches", "cache"),
        ("boxes", "box"),
        ("heroes", "hero"),
        ("metrics", "metric"),
        # irregular ones fold whether the corpus knows the singular or not
        ("matrices", "matrix"),
        ("vertices", "vertex"),
        ("analyses", "analysis"),
        ("criteria", "criterion"),
        ("corpora", "corpus"),
        # words that are no plurals, or of something else
        ("loss", "loss"),
        ("less", "less"),
        ("bias", "bias"),
        ("lens", "lens"),
        ("series", "series"),
        ("analysis", "analysis"),
        ("corpus", "corpus"),
        ("thus", "thus"),
        ("dynamics", "dynamics"),
        ("news", "news"),
        ("means", "means"),
        ("gas", "gas"),
        ("keras", "keras"),
        # no singular in the corpus
        ("widgets", "widgets"),
        ("model", "model"),
    ],
)
def test_singular(word: str, folded: str) -> None:
    assert singular(word, KNOWN) == folded


def test_an_acronym_with_a_small_s_needs_no_singular() -> None:
    assert singular("gpus", {}, acronym=True) == "gpu"


@pytest.mark.parametrize(
    ("surface", "plural", "acronym"),
    [
        ("LLMs", True, False), ("GPs", True, False), ("GPS", False, True), ("LOSSES", False, False),
        ("models", False, False), ("As", False, False),
    ],
)  # fmt: skip
def test_acronyms_by_their_capitals(surface: str, plural: bool, acronym: bool) -> None:
    assert (is_acronym_plural(surface), is_acronym(surface)) == (plural, acronym)


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("gallery", ["galleries"]),
        ("galleries", ["gallerie", "gallery"]),
        ("survey", ["surveys"]),
        ("box", ["boxes"]),
        ("boxes", ["boxe", "box"]),
        ("loss", ["losses"]),
        ("losses", ["losse", "loss"]),
        ("photo", ["photos", "photoes"]),
        ("matrix", ["matrices"]),
        ("matrices", ["matrix"]),
        ("basis", ["bases"]),
        ("model", ["models"]),
        ("bias", []),
        ("new", []),
        ("physics", []),
        ("gp", []),
    ],
)
def test_the_other_number_of_a_word(word: str, others: list[str]) -> None:
    assert other_numbers(word) == others

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy.stats import entropy

from piles import pile
from workbench.analysis import rising_terms, term_kinds
from workbench.analysis.kinds import _of_random_papers
from workbench.analysis.topic_mix import FEWEST_PAPERS, topic_mix
from workbench.corpus import Corpus
from workbench.errors import InputError, UnknownTermError
from workbench.load import load

FIELDS = {
    "orchard": ["apple", "pear", "graft", "prune", "blossom", "harvest", "cider"],
    "harbor": ["ship", "crane", "cargo", "tide", "anchor", "pilot", "quay"],
    "sky": ["star", "comet", "lens", "orbit", "nebula", "planet", "dawn"],
}
WORDS = ("steadily", "sideways", "evenly")


@pytest.fixture(scope="module")
def fields(make_corpus: Any) -> Corpus:
    """Return 600 papers of three fields, with words that stand in any of them by chance."""
    generator = np.random.default_rng(3)
    rows = []
    for n in range(600):
        field = list(FIELDS.values())[n % 3]
        own = generator.choice(field, 4, replace=False).tolist()
        loose = [word for word in WORDS if generator.random() < 0.3]
        text = ". ".join(generator.permutation([*own, *loose]).tolist())
        rows.append((f"Report {n}", text, date(2024, 1 + n % 12, 1)))
    return make_corpus(rows)


def kinds(frame: pl.DataFrame) -> dict[str, str]:
    return dict(frame.select("term", "kind").iter_rows())


def test_subjects_and_style_are_told_apart(fields: Corpus) -> None:
    found = kinds(term_kinds(fields))
    for word in WORDS:
        assert found[word] == "style"
    for words in FIELDS.values():
        assert {found[word] for word in words} == {"subject"}


def test_the_spread_is_the_divergence_beyond_random_papers(fields: Corpus) -> None:
    mix = topic_mix(fields)
    ids = fields.resolve(["apple"])["term_id"]
    held = mix.papers.is_in(fields.presence(ids)["paper_id"].implode()).to_numpy()
    overall = mix.shares.mean(axis=0)
    generator = np.random.default_rng(1)
    drawn = [
        entropy(mix.shares[generator.permutation(len(held))[: held.sum()]].mean(axis=0), overall)
        for _ in range(400)
    ]
    expected = entropy(mix.shares[held].mean(axis=0), overall) - np.mean(drawn)
    assert term_kinds(fields, "apple")["spread"][0] == pytest.approx(expected, abs=0.01)


def test_random_papers_have_no_spread(fields: Corpus) -> None:
    shares = topic_mix(fields).shares
    overall = shares.mean(axis=0)
    sizes, expected, noise = _of_random_papers(shares, overall)
    assert sizes[0] == 1
    assert sizes[-1] == len(shares)
    assert expected[-1] == pytest.approx(0, abs=1e-12)
    assert (np.diff(expected) < 0).all()
    assert expected[0] == pytest.approx(
        np.mean([entropy(row, overall) for row in shares]), abs=4 * noise[0] / 10
    )


def test_most_spread_first(fields: Corpus) -> None:
    frame = term_kinds(fields)
    assert frame["spread"].is_sorted(descending=True)
    assert frame["term"].n_unique() == frame.height


def test_who_knows_better_is_believed(fields: Corpus) -> None:
    asked = ["apple", "steadily", "sideways"]
    found = kinds(term_kinds(fields, asked, subject=["Steadily", "dragonfruit"], style=["apples"]))
    assert found == {"apple": "style", "steadily": "subject", "sideways": "style"}


def test_the_settings_of_the_collection_are_believed(fields: Corpus, tmp_path: Path) -> None:
    lines = "title,abstract,date\n" + "".join(
        f"Report {n},{'An apple' if n % 2 else 'A pear'} on the hill.,2024-01-{1 + n % 28:02}\n"
        for n in range(40)
    )
    toml = '[dumps]\nseries = "news"\n[kinds]\nstyle = ["Apples"]\nsubject = ["fig"]\n'
    raw = pile(tmp_path / "raw" / "mine", {"list.csv": lines, "workbench.toml": toml})
    corpus = Corpus.open(load(raw, tmp_path / "tables").tables)
    assert corpus.kinds == {"style": ["Apples"], "subject": ["fig"]}
    assert kinds(term_kinds(corpus, ["apple", "pear"])) == {"apple": "style", "pear": "unclear"}
    narrowed = replace(fields, kinds=corpus.kinds)
    assert kinds(term_kinds(narrowed, ["apple", "pear"])) == {"apple": "style", "pear": "subject"}


def test_of_few_papers_nothing_is_said(make_corpus: Any) -> None:
    rows = [(f"Harvest {n}", "An apple.", None) for n in range(FEWEST_PAPERS - 1)]
    frame = term_kinds(make_corpus(rows), ["apple"])
    assert frame.select("spread", "kind").row(0) == (None, "unclear")


def test_the_same_answer_again(fields: Corpus) -> None:
    again = replace(fields)
    assert topic_mix(again) is not topic_mix(fields)
    assert term_kinds(again).equals(term_kinds(fields))
    assert topic_mix(fields) is topic_mix(fields)


def test_words_of_style_come_after_subjects_whatever_they_did(make_corpus: Any) -> None:
    generator = np.random.default_rng(4)
    rows = []
    for n in range(900):
        month = n // 3 % 12
        field = list(FIELDS.values())[n % 3]
        own = generator.choice(field[:6], 3, replace=False).tolist()
        rises = [word for word, pace in (("steadily", 0.07), ("sideways", 0.0))
                 if generator.random() < 0.1 + pace * month]  # fmt: skip
        if n % 3 == 0 and generator.random() < 0.05 + 0.08 * month:
            rises.append("cider")
        rows.append((f"Report {n}", ". ".join([*own, *rises]), date(2024, 1 + month, 1)))
    frame = rising_terms(make_corpus(rows))
    assert kinds(frame)["steadily"] == "style"
    called = frame.filter(pl.col("verdict") != "flat")["term"].to_list()
    assert called == ["cider", "steadily"]


def test_what_is_unknown_is_said(fields: Corpus) -> None:
    with pytest.raises(UnknownTermError, match="dragonfruit"):
        term_kinds(fields, ["dragonfruit"])
    with pytest.raises(InputError, match="wavering"):
        term_kinds(fields, by="wavering")

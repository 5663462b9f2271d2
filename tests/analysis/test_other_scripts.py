"""Texts of other scripts are counted, ranked and explained like any other."""

from __future__ import annotations

import polars as pl
import pytest

from workbench import Corpus, explain_term, key_terms

ROWS = [
    ("Étude des forêts humides", "Les forêts humides de l'été. Une forêt humide, naïve et verte."),
    ("Les forêts d'hiver", "Une forêt humide en hiver."),
    ("توقع المطر", "نموذج توقع المطر سريع. توقع المطر مهم."),
    ("نموذج جديد", "هذا نموذج توقع المطر"),
    ("神经网络 与 图像", "我们研究 神经网络 的 图像。神经网络 很快。"),
    ("图像 的 神经网络", "神经网络 的 图像"),
    ("Прогноз дождя", "Модель для прогноза дождя. Прогноз дождя важен."),
]


@pytest.fixture(scope="module")
def mixed() -> Corpus:
    return Corpus.from_frame(pl.DataFrame(ROWS, schema=["title", "abstract"], orient="row"))


@pytest.mark.parametrize(
    ("query", "df"),
    [
        ("forêt humide", 2),
        ("forêts", 2),
        ("FORÊTS HUMIDES", 2),
        ("foret humide", 2),
        ("توقع المطر", 2),
        ("نموذج", 2),
        ("神经网络", 2),
        ("图像", 2),
        ("дождя", 1),
    ],
)
def test_terms_of_other_scripts_are_counted(mixed: Corpus, query: str, df: int) -> None:
    assert explain_term(mixed, query).df == df


def test_every_paper_has_key_terms(mixed: Corpus) -> None:
    ranked = key_terms(mixed, n=3)
    assert ranked["paper_id"].n_unique() == len(ROWS)
    assert {"forêt humide", "توقع المطر", "神经网络"} <= {*ranked["term"]}


def test_text_without_blanks_between_words_is_one_word_up_to_punctuation() -> None:
    corpus = Corpus.from_frame(pl.DataFrame({"title": ["深度学习的方法,很好"], "abstract": [None]}))
    assert sorted(corpus.terms["term"]) == ["很好", "深度学习的方法"]

"""Texts in other scripts: counted as docs/terms.md says, found by queries, shown with sentences."""

from __future__ import annotations

import unicodedata

import polars as pl
import pytest

from workbench import Corpus, explain_term, key_terms, papers_behind, show_papers
from workbench.errors import UnknownTermError

TEXTS = [
    ("Réseaux de neurones profonds", "Les réseaux de neurones apprennent l'état. Un été."),
    ("Des réseaux de neurones", "Un réseau apprend."),
    ("神经网络 的 研究", "我们提出 一个 神经网络。深度学习模型 GPT-4 图"),
    ("神经网络,图", "一个 神经网络 的 GPT-4"),
    ("شبكات عصبية عميقة", "الشبكات العصبية، تتعلم."),
    ("عن شبكات عصبية", "شبكات عصبية مرة أخرى"),
    ("Глубокие сети", "Глубокие сети учатся. Νευρωνικά δίκτυα."),
    ("हिन्दी भाषा", "हिन्दी भाषा का मॉडल"),
    ("เครือข่ายประสาท", "ニューラルネット は 学ぶ"),
]


@pytest.fixture(scope="module")
def world() -> Corpus:
    return Corpus.from_frame(pl.DataFrame(TEXTS, schema=["title", "abstract"], orient="row"))


def test_what_is_counted(world: Corpus) -> None:
    df = dict(world.terms.select("term", "df").iter_rows())
    counted = {
        "réseaux de neurones": 2, "été": 1, "神经网络": 2, "gpt 4": 2,
        "深度学习模型": 1, "شبكات": 2, "شبكات عصبية": 2, "العصبية": 1, "глубокие": 1, "сети": 1,
        "νευρωνικά": 1, "हिन्दी": 1, "भाषा": 1, "เครือข่ายประสาท": 1, "ニューラルネット": 1,
    }  # fmt: skip
    assert {term: df.get(term) for term in counted} == counted


def test_a_word_of_one_sign_counts_in_phrases_only(world: Corpus) -> None:
    terms = set(world.terms["term"])
    assert not {"图", "的", "は"} & terms
    with pytest.raises(UnknownTermError, match="lone number, letter or symbol"):
        world.resolve(["图"])


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("RÉSEAUX DE NEURONES", "réseaux de neurones"),
        ("reseaux de neurones", "réseaux de neurones"),
        (unicodedata.normalize("NFD", "réseaux de neurones"), "réseaux de neurones"),
        ("ete", "été"),
        ("神经网络", "神经网络"),
        ("شبكات عصبية", "شبكات عصبية"),
        ("ГЛУБОКИЕ", "глубокие"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_queries_find_it(world: Corpus, query: str, term: str) -> None:
    assert world.resolve([query])["term"].to_list() == [term]
    told = explain_term(world, query)
    assert told.df == papers_behind(world, term=query).height > 0
    assert papers_behind(world, term=query)["sentence"].null_count() == 0
    assert "<mark>" in show_papers(world, term=query)._repr_html_()


def test_every_paper_has_key_terms(world: Corpus) -> None:
    ranked = key_terms(world, n=3)
    assert ranked["paper_id"].n_unique() == len(TEXTS)


@pytest.mark.parametrize("off", ["cleaning", "hyphens", "plurals", "stopwords"])
def test_steps_left_out_crash_nothing(off: str) -> None:
    frame = pl.DataFrame(TEXTS, schema=["title", "abstract"], orient="row")
    corpus = Corpus.from_frame(frame, terms={"off": [off]})
    assert corpus.resolve(["神经网络"]).height == 1

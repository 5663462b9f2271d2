from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text import Joint, prefixes, stop_words, surface_word, words
from workbench.text.lexicon import words_of
from workbench.text.residue import Kind, kind, unplain

BETWEEN = {Joint.NONE: " | ", Joint.SPACE: " ", Joint.HYPHEN: "-"}


def written(text: str) -> str:
    """Return the words of `text` with what lies between them; a bar is a break."""
    return "".join(word.word + BETWEEN[word.joint] for word in words(text)).removesuffix(" | ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deep neural networks", "deep neural networks"),
        ("low-rank, sparse (and fast)", "low-rank | sparse | and fast"),
        ('the "lottery ticket" view', "the | lottery ticket | view"),
        ("One ends. Another starts", "one ends | another starts"),
        ("approach.We", "approach | we"),
        ("two  blanks, a\nnewline", "two | blanks | a | newline"),
        ("finetuning--a habit", "finetuning | a habit"),
        ("snake_cased name", "snake | cased name"),
        # apostrophes
        ("Bernstein's inequality", "bernstein | inequality"),
        ("Bernstein’s models' don't", "bernstein | models | don | t"),
        ("the s of K's", "the s of k"),
        # bound prefixes
        ("non-linear models", "nonlinear models"),
        ("Pre-Training and re-ranking", "pretraining and reranking"),
        ("semi-non-parametric", "seminonparametric"),
        ("pre- and post-training", "pre | and posttraining"),
        ("over-the-air links", "over-the-air links"),
        ("(non)linear", "non | linear"),
        # hanging hyphens
        ("first- and second-order", "first | and second-order"),
        ("musdb- XL", "musdb | xl"),
        # numbers
        ("GPT-4, GPT-3.5, Llama 3", "gpt-4 | gpt-3.5 | llama 3"),
        ("Qwen2.5-VL in 3D", "qwen2.5-vl in 3d"),
        ("10,000-dimensional", "10,000-dimensional"),
        ("in 1,2", "in 1 | 2"),
        ("64x64 images, 25%", "64x64 images | 25"),
        # scripts and marks
        (r"Schr\"odinger = Schrödinger", "schrödinger | schrödinger"),
        ("cafe\u0301 na\u00efve", "café naïve"),
        ("हिन्दी भाषा", "हिन्दी भाषा"),
        ("神经网络 model", "神经网络 model"),
        ("low\u2010rank low\u2011rank low–rank", "low-rank low-rank low | rank"),
        # links
        ("code at https://github.com/a/robust-net now", "code at | now"),
        # a break says that something was taken out, at an end it says nothing
        ("https://x.org", ""),
        ("", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # commands without their backslash
        ("roughly mathfrak S^{2/p} for", "roughly | s | for"),
        ("mathcal O(K^{2/3}) holds", "o | k | holds"),
        ("ell_p-norm regularization", "norm regularization"),
        ("ell_infty local Lipschitz", "local lipschitz"),
        ("ell_{2,1}-norm", "norm"),
        ("L^q-norm", "l | norm"),
        ("2mathord,000 points", "000 points"),
        ("the widetilde O bound", "the | o bound"),
        ("widetildeTheta(d^4) steps", "d | steps"),
        # glued
        ("for pneq 2 and 1leq p<2", "for | 2 and | p | 2"),
        ("kgeq 1, deltageq 1", "1 | 1"),
        ("the varepsilond barrier", "the | barrier"),
        ("some epsilonin (0,1]", "some | 0 | 1"),
        ("for qin[1,infty] it", "for | 1 | it"),
        ("where deltain (0,1)", "where | 0 | 1"),
        ("masymp n asymp p", "n | p"),
        ("A_muapproxsum_{m}beta", "a | beta"),
        ("with nLvarepsilon^{-1} steps", "with | steps"),
        ("Omegasubseteq [m]times [n]", "m | n"),
        ("Vertx^{natural} is", "is"),
        ("matrix Min R^{mtimes n}", "matrix | r"),
        ("sigmaleft( x right)", "x"),
        ("ell_{p}!left(!0!<! p!leq!1right)-norm", "0 | p | norm"),
        ("Oleft(left(dB_Lright)^{max{p}}right). By", "db | by"),
        ("Omegabig(n^{-1}big)", "n"),
        ("B_{ij}right) is", "b | is"),
        ("a (1pmvarepsilon) factor", "a | factor"),
        # multipliers and units
        ("10times compression", "compression"),
        ("2-3times faster", "2 | faster"),
        ("a 4sim 16times speedup", "a | speedup"),
        ("64{times}64 images", "64 | 64 images"),
        ("a sim!!25% gain", "a | 25 | gain"),
        ("0.939 pm 0.008", "0.939 | 0.008"),
        ("at 5sigma", "at"),
        ("SU(3) times SU(3)_L times U(1)_N", "su | 3 | su | 3 | u | 1"),
        ("n_1 times n_2 matrix", "n | n | matrix"),
        ("R^n times { pm 1}", "r | 1"),
        # lost structure
        ("O(dT^{1{1+epsilon}}) regret", "o | dt | regret"),
        ("sqrt{dklog d}{nepsilon} bound", "bound"),
        ("{|{mathcal S||{mathcal A}|}/{n}}", "s | a | n"),
        ("the d sqrt n regime", "the d | n regime"),
        # backslashes that survived
        (r"\Algo and {\it\HB} converge", "and | converge"),
        (r"\ie, ScaledGD(\lambda)", "scaledgd"),
        (r"$\mathcal{O}(n \log n)$ time", "time"),
        (r"the $\ell_2$-norm", "the | norm"),
        # the word beside the mathematics survives
        ("{error indicator} for", "error indicator | for"),
        ("T_{2}^*-weighted", "t | weighted"),
        ("MHC^3 head, MP_{+} module", "mhc | head | mp | module"),
        ("linear text{Sur}rogate costs", "linear surrogate costs"),
        ("reductionlibing_generalSDR", "reductionlibing | generalsdr"),
    ],
)
def test_latex_residue_is_no_word_and_a_break(text: str, expected: str) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "14.54 times faster",
        "matrix times the network",
        "on top of the top eigenvectors",
        "top-1 and top-k",
        "from left to right",
        "the right-hand side",
        "big data",
        "natural language",
        "text classification",
        "min-max games",
        "log-likelihood and log scale",
        "a prime example",
        "star graphs",
        "the partial order exists",
        "well past the last point",
        "a fast joint cell",
        "the full waste",
        "bin packing and win rate",
        "anecdotes and deltas",
        "sim-to-real",
        "epsilon-greedy",
    ],
)
def test_words_that_look_like_commands_stay(text: str) -> None:
    assert written(text) == text.lower()


def test_a_word_opens_a_sentence_only_at_its_start() -> None:
    assert [word.opens for word in words("Deep Nets work. They do: Well")] == [
        True, False, False, True, False, True,
    ]  # fmt: skip


def test_surfaces_are_as_printed() -> None:
    assert [word.surface for word in words("Non-Linear GPT-4o's")] == ["Non-Linear", "GPT", "4o"]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    found = words(text)
    assert all(word.word == surface_word(word.surface) for word in found)
    assert all(word.surface and not any(map(str.isspace, word.surface)) for word in found)
    assert not found or found[-1].joint is Joint.NONE


@given(
    st.lists(st.sampled_from(["graph", "kernel", "loss", "deep"]), min_size=1, max_size=8),
    st.data(),
)
def test_joints_tell_the_gaps(run: list[str], data: st.DataObject) -> None:
    gaps = [data.draw(st.sampled_from([" ", "-", ", ", " (", "--", "/"])) for _ in run]
    text = "".join(word + gap for word, gap in zip(run, gaps, strict=True))
    kinds = {" ": Joint.SPACE, "-": Joint.HYPHEN}
    expected = [kinds.get(gap, Joint.NONE) for gap in gaps[:-1]] + [Joint.NONE]
    assert [word.joint for word in words(text)] == expected
    assert [word.word for word in words(text)] == run


def test_the_prefixes_are_those_of_the_truth(shared: Path) -> None:
    truth = json.loads((shared / "gold" / "document_frequency.json").read_text("utf-8"))
    assert prefixes() == set(truth["method"]["prefixes"])


def test_halves_of_terms_are_no_stop_words() -> None:
    assert not stop_words() & {"off", "out", "up", "few", "least", "one", "first", "non", "various"}


NAMES = sorted(
    {
        w
        for s in ("commands", "operators", "words", "headed", "symbols")
        for w in words_of("latex", s)
    }
)


@given(st.lists(st.sampled_from([*NAMES, *"aQi1٣é.", "10", "model"]), max_size=4).map("".join))
def test_a_run_that_the_pattern_passes_is_plain(run: str) -> None:
    series = pl.Series([run])
    assert series.str.contains(unplain()).item() or kind(run) is Kind.PLAIN

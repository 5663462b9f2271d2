from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text import american, maybe_british
from workbench.text.lexicon import pairs_of, words_of


@pytest.mark.parametrize(
    ("british", "expected"),
    [
        ("optimise", "optimize"),
        ("optimised", "optimized"),
        ("optimising", "optimizing"),
        ("optimiser", "optimizer"),
        ("optimisers", "optimizers"),
        ("generalisation", "generalization"),
        ("generalisations", "generalizations"),
        ("generalisable", "generalizable"),
        ("regularisation", "regularization"),
        ("overparametrised", "overparameterized"),
        ("parameterise", "parameterize"),
        ("characterised", "characterized"),
        ("recognise", "recognize"),
        ("synthesise", "synthesize"),
        ("emphasised", "emphasized"),
        ("organisation", "organization"),
        ("quantised", "quantized"),
        ("prioritise", "prioritize"),
        ("behaviour", "behavior"),
        ("behavioural", "behavioral"),
        ("neighbourhoods", "neighborhoods"),
        ("colourisation", "colorization"),
        ("unfavourable", "unfavorable"),
        ("modelled", "modeled"),
        ("modelling", "modeling"),
        ("labelled", "labeled"),
        ("unlabelled", "unlabeled"),
        ("signalling", "signaling"),
        ("analyse", "analyze"),
        ("analysed", "analyzed"),
        ("analysing", "analyzing"),
        ("centre", "center"),
        ("centred", "centered"),
        ("multicentre", "multicenter"),
        ("millimetre", "millimeter"),
        ("fibres", "fibers"),
        ("artefacts", "artifacts"),
        ("parametrisations", "parameterizations"),
        ("parametric", "parametric"),
        ("greyscale", "grayscale"),
        ("learnt", "learned"),
        ("defence", "defense"),
        ("catalogue", "catalog"),
    ],
)
def test_british_words_become_american(british: str, expected: str) -> None:
    assert american(british) == expected
    assert american(expected) == expected


LOOK_BRITISH = """
optimism supervised unsupervised noise noised denoised precise precisely otherwise exercise
exercises promise promising compromise compromised raise raised arise arises rise comprise comprises
enterprise surprise surprisingly advertise expertise premise revise revised devise advise treatise
improvisation likewise pairwise piecewise concise disguise basis bias analysis analyses analyst
paralysis emphasis emphases crisis this his is four hour source course tour contour your controlled
controller called smaller distilled compelling excelling filling recalled parameter perimeter
centroid metric symmetric precision decision cancellation dialogue unlike learns program programmed
"""


@pytest.mark.parametrize("word", LOOK_BRITISH.split())
def test_words_that_only_look_british_stay(word: str) -> None:
    assert american(word) == word


@given(st.text())
def test_american_spelling_is_stable(word: str) -> None:
    assert american(american(word)) == american(word)


STEMS = [word for name in ("ise", "our", "ll") for word in sorted(words_of("spelling", name))]
WHOLE = sorted(pairs_of("spelling", "whole"))
BRITISH = [*STEMS, *WHOLE, "is", "our", "l", "ed", "ing", "able", "ation", "e", "fibre", "analysed"]
BRITISH += ["metres", "dialyse", "practising", "biassed", "haemo", "foetal", "model", "r"]


@given(st.lists(st.sampled_from(BRITISH), min_size=1, max_size=3).map("".join))
def test_a_word_that_the_pattern_passes_is_american(word: str) -> None:
    passes = not pl.Series([word]).str.contains(maybe_british()).item()
    assert not passes or american(word) == word

"""What real dumps hold that trips a counter: notation by notation, and families of spellings.

Notation is tested on lines of its own; `tests/text` has the rest of it, step by step. Families are
counted in the real dumps a second way, by a pattern over the texts as they are.
"""

from __future__ import annotations

import re

import polars as pl
import pytest

from workbench.terms import TermTables, build_index, resolve
from workbench.text import Joint, words

BETWEEN = {Joint.NONE: " | ", Joint.SPACE: " ", Joint.HYPHEN: "-"}


def written(text: str) -> str:
    """Return the words of `text` with what lies between them; a bar is a break."""
    return "".join(word.word + BETWEEN[word.joint] for word in words(text)).removesuffix(" | ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # lost structure: nothing of the formula is a word but what stands beside it
        ("an epsilon=8{255} ball", "an epsilon | 8 | 255 | ball"),
        ("epsilon^{-1+p{p}} rate", "epsilon | rate"),
        ("{O}(T) and O(KT)", "o | t | and o | kt"),
        ("a circ b rightarrow c", "a | b | c"),
        ("nabla f and cdot", "f and"),
        ("approximately {<}Delta", "approximately | delta"),
        ("2<p<infty, 0<delta<1", "2 | p | 0 | delta | 1"),
        ("0.939 pm 0.008 and 1fb^{-1}", "0.939 | 0.008 and 1fb"),
        ("jitter of ca1.6 ps", "jitter of ca1.6 ps"),
        # percent, tildes, quotes, dashes
        (r"68\% and 6.25~\%, 70\%/50\%", "68 | and 6.25 | 70 | 50"),
        ("19.6%p better", "19.6 | p better"),
        ("J.~Doe et al.~(ICML 2023)", "j | doe et al | icml 2023"),
        ("``quoted net'' and ``mixed net\" and `single net'",
         "quoted net | and | mixed net | and | single net"),
        ("''odd net'' and 'plain net'", "odd net | and | plain net"),
        ("nets--perhaps surprisingly--learn---fast", "nets | perhaps surprisingly | learn | fast"),
        ("(2020)-the and (GFS)-the", "2020 | the and | gfs | the"),
        ("task- and data-aware, X- and 2D-maps", "task | and data-aware | x | and 2d-maps"),
        ("Models's, Let's, What's, Z' nets", "models | let | what | z | nets"),
        ("Operators : A title", "operators | a title"),
        ("4+3 Phases, LR+GD, KT+", "4 | 3 phases | lr | gd | kt"),
        ("PFGM++ and MAGSAC++ nets", "pfgm | and magsac | nets"),
        # glued prose: a stop or a comma without its blank
        ("a source,a net.However we", "a source | a net | however we"),
        # citation keys stay as printed, a bracket breaks
        ("Doe~jns13 and [ZRKB21], [9]", "doe jns13 and | zrkb21 | 9"),
        # lists in a line
        ("(i) nets, (ii) trees; 1) graphs (a) maps",
         "i | nets | ii | trees | 1 | graphs | a | maps"),
        # numbers, ranges, versions, years
        ("3-4 bits, 5-15%, 50-100x, 2.4x", "3-4 bits | 5-15 | 50-100x | 2.4x"),
        ("4X and 8X of Llama-3.1 and Llama3", "4x and 8x of llama-3.1 and llama3"),
        ("a CLIC2020 net, GSENSE 2020", "a clic2020 net | gsense 2020"),
        # links: doubled, without a scheme, with a word glued on
        ("at https://x.org/a/EQ.git{https://x.org/a/EQ}. We", "at | we"),
        ("at anonymous.4open.science/r/README.md{here.} We", "at | we"),
        ("at GitHub.com/a/linear, robust", "at | robust"),
        ("at https://a-b.github.io/sampling/.", "at"),
        ("available~https://x.org/q_1/", "available"),
    ],
)  # fmt: skip
def test_notation(text: str, expected: str) -> None:
    assert written(text) == expected


FAMILIES = {
    "low-rank": r"low[- ]rank",
    "fine-tuning": r"fine[- ]?tuning",
    "pre-trained": r"pre-?trained",
    "non-linear": r"non-?linear",
    "non-convex": r"non-?convex",
    "sub-optimal": r"sub-?optimal",
    "hyper-parameter": r"hyper-?parameters?",
    "bi-level": r"bi-?level",
    "auto-encoder": r"auto-?encoders?",
    "trade-off": r"trade[- ]?offs?",
    "high-dimensional": r"high[- ]dimensional",
    "low-dimensional": r"low[- ]dimensional",
    "cross-entropy": r"cross[- ]entropy",
    "large-scale": r"large[- ]scales?",
    "spatio-temporal": r"spatio-?temporal",
    "under-sampled": r"under-?sampled",
    "back-propagation": r"back-?propagation",
    "multi-class": r"multi-?class(?:es)?",
    "multi-scale": r"multi-?scales?",
    "mean squared": r"mean[- ]squared",
    "two-layer": r"two[- ]layers?",
    "state space": r"state[- ]spaces?",
    "overparametrised": r"over-?param(?:etr|eter)i[sz]ed",
    "overparameterization": r"over-?param(?:etr|eter)i[sz]ations?",
    "behaviour": r"behaviou?rs?",
    "optimise": r"optimi[sz]es?",
    "generalisation": r"generali[sz]ations?",
    "regularised": r"regulari[sz]ed",
    "characterised": r"characteri[sz]ed",
    "labelled": r"labell?ed",
    "modelled": r"modell?ed",
    "learnt": r"learn(?:ed|t)",
    "artefact": r"arti?e?facts?",
    "matrices": r"matri(?:x|ces)",
    "losses": r"loss(?:es)?",
    "kernels": r"kernels?",
    "functions": r"functions?",
    "algorithms": r"algorithms?",
    "diffusion models": r"diffusion[- ]models?",
    "LLMs": r"LLMs?",
    "PDEs": r"PDEs?",
}


@pytest.mark.parametrize("query", FAMILIES)
def test_a_family_of_spellings_is_one_term(
    papers: pl.DataFrame, index: TermTables, query: str
) -> None:
    bound = r"(?<!non-)(?<!over-)(?<!pre-)(?<!re-)(?<!sub-)(?<!un-)(?<!hyper-)(?<!semi-)(?<!super-)"
    pattern = re.compile(rf"(?<![^\W_]){bound}(?:{FAMILIES[query]})(?![^\W_])", re.IGNORECASE)
    links = re.compile(r"https?://\S+")
    texts = [links.sub("\n", f"{title}\n{abstract}") for _, title, abstract in papers.iter_rows()]
    (df,) = resolve([query], index.terms, index.forms)["df"]
    assert df == sum(pattern.search(text) is not None for text in texts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("loss", "los"), ("bias", "bia"), ("analysis", "analysi"), ("physics", "physic"),
        ("nonlinear", "linear"), ("pretraining", "training"), ("mean squared", "mean square"),
        ("optimism", "optimize"), ("overprameterization", "overparameterization"),
    ],
)  # fmt: skip
def test_what_only_looks_alike_stays_apart(index: TermTables, one: str, other: str) -> None:
    known = index.terms["term"].to_list()
    asked = [query for query in (one, other) if query in known]
    found = resolve(asked, index.terms, index.forms)["term"].to_list()
    assert found == asked
    assert one in found
    # what is no word at all is not made one
    assert (other in known) == (other not in {"los", "bia", "analysi", "physic"})


def test_typing_errors_and_citation_keys_are_kept_as_printed(index: TermTables) -> None:
    printed = {"solveable", "componant", "overprameterization", "jns13", "zrkb21"}
    assert printed <= set(index.terms["term"])


def test_names_are_no_plurals_and_no_function_words() -> None:
    texts = ["Lion and LION train.", "MAGSAC++ and Poseidon.", "The Lamarr and LaMDA nets."]
    rows = [(str(n), "", text) for n, text in enumerate(texts)]
    tables = build_index(pl.DataFrame(rows, schema=["paper_id", "title", "abstract"], orient="row"))
    assert {"lion", "magsac", "poseidon", "lamarr", "lamda"} <= set(tables.terms["term"])

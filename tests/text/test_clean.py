from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text import clean, latex
from workbench.text.latex import decode_accents, mark_math, plain_fonts
from workbench.text.residue import MARK


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"Schr\"odinger", "Schrödinger"),
        (r"Schr\"{o}dinger", "Schrödinger"),
        (r"Schr{\"o}dinger", "Schrödinger"),
        (r"Fr\'echet", "Fréchet"),
        (r"na\"ive", "naïve"),
        (r"na{\"\i}ve", "naïve"),
        (r"H\"older", "Hölder"),
        (r"Cram\'er-Rao", "Cramér-Rao"),
        (r"Poincar\'e maps", "Poincaré maps"),
        (r"Poincar\'{e} maps", "Poincaré maps"),
        (r"Polyak-\L ojasiewicz", "Polyak-Łojasiewicz"),
        (r"Polyak-{\L}ojasiewicz", "Polyak-Łojasiewicz"),
        (r"\L{}ojasiewicz", "Łojasiewicz"),
        (r"Gar\c{c}on", "Garçon"),
        (r"Ho\v{r}ava", "Hořava"),
        (r"Erd\H{o}s", "Erdős"),
        (r"\AA ngstr\"om", "Ångström"),
        (r"Stra\ss e", "Straße"),
        (r"\lambda and \omega", r"\lambda and \omega"),
        (r"\cite{key}", r"\cite{key}"),
        ("plain", "plain"),
    ],
)
def test_accents(text: str, plain: str) -> None:
    assert decode_accents(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"\emph{very} \textbf{bold}", "very bold"),
        ("text{Sur}rogate and text{Co}mbinatorial", "Surrogate and Combinatorial"),
        (r"{\it single-loop} {\em finite sample} {\sc Name}", "single-loop finite sample Name"),
        ("{bf 1}_n", "1_n"),
        (r"68\% of A\&B", "68% of A&B"),
        ("{E}fficient {BERT}ology", "Efficient BERTology"),
        ("{error indicator}", "{error indicator}"),
        ("context{a}", "context{a}"),
    ],
)
def test_fonts(text: str, plain: str) -> None:
    assert plain_fonts(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a **harmonic loss** here", "a harmonic loss here"),
        ("*Tensor Programs* again", "Tensor Programs again"),
        ("learn M^* and beta^{*top} x", "learn M^* and beta^{*top} x"),
        ("the T_{2}^*-weighted and kappa^*(x)", "the T_{2}^*-weighted and kappa^*(x)"),
        ("3*4 and 5*6", "3*4 and 5*6"),
        ("J.~von Neumann, e.g.~this", "J. von Neumann, e.g. this"),
        ("available~https://x.org/y{here.}", "available \n"),
        ("ﬁne\u2011tuning\u00a0now, zero\u200bwidth", "fine\u2010tuning now, zerowidth"),
    ],
)
def test_markup_goes_and_prose_stays(text: str, plain: str) -> None:
    assert clean(text) == plain


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("x^{natural} is", "x# is"),
        ("M_{Z^prime} decays", "M# decays"),
        ("T^{1{1+epsilon}} regret", "T# regret"),
        ("sqrt{dklog d} bound", "# bound"),
        (r"$\ell_2$-norm", "#-norm"),
        (r"$k$-means, $\beta$-VAE", "k-means, beta-VAE"),
        (r"$2\times$ faster", "# faster"),
        (r"$\mathbf{SAM}$ wins", "SAM wins"),
        ("costs $100 and $200", "costs $100 and $200"),
        (r"in \( O(n^3) \) time", "in # time"),
        (r"\Algo converges", "# converges"),
        ("reward_model and dB_Lright)", "reward_model and dB#)"),
        ("{error indicator}", "{error indicator}"),
        ("an open { brace", "an open { brace"),
    ],
)
def test_mathematics_is_marked(text: str, marked: str) -> None:
    assert mark_math(text) == marked.replace("#", MARK)


@given(st.text(alphabet="ab1 \\{}$^_*~\"'`.-\néé\u0301", max_size=60))
def test_any_markup_is_read(text: str) -> None:
    mark_math(clean(text))


# What the quick ways must equal: patterns that say the same and look at every character.
FONT_COMMAND = re.compile(
    r"(?:\\|(?<![A-Za-z\\]))(?:text(?:bf|it|rm|sc|tt|sf|normal|sl|up|md)?|emph|underline|mbox)"
    r"\{(?P<held>[^{}]*)\}"
)
GROUP_HEAD = re.compile(r"(?:[_^]|\\?[A-Za-z]+)\s?\{")
PIECES = [
    *["\\", "{", "}", "_", "^", " ", "\n", "\x1c", "\u2003", "é", "a", "T", "1", "$", "{x}"],
    *["text", "textbf", "emph", "mbox", "mathcal", "frac", "left", "ss", "aa", "l", "i", "o"],
]
glued = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(glued)
def test_font_commands_are_those_of_the_pattern(text: str) -> None:
    assert latex._without_fonts(text) == FONT_COMMAND.sub(r"\g<held>", text)


@given(glued, st.integers(0, 5))
def test_heads_of_groups_are_those_of_the_pattern(text: str, start: int) -> None:
    for brace in re.finditer(r"\{", text):
        if brace.start() < start:
            continue
        heads = GROUP_HEAD.finditer(text, start)
        first = [head.start() for head in heads if head.end() == brace.end()]
        assert latex._group_head(text, start, brace.start()) == [*first, brace.start()][0]


@given(glued)
def test_letters_are_missed_nowhere(text: str) -> None:
    if latex._LETTER.search(text):
        assert latex._MAYBE_LETTER.search(text)

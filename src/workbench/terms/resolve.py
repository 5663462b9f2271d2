"""From what a user types to a term of the index, or to a sentence that says why there is none."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from functools import cached_property

import polars as pl

from ..errors import UnknownTermError
from ..text import EVERY_STEP, Joint, Steps, Word, american, stop_words, words
from .names import Names
from .phrases import MAX_WORDS
from .plurals import is_acronym_plural, other_numbers, singular
from .traits import is_lonely, is_symbol

_MAX_CANDIDATES = 5_000
_ASKED = {"query": pl.String, "term": pl.String}


def resolve(
    queries: Sequence[str],
    terms: pl.DataFrame,
    forms: pl.DataFrame,
    steps: Steps = EVERY_STEP,
) -> pl.DataFrame:
    """Return the terms that queries name, in the order given.

    A query is first looked up as a printed form (`GPs` is not `GPS`), then normalized as the text
    was: words, American spelling, singulars and compounds of the corpus.

    Parameters
    ----------
    queries
        Terms as a user would type them.
    terms, forms
        The tables of the index.
    steps
        The steps that the index took.

    Returns
    -------
    polars.DataFrame
        `query`, `term_id`, `term`, `label`, `df`.

    Raises
    ------
    UnknownTermError
        For the first query that names no term; says why, and names close terms.
    """
    return Lookup(terms, forms, steps).resolve(queries)


def steps_of(
    query: str, terms: pl.DataFrame, forms: pl.DataFrame, steps: Steps = EVERY_STEP
) -> pl.DataFrame:
    """Return what becomes of a query: `step`, `result`; the last result is the term.

    Raises
    ------
    UnknownTermError
        As :func:`resolve`.
    """
    taken = Lookup(terms, forms, steps).steps(query)
    return pl.DataFrame(taken, schema={"step": pl.String, "result": pl.String}, orient="row")


class Lookup:
    """The index as queries see it; made once, it answers any number of them.

    Parameters
    ----------
    terms, forms, steps
        As for :func:`resolve`.
    """

    def __init__(self, terms: pl.DataFrame, forms: pl.DataFrame, steps: Steps = EVERY_STEP) -> None:
        self._terms, self._names, self._taken = terms, Names(terms, forms), steps
        self._stops = stop_words() if steps.stopwords else frozenset[str]()

    def resolve(self, queries: Sequence[str]) -> pl.DataFrame:
        """Return the terms that queries name, as :func:`resolve` does."""
        # all queries at once: each look into the tables takes its time
        as_printed = self._as_printed(queries)
        found = [as_printed.get(query) or self._by_words(query) for query in queries]
        known = set(self._names.terms(found)["term"])
        found = [term if term in known else self.in_other_number(term) for term in found]
        named = self._names.terms(found)
        known = set(named["term"])
        for query, term in zip(queries, found, strict=True):
            if term not in known or not self._words(query):
                raise self.unknown(query)
        asked = pl.DataFrame({"query": queries, "term": found}, schema=_ASKED)
        return asked.join(named, on="term", how="left", maintain_order="left").select(
            "query", "term_id", "term", "label", "df"
        )

    def term_of(self, query: str) -> str:
        """Return the term a query names."""
        term = self.named(query)
        if self._words(query) and self._is_term(term):
            return term
        raise self.unknown(query)

    def named(self, query: str) -> str:
        """Return what a query would be called as a term, in the number that papers print."""
        term = self.normalized(query)
        return term if self._is_term(term) else self.in_other_number(term)

    def in_other_number(self, term: str) -> str:
        """Return a term that is none with its last word in the plural or singular, if that is one.

        Papers may print it in one number only, and a synonym in none.
        """
        if not self._taken.plurals:
            return term
        tried = numbers_of(term)
        known = set(self._names.terms(tried)["term"])
        return next((other for other in tried if other in known), term)

    def _is_term(self, term: str) -> bool:
        return self._names.terms([term]).height > 0

    def unknown(self, query: str) -> UnknownTermError:
        """Return the error that says why a query names no term."""
        term = self.normalized(query)
        if flaw := _flaw(self._words(query), term, self._stops):
            return UnknownTermError(f"{query!r}: {flaw}")
        close = self._close(term)
        return UnknownTermError(f"{query!r}: {self._absence(term, close)}", close)

    def normalized(self, query: str) -> str:
        """Return what a query would be called as a term."""
        return self._as_printed([query]).get(query) or self._by_words(query)

    def _by_words(self, query: str) -> str:
        return " ".join(map(self._counted, self._words(query)))

    def steps(self, query: str) -> list[tuple[str, str]]:
        """Return what becomes of a query, step by step; ends with the term."""
        term = self.term_of(query)
        found = self._words(query)
        taken = [
            ("typed", query),
            ("markup, links and formulas out", " ".join(word.surface for word in found)),
            ("lower case, bound prefixes joined", " ".join(word.word for word in found)),
        ]
        if self._taken.spelling:
            taken.append(("American spelling", " ".join(map(self._spelled, found))))
        if self._as_printed([query]):
            return [*taken, ("printed so by papers, which count it as", term)]
        return [*taken, ("singulars, compounds and accents as in the corpus", term)]

    def _as_printed(self, queries: Sequence[str]) -> dict[str, str]:
        """Return the terms of which queries are printed forms, the most frequent of several."""
        typed = {query: query.strip() for query in queries}
        rows = self._by_papers(self._names.printed(set(typed.values())))
        terms = dict(rows.reverse().select("form", "term").iter_rows())
        return {query: terms[form] for query, form in typed.items() if form in terms}

    def _by_papers(self, forms: pl.DataFrame) -> pl.DataFrame:
        """Return forms with their terms, those that most papers print first."""
        named = self._names.of_ids(forms["term_id"]).select("term_id", "term")
        return forms.join(named, on="term_id").sort("papers", "term", descending=[True, False])

    @cached_property
    def _folded(self) -> pl.DataFrame:
        """The forms of one word as the words of queries are compared with them."""
        form = pl.col("form").str.to_lowercase()
        if self._taken.compounds and self._taken.hyphens:
            form = form.str.replace_all("-", "", literal=True)
        return self._names.single_forms.with_columns(folded=form)

    def _counted(self, word: Word) -> str:
        """Return what one word of a query counts as; as it is, if the corpus does not know it."""
        spelled = self._spelled(word)
        if spelled in self._stops or spelled in self._names.words:
            return spelled
        printed = self._by_papers(self._folded.filter(pl.col("folded") == word.word))
        if printed.height:
            return printed["term"][0]
        if not spelled[-1:].isalpha():
            return spelled  # a number has no plural: `4` is not `4s`
        folded, others = spelled, []
        if self._taken.plurals:
            folded = singular(spelled, self._names.words, is_acronym_plural(word.surface))
            others = other_numbers(folded)
        tried = (folded, *others, *self._accent_variants(folded))
        return next((variant for variant in tried if variant in self._names.words), folded)

    def _words(self, query: str) -> list[Word]:
        return words(query, self._taken)

    def _spelled(self, word: Word) -> str:
        return american(word.word) if self._taken.spelling else word.word

    def _accent_variants(self, word: str) -> list[str]:
        """Return the corpus's words that differ from `word` in accents only."""
        plain = _without_accents(word)
        return [plain, *self._accented.get(plain, [])]

    @cached_property
    def _accented(self) -> dict[str, list[str]]:
        """The corpus's words with accents or of other alphabets, by what is left without."""
        found: dict[str, list[str]] = {}
        for word in sorted(word for word in self._names.words if not word.isascii()):
            found.setdefault(_without_accents(word), []).append(word)
        return found

    def _absence(self, term: str, close: Sequence[str]) -> str:
        known = [*self._names.words, *self._stops]
        missing = [word for word in term.split() if word not in known and not is_lonely(word)]
        if missing:
            why = f"no paper holds {' or '.join(map(repr, missing))}"
        else:
            why = "no two papers print these words side by side (phrases of one paper are left out)"
        return f"{why}; close terms: {', '.join(close)}" if close else f"{why}; none is close"

    def _close(self, term: str) -> list[str]:
        length = pl.col("term").str.len_chars().cast(pl.Int64)  # lengths have no sign
        shares_word = pl.any_horizontal(
            pl.col("term").str.contains(word, literal=True) for word in term.split()
        )
        candidates = (
            self._terms.filter((length - len(term)).abs() <= max(4, len(term) // 2))
            .filter(shares_word | pl.col("term").str.starts_with(term[:1]))
            .sort("df", "term", descending=[True, False])
            .head(_MAX_CANDIDATES)
        )
        labels = dict(candidates.select("term", "label").iter_rows())
        return [labels[name] for name in get_close_matches(term, list(labels), n=3, cutoff=0.7)]


def numbers_of(term: str) -> list[str]:
    """Return a term with its last word in the plural, or in the singular if it is one."""
    head, _, last = term.rpartition(" ")
    return [f"{head} {other}".strip() for other in other_numbers(last)]


def _flaw(found: list[Word], term: str, stops: Collection[str]) -> str | None:
    """Return what keeps a query from being any term, whatever the corpus."""
    if not found:
        return "holds no word to look for (punctuation, links and LaTeX commands are none)"
    if len(found) == 1 and found[0].word in stops:
        return "is a stop word; function words are not indexed"
    if len(found) == 1 and (is_lonely(term) or is_symbol(found[0].surface)):
        return "is a lone number, letter or symbol; those are terms only within a phrase (GPT-4)"
    if any(word.joint is Joint.NONE for word in found[:-1]):
        return "is no phrase: the words of a term are divided by one blank or one hyphen"
    if len(term.split()) > MAX_WORDS:
        return (
            f"has {len(term.split())} words; a term has at most {MAX_WORDS},"
            " unless [terms] keep names it"
        )
    if found[0].word in stops and found[0].joint is not Joint.HYPHEN:
        return f"starts with the stop word {found[0].surface!r}; terms do not"
    if found[-1].word in stops and found[-2].joint is not Joint.HYPHEN:
        return f"ends with the stop word {found[-1].surface!r}; terms do not"
    return None


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))

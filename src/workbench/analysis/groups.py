"""Terms taken together: wildcards and lists of synonyms, counted as one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from ..corpus import Corpus, Pairs
from ..errors import InputError, UnknownTermError
from .choice import asked_terms

Asked = str | Sequence[str] | Mapping[str, str | Sequence[str]]
"""What a user asks for: a term, terms, or names with the terms that each stands for."""

_FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Chosen:
    """What is counted, and the terms that each stands for.

    Attributes
    ----------
    names
        ``term_id``, ``term``, ``label``; a group has an id of its own, below 0.
    members
        ``term_id`` of the name, ``member_id``: a term that counts as it.
    """

    names: pl.DataFrame
    members: pl.DataFrame

    @classmethod
    def alone(cls, names: pl.DataFrame) -> Chosen:
        """Return terms of which each stands for itself."""
        return cls(names, names.select("term_id", member_id="term_id"))

    def pairs(self, corpus: Corpus, by: str) -> Pairs:
        """Return which papers hold what is counted."""
        held = corpus.pairs(self.members["member_id"], by=by)
        single = self.members["term_id"].equals(self.members["member_id"])
        return held if single else held.counted_as(self.members)


def chosen_groups(corpus: Corpus, asked: Asked, by: str) -> Chosen:
    """Return what a user asks for.

    Parameters
    ----------
    corpus
        The papers at hand.
    asked
        A term or terms as typed; ``agent*`` stands for all terms that begin so (``*`` for any
        letters of a word); a mapping names groups of terms, ``{"RL": ["RL", "reinforce*"]}``. A
        paper counts once for a group, however many of its terms it holds.
    by
        ``term`` or ``concept``.

    Returns
    -------
    Chosen
        Each name once, in the order asked.

    Raises
    ------
    InputError
        If ``by`` is unknown, or a wildcard leaves fewer than two letters.
    UnknownTermError
        If no paper holds a term, or no term fits a wildcard.
    """
    queries = [asked] if isinstance(asked, str) else asked
    groups = queries if isinstance(queries, Mapping) else {query: query for query in queries}
    listed = {
        name: [said] if isinstance(said, str) else list(said) for name, said in groups.items()
    }
    plain = [query for said in listed.values() for query in said if "*" not in query]
    # all at once: each look through the index takes its time
    resolved = corpus.resolve(plain, by=by)
    names, members = [], []
    for name, said in listed.items():
        found = pl.concat(
            [_terms(corpus, query, by, resolved) for query in said] or [_nothing(name)]
        )
        if not isinstance(queries, Mapping) and "*" not in name:
            names.append(found)
            members.append(found.select("term_id", member_id="term_id"))
            continue
        own_id = -1 - len(names)
        names.append(pl.DataFrame({"term_id": [own_id], "term": [name], "label": [name]}))
        members.append(
            found.select(pl.lit(own_id).cast(pl.Int64).alias("term_id"), member_id="term_id")
        )
    empty = corpus.terms.select("term_id", "term", "label").clear()
    every = pl.concat([empty, *names]).unique("term_id", keep="first", maintain_order=True)
    pairs = [empty.select("term_id", member_id="term_id"), *members]
    return Chosen(every, pl.concat(pairs).unique().sort("term_id", "member_id"))


def _nothing(name: str) -> pl.DataFrame:
    raise InputError(f"the group {name!r} is empty; give it terms: {{{name!r}: ['agent', 'RL']}}")


def _terms(corpus: Corpus, query: str, by: str, resolved: pl.DataFrame) -> pl.DataFrame:
    """Return the terms of a query: ``term_id``, ``term``, ``label``."""
    if "*" not in query:
        return resolved.filter(pl.col("query") == query).drop("query").head(1)
    words = query.lower().replace("-", " ").split()
    if sum(map(str.isalnum, "".join(words))) < _FEWEST_LETTERS:
        raise InputError(f"{query!r}: a wildcard needs at least two letters beside it")
    pattern = " ".join(re.escape(word).replace(r"\*", r"[^ ]*") for word in words)
    fitting = corpus.terms.filter(pl.col("term").str.contains(f"^{pattern}$")).sort("term")
    if fitting.is_empty():
        raise UnknownTermError(f"{query!r}: no term of this corpus fits; * stands for letters")
    if by == "term":
        return fitting.select("term_id", "term", "label")
    return asked_terms(corpus, fitting["term"].to_list(), by)

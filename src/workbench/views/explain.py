"""A query explained on one screen: what it counts, how it is printed, what counts apart."""

from __future__ import annotations

import html
from dataclasses import dataclass

import polars as pl

from ..analysis.explanation import Explanation, explanation
from ..corpus import Corpus
from .reading import count, listed, share
from .tables import table

_SHOWN, _NAMED = 12, 6


@dataclass(frozen=True, repr=False)
class TermView(Explanation):
    """An explanation to look at: HTML in a notebook, sentences elsewhere."""

    def sentences(self) -> list[str]:
        """Return what the explanation says, in words."""
        part = share(self.df / self.n_papers, self.df, self.n_papers)
        said = [f"“{self.query}” counts as “{self.term}”: held by {part} papers."]
        if self.longer.height:
            said.append(f"Papers that print a longer term with it count too: {_told(self.longer)}.")
        if self.parts.height:
            said.append(f"Its papers also count for each part of it: {_told(self.parts)}.")
        if self.apart.height:
            said.append(f"Words of their own, not counted here: {_told(self.apart)}.")
        if self.without.height:
            left = [f"{step} ({df:,})" for step, df in self.without.iter_rows()]
            said.append(f"Fewer papers would hold it without a step: {listed(left, len(left))}.")
        said += [
            f"{acronym} stands for {meaning} in {count(papers, 'paper')};"
            ' counted as one with by="concept".'
            for acronym, meaning, papers in self.concepts.head(_NAMED).iter_rows()
        ]
        return said

    def _repr_html_(self) -> str:
        titles = self.papers.group_by("form").agg(for_example=pl.col("title").min())
        forms = self.forms.join(titles, on="form", maintain_order="left")
        shown = [table(self.steps), table(forms, rows=_SHOWN)]
        steps, printed = (view._repr_html_() for view in shown)
        said = html.escape(" ".join(self.sentences()))
        return f'<p class="wb-reading">{said}</p>\n{steps}\n{printed}'

    def __repr__(self) -> str:
        return "\n".join([*self.sentences(), repr(table(self.forms, rows=_SHOWN))])


def _told(terms: pl.DataFrame) -> str:
    return listed([f"{label} ({df:,})" for _, label, df in terms.iter_rows()], _NAMED)


def explain_term(corpus: Corpus, query: str) -> TermView:
    """Explain what a query counts, and what it does not.

    Parameters
    ----------
    corpus
        The papers at hand; all counts are theirs.
    query
        A term as typed: `low-rank`, `Low Rank`, `GPT-4`.

    Returns
    -------
    TermView
        HTML in a notebook. Its frames: `.steps` (from the query to the term), `.forms` (printed
        forms, how many papers print them, the steps they need), `.without`
        (`df` if a step were left out), `.papers` (the papers of each form), `.longer` and
        `.parts` (terms around it and in it), `.apart` (words that a bound prefix joins with it,
        which count apart) and `.concepts` (acronyms).

    Raises
    ------
    UnknownTermError
        If no paper holds it; says why, and names close ones.
    """
    return TermView(**vars(explanation(corpus, query)))

"""Findings: what a page says first, each about one thing, grouped under titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that was found: what it is about, and what is said of it."""

    name: str
    text: str


@dataclass(frozen=True)
class Block:
    """Findings of one kind under a title.

    Attributes
    ----------
    title
        What they answer.
    findings
        The findings; may be none.
    note
        How they were told, or why there are none.
    notebook
        The notebook that says more.
    """

    title: str
    findings: Sequence[Finding]
    note: str
    notebook: str

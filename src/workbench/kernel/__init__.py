"""The compiled room: bytes of text to numbers, and numbers counted; nothing in it knows of papers.

Functions work on Arrow buffers and NumPy arrays, without Python objects, so that threads run side
by side. They are compiled on first use and kept on disk for later runs.
"""

from .counting import NONE, Numbered, number_pairs, papers_of
from .frequencies import document_frequencies
from .tokens import Tokens, read_tokens
from .words import Words

__all__ = [
    "NONE",
    "Numbered",
    "Tokens",
    "Words",
    "document_frequencies",
    "number_pairs",
    "papers_of",
    "read_tokens",
]

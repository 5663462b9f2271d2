"""Strings to words, sentences, links and keys: pure functions, no corpus."""

from .boilerplate import is_boilerplate
from .clean import clean
from .html_table import html_table
from .latex import mark_math
from .lexicon import prefixes, stop_words, symbols
from .sentences import sentences
from .spelling import american, maybe_british
from .tidy import may_be_untidy, tidy, tidy_abstract, tidy_title
from .titles import normalize_title, title_keys
from .urls import LINKED, code_urls
from .words import Joint, Word, surface_word, words

__all__ = [
    "LINKED",
    "Joint",
    "Word",
    "american",
    "clean",
    "code_urls",
    "html_table",
    "is_boilerplate",
    "mark_math",
    "may_be_untidy",
    "maybe_british",
    "normalize_title",
    "prefixes",
    "sentences",
    "stop_words",
    "surface_word",
    "symbols",
    "tidy",
    "tidy_abstract",
    "tidy_title",
    "title_keys",
    "words",
]

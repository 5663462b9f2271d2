"""Strings to words, sentences, links and keys: pure functions, no corpus."""

from .boilerplate import is_boilerplate
from .clean import clean
from .html_table import html_table
from .latex import mark_math
from .lexicon import prefixes, stop_words, symbols
from .rewritten import rewritten
from .sentences import sentences
from .spelling import american, maybe_british
from .steps import BEFORE_WORDS, EVERY_STEP, STEPS, Steps
from .tidy import loose, may_be_untidy, tidy, tidy_abstract, tidy_title
from .titles import normalize_title, plain_title_key, title_keys
from .urls import LINKED, code_urls
from .words import Joint, Word, surface_word, words

__all__ = [
    "BEFORE_WORDS",
    "EVERY_STEP",
    "LINKED",
    "STEPS",
    "Joint",
    "Steps",
    "Word",
    "american",
    "clean",
    "code_urls",
    "html_table",
    "is_boilerplate",
    "loose",
    "mark_math",
    "may_be_untidy",
    "maybe_british",
    "normalize_title",
    "plain_title_key",
    "prefixes",
    "rewritten",
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

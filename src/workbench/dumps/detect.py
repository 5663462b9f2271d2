"""Which format a file is in, and its reader."""

from __future__ import annotations

from ..errors import DumpError
from . import arxiv_atom, arxiv_json, bibtex, delimited, feed, hf_api, hf_page, ris
from .ledger import balance
from .listing import Reading
from .source import Source

# A new format is one module with NAME, sniff(source) and read(source), and one entry here; the
# first that recognizes a file reads it.
FORMATS = (hf_page, arxiv_atom, feed, hf_api, arxiv_json, bibtex, ris, delimited)


def read_dump(source: Source) -> tuple[Reading, dict[str, int]]:
    """Read a dump in whatever format it is, and prove that nothing of it was lost.

    Returns
    -------
    reading : Reading
    ledger : dict of str to int
        The dump's bytes by kind.

    Raises
    ------
    DumpError
        The file is in no known format, or cannot be read in its own.
    LedgerError
        Bytes of the file are not accounted for.
    """
    for module in FORMATS:
        if module.sniff(source):
            reading = module.read(source)
            return reading, balance(source, reading)
    known = ", ".join(dict.fromkeys(module.NAME for module in FORMATS))
    raise DumpError(
        source.path,
        "is no dump of a known format",
        f"known: {known}; move the file out of the folder, or save the page again as plain text",
    )

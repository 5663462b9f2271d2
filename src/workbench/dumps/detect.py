"""Which format a file is in, and its reader."""

from __future__ import annotations

from ..errors import DumpError
from . import hf_page
from .ledger import balance
from .listing import Reading
from .source import Source

# A new format is one module with NAME, sniff(source) and read(source), and one entry here.
FORMATS = (hf_page,)


def read_dump(source: Source) -> Reading:
    """Read a dump in whatever format it is, and prove that nothing of it was lost.

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
            balance(source, reading)
            return reading
    known = ", ".join(module.NAME for module in FORMATS)
    raise DumpError(
        source.path,
        "is no dump of a known format",
        f"known: {known}; move the file out of the folder, or save the page again as plain text",
    )

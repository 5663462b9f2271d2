"""Where a repository gets its workbench from, and the versions that were at hand."""

from __future__ import annotations

import importlib.metadata
import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from .. import __version__
from ..errors import InputError

PACKAGE = "workbench"
WHEELS = "wheels"
REQUIREMENT = re.compile(r"([\w.-]+)\s*(?:\[([^]]*)\])?")
EXTRA = re.compile(r"""extra == ['"]([^'"]+)['"]""")
WHEEL = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)(-[^-]+){3,4}\.whl")

_UNKNOWN = f"""\
# Say in one line where workbench {__version__} comes from, for instance
#   ./{WHEELS}/workbench-{__version__}-py3-none-any.whl     a wheel that lies in this repository
#   workbench @ git+https://HOST/OWNER/workbench@TAG     a tag or a commit of a repository
"""
_KNOWN = "# The workbench that the notebooks are made for.\n"
_NOTE = """\
# Never the bare name with a version: on PyPI that is another program.
"""


@dataclass(frozen=True)
class Source:
    """Where workbench comes from: a line of requirements, and the wheel to carry along, if any."""

    requirement: str | None
    wheel: Path | None = None

    def requirements(self) -> str:
        """Return the content of a `requirements.txt`."""
        if self.requirement is None:
            return _UNKNOWN + _NOTE
        return f"{_KNOWN}{_NOTE}{self.requirement}\n"


def source(given: str | None) -> Source:
    """Return where workbench is to be installed from.

    Parameters
    ----------
    given
        A wheel of this version, or an address that pins one: ``git+https://…@TAG`` or that of a
        wheel. Without it, what the installation at hand says of itself: a wheel or an address it
        was made from; an editable or unknown one says nothing that another machine could use.

    Raises
    ------
    InputError
        No such file, another version, or an address without tag or commit.
    """
    if given is None:
        return _installed_from()
    if "://" in given:
        address = given.removeprefix(f"{PACKAGE} @ ")
        if address.startswith("git+") and "@" not in address.rpartition("/")[2]:
            raise InputError(
                f"{given}: names no tag or commit, so that numbers would change with workbench;"
                f" end it in @ and one, such as @v{__version__}"
            )
        return Source(f"{PACKAGE} @ {address}")
    return _wheel(Path(given))


def _wheel(path: Path) -> Source:
    found = WHEEL.fullmatch(path.name)
    if found is None or found["name"] != PACKAGE or not path.is_file():
        raise InputError(
            f"{path}: is no wheel of workbench; name a file workbench-{__version__}-….whl, or an"
            " address such as git+https://HOST/OWNER/workbench@TAG"
        )
    if found["version"] != __version__:
        raise InputError(
            f"{path}: is workbench {found['version']}, the notebooks are made by {__version__};"
            " run init with the version you mean to install"
        )
    return Source(f"./{WHEELS}/{path.name}", path)


def _installed_from() -> Source:
    """Return what the installation says of its origin (`direct_url.json`), where that is of use."""
    try:
        told = importlib.metadata.distribution(PACKAGE).read_text("direct_url.json")
    except importlib.metadata.PackageNotFoundError:
        told = None
    origin = json.loads(told) if told else {}
    address = origin.get("url", "")
    if address.startswith("file:"):
        path = Path(url2pathname(unquote(urlsplit(address).path)))
        return _wheel(path) if WHEEL.fullmatch(path.name) and path.is_file() else Source(None)
    if commit := origin.get("vcs_info", {}).get("commit_id"):
        return Source(f"{PACKAGE} @ {origin['vcs_info']['vcs']}+{address}@{commit}")
    return Source(f"{PACKAGE} @ {address}" if "archive_info" in origin else None)


def constraints() -> str:
    """Return the versions of all that workbench needs, as they are at hand, for `pip -c`.

    Other versions, of the statistics above all, may show other numbers in the same notebooks.
    """
    held = {_key(each.name): each for each in importlib.metadata.distributions()}
    needed: dict[str, set[str]] = {}
    waiting: list[tuple[str, set[str]]] = [(PACKAGE, set())]
    while waiting:
        name, extras = waiting.pop()
        if name not in held or (name in needed and extras <= needed[name]):
            continue
        needed[name] = extras = extras | needed.get(name, set())
        for line in held[name].requires or []:
            wanted = EXTRA.search(line)
            if wanted is None or wanted[1] in extras:
                found = REQUIREMENT.match(line)
                waiting.append((_key(found[1]), {*re.split(r"[\s,]+", found[2] or "")} - {""}))
    lines = [
        f"{held[name].name}=={held[name].version}" for name in sorted(needed.keys() - {PACKAGE})
    ]
    return "\n".join(["# Versions that the notebooks were made with.", *lines]) + "\n"


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()

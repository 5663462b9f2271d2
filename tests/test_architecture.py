"""The house stands as ARCHITECTURE.md draws it: imports point one way, rooms stay small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "workbench"

# floor -> its rooms; a room imports from lower floors, and on its own floor only from rooms
# named before it. The rooms of the ground floor import nothing of the house but `errors`.
FLOORS = [
    ["errors", "text", "stats", "charts", "settings", "kernel"],
    ["dumps", "tables", "export"],
    ["identity", "terms"],
    ["corpus", "load"],
    ["analysis"],
    ["views", "explore"],
    ["notebooks", "report", "repository"],
    ["cli_charts", "cli", "__init__", "__main__"],
]
# charts draw what they are given: nothing above them may be reached from there, and only these
# rooms, where analyses and charts are joined, may reach both.
MAY_DRAW = {"export", "views", "explore", "notebooks", "report", "__init__"}
ROOMS = [room for floor in FLOORS for room in floor]
ANALYSES = [
    "papers",
    "topics",
    "comparability",
    "kinds",
    "trends",
    "pair_trends",
    "term_ranks",
    "rising",
    "robustness",
    "change_points",
    "emerging",
    "windows",
    "bursts",
    "cooccurrence",
    "repeats",
    "differences",
    "arrivals",
    "headlines",
]


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Return the dotted names inside the package that a module imports."""
    package = ["workbench", *path.relative_to(PACKAGE).parent.parts]
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return {name.removeprefix("workbench.") for name in names if name.startswith("workbench.")}


def rank(room: str) -> tuple[int, int]:
    return next((f, floor.index(room)) for f, floor in enumerate(FLOORS) if room in floor)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    room = room_of(path)
    assert room in ROOMS, f"{room} is on no floor: give it one here and in ARCHITECTURE.md"
    floor, _ = rank(room)
    for name in imported(path):
        other = name.split(".")[0]
        if other == room or other == "__version__":
            continue
        assert other in ROOMS, f"{path} imports {name}, which is no room"
        if floor == 0:
            assert other == "errors", f"{room} is on the ground and may not import {other}"
        assert rank(other) < rank(room), f"{room} may not import {other}"
        if other == "charts":
            assert room in MAY_DRAW, f"{room} may not draw"


@pytest.mark.parametrize("path", sorted((PACKAGE / "analysis").glob("*.py")), ids=lambda p: p.stem)
def test_an_analysis_imports_only_analyses_named_before_it(path: Path) -> None:
    if path.stem == "__init__":
        return
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "analysis" and parts[1] in ANALYSES:
            assert ANALYSES.index(parts[1]) < ANALYSES.index(path.stem)


def test_the_house_on_paper_names_every_room() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    present = {room_of(path) for path in modules()} - {"__init__", "__main__"}
    for room in sorted(present):
        assert f"`{room}" in page, f"ARCHITECTURE.md does not name {room}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_holds_one_idea(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 300, f"{path} has {lines} lines: it holds more than one idea"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if room_of(path) == "cli":
        return
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    printing = [c.lineno for c in calls if isinstance(c.func, ast.Name) and c.func.id == "print"]
    in_main = [
        node for node in tree.body if isinstance(node, ast.If) and "__name__" in ast.dump(node.test)
    ]
    allowed = {n.lineno for block in in_main for n in ast.walk(block) if hasattr(n, "lineno")}
    assert set(printing) <= allowed, f"{path} prints in lines {printing}"

"""Every rule that a reader can name has its advice, and no advice is left over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.load.advice import RULES, advice

READERS = Path(__file__).resolve().parents[2] / "src" / "workbench" / "dumps"
# what makes a reject or a piece that becomes one, and the place of the rule among its arguments
MAKERS = {"Reject": 0, "Broken": 0, "Row": 3, "_rejects": 2}
# names under which readers hand rules on
CARRIERS = {"rule", "made", "fault", "faults", "Rule"}


def constants(node: ast.AST | None) -> set[str]:
    """Return the texts in an expression that could be rules."""
    found = (
        (each.value for each in ast.walk(node) if isinstance(each, ast.Constant)) if node else ()
    )
    return {
        text for text in found if isinstance(text, str) and re.fullmatch("[a-z]+(_[a-z]+)*", text)
    }


def rules_in(tree: ast.Module) -> Iterator[str]:
    """Yield the rules that a module names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(each, ast.Name) and each.id in CARRIERS for each in targets):
                yield from constants(node.value)
        elif isinstance(node, ast.FunctionDef) and "Unpacked | str" in ast.unparse(node):
            for each in ast.walk(node):
                if isinstance(each, ast.Return) and isinstance(each.value, ast.Constant):
                    yield from constants(each.value)
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in MAKERS and len(node.args) > MAKERS[name]:
                given = node.args[MAKERS[name]]
                if not (isinstance(given, ast.Constant) and given.value is None):
                    told = constants(given)
                    # a rule that is no constant comes from a carrier
                    assert told or {*re.findall(r"\w+", ast.unparse(given))} & CARRIERS, (
                        ast.unparse(node)
                    )
                    yield from told
            elif name == "faults.append":
                yield from constants(node.args[0])


def test_every_rule_of_the_readers_has_advice() -> None:
    used = {
        rule
        for path in READERS.glob("*.py")
        for rule in rules_in(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert used == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_advice_is_one_short_sentence(rule: str) -> None:
    told = advice(rule)
    assert told == RULES[rule].advice
    assert 10 < len(told) <= 90
    assert "\n" not in told
    assert not told.endswith(".")
    # an imperative, not a description
    assert told.split()[0] not in ("the", "a", "an", "no", "not", "it", "more", "this")


def test_a_rule_of_another_version_has_an_answer_too() -> None:
    assert "rejects" in advice("a_rule_of_tomorrow")

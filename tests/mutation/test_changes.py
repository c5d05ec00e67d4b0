"""The changes that are made of a module, and which of them are none."""

import ast

import pytest

from tests.mutation.changes import changes_of
from tests.mutation.equivalent import EQUIVALENT
from tests.mutation.mutants import modules, mutants_of, source_of
from tests.mutation.reach import TESTS, stages_of


def changed(text: str) -> list[str]:
    """The changes of an expression or a statement itself, as text."""
    node: ast.AST = ast.parse(text).body[0]
    if isinstance(node, ast.Expr) and not isinstance(node.value, ast.Call):
        node = node.value
    return ["" if new is None else ast.unparse(new) for new in changes_of(node)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b", ["a <= b"]),
        ("a is None", ["a is not None"]),
        ("a and b", ["a or b", "b", "a"]),
        ("not a", ["a"]),
        ("a - b", ["a + b"]),
        ("a if c else b", ["a", "b"]),
        ("3", ["4"]),
        ("True", ["False"]),
        ("f'{a}' + 'b'", []),
        ("'text'", []),
        ("add(a)", [""]),
        ("a += 1", [""]),
        ("if a: b", ["if not a:\n    b"]),
    ],
)
def test_changes(text: str, expected: list[str]) -> None:
    """Each kind of change, and of text none."""
    assert changed(text) == expected


def test_a_mutant_is_one_change() -> None:
    """The changed source is another program, and differs from the module in one place."""
    module = "runtime/amounts.py"
    (first, *_) = found = mutants_of(module)
    assert len({mutant.number for mutant in found}) == len(found)
    texts = {source_of(mutant) for mutant in found}
    assert len(texts) == len(found)
    assert first.module == module


def test_every_module_has_tests_that_are_there() -> None:
    """The files and folders that are asked about a module exist."""
    named = {file for module in modules() for stage in stages_of(module) for file in stage}
    assert [file for file in sorted(named) if not (TESTS / file).exists()] == []


def test_what_changes_no_result_is_a_mutant() -> None:
    """Each entry names one that the package has; what is gone comes off the list."""
    there = {mutant.key for key in EQUIVALENT for mutant in mutants_of(key[0])}
    assert set(EQUIVALENT) <= there

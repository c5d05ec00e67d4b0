"""Every code that the compiler gives, read from its source.

In: the files of the package. Out: `given`, the codes of each place that makes a diagnostic,
where they are written out; `warned` and `stops`, those that are given as warnings and errors.
The files are read when one of these is asked for.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from tests.package_sources import tree_of

PACKAGE: Final = Path(__file__).parents[2] / "polc"
_MAKERS: Final = {"error", "warning", "Diagnostic", "at", "at_match", "WritingError", "Finding"}


def _codes_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            if node.targets[0].id == "code" and isinstance(node.value, ast.Constant):
                yield str(node.value.value)
            continue
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        called = node.func.id if isinstance(node.func, ast.Name) else called
        named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        if called not in _MAKERS and not (called == "evolve" and named):
            continue
        first = _first(called, node)
        for argument in [*named, *first]:
            if (
                isinstance(argument, ast.Constant)
                and isinstance(argument.value, str)
                and _is_code(argument.value)
            ):
                yield argument.value
            break


def _first(called: str, node: ast.Call) -> list[ast.expr]:
    """The argument that is the code; of a `WritingError` it is the third."""
    return node.args[2:3] if called == "WritingError" else node.args[:1]


def _is_code(word: str) -> bool:
    return word.replace("_", "").isalnum() and word.islower()


@cache
def _trees() -> dict[Path, ast.Module]:
    return {
        path: tree_of(path)
        for path in PACKAGE.rglob("*.py")
        if "compiler" in path.parts or path.name == "as_paid.py"
    }


def _compiler() -> Iterator[ast.Module]:
    return (tree for path, tree in _trees().items() if "compiler" in path.parts)


def given() -> frozenset[str]:
    """Every code that is given."""
    return frozenset(code for tree in _trees().values() for code in _codes_in(tree))


def warned() -> frozenset[str]:
    """Those of warnings."""
    return frozenset(code for tree in _compiler() for code in _warned_in(tree))


def stops() -> frozenset[str]:
    """Those of errors."""
    return frozenset(code for tree in _compiler() for code in _stopped_in(tree))


def _warned_in(tree: ast.AST) -> Iterator[str]:
    """The codes of `.warning(code, …)`, and of diagnostics that say `"warning"` themselves."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        code = node.args[0] if node.args else given.get("code")
        said = [*node.args[1:], *given.values()]
        warns = isinstance(node.func, ast.Attribute) and node.func.attr == "warning"
        warns |= any(isinstance(value, ast.Constant) and value.value == "warning" for value in said)
        if isinstance(code, ast.Constant) and warns:
            yield str(code.value)


def _stopped_in(tree: ast.AST) -> Iterator[str]:
    """The codes of `.error(code, …)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            first = node.args[0]
            if node.func.attr == "error" and isinstance(first, ast.Constant):
                yield str(first.value)

"""Where the package takes a representation apart: the functions that match on its types.

In: a union of types, such as the nodes of a plan. Out: the functions with a `match` over several
of them, each with its path below `polc/` and whether mypy names it for a new type.
"""

import ast
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from attrs import frozen

from tests.docs.named_code import PACKAGE
from tests.package_sources import tree_of

SEVERAL = 3
"""A `match` over fewer of the types asks for one of them and is told of by its name."""


@frozen(order=True)
class Consumer:
    """A function; `exhaustive` where its `match` ends in `assert_never`."""

    path: str
    function: str
    exhaustive: bool


def find_consumers(union: Any, *bases: type) -> list[Consumer]:
    """All of them, by path; a `match` on one of the `bases` goes through all below it."""
    types = {type_.__name__ for type_ in (*get_args(union), *bases)}
    home = {type_.__module__ for type_ in (*get_args(union), *bases)}
    found: set[Consumer] = set()
    for module in _modules():
        known = types & _imported(module, home)
        for function, match in module.matches:
            if len(known & _matched(match)) >= SEVERAL:
                found.add(Consumer(module.path, function, _ends_in_assert_never(match)))
    return sorted(found)


@frozen
class _Module:
    """A module with a `match`: what it imports, and each `match` with its function."""

    path: str
    imports: tuple[ast.ImportFrom, ...]
    matches: tuple[tuple[str, ast.Match], ...]


@cache
def _modules() -> tuple[_Module, ...]:
    """Read once, for every union that is asked about."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "match " not in text:
            continue
        tree = tree_of(path)
        matches = tuple(
            (function.name, node)
            for function in _functions(tree.body)
            for node in ast.walk(function)
            if isinstance(node, ast.Match)
        )
        imports = tuple(node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
        found.append(_Module(path.relative_to(PACKAGE).as_posix(), imports, matches))
    return tuple(found)


def _imported(module: _Module, home: set[str]) -> set[str]:
    """The names that come from the modules of the union, or through one that hands them on."""
    rooms = {name.rpartition(".")[0] for name in home}
    return {
        alias.name
        for node in module.imports
        if node.module is not None and node.module.rpartition(".")[0] in rooms
        for alias in node.names
    }


def _functions(body: list[ast.stmt]) -> Iterator[ast.FunctionDef]:
    for statement in body:
        if isinstance(statement, ast.FunctionDef):
            yield statement
        elif isinstance(statement, ast.ClassDef):
            yield from _functions(statement.body)


def _matched(match: ast.Match) -> set[str]:
    return {
        pattern.cls.id
        for case in match.cases
        for pattern in ast.walk(case.pattern)
        if isinstance(pattern, ast.MatchClass) and isinstance(pattern.cls, ast.Name)
    }


def _ends_in_assert_never(match: ast.Match) -> bool:
    last = ast.unparse(match.cases[-1])
    return last.startswith("case _:") and "assert_never(" in last


def files_that_name(union: Any) -> set[str]:
    """The files that ask whether something is one of these types, where it does not stand with
    them: below `polc/`."""
    types = {type_.__name__ for type_ in get_args(union)}
    found = set()
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.parent.name == "operations" or not any(name in text for name in types):
            continue
        tree = tree_of(path)
        imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
        known = types & {alias.name for node in imports for alias in node.names}
        if known & set(_asked_types(tree)):
            found.add(path.relative_to(PACKAGE).as_posix())
    return found


def _asked_types(tree: ast.Module) -> Iterator[str]:
    """The names of the types that `isinstance` and the cases of a `match` ask for."""
    for node in ast.walk(tree):
        asked: ast.AST | None = None
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance":
            asked = node.args[1]
        elif isinstance(node, ast.MatchClass):
            asked = node.cls
        if asked is not None:
            yield from (part.id for part in ast.walk(asked) if isinstance(part, ast.Name))

"""Where the package takes a representation apart: the functions that match on its types.

In: a union of types, such as the nodes of a plan. Out: the functions with a `match` over several
of them, each with its path below `polc/` and whether mypy names it for a new type.
"""

import ast
from collections.abc import Iterator
from typing import Any, get_args

from attrs import frozen

from tests.docs.named_code import PACKAGE

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
    types = {one.__name__ for one in (*get_args(union), *bases)}
    home = {one.__module__ for one in (*get_args(union), *bases)}
    found: set[Consumer] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known = types & _imported(tree, home)
        for function in _functions(tree.body):
            for node in ast.walk(function):
                if isinstance(node, ast.Match) and len(known & _matched(node)) >= SEVERAL:
                    place = path.relative_to(PACKAGE).as_posix()
                    found.add(Consumer(place, function.name, _ends_in_assert_never(node)))
    return sorted(found)


def _imported(tree: ast.Module, home: set[str]) -> set[str]:
    """The names that come from the modules of the union, or through one that hands them on."""
    rooms = {module.rpartition(".")[0] for module in home}
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module is not None
        and node.module.rpartition(".")[0] in rooms
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

"""Code that a page names: `NAME` in `path`, the path below `polc/`.

In: a page. Out: what it names, and what a module defines at its top or in its classes.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polc
from tests.package_sources import tree_of

PACKAGE = Path(polc.__file__).parent
NAMED = re.compile(r"`(\w+)` in `([\w./]+\.py)`")


def named_code(page: str) -> list[tuple[str, str]]:
    """Each name with the path it is said to stand in."""
    return NAMED.findall(page)


@cache
def definitions_in(path: str) -> frozenset[str]:
    """The names of functions, classes and constants of a module, and of methods."""
    tree = tree_of(PACKAGE / path)
    return frozenset(_defined(tree.body))


def _defined(body: list[ast.stmt]) -> Iterator[str]:
    for statement in body:
        match statement:
            case ast.FunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name, body=inner):
                yield name
                yield from _defined(inner)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name

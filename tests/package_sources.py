"""The modules of the package as syntax trees, for tests of how they are written.

In: the path of a module. Out: its tree, or all nodes of it. Each module is read once in a process:
`conftest.py` runs the tests that ask in one.
"""

import ast
from functools import cache
from pathlib import Path


@cache
def tree_of(path: Path) -> ast.Module:
    """The tree of a module, which no test changes."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Every node of the tree, as `ast.walk` has them."""
    return tuple(ast.walk(tree_of(path)))

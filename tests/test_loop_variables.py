"""A variable of a loop, and a parameter, is called after what it holds."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import polc

PACKAGE = Path(polc.__file__).parent
SAY_NOTHING = {"one", "each", "other"}
LIKELY = re.compile(r"\b(?:one|each|other)\b *(?:in\b|[,:)=])")
"""What stands behind the name where it is bound; a text without it is not parsed."""


def bound_names(tree: ast.Module) -> Iterator[ast.Name | ast.arg]:
    """What loops and comprehensions bind, and the parameters of functions and lambdas."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            yield from (name for name in ast.walk(node.target) if isinstance(name, ast.Name))
        elif isinstance(node, ast.arg):
            yield node


def found_in(text: str) -> list[str]:
    """Each name that says nothing, with its line."""
    if not LIKELY.search(text):
        return []
    names = (
        (node, node.id if isinstance(node, ast.Name) else node.arg)
        for node in bound_names(ast.parse(text))
    )
    return [f"{node.lineno}: {name}" for node, name in names if name in SAY_NOTHING]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for one in []: pass", ["1: one"]),
        ("for at, (place, one) in []: pass", ["1: one"]),
        ("[each for each in ()]", ["1: each"]),
        ("{name: other for name, other in ()}", ["1: other"]),
        ("sorted((), key=lambda one: one)", ["1: one"]),
        ("def ask(*, other: int = 0): pass", ["1: other"]),
        ("for claim in (): one = claim", []),
    ],
)
def test_a_name_that_says_nothing_is_found(text: str, expected: list[str]) -> None:
    """Loops, comprehensions, lambdas and parameters; a plain assignment is none."""
    assert found_in(text) == expected


def test_names_say_what_they_hold() -> None:
    """`benefit`, `claim`, `node`: no loop of the package is over `one`, `each` or `other`."""
    found = {
        module.relative_to(PACKAGE).as_posix(): names
        for module in PACKAGE.rglob("*.py")
        if (names := found_in(module.read_text(encoding="utf-8")))
    }
    assert found == {}

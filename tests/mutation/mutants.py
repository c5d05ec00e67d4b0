"""The mutants of the package.

In: the source of a module. Out: its mutants, each one change; the changed source of one.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

from tests.mutation.changes import changes_of, parts_of

PACKAGE: Final = Path(__file__).parents[2] / "polc"


@frozen
class Mutant:
    """A change of a module: its path inside the package, the function or class around it, the
    line, what stands there and what is put in its place; `number` finds it again."""

    module: str
    within: str
    line: int
    before: str
    after: str
    number: int

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What stays the same while the lines above it change."""
        return self.module, self.within, self.before, self.after


def modules() -> Iterator[str]:
    """Every module of the package by its path, in order."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix()


def mutants_of(module: str) -> tuple[Mutant, ...]:
    """All mutants of a module, in the order of its text."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    return tuple(mutant for mutant, _ in _changed(tree, module))


def source_of(mutant: Mutant) -> str:
    """The module's text with the change."""
    tree = ast.parse((PACKAGE / mutant.module).read_text(encoding="utf-8"))
    for found, change in _changed(tree, mutant.module):
        if found.number == mutant.number:
            change.make()
            return ast.unparse(ast.fix_missing_locations(tree))
    raise LookupError(mutant)


@frozen
class _Change:
    """What to put into which part of which node."""

    parent: ast.AST
    name: str
    place: int | None
    new: ast.AST

    def make(self) -> None:
        if self.place is None:
            setattr(self.parent, self.name, self.new)
        else:
            getattr(self.parent, self.name)[self.place] = self.new


def _changed(tree: ast.Module, module: str) -> Iterator[tuple[Mutant, _Change]]:
    number = 0
    for within, parent, name, place, node in list(_places(tree, "")):
        for new in changes_of(node):
            change = _Change(parent, name, place, ast.Pass() if new is None else new)
            line = getattr(node, "lineno", getattr(parent, "lineno", 0))
            after = "" if new is None else _first_line(new)
            yield Mutant(module, within, line, _first_line(node), after, number), change
            number += 1


def _places(node: ast.AST, within: str) -> Iterator[tuple[str, ast.AST, str, int | None, ast.AST]]:
    for name, place, part in parts_of(node):
        around = within
        if isinstance(part, ast.FunctionDef | ast.ClassDef):
            around = f"{within}.{part.name}".removeprefix(".")
        yield around, node, name, place, part
        yield from _places(part, around)


def _first_line(node: ast.AST) -> str:
    return ast.unparse(node).strip().partition("\n")[0]

"""`docs/adding_a_construct.md`: its files and names are there, its lists those of the code."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from polc.compiler.plan.nodes import AnyNode, Pure
from polc.compiler.plan.pure_nodes import PureNode
from polc.compiler.syntax.nodes.statements import BenefitStatementSyntax
from polc.compiler.syntax.nodes.values import Value
from polc.compiler.typed.nodes.statements import TypedStatement
from polc.compiler.typed.nodes.values import Typed
from tests.docs.consumers import Consumer, files_that_name, find_consumers
from tests.docs.named_code import PACKAGE, definitions_in, named_code

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "adding_a_construct.md").read_text(encoding="utf-8")
SECTIONS = {
    title: text for title, _, text in (part.partition("\n") for part in PAGE.split("\n### ")[1:])
}
ROW = re.compile(
    r"^\| `(\w+)` \| `((?:compiler|doc|link|reform|wording)/[\w/]+\.py)` \| (.+) \|$", re.M
)
FILES = sorted(set(re.findall(r"`((?:polc|tests|docs)/[\w./]+)`", PAGE)))

CONSUMED: list[tuple[str, Callable[[], list[Consumer]]]] = [
    ("What was written", lambda: [*find_consumers(Value), *find_consumers(BenefitStatementSyntax)]),
    ("Typed values", lambda: find_consumers(Typed)),
    ("Statements", lambda: find_consumers(TypedStatement)),
    ("Nodes", lambda: [*find_consumers(AnyNode, Pure), *find_consumers(PureNode)]),
]


@pytest.mark.parametrize("file", FILES)
def test_the_file_is_there(file: str) -> None:
    """What a table of files names exists."""
    assert (ROOT / file).exists()


@pytest.mark.parametrize(("name", "path"), named_code(PAGE))
def test_the_code_is_there(name: str, path: str) -> None:
    """What the page names is defined in the file that it names."""
    assert name in definitions_in(path)


@pytest.mark.parametrize(("name", "path"), [row[:2] for row in ROW.findall(PAGE)])
def test_the_function_of_a_list_is_there(name: str, path: str) -> None:
    """A function stands in the file of its row."""
    assert (PACKAGE / path).is_file()
    assert name in definitions_in(path)


@pytest.mark.parametrize(("title", "find"), CONSUMED, ids=[row[0] for row in CONSUMED])
def test_who_takes_a_representation_apart(title: str, find: Any) -> None:
    """The list has every function that matches on its types, and says of those that end in
    `assert_never` that mypy names them."""
    consumers = find()
    text = next(text for heading, text in SECTIONS.items() if heading.startswith(title))
    rows = {(path, name): told for name, path, told in ROW.findall(text)}
    by_mypy = {(consumer.path, consumer.function) for consumer in consumers if consumer.exhaustive}
    assert {(consumer.path, consumer.function) for consumer in consumers} <= set(rows)
    assert by_mypy == {place for place, told in rows.items() if told.startswith("mypy")}


def test_who_looks_for_a_pure_node() -> None:
    """The section has every file that asks whether a node is of one pure type, and no other; its
    operation is what all others ask."""
    text = next(text for heading, text in SECTIONS.items() if heading.startswith("Nodes"))
    said = set(re.findall(r"`((?:compiler|link|inspect|reform)/[\w/]+\.py)`", text))
    asked = files_that_name(PureNode)
    assert asked <= said
    assert said - {path for _, path, _ in ROW.findall(text)} <= asked | {
        "compiler/plan/nodes.py",
        "compiler/plan/steps.py",
    }

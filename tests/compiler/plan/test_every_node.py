"""Each type of node, and each operator, is known wherever it must be told by hand.

The readers in the package end in `assert_never`, which mypy holds; what mypy cannot see is
here.
"""

from collections.abc import Iterator
from random import Random
from typing import Any, get_args

import attrs
import pytest

import polc
from polc.compiler.plan import nodes as n
from polc.compiler.plan.operations.arithmetic import ARITHMETIC
from polc.compiler.plan.operations.conditions import CONDITIONS
from polc.compiler.plan.pure_nodes import ArithOp, TestOp
from polc.compiler.plan.show_node import show_node, show_value
from tests.generators.blocks import BlockMaker
from tests.reference.interpreter import MEANINGS

TYPES = set(get_args(n.AnyNode))
PLAN = polc.compile(
    'policy town "某镇"  use identities  layers basic benefit basic "基本" per claim { rate 50% }'
).plan
UNSAID: dict[type[n.Node], tuple[str, ...]] = {n.Need: ("value",), n.Override: ("is_given",)}
BLOCKS = [BlockMaker(Random(seed)).make(60) for seed in range(60)]


def ids_within(value: Any, known: set[str]) -> Iterator[str]:
    """The ids of nodes in a field, in the order in which they are written."""
    if isinstance(value, str) and value in known:
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from ids_within(part, known)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from ids_within(getattr(value, field.name), known)


def test_the_reference_knows_every_node() -> None:
    """A meaning for each type of node, and for nothing else."""
    assert set(MEANINGS) == TYPES


def test_every_operator_has_its_entry() -> None:
    """The operators of conditions and of arithmetic are those of the table."""
    assert set(CONDITIONS) == set(get_args(TestOp))
    assert set(ARITHMETIC) == set(get_args(ArithOp))


def test_what_has_an_entry_is_pure() -> None:
    """The types below `Pure` are those of its union, which the table goes through."""
    assert {type_ for type_ in TYPES if issubclass(type_, n.Pure)} == set(get_args(n.PureNode))


def test_the_generator_makes_every_node() -> None:
    """Every type of node and every operator stands in some random block."""
    nodes = [node for block in BLOCKS for node in block]
    assert {type(node) for node in nodes} == TYPES
    assert {node.op for node in nodes if isinstance(node, n.Test)} == set(get_args(TestOp))
    assert {node.op for node in nodes if isinstance(node, n.Arith)} == set(get_args(ArithOp))


@pytest.mark.parametrize("node_type", sorted(TYPES, key=lambda type_: type_.__name__))
def test_operands_are_the_nodes_named(node_type: type[n.Node]) -> None:
    """What a node takes is every node that it names, its guard and itself aside."""
    for block in BLOCKS:
        known = {node.id for node in block}
        for node in block:
            if type(node) is node_type:
                fields = [field.name for field in attrs.fields(node_type)]
                named = [
                    getattr(node, name) for name in fields if name not in ("id", "guard", "origin")
                ]
                assert sorted(node.operands) == sorted(ids_within(tuple(named), known))


@pytest.mark.parametrize("node_type", sorted(TYPES, key=lambda type_: type_.__name__))
def test_a_line_names_what_the_node_takes(node_type: type[n.Node]) -> None:
    """The printed form of a node has every operand as it is written where it is used; a demand
    has the name of what it demands, a given amount no flag."""
    for block in BLOCKS:
        known = {node.id: node for node in block}
        for node in block:
            if type(node) is node_type:
                line = show_node(node, known, PLAN)
                unsaid = {getattr(node, name) for name in UNSAID.get(node_type, ())}
                for operand in set(node.operands) - unsaid:
                    assert show_value(operand, known, PLAN) in line

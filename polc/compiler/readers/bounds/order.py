"""Which values can never pass which others, where intervals alone cannot tell.

In: a node, what is known of the nodes before it. Out: the ids of values it never passes. A
payment never passes its base; so what is left after it is not below zero, though both lie
between 0 and the same most.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, assert_never

from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Bands,
    Cap,
    Const,
    DeductibleTaken,
    Emit,
    Excess,
    Load,
    MaxOf,
    Need,
    NodeId,
    Override,
    Param,
    Pure,
    Read,
    Select,
    Store,
    Test,
)

Ceilings = Mapping[NodeId, frozenset[NodeId]]
"""Node → the values x for which it is never above max(0, x). A node has 0 where its guard
does not hold, which keeps the promise whatever x is."""

_NONE: Final[frozenset[NodeId]] = frozenset()


def find_ceilings(  # noqa: C901  # one case for each type of node
    node: AnyNode, known: Ceilings, never_negative: Callable[[NodeId], bool]
) -> frozenset[NodeId]:
    """What a node never passes, other than itself. `known` holds every earlier node."""

    def up_to(node_id: NodeId) -> frozenset[NodeId]:
        return known[node_id] | {node_id}

    def any_of(ids: Iterable[NodeId]) -> frozenset[NodeId]:
        """What the least of several values never passes."""
        return frozenset[NodeId]().union(*map(up_to, ids))

    def all_of(ids: Iterable[NodeId]) -> frozenset[NodeId]:
        """What the greatest of several values never passes."""
        found = [up_to(id_) for id_ in ids]
        return found[0].intersection(*found[1:]) if found else frozenset()

    match node:
        case Test() | Const() | Read() | Param() | Load() | Bands():
            return _NONE
        case Need() | Emit() | Store():
            return up_to(node.value)
        case Arith(op="min"):
            return any_of(node.args)
        case Arith(op="max"):
            return all_of(node.args)
        case Arith(op="left"):
            # A difference is held as well, but what is left after each layer is one of what
            # was left before it: the sets would grow with every layer, and tell no more.
            return up_to(node.args[0]) if never_negative(node.args[1]) else _NONE
        case Arith():
            return _NONE
        case Excess() | DeductibleTaken():
            return up_to(node.length)
        case Cap():
            return any_of((node.uncapped, *(limit.value for limit in node.limits)))
        case Override():
            return all_of((node.base, node.computed))
        case MaxOf():
            return all_of(option.amount for option in node.options)
        case Select():
            # A key that no line fits gives `MISSING`, which is below everything.
            rest = (node.otherwise,) if node.otherwise is not None else ()
            return all_of((*(arm.value for arm in node.arms), *rest))
        case Pure():
            # Knowing less of an operation widens a bound; it never makes one wrong.
            return _NONE
        case _:
            assert_never(node)


def is_never_above(
    lesser: NodeId,
    greater: AnyNode,
    known: Ceilings,
    never_negative: Callable[[NodeId], bool],
) -> bool:
    """Whether `lesser` is at most max(0, `greater`), wherever `greater` was evaluated."""
    ceilings = known[lesser] | {lesser}
    if greater.id in ceilings:
        return True
    # A sum of values that are not below zero is at least each of them.
    return (
        isinstance(greater, Arith)
        and greater.op == "add"
        and all(map(never_negative, greater.args))
        and not ceilings.isdisjoint(greater.args)
    )

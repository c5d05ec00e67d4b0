"""Changes that an `adjust` makes: whether one stands, and the better of several.

In: typed changes. Out: their flags and what is chosen between them.
"""

from polc.compiler.lower.lowering import Lowering
from polc.compiler.plan.nodes import NodeId
from polc.compiler.typed.nodes.changes import TypedChange
from polc.compiler.typed.nodes.values import Either
from polc.records.evolve import evolve


def choose_better(
    flags: list[NodeId],
    best: NodeId,
    alone: NodeId,
    step: str,
    lowering: Lowering,
    change: TypedChange,
) -> NodeId:
    """The better one where a change before stands; without one there is none to be better than."""
    before = lowering.block.test(f"{step}.after", "or", tuple(flags), None, change.origin)
    return lowering.choose(f"{step}.better", before, best, alone, None, change.origin)


def joins(change: TypedChange) -> str:
    """Points of several blocks: added up, or the highest."""
    return "max" if change.combining == "best" else "add"


def meets(change: TypedChange, name: str, lowering: Lowering, pays: NodeId | None) -> NodeId:
    """Whether the person is one of those, and the block's own condition holds."""
    if change.people.everyone:
        assert change.condition is not None
        return lowering.flag(change.condition, name, pays, change.origin)
    people = f"{name}.for" if change.condition else name
    if change.reached is None:
        flag = lowering.flag(change.people, people, pays, change.origin)
    else:
        # As in `for`, whose condition it is: no class counts while it is asked who is meant.
        meant = Either((change.people, change.reached))
        flag = evolve(lowering, person_class=None).flag(meant, people, pays, change.origin)
    if change.condition is None:
        return flag
    met = lowering.flag(change.condition, f"{name}.when", flag, change.origin)
    return lowering.block.test(name, "and", (flag, met), pays, change.origin)

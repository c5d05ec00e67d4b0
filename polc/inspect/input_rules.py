"""Which rules read which input of a case, whatever readings are chosen.

In: a checked program. Out: the plans that its readings lead to, and for each input that a
node reads the rules of the nodes that take it.
"""

from typing import Final

from polc.compiler.lower.kept_lowering import KeptLowering
from polc.compiler.pipeline import Program, lower
from polc.compiler.plan.nodes import AnyNode, Need, NodeId, Read
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import takers_of, whole_blocks

InputName = tuple[str, str]
"""The scope and the name of an input, as in `claim.place` or `paid.basic`."""

_ANSWERED_BY: Final[dict[InputName, InputName]] = {
    ("system", "held"): ("person", "identities"),
    ("system", "held_in_month"): ("person", "identities"),
    ("system", "held_in_year"): ("person", "identities"),
    ("system", "year"): ("case", "year"),
    ("system", "first_day"): ("case", "year"),
    ("system", "last_day"): ("case", "year"),
}
"""What the settlement asks itself, and the input that answers."""

_NO_RULE: Final = "settlement"


def plans_by_reading(program: Program) -> tuple[Plan, ...]:
    """The plan of the defaults, then one for each other choice of a reading."""
    kept = KeptLowering(program)
    others = (
        lower(program, {reading.id: choice}, kept)
        for reading in program.readings
        for choice in reading.settled
        if choice != reading.default
    )
    return (lower(program, {}, kept), *others)


def find_input_rules(plans: tuple[Plan, ...]) -> dict[InputName, tuple[str, ...]]:
    """Input → rules, in the order in which the rules are first met."""
    found: dict[InputName, dict[str, None]] = {}
    for plan in plans:
        for benefit in plan.benefits:
            found.setdefault(("person", benefit.as_of), {})[benefit.id] = None
        for block in whole_blocks(plan):
            takers = takers_of(block.nodes)
            for node in block.nodes:
                if isinstance(node, Read):
                    name = _input_of(node)
                    found.setdefault(name, {}).update(_rules_from(node.id, takers))
    return {name: tuple(rule for rule in rules if rule) for name, rules in found.items()}


def _input_of(node: Read) -> InputName:
    """What of the case answers a node's question."""
    if node.scope == "since":
        return ("person", "identities")
    return _ANSWERED_BY.get((node.scope, node.field), (node.scope, node.field))


def _rules_from(node_id: NodeId, takers: dict[NodeId, list[AnyNode]]) -> dict[str, None]:
    """The rules that take the value, also through the demand that it be there."""
    found: dict[str, None] = {}
    for taker in takers.get(node_id, []):
        if taker.origin.rule != _NO_RULE:
            found[taker.origin.rule] = None
        if isinstance(taker, Need):
            found.update(_rules_from(taker.id, takers))
    return found

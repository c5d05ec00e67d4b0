"""What adjustments changed for a person, traced, as the entries of an explanation.

In: a benefit's nodes and a run over them. Out: an entry for each adjustment that the person
met: the deductible before and after it, the points it added, the cap it took away.
"""

from collections.abc import Mapping
from itertools import count

from polc.compiler.plan.nodes import AnyNode, NodeId, Select
from polc.compiler.readers.trace.entries import Entry, int_of, make_entry
from polc.compiler.readers.trace.interpret import Run
from polc.runtime.amounts import format_money, format_rate


def explain_changes(
    by_id: Mapping[NodeId, AnyNode], part: str, name: str, run: Run, claim: str
) -> list[Entry]:
    """In the order deductible, rate, cap; `part` names the benefit's steps."""
    found = []
    for place in count(1):
        node = by_id.get(f"{part}.deductible.{place}")
        if not isinstance(node, Select):
            break
        if run.values.get(node.key) and node.otherwise is not None:
            before, after = _money(by_id, run, node.otherwise), _money(by_id, run, node.id)
            inputs = {"deductible": before, "lowered_to": after}
            found.append(make_entry(claim, name, node.origin, inputs, None, "adjusted"))
    for place in count(1):
        node = by_id.get(f"{part}.points" if place == 1 else f"{part}.points.{place}")
        if not isinstance(node, Select):
            break
        if run.values.get(node.key):
            inputs = {"rate_raised_by": format_rate(int_of(run, node.id))}
            found.append(make_entry(claim, name, node.origin, inputs, None, "adjusted"))
    cap = by_id.get(f"{part}.cap")
    stands = by_id.get(f"{part}.cap.stands")
    if cap is not None and stands is not None and run.values.get(stands.id) == 0:
        found.append(make_entry(claim, name, cap.origin, {"cap": "none"}, None, "adjusted"))
    return found


def _money(by_id: Mapping[NodeId, AnyNode], run: Run, node_id: NodeId) -> str:
    return format_money(int_of(run, node_id) // by_id[node_id].den)

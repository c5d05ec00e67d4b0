"""A benefit of the person's year, traced, as the entries of an explanation.

In: the plan's nodes and a run over them. Out: entries: every alternative with its amount or
the reason why it did not count, what lifted and held it, what was paid.
"""

from collections.abc import Mapping

from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import AnyNode, Arith, Cap, MaxOf, NodeId, Option, Select
from polc.compiler.readers.trace.entries import Entry, int_of, make_entry
from polc.compiler.readers.trace.facts import Facts
from polc.compiler.readers.trace.interpret import Run
from polc.compiler.readers.trace.limits import explain_limits
from polc.runtime.amounts import format_money


def explain_year(
    by_id: Mapping[NodeId, AnyNode], run: Run, output: str, facts: Facts
) -> list[Entry]:
    """One output: the alternatives, and what was paid; or what is left to the person."""
    node = by_id.get(f"{output}.paid")
    if node is None:
        left = by_id[output]
        of = facts.behind(left.args[0]) if isinstance(left, Arith) else {}
        return [make_entry("", output, left.origin, of, run.outputs[output], "left")]
    if not isinstance(node, MaxOf):
        return _amount(by_id, output, node, run, facts)
    winner: Origin = node.origin
    paid = run.outputs[output]
    best = int_of(run, node.id)
    found: list[Entry] = []
    decided = False
    inputs: dict[str, str] = {}
    for option in node.options:
        if not run.values.get(option.open):
            found.append(_left_out(by_id, output, option, run, facts))
            continue
        amount = int_of(run, option.amount)
        wins = amount == best and not decided
        decided = decided or wins
        found += _bounds(by_id, output, option, run)
        looked = facts.behind(option.amount)
        if wins:
            winner, inputs = option.origin, looked
        else:
            said = {"amount": format_money(amount), **looked}
            found.append(make_entry("", output, option.origin, said, None, "not the highest"))
    taken = by_id.get(f"{output}.taken")
    if isinstance(taken, Cap):
        found += explain_limits(taken, output, run, "", output)
    status = "paid" if decided else "not_for"
    return [*found, make_entry("", output, winner, inputs, paid, status)]


def _left_out(
    by_id: Mapping[NodeId, AnyNode], output: str, option: Option, run: Run, facts: Facts
) -> Entry:
    """Why an alternative takes no part: its people, its last day, its condition."""
    name = option.origin.rule
    for part, status in (("for", "not_for"), ("in_time", "expired"), ("when", "not_when")):
        node = by_id.get(f"{name}.{part}")
        if node is not None and node.id in run.reached and not run.values.get(node.id):
            inputs = facts.behind(node.id)
            return make_entry("", output, option.origin, inputs, None, status)
    return make_entry("", output, option.origin, {}, None, "not_for")


def _bounds(by_id: Mapping[NodeId, AnyNode], output: str, option: Option, run: Run) -> list[Entry]:
    """What an `at least` or `at most` of an alternative changed."""
    found, name, place = [], option.origin.rule, 1
    while (node := by_id.get(f"{name}.held.{place}")) is not None or place < 9:
        place += 1
        if not isinstance(node, Arith) or node.id not in run.reached:
            continue
        before, after = int_of(run, node.args[0]), int_of(run, node.id)
        if before != after:
            inputs = {"from": format_money(before), "to": format_money(after)}
            status = "raised" if after > before else "limited"
            found.append(make_entry("", output, node.origin, inputs, None, status))
    return found


def _amount(
    by_id: Mapping[NodeId, AnyNode], output: str, node: AnyNode, run: Run, facts: Facts
) -> list[Entry]:
    """A flat amount, or the parts of a sum, and what was paid of it."""
    found, paid = [], run.outputs[output]
    inputs: dict[str, str] = {}
    if isinstance(node, Arith):
        for part in (by_id[one] for one in node.args):
            if isinstance(part, Select) and int_of(run, part.id):
                inputs = {"amount": format_money(int_of(run, part.id))}
                found.append(make_entry("", output, part.origin, inputs, None, "part"))
        inputs = {}
    else:
        inputs = facts.behind(node.id)
    taken = by_id.get(f"{output}.taken")
    if isinstance(taken, Cap):
        found += explain_limits(taken, output, run, "", output)
    if node.id in run.reached:
        return [*found, make_entry("", output, node.origin, inputs, paid, "paid")]
    origin, status, inputs = _stopped(by_id, output, run, facts) or (node.origin, "not_for", {})
    return [*found, make_entry("", output, origin, inputs, paid, status)]


def _stopped(
    by_id: Mapping[NodeId, AnyNode], output: str, run: Run, facts: Facts
) -> tuple[Origin, str, dict[str, str]] | None:
    for node in by_id.values():
        part = node.id.removeprefix(f"{output}.").partition(".")[0]
        stops = node.id.startswith(f"{output}.") and part in ("for", "not_for", "when")
        failed = node.kind == "flag" and node.id in run.reached and not run.values.get(node.id)
        if stops and failed:
            status = "not_when" if part == "when" else "not_for"
            return node.origin, status, facts.behind(node.id)
    return None

"""A traced block as the entries of an explanation.

In: the plan's nodes and a run over them. Out: plain entries, as `entries.py` makes them. For
each benefit exactly one entry has an amount, what it paid; the others say which terms were
applied, and where it stopped and why.
"""

from collections.abc import Sequence
from typing import Final

from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Bands,
    Cap,
    MaxOf,
    Need,
    NodeId,
    Override,
    Round,
    Scale,
    Select,
    Test,
)
from polc.compiler.plan.plan import Plan
from polc.compiler.readers.trace.changes import explain_changes
from polc.compiler.readers.trace.entries import Entry, int_of, make_entry
from polc.compiler.readers.trace.explain_year import explain_year
from polc.compiler.readers.trace.facts import Facts
from polc.compiler.readers.trace.interpret import Run, matches
from polc.compiler.readers.trace.limits import explain_limits
from polc.runtime.amounts import UNLIMITED, format_money, format_rate

_STOPS: Final = {
    "for": "not_for",
    "not_for": "not_for",
    "when": "not_when",
    "from": "not_when",
    "pays_when": "not_when",
    "once": "paid before",
}
"""What a benefit stops at, and the status of the step that says so."""


class BlockExplainer:
    """Explains runs of one block of a plan."""

    def __init__(self, plan: Plan, block: Sequence[AnyNode]) -> None:
        self._plan = plan
        self._by_id: dict[NodeId, AnyNode] = {node.id: node for node in block}
        self._names = [one.id for one in plan.identities]

    def explain_claim(self, run: Run, claim: str) -> list[Entry]:
        """Every benefit per claim, in the order of paying."""
        found: list[Entry] = []
        for benefit in self._plan.benefits:
            if benefit.per != "person_year":
                found += self._benefit(benefit.id, run, claim)
        return found

    def explain_year(self, run: Run, output: str) -> list[Entry]:
        """One person-year output."""
        return explain_year(self._by_id, run, output, Facts(self._plan, self._by_id, run))

    def _benefit(self, name: str, run: Run, claim: str) -> list[Entry]:
        facts = Facts(self._plan, self._by_id, run)
        paid = int_of(run, f"{name}.paid")
        if int_of(run, f"{name}.present"):
            origin = self._by_id[f"{name}.paid"].origin
            return [make_entry(claim, name, origin, {}, paid, "given", name)]
        stopped = self._where_it_stopped(name, self._by_id[f"{name}.open"].guard, run, facts)
        if stopped is not None:
            origin, status, why = stopped
            return [make_entry(claim, name, origin, why, 0, status)]
        base = int_of(run, f"{name}.base")
        if not int_of(run, f"{name}.open"):
            origin = self._by_id[f"{name}.base"].origin
            inputs = {"base": format_money(base)}
            return [make_entry(claim, name, origin, inputs, 0, "nothing left", f"{name}.base")]
        as_class = self._as_class(name, run)
        part = self._case_of(as_class, run)
        found = self._terms(name, as_class, part, run, claim)
        silent = self._by_id.get(f"{name}.not_specified")
        if silent is None or not run.values.get(silent.id):
            silent = self._by_id.get(f"{part}.not_specified")
        if silent is not None and run.values.get(silent.id):
            inputs = {"base": format_money(base)}
            said = make_entry(claim, name, silent.origin, inputs, paid, "not specified")
            return [*found, said]
        origin, rate = self._decided_by(f"{part}.rounded", run)
        inputs = {
            "base": format_money(base),
            "counted": format_money(int_of(run, f"{as_class}.counted")),
        }
        exact = self._by_id.get(f"{part}.exact")
        if rate is not None:
            inputs["rate"] = format_rate(rate)
            inputs |= facts.looked_up(f"{part}.exact")
        if isinstance(exact, Bands):
            inputs["bands"] = _show_bands(exact, run)
        found.append(make_entry(claim, name, origin, inputs, paid, "paid"))
        return found

    def _where_it_stopped(
        self, name: str, last: NodeId | None, run: Run, facts: Facts
    ) -> tuple[Origin, str, dict[str, str]] | None:
        """The first of the conditions on the way to `last` that did not hold (the `for`, a
        `when`, the `once`), and what it hung on."""
        way: list[AnyNode] = []
        while last is not None:
            way.append(self._by_id[last])
            last = way[-1].guard
        for node in reversed(way):
            what = node.origin.rule.removeprefix(f"{name}.")
            if node.id in run.reached and not run.values.get(node.id) and what in _STOPS:
                return node.origin, _STOPS[what], facts.behind(node.id)
        return None

    def explain_refusal(self, run: Run, name: str) -> Entry | None:
        """Where a report stopped, if it did at one of its own lines."""
        holds = self._by_id.get(f"{name}.holds")
        if not isinstance(holds, Test):
            return None
        facts = Facts(self._plan, self._by_id, run)
        stopped = self._where_it_stopped(name, holds.args[0], run, facts)
        if stopped is None:
            return None
        origin, status, why = stopped
        return make_entry("", name, origin, why, None, status)

    def _as_class(self, name: str, run: Run) -> str:
        """Of `class highest by amount` the computation of the class that won, else the
        benefit's only one."""
        bit = self._class_bit(name, run)
        if f"{name}.best" not in self._by_id or not bit:
            return name
        return f"{name}.as.{self._names[bit.bit_length() - 1]}"

    def _class_bit(self, name: str, run: Run) -> int:
        """The class that was paid by; the one that won by amount need not be the highest
        ranked, which is what the benefit's own step of that name holds."""
        best = self._by_id.get(f"{name}.best")
        if isinstance(best, MaxOf):
            for place, option in enumerate(best.options, start=1):
                held = self._by_id[option.open]
                if run.values.get(f"{name}.winner.{place}") and isinstance(held, Test):
                    return int_of(run, held.args[0])
        return int_of(run, f"{name}.class")

    def _case_of(self, name: str, run: Run) -> str:
        """The part of the benefit that sets the rate: its case that held, or itself."""
        for node_id, node in self._by_id.items():
            if node_id.startswith(f"{name}.") and node_id.endswith(".charged"):
                assert isinstance(node, Select)
                if run.values.get(node.key):
                    return node_id.removesuffix(".charged")
        return name

    def _terms(self, name: str, as_class: str, part: str, run: Run, claim: str) -> list[Entry]:
        """The class, the deductible and the limits that bound the payment."""
        found: list[Entry] = []
        class_ = self._by_id.get(f"{name}.class")
        bit = self._class_bit(name, run)
        if class_ is not None and bit and f"{name}.for" in self._by_id:
            inputs = {"class": self._names[bit.bit_length() - 1]}
            found.append(make_entry(claim, name, class_.origin, inputs, None, "applied"))
        deductible = self._by_id.get(f"{as_class}.counted")
        edge = getattr(deductible, "edge", "")
        value = int_of(run, edge)
        if value:
            origin, _ = self._decided_by(edge, run)
            if not origin.clauses and deductible is not None:
                origin = deductible.origin
            inputs = {
                "deductible": format_money(value),
                "counted_before": format_money(int_of(run, getattr(deductible, "start", ""))),
            }
            found.append(
                make_entry(claim, name, origin, inputs, None, "applied", f"{name}.deductible")
            )
        found += explain_changes(self._by_id, as_class, name, run, claim)
        taken = self._by_id.get(f"{part}.computed")
        if isinstance(taken, Cap):
            found += explain_limits(taken, name, run, claim, name)
        return found

    def _decided_by(self, node_id: NodeId, run: Run) -> tuple[Origin, int | None]:
        """The line that decided a value: the table's row that was met, else the node's own;
        and the rate, where the value is a rate of something."""
        node = self._by_id.get(node_id)
        match node:
            case None:
                return Origin(), None
            case Round():
                origin, rate = self._decided_by(node.value, run)
                return (origin if origin.clauses else node.origin), rate
            case Scale() if ".level." in node.id:
                return self._decided_by(node.amount, run)
            case Scale():
                origin, _ = self._decided_by(node.rate, run)
                rate = int_of(run, node.rate)
                return (origin if origin.clauses else node.origin), rate
            case Need():
                return self._decided_by(node.value, run)
            case Arith() if node.op in ("add", "min", "max"):
                origin, rate = self._decided_by(node.args[0], run)
                return (origin if origin.clauses else node.origin), rate
            case Select():
                key = int_of(run, node.key)
                for arm in node.arms:
                    if matches(arm, key):
                        return (arm.origin if arm.origin.clauses else node.origin), None
                by_flag = self._by_id[node.key].kind == "flag"
                if by_flag and node.otherwise is not None:
                    return self._decided_by(node.otherwise, run)
                rest = node.otherwise_origin
                return (rest if rest.clauses else node.origin), None
            case Override():
                return self._decided_by(node.computed, run)
            case _:
                return node.origin, None


def _show_bands(node: Bands, run: Run) -> str:
    """What lies in each band, at its rate: `24000.00 × 65%, 11000.00 × 70%`."""
    low, high = int_of(run, node.low), int_of(run, node.high)
    shift = int_of(run, node.shift) if node.shift is not None else 0
    points = int_of(run, node.points) if node.points is not None else 0
    top = int_of(run, node.top) if node.top is not None else None
    table = run.values.get(node.table, ())
    shown = []
    for edge, rate in table if isinstance(table, tuple) else ():
        upper = high if edge >= UNLIMITED else min(high, edge + shift)
        raised = rate + points if top is None else min(rate + points, top)
        if upper > low:
            shown.append(f"{format_money(upper - low)} × {format_rate(raised)}")
            low = upper
    return ", ".join(shown)


def readings_consulted(nodes: Sequence[AnyNode], run: Run, plan: Plan) -> frozenset[str]:
    """The readings on the rules that a run reached: on its steps, on the lines of its
    tables and options, on the parameters it asked for, on what it is refused for."""
    found: set[str] = set()
    reached = run.reached.union(node.id for node in run.refused)
    by_reading = {one.id: one.reading for one in plan.parameters if one.reading}
    for node in nodes:
        if node.id in reached:
            found.update(node.origin.readings)
            if isinstance(node, Need) and node.name in by_reading:
                found.add(by_reading[node.name])
            if isinstance(node, MaxOf):
                for option in node.options:
                    if run.values.get(option.open):
                        found.update(option.origin.readings)
    return frozenset(found)

"""A traced block as the entries of an explanation.

In: the plan's nodes and a run over them. Out: plain entries {claim, rule, cite, clause,
inputs, amount, status}. For each benefit exactly one entry has an amount, what it paid;
the others say which terms were applied, and where it stopped and why.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Bands,
    Best,
    Given,
    Need,
    NodeId,
    Origin,
    Pick,
    Round,
    Scale,
    Take,
)
from polc.compiler.plan.plan import Plan
from polc.compiler.trace.interpret import Run, matches
from polc.runtime.amounts import UNLIMITED, format_money, format_rate

Entry = dict[str, Any]

_STOPPED: Final = {
    "for": "not_for",
    "not_for": "not_for",
    "when": "not_when",
    "pays_when": "not_when",
}
"""What is said of a benefit that stopped at a rule of this name."""


class Explainer:
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
        """One person-year output: the alternatives that took part, and what was paid."""
        found: list[Entry] = []
        node = self._by_id.get(f"{output}.paid")
        if node is None:
            return [self._entry("", self._by_id[output].origin, {}, run.outputs[output], "left")]
        if not isinstance(node, Best):
            return self._year_amount(output, node, run)
        winner: Origin = node.origin
        paid = run.outputs[output]
        decided = False
        for option in node.options:
            if not run.values.get(option.open):
                continue
            amount = int_of(run, option.amount)
            wins = amount == paid and not decided
            decided = decided or wins
            inputs = {"amount": format_money(amount)}
            if wins:
                winner = option.origin
            else:
                found.append(self._entry("", option.origin, inputs, None, "not the highest"))
        status = "paid" if decided else "not_for"
        found.append(self._entry("", winner, {}, paid, status))
        return found

    def _year_amount(self, output: str, node: AnyNode, run: Run) -> list[Entry]:
        """A flat amount, or the parts of a sum, and what was paid of it."""
        found, paid = [], run.outputs[output]
        if isinstance(node, Arith):
            for part in (self._by_id[one] for one in node.args):
                if isinstance(part, Pick) and int_of(run, part.id):
                    inputs = {"amount": format_money(int_of(run, part.id))}
                    found.append(self._entry("", part.origin, inputs, None, "part"))
        taken = self._by_id.get(f"{output}.taken")
        if isinstance(taken, Take):
            found += self._limited(taken, output, run, "")
        status = "paid" if node.id in run.reached else "not_for"
        return [*found, self._entry("", node.origin, {}, paid, status)]

    def _benefit(self, name: str, run: Run, claim: str) -> list[Entry]:
        paid = int_of(run, f"{name}.paid")
        if int_of(run, f"{name}.present"):
            origin = self._by_id[f"{name}.paid"].origin
            return [self._entry(claim, origin, {}, paid, "given", rule=name)]
        stopped = self._where_it_stopped(name, run)
        if stopped is not None:
            origin, status = stopped
            return [self._entry(claim, origin, {}, 0, status)]
        base = int_of(run, f"{name}.base")
        if not int_of(run, f"{name}.open"):
            origin = self._by_id[f"{name}.base"].origin
            return [
                self._entry(claim, origin, {"base": "0.00"}, 0, "nothing left", rule=f"{name}.base")
            ]
        part = self._case_of(name, run)
        found = self._terms(name, part, run, claim)
        silent = self._by_id.get(f"{name}.not_specified")
        if silent is None or not run.values.get(silent.id):
            silent = self._by_id.get(f"{part}.not_specified")
        if silent is not None and run.values.get(silent.id):
            inputs = {"base": format_money(base)}
            return [*found, self._entry(claim, silent.origin, inputs, paid, "not specified")]
        origin, rate = self._decided_by(f"{part}.rounded", run)
        inputs = {
            "base": format_money(base),
            "counted": format_money(int_of(run, f"{name}.counted")),
        }
        if rate is not None:
            inputs["rate"] = format_rate(rate)
        exact = self._by_id.get(f"{part}.exact")
        if isinstance(exact, Bands):
            inputs["bands"] = _show_bands(exact, run)
        found.append(self._entry(claim, origin, inputs, paid, "paid"))
        return found

    def _where_it_stopped(self, name: str, run: Run) -> tuple[Origin, str] | None:
        """The first of the conditions above the payment that did not hold: `for`, `not for`,
        a `when`, a `pays when`. A part of a condition may fail where the whole holds."""
        chain = []
        above = self._by_id[f"{name}.open"].guard
        while above is not None:
            chain.append(self._by_id[above])
            above = chain[-1].guard
        for node in reversed(chain):
            status = _STOPPED.get(node.origin.rule.removeprefix(f"{name}."))
            if status and node.id in run.reached and not run.values.get(node.id):
                return node.origin, status
        return None

    def _case_of(self, name: str, run: Run) -> str:
        """The part of the benefit that sets the rate: its case that held, or itself."""
        for node_id, node in self._by_id.items():
            if node_id.startswith(f"{name}.") and node_id.endswith(".charged"):
                assert isinstance(node, Pick)
                if run.values.get(node.key):
                    return node_id.removesuffix(".charged")
        return name

    def _terms(self, name: str, part: str, run: Run, claim: str) -> list[Entry]:
        """The class, the deductible and the limits that bound the payment."""
        found: list[Entry] = []
        class_ = self._by_id.get(f"{name}.class")
        bit = int_of(run, f"{name}.class")
        if class_ is not None and bit and f"{name}.for" in self._by_id:
            inputs = {"class": self._names[bit.bit_length() - 1]}
            found.append(self._entry(claim, class_.origin, inputs, None, "applied"))
        deductible = self._by_id.get(f"{name}.counted")
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
                self._entry(claim, origin, inputs, None, "applied", rule=f"{name}.deductible")
            )
        taken = self._by_id.get(f"{part}.computed")
        if isinstance(taken, Take):
            found += self._limited(taken, name, run, claim)
        return found

    def _limited(self, taken: Take, name: str, run: Run, claim: str) -> list[Entry]:
        """The limits that bound a payment."""
        found = []
        want, computed = int_of(run, taken.want), int_of(run, taken.id)
        for limit in taken.limits:
            left = run.values.get(limit.value, 0)
            if isinstance(left, int) and want > computed == max(0, left):
                inputs = {
                    "wanted": format_money(want),
                    "limit": limit.name,
                    "left": format_money(left),
                }
                rule = limit.origin.rule or f"{name}.{limit.name}"
                found.append(self._entry(claim, limit.origin, inputs, None, "limited", rule=rule))
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
            case Pick():
                key = int_of(run, node.key)
                for arm in node.arms:
                    if matches(arm, key):
                        return (arm.origin if arm.origin.clauses else node.origin), None
                by_flag = self._by_id[node.key].kind == "flag"
                if by_flag and node.otherwise is not None:
                    return self._decided_by(node.otherwise, run)
                return node.origin, None
            case Given():
                return self._decided_by(node.computed, run)
            case _:
                return node.origin, None

    def _entry(
        self,
        claim: str,
        origin: Origin,
        inputs: Mapping[str, str],
        amount: int | None,
        status: str,
        rule: str = "",
    ) -> Entry:
        return {
            "claim": claim or None,
            "rule": rule or origin.rule,
            "cite": origin.cite,
            "clause": origin.clauses[0] if origin.clauses else None,
            "inputs": dict(inputs),
            "amount": None if amount is None else format_money(amount),
            "status": status,
        }


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


def int_of(run: Run, node_id: NodeId) -> int:
    """A node's value, 0 where it was not reached."""
    value = run.values.get(node_id, 0)
    return value if isinstance(value, int) and value < UNLIMITED else 0


def readings_consulted(nodes: Sequence[AnyNode], run: Run, plan: Plan) -> frozenset[str]:
    """The readings on the rules that a run reached: on its steps, on the lines of its
    tables and options, on the parameters it asked for."""
    found: set[str] = set()
    by_reading = {one.id: one.reading for one in plan.parameters if one.reading}
    for node in nodes:
        if node.id in run.reached:
            found.update(node.origin.readings)
            if isinstance(node, Need) and node.name in by_reading:
                found.add(by_reading[node.name])
            if isinstance(node, Best):
                for option in node.options:
                    if run.values.get(option.open):
                        found.update(option.origin.readings)
    return frozenset(found)

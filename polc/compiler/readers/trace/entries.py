"""A traced block as one benefit is told of it: values by node, entries by step.

In: a run, the facts behind its nodes. Out: `Telling`, which makes every entry of the trace.
"""

from collections.abc import Iterable
from typing import Final

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.payment_steps import ChangeStep, Stop, StopRole
from polc.compiler.readers.trace.facts import Facts
from polc.compiler.readers.trace.interpret import Run
from polc.runtime.amounts import UNLIMITED
from polc.runtime.explanation import (
    Entry,
    Fact,
    FactValue,
    Money,
    Rate,
    Status,
    StepKind,
    Words,
)

_STOPPED: dict[StopRole, Status] = {
    "for": "not_for",
    "not_for": "not_for",
    "when": "not_when",
    "from": "not_when",
    "pays_when": "not_when",
    "counts_when": "not_when",
    "once": "paid before",
    "until": "expired",
    "rival": "not_when",
}
"""What is said of a condition that did not hold."""

NOT_NEEDED: Final = Words("not needed")
"""What is said of a figure that is not given where the amount is the same whatever it is."""


@frozen
class Telling:
    """What one benefit (or right) of a claim came to; `claim` empty for the person's year; `day`
    the one on which rules and values were looked up, where it is known here."""

    run: Run
    facts: Facts
    benefit: str
    claim: str = ""
    day: int | None = None

    def entry(
        self,
        step: StepKind,
        status: Status,
        origin: Origin,
        facts: Iterable[Fact] = (),
        amount: int | None = None,
    ) -> Entry:
        """An entry of the rule that `origin` names; `amount` in fen."""
        return Entry(
            step=step,
            status=status,
            benefit=self.benefit,
            rule=origin.rule,
            clauses=origin.clauses,
            cite=self.facts.printed(origin),
            written=origin.written,
            facts=tuple(facts),
            amount=amount,
            claim=self.claim,
            line=origin.line,
            on=self.day,
        )

    def fen(self, node_id: NodeId | None) -> int:
        """A node's value, 0 where it was not reached, or is no limit at all."""
        value = self.run.values.get(node_id, 0) if node_id is not None else 0
        return value if isinstance(value, int) and value < UNLIMITED else 0

    def is_unlimited(self, node_id: NodeId) -> bool:
        """Whether a node is no limit at all."""
        value = self.run.values.get(node_id, 0)
        return isinstance(value, int) and value >= UNLIMITED

    def amount(self, node_id: NodeId) -> FactValue:
        """The same as it is shown: `none` of no limit at all."""
        if node_id in self.run.open:
            return NOT_NEEDED
        value = self.run.values.get(node_id, 0)
        return self.facts.value_of(self.facts.node(node_id), value)

    def money(self, node_id: NodeId) -> Money | Words:
        """The same as an amount; in words where it is not given and does not matter."""
        if node_id in self.run.open:
            return NOT_NEEDED
        return Money(self.fen(node_id), self.facts.node(node_id).den)

    def rate(self, node_id: NodeId) -> Rate | Words:
        """The same as a rate."""
        return NOT_NEEDED if node_id in self.run.open else Rate(self.fen(node_id))

    def holds(self, flag: NodeId | None) -> bool:
        """Whether a condition was reached and held."""
        return flag is not None and bool(self.run.values.get(flag))

    def reached(self, node_id: NodeId) -> bool:
        """Whether a node was evaluated."""
        return node_id in self.run.reached

    def find_stop(self, stops: Iterable[Stop]) -> Stop | None:
        """The first of these conditions that did not hold."""
        asked = (stop for stop in stops if self.reached(stop.flag))
        return next((stop for stop in asked if not self.holds(stop.flag)), None)

    def met(self, changes: Iterable[ChangeStep]) -> tuple[ChangeStep, ...]:
        """The adjustments that are for this person and claim."""
        return tuple(change for change in changes if self.holds(change.flag))


def status_of(stop: Stop) -> Status:
    """What is said where a condition did not hold."""
    return _STOPPED[stop.role]

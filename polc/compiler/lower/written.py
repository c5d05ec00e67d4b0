"""What lowering writes beside the nodes, for all blocks together.

In: what the lowering of one part (a benefit, a report) wrote. Out: `Written`: it goes on from
another without touching that, and takes in what other parts wrote, in their order.
"""

from collections.abc import Mapping
from typing import Any

from attrs import field

from polc.compiler.lower.accumulators import AccumulatorTable
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.plan import Slot
from polc.compiler.plan.steps import BenefitSteps, ReportSteps, Steps, YearSteps
from polc.compiler.typed.nodes.program import TypedPool
from polc.records.mutable import define


@define(kw_only=True)
class StepsWritten:
    """What has been written down so far of what the nodes are for, over all blocks."""

    benefits: list[BenefitSteps] = field(factory=list)
    years: list[YearSteps] = field(factory=list)
    reports: list[ReportSteps] = field(factory=list)
    figures: dict[NodeId, str] = field(factory=dict)
    rows: dict[NodeId, Origin] = field(factory=dict)
    conditions: dict[NodeId, tuple[NodeId, ...]] = field(factory=dict)

    def note_conditions(self, value: NodeId, flags: tuple[NodeId, ...]) -> None:
        """What has this value stands only where these hold."""
        if flags:
            self.conditions[value] = flags

    def finish(self) -> Steps:
        """All of it."""
        return Steps(
            benefits=tuple(self.benefits),
            years=tuple(self.years),
            reports=tuple(self.reports),
            figures=tuple(self.figures.items()),
            rows=tuple(self.rows.items()),
            conditions=tuple(self.conditions.items()),
        )

    def add(self, later: "StepsWritten") -> None:
        """Goes on with what a later part wrote."""
        self.benefits += later.benefits
        self.years += later.years
        self.reports += later.reports
        self.figures.update(later.figures)
        self.rows.update(later.rows)
        self.conditions.update(later.conditions)


@frozen(kw_only=True)
class Written:
    """The accumulators, the steps, the readings on which it hangs whether an identity is meant
    (with the bits), the figures of other years that are asked."""

    accumulators: AccumulatorTable
    steps: StepsWritten = field(factory=StepsWritten)
    identity_readings: dict[str, int] = field(factory=dict)
    slots_asked: dict[str, Slot] = field(factory=dict)

    @classmethod
    def nothing(cls, pools: Mapping[str, TypedPool]) -> "Written":
        """Before any part."""
        return cls(accumulators=AccumulatorTable(pools))

    def shared(self) -> dict[str, Any]:
        """What a lowering is made of that writes here."""
        return {
            "accumulators": self.accumulators,
            "steps": self.steps,
            "identity_readings": self.identity_readings,
            "slots_asked": self.slots_asked,
        }

    def branch(self) -> "Written":
        """The same, to go on from without touching this."""
        found = Written.nothing(self.accumulators.pools)
        found.add(self)
        return found

    def add(self, later: "Written") -> None:
        """Goes on with what a later part wrote."""
        self.accumulators.add(later.accumulators)
        self.steps.add(later.steps)
        for reading, bits in later.identity_readings.items():
            self.identity_readings[reading] = self.identity_readings.get(reading, 0) | bits
        self.slots_asked.update(later.slots_asked)

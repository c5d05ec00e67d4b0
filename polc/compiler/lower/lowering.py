"""What the lowering of one block goes by, and what it can be asked for.

In: nothing yet. Out: `Lowering`: the block that is being built, what is known around it, and
the questions every lowering asks (a value, a condition, a field), which `lower_values.py`
answers. They are abstract here so that a table, which is a value, may ask for values.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping

from attrs import define, field

from polc.compiler.lower.accumulators import AccumulatorTable
from polc.compiler.lower.appender import Appender, Rounding
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.model.parameters import Parameter
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.steps import BenefitSteps, ReportSteps, Steps, YearSteps
from polc.compiler.typed.assignments import stands
from polc.compiler.typed.program import TypedTally
from polc.compiler.typed.typed import Chosen, FieldValue, Held, Member, Typed
from polc.runtime.vocabulary import Field


@define
class StepsWritten:
    """What has been written down so far of what the nodes are for, over all blocks."""

    benefits: list[BenefitSteps] = field(factory=list)
    years: list[YearSteps] = field(factory=list)
    reports: list[ReportSteps] = field(factory=list)
    figures: dict[NodeId, str] = field(factory=dict)

    def finish(self) -> Steps:
        """All of it."""
        return Steps(
            tuple(self.benefits),
            tuple(self.years),
            tuple(self.reports),
            tuple(self.figures.items()),
        )


@define
class Lowering(Appender, ABC):
    """What a value needs around it. `class_` is the node of the class that counts, one of
    `class_among` (None: perhaps nobody's), and `held` that of all identities; `remaining`
    the figure so far, `outside` what was paid on the whole bill, `payer` who paid last;
    `given` the flag that the case gives what the benefit pays, and that amount; `terms` are
    those of the benefits lowered so far, `layers` their figures."""

    bits: Mapping[str, int]
    parameters: Mapping[str, Parameter]
    choices: Mapping[str, str]
    accumulators: AccumulatorTable
    tallies: Mapping[str, TypedTally] = field(factory=dict)
    payers: Mapping[str, int] = field(factory=dict)
    fields: Mapping[str, Field] = field(factory=dict)
    rounding: Rounding = field(factory=Rounding)
    remaining: NodeId = ""
    outside: NodeId = ""
    payer: NodeId = ""
    held: NodeId = ""
    class_: NodeId = ""
    class_among: int | None = None
    given: tuple[NodeId, NodeId] | None = None
    terms: dict[str, Terms] = field(factory=dict)
    layers: dict[str, dict[str, NodeId]] = field(factory=dict)
    tally_nodes: dict[str, NodeId] = field(factory=dict)
    shaped: dict[str, int] = field(factory=dict)
    """Readings on which it hangs whether these identities (bits) are meant."""
    silent: list[NodeId] = field(factory=list)
    """Flags: a layer paid nothing because the document says nothing."""
    steps: StepsWritten = field(factory=StepsWritten)
    held_flags: dict[tuple[int, bool, NodeId | None], NodeId] = field(factory=dict)

    def mask(self, members: tuple[Member, ...]) -> int:
        """The bits of those of these identities that are meant under the choices."""
        meant = {
            one for one, conditions in members if all(self.stands(each) for each in conditions)
        }
        for one, conditions in members:
            for reading, _ in conditions:
                self.shaped[reading] = self.shaped.get(reading, 0) | 1 << self.bits[one]
        return sum(1 << self.bits[one] for one in meant)

    def class_known(self, guard: NodeId | None) -> bool:
        """Whether the class that counts has been found wherever this guard holds."""
        if not self.class_:
            return False
        asked = self.block.parents[self.class_]
        return asked is None or asked in self.block.implied_by(guard)

    def stands(self, where: Chosen | None) -> bool:
        """Whether a line stands under the choices of this plan."""
        return stands(where, dict(self.choices))

    @abstractmethod
    def value(self, typed: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """The node of a value. Money comes out as whole fen, rounded half-up once its
        expression is complete."""

    @abstractmethod
    def exact(self, typed: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """The same before it is rounded: its denominator may be more than 1."""

    @abstractmethod
    def flag(self, typed: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """The flag of a condition as a node that stands under `guard` itself, so that it
        can be a guard in its turn (an input stands under none)."""

    @abstractmethod
    def among(self, name: str, people: Held, guard: NodeId | None, origin: Origin) -> NodeId:
        """Those of these identities that are held."""

    @abstractmethod
    def field(self, typed: FieldValue, guard: NodeId | None, origin: Origin) -> NodeId:
        """A field of the case, demanded where it may be missing."""

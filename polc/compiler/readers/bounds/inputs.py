"""The limits of what comes from outside a plan: inputs, parameters, running sums.

In: a plan. Out: the reach of each input, slot and sum. These limits are enforced, not
assumed: the runtime's `read_value` refuses larger figures, its `year_limits` a running sum
beyond them.
"""

from collections.abc import Iterator, Mapping
from typing import Final, assert_never

from attrs import field

from polc.compiler.model.parameters import Parameter
from polc.compiler.model.record import frozen
from polc.compiler.plan.kinds import NODE_KINDS
from polc.compiler.plan.nodes import Kind, Load, Param, Read
from polc.compiler.plan.operations.reach import DATE, FLAG, Interval, Reach, exactly, join, reach_of
from polc.compiler.plan.plan import Plan
from polc.runtime.amounts import MOST_COUNT, MOST_MONEY, RATE_UNIT, UNLIMITED
from polc.runtime.vocabulary import FIELDS

MONEY: Final[Interval] = (0, MOST_MONEY)
SUM: Final[Interval] = (-MOST_MONEY, MOST_MONEY)
RATE: Final[Interval] = (0, RATE_UNIT)
COUNT: Final[Interval] = (0, MOST_COUNT)


@frozen
class InputLimits:
    """What the nodes that take something in may hold. `not_negative` are the running sums
    that never fall below zero."""

    plan: Plan
    not_negative: frozenset[str]
    supplied: dict[object, Reach] = field(init=False, factory=dict, eq=False, repr=False)
    """What is known of what could be supplied, by input or slot."""
    _slots: Mapping[str, Parameter] = field(init=False)

    @_slots.default
    def _find_slots(self) -> Mapping[str, Parameter]:
        parameters = {parameter.id: parameter for parameter in self.plan.parameters}
        return {slot.id: parameters[slot.parameter] for slot in self.plan.slots}

    def reach(self, node: Read | Param | Load) -> Reach:
        """Where the node's value may lie."""
        match node:
            case Load():
                return Reach((MONEY if node.acc in self.not_negative else SUM,))
            case Read(scope="since"):
                # Day 0 stands for "always", no limit for "never".
                return Reach(((0, DATE[1]), (UNLIMITED, UNLIMITED)))
            case Read():
                return Reach(self.of_kind(node.kind).parts, missing=node.scope != "system")
            case Param():
                slot = self._slots.get(node.slot)
                if slot is None:
                    # A plan that was made by hand may ask for what no parameter declares.
                    return Reach(self.of_kind(node.kind).parts, missing=True)
                return self._of_parameter(slot)
            case _:
                assert_never(node)

    def of_kind(self, kind: Kind) -> Reach:
        """Where a value of a kind that comes from outside may lie."""
        match kind:
            case "money":
                return Reach((MONEY,))
            case "rate":
                return Reach((RATE,))
            case "count":
                return Reach((COUNT,))
            case "flag":
                return FLAG
            case "date":
                return Reach((DATE,))
            case "mask":
                return Reach(((0, (1 << len(self.plan.identities)) - 1),))
            case "choice":
                every = (*self.plan.fields, *FIELDS)
                return Reach(((0, max(len(field_.choices) for field_ in every) - 1),))
            case "bands":
                return Reach((MONEY, (UNLIMITED, UNLIMITED)), rates=RATE)
            case _:
                assert_never(kind)

    def _of_parameter(self, parameter: Parameter) -> Reach:
        """What may be supplied, and what the policy itself says; nothing may be supplied."""
        supplied = self.of_kind(NODE_KINDS[parameter.kind])
        if parameter.kind != "bands":
            ((low, high),) = supplied.parts
            low = low if parameter.least is None else max(low, parameter.least)
            high = min((high, *_highest(parameter)))
            supplied = Reach(((low, high),) if low <= high else ())
        values = [reach_of_constant(value.value) for value in parameter.values]
        if parameter.optional:
            values.append(exactly(UNLIMITED))
        joined = join((supplied, *values))
        return Reach(joined.parts, missing=True, rates=joined.rates)


def _highest(parameter: Parameter) -> Iterator[int]:
    """What no figure that is supplied may exceed. One that falls strictly from a figure lies
    below it from its first year."""
    if parameter.most is not None:
        yield parameter.most
    if parameter.falling is not None:
        yield parameter.falling - 1
    if parameter.not_rising is not None:
        yield parameter.not_rising


def reach_of_constant(value: int | tuple[tuple[int, int], ...]) -> Reach:
    """Where a figure lies, or the edges and rates of a bands table."""
    if isinstance(value, int):
        return exactly(value)
    rates = [rate for _, rate in value]
    edges = reach_of((edge, edge) for edge, _ in value)
    return Reach(edges.parts, rates=(min(rates), max(rates)))

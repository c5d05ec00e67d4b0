"""The plan: the small core every feature of the language lowers to.

A `Plan` holds straight blocks of nodes in single assignment: one of the `prelude` for
each benefit of the person's year, the `claim` (once per claim, in settlement order), and
one for each report, which comes after the claim's nodes and may use them. A node's
value is an integer divided by its static denominator `den`; money is fen, a rate is
millionths (`den` 1, read by `Scale` as n / 10**6), a flag is 0 or 1, a date a proleptic
ordinal, a mask a set of identities as bits with the highest rank at bit 0, a choice the
index of its id in the vocabulary. Only a value of kind `bands` is no integer: it is a
tuple of `(edge in fen, rate in millionths)`, the last edge `UNLIMITED`.

Reading order is evaluation order. A node whose `guard` (the id of an earlier
flag) is 0 is not evaluated: its value is 0, and its demands are not made. A guard
may itself stand under a guard, and is then 0 where that is 0.

No input and no slot is below zero, `MISSING` aside; a running sum may be.

`MISSING` stands for an input nobody supplied, or a table without a fitting line. It may
pass through `Select` and reach only `Need`, which refuses it, and `Test(op="known")`;
lowering puts a `Need` before any other use.
"""

from typing import Literal

from attrs import field

from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.leaf_nodes import Const, Load, Param, Read
from polc.compiler.plan.node import Arm, Kind, Node, NodeId, Notation
from polc.compiler.plan.pure_nodes import (
    Arith,
    Class,
    DeductibleTaken,
    Excess,
    Mask,
    MonthsAfter,
    PeriodOf,
    Pure,
    PureNode,
    Round,
    Scale,
    Share,
    Test,
    Times,
    YearOf,
    YearsBetween,
)

__all__ = [
    "AnyNode",
    "Arith",
    "Arm",
    "Bands",
    "Cap",
    "Class",
    "Const",
    "DeductibleTaken",
    "Emit",
    "Excess",
    "Kind",
    "Limit",
    "Load",
    "Mask",
    "MaxOf",
    "MonthsAfter",
    "Need",
    "Node",
    "NodeId",
    "Option",
    "Override",
    "Param",
    "PeriodOf",
    "Pure",
    "PureNode",
    "Read",
    "Round",
    "Scale",
    "Select",
    "Share",
    "Store",
    "Test",
    "Times",
    "YearOf",
    "YearsBetween",
]


@frozen(kw_only=True)
class Select(Node):
    """A table: the value of the first arm that matches `key`, else `otherwise`,
    else `MISSING`."""

    key: NodeId
    arms: tuple[Arm, ...]
    otherwise: NodeId | None = None
    otherwise_origin: Origin = NO_ORIGIN

    @property
    def operands(self) -> tuple[NodeId, ...]:
        rest = () if self.otherwise is None else (self.otherwise,)
        return (self.key, *[arm.value for arm in self.arms], *rest)

    @property
    def origins(self) -> tuple[Origin, ...]:
        return (self.origin, *(arm.origin for arm in self.arms))

    def line(self, words: Notation) -> str:
        arms = [words.arm(self.key, arm) for arm in self.arms]
        if self.otherwise is not None:
            arms.append(f"otherwise: {words.value(self.otherwise)}")
        return f"{self.id} = by {words.value(self.key)} {{ {'; '.join(arms)} }}"


@frozen(kw_only=True)
class Bands(Node):
    """The stretch from `low` to `high` (fen on the line), each part at its band's
    rate, exact (`den` 10**6). `table` is a value of kind bands; each of its edges is
    first moved by `shift` (signed, fen), each rate raised by `points`, where it `falls` (points
    may be below 0) held to no less than 0, and then to at most `top`. An empty stretch
    (high <= low) gives 0."""

    low: NodeId
    high: NodeId
    table: NodeId
    shift: NodeId | None = None
    points: NodeId | None = None
    top: NodeId | None = None
    falls: bool = False

    @property
    def operands(self) -> tuple[NodeId, ...]:
        extra = (self.shift, self.points, self.top)
        return (
            self.low,
            self.high,
            self.table,
            *(operand for operand in extra if operand is not None),
        )

    def line(self, words: Notation) -> str:
        moved = f", edges moved by {words.value(self.shift)}" if self.shift else ""
        raised = f", rates raised by {words.value(self.points)}" if self.points else ""
        most = f", at most {words.value(self.top)}" if self.top else ""
        stretch = f"the stretch from {words.value(self.low)} to {words.value(self.high)}"
        bands = words.value(self.table)
        return f"{self.id} = {stretch} at the bands {bands}{moved}{raised}{most}"


@frozen
class Option:
    """One of several competing amounts: it takes part where `open` is 1."""

    name: str
    open: NodeId
    amount: NodeId
    origin: Origin = NO_ORIGIN


@frozen(kw_only=True)
class MaxOf(Node):
    """The largest amount among the open options, the first of equals; 0 if none is open."""

    options: tuple[Option, ...]

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return tuple(node_id for option in self.options for node_id in (option.open, option.amount))

    @property
    def origins(self) -> tuple[Origin, ...]:
        return (self.origin, *(option.origin for option in self.options))

    def line(self, words: Notation) -> str:
        options = (
            f"{option.name}: {words.value(option.amount)} if {words.value(option.open)}"
            for option in self.options
        )
        return f"{self.id} = the highest of {{ {'; '.join(options)} }}"


@frozen
class Limit:
    """A figure a payment may not pass; `name` says which (`base`, `cap`, a pool)."""

    name: str
    value: NodeId
    origin: Origin = NO_ORIGIN


@frozen(kw_only=True)
class Cap(Node):
    """What is paid: the least of `uncapped` and the limits, and at least 0."""

    uncapped: NodeId
    limits: tuple[Limit, ...]

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.uncapped, *(limit.value for limit in self.limits))

    @property
    def origins(self) -> tuple[Origin, ...]:
        return (self.origin, *(limit.origin for limit in self.limits))

    def line(self, words: Notation) -> str:
        limits = ", ".join(f"{limit.name} {words.value(limit.value)}" for limit in self.limits)
        return f"{self.id} = the least of {words.value(self.uncapped)} and {{ {limits} }}"


@frozen(kw_only=True)
class Override(Node):
    """A layer's payment: `amount` where `is_given` is 1, which may not exceed
    `base` (else the case is refused), otherwise `computed`."""

    is_given: NodeId
    amount: NodeId
    base: NodeId
    computed: NodeId

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.is_given, self.amount, self.base, self.computed)

    def line(self, words: Notation) -> str:
        given = f"{words.value(self.amount)} where given (at most {words.value(self.base)})"
        return f"{self.id} = {given}, else {words.value(self.computed)}"


@frozen(kw_only=True)
class Need(Node):
    """A demand: refuses the case where `value` is `MISSING`, else has its value; what hangs
    on the input hangs on its demand. `code` is the error's,
    `name` the field or parameter as the user writes it (`claim.referred`), `field` the scope and
    the name of a field."""

    value: NodeId
    code: Literal["missing_parameter", "missing_field", "not_covered", "base_below_zero"]
    name: str
    field: tuple[str, str] | None = None

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.value,)

    def mention(self, words: Notation) -> str:
        return words.value(self.value)

    def line(self, words: Notation) -> str:
        if self.code == "base_below_zero":
            return f"demand that the base of {self.name} is not below zero"
        if self.code == "not_covered":
            return f"demand that the table of {self.name} covers this case"
        return f"demand {self.name}"


@frozen(kw_only=True)
class Store(Node):
    """Accumulator `acc` holds `value` after this claim. It stands under no guard."""

    acc: str
    value: NodeId
    guard: None = field(default=None, init=False)

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.value,)

    def line(self, words: Notation) -> str:
        return f"{self.acc} after this claim = {words.value(self.value)}"


@frozen(kw_only=True)
class Emit(Node):
    """A result under `name` (`assistance`, `remaining`). It stands under no guard."""

    name: str
    value: NodeId
    guard: None = field(default=None, init=False)

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.value,)

    def line(self, words: Notation) -> str:
        return f"RESULT {self.name} = {words.value(self.value)}"


AnyNode = (
    PureNode
    | Const
    | Read
    | Param
    | Load
    | Select
    | Bands
    | MaxOf
    | Cap
    | Override
    | Need
    | Store
    | Emit
)

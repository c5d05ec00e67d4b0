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

from attrs import frozen

from polc.compiler.model.origin import NO_ORIGIN, Origin

Kind = Literal["money", "rate", "count", "flag", "date", "mask", "choice", "bands"]
NodeId = str


@frozen(kw_only=True)
class Node:
    """What all nodes have. `id` is unique in the plan and stable across versions."""

    id: NodeId
    kind: Kind
    den: int = 1
    guard: NodeId | None = None
    origin: Origin = NO_ORIGIN


@frozen(kw_only=True)
class Const(Node):
    """A constant: `1800 yuan`, `70%`, `no cap` (`UNLIMITED`), a bands table."""

    value: int | tuple[tuple[int, int], ...]


@frozen(kw_only=True)
class Read(Node):
    """An input, or `MISSING`. `scope` claim, person or region: a field of the
    vocabulary; paid: the amount the case gives for a layer; since: the first day on which
    the person holds one of the identities whose bits `field` is; system: `held` (the
    identities on the governing date, or on the `as of` day), `held_in_year`, `date`,
    `year`, `first_day` and `last_day` of the year."""

    scope: Literal["claim", "person", "region", "paid", "since", "system"]
    field: str


@frozen(kw_only=True)
class Param(Node):
    """The value of one slot of a parameter (`basic_rate`, `basic_rate.2`), resolved
    for the benefit year before the first node runs, or `MISSING`."""

    slot: str


@frozen
class Period:
    """A value from a day to a day, both included, as ordinals; None: open."""

    start: int | None
    end: int | None
    value: NodeId


@frozen(kw_only=True)
class Dated(Node):
    """A value by date: the first period that contains `on`; `MISSING` if none does."""

    on: NodeId
    periods: tuple[Period, ...]


@frozen(kw_only=True)
class Mask(Node):
    """Those of the identities `held` that are among `among` (bits)."""

    held: NodeId
    among: int


@frozen(kw_only=True)
class Class(Node):
    """The identity that counts: the lowest set bit of `held`, as a mask of one bit; 0 if none."""

    held: NodeId


@frozen
class Arm:
    """A line of a table. It matches a mask key that shares a bit with `bits`, or
    another key inside one of `ranges` (both ends included; None: open)."""

    value: NodeId
    bits: int = 0
    ranges: tuple[tuple[int | None, int | None], ...] = ()
    origin: Origin = NO_ORIGIN


@frozen(kw_only=True)
class Select(Node):
    """A table: the value of the first arm that matches `key`, else `otherwise`,
    else `MISSING`."""

    key: NodeId
    arms: tuple[Arm, ...]
    otherwise: NodeId | None = None
    otherwise_origin: Origin = NO_ORIGIN


@frozen(kw_only=True)
class Test(Node):
    """A condition over `args`. and, or: any number; not, known, any (non-zero): one;
    comparisons: two of one denominator."""

    op: Literal["and", "or", "not", "known", "any", "eq", "ne", "lt", "le", "gt", "ge"]
    args: tuple[NodeId, ...]


@frozen(kw_only=True)
class Arith(Node):
    """Sums and extremes of operands of one denominator. `left` is max(0, a - b)."""

    op: Literal["add", "sub", "min", "max", "left"]
    args: tuple[NodeId, ...]


@frozen(kw_only=True)
class MonthsAfter(Node):
    """The day `months` whole months after `day` (before it, where they are negative); the
    month's last day where that month is shorter."""

    day: NodeId
    months: NodeId


@frozen(kw_only=True)
class Scale(Node):
    """amount × rate, exact: `den` is the amount's times 10**6."""

    amount: NodeId
    rate: NodeId


@frozen(kw_only=True)
class Share(Node):
    """amount × part / whole, exact, rounded half-up to a fen; 0 where `whole` is 0."""

    amount: NodeId
    part: NodeId
    whole: NodeId


@frozen(kw_only=True)
class Round(Node):
    """A whole number of `unit` fen (1 fen, 100 yuan); `den` of the result is 1."""

    value: NodeId
    unit: int = 1
    mode: Literal["half_up", "down"] = "half_up"


@frozen(kw_only=True)
class Load(Node):
    """What accumulator `acc` holds before this claim."""

    acc: str


@frozen(kw_only=True)
class Store(Node):
    """Accumulator `acc` holds `value` from here on; without effect where the guard is 0."""

    acc: str
    value: NodeId


@frozen(kw_only=True)
class Excess(Node):
    """The part of the stretch from `start` to `start` + `length` that lies above
    `edge`: the year's line, from where it stood before this claim."""

    start: NodeId
    length: NodeId
    edge: NodeId


@frozen(kw_only=True)
class DeductibleTaken(Node):
    """The part of `length` that a deductible of `edge` yuan still takes, `used` of it
    having been borne already."""

    used: NodeId
    length: NodeId
    edge: NodeId


@frozen(kw_only=True)
class Bands(Node):
    """The stretch from `low` to `high` (fen on the line), each part at its band's
    rate, exact (`den` 10**6). `table` is a value of kind bands; each of its edges is
    first moved by `shift` (signed, fen), each rate raised by `points` and then held
    to at most `top`. An empty stretch (high <= low) gives 0."""

    low: NodeId
    high: NodeId
    table: NodeId
    shift: NodeId | None = None
    points: NodeId | None = None
    top: NodeId | None = None


@frozen(kw_only=True)
class Delta(Node):
    """What is due on the whole line less what was due before: `after` - `before`, at least 0."""

    after: NodeId
    before: NodeId


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


@frozen
class Limit:
    """A figure a payment may not pass; `name` says which (`base`, `cap`, a pool)."""

    name: str
    value: NodeId
    origin: Origin = NO_ORIGIN


@frozen(kw_only=True)
class Cap(Node):
    """What is paid: the least of `want` and the limits, and at least 0."""

    want: NodeId
    limits: tuple[Limit, ...]


@frozen(kw_only=True)
class Override(Node):
    """A layer's payment: `amount` where `present` is 1, which may not exceed
    `base` (else the case is refused), otherwise `computed`."""

    present: NodeId
    amount: NodeId
    base: NodeId
    computed: NodeId


@frozen(kw_only=True)
class Cross(Node):
    """1 where a sum goes from at most `edge` (`before`) to over it (`after`)."""

    before: NodeId
    after: NodeId
    edge: NodeId


@frozen(kw_only=True)
class Need(Node):
    """A demand: refuses the case where `value` is `MISSING`, else has its value; what hangs
    on the input hangs on its demand. `code` is the error's,
    `name` the field or parameter as the user writes it (`claim.referred`)."""

    value: NodeId
    code: Literal["missing_parameter", "missing_field", "not_covered", "base_below_zero"]
    name: str


@frozen(kw_only=True)
class Emit(Node):
    """A result under `name` (`assistance`, `remaining`)."""

    name: str
    value: NodeId


AnyNode = (
    Const
    | Read
    | Param
    | Dated
    | Mask
    | Class
    | Select
    | Test
    | Arith
    | MonthsAfter
    | Scale
    | Share
    | Round
    | Load
    | Store
    | Excess
    | DeductibleTaken
    | Bands
    | Delta
    | MaxOf
    | Cap
    | Override
    | Cross
    | Need
    | Emit
)

"""What a block of the plan means, in fractions.

In: nodes, inputs, sums, slots. Out: results, new sums, and the demand that refused, if
one did. Money is a fraction of a fen, a rate a fraction of one; nothing has a
denominator of its own here. `None` is a value that nobody supplied.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import define, field

from polc.compiler.plan import nodes as n
from polc.runtime.amounts import MISSING, RATE_UNIT
from tests.reference.figures import (
    along,
    combine,
    half_up,
    holds,
    months_after,
    period_of,
    round_down,
    year_of,
    years_between,
)

Outcome = tuple[dict[str, Any], dict[str, Any], n.AnyNode | None]


class RefusedError(Exception):
    """A demand that is not met."""


@define
class Scene:
    """What a block is run on, and what it has come to."""

    inputs: Mapping[tuple[str, str], int]
    sums: Mapping[str, int]
    slots: Mapping[str, Any]
    after: dict[str, Any]
    values: dict[str, Any] = field(factory=dict)
    results: dict[str, Any] = field(factory=dict)

    def of(self, node_id: str) -> Any:
        """The value of an earlier node."""
        return self.values[node_id]


def interpret(
    block: Sequence[n.AnyNode],
    inputs: Mapping[tuple[str, str], int],
    sums: Mapping[str, int],
    slots: Mapping[str, Any],
) -> Outcome:
    """Results and sums as integers; where a demand refuses: nothing, the old sums, it."""
    scene = Scene(inputs, sums, slots, {acc: Fraction(value) for acc, value in sums.items()})
    asked: dict[str, bool] = {}
    for node in block:
        asked[node.id] = node.guard is None or (asked[node.guard] and scene.of(node.guard) == 1)
        if not asked[node.id]:
            scene.values[node.id] = Fraction(0)
            continue
        try:
            scene.values[node.id] = MEANINGS[type(node)](node, scene)
        except RefusedError:
            return {}, dict(sums), node
    return scene.results, {acc: as_integer(x, "money", 1) for acc, x in scene.after.items()}, None


def as_integer(value: Fraction, kind: str, den: int) -> int:
    """A value as the plan writes it."""
    whole = value * (RATE_UNIT if kind == "rate" else 1) * den
    assert whole.denominator == 1
    return int(whole)


def worth(number: Any, kind: str) -> Any:
    """What a figure of a case or of the plan means."""
    if number == MISSING:
        return None
    if kind == "bands":
        return tuple((Fraction(edge), Fraction(rate, RATE_UNIT)) for edge, rate in number)
    return Fraction(number, RATE_UNIT) if kind == "rate" else Fraction(number)


def class_of(node: n.Class, scene: Scene) -> Fraction:
    """The identity of the lowest bit."""
    held = int(scene.of(node.held))
    bits = [bit for bit in range(held.bit_length()) if held >> bit & 1]
    return Fraction(1 << bits[0]) if bits else Fraction(0)


def select(node: n.Select, scene: Scene) -> Any:
    """The value of the first line that the key meets."""
    key = scene.of(node.key)
    for arm in node.arms:
        met = any(
            (low is None or low <= key) and (top is None or key <= top) for low, top in arm.ranges
        )
        if (int(key) & arm.bits) if arm.bits else met:
            return scene.of(arm.value)
    return scene.of(node.otherwise) if node.otherwise is not None else None


def share(node: n.Share, scene: Scene) -> Fraction:
    """A part of a whole, to the fen; nothing of nothing."""
    whole = scene.of(node.whole)
    return half_up(scene.of(node.amount) * scene.of(node.part) / whole) if whole else Fraction(0)


def rounded(node: n.Round, scene: Scene) -> Fraction:
    """A whole number of units, those of a rate being millionths."""
    unit = Fraction(node.unit, RATE_UNIT if node.kind == "rate" else 1)
    parts = scene.of(node.value) / unit
    return (half_up(parts) if node.mode == "half_up" else round_down(parts)) * unit


def excess(node: n.Excess, scene: Scene) -> Fraction:
    """What of a stretch lies above the edge."""
    end = scene.of(node.start) + scene.of(node.length)
    return max(Fraction(0), end - max(scene.of(node.start), scene.of(node.edge)))


def deductible_taken(node: n.DeductibleTaken, scene: Scene) -> Fraction:
    """What is left of the deductible, as far as there are costs."""
    left = max(Fraction(0), scene.of(node.edge) - scene.of(node.used))
    return min(scene.of(node.length), left)


def bands(node: n.Bands, scene: Scene) -> Fraction:
    """The stretch at the rates of its bands."""
    return along(
        scene.of(node.low),
        scene.of(node.high),
        scene.of(node.table),
        scene.of(node.shift) if node.shift is not None else Fraction(0),
        scene.of(node.points) if node.points is not None else Fraction(0),
        scene.of(node.top) if node.top is not None else None,
        falls=node.falls,
    )


def max_of(node: n.MaxOf, scene: Scene) -> Fraction:
    """The highest of the amounts that take part."""
    amounts = [scene.of(option.amount) for option in node.options if scene.of(option.open) == 1]
    return max(amounts, default=Fraction(0))


def cap(node: n.Cap, scene: Scene) -> Fraction:
    """The least of what is wanted and the limits, never below nothing."""
    limits = [scene.of(limit.value) for limit in node.limits]
    return max(Fraction(0), min([scene.of(node.uncapped), *limits]))


def override(node: n.Override, scene: Scene) -> Any:
    """The amount given, which may not be more than the base."""
    if scene.of(node.is_given) != 1:
        return scene.of(node.computed)
    if scene.of(node.amount) > scene.of(node.base):
        raise RefusedError
    return scene.of(node.amount)


def need(node: n.Need, scene: Scene) -> Any:
    """What was supplied."""
    if scene.of(node.value) is None:
        raise RefusedError
    return scene.of(node.value)


def store(node: n.Store, scene: Scene) -> Any:
    """The sum's new value."""
    scene.after[node.acc] = scene.of(node.value)
    return scene.of(node.value)


def emit(node: n.Emit, scene: Scene) -> Any:
    """A result, as the plan writes it."""
    scene.results[node.name] = as_integer(scene.of(node.value), node.kind, node.den)
    return scene.of(node.value)


MEANINGS: dict[type[n.Node], Callable[[Any, Scene], Any]] = {
    n.Const: lambda node, _: worth(node.value, node.kind),
    n.Read: lambda node, scene: worth(
        scene.inputs.get((node.scope, node.field), MISSING), node.kind
    ),
    n.Param: lambda node, scene: worth(scene.slots.get(node.slot, MISSING), node.kind),
    n.Load: lambda node, scene: Fraction(scene.sums.get(node.acc, 0)),
    n.Mask: lambda node, scene: Fraction(int(scene.of(node.held)) & node.among),
    n.Class: class_of,
    n.Select: select,
    n.Test: lambda node, scene: Fraction(
        holds(node.op, [scene.of(operand) for operand in node.args])
    ),
    n.Arith: lambda node, scene: combine(node.op, [scene.of(operand) for operand in node.args]),
    n.MonthsAfter: lambda node, scene: months_after(
        int(scene.of(node.day)), int(scene.of(node.months)), first=node.first
    ),
    n.YearOf: lambda node, scene: year_of(int(scene.of(node.day))),
    n.PeriodOf: lambda node, scene: period_of(int(scene.of(node.day)), node.months),
    n.YearsBetween: lambda node, scene: years_between(
        int(scene.of(node.first)), int(scene.of(node.day))
    ),
    n.Times: lambda node, scene: scene.of(node.unit) * scene.of(node.count),
    n.Scale: lambda node, scene: scene.of(node.amount) * scene.of(node.rate),
    n.Share: share,
    n.Round: rounded,
    n.Excess: excess,
    n.DeductibleTaken: deductible_taken,
    n.Bands: bands,
    n.MaxOf: max_of,
    n.Cap: cap,
    n.Override: override,
    n.Need: need,
    n.Store: store,
    n.Emit: emit,
}
"""What each type of node means."""

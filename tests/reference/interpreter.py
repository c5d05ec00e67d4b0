"""What a block of the plan means, in fractions.

In: nodes, inputs, sums, slots. Out: results, new sums, and the demand that refused, if
one did. Money is a fraction of a fen, a rate a fraction of one; nothing has a
denominator of its own here. `None` is a value that nobody supplied.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from polc.compiler.plan import nodes as n
from polc.runtime.amounts import MISSING, RATE_UNIT, UNLIMITED

Outcome = tuple[dict[str, Any], dict[str, Any], n.AnyNode | None]


def interpret(  # noqa: C901  # one case for each type of node
    block: Sequence[n.AnyNode],
    inputs: Mapping[tuple[str, str], int],
    sums: Mapping[str, int],
    slots: Mapping[str, Any],
) -> Outcome:
    """Results and sums as integers; where a demand refuses: nothing, the old sums, it."""
    kinds = {node.id: node.kind for node in block}
    values: dict[str, Any] = {}
    asked: dict[str, bool] = {}
    results: dict[str, Any] = {}
    after: dict[str, Any] = {acc: Fraction(value) for acc, value in sums.items()}

    def worth(number: Any, kind: str) -> Any:
        if number == MISSING:
            return None
        if kind == "bands":
            return tuple((Fraction(edge), Fraction(rate, RATE_UNIT)) for edge, rate in number)
        return Fraction(number, RATE_UNIT) if kind == "rate" else Fraction(number)

    for node in block:
        asked[node.id] = node.guard is None or (asked[node.guard] and values[node.guard] == 1)
        if not asked[node.id]:
            values[node.id] = Fraction(0)
            continue

        def of(name: str) -> Any:
            return values[name]

        value: Any
        match node:
            case n.Const():
                value = worth(node.value, node.kind)
            case n.Read():
                value = worth(inputs.get((node.scope, node.field), MISSING), node.kind)
            case n.Param():
                value = worth(slots.get(node.slot, MISSING), node.kind)
            case n.Dated():
                fits = [
                    one.value
                    for one in node.periods
                    if (one.start is None or of(node.on) >= one.start)
                    and (one.end is None or of(node.on) <= one.end)
                ]
                value = of(fits[0]) if fits else None
            case n.Mask():
                value = Fraction(int(of(node.held)) & node.among)
            case n.Class():
                held = int(of(node.held))
                bits = [bit for bit in range(held.bit_length()) if held >> bit & 1]
                value = Fraction(1 << bits[0]) if bits else Fraction(0)
            case n.Select():
                value = of(node.otherwise) if node.otherwise is not None else None
                for arm in reversed(node.arms):
                    met = any(
                        (low is None or low <= of(node.key))
                        and (top is None or of(node.key) <= top)
                        for low, top in arm.ranges
                    )
                    if (int(of(node.key)) & arm.bits) if arm.bits else met:
                        value = of(arm.value)
            case n.Test():
                value = Fraction(holds(node.op, [of(one) for one in node.args]))
            case n.Arith():
                value = combine(node.op, [of(one) for one in node.args])
            case n.Scale():
                value = of(node.amount) * of(node.rate)
            case n.Share():
                whole = of(node.whole)
                value = half_up(of(node.amount) * of(node.part) / whole) if whole else Fraction(0)
            case n.Round():
                parts = of(node.value) / node.unit
                whole = half_up(parts) if node.mode == "half_up" else Fraction(floor(parts))
                value = whole * node.unit
            case n.Load():
                value = Fraction(sums.get(node.acc, 0))
            case n.Store():
                value = after[node.acc] = of(node.value)
            case n.Excess():
                end = of(node.start) + of(node.length)
                value = max(Fraction(0), end - max(of(node.start), of(node.edge)))
            case n.DeductibleTaken():
                left = max(Fraction(0), of(node.edge) - of(node.used))
                value = min(of(node.length), left)
            case n.Bands():
                value = along(node, of)
            case n.MonthsAfter():
                value = months_after(int(of(node.day)), int(of(node.months)))
            case n.Delta():
                value = max(Fraction(0), of(node.after) - of(node.before))
            case n.MaxOf():
                value = max(
                    (of(one.amount) for one in node.options if of(one.open) == 1),
                    default=Fraction(0),
                )
            case n.Cap():
                value = max(Fraction(0), min([of(node.want), *(of(x.value) for x in node.limits)]))
            case n.Override():
                if of(node.present) == 1 and of(node.amount) > of(node.base):
                    return {}, dict(sums), node
                value = of(node.amount) if of(node.present) == 1 else of(node.computed)
            case n.Cross():
                value = Fraction(of(node.before) <= of(node.edge) < of(node.after))
            case n.Need():
                if of(node.value) is None:
                    return {}, dict(sums), node
                value = of(node.value)
            case n.Emit():
                value = of(node.value)
            case _:
                raise AssertionError(type(node).__name__)
        values[node.id] = value
        if isinstance(node, n.Emit):
            results[node.name] = as_integer(value, kinds[node.id], node.den)
    for node in block:
        if isinstance(node, n.Emit) and not asked[node.id]:
            results.setdefault(node.name, 0)
    return results, {acc: as_integer(x, "money", 1) for acc, x in after.items()}, None


def as_integer(value: Fraction, kind: str, den: int) -> int:
    """A value as the plan writes it."""
    whole = value * (RATE_UNIT if kind == "rate" else 1) * den
    assert whole.denominator == 1
    return int(whole)


def half_up(value: Fraction) -> Fraction:
    """The nearest whole number, halves upwards."""
    return Fraction(floor(value + Fraction(1, 2)))


def holds(op: str, args: list[Any]) -> bool:
    """A condition."""
    match op:
        case "known":
            return args[0] is not None
        case "and":
            return all(one == 1 for one in args)
        case "or":
            return any(one == 1 for one in args)
        case "not":
            return bool(args[0] == 0)
        case "any":
            return bool(args[0] != 0)
        case "eq":
            return bool(args[0] == args[1])
        case "ne":
            return bool(args[0] != args[1])
        case "lt":
            return bool(args[0] < args[1])
        case "le":
            return bool(args[0] <= args[1])
        case "gt":
            return bool(args[0] > args[1])
        case "ge":
            return bool(args[0] >= args[1])
        case _:
            raise AssertionError(op)


def combine(op: str, args: list[Fraction]) -> Fraction:
    """Sums and extremes."""
    match op:
        case "add":
            return sum(args, Fraction(0))
        case "sub":
            return args[0] - sum(args[1:], Fraction(0))
        case "min":
            return min(args)
        case "max":
            return max(args)
        case "left":
            return max(Fraction(0), args[0] - args[1])
        case _:
            raise AssertionError(op)


def along(node: n.Bands, of: Any) -> Fraction:
    """Each fen of the stretch at the rate of the band it lies in."""
    low, high = of(node.low), of(node.high)
    shift = of(node.shift) if node.shift is not None else Fraction(0)
    due = Fraction(0)
    floor_of_band = low
    for edge, rate in of(node.table):
        top_of_band = high if edge >= UNLIMITED else min(high, edge + shift)
        raised = rate + (of(node.points) if node.points is not None else 0)
        if node.top is not None:
            raised = min(raised, of(node.top))
        due += max(Fraction(0), top_of_band - floor_of_band) * raised
        floor_of_band = max(floor_of_band, top_of_band)
    return due


def months_after(day: int, months: int) -> Fraction:
    """Month by month; a day that the last month does not have is its last one."""
    if not 1 <= day <= date.max.toordinal():
        return Fraction(day)
    start = date.fromordinal(day)
    year, month = start.year, start.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month in (0, 13):
            year, month = (year + 1, 1) if month == 13 else (year - 1, 12)
    if not 1 <= year <= 9999:
        return Fraction(date.max.toordinal() if year > 9999 else 1)
    for last in (start.day, 30, 29, 28):
        try:
            return Fraction(date(year, month, min(start.day, last)).toordinal())
        except ValueError:
            continue
    raise AssertionError(day, months)

"""Days that do not exist: semantics 16. Whoever never was recognised has no day of recognition,
a table or a parameter may say `none`, a tally may have counted no claim.

In: a typed value of days. Out: whether it may be no day, and nodes that keep such a day out of
comparisons and sums. In a plan it is `UNLIMITED`, which lies behind every day of the calendar:
the latest of several is no day where one is none, the earliest is the first that exists.
"""

from typing import Final

from polc.compiler.lower.lowering import Lowering
from polc.compiler.model.origin import Origin
from polc.compiler.model.walk import walk_records
from polc.compiler.plan.kinds import NODE_KINDS
from polc.compiler.plan.nodes import NodeId
from polc.compiler.typed.nodes.values import (
    ByReading,
    ComparisonOf,
    ExtremeOf,
    FieldValue,
    Figure,
    HeldSince,
    Lookup,
    MonthsLater,
    ParameterValue,
    SumOf,
    TallyValue,
    Typed,
)
from polc.runtime.amounts import UNLIMITED

_OF_DAYS: Final = ("date", "days", "months", "none")


def may_be_no_day(typed: Typed, lowering: Lowering) -> bool:
    """Whether a day, or a number of days or months, may not exist."""
    if typed.kind not in _OF_DAYS:
        return False
    parts: tuple[Typed, ...]
    match typed:
        case HeldSince():
            return True
        case Figure():
            return typed.kind == "none"
        case ParameterValue():
            return lowering.parameter(typed.parameter).optional
        case TallyValue():
            return typed.kind == "date"
        case ExtremeOf(op="min"):
            return all(may_be_no_day(part, lowering) for part in typed.parts)
        case ExtremeOf():
            parts = typed.parts
        case SumOf():
            parts = (typed.left, typed.right)
        case MonthsLater():
            parts = (typed.day, typed.months)
        case Lookup():
            parts = typed.branches
        case ByReading():
            parts = (dict(typed.choices)[lowering.choices[typed.reading]],)
        case _:
            return False
    return any(may_be_no_day(part, lowering) for part in parts)


def may_never_come(typed: Typed | None, lowering: Lowering) -> bool:
    """Whether a day hangs on a recognition that may never have been."""
    match typed:
        case HeldSince():
            return True
        case ExtremeOf():
            return any(may_never_come(part, lowering) for part in typed.parts)
        case SumOf():
            return any(may_never_come(part, lowering) for part in (typed.left, typed.right))
        case MonthsLater():
            return may_never_come(typed.day, lowering)
        case Lookup():
            values = (*(row.value for row in typed.rows), typed.otherwise)
            return any(may_never_come(value, lowering) for value in values)
        case ByReading():
            return may_never_come(dict(typed.choices)[lowering.choices[typed.reading]], lowering)
        case _:
            return False


def lower_comparison(
    lowering: Lowering, typed: ComparisonOf, name: str, guard: NodeId | None, origin: Origin
) -> NodeId:
    """left op right, and false where something of it does not exist: a field that a case may
    leave out, a day."""
    asked = dict.fromkeys(
        part.field
        for part in walk_records((typed.left, typed.right))
        if isinstance(part, FieldValue) and part.field.optional
    )
    if not asked:
        return _compare_days(lowering, typed, name, guard, origin)
    block = lowering.block
    given = tuple(
        block.test(
            f"{name}.given.{field.name}",
            "known",
            (block.read(field.scope, field.name, NODE_KINDS[field.kind]),),
            guard,
            origin,
        )
        for field in asked
    )
    known = given[0]
    if len(given) > 1:
        known = block.test(f"{name}.given", "and", given, guard, origin)
    compared = _compare_days(lowering, typed, f"{name}.of_given", known, origin)
    return block.test(name, "and", (*given, compared), guard, origin)


def _compare_days(
    lowering: Lowering, typed: ComparisonOf, name: str, guard: NodeId | None, origin: Origin
) -> NodeId:
    """left op right, and false where a day of it does not exist. That lies behind all others,
    so that only the side which is to be the later one has to be asked for."""
    left = lowering.value(typed.left, f"{name}.left", guard, origin)
    right = lowering.value(typed.right, f"{name}.right", guard, origin)
    args = (left, right)
    later_first = typed.op in ("ge", "gt")
    later, value = (typed.left, left) if later_first else (typed.right, right)
    if not may_be_no_day(later, lowering):
        return lowering.block.test(name, typed.op, args, guard, origin)
    compared = lowering.block.test(f"{name}.compared", typed.op, args, guard, origin)
    is_day = lower_is_day(lowering, value, name, guard, origin)
    return lowering.block.test(name, "and", (compared, is_day), guard, origin)


def lower_is_day(
    lowering: Lowering, value: NodeId, name: str, guard: NodeId | None, origin: Origin
) -> NodeId:
    """The flag that a day exists."""
    no_day = lowering.block.constant(UNLIMITED, lowering.block.kinds[value])
    return lowering.block.test(f"{name}.is_day", "lt", (value, no_day), guard, origin)


def lower_if_days(
    lowering: Lowering,
    result: NodeId,
    operands: tuple[tuple[Typed, NodeId], ...],
    name: str,
    guard: NodeId | None,
    origin: Origin,
) -> NodeId:
    """What comes of days and lengths of time where all of them exist; else no day."""
    flags = tuple(
        lower_is_day(lowering, value, name, guard, origin)
        for typed, value in operands
        if may_be_no_day(typed, lowering)
    )
    if not flags:
        return result
    flag = flags[0]
    if len(flags) > 1:
        flag = lowering.block.test(f"{name}.are_days", "and", flags, guard, origin)
    no_day = lowering.block.constant(UNLIMITED, lowering.block.kinds[result])
    return lowering.choose(f"{name}.if_day", flag, result, no_day, guard, origin)


def lower_counted_day(
    lowering: Lowering, found: NodeId, name: str, guard: NodeId | None, origin: Origin
) -> NodeId:
    """The latest day of the claims counted: where none was, its sum holds 0, which is no day."""
    block = lowering.block
    counted = block.test(
        f"{name}.was_counted", "gt", (found, block.constant(0, "date")), guard, origin
    )
    no_day = block.constant(UNLIMITED, "date")
    return lowering.choose(f"{name}.if_day", counted, found, no_day, guard, origin)

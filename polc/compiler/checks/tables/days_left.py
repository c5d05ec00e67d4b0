"""Whether a line of a table by days has a day of its own on which the policy is in force.

In: the lines of the table, the days in force. Out: yes or no; of the rest too, which has the days
that no line has.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from polc.compiler.checks.days_in_force import DaysInForce
from polc.compiler.plan.key_words import Range
from polc.compiler.plan.node import Arm


def has_day_left(arms: Sequence[Arm], line: int, in_force: DaysInForce | None) -> bool:
    """Whether the lines before it leave it a day. One whose days are all out of force, of which
    its days are told, counts as having one."""
    own = [_within(reach, in_force) for reach in map(_closed, arms[line].ranges)]
    if all(first > last for first, last in own):
        return True
    return _is_left(own, arms[:line], in_force)


def rest_has_day_left(arms: Sequence[Arm], in_force: DaysInForce) -> bool:
    """Whether some day in force is on no line."""
    return _is_left([_within(_closed((None, None)), in_force)], arms, in_force)


def _is_left(
    days: Iterable[tuple[int, int]], arms: Sequence[Arm], in_force: DaysInForce | None
) -> bool:
    taken = sorted(_within(_closed(reach), in_force) for arm in arms for reach in arm.ranges)
    for first, last in days:
        left = first
        for low, high in taken:
            if low <= left <= high:
                left = high + 1
        if left <= last:
            return True
    return False


def _within(days: tuple[int, int], in_force: DaysInForce | None) -> tuple[int, int]:
    """Those in force: the last before the first where there is none."""
    first, last = days
    if in_force is None:
        return days
    end = last if in_force.last is None else min(last, in_force.last)
    return max(first, in_force.first), end


def _closed(reach: Range) -> tuple[int, int]:
    """Its days, where it has no end those of the calendar."""
    first, last = reach
    return (
        date.min.toordinal() if first is None else first,
        date.max.toordinal() if last is None else last,
    )

"""Days: the keys of a table `by date`, and lines that hold for a time.

In: keys of the syntax, spans of days. Out: ranges of ordinals, conditions. The day is the one that
governs the claim, whichever of its days the policy is dated by; of the person's year its `as of`
day.
"""

from datetime import date

from polc.compiler.report.findings import Findings
from polc.compiler.syntax.nodes.values import Key, OnDays
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.values import (
    GOVERNING_DAY,
    ComparisonOf,
    Every,
    FieldValue,
    Figure,
    Typed,
)
from polc.messages.text import NOTHING, say
from polc.runtime.vocabulary import find_field


def is_governing_day(word: str, context: Context) -> bool:
    """Whether a table by this word is by the day that governs the claim."""
    field = context.find_field(word)
    return field is not None and (field.scope, field.name) == ("claim", "date")


def check_days(value: OnDays) -> Typed:
    """The condition that the governing day lies within."""
    ends = (("ge", value.first), ("le", value.last))
    parts = tuple(
        ComparisonOf(op, GOVERNING_DAY, Figure("date", day))  # type: ignore[arg-type]  # both are comparisons
        for op, day in ends
        if day is not None
    )
    return parts[0] if len(parts) == 1 else Every(parts)


def are_on_other_days(first: Typed | None, second: Typed | None, *, by_date: bool) -> bool:
    """Whether no day that both conditions ask lets both hold (None: always); `by_date`: the day
    that governs a claim is its `date`."""
    days, other_days = (_days_within(condition, by_date) for condition in (first, second))
    return any(
        max(days[asked].start, other_days[asked].start)
        >= min(days[asked].stop, other_days[asked].stop)
        for asked in days.keys() & other_days.keys()
    )


def _days_within(condition: Typed | None, by_date: bool) -> dict[Typed, range]:
    """Within which days each day lies that a condition asks, wherever the condition holds."""
    match condition:
        case ComparisonOf(op=op, left=asked, right=Figure(kind="date", value=day)):
            first = {"ge": day, "gt": day + 1, "eq": day}.get(op, date.min.toordinal())
            last = {"le": day, "lt": day - 1, "eq": day}.get(op, date.max.toordinal())
            is_date = isinstance(asked, FieldValue) and asked.field == find_field("date")
            return {GOVERNING_DAY if by_date and is_date else asked: range(first, last + 1)}
        case Every():
            found: dict[Typed, range] = {}
            for part in condition.parts:
                for asked, days in _days_within(part, by_date).items():
                    known = found.get(asked, days)
                    found[asked] = range(max(known.start, days.start), min(known.stop, days.stop))
            return found
        case _:
            return {}


def days_of_key(key: Key, context: Context) -> tuple[int | None, int | None] | None:
    """The range of a row of a table `by date`."""
    if not key.of_days:
        written = context.source.text[key.span.start : key.span.end]
        message = say("this table is by date, and `{word}` is no day", word=written)
        hint = say("write `until 2023-06-30` or `from 2023-07-01`, or let the table be `by year`")
        context.findings.error("wrong_kind", message, key.span, hint, subject=written)
        return None
    if key.low is not None and key.high is not None and key.low > key.high:
        report_backward(key, context.findings, context.rule)
        return None
    return key.low, key.high


def refuse_days(key: Key, context: Context) -> None:
    """A day where the table is by something else."""
    written = context.source.text[key.span.start : key.span.end]
    message = say("`{word}` is a day, and this table is not by date", word=written)
    hint = say("write `by date` after the closing brace")
    context.findings.error("wrong_kind", message, key.span, hint, subject=written)


def report_backward(key: Key, findings: Findings, rule: str) -> None:
    """Days that end before they begin."""
    assert key.low is not None
    assert key.high is not None
    first, last = (date.fromordinal(day).isoformat() for day in (key.low, key.high))
    message = say("`{low}..{high}` runs backwards", low=first, high=last)
    findings.error("backward_range", message, key.span, NOTHING, subject=rule)

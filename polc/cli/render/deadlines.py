"""The deadlines of a month as a table.

In: `Due`s, a language. Out: text: a row for each with its day, or that it has none this month, its
title, what moved it, and its clause; those with a day first, in the order of the days.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, assert_never

from polc.cli.terminal.columns import table
from polc.cli.terminal.language import tell
from polc.inspect.deadlines import Due
from polc.messages.text import Language, Text, joined, say

_NO_DAY: Final = date.max


_WEEKDAYS: Final = (
    say("Mon"),
    say("Tue"),
    say("Wed"),
    say("Thu"),
    say("Fri"),
    say("Sat"),
    say("Sun"),
)


def as_text(found: Iterable[Due], width: int, language: Language) -> str:
    """The table in `width` columns."""
    ordered = sorted(found, key=lambda due: due.day or _NO_DAY)
    rows = [
        (tell(_say_day(due), language), due.id, due.title, tell(_say_why(due), language))
        for due in ordered
    ]
    return table(rows, width=width) or tell(say("no deadlines"), language) + "\n"


def _say_day(due: Due) -> Text:
    match due.status:
        case "due":
            return say("in the month") if due.day is None else _say_date(due.day)
        case "not_this_month":
            return say("not this month")
        case "not_specified":
            return say("not specified")
        case _:
            assert_never(due.status)


def _say_date(day: date) -> Text:
    return say("{day} {weekday}", day=day.isoformat(), weekday=_WEEKDAYS[day.weekday()])


def _say_why(due: Due) -> Text:
    """What moved it, what it is counted from, and its clause."""
    parts = []
    if due.unmoved is not None:
        parts.append(say("moved from {day}", day=_say_date(due.unmoved)))
    if due.after:
        parts.append(say("after `{deadline}`", deadline=due.after))
    place = " ".join(filter(None, (due.cite, ", ".join(due.clauses))))
    return joined((*parts, *([say("{word}", word=place)] if place else [])))

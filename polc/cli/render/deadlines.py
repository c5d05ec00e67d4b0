"""The deadlines of a month as a table.

In: `Due`s. Out: text: a row for each with its day, or that it has none this month, its
title, what moved it, and its clause; those with a day first, in the order of the days.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, assert_never

from polc.cli.terminal.columns import table
from polc.inspect.deadlines import Due

_NO_DAY: Final = date.max


def as_text(found: Iterable[Due], width: int) -> str:
    """The table in `width` columns."""
    ordered = sorted(found, key=lambda due: due.day or _NO_DAY)
    rows = [(_day(due), due.id, due.title, _why(due)) for due in ordered]
    return table(rows, width=width) or "no deadlines\n"


def _day(due: Due) -> str:
    match due.status:
        case "due":
            return "in the month" if due.day is None else f"{due.day:%Y-%m-%d %a}"
        case "not_this_month":
            return "not this month"
        case "not_specified":
            return "not specified"
        case _:
            assert_never(due.status)


def _why(due: Due) -> str:
    moved = f"moved from {due.unmoved:%Y-%m-%d %a}" if due.unmoved is not None else ""
    after = f"after `{due.after}`" if due.after else ""
    place = " ".join(filter(None, (due.cite, ", ".join(due.clauses))))
    return "; ".join(filter(None, (moved, after, place)))

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
    ordered = sorted(found, key=lambda one: one.day or _NO_DAY)
    rows = [(_day(one), one.id, one.title, _why(one)) for one in ordered]
    return table(rows, width=width) or "no deadlines\n"


def _day(one: Due) -> str:
    match one.status:
        case "due":
            return "in the month" if one.day is None else f"{one.day:%Y-%m-%d %a}"
        case "not_this_month":
            return "not this month"
        case "not_specified":
            return "not specified"
        case _:
            assert_never(one.status)


def _why(one: Due) -> str:
    moved = f"moved from {one.unmoved:%Y-%m-%d %a}" if one.unmoved is not None else ""
    after = f"after `{one.after}`" if one.after else ""
    place = " ".join(filter(None, (one.cite, ", ".join(one.clauses))))
    return "; ".join(filter(None, (moved, after, place)))

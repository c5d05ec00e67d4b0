"""What is supplied for a parameter: its figures by year, and how a figure is shown."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from polc.records.frozen import frozen
from polc.runtime.amounts import UNLIMITED, format_money, format_rate

SlotValue = int | tuple[tuple[int, int], ...]
Slots = Mapping[str, SlotValue]


@frozen
class GivenParameter:
    """A supplied value: the slots by benefit year; None: every other year."""

    years: Mapping[int | None, Slots]


def slots_of(given: GivenParameter | None, year: int) -> Slots | None:
    """What is supplied for a year; None where nothing is."""
    return None if given is None else given.years.get(year, given.years.get(None))


def show_figure(kind: str, value: SlotValue) -> Any:
    """A figure as a case would write it."""
    if isinstance(value, tuple):
        return [
            {"up_to": show_figure("money", edge), "rate": format_rate(rate)} for edge, rate in value
        ]
    if value == UNLIMITED:
        return None
    match kind:
        case "money":
            return format_money(value)
        case "rate":
            return format_rate(value)
        case "date":
            return date.fromordinal(value).isoformat()
        case _:
            return value

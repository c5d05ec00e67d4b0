"""What is supplied for a parameter: its figures by year, and how a figure is shown, or written."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from polc.compiler.model.parameters import ParameterKind
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


_EXAMPLES: Final[Mapping[ParameterKind, Any]] = {
    "money": "200.00",
    "rate": "60%",
    "date": "2024-01-01",
    "count": 2,
    "days": 2,
    "months": 2,
    "bands": [{"up_to": None, "rate": "60%"}],
}
"""A figure of each kind, as JSON has it."""


def example_of(kind: ParameterKind, keys: tuple[str, ...]) -> str:
    """One figure of a table by the keys, as JSON."""
    figure = _EXAMPLES[kind]
    for key in reversed(keys):
        figure = {key: figure}
    return json.dumps(figure, ensure_ascii=False)

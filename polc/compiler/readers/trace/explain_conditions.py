"""The conditions on the way to a payment that held, traced, as entries of an explanation.

In: the conditions that lowering wrote down, a run. Out: an entry for each that stands on a line of
its own, with what it hung on in this case.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from polc.compiler.plan.payment_steps import Stop, StopRole
from polc.compiler.readers.trace.entries import Telling, status_of
from polc.runtime.explanation import Entry

_OF_THE_CASE: Final[frozenset[StopRole]] = frozenset(
    ("when", "from", "pays_when", "counts_when", "until")
)
"""Whom a benefit is for is told by the class that counts, once a year by what was paid before."""


def explain_conditions(stops: Iterable[Stop], telling: Telling) -> Iterator[Entry]:
    """Each that was asked: `counts when` may fail where something is paid all the same."""
    for stop in stops:
        if stop.role in _OF_THE_CASE and telling.reached(stop.flag):
            status = "applied" if telling.holds(stop.flag) else status_of(stop)
            yield telling.entry("condition", status, stop.origin, telling.facts.behind(stop.flag))

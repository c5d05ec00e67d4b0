"""Which readings on the rules a settled case reached.

In: an executable policy, the claims of a case with all their values, the person and the year. Out:
the readings, those of the claims and those of the person and the year by themselves; what is
`known` already need not be found again.
"""

from collections.abc import Iterable, Mapping
from functools import partial

from polc.runtime.case import PersonRead
from polc.runtime.executable import ClaimTrace, Executable
from polc.runtime.settle.reports import right_inputs
from polc.runtime.settle.settle_year import SettledYear, readings_of_days

Readings = frozenset[str]


def consulted_of_claims(
    executable: Executable, traces: Iterable[ClaimTrace], known: Readings
) -> Readings:
    """Those known, and those of the claims and of what is reported of each."""
    found = known
    for trace in traces:
        found |= trace.consulted()
        for report, *_ in executable.of_claims:
            found |= trace.report_consulted(report.id, found)
    return found


def consulted_of_year(
    executable: Executable,
    person: PersonRead,
    year: int,
    years: Mapping[str, SettledYear],
    known: Readings,
) -> Readings:
    """Those known, and those of the person, of its rights and of the benefits of its year."""
    held = person.held_ever()
    found = known | frozenset(executable.standing_readings)
    found |= frozenset(reading for reading, bits in executable.identity_readings if held & bits)
    found |= readings_of_days(executable, person, year)
    inputs_of_year = partial(right_inputs, executable, person, year)
    for report in executable.reports:
        if report.per == "person_year":
            found |= executable.right_consulted(report.id, inputs_of_year, found)
    for done in years.values():
        if done.inputs:
            for name in done.outputs:
                found |= executable.year_consulted(name, done.inputs, done.before, found)
    return found

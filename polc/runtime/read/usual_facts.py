"""The facts of an ordinary person, where a case is silent and whoever settles asks for them.

In: a person as read, what a policy asks, the benefit year. Out: the same person insured in the
city, enrolled on 1 January, with the premium paid in December of the year before, rural, of the
first tier: of each field that the policy asks and the case does not give, and a note for each.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import evolve

from polc.messages.text import Text, say
from polc.runtime.benefit_year import first_day
from polc.runtime.case import CaseRead, PersonRead
from polc.runtime.case_snapshot import take_snapshot
from polc.runtime.days import months_after
from polc.runtime.executable import Executable
from polc.runtime.read.forms import form_of
from polc.runtime.vocabulary import FIELDS

_DECEMBER = 12


def take_usual(
    person: PersonRead, executable: Executable, year: int
) -> tuple[PersonRead, dict[str, Any], list[Text]]:
    """The person with the facts taken, these facts as a case gives them, and what is noted."""
    asked = {("person", benefit.as_of) for benefit in executable.person_year}
    asked |= executable.layout.reads
    usual = _usual_of(year, executable.layout.year_begins)
    taken: dict[str, Any] = {}
    inputs = dict(person.inputs)
    for field in FIELDS:
        place = (field.scope, field.name)
        if field.scope != "person" or field.name not in usual:
            continue
        if place in asked and place not in inputs:
            taken[field.name] = usual[field.name]
            inputs[place] = form_of(field).read(usual[field.name])
    notes = [
        say(
            "`{path}` is not given: `{value}` is taken, as of an ordinary person",
            path=f"person.{name}",
            value=value,
        )
        for name, value in taken.items()
    ]
    return evolve(person, inputs=inputs), taken, notes


def take_usual_in_case(read: CaseRead, executable: Executable) -> CaseRead:
    """The case with the facts taken, which is what is kept of it: settled again without asking
    for them it comes to the same."""
    person, taken, notes = take_usual(read.person, executable, read.year)
    if not taken:
        return read
    plain = read.snapshot.as_plain()
    plain["person"] = with_facts(plain["person"], taken)
    return evolve(read, person=person, notes=(*read.notes, *notes), snapshot=take_snapshot(plain))


def with_facts(person: Mapping[str, Any], taken: Mapping[str, Any]) -> dict[str, Any]:
    """The person of a case with the facts beside what it gives."""
    return {**person, **taken}


def _usual_of(year: int, begins: int) -> dict[str, Any]:
    first = first_day(year, begins)
    return {
        "enrolled": date.fromordinal(first).isoformat(),
        "residence": "rural",
        "tier": 1,
        "premium_paid": date.fromordinal(months_after(first, -1)).isoformat(),
        "insured_at": "in_city",
    }

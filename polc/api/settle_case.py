"""A case settled once the policy of it is known: of one person, or of a household.

In: the JSON object of a case; what settles its year. Out: a `Settlement`, or every problem.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import evolve

from polc.messages.text import Text
from polc.runtime.case import CaseLayout, CaseRead, HouseholdRead, PersonRead
from polc.runtime.case_snapshot import take_snapshot
from polc.runtime.errors import Problems
from polc.runtime.executable import Executable
from polc.runtime.read.read_case import read_case
from polc.runtime.read.read_household import note_of_member, read_household
from polc.runtime.read.usual_facts import take_usual, take_usual_in_case, with_facts
from polc.runtime.settle.settle import open_state, settle_claims
from polc.runtime.settle.settle_household import settle_household
from polc.runtime.tell.header import Header
from polc.runtime.tell.make_household import make_household_settlement
from polc.runtime.tell.make_settlement import make_settlement
from polc.runtime.tell.result import Settlement

NoteUnplaced = Callable[[PersonRead], Sequence[Text]]
"""What is said of a person's identities that the policy has no place for."""


def read_any(
    data: Mapping[str, Any], layout: CaseLayout, problems: Problems
) -> CaseRead | HouseholdRead | None:
    """The case as it was read, or None after noting every problem."""
    if data.get("household") is not None:
        return read_household(data, layout, problems)
    alone = {key: value for key, value in data.items() if key != "household"}
    return read_case(alone if "household" in data else data, layout, problems)


def settle_read(
    read: CaseRead | HouseholdRead,
    executable: Executable,
    header: Header,
    note_unplaced: NoteUnplaced,
    *,
    usual: bool,
) -> Settlement:
    """The settlement; `usual` takes the facts of an ordinary person where a case is silent. Raises
    `CaseError` with every problem."""
    problems = Problems()
    if isinstance(read, HouseholdRead):
        household = take_usual_of_all(read, executable) if usual else read
        household = note_unplaced_of_all(household, note_unplaced)
        done = settle_household(executable, household, problems)
        problems.refuse()
        return make_household_settlement(executable, header, household, done)
    case = take_usual_in_case(read, executable) if usual else read
    case = evolve(case, notes=(*case.notes, *note_unplaced(case.person)))
    opening = open_state(executable, case.opening)
    settled, state = settle_claims(
        executable, case.person, case.year, case.claims, opening, problems
    )
    problems.refuse()
    return make_settlement(executable, header, case, settled, state)


def note_unplaced_of_all(read: HouseholdRead, note_unplaced: NoteUnplaced) -> HouseholdRead:
    """The household with what is said of the identities of its members."""
    noted = [
        note_of_member(place, note)
        for place, member in enumerate(read.members)
        for note in note_unplaced(member.person)
    ]
    return evolve(read, notes=(*read.notes, *noted))


def take_usual_of_all(read: HouseholdRead, executable: Executable) -> HouseholdRead:
    """The household with the facts taken of each member."""
    plain, members, notes = read.snapshot.as_plain(), list(read.members), list(read.notes)
    for place, member in enumerate(read.members):
        person, taken, noted = take_usual(member.person, executable, read.year)
        members[place] = evolve(member, person=person)
        given = plain["household"][place]
        given["person"] = with_facts(given["person"], taken)
        notes += [note_of_member(place, note) for note in noted]
    return evolve(read, members=tuple(members), notes=tuple(notes), snapshot=take_snapshot(plain))

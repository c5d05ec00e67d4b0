"""A ledger opened: what is said of a person or a household before the first claim, read.

In: what opening takes of a policy, the parts of a case beside the claims. Out: a ledger without
claims. Raises `CaseError` with every problem.
"""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve, field

from polc.api.household_ledger import HouseholdLedger, OpenedHousehold
from polc.api.ledger import Ledger, OpenedYear
from polc.api.settle_case import NoteUnplaced, note_unplaced_of_all, take_usual_of_all
from polc.messages.text import say
from polc.records.frozen import frozen
from polc.runtime.case import CaseLayout
from polc.runtime.case_snapshot import as_plain
from polc.runtime.errors import Problems
from polc.runtime.executable import Executable
from polc.runtime.read.idle_fields import note_idle_fields
from polc.runtime.read.read_case import check_alone, check_dates, check_settles, check_year
from polc.runtime.read.read_household import read_household
from polc.runtime.read.read_opening import derive_opening, read_opening
from polc.runtime.read.read_person import read_person, read_region
from polc.runtime.read.usual_facts import take_usual, with_facts
from polc.runtime.tell.header import Header


@frozen(kw_only=True)
class YearOpener:
    """What opening a year takes of a policy: `check_figures` notes what its parameters lack in a
    year, `usual` takes the facts of an ordinary person where nothing is said."""

    layout: CaseLayout = field(repr=False)
    check_figures: Callable[[int, Problems], None]
    prepare: Callable[[int], tuple[Executable, Header]]
    note_unplaced: NoteUnplaced
    usual: bool


def open_person_year(opener: YearOpener, given: Mapping[str, Any], year: int) -> Ledger:
    """`given` has `person`, `region` and `opening`."""
    problems = Problems()
    notes: list[str] = []
    layout = opener.layout
    if not check_settles(layout, problems):
        problems.refuse()
    if not check_alone(layout, problems, whole_cases=False):
        problems.refuse()
    place = read_region(given["region"], layout, problems)
    read = read_person(given["person"], layout, problems, place)
    sums = read_opening(given["opening"], layout, problems, notes)
    checked = check_year(year, problems)
    if checked is not None:
        check_dates(checked, (), layout, problems)
        opener.check_figures(checked, problems)
        if read is not None:
            notes += note_idle_fields(read.inputs, "person", "person", layout)
            sums = derive_opening(sums, read.inputs, checked, layout, problems, notes)
    problems.refuse()
    assert read is not None
    assert checked is not None
    executable, header = opener.prepare(checked)
    executable = evolve(executable, layout=layout)
    case = as_plain(given)
    if opener.usual:
        read, taken, noted = take_usual(read, executable, checked)
        case["person"] = with_facts(case["person"], taken)
        notes += noted
    notes += opener.note_unplaced(read)
    opened = OpenedYear(
        executable=executable,
        header=header,
        person=read,
        year=checked,
        opening=sums,
        notes=tuple(notes),
        case=case,
    )
    return opened.open_ledger()


def open_household_year(opener: YearOpener, given: Mapping[str, Any], year: int) -> HouseholdLedger:
    """`given` has `household`, `region` and `opening`; a member has no claims yet."""
    problems = Problems()
    layout = opener.layout
    members = given["household"]
    opened: Any = members
    if isinstance(members, list | tuple):
        for place, member in enumerate(members):
            if isinstance(member, Mapping) and member.get("claims"):
                message = say("claims are added one by one, with `add`")
                problems.add("bad_value", f"household[{place}].claims", message)
        problems.refuse()
        opened = [
            {**member, "claims": []} if isinstance(member, Mapping) else member
            for member in members
        ]
    checked = check_year(year, problems)
    data = {**given, "household": opened, "year": checked}
    read = None if checked is None else read_household(data, layout, problems)
    if checked is not None:
        opener.check_figures(checked, problems)
    problems.refuse()
    assert read is not None
    executable, header = opener.prepare(read.year)
    executable = evolve(executable, layout=layout)
    if opener.usual:
        read = take_usual_of_all(read, executable)
    read = note_unplaced_of_all(read, opener.note_unplaced)
    return OpenedHousehold(executable=executable, header=header, household=read).open_ledger()

"""A case read: every value exact, every problem with its place.

In: the JSON object of a case and what the policy knows (`CaseLayout`). Out: a `CaseRead`
read whole, or every problem of it at once.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from polc.messages.text import listed, quoted, say
from polc.runtime.benefit_year import days_of_year, year_of_day
from polc.runtime.case import CaseLayout, CaseRead, ClaimRead, PersonRead
from polc.runtime.case_snapshot import take_snapshot
from polc.runtime.errors import Problems
from polc.runtime.read.doubles import note_doubles
from polc.runtime.read.forms import YEAR
from polc.runtime.read.idle_fields import note_idle_fields
from polc.runtime.read.near_words import note_near_hospitals
from polc.runtime.read.read_claim import read_claims
from polc.runtime.read.read_opening import derive_opening, read_opening
from polc.runtime.read.read_person import read_person, read_region
from polc.runtime.read.read_value import (
    LONGEST_WORD,
    ValueRefusedError,
    similar_to,
)
from polc.runtime.read.stays_across import note_stays_across
from polc.runtime.read.take_by_window import not_in_force, take_by_window
from polc.runtime.read.visits import note_visits
from polc.runtime.year_limits import check_claims_sum

_TOP: Final = ("policy", "year", "parameters", "readings", "region", "person", "opening", "claims")


def read_case(data: Mapping[str, Any], layout: CaseLayout, problems: Problems) -> CaseRead | None:
    """The case, or None after noting every problem."""
    for key in data:
        if key not in _TOP:
            message = say(
                "a case has no field `{word}`{hint}",
                word=str(key)[:LONGEST_WORD],
                hint=similar_to(str(key), (*_TOP, "household")),
            )
            problems.add("unknown_field", str(key)[:LONGEST_WORD], message)
    check_policy(data, layout, problems)
    if not check_settles(layout, problems):
        return None
    if not check_alone(layout, problems):
        return None
    return read_member(data, layout, problems)


def check_policy(data: Mapping[str, Any], layout: CaseLayout, problems: Problems) -> None:
    """A case of another policy is refused."""
    policy = data.get("policy")
    if policy is not None and policy != layout.policy:
        problems.add(
            "wrong_policy",
            "policy",
            say(
                "this case is for `{policy}`, not for `{own}`",
                policy=policy,
                own=layout.policy,
            ),
        )


def check_alone(layout: CaseLayout, problems: Problems, *, whole_cases: bool = True) -> bool:
    """Whether one person can be settled alone: nothing is a household's, or that is noted, with
    what to give instead: a household, where `whole_cases` are settled and no ledger."""
    if layout.shared is None:
        return True
    if not whole_cases:
        message = say(
            "{names}: this counts the claims of a whole household together, and this ledger is of "
            "one person: open one with all members, with `open_household`",
            names=quoted(layout.of_household),
        )
        problems.add("missing_field", "household", message)
        return False
    message = say(
        "{names}: this counts the claims of a whole household together; give its members as a "
        "list `household`, each with `person` and `claims`, of one member too",
        names=quoted(layout.of_household),
    )
    problems.add("missing_field", "household", message)
    return False


def read_member(data: Mapping[str, Any], layout: CaseLayout, problems: Problems) -> CaseRead | None:
    """What a case says of one person: of a member of a household with the household's `year` and
    `region`."""
    notes: list[str] = []
    region = read_region(data.get("region"), layout, problems)
    person = read_person(data.get("person"), layout, problems, region)
    known = len(problems.found)
    claims, given = read_claims(data.get("claims"), layout, problems, notes)
    readable = len(problems.found) == known
    check_claims_sum(claims, problems)
    notes += note_doubles(claims)
    notes += note_near_hospitals(claims)
    notes += note_visits(claims, layout)
    notes += note_stays_across(claims, layout)
    year = _read_year(data.get("year"), claims or given, layout, readable, problems)
    opening = read_opening(data.get("opening"), layout, problems, notes)
    if person is not None:
        notes += note_idle_fields(person.inputs, "person", "person", layout)
    if year is not None and person is not None:
        opening = derive_opening(opening, person.inputs, year, layout, problems, notes)
    if year is not None:
        claims = check_dates(year, claims, layout, problems)
    if person is not None:
        _check_born(person, claims, problems)
    if problems.found or person is None or year is None:
        return None
    return CaseRead(
        year=year,
        person=person,
        claims=claims,
        opening=opening,
        notes=tuple(dict.fromkeys(notes)),
        snapshot=take_snapshot(data),
    )


def check_settles(layout: CaseLayout, problems: Problems) -> bool:
    """Whether the policy settles anything; a framework does not, which is noted."""
    if layout.left_open is None:
        return True
    left = listed(layout.left_open) or say("everything")
    message = say(
        "`{policy}` is a framework and settles nothing; it leaves open: {left}",
        policy=layout.policy,
        left=left,
    )
    problems.add("framework", "policy", message, layout.in_force_clauses)
    return False


def _read_year(
    value: Any,
    claims: tuple[ClaimRead, ...],
    layout: CaseLayout,
    readable: bool,
    problems: Problems,
) -> int | None:
    """The year given, else the one of all claims; claims that could not be read may be
    why there is none, and then it is not said again."""
    if value is not None:
        return check_year(value, problems)
    days = (claim.day or claim.date for claim in claims)
    years = sorted({year_of_day(day, layout.year_begins) for day in days})
    if len(years) == 1:
        return years[0]
    if years or readable:
        if years:
            message = say("the claims are of several years; give each year a case of its own")
            problems.add("several_years", "year", message)
        else:
            message = say("the benefit year is missing; give `year`, or a claim to take it from")
            problems.add("missing_field", "year", message)
    return None


def check_year(value: Any, problems: Problems) -> int | None:
    """A benefit year, or None after noting why it is none."""
    try:
        return YEAR.read(value)
    except ValueRefusedError as mistake:
        problems.add("bad_value", "year", mistake.why)
        return None


def check_dates(
    year: int, claims: tuple[ClaimRead, ...], layout: CaseLayout, problems: Problems
) -> tuple[ClaimRead, ...]:
    """Every claim in force and of the benefit year, or taken by a window; without claims, the
    year in force. The claims, marked with their window."""
    if layout.in_force_missing:
        name = layout.in_force_missing
        message = say(
            "parameter `{name}` has no value, and it says from when the policy is in force",
            name=name,
        )
        clauses = layout.in_force_clauses
        problems.add("missing_parameter", f"parameters.{name}", message, clauses)
        return claims
    start, end = layout.in_force
    first, last = days_of_year(year, layout.year_begins)
    if not claims and ((start is not None and last < start) or (end is not None and end < first)):
        message = not_in_force(say("the year {year}", year=year), layout)
        problems.add("not_in_force", "year", message, layout.in_force_clauses)
    found = []
    for claim in claims:
        day, path = claim.day or claim.date, f"claims[{claim.position}]"
        before, after = start is not None and day < start, end is not None and end < day
        if layout.windows:
            known = len(problems.found)
            claim = take_by_window(claim, before, layout, problems)
            if len(problems.found) > known or (claim.window is not None and (before or after)):
                found.append(claim)
                continue
        if before or after:
            message = not_in_force(say("{word}", word=date.fromordinal(day)), layout)
            problems.add("not_in_force", f"{path}.date", message, layout.in_force_clauses)
        elif not first <= day <= last:
            message = say(
                "{day} is not in the benefit year {year}; give each year a case of its own",
                day=date.fromordinal(day),
                year=year,
            )
            problems.add("bad_value", f"{path}.date", message)
        found.append(claim)
    return tuple(found)


def _check_born(person: PersonRead, claims: tuple[ClaimRead, ...], problems: Problems) -> None:
    """Nobody is treated before the day of birth."""
    born = person.inputs.get(("person", "born"))
    for claim in claims:
        if born is not None and claim.date < born:
            message = say(
                "the claim is of {day}, and the person is born on {born}",
                day=date.fromordinal(claim.date),
                born=date.fromordinal(born),
            )
            problems.add("bad_value", f"claims[{claim.position}].date", message)

"""A case read: every value exact, every problem with its place.

In: the JSON object of a case and what the policy knows (`CaseLayout`). Out: a `CaseRead`
read whole, or every problem of it at once.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from polc.runtime.case import CaseLayout, CaseRead, ClaimRead
from polc.runtime.errors import Problems
from polc.runtime.read_claim import read_claims
from polc.runtime.read_person import read_person, read_region
from polc.runtime.read_value import (
    LONGEST_WORD,
    ValueRefusedError,
    read_count,
    read_money,
    similar_to,
)
from polc.runtime.year_limits import check_claims_sum, check_opening_sum

_TOP: Final = ("policy", "year", "parameters", "readings", "region", "person", "opening", "claims")
_OPENING_PARTS: Final = ("paid", "line", "borne")


def read_case(data: Mapping[str, Any], layout: CaseLayout, problems: Problems) -> CaseRead | None:
    """The case, or None after noting every problem."""
    for key in data:
        if key not in _TOP:
            message = f"a case has no field `{str(key)[:LONGEST_WORD]}`{similar_to(str(key), _TOP)}"
            problems.add("unknown_field", str(key)[:LONGEST_WORD], message)
    policy = data.get("policy")
    if policy is not None and policy != layout.policy:
        problems.add(
            "wrong_policy", "policy", f"this case is for `{policy}`, not for `{layout.policy}`"
        )
    notes: list[str] = []
    region = read_region(data.get("region"), problems)
    person = read_person(data.get("person"), layout, problems, region)
    known = len(problems.found)
    claims = read_claims(data.get("claims"), layout, problems, notes)
    readable = len(problems.found) == known
    check_claims_sum(claims, problems)
    year = _read_year(data.get("year"), claims, readable, problems)
    opening = read_opening(data.get("opening"), layout, problems, notes)
    if year is not None:
        check_dates(year, claims, layout, problems)
    if problems.found or person is None or year is None:
        return None
    return CaseRead(year, person, claims, opening, tuple(dict.fromkeys(notes)))


def _read_year(
    value: Any, claims: tuple[ClaimRead, ...], readable: bool, problems: Problems
) -> int | None:
    """The year given, else the one of all claims; claims that could not be read may be
    why there is none, and then it is not said again."""
    if value is not None:
        return check_year(value, problems)
    years = sorted({date.fromordinal(claim.date).year for claim in claims})
    if len(years) == 1:
        return years[0]
    if years or readable:
        message = "the claims are of several years" if years else "the benefit year is missing"
        problems.add("missing_field", "year", message)
    return None


def check_year(value: Any, problems: Problems) -> int | None:
    """A benefit year, or None after noting why it is none."""
    try:
        year = read_count(value)
    except ValueRefusedError as mistake:
        problems.add("bad_value", "year", mistake.args[0])
        return None
    if not 1900 <= year <= 2999:
        problems.add("bad_value", "year", f"`{year}` is no year")
        return None
    return year


def check_dates(
    year: int, claims: tuple[ClaimRead, ...], layout: CaseLayout, problems: Problems
) -> None:
    """Every claim in force and of the benefit year; without claims, the year in force."""
    start, end = layout.in_force
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    if not claims and ((start is not None and last < start) or (end is not None and end < first)):
        problems.add(
            "not_in_force",
            "year",
            _not_in_force(f"the year {year}", layout),
            layout.in_force_clause,
        )
    for claim in claims:
        day = claim.date
        if (start is not None and day < start) or (end is not None and end < day):
            message = _not_in_force(date.fromordinal(day).isoformat(), layout)
            path = f"claims[{claim.position}].date"
            problems.add("not_in_force", path, message, layout.in_force_clause)
        elif not first <= day <= last:
            message = (
                f"{date.fromordinal(day)} is not in the benefit year {year}; "
                "give each year a case of its own"
            )
            problems.add("bad_value", f"claims[{claim.position}].date", message)


def _not_in_force(what: str, layout: CaseLayout) -> str:
    start, end = (None if one is None else date.fromordinal(one) for one in layout.in_force)
    until = f" until {end}" if end else ""
    return f"{what} is outside the days in force, from {start or 'the beginning'}{until}"


def read_opening(
    value: Any, layout: CaseLayout, problems: Problems, notes: list[str]
) -> Mapping[str, Mapping[str, int]]:
    """What was used in the year before the first claim: benefit → part → fen. A plain
    amount is what was paid; that its line then starts at 0 is noted."""
    found: dict[str, dict[str, int]] = {}
    if value is None:
        return found
    if not isinstance(value, Mapping):
        problems.add("bad_value", "opening", "an object of benefits is expected")
        return found
    for key, given in value.items():
        path = f"opening.{str(key)[:LONGEST_WORD]}"
        if key not in layout.benefits:
            hint = similar_to(str(key), layout.benefits)
            message = f"no benefit per claim is called `{str(key)[:LONGEST_WORD]}`{hint}"
            problems.add("unknown_field", path, message)
        elif isinstance(given, Mapping):
            found[key] = _read_parts(given, path, problems)
        else:
            try:
                found[key] = {"paid": read_money(given)}
                notes.append(f"{path} says what was paid; the line of `{key}` starts at 0")
            except ValueRefusedError as mistake:
                problems.add("bad_value", path, mistake.args[0])
    check_opening_sum(found, problems)
    return found


def _read_parts(given: Mapping[str, Any], path: str, problems: Problems) -> dict[str, int]:
    found: dict[str, int] = {}
    for part, amount in given.items():
        if part not in _OPENING_PARTS:
            hint = similar_to(str(part), _OPENING_PARTS)
            message = f"an opening has `paid`, `line`, `borne`{hint}"
            problems.add("unknown_field", f"{path}.{str(part)[:LONGEST_WORD]}", message)
            continue
        try:
            found[part] = read_money(amount)
        except ValueRefusedError as mistake:
            problems.add("bad_value", f"{path}.{part}", mistake.args[0])
    return found

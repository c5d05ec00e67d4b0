"""A whole case read, or every problem of it at once, each with its path.

In: the JSON object of a case and what the policy knows (`CaseLayout`). Out: a `CaseRead`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from polc.runtime.case import CaseLayout, CaseRead, ClaimRead
from polc.runtime.errors import Problems
from polc.runtime.read_claim import read_claims
from polc.runtime.read_person import read_group, read_person
from polc.runtime.read_value import ValueRefusedError, read_count, read_money, similar_to
from polc.runtime.vocabulary import FIELDS

_TOP: Final = ("policy", "year", "parameters", "readings", "region", "person", "opening", "claims")
_REGION_FIELDS: Final = {one.name: one for one in FIELDS if one.scope == "region"}
_OPENING_PARTS: Final = ("paid", "line", "borne")


def read_case(data: Mapping[str, Any], layout: CaseLayout, problems: Problems) -> CaseRead | None:
    """The case, or None after noting every problem."""
    for key in data:
        if key not in _TOP:
            problems.add(
                "unknown_field",
                str(key),
                f"a case has no field `{key}`{similar_to(str(key), _TOP)}",
            )
    policy = data.get("policy")
    if policy is not None and policy != layout.policy:
        problems.add(
            "wrong_policy", "policy", f"this case is for `{policy}`, not for `{layout.policy}`"
        )
    notes: list[str] = []
    region = read_group(data.get("region", {}), "region", _REGION_FIELDS, (), problems)
    person = read_person(data.get("person"), layout, problems, region)
    claims = read_claims(data.get("claims", []), layout, problems, notes)
    year = _read_year(data.get("year"), claims, problems)
    opening = read_opening(data.get("opening", {}), layout, problems)
    if year is not None:
        check_dates(year, claims, layout, problems)
    if problems.found or person is None or year is None:
        return None
    return CaseRead(year, person, claims, opening, tuple(dict.fromkeys(notes)))


def _read_year(value: Any, claims: tuple[ClaimRead, ...], problems: Problems) -> int | None:
    if value is None and problems.found:
        return None
    if value is None:
        years = sorted({date.fromordinal(claim.date).year for claim in claims})
        if len(years) == 1:
            return years[0]
        message = "the benefit year is missing" if not years else "the claims are of several years"
        problems.add("missing_field", "year", message)
        return None
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
    """Every claim in force and of the benefit year."""
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
        path = f"claims[{claim.position}].date"
        day = date.fromordinal(claim.date)
        if (start is not None and claim.date < start) or (end is not None and end < claim.date):
            message = _not_in_force(day.isoformat(), layout)
            problems.add("not_in_force", path, message, layout.in_force_clause)
        elif day.year != year:
            message = f"{day} is not in the benefit year {year}; give each year a case of its own"
            problems.add("bad_value", path, message)


def _not_in_force(what: str, layout: CaseLayout) -> str:
    start, end = (None if one is None else date.fromordinal(one) for one in layout.in_force)
    until = f" until {end}" if end else ""
    return f"{what} is outside the days in force, from {start or 'the beginning'}{until}"


def read_opening(
    value: Any, layout: CaseLayout, problems: Problems
) -> Mapping[str, Mapping[str, int]]:
    """What was used in the year before the first claim: benefit → part → fen."""
    found: dict[str, dict[str, int]] = {}
    if not isinstance(value, dict):
        problems.add("bad_value", "opening", "an object of benefits is expected")
        return found
    for key, given in value.items():
        if key not in layout.benefits:
            hint = similar_to(str(key), layout.benefits)
            problems.add(
                "unknown_field", f"opening.{key}", f"no benefit per claim is called `{key}`{hint}"
            )
            continue
        parts = given if isinstance(given, dict) else {"paid": given}
        for part, amount in parts.items():
            if part not in _OPENING_PARTS:
                problems.add(
                    "unknown_field",
                    f"opening.{key}.{part}",
                    "an opening has `paid`, `line`, `borne`",
                )
                continue
            try:
                found.setdefault(key, {})[part] = read_money(amount)
            except ValueRefusedError as mistake:
                problems.add("bad_value", f"opening.{key}", mistake.args[0])
    return found

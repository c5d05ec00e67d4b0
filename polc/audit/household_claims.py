"""The case of a household as one list of claims, so that one of them is looked at as a person's is.

In: the year of a member. Out: a case with the `person` of the member and the claims of all members,
each with whose it is; and back from such a case, or one that was made of it, to that of the
household. The case of a person is what it was.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from polc.audit.compare_amounts import AuditedAmount, compare_year
from polc.audit.vary_case import Case
from polc.batch.person_outcome import SettledYearOfPerson

_OF_MEMBER: Final = "polc member"
"""In a claim the place of the member whose it is, in the case that of the member looked at."""


def list_claims(year: SettledYearOfPerson) -> Case:
    """The case with the claims of all."""
    case = year.made.case
    if year.household is None:
        return dict(case)
    at = next(
        place
        for place, made in enumerate(year.household.members)
        if made.person == year.made.person
    )
    rest = {name: value for name, value in case.items() if name != "household"}
    claims = [
        {**claim, _OF_MEMBER: place}
        for place, member in enumerate(case["household"])
        for claim in member["claims"]
    ]
    persons = [member["person"] for member in case["household"]]
    return {
        **rest,
        _OF_MEMBER: (at, persons),
        "person": persons[at],
        "claims": sorted(claims, key=lambda claim: (claim["date"], claim["seq"])),
    }


def as_household(case: Mapping[str, Any]) -> Mapping[str, Any]:
    """The case that settles."""
    if _OF_MEMBER not in case:
        return case
    at, persons = case[_OF_MEMBER]
    own: list[list[Any]] = [[] for _ in persons]
    for claim in case["claims"]:
        plain = {name: value for name, value in claim.items() if name != _OF_MEMBER}
        own[claim[_OF_MEMBER]].append(plain)
    rest = {
        name: value for name, value in case.items() if name not in (_OF_MEMBER, "person", "claims")
    }
    members = [
        {"person": case["person"] if place == at else person, "claims": claims}
        for place, (person, claims) in enumerate(zip(persons, own, strict=True))
    ]
    return {**rest, "household": members}


def order_of(year: SettledYearOfPerson) -> list[str]:
    """The claims of all in the order of settlement."""
    whole = year.settlement if year.household is None else year.household.settlement
    return [claim.id for claim in whole.claims]


def rows_of(year: SettledYearOfPerson) -> dict[str, int]:
    """The number of the row of each claim of all."""
    members = (year.made,) if year.household is None else year.household.members
    return {name: row.row for made in members for name, row in made.rows.items()}


def amounts_of_others(
    year: SettledYearOfPerson, benefits: tuple[str, ...]
) -> Iterator[AuditedAmount]:
    """What was recorded of the claims of other members."""
    if year.household is None:
        return
    parts = year.household.settlement.by_member.values()
    for made, part in zip(year.household.members, parts, strict=True):
        if made.person != year.made.person:
            yield from compare_year(SettledYearOfPerson(made, part), benefits)

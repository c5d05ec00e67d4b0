"""A household read: each member a case of its own, what they have together beside them.

In: the JSON object of a case with a `household`, what the policy knows of its cases. Out: a
`HouseholdRead`, or every problem of it at once, each with the member's place before its path.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import evolve

from polc.messages.text import Text, say
from polc.runtime.case import CaseLayout, CaseRead, HouseholdRead
from polc.runtime.case_snapshot import take_snapshot
from polc.runtime.errors import Problem, Problems
from polc.runtime.read.check_whose import check_members_sum
from polc.runtime.read.read_case import check_policy, check_settles, check_year, read_member
from polc.runtime.read.read_opening import read_opening
from polc.runtime.read.read_value import LONGEST_WORD, similar_to

_TOP: Final = ("policy", "year", "parameters", "readings", "region", "household", "opening")
_OF_MEMBER: Final = ("person", "claims", "opening")
_OF_ALL: Final = ("year", "region", "parameters", "readings", "policy")
"""What a member has from the household: what is wrong with it is said once."""

_OF_ONE: Final = re.compile(r"household\[(\d+)\]\.?")

MOST_MEMBERS: Final = 1000
"""More than any family has: a list of more is a mistake, and would take long."""


def read_household(
    data: Mapping[str, Any], layout: CaseLayout, problems: Problems
) -> HouseholdRead | None:
    """The household, or None after noting every problem."""
    known = len(problems.found)
    _check_keys(data, problems)
    check_policy(data, layout, problems)
    if not check_settles(layout, problems):
        return None
    members = _objects(data.get("household"), problems)
    notes: list[str] = []
    shared = layout.shared
    if shared is None:
        notes.append(
            say(
                "`{policy}` has nothing that a household has together: each member is settled "
                "as if alone",
                policy=layout.policy,
            )
        )
        shared = evolve(
            layout,
            opened=frozenset(),
            unopened=frozenset(),
            within_year=frozenset(),
            own_openings={},
            accumulating=(),
        )
    opening = read_opening(data.get("opening"), shared, problems, notes, layout)
    if len(problems.found) > known:
        return None
    read = _read_members(data, members, layout, problems)
    if len(problems.found) > known:
        return None
    _check_names(read, problems)
    check_members_sum(opening, [member.opening for member in read], shared, problems)
    if len(problems.found) > known:
        return None
    notes += _notes_of(read)
    return HouseholdRead(
        year=read[0].year,
        members=read,
        opening=opening,
        notes=tuple(dict.fromkeys(notes)),
        snapshot=take_snapshot(data),
    )


def place_in_member(problem: Problem, place: int) -> Problem:
    """The problem of a member with the member's place before its path."""
    path = problem.path
    if path.partition(".")[0] in _OF_ALL:
        return problem
    return evolve(problem, path=f"household[{place}].{path}" if path else f"household[{place}]")


def find_member(path: str) -> tuple[int | None, str]:
    """The place of the member that a path is of, and the path in the member's case; None and the
    path itself where it is of no member."""
    found = _OF_ONE.match(path)
    return (int(found[1]), path[found.end() :]) if found is not None else (None, path)


def note_of_member(place: int, note: str) -> Text:
    """A note on a member with the member's place before it."""
    return say("{path}: {note}", path=f"household[{place}]", note=note)


def _check_keys(data: Mapping[str, Any], problems: Problems) -> None:
    for key in data:
        if key in ("person", "claims"):
            message = say(
                "this case has a `household` and a `{word}` beside it; give each member's `person` "
                "and `claims` inside `household`",
                word=str(key),
            )
            problems.add("contradiction", str(key), message)
        elif key not in _TOP:
            word = str(key)[:LONGEST_WORD]
            hint = similar_to(str(key), _TOP)
            message = say("a household has no field `{word}`{hint}", word=word, hint=hint)
            problems.add("unknown_field", word, message)


def _objects(value: Any, problems: Problems) -> list[Mapping[str, Any]]:
    """The members as they are given."""
    if not isinstance(value, list | tuple) or not value:
        message = say("a list of members is expected, each with `person` and `claims`")
        problems.add("bad_value", "household", message)
        return []
    if len(value) > MOST_MEMBERS:
        message = say("a household has at most {most} members", most=MOST_MEMBERS)
        problems.add("bad_value", "household", message)
        return []
    found = []
    for place, member in enumerate(value):
        path = f"household[{place}]"
        if not isinstance(member, Mapping):
            message = say("a member is an object with `person` and `claims`")
            problems.add("bad_value", path, message)
            continue
        for key in member:
            if key not in _OF_MEMBER:
                word = str(key)[:LONGEST_WORD]
                hint = similar_to(str(key), _OF_MEMBER)
                message = say(
                    "a member of a household has no field `{word}`{hint}", word=word, hint=hint
                )
                problems.add("unknown_field", f"{path}.{word}", message)
        found.append(member)
    return found


def _read_members(
    data: Mapping[str, Any],
    members: Sequence[Mapping[str, Any]],
    layout: CaseLayout,
    problems: Problems,
) -> tuple[CaseRead, ...]:
    """Each member as a case of the household's year; a member without claims is of the year of
    the others."""
    year = data.get("year")
    if year is not None and check_year(year, problems) is None:
        return ()
    found: dict[int, CaseRead] = {}
    # Whoever has claims says the year for those who have none.
    for place in sorted(range(len(members)), key=lambda place: not members[place].get("claims")):
        own = Problems()
        known = year if year is not None else next((read.year for read in found.values()), None)
        asks = known if year is not None or not members[place].get("claims") else None
        case = {**members[place], "year": asks, "region": data.get("region")}
        read = read_member(case, layout, own)
        problems.found += [place_in_member(problem, place) for problem in own.found]
        if read is None:
            continue
        if known is not None and read.year != known:
            message = say("the claims are of several years; give each year a case of its own")
            problems.add("several_years", "year", message)
        found[place] = read
    named = []
    for place in sorted(found):
        read = found[place]
        person = evolve(read.person, id=read.person.id or f"p{place + 1}")
        named.append(evolve(read, person=person))
    return tuple(named)


def _check_names(members: Sequence[CaseRead], problems: Problems) -> None:
    """Members are told apart by the id of their person, claims by their own."""
    persons: dict[str, int] = {}
    claims: dict[str, str] = {}
    for place, member in enumerate(members):
        person = member.person.id
        if person in persons:
            message = say("there are two members `{person}`", person=person)
            problems.add("bad_value", f"household[{place}].person.id", message)
        persons[person] = place
        for claim in member.claims:
            if claim.id in claims:
                message = say(
                    "`{other}` has a claim `{claim}` too; each claim of a household has an `id` "
                    "of its own",
                    other=claims[claim.id],
                    claim=claim.id,
                )
                path = f"household[{place}].claims[{claim.position}].id"
                problems.add("bad_value", path, message)
            claims[claim.id] = person


def _notes_of(members: Sequence[CaseRead]) -> Iterator[str]:
    for place, member in enumerate(members):
        for note in member.notes:
            yield note_of_member(place, note)

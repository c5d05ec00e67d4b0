"""A case read: what the settlement needs of it, all values integers.

In: the JSON object of a case and what the policy knows (`CaseLayout`). Out: a `Case`
read whole, or every problem of it at once, each with its path.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from attrs import frozen

from polc.runtime.errors import Problems
from polc.runtime.read_value import (
    ValueRefusedError,
    read_count,
    read_date,
    read_field,
    read_money,
    read_text,
    similar_to,
)
from polc.runtime.vocabulary import FIELDS, GIVEN_ALIASES, Field

Inputs = dict[tuple[str, str], int]

_TOP: Final = ("policy", "year", "parameters", "readings", "region", "person", "opening", "claims")
_ALIASES: Final = {field.alias: field for field in FIELDS if field.alias is not None}
_CLAIM_FIELDS: Final = {one.name: one for one in FIELDS if one.scope == "claim"} | {
    alias: field for alias, field in _ALIASES.items() if field.scope == "claim"
}
_PERSON_FIELDS: Final = {one.name: one for one in FIELDS if one.scope == "person"}
_REGION_FIELDS: Final = {one.name: one for one in FIELDS if one.scope == "region"}
_CLAIM_WORDS: Final = ("id", "seq", "visit", "continues", "reverses", "settled", "paid", "setl_id")
_DEFAULTS: Final = {
    ("claim", one.name): one.default for one in _CLAIM_FIELDS.values() if one.default is not None
}
_OPENING_PARTS: Final = ("paid", "line", "borne")


@frozen
class CaseLayout:
    """What a policy knows of its cases. `bits` maps an identity's id and its title to its
    bit; `benefits` are those per claim; `reads` the inputs that the plan asks for;
    `in_force` ordinals, both included; `in_force_clause` the clause that says so."""

    policy: str
    bits: Mapping[str, int]
    benefits: tuple[str, ...]
    reads: frozenset[tuple[str, str]]
    in_force: tuple[int | None, int | None]
    in_force_clause: str


@frozen
class HeldIdentity:
    """An identity over its days, both included; None: open."""

    bit: int
    start: int | None
    end: int | None


@frozen
class ClaimRead:
    """A claim: `inputs` by (scope, field), the amounts given under (paid, benefit)."""

    id: str
    position: int
    date: int
    seq: int
    visit: str
    inputs: Inputs

    @property
    def order(self) -> tuple[int, int, int]:
        """The order of settlement: date, then seq, then position."""
        return (self.date, self.seq, self.position)


@frozen
class PersonRead:
    """A person with everything that does not change from claim to claim."""

    id: str
    held: tuple[HeldIdentity, ...]
    inputs: Inputs

    def held_on(self, day: int) -> int:
        """The identities held on a day, as bits."""
        mask = 0
        for one in self.held:
            if (one.start is None or one.start <= day) and (one.end is None or day <= one.end):
                mask |= 1 << one.bit
        return mask


@frozen
class CaseRead:
    """A whole case. `opening` is benefit → part → fen; `notes` the defaults used."""

    year: int
    person: PersonRead
    claims: tuple[ClaimRead, ...]
    opening: Mapping[str, Mapping[str, int]]
    notes: tuple[str, ...]


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
    region = _read_group(data.get("region", {}), "region", _REGION_FIELDS, (), problems)
    person = read_person(data.get("person"), layout, problems, region)
    claims = _read_claims(data.get("claims", []), layout, problems, notes)
    year = _read_year(data.get("year"), claims, problems)
    opening = read_opening(data.get("opening", {}), layout, problems)
    if year is not None:
        check_dates(year, claims, layout, problems)
    if problems.found or person is None or year is None:
        return None
    return CaseRead(year, person, claims, opening, tuple(dict.fromkeys(notes)))


def _read_year(value: Any, claims: tuple[ClaimRead, ...], problems: Problems) -> int | None:
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


def _read_group(
    value: Any, path: str, fields: Mapping[str, Field], others: tuple[str, ...], problems: Problems
) -> Inputs:
    """The fields of a person or a region."""
    inputs: Inputs = {}
    if not isinstance(value, dict):
        problems.add("bad_value", path, "an object is expected")
        return inputs
    for key, given in value.items():
        field = fields.get(key)
        if field is None:
            if key not in others:
                hint = similar_to(str(key), (*fields, *others))
                problems.add(
                    "unknown_field", f"{path}.{key}", f"a {path} has no field `{key}`{hint}"
                )
            continue
        if given is None:
            continue
        try:
            inputs[field.scope, field.name] = read_field(given, field)
        except ValueRefusedError as mistake:
            problems.add("bad_value", f"{path}.{key}", mistake.args[0])
    return inputs


def read_person(
    value: Any, layout: CaseLayout, problems: Problems, region: Inputs | None = None
) -> PersonRead | None:
    """The person with the region's figures; None after noting what is wrong."""
    if value is None:
        problems.add("missing_field", "person", "the case has no person")
        return None
    if not isinstance(value, dict):
        problems.add("bad_value", "person", "an object is expected")
        return None
    others = ("id", "identities", "psn_no")
    inputs = _read_group(value, "person", _PERSON_FIELDS, others, problems)
    recognised = inputs.get(("person", "recognised"))
    held = _read_identities(value.get("identities", []), layout, recognised, problems)
    number = value.get("id", value.get("psn_no", ""))
    return PersonRead(str(number), held, inputs | (region or {}))


def _read_identities(
    value: Any, layout: CaseLayout, recognised: int | None, problems: Problems
) -> tuple[HeldIdentity, ...]:
    if not isinstance(value, list):
        problems.add("bad_value", "person.identities", "a list is expected")
        return ()
    found = []
    for place, one in enumerate(value):
        path = f"person.identities[{place}]"
        record = {"id": one} if isinstance(one, str) else one
        if not isinstance(record, dict) or not isinstance(record.get("id"), str):
            problems.add(
                "bad_value", path, "an identity is its id, or an object with `id`, `from`, `to`"
            )
            continue
        bit = layout.bits.get(record["id"])
        if bit is None:
            hint = similar_to(record["id"], layout.bits)
            problems.add(
                "unknown_identity", f"{path}.id", f"there is no identity `{record['id']}`{hint}"
            )
            continue
        days: dict[str, int | None] = {"from": recognised, "to": None}
        for key, given in record.items():
            if key in days and given is not None:
                try:
                    days[key] = read_date(given)
                except ValueRefusedError as mistake:
                    problems.add("bad_value", f"{path}.{key}", mistake.args[0])
            elif key not in (*days, "id", "grade"):
                hint = similar_to(str(key), ("from", "to", "grade"))
                problems.add(
                    "unknown_field", f"{path}.{key}", f"an identity has no field `{key}`{hint}"
                )
        start, end = days["from"], days["to"]
        if recognised is not None and start is not None and start < recognised:
            problems.add("bad_value", f"{path}.from", "this day is earlier than `recognised`")
        if start is not None and end is not None and end < start:
            problems.add("bad_value", f"{path}.to", "this day is earlier than `from`")
        found.append(HeldIdentity(bit, start, end))
    return tuple(found)


def _read_claims(
    value: Any, layout: CaseLayout, problems: Problems, notes: list[str]
) -> tuple[ClaimRead, ...]:
    if not isinstance(value, list):
        problems.add("bad_value", "claims", "a list is expected")
        return ()
    found = []
    seen: set[str] = set()
    for position, one in enumerate(value):
        claim = read_claim(one, position, layout, problems, notes)
        if claim is not None and claim.id in seen:
            problems.add(
                "bad_value", f"claims[{position}].id", f"there are two claims `{claim.id}`"
            )
        if claim is not None:
            seen.add(claim.id)
            found.append(claim)
    return tuple(found)


def read_claim(
    value: Any, position: int, layout: CaseLayout, problems: Problems, notes: list[str]
) -> ClaimRead | None:
    """One claim; None after noting what is wrong."""
    path = f"claims[{position}]"
    if not isinstance(value, dict):
        problems.add("bad_value", path, "a claim is an object")
        return None
    known = len(problems.found)
    inputs: Inputs = {}
    for key, given in value.items():
        field = _CLAIM_FIELDS.get(key)
        if field is None:
            if key in GIVEN_ALIASES:
                _read_paid({GIVEN_ALIASES[key]: given}, f"{path}.{key}", layout, inputs, problems)
            elif key not in _CLAIM_WORDS:
                hint = similar_to(str(key), (*_CLAIM_FIELDS, *_CLAIM_WORDS))
                problems.add(
                    "unknown_field", f"{path}.{key}", f"a claim has no field `{key}`{hint}"
                )
            continue
        if given is None:
            continue
        try:
            if field.kind == "text":
                read_text(given)
            else:
                inputs["claim", field.name] = read_field(given, field)
        except ValueRefusedError as mistake:
            problems.add("bad_value", f"{path}.{key}", mistake.args[0])
    _read_paid(value.get("paid", {}), f"{path}.paid", layout, inputs, problems)
    for needed in ("date", "in_policy"):
        if ("claim", needed) not in inputs and len(problems.found) == known:
            problems.add("missing_field", f"{path}.{needed}", f"the claim has no `{needed}`")
    total, in_policy = inputs.get(("claim", "total")), inputs.get(("claim", "in_policy"))
    if total is not None and in_policy is not None and total < in_policy:
        problems.add("bad_value", f"{path}.total", "the total cost is less than the in-policy cost")
    seq = _read_seq(value.get("seq", 0), path, problems)
    if len(problems.found) > known:
        return None
    for default, figure in _DEFAULTS.items():
        if default not in inputs:
            inputs[default] = figure
            if default in layout.reads:
                word = "yes" if figure else "no"
                notes.append(f"{path}.{default[1]} is not given and was taken as {word}")
    number = str(value.get("id", value.get("setl_id", f"c{position + 1}")))
    visit = str(value.get("visit", number))
    return ClaimRead(number, position, inputs["claim", "date"], seq, visit, inputs)


def _read_seq(value: Any, path: str, problems: Problems) -> int:
    try:
        return read_count(value)
    except ValueRefusedError as mistake:
        problems.add("bad_value", f"{path}.seq", mistake.args[0])
        return 0


def _read_paid(
    value: Any, path: str, layout: CaseLayout, inputs: Inputs, problems: Problems
) -> None:
    if not isinstance(value, dict):
        problems.add("bad_value", path, "an object of benefits and amounts is expected")
        return
    for key, given in value.items():
        if key not in layout.benefits:
            hint = similar_to(str(key), layout.benefits)
            problems.add(
                "unknown_field", f"{path}.{key}", f"no benefit per claim is called `{key}`{hint}"
            )
            continue
        try:
            inputs["paid", key] = read_money(given)
        except ValueRefusedError as mistake:
            problems.add("bad_value", f"{path}.{key}", mistake.args[0])


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

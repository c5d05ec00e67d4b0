"""A case as its JSON says it, read plainly: the person, the claims, what was used before.

In: the case and the chosen policy. Out: `Person`, `Claim`s in the order of settlement, the
benefit year. What a case may get wrong in ways beyond these is not covered.
"""

from collections.abc import Mapping
from typing import Any, Final

from attrs import define, frozen

from polc.compiler.typed.nodes.program import TypedWindow
from polc.runtime.vocabulary import CHINESE_CHOICES, FIELDS, GIVEN_ALIASES, PLACES, Field
from tests.typed_reference.benefit_year import first_of_year, last_of_year, year_of
from tests.typed_reference.figures import RefusedError, day_of, fen_of
from tests.typed_reference.policy import Chosen

Fields = dict[tuple[str, str], int]
_TEXTS: Final = ("id", "visit", "continues", "reverses", "hospital", "disease", "setl_id")


@frozen
class HeldIdentity:
    """An identity over its days, both included; None: open."""

    id: str
    first: int | None
    last: int | None


@frozen
class Person:
    """The identities as given, the fields of person and region."""

    held: tuple[HeldIdentity, ...]
    fields: Fields
    policy: Chosen

    def held_between(self, first: int, last: int) -> frozenset[str]:
        """Rule 4: what is held on any of these days, both ends included; rule 6: whoever is
        treated as another holds that too, and what that one is treated as."""
        found = {
            held.id
            for held in self.held
            if (held.first is None or held.first <= last)
            and (held.last is None or first <= held.last)
        }
        while True:
            more = {
                rule.treated_as
                for rule in self.policy.program.equivalences
                if self.policy.stands(rule.where) and found & self.policy.meant(rule.people.members)
            }
            if more <= found:
                return frozenset(found)
            found |= more

    def since(self, among: frozenset[str], day: int) -> int | None:
        """Rule 4: the first day of the spell of these that holds on a day, else of the next
        that begins; None where there is neither. Rule 6: on the same days as what is treated
        as it."""
        wanted = set(among)
        while True:
            more: set[str] = set()
            for rule in self.policy.program.equivalences:
                if self.policy.stands(rule.where) and rule.treated_as in wanted:
                    more |= self.policy.meant(rule.people.members)
            if more <= wanted:
                break
            wanted |= more
        meant = [held for held in self.held if held.id in wanted]
        if not any(held.last is None or day <= held.last for held in meant):
            return None
        start = day
        if not any((held.first or 0) <= day <= (held.last or day) for held in meant):
            return min(held.first for held in meant if held.first is not None and day < held.first)
        while earlier := [
            held.first or 0
            for held in meant
            if (held.first or 0) < start and (held.last is None or start <= held.last + 1)
        ]:
            start = min(earlier)
        return start


@define
class Claim:
    """A claim: its fields, the amounts given, the days that count; `payer` None unless a
    window takes it."""

    id: str
    position: int
    visit: str
    continues: str
    reverses: str
    seq: int
    fields: Fields
    paid: dict[str, int]
    day: int
    identity_day: int
    hospital: str = ""
    window: bool = False
    payer: str | None = None

    @property
    def date(self) -> int:
        """The day of the claim."""
        return self.fields["claim", "date"]


@frozen
class CaseRead:
    """A whole case."""

    year: int
    person: Person
    claims: tuple[Claim, ...]
    opening: Mapping[str, Mapping[str, int]]


def read_case(case: Mapping[str, Any], policy: Chosen) -> CaseRead:
    """Rules 16 and 20: the claims by date, then `seq`, then position, reversed pairs left
    out."""
    if policy.program.framework:
        raise RefusedError("framework", "policy")
    person = _read_person(case, policy)
    claims = [_read_claim(record, at, policy) for at, record in enumerate(case.get("claims") or ())]
    ids = [claim.id for claim in claims]
    if len(set(ids)) < len(ids):
        raise RefusedError("bad_value", "id")
    back = {claim.reverses for claim in claims if claim.reverses}
    if not back <= set(ids):
        raise RefusedError("unknown_claim", "reverses")
    claims = [claim for claim in claims if not claim.reverses and claim.id not in back]
    year = case.get("year")
    if year is None:
        years = {year_of(claim.day, policy) for claim in claims}
        if len(years) != 1:
            raise RefusedError("several_years" if years else "missing_field", "year")
        year = years.pop()
    _check_days(int(year), claims, policy)
    born = person.fields.get(("person", "born"))
    if born is not None and any(claim.date < born for claim in claims):
        raise RefusedError("bad_value", "born")
    claims.sort(key=lambda claim: (claim.date, claim.seq, claim.position))
    return CaseRead(int(year), person, tuple(claims), _read_opening(case, policy))


def _read_opening(case: Mapping[str, Any], policy: Chosen) -> Mapping[str, Mapping[str, int]]:
    """By benefit or kind of care and part, by `pools` and `tallies` and name; `lines` are a part
    of their benefits."""
    found: dict[str, dict[str, int]] = {}
    for key, used in (case.get("opening") or {}).items():
        if key == "lines":
            for benefit, amount in used.items():
                found.setdefault(benefit, {})["line"] = fen_of(amount)
            continue
        for part, amount in (used if isinstance(used, Mapping) else {"paid": used}).items():
            if isinstance(amount, Mapping):
                rows = {
                    f"{part}.{CHINESE_CHOICES.get(word, word)}": fen_of(of_row)
                    for word, of_row in amount.items()
                }
                found.setdefault(key, {}).update({part: sum(rows.values()), **rows})
                continue
            units = key == "tallies" and part.endswith(".units")
            counted = units or (key == "tallies" and policy.tallies[part].kind != "money")
            found.setdefault(key, {})[part] = int(amount) if counted else fen_of(amount)
    return found


def _figure(field: Field, value: Any) -> int:
    match field.kind:
        case "money":
            return fen_of(value)
        case "count" | "flag":
            return int(value)
        case "date":
            return day_of(value)
        case _:
            word = CHINESE_CHOICES.get(value, value)
            if field.open and word not in field.choices:
                return len(field.choices) - 1
            if word not in field.choices:
                raise RefusedError("bad_value", field.name)
            return field.choices.index(word)


def _read_fields(given: Mapping[str, Any], scope: str, policy: Chosen) -> Fields:
    """The fields of a scope that are not texts, by their names, titles or columns."""
    known: dict[str, Field] = {}
    for field in (*FIELDS, *policy.program.fields):
        if field.scope == scope and field.kind != "text":
            known |= dict.fromkeys((field.name, *field.chinese, field.alias or field.name), field)
    found: Fields = {}
    for key, value in given.items():
        if key in known and value is not None:
            figure = _figure(known[key], value)
            if policy.program.municipality and known[key].choices == PLACES:
                figure = PLACES.index("in_city") if PLACES[figure] == "in_province" else figure
            found[scope, known[key].name] = figure
    return found


def _read_person(case: Mapping[str, Any], policy: Chosen) -> Person:
    given = case["person"]
    fields = _read_fields(given, "person", policy)
    fields |= _read_fields(case.get("region") or {}, "region", policy)
    recognised = fields.get(("person", "recognised"))
    known = {identity.title: identity for identity in policy.program.identities if identity.title}
    known |= {identity.id: identity for identity in policy.program.identities}
    held = []
    for entry in given.get("identities") or ():
        record = {"id": entry} if isinstance(entry, str) else entry
        identity = known.get(record["id"])
        if identity is None:
            raise RefusedError("unknown_identity", record["id"])
        first = day_of(record["from"]) if record.get("from") is not None else recognised
        last = day_of(record["to"]) if record.get("to") is not None else None
        if recognised is not None and first is not None and first < recognised:
            raise RefusedError("bad_value", "from")
        if first is not None and last is not None and last < first:
            raise RefusedError("bad_value", "to")
        if identity.grades is not None:
            if record.get("grade") is None:
                raise RefusedError("missing_field", "grade")
            low, high = identity.grades
            if (low <= int(record["grade"]) <= high) == identity.except_grades:
                continue
        held.append(HeldIdentity(identity.id, first, last))
    return Person(tuple(held), fields, policy)


def _read_claim(given: Mapping[str, Any], position: int, policy: Chosen) -> Claim:
    fields = _read_fields(given, "claim", policy)
    for field in FIELDS:
        if field.scope == "claim" and field.default is not None:
            fields.setdefault(("claim", field.name), field.default)
    for needed in ("date", "in_policy"):
        if ("claim", needed) not in fields:
            raise RefusedError("missing_field", needed)
    total = fields.get(("claim", "total"))
    if total is not None and total < fields["claim", "in_policy"]:
        raise RefusedError("bad_value", "total")
    layers = [benefit.id for benefit in policy.program.benefits if benefit.per == "claim"]
    paid = {
        name: fen_of(amount)
        for name, amount in (given.get("paid") or {}).items()
        if amount is not None
    }
    paid |= {GIVEN_ALIASES[key]: fen_of(given[key]) for key in GIVEN_ALIASES if given.get(key)}
    if not set(paid) <= set(layers):
        raise RefusedError("unknown_field", "paid")
    number = given.get("id") or given.get("setl_id") or f"c{position + 1}"
    days = []
    for what in ("rules", "identities"):
        days.append(fields.get(("claim", _day_of(what, policy))))
    admitted = fields.get(("claim", "admitted"))
    if None in days:
        raise RefusedError("missing_field", "the day of the rules")
    if admitted is not None and admitted > fields["claim", "date"]:
        raise RefusedError("bad_value", "admitted")
    return Claim(
        number,
        position,
        given.get("visit") or number,
        given.get("continues") or "",
        given.get("reverses") or "",
        int(given.get("seq") or 0),
        fields,
        paid,
        days[0] or 0,
        days[1] or 0,
        given.get("hospital") or "",
    )


def _day_of(what: str, policy: Chosen) -> str:
    """Rule 16: which day of a claim looks up the rules, or the identities (else the same)."""
    line = policy.dates(what)
    if what == "identities" and (line is None or line.of_year):
        line = policy.dates("rules")
    return line.day if line is not None else "date"


def _find_window(claim: Claim, early: bool, policy: Chosen) -> TypedWindow | None:
    """Rule 18: the window that takes the claim. Raises where what it asks for is missing, or
    the claim is of the rules before and too late for all."""
    asked, late = [], []
    for window in policy.windows():
        told = claim.fields.get(("claim", window.flag)) if window.flag else early
        days = [claim.fields.get(("claim", day)) for day in window.days]
        begins = window.start or 0
        if told in (0, False) or (not window.flag and any(day and day < begins for day in days)):
            continue
        if any(day is not None and not begins <= day <= window.end for day in days):
            late += [window.flag or "settled"] if told else []
        elif told is None or None in days:
            asked.append("flag" if told is None else "day")
        else:
            return window
    if asked:
        raise RefusedError("missing_field", "window")
    if late:
        raise RefusedError("not_in_force", late[0])
    return None


def _check_days(year: int, claims: list[Claim], policy: Chosen) -> None:
    """Rule 18: in force, or taken by a window with its amounts given."""
    line = policy.dates("in_force")
    start, end = (line.start, line.end) if line is not None else (None, None)
    if line is not None and line.parameter:
        start = policy.figure(line.parameter, (), 0)
    first, last = (
        day.toordinal() for day in (first_of_year(year, policy), last_of_year(year, policy))
    )
    if not claims and ((start or 0) > last or (end is not None and end < first)):
        raise RefusedError("not_in_force", "year")
    for claim in claims:
        early = start is not None and claim.day < start
        taken = _find_window(claim, early, policy)
        if taken is not None:
            if any(
                benefit.per == "claim" and benefit.id not in claim.paid
                for benefit in policy.program.benefits
            ):
                raise RefusedError("missing_field", "paid")
            claim.window, claim.payer = True, taken.payer or None
        if early or (end is not None and end < claim.day):
            if taken is None:
                raise RefusedError("not_in_force", claim.id)
        elif not first <= claim.day <= last:
            raise RefusedError("bad_value", claim.id)

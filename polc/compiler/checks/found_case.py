"""A case that a survey found, as conditions in words and as a case that can be settled.

In: the cells of a case, the atoms of its block. Out: `place` is `elsewhere`; the JSON of a case
with these values, and with what most policies ask for where nothing is said.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.complete_case import complete_case, day_of_year
from polc.compiler.checks.witness import make_witness
from polc.compiler.plan.key_words import field_of, name_key, name_values
from polc.compiler.plan.nodes import NodeId, Read, YearOf, YearsBetween
from polc.compiler.readers.regions.atoms import Atoms, Cell, HeldAtom, ValueAtom
from polc.compiler.readers.regions.corners import Corner
from polc.compiler.readers.regions.search import Found
from polc.messages.text import Text, say
from polc.runtime.amounts import format_money, format_rate, parse_money
from polc.runtime.benefit_year import first_day, year_of_day
from polc.runtime.days import months_after, nearest_day, year_of
from polc.runtime.vocabulary import FIELDS, Field

_COST = 2_000_000
_VARIED = ("money", "count", "rate")
_USUAL_AGE = 40
_USUAL = {"money": 2_000_000, "count": 2}


def say_where(case: Found, atoms: Atoms, of: frozenset[NodeId]) -> list[Text]:
    """What the case has for some of the values that are asked, in the order in which they are
    asked; a value without a name is left out."""
    told = []
    for atom, cell in case.items():
        if isinstance(atom, ValueAtom) and atom.node in of:
            node = atoms.nodes[atom.node]
            key = name_key(node, atoms.plan, atoms.nodes)
            if key is not None and cell not in ((0, _most(atoms, atom.node)),):
                (value,) = name_values(node, (cell,), atoms.plan)
                told.append(say("`{key}` is `{value}`", key=key, value=value))
    return told


def make_case(case: Found, atoms: Atoms, context: CheckContext) -> dict[str, Any]:
    """A case of the contract with these values, and what else it is settled with."""
    made = _begin_case(case, atoms, context)
    if any(block.nodes[-1].id in atoms.nodes for block in atoms.plan.prelude):
        made["claims"] = []  # of a person's year no claim is asked
    return complete_case(made, context.demanding)


def _begin_case(case: Found, atoms: Atoms, context: CheckContext) -> dict[str, Any]:
    plan = atoms.plan
    people = [
        plan.identities[atom.bit].id
        for atom, cell in case.items()
        if isinstance(atom, HeldAtom) and atom.when == "held" and cell == (1, 1)
    ]
    made = make_witness(plan.policy, context.first_day.isoformat(), people, _COST)
    claim = made["claims"][0]
    for field, cell in _fields(case, atoms):
        value = _value_of(field, cell)
        if field.name == "premium_paid":
            paid = date(context.first_day.year - 1, 12, 1).toordinal()
            value = nearest_day(_within(paid, cell)).isoformat()
        if field.scope == "claim":
            claim[field.name] = value
        elif field.scope == "person":
            made["person"][field.name] = value
        elif field.scope == "region":
            made.setdefault("region", {})[field.name] = value
    _set_days(made, case, atoms)
    if not any(field.name == "total" for field, _ in _fields(case, atoms)):
        claim["total"] = claim["in_policy"]
    elif not any(field.name == "in_policy" for field, _ in _fields(case, atoms)):
        claim["in_policy"] = claim["total"]
    return made


def _move(day: date, year: int, begins: int) -> date:
    """The first day of the same month in another benefit year."""
    return day.replace(year=year + (day.month < begins), day=1)


def _set_days(made: dict[str, Any], case: Found, atoms: Atoms) -> None:
    """The day and the year of the case, and days of which the year alone is known."""
    claim, begins = made["claims"][0], atoms.plan.dates.year_begins
    day = date.fromisoformat(claim["date"])
    for atom, cell in case.items():
        node = atoms.nodes[atom.node] if isinstance(atom, ValueAtom) else None
        if isinstance(node, YearOf):
            read = atoms.nodes[atoms.root(node.day)] if isinstance(atom, ValueAtom) else None
            field = None if read is None else field_of(read, atoms.plan)
            if field is None or field.scope != "person":
                continue
            known = case.get(ValueAtom(atoms.root(node.day)))
            year = _within(day.year - 1, cell)
            paid = date(year, 12, 1).toordinal()
            paid = paid if known is None else _within(paid, known)
            made["person"][field.name] = nearest_day(paid).isoformat()
            if field.name == "premium_paid":
                day = _move(day, _within(year + 1, _years_of(atoms)), begins)
        elif isinstance(node, Read) and node.scope == "system":
            if node.field == "date" and atoms.free_day:
                as_of = _as_of(atoms)
                usual = first_day(year_of_day(day.toordinal(), begins), begins)
                made["person"][as_of] = nearest_day(_within(usual, cell)).isoformat()
            elif node.field == "date":
                day = nearest_day(_within(day.toordinal(), cell))
            elif node.field == "year":
                day = _move(day, _within(year_of_day(day.toordinal(), begins), cell), begins)
    claim["date"], made["year"] = day.isoformat(), year_of_day(day.toordinal(), begins)
    _set_birth(made, case, atoms)


def _set_birth(made: dict[str, Any], case: Found, atoms: Atoms) -> None:
    """The day of birth that gives the person this age on the day on which it is asked."""
    of_year = any(block.nodes[-1].id in atoms.nodes for block in atoms.plan.prelude)
    for atom, cell in case.items():
        node = atoms.nodes[atom.node] if isinstance(atom, ValueAtom) else None
        if isinstance(node, YearsBetween):
            day = date.fromisoformat(made["claims"][0]["date"]).toordinal()
            if of_year:
                day = day_of_year(made, _as_of(atoms), atoms.plan.dates.year_begins)
            years = _within(_USUAL_AGE, cell)
            made["person"]["born"] = nearest_day(months_after(day, -12 * years)).isoformat()


def _years_of(atoms: Atoms) -> Cell:
    """The benefit years in which the policy is in force."""
    dates = atoms.plan.dates
    return year_of(dates.start or 1), year_of(dates.end or date.max.toordinal())


def _as_of(atoms: Atoms) -> str:
    """The date of the person by which the benefit of the block looks at the person."""
    blocks = {block.benefit for block in atoms.plan.prelude if block.nodes[-1].id in atoms.nodes}
    return next(benefit.as_of for benefit in atoms.plan.benefits if benefit.id in blocks)


def make_corner(corner: Corner, atoms: Atoms, context: CheckContext) -> dict[str, Any]:
    """A case with the inputs and parameters that were tried."""
    made = _begin_case(corner.case, atoms, context)
    plan = atoms.plan
    claim = made["claims"][0]
    for field in (*plan.fields, *FIELDS):
        value = corner.inputs.get((field.scope, field.name))
        if value is None or field.kind not in _VARIED:
            continue
        place = {"claim": claim, "person": made["person"]}.get(field.scope)
        if place is None:
            place = made.setdefault("region", {})
        place[field.name] = _value_of(field, (value, value))
    if ("claim", "in_policy") not in corner.inputs:
        claim["in_policy"] = min(claim["total"], claim["in_policy"], key=parse_money)
    if ("claim", "total") not in corner.inputs:
        claim["total"] = max(claim["total"], claim["in_policy"], key=parse_money)
    parameters = {parameter.id: parameter for parameter in plan.parameters}
    for slot in plan.slots:
        value = corner.slots.get(slot.id)
        kind = parameters[slot.parameter].kind
        if value is None or parameters[slot.parameter].values or slot.keys:
            continue
        given = format_rate(value) if kind == "rate" else value
        if kind == "money":
            given = format_money(value)
        made.setdefault("parameters", {})[slot.parameter] = given
    return complete_case(made, context.demanding)


def _fields(case: Found, atoms: Atoms) -> Iterator[tuple[Field, Cell]]:
    for atom, cell in case.items():
        if isinstance(atom, ValueAtom):
            field = field_of(atoms.nodes[atom.node], atoms.plan)
            if field is not None:
                yield field, cell


def _most(atoms: Atoms, node_id: NodeId) -> int:
    return atoms.cells(node_id)[-1][1]


def _within(value: int, cell: Cell) -> int:
    return min(max(value, cell[0]), cell[1])


def _value_of(field: Field, cell: Cell) -> Any:
    """A value of the cell as a case gives it."""
    value = _within(_USUAL.get(field.kind, cell[0]), cell)
    match field.kind:
        case "choice":
            return field.choices[value]
        case "money":
            return format_money(value)
        case "flag":
            return value == 1
        case "date":
            return nearest_day(_within(date(2000, 1, 1).toordinal(), cell)).isoformat()
        case "count":
            return value
        case _:
            return format_rate(value)

"""A case that shows something, with what the rest of its policy asks for.

In: a case of the contract as a check has made it, and a plan that is prepared once for all its
cases. Out: the same with the fields and parameters that the plan demands of it and that it does not
give, so that it can be settled: an ordinary person's, or what is simplest. What comes to the same
without a figure is not asked for.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from polc.compiler.model.parameters import DatedValue, Parameter
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode, Need, Read
from polc.compiler.plan.plan import Plan, Slot
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.decide.decide import DecidedBlock, decide
from polc.compiler.readers.trace.interpret import Value
from polc.runtime.amounts import (
    MISSING,
    UNLIMITED,
    format_money,
    format_rate,
    parse_money,
    parse_rate,
)
from polc.runtime.benefit_year import days_of_year, first_day, last_day
from polc.runtime.vocabulary import FIELDS, Field

_ROUNDS: Final = 12
_USUAL_PARAMETERS: Final[Mapping[str, int]] = {
    "money": 100_000, "rate": 500_000, "count": 1, "days": 30, "months": 1,
}  # fmt: skip
"""A thousand yuan, a half."""

_USUAL_DAYS: Final[Mapping[str, tuple[int, int, int]]] = {
    "premium_paid": (-1, 12, 1),
    "enrolled": (0, 1, 1),
    "born": (-40, 1, 1),
}
"""Years before that of the case, month and day, of days whose usual one is not New Year's."""


@frozen(eq=False)
class DemandingPlan:
    """A plan, with the blocks that its demands are decided in: the person's years, the claim."""

    plan: Plan
    prelude: tuple[DecidedBlock, ...]
    claim: DecidedBlock
    limits: InputLimits


def prepare_demands(plan: Plan) -> DemandingPlan:
    """The plan for any number of cases: what evaluates a node is made when the first asks it."""
    return DemandingPlan(
        plan,
        tuple([DecidedBlock(block.nodes) for block in plan.prelude]),
        DecidedBlock(plan.claim),
        InputLimits(plan, frozenset()),
    )


def complete_case(made: dict[str, Any], demanding: DemandingPlan) -> dict[str, Any]:
    """The case; what no figure can be put in for stays away. Where the policy counts the claims of
    a household together, it is one of a household of one."""
    plan = demanding.plan
    for benefit in plan.benefits:
        if benefit.as_of not in ("", "first_day", "last_day"):
            _supply(made, plan, ("person", benefit.as_of))
    for _ in range(_ROUNDS):
        lacking = [
            need.field or ("parameter", need.name)
            for block, inputs in _blocks(made, demanding)
            for need in decide(block, inputs, {}, _slots(made, plan), demanding.limits).run.refused
            if isinstance(need, Need) and need.code in ("missing_field", "missing_parameter")
        ]
        if not [asked for asked in dict.fromkeys(lacking) if _supply(made, plan, asked)]:
            break
    if any(sum_.scope == "household" for sum_ in plan.running_sums):
        return _of_household(made)
    return made


def _of_household(made: dict[str, Any]) -> dict[str, Any]:
    """The case with its person as the one member."""
    member = {name: made[name] for name in ("person", "claims")}
    rest = {name: part for name, part in made.items() if name not in member}
    return {**rest, "household": [member]}


def _blocks(
    made: Mapping[str, Any], demanding: DemandingPlan
) -> Iterator[tuple[DecidedBlock, Mapping[tuple[str, str], Value]]]:
    """What is worked out of the case, with its inputs: the person's year, the claim."""
    plan = demanding.plan
    for block, decided in zip(plan.prelude, demanding.prelude, strict=True):
        benefit = next(benefit for benefit in plan.benefits if benefit.id == block.benefit)
        day = day_of_year(made, benefit.as_of, plan.dates.year_begins)
        yield decided, _inputs(made, plan, day, block.nodes)
    for claim in made["claims"]:
        day = date.fromisoformat(claim["date"]).toordinal()
        yield demanding.claim, _inputs(made, plan, day, plan.claim)


def day_of_year(made: Mapping[str, Any], as_of: str, begins: int) -> int:
    """The day on which a benefit looks at the person, as of a day of the year or of the person."""
    year = made["year"]
    if as_of == "first_day":
        return first_day(year, begins)
    given = made["person"].get(as_of)
    return date.fromisoformat(given).toordinal() if given else last_day(year, begins)


def _fields(plan: Plan) -> tuple[Field, ...]:
    return (*plan.fields, *FIELDS)


def _place_of(made: Mapping[str, Any], scope: str) -> Mapping[str, Any]:
    if scope == "claim":
        return next(iter(made["claims"]), {})
    found: Mapping[str, Any] = made.get(scope, {})
    return found


def _inputs(
    made: Mapping[str, Any], plan: Plan, day: int, block: tuple[AnyNode, ...]
) -> dict[tuple[str, str], Value]:
    """The inputs of the case as the runtime has them."""
    found: dict[tuple[str, str], Value] = {}
    for field in _fields(plan):
        given = _place_of(made, field.scope).get(field.name)
        value = field.default if given is None else _read(field, given)
        if value is not None:
            found[field.scope, field.name] = value
    held = 0
    for identity in made["person"]["identities"]:
        held |= sum(1 << bit for bit, known in enumerate(plan.identities) if known.id == identity)
    for ones, others in plan.equivalences:
        held |= others if held & ones else 0
    for node in block:
        if isinstance(node, Read) and node.scope == "since":
            found["since", node.field] = 0 if held & int(node.field) else UNLIMITED
    year = made["year"]
    for when in ("held", "held_in_month", "held_in_year"):
        found["system", when] = held
    found["system", "date"], found["system", "year"] = day, year
    first, last = days_of_year(year, plan.dates.year_begins)
    found["system", "first_day"], found["system", "last_day"] = first, last
    return found


def _read(field: Field, given: Any) -> int | None:
    match field.kind:
        case "money":
            return parse_money(given)
        case "choice":
            return field.choices.index(given)
        case "date":
            return date.fromisoformat(given).toordinal()
        case "flag" | "count":
            return int(given)
        case _:
            return None


def _slots(made: Mapping[str, Any], plan: Plan) -> dict[str, Value]:
    """The parameters' figures: those that the case gives, else those of the policy for its
    year."""
    parameters = {parameter.id: parameter for parameter in plan.parameters}
    found: dict[str, Value] = {}
    for slot in plan.slots:
        parameter = parameters[slot.parameter]
        given: Any = made.get("parameters", {}).get(slot.parameter)
        for key in slot.keys:
            given = given.get(key) if isinstance(given, Mapping) else None
        if given is not None:
            found[slot.id] = _read_parameter(parameter, given)
        elif not slot.keys:
            year = made["year"] - slot.years_before
            fitting = (value.value for value in parameter.values if _holds(value, year))
            found[slot.id] = next(fitting, MISSING)
    return found


def _holds(value: DatedValue, year: int) -> bool:
    return (value.first or 0) <= year and (value.last is None or year <= value.last)


def _read_parameter(parameter: Parameter, given: Any) -> Value:
    match parameter.kind:
        case "money":
            return parse_money(given)
        case "rate":
            return parse_rate(given)
        case "date":
            return date.fromisoformat(given).toordinal()
        case _:
            return int(given)


def _supply(made: dict[str, Any], plan: Plan, asked: tuple[str, str]) -> bool:
    """Puts in what is asked for, by scope and name; whether there was something to put in."""
    scope, word = asked
    if scope == "parameter":
        return _supply_parameter(made, plan, word)
    field = next((field for field in _fields(plan) if (field.scope, field.name) == (scope, word)),
                 None)  # fmt: skip
    if field is None or word in _place_of(made, scope):
        return False
    value = _usual(field, made["year"])
    if value is None:
        return False
    if scope == "claim":
        for claim in made["claims"]:
            claim[word] = value
    else:
        made.setdefault(scope, {})[word] = value
    return True


def _usual(field: Field, year: int) -> Any:
    match field.kind:
        case "money":
            return format_money(2_000_000 if field.scope == "region" else 0)
        case "choice":
            return field.choices[0]
        case "flag":
            return False
        case "count":
            return 1
        case "date":
            before, month, day = _USUAL_DAYS.get(field.name, (0, 1, 1))
            return date(year + before, month, day).isoformat()
        case _:
            return None


def _supply_parameter(made: dict[str, Any], plan: Plan, name: str) -> bool:
    parameter = next((known for known in plan.parameters if known.id == name), None)
    given = made.get("parameters", {})
    if parameter is None or parameter.values or parameter.kind == "bands" or name in given:
        return False
    slots = [slot for slot in plan.slots if slot.parameter == name]
    made.setdefault("parameters", {})[name] = _form(parameter, slots, 0, made["year"])
    return True


def _form(parameter: Parameter, slots: list[Slot], depth: int, year: int) -> Any:
    """A figure within the parameter's bounds, for each key of a table."""
    if depth < len(parameter.keys):
        keys = dict.fromkeys(slot.keys[depth] for slot in slots)
        return {
            key: _form(
                parameter, [slot for slot in slots if slot.keys[depth] == key], depth + 1, year
            )
            for key in keys
        }
    if parameter.kind == "date":
        return date(year, 1, 1).isoformat()
    value = _USUAL_PARAMETERS[parameter.kind]
    least = parameter.least if parameter.over is None else parameter.over + 1
    value = value if least is None else max(value, least)
    value = value if parameter.most is None else min(value, parameter.most)
    if parameter.falling is not None:
        value = min(value, parameter.falling)
    if parameter.kind == "money":
        return format_money(value)
    return format_rate(value) if parameter.kind == "rate" else value

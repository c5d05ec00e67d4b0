"""A case of a policy to be filled in.

In: the plans that a policy's readings lead to, and the inputs of its cases. Out: the JSON
object of a case that says everything the rules may ask for. No amount is invented: a parameter
without a value, and every amount of money, is blank. Settling names each blank that a rule needs,
and every blank parameter until it is filled in or taken out.
"""

from datetime import date
from typing import Any, Final, assert_never

from polc.compiler.model.parameters import Parameter
from polc.compiler.plan.plan import Plan, Slot
from polc.compiler.plan.slots import slot_table
from polc.inspect.inputs import Input, Scope
from polc.runtime.benefit_year import year_of_day

_ALWAYS: Final = (("person", "id"), ("person", "identities"), ("claim", "id"), ("claim", "total"))
"""What no rule reads, and yet every settlement is the better for."""


def blank_case(plans: tuple[Plan, ...], inputs: tuple[Input, ...]) -> dict[str, Any]:
    """The blank case."""
    plan = plans[0]
    day = _first_day(plan)
    asked = tuple(
        input_
        for input_ in inputs
        if input_.needed or input_.rules or (input_.scope, input_.name) in _ALWAYS
    )
    parts: dict[str, Any] = {
        "parameters": {
            parameter.id: _parameter(parameter, slot_table(parameter, plan.fields), 0)
            for parameter in plan.parameters
            if not parameter.values
        },
        "readings": {reading.id: reading.default for reading in plan.readings},
        "region": _group(plan, asked, "region", day),
        "person": _group(plan, asked, "person", day),
        "opening": _opening(plans, shared=False),
    }
    claim = _group(plan, asked, "claim", day)
    scopes = {sum_.scope for reading_plan in plans for sum_ in reading_plan.accumulators}
    if not scopes.isdisjoint(("visit", "chain")):
        # Each claim is a visit of its own until its bills are said to be of one.
        claim["visit"] = None
    if "hospital" in scopes:
        claim["hospital"] = None
    paid = {input_.name: None for input_ in inputs if input_.scope == "paid"}
    head = {
        "policy": plan.policy,
        "year": year_of_day(day.toordinal(), plan.dates.year_begins),
    }
    claims = {"claims": [{**claim, "paid": paid}]}
    if "household" in scopes:
        # One member, to be copied for each of the others.
        own = {name: parts.pop(name) for name in ("person", "opening")}
        member = {name: part for name, part in own.items() if part}
        parts |= {"opening": _opening(plans, shared=True), "household": [{**member, **claims}]}
        claims = {}
    return {**head, **{name: part for name, part in parts.items() if part}, **claims}


def _first_day(plan: Plan) -> date:
    """The day on which the policy comes into force, else that of its document."""
    start = plan.dates.start
    if start is not None:
        return date.fromordinal(start)
    issued = (source.issued for source in plan.sources if source.issued)
    return date.fromisoformat(next(issued, "2022-01-01"))


def _group(plan: Plan, asked: tuple[Input, ...], scope: Scope, day: date) -> dict[str, Any]:
    return {
        input_.name: _placeholder(plan, input_, day) for input_ in asked if input_.scope == scope
    }


def _placeholder(plan: Plan, input_: Input, day: date) -> Any:
    match input_.kind:
        case "money":
            return None
        case "count" | "year":
            return 1
        case "flag":
            return bool(input_.default)
        case "date":
            return day.isoformat()
        case "time":
            return f"{day.isoformat()}T00:00"
        case "choice":
            return input_.choices[0]
        case "identities":
            return [{"id": known.id, "from": None, "to": None} for known in plan.identities[:1]]
        case "text" | "policy":
            return f"{input_.scope[0]}1"
        case "settings" | "sums":
            return {}
        case never:
            assert_never(never)


def _parameter(
    parameter: Parameter, slots: tuple[Slot, ...], depth: int
) -> dict[str, Any] | str | None:
    """Null, or where null is a value, that there is no limit, an empty text."""
    if depth == len(parameter.keys):
        return "" if parameter.optional else None
    keys = dict.fromkeys(slot.keys[depth] for slot in slots)
    return {
        key: _parameter(
            parameter, tuple(slot for slot in slots if slot.keys[depth] == key), depth + 1
        )
        for key in keys
    }


def _opening(plans: tuple[Plan, ...], *, shared: bool) -> dict[str, dict[str, str | int]]:
    """The sums that some running sum starts from, of those that a household has together or of the
    others; money of the person's year has no opening."""
    found: dict[str, dict[str, str | int]] = {}
    for plan in plans:
        layers = {benefit.id for benefit in plan.benefits if benefit.per != "person_year"}
        for accumulator in plan.running_sums:
            if (accumulator.scope == "household") != shared:
                continue
            for benefit, part in accumulator.opens:
                if benefit in layers:
                    found.setdefault(benefit, {})[part] = "0.00"
            if accumulator.own is not None:
                group, name = accumulator.own
                if accumulator.unopened and accumulator.own_kind == "money":
                    continue  # Rows have what their parts say, which is nothing.
                zero = "0.00" if accumulator.own_kind == "money" else 0
                found.setdefault(group, {})[name] = zero
    return found

"""Values for a policy's parameters: from JSON forms to the figures of a year.

In: what a parameter is (`Parameter` of the plan) and the values that a case, a call or a
service supplies. Out: `GivenParameter`s, and for a benefit year the value of every slot.
Precedence: case, then call, then `with_parameters`, then the policy.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import frozen

from polc.compiler.plan.plan import Parameter, Plan
from polc.compiler.plan.slots import slot_table
from polc.runtime.amounts import MISSING, UNLIMITED
from polc.runtime.errors import Problems
from polc.runtime.read_value import (
    ValueRefusedError,
    read_bands,
    read_count,
    read_date,
    read_money,
    read_rate,
    similar_to,
)

SlotValue = int | tuple[tuple[int, int], ...]

_YEAR: Final = re.compile(r"(?:19|2[0-9])[0-9]{2}")
_READERS: Final[dict[str, Callable[[Any], SlotValue]]] = {
    "money": read_money,
    "rate": read_rate,
    "date": read_date,
    "count": read_count,
    "bands": read_bands,
}


@frozen
class GivenParameter:
    """A supplied value: `form` as it was given, `years` the slots by benefit year (None:
    every year)."""

    form: Any
    years: Mapping[int | None, Mapping[str, SlotValue]]


def read_parameters(
    plan: Plan, values: Mapping[str, Any], problems: Problems, path: str = "parameters"
) -> dict[str, GivenParameter]:
    """Every supplied parameter, or problems with the path of each."""
    known = {one.id: one for one in plan.parameters}
    known |= {one.title: one for one in plan.parameters if one.title and one.title not in known}
    found: dict[str, GivenParameter] = {}
    for name, value in values.items():
        parameter = known.get(name)
        if parameter is None:
            message = f"policy `{plan.policy}` has no parameter `{name}`{similar_to(name, known)}"
            problems.add("unknown_parameter", f"{path}.{name}", message)
            continue
        years: dict[int | None, Mapping[str, SlotValue]] = {}
        for year, form in _by_year(parameter, value).items():
            slots = _read_slots(parameter, form, f"{path}.{name}", problems)
            if slots is not None:
                years[year] = slots
        found[parameter.id] = GivenParameter(value, years)
    return found


def _by_year(parameter: Parameter, value: Any) -> dict[int | None, Any]:
    """The forms by year; one for every year where the value names none."""
    if (
        isinstance(value, Mapping)
        and value
        and all(isinstance(key, str) and _YEAR.fullmatch(key) for key in value)
    ):
        return {int(key): form for key, form in value.items()}
    return {None: value}


def _read_slots(
    parameter: Parameter, form: Any, path: str, problems: Problems
) -> dict[str, SlotValue] | None:
    """The slots that a form gives: one figure, or those of the keys it names."""
    found: dict[str, SlotValue] = {}
    before = len(problems.found)
    for slot in slot_table(parameter):
        inner, where = form, path
        for key in slot.keys:
            if not isinstance(inner, Mapping):
                example = '{"1": "200.00"}'
                message = f"`{parameter.id}` is a table by {', '.join(parameter.keys)}: `{example}`"
                problems.add("bad_value", path, message)
                return None
            where = f"{where}.{key}"
            inner = inner.get(key, MISSING)
            if inner is MISSING:
                break
        if inner is MISSING:
            continue
        value = _read_figure(parameter, inner, where, problems)
        if value is not None:
            found[slot.id] = value
    if parameter.keys:
        _check_keys(parameter, form, path, problems)
    return found if len(problems.found) == before else None


def _check_keys(parameter: Parameter, form: Any, path: str, problems: Problems) -> None:
    known = {slot.keys[0] for slot in slot_table(parameter)}
    for key in form if isinstance(form, Mapping) else ():
        if key not in known:
            message = f"`{parameter.keys[0]}` is never `{key}`{similar_to(str(key), known)}"
            problems.add("bad_value", f"{path}.{key}", message)


def _read_figure(
    parameter: Parameter, form: Any, path: str, problems: Problems
) -> SlotValue | None:
    if form is None:
        if parameter.optional:
            return UNLIMITED
        problems.add("bad_value", path, f"`{parameter.id}` may not be none")
        return None
    try:
        value = _READERS[parameter.kind](form)
    except ValueRefusedError as mistake:
        problems.add("bad_value", path, mistake.args[0])
        return None
    if isinstance(value, int):
        if parameter.least is not None and value < parameter.least:
            problems.add("bad_value", path, f"`{form}` is below the least that the policy allows")
            return None
        if parameter.most is not None and value > parameter.most:
            problems.add("bad_value", path, f"`{form}` is above the most that the policy allows")
            return None
    return value


def resolve_slots(
    plan: Plan, given: Mapping[str, GivenParameter], year: int
) -> dict[str, SlotValue]:
    """Slot → value for a benefit year; what nobody supplies is not there."""
    found: dict[str, SlotValue] = {}
    for parameter in plan.parameters:
        supplied = given.get(parameter.id)
        if supplied is not None:
            found.update(supplied.years.get(year, supplied.years.get(None, {})))
            continue
        for dated in parameter.values:
            if (dated.first is None or dated.first <= year) and (
                dated.last is None or year <= dated.last
            ):
                found[parameter.id] = dated.value
                break
    return found

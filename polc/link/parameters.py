"""Values for a policy's parameters: from JSON forms to the figures of a year.

In: what a parameter is (`Parameter` of the plan) and the values that a case, a call or a
service supplies. Out: `GivenParameter`s, for a benefit year the value of every slot, and
the same in the contract's forms.
Precedence: case, then call, then `with_parameters`, then the policy. A value by year
speaks for its years only; for the others, what stands below it in precedence holds.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from polc.compiler.model.parameters import Parameter, ParameterKind
from polc.compiler.plan.plan import Plan, Slot
from polc.compiler.plan.slots import slot_table
from polc.link.given_parameter import (
    GivenParameter,
    SlotValue,
    example_of,
    show_figure,
    slots_of,
)
from polc.link.parameter_course import check_course
from polc.messages.text import listed, say
from polc.records.evolve import evolve
from polc.runtime.amounts import MISSING, UNLIMITED
from polc.runtime.errors import Problems
from polc.runtime.read.forms import BANDS, COUNT, DATE, MONEY, RATE, Form
from polc.runtime.read.read_value import (
    LONGEST_WORD,
    YEAR_PATTERN,
    ValueRefusedError,
    similar_to,
)

_YEAR: Final = re.compile(YEAR_PATTERN)
FIGURES: Final[Mapping[ParameterKind, Form[SlotValue]]] = {
    "money": MONEY,
    "rate": RATE,
    "date": DATE,
    "count": COUNT,
    "days": COUNT,
    "months": COUNT,
    "bands": BANDS,
}
"""The form of a parameter's figure, by its kind."""


def read_parameters(
    plan: Plan, values: Mapping[str, Any], problems: Problems, path: str = "parameters"
) -> dict[str, GivenParameter]:
    """Every supplied parameter, or problems with the path of each."""
    known = names_of_parameters(plan)
    found: dict[str, GivenParameter] = {}
    for name, value in values.items():
        parameter = known.get(name)
        if parameter is None:
            name = str(name)[:LONGEST_WORD]
            message = say(
                "policy `{policy}` has no parameter `{name}`{hint}",
                policy=plan.policy,
                name=name,
                hint=similar_to(name, known),
            )
            problems.add("unknown_parameter", f"{path}.{name}", message)
            continue
        if parameter.id in found:
            problems.add(
                "bad_value",
                f"{path}.{name}",
                say("`{parameter}` is given twice", parameter=parameter.id),
            )
            continue
        years: dict[int | None, Mapping[str, SlotValue]] = {}
        for year, form in _by_year(value).items():
            slots = _read_slots(plan, parameter, form, f"{path}.{name}", problems)
            if slots is not None:
                years[year] = slots
        found[parameter.id] = GivenParameter(years)
        if parameter.falling is not None or parameter.not_rising is not None:
            check_course(
                evolve(parameter, values=()), found[parameter.id], None, f"{path}.{name}", problems
            )
    return found


def names_of_parameters(plan: Plan) -> dict[str, Parameter]:
    """The parameters by what they may be called: the id, or the title."""
    known = {parameter.id: parameter for parameter in plan.parameters}
    known |= {
        parameter.title: parameter
        for parameter in plan.parameters
        if parameter.title and parameter.title not in known
    }
    return known


def merge_parameters(
    below: Mapping[str, GivenParameter], above: Mapping[str, GivenParameter]
) -> dict[str, GivenParameter]:
    """What holds where `above` has precedence over `below`, year by year."""
    found = dict(below)
    for name, given in above.items():
        if name in below and None not in given.years:
            given = GivenParameter({**below[name].years, **given.years})
        found[name] = given
    return found


def _by_year(value: Any) -> dict[int | None, Any]:
    """The forms by year, the earliest first; one for every year where the value names none."""
    if (
        isinstance(value, Mapping)
        and value
        and all(isinstance(key, str) and _YEAR.fullmatch(key) for key in value)
    ):
        return {int(key): value[key] for key in sorted(value)}
    return {None: value}


def _read_slots(
    plan: Plan, parameter: Parameter, form: Any, path: str, problems: Problems
) -> dict[str, SlotValue] | None:
    """The slots that a form gives: one figure, or those of the keys it names."""
    found: dict[str, SlotValue] = {}
    before = len(problems.found)
    if plan.municipality and "place" in parameter.keys:
        form = _in_municipality(parameter, form, path, problems)
    for slot in slot_table(parameter, plan.fields):
        inner, where = form, path
        for key in slot.keys:
            if not isinstance(inner, Mapping):
                message = say(
                    "`{parameter}` is a table by {keys}: `{example}`",
                    parameter=parameter.id,
                    keys=listed(parameter.keys),
                    example=example_of(parameter.kind, slot.keys),
                )
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
        _check_keys(plan, parameter, form, path, problems)
    return found if len(problems.found) == before else None


def _in_municipality(
    parameter: Parameter, form: Any, path: str, problems: Problems, depth: int = 0
) -> Any:
    """The form with what it says of places in the province under those in the city, which are
    the same where the city is the province; of one place two figures are a problem."""
    if depth == len(parameter.keys) or not isinstance(form, Mapping):
        return form
    is_place = parameter.keys[depth] == "place"
    if is_place and "in_province" in form and "in_city" in form:
        message = say("`{parameter}` is given twice", parameter=parameter.id)
        problems.add("bad_value", f"{path}.in_province", message)
    return {
        "in_city" if is_place and key == "in_province" else key: _in_municipality(
            parameter, inner, f"{path}.{key}", problems, depth + 1
        )
        for key, inner in form.items()
    }


def _check_keys(
    plan: Plan, parameter: Parameter, form: Any, path: str, problems: Problems, depth: int = 0
) -> None:
    """Every key of a table, and of the tables in it, is one that the field can have."""
    if depth == len(parameter.keys) or not isinstance(form, Mapping):
        return
    known = {slot.keys[depth] for slot in slot_table(parameter, plan.fields)}
    for key, inner in form.items():
        word = str(key)[:LONGEST_WORD]
        if key not in known:
            message = say(
                "`{field}` is never `{word}`{hint}",
                field=parameter.keys[depth],
                word=word,
                hint=similar_to(word, known),
            )
            if word in known:
                message = say("the keys of a table are texts: `{key}`", key=f'"{word}"')
            problems.add("bad_value", f"{path}.{word}", message)
        else:
            _check_keys(plan, parameter, inner, f"{path}.{word}", problems, depth + 1)


def _read_figure(
    parameter: Parameter, form: Any, path: str, problems: Problems
) -> SlotValue | None:
    if form is None and parameter.optional:
        return UNLIMITED
    if form is None or form == "":
        message = say("`{parameter}` is blank: fill it in, or take it out", parameter=parameter.id)
        if parameter.optional:
            message = say(
                "`{parameter}` is blank: fill it in, `null` if there is no limit, or take it out",
                parameter=parameter.id,
            )
        problems.add("missing_parameter", path, message)
        return None
    try:
        value = FIGURES[parameter.kind].read(form)
    except ValueRefusedError as mistake:
        problems.add("bad_value", path, mistake.why)
        return None
    if isinstance(value, int):
        if parameter.least is not None and value < parameter.least:
            problems.add(
                "bad_value",
                path,
                say("`{form}` is below the least that the policy allows", form=form),
            )
            return None
        if parameter.over is not None and value <= parameter.over:
            problems.add(
                "bad_value",
                path,
                say("`{form}` is not over the figure that it must be over", form=form),
            )
            return None
        if parameter.most is not None and value > parameter.most:
            problems.add(
                "bad_value",
                path,
                say("`{form}` is above the most that the policy allows", form=form),
            )
            return None
    return value


def resolve_slots(
    plan: Plan, given: Mapping[str, GivenParameter], year: int
) -> dict[str, SlotValue]:
    """Slot → value for a benefit year; what nobody supplies is not there."""
    found = _slots_of_year(plan, given, year)
    others = [slot for slot in plan.slots if slot.years_before]
    years = {slot.years_before for slot in others}
    figures = {before: _slots_of_year(plan, given, year - before) for before in years}
    for slot in others:
        value = figures[slot.years_before].get(slot.figure)
        if value is not None:
            found[slot.id] = value
    return found


def _slots_of_year(
    plan: Plan, given: Mapping[str, GivenParameter], year: int
) -> dict[str, SlotValue]:
    found: dict[str, SlotValue] = {}
    for parameter in plan.parameters:
        supplied = slots_of(given.get(parameter.id), year)
        if supplied is not None:
            found.update(supplied)
            continue
        for dated in parameter.values:
            if (dated.first is None or dated.first <= year) and (
                dated.last is None or year <= dated.last
            ):
                found[parameter.id] = dated.value
                break
    return found


def values_of_year(
    plan: Plan, given: Mapping[str, GivenParameter], year: int
) -> dict[str, GivenParameter]:
    """What is supplied for a benefit year, without what is said of years that it does not ask."""
    found: dict[str, GivenParameter] = {}
    for name, supplied in given.items():
        asked = _years_asked(plan, name, year)
        years = {at: slots_of(supplied, at) for at in asked}
        told: dict[int | None, Mapping[str, SlotValue]] = {
            at: slots for at, slots in years.items() if slots is not None
        }
        if told:
            found[name] = GivenParameter({None: told[year]} if len(asked) == 1 else told)
    return found


def _years_asked(plan: Plan, parameter: str, year: int) -> tuple[int, ...]:
    """The years whose figures of a parameter a benefit year may ask, the earliest first."""
    before = {slot.years_before for slot in plan.slots if slot.parameter == parameter}
    return tuple(sorted({year, *(year - years_back for years_back in before)}))


def forms_of(plan: Plan, given: Mapping[str, GivenParameter], year: int) -> dict[str, Any]:
    """The values supplied for a benefit year, as a case would write them."""
    of_year = values_of_year(plan, given, year)
    found: dict[str, Any] = {}
    for parameter in plan.parameters:
        if parameter.id not in of_year:
            continue
        table = slot_table(parameter, plan.fields)
        forms = {
            at: _form_of(parameter, slots, table, 0)
            for at, slots in of_year[parameter.id].years.items()
        }
        found[parameter.id] = (
            forms[None] if None in forms else {str(at): form for at, form in forms.items()}
        )
    return found


def show_parameters(plan: Plan, given: Mapping[str, GivenParameter]) -> dict[str, Any]:
    """All values supplied, those by year under their year; `otherwise` is what holds in
    the years that are not named."""
    found: dict[str, Any] = {}
    for parameter in plan.parameters:
        if parameter.id not in given:
            continue
        years = given[parameter.id].years
        forms = {
            "otherwise" if year is None else str(year): _form_of(
                parameter, slots, slot_table(parameter, plan.fields), 0
            )
            for year, slots in years.items()
        }
        found[parameter.id] = forms["otherwise"] if set(years) == {None} else forms
    return found


def _form_of(
    parameter: Parameter, values: Mapping[str, SlotValue], slots: tuple[Slot, ...], depth: int
) -> Any:
    """One figure, or a table of those that were supplied."""
    if depth == len(parameter.keys):
        return show_figure(parameter.kind, values[slots[0].id])
    groups: dict[str, list[Slot]] = {}
    for slot in slots:
        if slot.id in values:
            groups.setdefault(slot.keys[depth], []).append(slot)
    return {
        key: _form_of(parameter, values, tuple(inside), depth + 1) for key, inside in groups.items()
    }

"""Whether a value that goes down year by year does, whoever supplies it.

In: a plan, what is supplied in all (by the policy, a service, a call, a case), the benefit year
that is settled. Out: problems. What comes in parts is held as if it came at once.
"""

from collections.abc import Iterator, Mapping

from polc.compiler.model.parameters import Parameter
from polc.compiler.plan.plan import Plan
from polc.link.given_parameter import GivenParameter, Slots, SlotValue, show_figure
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.runtime.errors import Problems


@frozen
class _Point:
    """The figures that hold from a year on; `named` whether they were said of that year."""

    year: int
    slots: Slots
    named: bool = True


def check_courses(
    plan: Plan, given: Mapping[str, GivenParameter], year: int | None, problems: Problems
) -> None:
    """Every value of the plan that goes down. A figure without a year is that of the year
    settled; without such a `year` it is held against the beginning alone."""
    for parameter in plan.parameters:
        if parameter.falling is not None or parameter.not_rising is not None:
            supplied = given.get(parameter.id)
            check_course(parameter, supplied, year, f"parameters.{parameter.id}", problems)


def check_course(
    parameter: Parameter,
    given: GivenParameter | None,
    year: int | None,
    path: str,
    problems: Problems,
) -> None:
    """One value: from the figure with which the policy begins, each year's against that of the
    year before it; every key of a table has a course of its own. The first that does not go
    down is a problem."""
    strictly = parameter.falling is not None
    start = parameter.falling if strictly else parameter.not_rising
    assert start is not None
    before: dict[str, tuple[int | None, SlotValue]] = {}
    for point in _course(parameter, given, year):
        for slot, value in point.slots.items():
            earlier, most = before.get(slot, (None, start))
            assert isinstance(value, int)
            assert isinstance(most, int)
            if value > most or (strictly and value == most):
                message = _not_down(parameter, (point, value), (earlier, most))
                problems.add("bad_value", f"{path}.{point.year}" if point.named else path, message)
                return
            before[slot] = (point.year, value)


def _course(
    parameter: Parameter, given: GivenParameter | None, year: int | None
) -> Iterator[_Point]:
    """What is said of single years, the earliest first. A figure for every other year has a
    place among them where the year settled is one of those."""
    years = {} if given is None else given.years
    found = {stated: _Point(stated, slots) for stated, slots in years.items() if stated is not None}
    if None in years:
        if year is None:
            yield _Point(0, years[None], named=False)
        elif year not in found:
            found[year] = _Point(year, years[None], named=False)
    else:
        for dated in parameter.values:
            first = dated.first if dated.first is not None else dated.last
            if first is None:
                first = year
            if first is not None and first not in found:
                found[first] = _Point(first, {parameter.id: dated.value}, named=False)
    yield from (found[stated] for stated in sorted(found))


def _not_down(
    parameter: Parameter, later: tuple[_Point, int], earlier: tuple[int | None, int]
) -> Text:
    point, value = later
    year, most = earlier
    shown, limit = show_figure(parameter.kind, value), show_figure(parameter.kind, most)
    strictly = parameter.falling is not None
    if not year:
        if strictly:
            return say(
                "`{shown}` is not below `{most}`: this value goes down year by year",
                shown=shown,
                most=limit,
            )
        return say(
            "`{shown}` is not at most `{most}`: this value goes down year by year",
            shown=shown,
            most=limit,
        )
    if strictly:
        return say(
            "`{shown}` for {year} is not below `{most}` for {earlier}: this value goes down year "
            "by year",
            shown=shown,
            year=point.year,
            most=limit,
            earlier=year,
        )
    return say(
        "`{shown}` for {year} is not at most `{most}` for {earlier}: this value goes down year by "
        "year",
        shown=shown,
        year=point.year,
        most=limit,
        earlier=year,
    )

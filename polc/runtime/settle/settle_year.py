"""The benefits of a person's year, each on its own day.

In: an executable policy, a person, the sums so far. Out: what each benefit came to. One that moves
sums which claims read (a pool) is paid on its day, before that day's claims; the others
whenever they are asked for. What is missing makes an output undetermined.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import evolve

from polc.messages.text import say
from polc.records.frozen import frozen
from polc.runtime.amounts import MISSING
from polc.runtime.benefit_year import days_of_year, first_day, last_day, year_of_day
from polc.runtime.case import Inputs, PersonRead
from polc.runtime.days import FOREVER
from polc.runtime.errors import Problem
from polc.runtime.executable import Executable, Output, State, YearBenefit
from polc.runtime.joined_reports import JoinedReports

_LAST: Final = FOREVER


@frozen(kw_only=True)
class SettledYear:
    """What a person-year benefit came to: its results (None: undetermined, with its problem
    in `missing`), what it was settled with; `day` the one on which it looks at the person (None:
    not known), `moved` the sums it charges, `problem` why what it charges is not known."""

    outputs: Mapping[str, int | None]
    missing: Mapping[str, Problem]
    inputs: Inputs
    before: Mapping[str, int]
    day: int | None
    moved: tuple[str, ...] = ()
    problem: Problem | None = None


def pay_years(
    executable: Executable,
    person: PersonRead,
    year: int,
    sums: State,
    years: Mapping[str, SettledYear],
    until: int,
) -> tuple[State, Mapping[str, SettledYear]]:
    """The benefits that move sums and are due by this day; the sums after them."""
    due = []
    for benefit in executable.person_year:
        if benefit.moves and benefit.id not in years:
            day = day_of(benefit, person, year, executable.layout.year_begins)
            if day is None or day <= until:
                due.append((-1 if day is None else day, benefit))
    for _, benefit in sorted(due, key=lambda dated: dated[0]):
        done, after = settle_benefit(executable, person, year, benefit, sums)
        years = {**years, benefit.id: done}
        sums = after
    return sums, years


def settle_person_year(
    executable: Executable,
    person: PersonRead,
    year: int,
    sums: State,
    years: Mapping[str, SettledYear],
) -> Mapping[str, SettledYear]:
    """Every person-year benefit by its id."""
    sums, years = pay_years(executable, person, year, sums, years, _LAST)
    found = {}
    for benefit in executable.person_year:
        done = years.get(benefit.id)
        found[benefit.id] = done or settle_benefit(executable, person, year, benefit, sums)[0]
    return found


def settle_benefit(
    executable: Executable, person: PersonRead, year: int, benefit: YearBenefit, sums: State
) -> tuple[SettledYear, State]:
    """The benefit's results, and the sums after it."""
    before = dict(zip(executable.state, sums, strict=True))
    moved = tuple(benefit.outputs[0].state) if benefit.moves else ()
    day = day_of(benefit, person, year, executable.layout.year_begins)
    if day is None:
        done, after = _settle_without_day(executable, person, year, benefit, before, moved)
        return done, tuple(after[name] for name in executable.state)
    inputs = year_inputs(executable, person, year, day)
    results: dict[str, int | None] = {}
    lacking: dict[str, Problem] = {}
    after = dict(before)
    for place, output in enumerate(benefit.outputs):
        found = run_output(output, inputs, before)
        if isinstance(found, Problem):
            results[output.name], lacking[output.name] = None, found
            continue
        results[output.name] = found[0]
        if place == 0:
            after.update(zip(output.state, found[1], strict=True))
    done = SettledYear(
        outputs=results, missing=lacking, inputs=inputs, before=before, day=day, moved=moved
    )
    first = lacking.get(benefit.outputs[0].name)
    if first is not None:
        return evolve(done, problem=first if moved else None), sums
    return done, tuple(after[name] for name in executable.state)


def _settle_without_day(
    executable: Executable,
    person: PersonRead,
    year: int,
    benefit: YearBenefit,
    before: Mapping[str, int],
    moved: tuple[str, ...],
) -> tuple[SettledYear, Mapping[str, int]]:
    """The benefit, and the sums after it, on a day that is not known: one of the year or of the
    year before. What comes to the same on all of them is known all the same: where the person is
    the same on all, or where it pays nothing whatever the person is on any."""
    problem = lack_day(benefit)
    days = possible_days(year, executable.layout.year_begins)
    first, last = (
        {
            **year_inputs(executable, person, year, day),
            ("system", "held"): person.held_between(*days),
            ("system", "held_in_month"): person.held_between(*days),
        }
        for day in days
    )
    outputs: dict[str, int | None] = {}
    after, lacks = dict(before), dict[str, Problem]()
    same_person = person.is_same_between(*days)
    for place, output in enumerate(benefit.outputs):
        found = run_output(output, last, before)
        if isinstance(found, Problem) and same_person:
            # The day is not what keeps it from being known.
            lacks[output.name] = found
        same = not isinstance(found, Problem) and found == run_output(output, first, before)
        outputs[output.name] = found[0] if same and not isinstance(found, Problem) else None
        if place == 0 and same and not isinstance(found, Problem):
            after.update(zip(output.state, found[1], strict=True))
    if outputs[benefit.id] != 0 and not same_person:
        outputs, after = dict.fromkeys(outputs, None), dict(before)
    missing = {
        output: lacks.get(output, problem) for output, amount in outputs.items() if amount is None
    }
    settled = SettledYear(
        outputs=outputs,
        missing=missing,
        inputs=last,
        before=before,
        day=None,
        moved=moved,
        problem=missing.get(benefit.id) if moved else None,
    )
    return settled, after


def lack_day(benefit: YearBenefit) -> Problem:
    """That the day on which a benefit looks at the person is not known."""
    name = f"person.{benefit.as_of}"
    return Problem("missing_field", name, say("field {name}", name=name), benefit.clauses)


def possible_days(year: int, begins: int) -> tuple[int, int]:
    """The first and the last of the days that it may be."""
    return first_day(year - 1, begins), last_day(year, begins)


def readings_of_days(executable: Executable, person: PersonRead, year: int) -> frozenset[str]:
    """The readings that choose a day of the person's year, where the days differ: the person is
    not the same on all that it may be; the day by whose year figures go is of another year."""
    begins = executable.layout.year_begins
    same_person = person.is_same_between(*possible_days(year, begins))
    found: set[str] = set()
    for benefit in executable.person_year:
        if not same_person:
            found.update(benefit.day_readings)
        day = person.inputs.get(("person", benefit.figures_day))
        if day is not None and year_of_day(day, begins) != year:
            found.update(benefit.figures_readings)
    return frozenset(found)


def run_output(
    output: Output, inputs: Inputs, sums: Mapping[str, int]
) -> tuple[int, State] | Problem:
    """The result and the sums after it, or what is missing."""
    state = [sums.get(name, 0) for name in output.state]
    return run_with(output, arguments_of(output, inputs), state)


def arguments_of(output: Output | JoinedReports, inputs: Inputs) -> list[int]:
    """What the output asks for, in its order."""
    return [inputs.get(input_, MISSING) for input_ in output.inputs]


def run_with(
    output: Output, arguments: Iterable[int], sums: Iterable[int]
) -> tuple[int, State] | Problem:
    """The same of what it asks for and of its sums, in their order."""
    result = output.settle(*arguments, *sums)
    if result[0]:
        return output.refusal(result[0])
    return result[1], result[2:]


def day_of(benefit: YearBenefit, person: PersonRead, year: int, begins: int) -> int | None:
    """The day on which the benefit looks at the person; None where it is not known."""
    match benefit.as_of:
        case "first_day":
            return first_day(year, begins)
        case "last_day":
            return last_day(year, begins)
        case _:
            return person.inputs.get(("person", benefit.as_of))


def year_inputs(executable: Executable, person: PersonRead, year: int, day: int) -> Inputs:
    """Everything a function of the person's year may read: the person on the day that the
    benefit looks at, the figures of the benefit year."""
    inputs = dict(person.inputs)
    first, last = days_of_year(year, executable.layout.year_begins)
    inputs["system", "held"] = person.held_on(day)
    inputs["system", "held_in_year"] = person.held_between(first, last)
    inputs["system", "held_in_month"] = person.held_in_month(day)
    inputs["system", "date"] = day
    inputs["system", "year"] = year
    inputs["system", "first_day"] = first
    inputs["system", "last_day"] = last
    for among in executable.since:
        inputs["since", str(among)] = person.since(among, day)
    return inputs

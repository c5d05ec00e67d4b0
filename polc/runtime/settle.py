"""The claims of a person's year, one after another.

In: a machine, a person, claims. Out: what each claim came to and the running sums after
it. Claims settle by date, then seq, then position; a claim that cannot be settled is a
problem with its place, and the others are tried all the same, so that all are told.
"""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from polc.runtime.amounts import MISSING
from polc.runtime.case import ClaimRead, Inputs, PersonRead
from polc.runtime.errors import Problem, Problems
from polc.runtime.machine import Machine, State, YearBenefit
from polc.runtime.year_limits import find_sum_problem


@frozen
class YearState:
    """The running sums: those of the year, and for each visit those of the visit."""

    sums: State
    visits: Mapping[str, State]


@frozen
class SettledClaim:
    """A claim with its results by name (fen; `identity` a mask of one bit), and what it
    was settled with, for the explanation."""

    claim: ClaimRead
    outputs: Mapping[str, int]
    inputs: Inputs
    before: State


@frozen
class Unsettled:
    """A claim that cannot be settled."""

    problems: tuple[Problem, ...]


def open_state(machine: Machine, opening: Mapping[str, Mapping[str, int]]) -> YearState:
    """The sums before the first claim."""
    sums = tuple(
        sum(opening.get(benefit, {}).get(part, 0) for benefit, part in opens)
        for opens in machine.opens
    )
    return YearState(sums, {})


def settle_claim(
    machine: Machine, person: PersonRead, year: int, claim: ClaimRead, state: YearState
) -> tuple[SettledClaim, YearState] | Unsettled:
    """The claim settled and the sums after it, or why it cannot be."""
    inputs = person.inputs | claim.inputs
    inputs["system", "held"] = person.held_on(claim.date)
    inputs["system", "date"] = claim.date
    inputs["system", "year"] = year
    before = state.sums
    if machine.visits:
        own = state.visits.get(claim.visit, (0,) * len(machine.visits))
        sums = list(before)
        for place, value in zip(machine.visits, own, strict=True):
            sums[place] = value
        before = tuple(sums)
    arguments = [inputs.get(one, MISSING) for one in machine.inputs]
    result = machine.claim(*arguments, *before)
    if result[0]:
        return Unsettled(machine.why_claim(inputs, before, f"claims[{claim.position}]"))
    count = len(machine.outputs)
    outputs = dict(zip(machine.outputs, result[1 : count + 1], strict=True))
    after = result[count + 1 :]
    beyond = find_sum_problem(after)
    if beyond is not None:
        return Unsettled((beyond,))
    visits = state.visits
    if machine.visits:
        visits = {**visits, claim.visit: tuple(after[place] for place in machine.visits)}
    return SettledClaim(claim, outputs, inputs, before), YearState(after, visits)


def settle_claims(
    machine: Machine,
    person: PersonRead,
    year: int,
    claims: tuple[ClaimRead, ...],
    state: YearState,
    problems: Problems,
) -> tuple[tuple[SettledClaim, ...], YearState]:
    """All claims in their order; the results stand in the order of settlement."""
    settled = []
    for claim in sorted(claims, key=lambda one: one.order):
        result = settle_claim(machine, person, year, claim, state)
        if isinstance(result, Unsettled):
            problems.found += result.problems
            continue
        done, state = result
        settled.append(done)
    return tuple(settled), state


def settle_person_year(
    machine: Machine, person: PersonRead, year: int
) -> tuple[dict[str, int | None], list[tuple[str, Problem]]]:
    """Every person-year output in fen; None and its problem where something is missing."""
    outputs: dict[str, int | None] = {}
    undetermined: list[tuple[str, Problem]] = []
    for benefit in machine.person_year:
        inputs = year_inputs(person, year, benefit)
        if inputs is None:
            outputs[benefit.output] = None
            problem = Problem(
                "missing_field", f"person.{benefit.as_of}", f"field person.{benefit.as_of}"
            )
            undetermined.append((benefit.output, problem))
            continue
        result = benefit.settle(*(inputs.get(one, MISSING) for one in benefit.inputs))
        if result[0]:
            outputs[benefit.output] = None
            undetermined.append((benefit.output, benefit.refusals[result[0] - 1]))
        else:
            outputs[benefit.output] = result[1]
    return outputs, undetermined


def year_inputs(person: PersonRead, year: int, benefit: YearBenefit) -> Inputs | None:
    """The inputs of a person-year output on its day; None where that day is not known."""
    match benefit.as_of:
        case "first_day":
            day = date(year, 1, 1).toordinal()
        case "last_day":
            day = date(year, 12, 31).toordinal()
        case _:
            found = person.inputs.get(("person", benefit.as_of))
            if found is None:
                return None
            day = found
    inputs = dict(person.inputs)
    inputs["system", "held"] = person.held_on(day)
    inputs["system", "date"] = day
    inputs["system", "year"] = year
    return inputs

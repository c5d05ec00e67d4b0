"""The claims of a person's year, one after another.

In: an executable policy, a person, claims. Out: what each claim came to and the running sums after
it. Claims settle by date, then seq, then position; a claim that cannot be settled is a
problem with its place, and the others are tried all the same, so that all are told.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import repeat
from operator import attrgetter
from typing import Final

from attrs import evolve, field

from polc.messages.text import say
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.amounts import MISSING
from polc.runtime.benefit_year import days_of_year
from polc.runtime.case import ClaimRead, Inputs, PersonRead
from polc.runtime.errors import AskReadings, Problem, Problems
from polc.runtime.executable import Executable, Output, State
from polc.runtime.joined_reports import JoinedReports
from polc.runtime.periods import key_of_claim
from polc.runtime.settle.growing_map import EMPTY, GrowingMap
from polc.runtime.settle.one_chain import find_other_chain
from polc.runtime.settle.own_hospital import find_unknown_hospital
from polc.runtime.settle.settle_year import SettledYear, arguments_of, pay_years
from polc.runtime.year_limits import find_sum_problem


@define(eq=False)
class YearState:
    """The running sums: those of the year, and by scope and key those that each visit, chain of
    referrals, month, quarter or hospital has for itself; `roots` the first stay of the chain that
    a claim or visit belongs to; `years` what the person-year benefits that move sums have paid so
    far."""

    sums: State
    own: GrowingMap[tuple[str, str], State] = EMPTY
    roots: GrowingMap[str, str] = EMPTY
    years: Mapping[str, SettledYear] = field(factory=dict)


@define(eq=False, kw_only=True)
class SettledClaim:
    """A claim with its results by name (fen; `identity` a mask of one bit), and what it
    was settled with, for the explanation. Not frozen for the reason that `ClaimRead` is not."""

    claim: ClaimRead
    outputs: Mapping[str, int]
    inputs: Inputs
    before: State
    chain: str = ""
    member: str = ""
    """The person of a household whose claim it is."""

    @property
    def id(self) -> str:
        """The claim's."""
        return self.claim.id

    @property
    def date(self) -> int:
        """The claim's, an ordinal."""
        return self.claim.date

    @property
    def visit(self) -> str:
        """The stay that it belongs to."""
        return self.claim.visit

    @property
    def is_taken(self) -> bool:
        """Whether a window takes it, which is then no part of totals, rights and alerts."""
        return self.claim.window is not None

    @property
    def given(self) -> Iterable[int]:
        """Its results in their order."""
        return self.outputs.values()

    def arguments(self, output: Output | JoinedReports) -> Sequence[int]:
        """What a result of a report, or all of them, ask of the claim and the person."""
        return arguments_of(output, self.inputs)


_NO_KEYS: Final[Mapping[str, str]] = {}
_MISSING: Final = repeat(MISSING)
_ORDER: Final = attrgetter("date", "seq", "position")


@frozen
class Unsettled:
    """A claim that cannot be settled, and how to ask which readings it came to."""

    problems: tuple[Problem, ...]
    ask: AskReadings


def open_state(executable: Executable, opening: Mapping[str, Mapping[str, int]]) -> YearState:
    """The sums before the first claim: each what the opening says of it alone, else of the
    benefits that it opens with."""
    sums = tuple(
        opening[own[0]][own[1]]
        if own is not None and own[1] in opening.get(own[0], {})
        else sum(opening.get(benefit, {}).get(part, 0) for benefit, part in opens)
        for opens, own in zip(executable.opens, executable.own_openings, strict=True)
    )
    return YearState(sums)


def settle_claim(
    executable: Executable, person: PersonRead, year: int, claim: ClaimRead, state: YearState
) -> tuple[SettledClaim, YearState] | Unsettled:
    """The claim settled and the sums after it, or why it cannot be. A claim taken by a
    window moves no sum."""
    if executable.pays_years:
        sums, years = pay_years(executable, person, year, state.sums, state.years, claim.date)
        state = evolve(state, sums=sums, years=years)
    inputs = claim_inputs(executable, person, year, claim)
    own, before = _NO_KEYS, state.sums
    if executable.keyed:
        own = _own_keys(executable, claim, state)
        before = _before(executable, state, own)
        other = _other_chain(claim, state, own)
        if other is not None:
            return Unsettled((other,), partial(executable.consulted, inputs, before))
    if state.years:
        limited = _limited_by_unknown(executable, claim, inputs, before, state)
        if limited is not None:
            return limited
    values = tuple(map(inputs.get, executable.inputs, _MISSING))
    settle = executable.claim.choose(values)
    result = settle(*values, *before)
    if result[0]:
        why = executable.why_claim(inputs, before, f"claims[{claim.position}]")
        return Unsettled(why, partial(executable.consulted, inputs, before))
    count = len(executable.outputs)
    outputs = dict(zip(executable.outputs, result[1 : count + 1], strict=True))
    settled = SettledClaim(
        claim=claim, outputs=outputs, inputs=inputs, before=before, chain=own.get("chain", "")
    )
    if claim.window is not None:
        return settled, state
    after = result[count + 1 :]
    refused = find_sum_problem(after)
    if "hospital" in own and not claim.hospital and refused is None:
        again = partial(settle, *values)
        refused = find_unknown_hospital(executable, claim, again, before, result)
    if refused is not None:
        return Unsettled((refused,), partial(executable.consulted, inputs, before))
    return settled, _after(executable, claim, state, own, after)


def claim_inputs(executable: Executable, person: PersonRead, year: int, claim: ClaimRead) -> Inputs:
    """Everything the claim's function may read."""
    day = claim.identity_day or claim.date
    inputs = person.inputs | claim.inputs | person_figures(executable, person, year, day)
    inputs["system", "date"] = claim.day or claim.date
    return inputs


def person_figures(executable: Executable, person: PersonRead, year: int, day: int) -> Inputs:
    """What hangs on the person, the year and the day of the identities."""
    layout = executable.layout
    among = days_of_year(year, layout.year_begins) if layout.of_year else (day, day)
    held = person.held_between(*among)
    found = {("system", "held"): held, ("system", "year"): year}
    return found | year_figures(executable, person, year, day) if executable.asks_year else found


def year_figures(executable: Executable, person: PersonRead, year: int, day: int) -> Inputs:
    """What hangs on the person, the year and the day of the identities, where the policy asks
    for it."""
    found: Inputs = {}
    reads = executable.layout.reads
    first, last = days_of_year(year, executable.layout.year_begins)
    if ("system", "held_in_year") in reads:
        found["system", "held_in_year"] = person.held_between(first, last)
    if ("system", "held_in_month") in reads:
        found["system", "held_in_month"] = person.held_in_month(day)
    if ("system", "first_day") in reads:
        found["system", "first_day"] = first
    if ("system", "last_day") in reads:
        found["system", "last_day"] = last
    for among in executable.since:
        found["since", str(among)] = person.since(among, day)
    return found


def _own_keys(executable: Executable, claim: ClaimRead, state: YearState) -> dict[str, str]:
    """By scope the visit, the chain, the month and so on whose own sums the claim moves."""
    start = claim.continues or claim.visit
    chain = state.roots.get(start, start)
    return {
        scope: key_of_claim(
            scope,
            visit=claim.visit,
            chain=chain,
            day=claim.day or claim.date,
            hospital=claim.hospital,
        )
        for scope in executable.own_scopes
    }


def _other_chain(claim: ClaimRead, state: YearState, own: Mapping[str, str]) -> Problem | None:
    if "chain" not in own:
        return None
    return find_other_chain(claim, own["chain"], state.roots.get(claim.visit))


def _before(executable: Executable, state: YearState, own: Mapping[str, str]) -> State:
    sums = list(state.sums)
    for scope, places in executable.own_scopes.items():
        values = state.own.get((scope, own[scope])) or (0,) * len(places)
        for place, value in zip(places, values, strict=True):
            sums[place] = value
    return tuple(sums)


def _after(
    executable: Executable, claim: ClaimRead, state: YearState, own: Mapping[str, str], sums: State
) -> YearState:
    kept, roots = state.own, state.roots
    for scope, places in executable.own_scopes.items():
        kept = kept.with_entry((scope, own[scope]), tuple(sums[place] for place in places))
    if "chain" in own:
        roots = roots.with_entry(claim.id, own["chain"]).with_entry(claim.visit, own["chain"])
    return YearState(sums, kept, roots, state.years)


def _limited_by_unknown(
    executable: Executable, claim: ClaimRead, inputs: Inputs, before: State, state: YearState
) -> Unsettled | None:
    """A pool that an undetermined person-year benefit charges is not known: a claim that it
    limits is refused."""
    unknown = {
        acc: year.problem
        for year in state.years.values()
        if year.problem is not None
        for acc in year.moved
    }
    if not unknown:
        return None
    found = executable.limiting_sum(inputs, before, frozenset(unknown))
    if found is None:
        return None
    problem = unknown[found.id]
    assert problem is not None
    message = say(
        "what `{benefit}` has used is not known: {missing} is missing",
        benefit=found.name,
        missing=problem.message,
    )
    path = f"claims[{claim.position}]"
    refused = Problem(problem.code, problem.path or path, message, found.clauses)
    return Unsettled((refused,), partial(_consulted_with_years, executable, inputs, before, state))


def _consulted_with_years(
    executable: Executable, inputs: Inputs, before: State, state: YearState
) -> frozenset[str]:
    """The readings behind a claim and behind what the year's benefits charge before it."""
    found = executable.consulted(inputs, before)
    for done in state.years.values():
        for name in done.outputs:
            found |= executable.year_consulted(name, done.inputs, done.before, found)
    return found


def settle_claims(
    executable: Executable,
    person: PersonRead,
    year: int,
    claims: tuple[ClaimRead, ...],
    state: YearState,
    problems: Problems,
) -> tuple[tuple[SettledClaim, ...], YearState]:
    """All claims in their order; the results stand in the order of settlement."""
    settled = []
    for claim in sorted(claims, key=_ORDER):
        result = settle_claim(executable, person, year, claim, state)
        if isinstance(result, Unsettled):
            problems.found += result.problems
            problems.asks.append(result.ask)
            continue
        done, state = result
        settled.append(done)
    return tuple(settled), state

"""A case settled straight from the typed program: no plan, no reader, no machine.

In: a typed program, a case, readings and parameters. Out: the results as the contract's JSON
has them (`settle`), or `CaseRefusedError` with what each refused claim lacks first.
"""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from polc.compiler.typed.nodes.program import Program
from tests.typed_reference import stays
from tests.typed_reference.ask import Ask, Progress, Sums, highest
from tests.typed_reference.asked_terms import asked_terms
from tests.typed_reference.benefit import settle_benefit
from tests.typed_reference.benefit_year import first_of_year, last_of_year
from tests.typed_reference.case import CaseRead, Claim
from tests.typed_reference.deductible import deductible_of_layer
from tests.typed_reference.figures import MOST, NEVER, NotCoveredError, RefusedError, yuan_of
from tests.typed_reference.household import (
    Member,
    claims_in_order,
    hand_over,
    join_members,
    read_members,
)
from tests.typed_reference.outcome import Outcome, tell_adjusted
from tests.typed_reference.person_year import (
    YearResult,
    charges,
    day_of_benefit,
    settle_year_benefit,
)
from tests.typed_reference.policy import Chosen, choose
from tests.typed_reference.reports import tell
from tests.typed_reference.tallies import ask_tally, tallies_in
from tests.typed_reference.tell_claim import tell_claim
from tests.typed_reference.values import value
from tests.typed_reference.whatever import whatever
from tests.typed_reference.whole_year import leave_year


class CaseRefusedError(Exception):
    """Rule 23: every claim is tried; `found` is (position, code, what is missing) of each that
    is refused, the position -1 where the case cannot be read."""

    def __init__(self, found: list[tuple[int, str, str]]) -> None:
        super().__init__(str(found))
        self.found = found


def settle(
    program: Program,
    case: Mapping[str, Any],
    readings: Mapping[str, str],
    parameters: Mapping[str, Any] | None = None,
    asked: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """The results of a case; its own readings and parameters count before those handed in.
    What is missing and cannot matter is not asked, unless it is `asked` in any case."""
    try:
        values = {**(parameters or {}), **(case.get("parameters") or {})}
        policy = choose(program, {**readings, **(case.get("readings") or {})}, values, asked)
        members = read_members(case, policy)
    except RefusedError as refused:
        raise CaseRefusedError([(-1, refused.code, refused.name)]) from refused
    _refuse_uncovered(policy)
    refusals: list[tuple[int, str, str]] = []
    order: list[str] = []
    for member, claim in claims_in_order(members):
        try:
            _settle_next(member, claim, policy)
        except RefusedError as refused:
            refusals.append((claim.position, refused.code, refused.name))
            continue
        order.append(claim.id)
        hand_over(member, members)
    if refusals:
        raise CaseRefusedError(refusals)
    told = []
    for member in members:
        read = member.read
        sums = _pay_years(read, policy, member.sums, member.years, NEVER)
        results = {}
        for benefit in program.benefits:
            if benefit.per == "person_year":
                known = member.years.get(benefit.id)
                results[benefit.id] = known or settle_year_benefit(benefit, read, policy, sums)
        told.append(_results(read, policy, member.settled, results))
    if "household" not in case:
        return told[0]
    return join_members([member.name for member in members], told, order)


def _settle_next(member: Member, claim: Claim, policy: Chosen) -> None:
    """The member's next claim, on the sums before it."""
    member.sums = _pay_years(member.read, policy, member.sums, member.years, claim.date)
    start = claim.continues or claim.visit
    chain = member.roots.get(start, start)
    if policy.has_chains and member.roots.get(claim.visit, chain) != chain:
        raise RefusedError("contradiction", "continues")  # Rule 9
    attempt = partial(_attempt, claim, member.read, policy, member.sums, chain, member.years)
    ask, outcomes = whatever(attempt, policy, _moved)
    member.settled.append((ask, outcomes))
    if not claim.window:
        # Rule 18: a claim of a window moves no running sum.
        member.sums = ask.sums
        member.roots[claim.id] = member.roots[claim.visit] = chain


def _refuse_uncovered(policy: Chosen) -> None:
    """A tally counts a claim, and the person's year has none to count."""
    program = policy.program
    asked = [
        policy.terms[benefit.id] for benefit in program.benefits if benefit.per == "person_year"
    ]
    asked += [policy.terms[report.id] for report in program.reports if report.per == "person_year"]
    if next(tallies_in(asked, policy), None) is not None:
        raise NotCoveredError("a tally asked in the person's year")


def _pay_years(
    read: CaseRead, policy: Chosen, sums: Sums, years: dict[str, YearResult], until: int
) -> Sums:
    """Rule 13: money of the person's year charges its pools on its `as of` day, before the
    claims of that day."""
    due = []
    for benefit in policy.program.benefits:
        if benefit.per == "person_year" and benefit.id not in years:
            day = day_of_benefit(benefit, read, policy)
            if charges(benefit, policy, read) and (day is None or day <= until):
                due.append((day or 0, benefit))
    for _, benefit in sorted(due, key=lambda dated: dated[0]):
        years[benefit.id] = settle_year_benefit(benefit, read, policy, sums.copy())
        sums = years[benefit.id].after
    return sums


def _ask_of(
    claim: Claim,
    read: CaseRead,
    policy: Chosen,
    sums: Sums,
    chain: str,
    years: Mapping[str, YearResult],
) -> Ask:
    """Rule 16: identities on their day, or those of any day of the year; rule 21: the pools
    whose use is not known."""
    line = policy.dates("identities")
    day = claim.identity_day
    held = read.person.held_between(day, day)
    if line is not None and line.of_year:
        ends = (first_of_year(read.year, policy), last_of_year(read.year, policy))
        first, last = (day.toordinal() for day in ends)
        held = read.person.held_between(first, last)
    unknown = {
        pool: years[benefit.id].lacking[benefit.id]
        for benefit in policy.program.benefits
        if benefit.id in years and benefit.id in years[benefit.id].lacking
        for pool in charges(benefit, policy, read)
    }
    return Ask(
        policy=policy,
        person=read.person,
        fields={**read.person.fields, **claim.fields},
        held=held,
        day=claim.day,
        benefit_year=read.year,
        sums=sums,
        before=sums.copy(),
        progress=Progress(claim.fields["claim", "in_policy"]),
        class_=highest(held, policy),
        deductible_of=deductible_of_layer,
        claim=claim,
        chain=chain,
        unknown=unknown,
    )


def _attempt(
    claim: Claim,
    read: CaseRead,
    policy: Chosen,
    sums: Sums,
    chain: str,
    years: Mapping[str, YearResult],
) -> tuple[Ask, dict[str, Outcome]]:
    """A claim settled on sums of its own."""
    ask = _ask_of(claim, read, policy, sums.copy(), chain, years)
    outcomes = _settle_claim(ask)
    if not claim.window:
        _check_most(ask.sums)
    return ask, outcomes


def _moved(settled: tuple[Ask, dict[str, Outcome]]) -> Any:
    """What a claim says and what it moves."""
    ask, outcomes = settled
    kept = {key: value for key, value in ask.sums.kept.items() if value}
    return outcomes, kept, ask.progress.remaining, ask.progress.outside, ask.progress.payers


def _settle_claim(ask: Ask) -> dict[str, Outcome]:
    """Rule 8: layers pay in the one order of `layers`. A tally counts the claim before the
    first layer that asks for it."""
    found = {}
    stays.start(ask)
    layers = [benefit.id for benefit in ask.policy.program.benefits if benefit.per == "claim"]
    by_bill = [layer for layer in layers if layer not in ask.policy.for_stay]
    for benefit in ask.policy.program.benefits:
        if benefit.per != "person_year":
            for name in tallies_in(asked_terms(benefit.id, ask.policy), ask.policy):
                ask_tally(name, ask, value)
            at = layers.index(benefit.id) if benefit.id in layers else len(layers)
            behind = [layer for layer in layers[at + 1 :] if layer in by_bill]
            found[benefit.id] = settle_benefit(benefit, ask, behind)
    stays.finish(ask)
    leave_year(ask)
    return found


def _check_most(sums: Sums) -> None:
    """Rule 3: no running sum of the year comes to more than ten thousand million yuan."""
    if any(abs(amount) > MOST for amount in sums.kept.values()):
        raise RefusedError("bad_value", "claims")


def _results(
    read: CaseRead,
    policy: Chosen,
    settled: list[tuple[Ask, dict[str, Outcome]]],
    years: Mapping[str, YearResult],
) -> dict[str, Any]:
    """What the contract's JSON says of the year, without notes and explanations."""
    told = tell(read, policy, [ask for ask, _ in settled])
    # Rule 18: what a window takes is no part of any sum.
    counted = [(ask, outcomes) for ask, outcomes in settled if not (ask.claim and ask.claim.window)]
    layers = [benefit.id for benefit in policy.program.benefits if benefit.per == "claim"]
    beside = [benefit.id for benefit in policy.program.benefits if benefit.per == "claims_of_year"]
    undetermined = [f"person_year.{name}" for year in years.values() for name in year.lacking]
    undetermined += told.undetermined
    undetermined += [
        f"claims[{at}].patient_pays"
        for at, (ask, _) in enumerate(settled)
        if ("claim", "total") not in ask.fields
        or (ask.claim is not None and ask.claim.id in told.open_shares)
    ]
    person_year = {
        name: yuan_of(amount) if isinstance(amount, int) else amount
        for result in years.values()
        for name, amount in result.outputs.items()
    }
    for name in beside:
        person_year[name] = yuan_of(sum(outcomes[name].in_all for _, outcomes in counted))
    return {
        "claims": [tell_claim(ask, outcomes, layers, told) for ask, outcomes in settled],
        "totals": {
            "benefits": {
                name: yuan_of(sum(outcomes[name].in_all for _, outcomes in counted))
                for name in layers
            },
            "remaining": yuan_of(
                sum(ask.progress.remaining - ask.progress.adjusted for ask, _ in counted)
            ),
        },
        "adjustments": [
            {"claim": ask.claim.id, "benefit": name, **adjusted}
            for ask, outcomes in settled
            for name in (*layers, *beside)
            if ask.claim is not None and (adjusted := tell_adjusted(outcomes[name]))
            if not ask.claim.window
        ],
        "person_year": person_year,
        "entitlements": told.rights.get("", {}),
        "alerts": [
            {"id": name, "on": date.fromordinal(day).isoformat()} for name, day in told.alerts
        ],
        "limits": [
            {
                "id": excess.report,
                "claim": excess.claim,
                "excess": yuan_of(excess.fen),
                "borne_by": excess.bearer,
            }
            for excess in told.excesses
        ],
        "undetermined": sorted(undetermined),
    }

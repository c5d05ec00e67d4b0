"""Whether a requirement is met: satisfied, breached, silent, or undetermined.

In: a requirement in the policy's names, the benefits and reports of the policy. Out: a `Verdict`
with the reason. Compares what is printed; what is really paid in the end is a matter of proof,
and undetermined here.
"""

from collections.abc import Mapping

from polc.compiler.conform.adjusted import Adjusted, adjust
from polc.compiler.conform.ends import find_end
from polc.compiler.conform.same_for_all import find_difference
from polc.compiler.conform.terms import Said, StandingTerms
from polc.compiler.conform.verdict import Status, Verdict
from polc.compiler.model.declared import Effective, Requires
from polc.compiler.model.parameters import Parameter
from polc.compiler.model.readings import ReadingSpec
from polc.compiler.model.record import frozen
from polc.compiler.typed.nodes.changes import (
    BenefitChange,
    CapTakenAway,
    DeductibleLoweredBy,
    RateRaised,
)
from polc.compiler.typed.nodes.program import TypedBenefit, TypedReport
from polc.compiler.typed.nodes.requirements import TypedRequirement
from polc.compiler.typed.nodes.tallies import TypedTally
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    BaseStatement,
    CapStatement,
    DeductibleStatement,
    RateStatement,
)
from polc.compiler.typed.nodes.values import Figure, ParameterValue, Scaled, Typed
from polc.messages.text import Text, say
from polc.records.evolve import evolve
from polc.runtime.amounts import UNLIMITED, format_money, format_rate


@frozen(kw_only=True)
class CheckedPolicy:
    """What a requirement is checked against."""

    benefits: Mapping[str, TypedBenefit]
    reports: Mapping[str, TypedReport]
    parameters: Mapping[str, Parameter]
    readings: Mapping[str, ReadingSpec]
    tallies: Mapping[str, TypedTally]


def evaluate(requirement: TypedRequirement, bound: CheckedPolicy) -> Verdict:
    """The outcome for all the people it speaks of: the worst of them."""
    name, people = requirement.subject, requirement.people
    if requirement.op == "granted":
        return _granted(name, people, bound)
    benefit = bound.benefits.get(name)
    if benefit is None:
        return Verdict("silent", say("there is no benefit `{name}`", name=name))
    if requirement.for_some and not people:
        return Verdict("silent", say("none of the people it speaks of are known here"))
    terms = StandingTerms(benefit, bound.readings)
    if requirement.op == "same_for_all":
        return _same_for_all(terms, bound)
    if requirement.effective:
        reason = say("what is paid in the end needs a proof")
        return Verdict("undetermined", reason, benefit.origin, _effective(requirement))
    if requirement.unknown:
        said = _values(terms, people[0] if people else "", requirement.part)
        origin = said[0].origin if said else benefit.origin
        return Verdict("undetermined", requirement.unknown, origin)
    outcomes = [_for_identity(requirement, identity, terms, bound) for identity in people or ("",)]
    order: tuple[Status, ...] = ("breached", "undetermined", "silent", "satisfied")
    return min(outcomes, key=lambda outcome: order.index(outcome.status))


def _effective(requirement: TypedRequirement) -> Effective | None:
    """What can be looked for in examples: a least, a greatest or an exact rate."""
    value = requirement.value
    if requirement.part != "rate" or not isinstance(value, Figure):
        return None
    match requirement.op:
        case "at_least" | "at_most" | "is" | "over" as op:
            return Effective(requirement.subject, requirement.people, op, value.value)
    return None


def _for_identity(
    requirement: TypedRequirement, identity: str, terms: StandingTerms, bound: CheckedPolicy
) -> Verdict:
    wanted = requirement.value
    match requirement.op:
        case "lowered_by":
            return _changed(terms, identity, wanted, DeductibleLoweredBy, say("the deductible"))
        case "raised_by":
            return _changed(terms, identity, wanted, RateRaised, say("the rate"))
        case "no_cap":
            return _no_cap(terms, identity)
        case "ends_by":
            return find_end(terms, identity, wanted)
        case _:
            values = _values(terms, identity, requirement.part)
            if not values:
                return Verdict("silent", say("nothing is said for `{identity}`", identity=identity))
            changes = [
                change
                for change in terms.changes(identity, BenefitChange)
                if change.term == requirement.part
            ]
            found = [
                _compare_adjusted(requirement.op, value, wanted, bound)
                for value in adjust(values, changes)
            ]
            if requirement.op in ("is", "over"):
                good = [outcome for outcome in found if outcome.status == "satisfied"]
                return good[0] if good else found[0]
            bad = [outcome for outcome in found if outcome.status != "satisfied"]
            return bad[0] if bad else found[0]


def _values(terms: StandingTerms, identity: str, part: str) -> list[Said]:
    """The values of a term for an identity; of a person-year benefit what it pays."""
    match part:
        case "rate":
            found = terms.values(identity, RateStatement, BandsStatement)
            return found if terms.is_for(identity) else []
        case "deductible":
            return terms.values(identity, DeductibleStatement)
        case "cap":
            return terms.values(identity, CapStatement)
        case "base":
            return terms.values(identity, BaseStatement)
        case _:
            return terms.amounts(identity)


def _compare_adjusted(
    op: Requires, adjusted: Adjusted, wanted: Typed | None, bound: CheckedPolicy
) -> Verdict:
    said = adjusted.said
    if adjusted.value is None:
        return Verdict("undetermined", say("it hangs on an adjustment"), said.origin)
    outcome = _compare(op, Said(adjusted.value, said.origin), wanted, bound)
    return evolve(outcome, origin=said.origin)


def _compare(op: Requires, said: Said, wanted: Typed | None, bound: CheckedPolicy) -> Verdict:
    value = said.value
    if value == wanted:
        return Verdict("satisfied") if op != "over" else Verdict("breached", say("it is no more"))
    if isinstance(value, Scaled) and isinstance(value.rate, Figure) and op == "over":
        met = value.rate.value > 0 and isinstance(wanted, Figure) and wanted.value == 0
        if met:
            return Verdict("satisfied")
        return Verdict("undetermined", say("it hangs on an amount"))
    if isinstance(value, ParameterValue):
        return _compare_parameter(op, bound.parameters[value.parameter], wanted)
    if isinstance(value, Scaled) and isinstance(wanted, Scaled) and value.amount == wanted.amount:
        value, wanted = value.rate, wanted.rate
    if isinstance(value, Figure) and isinstance(wanted, Figure):
        met = _holds(op, value.value, wanted.value)
        return (
            Verdict("satisfied")
            if met
            else Verdict("breached", say("it is {figure}", figure=_show(value)))
        )
    if op != "is":
        return Verdict("undetermined", say("it hangs on an amount"))
    return Verdict("breached", say("the rule says `{written}`", written=said.origin.written))


def _holds(op: Requires, value: int, wanted: int) -> bool:
    match op:
        case "at_least":
            return value >= wanted
        case "at_most":
            return value <= wanted
        case "over":
            return value > wanted
        case _:
            return value == wanted


def _compare_parameter(op: Requires, parameter: Parameter, wanted: Typed | None) -> Verdict:
    """A parameter is as good as its bounds, or as its own values."""
    if isinstance(wanted, Figure):
        if parameter.values and all(isinstance(value.value, int) for value in parameter.values):
            met = all(
                _holds(op, dated.value, wanted.value)
                for dated in parameter.values
                if isinstance(dated.value, int)
            )
            return Verdict(
                "satisfied" if met else "breached",
                say("parameter `{one}` says so", one=parameter.id),
            )
        met_by_bounds = _holds_within(op, parameter, wanted.value)
        if met_by_bounds is not None:
            reason = say("parameter `{one}` says so", one=parameter.id)
            return Verdict("satisfied") if met_by_bounds else Verdict("breached", reason)
    return Verdict("undetermined", say("parameter `{one}` has no value", one=parameter.id))


def _holds_within(op: Requires, parameter: Parameter, wanted: int) -> bool | None:
    """Whether every figure within the bounds of a parameter is as required, or none is; None where
    some are."""
    least = max(
        (parameter.least if parameter.least is not None else 0),
        (parameter.over + 1 if parameter.over is not None else 0),
    )
    most = UNLIMITED if parameter.most is None or parameter.optional else parameter.most
    match op:
        case "at_least":
            ends = least >= wanted, most >= wanted
        case "over":
            ends = least > wanted, most > wanted
        case "at_most":
            ends = most <= wanted, least <= wanted
        case _:
            ends = least == most == wanted, least <= wanted <= most
    every, some = ends
    return True if every else None if some else False


def _changed(
    terms: StandingTerms,
    identity: str,
    wanted: Typed | None,
    kind: type[DeductibleLoweredBy | RateRaised],
    what: Text,
) -> Verdict:
    found = terms.changes(identity, kind)
    if not found:
        return Verdict(
            "silent", say("nothing changes {what} for `{identity}`", what=what, identity=identity)
        )
    value, origin = found[0].value, found[0].origin
    if value == wanted:
        return Verdict("satisfied", origin=origin)
    shown = say(
        "{what} for `{identity}` changes by {figure}",
        what=what,
        identity=identity,
        figure=_show(value),
    )
    return Verdict("breached", shown, origin)


def _no_cap(terms: StandingTerms, identity: str) -> Verdict:
    for change in terms.changes(identity, CapTakenAway):
        return Verdict("satisfied", origin=change.origin)
    caps = terms.values(identity, CapStatement)
    origin = caps[0].origin if caps else terms.benefit.origin
    if all(isinstance(cap.value, Figure) and cap.value.value == UNLIMITED for cap in caps):
        return Verdict("satisfied", origin=origin)
    reason = say("nothing takes the cap away for `{identity}`", identity=identity)
    return Verdict("silent", reason, origin)


def _same_for_all(terms: StandingTerms, bound: CheckedPolicy) -> Verdict:
    """Nothing that stands under the defaults asks who the person is."""
    found = find_difference(terms, bound.tallies)
    if found is not None:
        reason, origin = found
        return Verdict("breached", reason, origin)
    cited = [statement.origin for statement in terms.benefit.statements if statement.origin.clauses]
    return Verdict("satisfied", origin=cited[0] if cited else terms.benefit.origin)


def _granted(name: str, people: tuple[str, ...], bound: CheckedPolicy) -> Verdict:
    report = bound.reports.get(name)
    if report is None or report.what != "entitlement":
        return Verdict("silent", say("there is no right `{name}`", name=name))
    terms = StandingTerms(report, bound.readings)
    for identity in people:
        if not terms.is_for(identity):
            reason = say("the right is not given to `{identity}`", identity=identity)
            return Verdict("silent", reason, terms.origin_of_people())
    return Verdict("satisfied", origin=terms.origin_of_people())


def _show(value: Typed | None) -> str:
    if not isinstance(value, Figure):
        return say("another value")
    if value.value == UNLIMITED:
        return say("unlimited")
    if value.kind == "money":
        return f"{format_money(value.value)} yuan"
    return format_rate(value.value) if value.kind in ("rate", "points") else str(value.value)

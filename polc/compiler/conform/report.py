"""Outcomes of requirements as findings and as data.

In: the requirements that bind a policy, what it says. Out: diagnostics (a breach is an error
unless the policy departs from the requirement on purpose; silence and what cannot be told
are warnings) and `Conformance`s for the plan.
"""

from collections.abc import Iterable, Mapping

from polc.compiler.conform.evaluate import Bound, Outcome, evaluate
from polc.compiler.conform.requirements import Requirement
from polc.compiler.findings import Findings
from polc.compiler.plan.declared import Conformance, Departure
from polc.compiler.source import Span
from polc.messages.text import listed, say


def report_conformance(
    requirements: Iterable[Requirement],
    bound: Bound,
    departures: Iterable[Departure],
    places: Mapping[str, Span],
    findings: Findings,
) -> tuple[Conformance, ...]:
    """`places` are where the file says which framework binds it."""
    departed = {f"{one.framework}.{one.requirement}": one for one in departures}
    found = []
    for requirement in requirements:
        outcome = evaluate(requirement, bound)
        departure = departed.pop(requirement.name, None)
        span = places.get(requirement.framework, Span(0, 1))
        _tell(requirement, outcome, departure, span, findings)
        found.append(
            Conformance(
                requirement.framework,
                requirement.node.name.text,
                requirement.node.title,
                outcome.status,
                outcome.reason,
                departure.reason if departure is not None else "",
                requirement.origin,
            )
        )
    for name, one in departed.items():
        message = say("there is no requirement `{name}` to depart from", name=name)
        findings.error("unknown_name", message, places.get(one.framework, Span(0, 1)))
    return tuple(found)


def _tell(
    requirement: Requirement,
    outcome: Outcome,
    departure: Departure | None,
    span: Span,
    findings: Findings,
) -> None:
    named = say("`{word}`", word=requirement.name)
    if requirement.origin.clauses:
        clauses = listed(requirement.origin.clauses)
        named = say("{named} ({clauses})", named=named, clauses=clauses)
    if outcome.status == "satisfied":
        if departure is not None:
            message = say("the policy departs from {named} and meets it all the same", named=named)
            findings.warning("needless_departure", message, span, say("take the departure out"))
        return
    if outcome.status == "breached":
        if departure is None:
            message = say(
                "the policy breaches {named}: {reason}", named=named, reason=outcome.reason
            )
            hint = say(
                'mend the rule, or write `departs from {requirement} because "…"`',
                requirement=requirement.name,
            )
            findings.error("breach", message, span, hint)
        return
    if departure is None:
        message = say(
            "the policy cannot be held against {named}: {reason}",
            named=named,
            reason=outcome.reason,
        )
        if outcome.status == "silent":
            message = say(
                "the policy is silent on {named}: {reason}", named=named, reason=outcome.reason
            )
        code = "silent_on" if outcome.status == "silent" else "requirement_undetermined"
        findings.warning(code, message, span)

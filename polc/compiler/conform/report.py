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
        message = f"there is no requirement `{name}` to depart from"
        findings.error("unknown_name", message, places.get(one.framework, Span(0, 1)))
    return tuple(found)


def _tell(
    requirement: Requirement,
    outcome: Outcome,
    departure: Departure | None,
    span: Span,
    findings: Findings,
) -> None:
    clauses = ", ".join(requirement.origin.clauses)
    named = f"`{requirement.name}`" + (f" ({clauses})" if clauses else "")
    if outcome.status == "satisfied":
        if departure is not None:
            message = f"the policy departs from {named} and meets it all the same"
            findings.warning("needless_departure", message, span, "take the departure out")
        return
    if outcome.status == "breached":
        if departure is None:
            message = f"the policy breaches {named}: {outcome.reason}"
            hint = f'mend the rule, or write `departs from {requirement.name} because "…"`'
            findings.error("breach", message, span, hint)
        return
    if departure is None:
        verb = "is silent on" if outcome.status == "silent" else "cannot be held against"
        message = f"the policy {verb} {named}: {outcome.reason}"
        code = "silent_on" if outcome.status == "silent" else "requirement_undetermined"
        findings.warning(code, message, span)

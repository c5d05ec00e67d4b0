"""Outcomes of requirements as findings and as data.

In: the requirements that bind a policy, what it says. Out: diagnostics (a breach is an error
unless the policy departs from the requirement on purpose; silence and what cannot be told
are warnings) and `Conformance`s for the plan.
"""

from collections.abc import Iterable, Sequence

from polc.compiler.conform.evaluate import CheckedPolicy, evaluate
from polc.compiler.conform.places import Places
from polc.compiler.conform.verdict import Verdict
from polc.compiler.model.declared import Conformance, Departure
from polc.compiler.report.diagnostics import Diagnostic, Label, Severity
from polc.compiler.report.findings import Findings
from polc.compiler.typed.nodes.requirements import TypedRequirement
from polc.messages.text import NOTHING, listed, say


def report_conformance(
    requirements: Sequence[TypedRequirement],
    bound: CheckedPolicy,
    departures: Iterable[Departure],
    places: Places,
    findings: Findings,
) -> tuple[Conformance, ...]:
    """One for each requirement. A finding stands at the rule that decides, or where the file says
    that it is bound."""
    departed = {
        f"{departure.framework}.{departure.requirement}": departure for departure in departures
    }
    found = []
    for requirement in requirements:
        outcome = evaluate(requirement, bound)
        departure = departed.get(requirement.name)
        _report_verdict(requirement, outcome, departure, places, findings)
        found.append(
            Conformance(
                framework=requirement.framework,
                requirement=requirement.id,
                title=requirement.title,
                status=outcome.status,
                reason=outcome.reason,
                departure=departure.reason if departure is not None else "",
                origin=requirement.origin,
                rule=outcome.origin,
                effective=outcome.effective,
            )
        )
    needed = {requirement.name for requirement in requirements}
    for name, needless in departed.items():
        if name not in needed and needless.framework in places.departures:
            message = say("there is no requirement `{name}` to depart from", name=name)
            findings.error(
                "unknown_name", message, places.departures[needless.framework], subject=name
            )
    return tuple(found)


def _report_verdict(
    requirement: TypedRequirement,
    outcome: Verdict,
    departure: Departure | None,
    places: Places,
    findings: Findings,
) -> None:
    named = say("`{word}`", word=requirement.name)
    if requirement.origin.clauses:
        clauses = listed(requirement.origin.clauses)
        named = say("{named} ({clauses})", named=named, clauses=clauses)
    if outcome.status == "satisfied":
        own = places.departures.get(requirement.framework)
        if departure is not None and own is not None:
            message = say("the policy departs from {named} and meets it all the same", named=named)
            findings.warning(
                "needless_departure",
                message,
                own,
                say("take the departure out"),
                subject=requirement.name,
            )
        return
    if departure is not None or outcome.effective is not None:
        return
    hint = NOTHING
    match outcome.status:
        case "breached":
            code = "breach"
            message = say(
                "the policy breaches {named}: {reason}", named=named, reason=outcome.reason
            )
            hint = say(
                'mend the rule, or write `departs from {requirement} because "…"`',
                requirement=requirement.name,
            )
        case "silent":
            code = "silent_on"
            message = say(
                "the policy is silent on {named}: {reason}", named=named, reason=outcome.reason
            )
        case _:
            code = "requirement_undetermined"
            message = say(
                "the policy cannot be held against {named}: {reason}",
                named=named,
                reason=outcome.reason,
            )
    source, span = places.of(outcome.origin, requirement.framework)
    required = Label(requirement.source, requirement.span, say("this is required"))
    severity: Severity = "error" if outcome.status == "breached" else "warning"
    findings.found.append(
        Diagnostic(
            code=code,
            message=message,
            source=source,
            span=span,
            severity=severity,
            help=hint,
            related=(required,),
            subject=requirement.name,
        )
    )

"""What a policy knows of its cases, from its plan.

In: a plan and the inputs that its functions read. Out: `CaseLayout`.
"""

from polc.compiler.plan.plan import Plan
from polc.runtime.case import CaseLayout, GivenWindow


def make_layout(plan: Plan, reads: frozenset[tuple[str, str]]) -> CaseLayout:
    """The layout; `reads` are (scope, field)."""
    bits = {one.title: place for place, one in enumerate(plan.identities) if one.title}
    bits |= {one.id: place for place, one in enumerate(plan.identities)}
    grades = {
        place: (*one.grades, one.except_grades)
        for place, one in enumerate(plan.identities)
        if one.grades is not None
    }
    dates = plan.dates
    clauses = dates.origin.clauses
    return CaseLayout(
        plan.policy,
        bits,
        tuple(one.id for one in plan.benefits if one.per == "claim"),
        reads,
        (dates.start, dates.end),
        clauses[0] if clauses else "",
        plan.equivalences,
        grades,
        "",
        plan.follows[1] or plan.follows[0],
        dates.rules,
        dates.identities,
        dates.of_year,
        tuple(
            GivenWindow(
                one.id, one.end, one.payer, one.origin.clauses[0] if one.origin.clauses else ""
            )
            for one in plan.windows
        ),
        plan.fields,
        tuple(_handed_down(plan)) if plan.framework else None,
    )


def _handed_down(plan: Plan) -> list[str]:
    """What a framework leaves to those it binds: its parameters without a value, and the
    clauses that it says so of."""
    open_values = [f"parameter `{one.id}`" for one in plan.parameters if not one.values]
    left = [
        f"{one.clause} {one.reason}".strip()
        for one in plan.declared.accounts
        if one.status in ("framework", "unspecified")
    ]
    return [*open_values, *left]

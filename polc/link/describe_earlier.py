"""What a benefit makes due for earlier claims, as the settlement needs it.

In: a plan, the steps of a benefit. Out: `EarlierOutput`.
"""

from polc.compiler.plan.plan import Plan
from polc.compiler.plan.steps import BenefitSteps, EarlierSteps
from polc.runtime.executable import EarlierOutput, earlier_part_result


def describe_earlier(layer: BenefitSteps, steps: EarlierSteps, plan: Plan) -> EarlierOutput:
    """The result that says it, and for whose claims it is due."""
    clauses = steps.origin.clauses
    paying = {part.payer for part in layer.payers.parts} if layer.payers is not None else ()
    shared = {sum_.id for sum_ in plan.accumulators if sum_.scope == "household"}
    return EarlierOutput(
        benefit=layer.benefit,
        output=steps.output,
        clauses=clauses,
        rule=steps.origin.rule if len(clauses) > 1 else "",
        of_year=steps.of_year,
        in_policy=steps.in_policy,
        of_stay=steps.of_stay,
        of_household=f"{layer.benefit}.paid_over_claims" in shared,
        parts=tuple(
            (payer.id, earlier_part_result(layer.benefit, payer.id))
            for payer in plan.payers
            if payer.id in paying
        ),
    )

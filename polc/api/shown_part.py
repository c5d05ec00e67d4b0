"""A part of a policy as `polc show --format json` prints it.

In: a policy, the name of a part, a language. Out: plain values that JSON can carry.
"""

from typing import Any, Literal, assert_never

from polc.api.policy import Policy
from polc.messages.text import Language

ShownPart = Literal["rules", "params", "readings", "inputs", "plan", "clauses", "case"]


def show_part(policy: Policy, part: ShownPart, language: Language = "en") -> Any:
    """The part; `inputs` are a JSON Schema of a case, described in `language`, `case` is a blank
    one."""
    from polc.inspect import describe  # loaded where something is shown
    from polc.inspect.blank_case import blank_case
    from polc.inspect.case_schema import case_schema
    from polc.inspect.input_rules import plans_by_reading
    from polc.inspect.inputs import list_inputs
    from polc.wording.told_schema import tell_schema

    plan = policy.plan
    match part:
        case "plan":
            return describe.describe_plan(plan)
        case "inputs":
            schema = case_schema(plan, list_inputs(plans_by_reading(policy.program)))
            return tell_schema(schema, language)
        case "case":
            plans = plans_by_reading(policy.program)
            return blank_case(plans, list_inputs(plans))
        case "clauses":
            return [clause.to_dict() for clause in policy.clauses]
        case "params":
            return describe.describe_parameters(plan)
        case "readings":
            return describe.describe_readings(plan)
        case "rules":
            return describe.describe_rules(plan)
        case never:
            assert_never(never)

"""What a refused demand of the plan is in the case: the place, the clause, the sentence.

In: the node that refused, the run that reached it. Out: a `Problem`.
"""

from collections.abc import Mapping

from polc.compiler.plan.key_words import (
    name_identities,
    name_key,
    name_lines,
    name_values,
    root_of,
)
from polc.compiler.plan.nodes import AnyNode, Need, NodeId, Override, Read, Select
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import walk, whole_blocks
from polc.compiler.readers.trace.interpret import Run
from polc.messages.text import Text, both, quoted, say
from polc.runtime.amounts import format_money
from polc.runtime.errors import Problem


def find_problem(node: Need | Override, path: str, run: Run, plan: Plan | None) -> Problem:
    """A refused demand, with the place in the case where it is to be met."""
    rule = node.origin.rule
    clauses = node.origin.clauses
    if isinstance(node, Override):
        nodes = {step.id: step for step in (plan.claim if plan is not None else ())}
        behind = walk([node.amount], nodes, lambda step: _within(step, nodes))
        # Of a stay the amount is a sum, of what was given before and what is given now.
        layer = next(
            (read.field for read in behind if isinstance(read, Read) and read.scope == "paid"), ""
        )
        base = run.values.get(node.base, 0)
        left = format_money(base) if isinstance(base, int) else "0.00"
        message = say(
            "the amount given for `{layer}` is more than the {left} yuan it can pay from",
            layer=layer,
            left=left,
        )
        return Problem("given_more_than_base", f"{path}.paid.{layer}", message, clauses)
    match node.code:
        case "missing_parameter":
            known = plan.parameters if plan is not None else ()
            table = next((table for table in known if table.id == node.name), None)
            message = say(
                "parameter `{parameter}` has no value, and rule `{rule}` needs it; supply it with "
                "`--param {parameter}=…` or under `parameters` of the case",
                parameter=node.name,
                rule=rule,
            )
            if table is not None and table.keys:
                message = say(
                    "parameter `{parameter}` has no value for the {keys} of this claim, and rule "
                    "`{rule}` needs it; supply it with `--param {parameter}=…` or under "
                    "`parameters` of the case",
                    parameter=node.name,
                    keys=both(table.keys),
                    rule=rule,
                )
            if _stands_behind(node, run):
                message = say(
                    "parameter `{parameter}` has no value, and rule `{rule}` may need it, once the "
                    "others are known; supply it with `--param {parameter}=…` or under "
                    "`parameters` of the case",
                    parameter=node.name,
                    rule=rule,
                )
            return Problem(node.code, f"parameters.{node.name}", message, clauses)
        case "missing_field":
            assert node.field is not None
            scope, field_name = node.field
            where = path if scope == "claim" else scope
            message = say(
                "`{field_name}` is not given, and rule `{rule}` needs it",
                field_name=field_name,
                rule=rule,
            )
            if _stands_behind(node, run):
                message = say(
                    "`{field_name}` is not given, and rule `{rule}` may need it, once the others "
                    "are known",
                    field_name=field_name,
                    rule=rule,
                )
            return Problem(node.code, f"{where}.{field_name}", message, clauses)
        case "base_below_zero":
            message = say("what `{benefit}` is to pay from comes out below zero", benefit=node.name)
            return Problem(node.code, path, message, clauses)
        case "not_covered":
            return Problem(node.code, path, _say_uncovered(node, run, plan), clauses)


def _stands_behind(node: Need, run: Run) -> bool:
    """Whether it hangs on something else that is missing whether the demand is reached."""
    return node.guard is not None and node.guard not in run.reached


def _within(node: AnyNode, nodes: Mapping[NodeId, AnyNode]) -> tuple[NodeId, ...]:
    return tuple(operand for operand in node.operands if operand in nodes)


def _say_uncovered(node: Need, run: Run, plan: Plan | None) -> Text:
    """Which key has which value, and for which the table has lines."""
    rule = node.origin.rule
    blocks = whole_blocks(plan) if plan is not None else ()
    for block in blocks:
        nodes = {step.id: step for step in block.nodes}
        table = nodes.get(node.value)
        value = run.values.get(table.key) if isinstance(table, Select) else None
        if plan is None or not isinstance(table, Select) or not isinstance(value, int):
            continue
        key = root_of(table.key, nodes, plan)
        lines = quoted(name_lines(table, key, plan))
        if key.kind == "mask":
            held = name_identities(value, plan)
            people = quoted(held) if held else say("people without an identity")
            return say(
                "the table of rule `{rule}` has no line for {people}; it has lines for {lines}",
                rule=rule,
                people=people,
                lines=lines,
            )
        (word,) = name_values(key, ((value, value),), plan)
        return say(
            "the table of rule `{rule}` has no line where `{key}` is `{word}`; it has lines for "
            "{lines}",
            rule=rule,
            key=name_key(key, plan, nodes) or rule,
            word=word,
            lines=lines,
        )
    return say("the table of rule `{rule}` has no line for this case", rule=rule)


def missing_of(node: AnyNode, clauses: tuple[str, ...] = ()) -> Problem:
    """What a person-year output is missing; the message names it. It is told with `clauses`, where
    there are some: those of a report."""
    if not isinstance(node, Need):
        return Problem("given_more_than_base", "", say("a payment that fits its base"), clauses)
    problem = find_problem(node, "person", Run(), None)
    words = {
        "missing_parameter": say("parameter {name}", name=node.name),
        "missing_field": say("field {name}", name=node.name),
    }
    said = words.get(node.code) or say("a line of the table of {rule}", rule=node.origin.rule)
    return Problem(problem.code, problem.path, said, clauses or problem.clauses)

"""A base that may be more than what is left in policy, which then cuts the payment.

In: a context. Out: a `base_beyond_policy` at the base, with a case: the benefit pays on more
than is left in policy, and only a base of the whole bill (`base own_cost`) or of costs outside
the policy range (`base … out of policy`) is paid beyond it.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.found_case import make_corner
from polc.compiler.plan.nodes import Arith, NodeId
from polc.compiler.readers.regions.corners import find_corner
from polc.compiler.readers.trace.interpret import Run
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.term_statements import BaseStatement
from polc.compiler.typed.nodes.values import (
    ByReading,
    ExtremeOf,
    FieldValue,
    Figure,
    LayerValue,
    Lookup,
    OfStay,
    ParameterValue,
    Running,
    SumOf,
    Typed,
)
from polc.messages.text import say
from polc.runtime.amounts import format_money


def check_base_beyond_policy(context: CheckContext) -> None:
    """Warns once for each layer."""
    first = min(
        (benefit.layer for benefit in context.program.benefits if benefit.per == "claim"), default=0
    )
    for benefit in context.program.benefits:
        for statement in benefit.statements:
            if (
                benefit.per != "person_year"
                and isinstance(statement, BaseStatement)
                and context.is_own(statement.origin)
                and not _is_in_policy(
                    statement, is_first=benefit.per == "claim" and benefit.layer == first
                )
            ):
                _check(context, benefit, statement)


def _is_in_policy(statement: BaseStatement, *, is_first: bool) -> bool:
    """Whether a base is what is left, or the whole bill, or a cost outside the policy range, or all
    of a first layer's cost; what a later layer takes of that cost is `base_paid_before`."""
    value = statement.value
    if statement.outside:
        return True
    if isinstance(value, FieldValue) and value.field.name == "in_policy":
        return True
    if isinstance(value, FieldValue) and value.field.name == "total":
        return not is_first
    return isinstance(value, Running) or _is_part_of_remaining(value)


def _is_part_of_remaining(value: Typed) -> bool:
    """Whether it is what is left, or less, by how it is written."""
    match value:
        case Figure():
            return value.value == 0
        case Running():
            return value.name == "remaining"
        case SumOf(op="sub"):
            return _is_part_of_remaining(value.left) and _is_never_negative(value.right)
        case ExtremeOf(op="min"):
            return any(map(_is_part_of_remaining, value.parts))
        case ExtremeOf():
            return all(map(_is_part_of_remaining, value.parts))
        case Lookup() | ByReading():
            return all(map(_is_part_of_remaining, value.branches))
        case _:
            return False


def _is_never_negative(value: Typed) -> bool:
    """Whether an amount is nothing or more, by how it is written."""
    match value:
        case Figure() | FieldValue() | ParameterValue() | LayerValue():
            return True
        case OfStay():
            return _is_never_negative(value.part)
        case Lookup() | ByReading():
            return all(map(_is_never_negative, value.branches))
        case _:
            return False


def _check(context: CheckContext, benefit: TypedBenefit, statement: BaseStatement) -> None:
    cases = context.survey.claim
    steps = next(
        (
            of_benefit
            for of_benefit in context.plan.steps.benefits
            if of_benefit.benefit == benefit.id
        ),
        None,
    )
    if steps is None:
        return
    most = _most_of(context, steps.base)
    if most is None:
        return

    def is_cut(run: Run) -> bool:
        base, left = run.values.get(steps.base), run.values.get(most)
        return isinstance(base, int) and isinstance(left, int) and base > left

    corner = find_corner(cases, (steps.open,), (steps.base, most), is_cut)
    if corner is None:
        return
    findings, span = context.place(statement.origin)
    base, left = corner.run.values[steps.base], corner.run.values[most]
    assert isinstance(base, int)
    assert isinstance(left, int)
    message = say(
        "the base of `{benefit}` may be more than is left in policy, and no more than that is "
        "paid: {base} yuan, where {left} yuan are left",
        benefit=benefit.id,
        base=format_money(base),
        left=format_money(left),
    )
    hint = say(
        "write `lower of (remaining, …)` if the document pays within the policy range, "
        "`base … out of policy` if it pays on a cost outside it, `base own_cost` if on the whole "
        "bill"
    )
    findings.warning(
        "base_beyond_policy",
        message,
        span,
        hint,
        witness=make_corner(corner, cases.atoms, context),
        subject=benefit.id,
    )


def _most_of(context: CheckContext, base: NodeId) -> NodeId | None:
    """The least of the base and what is left; None where the base is a part of what is left."""
    atoms = context.survey.claim.atoms
    for node in context.plan.claim:
        if isinstance(node, Arith) and node.op == "min" and node.args[0] == base:
            left, root = atoms.root(node.args[1]), atoms.root(base)
            inside = atoms.nodes[root]
            parts = {root, *atoms.above(root)}
            if isinstance(inside, Arith) and inside.op == "min":
                parts.update(map(atoms.root, inside.args))
            return None if left in parts else node.id
    return None

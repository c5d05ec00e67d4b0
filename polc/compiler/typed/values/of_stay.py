"""An amount of the stay so far: `in_policy of the stay`.

In: the syntax, a context. Out: `OfStay`, or None after an error.
"""

from polc.compiler.syntax.nodes.values import Reference
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.values import FieldValue, OfStay, Running
from polc.compiler.typed.values.names import check_name
from polc.messages.text import say


def check_of_stay(value: Reference, context: Context) -> OfStay | None:
    """The bills of a stay have amounts together, and nothing else."""
    found = check_name(value.name, context) if value.part is None else None
    match found:
        case FieldValue(kind="money", field=field) if field.scope == "claim":
            pass
        case Running(name="remaining" | "own_cost"):
            pass
        case None if value.part is None:
            return None
        case _:
            message = say("only an amount of the claim is `of the stay`")
            hint = say("write `in_policy of the stay`, or another amount of the claim")
            context.findings.error("wrong_kind", message, value.span, hint, subject=context.rule)
            return None
    if context.of_year:
        message = say("what is of the person's year has no stay")
        hint = say("ask it in a benefit, a right or an alert `per claim`")
        context.findings.error("wrong_kind", message, value.span, hint, subject=context.rule)
        return None
    return OfStay(found)

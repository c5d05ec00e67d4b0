"""A term of a stay on claims none of which is one.

In: a context. Out: a `stay_of_outpatients` at a deductible or a cap `per stay` of a benefit, or of
a kind of care, whose conditions let no inpatient claim pass: it is then one of each bill, or visit.
"""

from collections.abc import Iterable
from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.implies import excludes, without_origins
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statements import FirstOfStatement, TypedStatement, WhenStatement
from polc.compiler.typed.nodes.term_statements import CapStatement, DeductibleStatement
from polc.compiler.typed.nodes.values import (
    ComparisonOf,
    Every,
    FieldValue,
    Figure,
    Lookup,
    Typed,
)
from polc.messages.text import say
from polc.runtime.vocabulary import FIELDS

_KIND: Final = next(known for known in FIELDS if known.name == "kind" and known.scope == "claim")
_STAY: Final = _KIND.choices.index("inpatient")
_INPATIENT: Final = ComparisonOf("eq", FieldValue("choice", _KIND), Figure("choice", _STAY))


def check_stay_of_outpatients(context: CheckContext) -> None:
    """Warns once for each such line of the policy's own file."""
    for benefit in context.program.benefits:
        if benefit.per != "person_year":
            whole = [
                line.condition
                for line in benefit.statements
                if isinstance(line, WhenStatement) and line.where is None
            ]
            _check_lines(context, benefit, benefit.statements, whole)


def _check_lines(
    context: CheckContext,
    benefit: TypedBenefit,
    statements: Iterable[TypedStatement],
    conditions: list[Typed],
) -> None:
    no_stays = any(map(_leaves_stays_out, conditions))
    for line in statements:
        if isinstance(line, FirstOfStatement):
            for kind in line.kinds:
                own = [kind.condition] if kind.condition is not None else []
                _check_lines(context, benefit, kind.statements, [*conditions, *own])
        elif no_stays and _is_of_stay(line) and context.is_own(line.origin):
            findings, span = context.place(line.origin)
            findings.warning(
                "stay_of_outpatients",
                say(
                    "this is per stay, and here `{benefit}` is for no inpatient claim: a bill "
                    "without `visit` counts as a stay of its own",
                    benefit=benefit.id,
                ),
                span,
                say("write `per claim` or `per year`, or mend the kind of care"),
                subject=line.origin.rule,
            )


def _leaves_stays_out(condition: Typed) -> bool:
    """Whether no inpatient claim meets a condition, by what is written."""
    match condition:
        case Every():
            return any(map(_leaves_stays_out, condition.parts))
        case Lookup(key=FieldValue(field=known)) if known == _KIND:
            own = [row.value for row in condition.rows if row.has(_STAY)]
            rest = [] if condition.otherwise is None else [condition.otherwise]
            return all(value == Figure("flag", 0) for value in own or rest)
        case _:
            return excludes(without_origins(condition), _INPATIENT)


def _is_of_stay(line: TypedStatement) -> bool:
    return isinstance(line, DeductibleStatement | CapStatement) and line.period == "stay"

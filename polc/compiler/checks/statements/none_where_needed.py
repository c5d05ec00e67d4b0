"""A field that a case may leave out, where a rule cannot do without it.

In: a context. Out: a `none_where_needed` at each line of a benefit, and at each pool, that works
with a field declared `or none` of which no condition of the benefit asks: compared with none is
false, but no month is carried over from it and no amount made of it, so such a case is refused.
"""

from collections.abc import Iterator

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.origin import Origin
from polc.compiler.model.walk import held_parts, walk_records
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statements import CountsTowardStatement
from polc.compiler.typed.nodes.values import ComparisonOf, FieldValue, Not
from polc.messages.text import say


def check_none_where_needed(context: CheckContext) -> None:
    """Warns once for each line of the policy's own file, and of each field in it."""
    pools = {pool.id: pool for pool in context.program.pools}
    told: set[tuple[str, str]] = set()
    for benefit in context.program.benefits:
        asked = {name for part in _comparisons(benefit) for name in _optional(part)}
        for statement in benefit.statements:
            for name in dict.fromkeys(_needed(statement)):
                if name not in asked:
                    _report(context, benefit.id, name, statement.origin)
        for line in walk_records(benefit.statements):
            charged = line.pools if isinstance(line, CountsTowardStatement) else ()
            for pool in (pools[id_] for id_ in charged if id_ in pools):
                for name in _needed(pool.carried):
                    if name not in asked and (pool.id, name) not in told:
                        told.add((pool.id, name))
                        _report(context, pool.id, name, pool.origin)


def _comparisons(benefit: TypedBenefit) -> Iterator[ComparisonOf]:
    """Those that are false where the field is none; what is `not` so then holds, and asks for
    nothing."""
    stack: list[object] = [benefit]
    while stack:
        part = stack.pop()
        if isinstance(part, Not):
            continue
        if isinstance(part, ComparisonOf):
            yield part
        stack.extend(part if isinstance(part, tuple) else held_parts(part))


def _optional(node: object) -> Iterator[str]:
    """The names of the fields in it that a case may leave out."""
    for part in walk_records(node):
        if isinstance(part, FieldValue) and part.field.optional:
            yield part.field.name


def _needed(node: object) -> Iterator[str]:
    """The same of those that nothing is compared with."""
    stack = [node]
    while stack:
        part = stack.pop()
        if isinstance(part, ComparisonOf):
            continue
        if isinstance(part, FieldValue) and part.field.optional:
            yield part.field.name
        stack.extend(part if isinstance(part, tuple) else held_parts(part))


def _report(context: CheckContext, subject: str, name: str, origin: Origin) -> None:
    if not context.is_own(origin):
        return
    findings, span = context.place(origin)
    message = say(
        "`{subject}` needs `{field}`, which a case may leave out", subject=subject, field=name
    )
    hint = say(
        "where it is none such a case is refused: take `or none` out of the field, or let a "
        "condition of the benefit ask for it first, as in `when {field} up to date`",
        field=name,
    )
    findings.warning("none_where_needed", message, span, hint, subject=subject)

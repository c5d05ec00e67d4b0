"""How long an identity is held, or how far back it counts, where that adds nothing.

In: a context. Out: a `line_without_effect` at a `for` with `held this year` in a policy that says
`identities of the year`, and at one that reaches back no day and no month.
"""

from collections.abc import Iterator

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.origin import Origin
from polc.compiler.typed.nodes.chosen import covers
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import ForStatement
from polc.compiler.typed.nodes.values import Figure, Held, Reaching
from polc.messages.text import Text, say


def check_idle_reach(context: CheckContext) -> None:
    """Warns once for each such line of the policy's own file."""
    of_year = [line.where for line in context.program.dates if line.of_year]
    told: set[Origin] = set()
    for line, people in _people(context):
        origin = line.origin
        if origin in told or not context.is_own(origin):
            continue
        if people.on == "year" and any(covers(where, line.where) for where in of_year):
            told.add(origin)
            _report(context, origin, say("the whole policy goes by the identities of the year"))
        elif any(map(_is_nothing, people.reaching)):
            told.add(origin)
            _report(context, origin, say("the recognition reaches back no time"))


def _is_nothing(reach: Reaching) -> bool:
    return isinstance(reach.back, Figure) and reach.back.value == 0


def _people(context: CheckContext) -> Iterator[tuple[ForStatement, Held]]:
    for benefit in context.program.benefits:
        if benefit.per == "person_year":
            continue
        for line in all_statements(benefit.statements):
            if isinstance(line, ForStatement) and line.people is not None:
                yield line, line.people
                yield from ((line, part.people) for part in line.limited)


def _report(context: CheckContext, origin: Origin, why: Text) -> None:
    findings, span = context.place(origin)
    findings.warning(
        "line_without_effect",
        say("what this line says of the days of an identity has no effect: {why}", why=why),
        span,
        say("take it out, or mend it"),
        subject=origin.rule,
    )

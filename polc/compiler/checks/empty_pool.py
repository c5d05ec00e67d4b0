"""A pool that limits and that nothing is counted toward.

In: a subject. Out: an `empty_pool` at its name: as nothing is charged to it, it stays full
and limits each claim by its whole size, which is a cap of another kind.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.syntax.nodes import Pool
from polc.compiler.typed.program import TypedLine
from polc.messages.text import say


def check_empty_pool(context: CheckContext) -> None:
    """Warns of each of the policy's own."""
    lines = [line for one in context.program.benefits for line in _all_lines(one.lines)]
    asked = {pool for line in lines for pool in line.pools}
    charged = {pool for line in lines if line.charges for pool in line.pools}
    inside = {one.id: one.inside for one in context.program.pools}
    waiting = [*charged]
    while waiting:
        for outer in inside.get(waiting.pop(), ()):
            if outer not in charged:
                charged.add(outer)
                waiting.append(outer)
    for node in context.own_items(Pool):
        name = node.name.text
        if name in asked and name not in charged:
            message = say("nothing counts toward the pool `{name}`, so it never fills", name=name)
            hint = say(
                "write `counts toward {name}` in a benefit, or a `cap` in place of the pool",
                name=name,
            )
            context.own.warning("empty_pool", message, node.name.span, hint)


def _all_lines(lines: tuple[TypedLine, ...]) -> tuple[TypedLine, ...]:
    """The lines and those of their kinds of care."""
    inner = (line for one in lines for case in one.cases for line in case.lines)
    return (*lines, *inner)

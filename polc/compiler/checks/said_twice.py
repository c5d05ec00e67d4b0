"""Two constructs that say one thing.

In: a subject. Out: a `said_twice` at the second: a line that stands in its benefit already, a
`limited by` beside the `counts toward` that limits too, a group with the members of another.
"""

from collections.abc import Iterator

from attrs import evolve

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.syntax.nodes import Group
from polc.compiler.typed.program import TypedLine
from polc.messages.text import Text, say


def check_said_twice(context: CheckContext) -> None:
    """Warns of lines, pools and groups of the policy's own file."""
    for benefit in context.program.benefits:
        for lines in _blocks(benefit.lines):
            _check_lines(context, lines)
    for report in context.program.reports:
        _check_lines(context, report.lines)
    _check_groups(context)


def _blocks(lines: tuple[TypedLine, ...]) -> Iterator[tuple[TypedLine, ...]]:
    """The lines, and those of each kind of care."""
    yield lines
    for line in lines:
        for case in line.cases:
            yield from _blocks(case.lines)


def _check_lines(context: CheckContext, lines: tuple[TypedLine, ...]) -> None:
    seen: dict[TypedLine, TypedLine] = {}
    charged: dict[str, TypedLine] = {}
    for line in lines:
        earlier = seen.setdefault(evolve(line, origin=NO_ORIGIN), line)
        if earlier is not line:
            _tell(context, say("this line says again what another says"), line, earlier.origin)
        if line.term == "counts_toward" and line.condition is None and line.where is None:
            for pool in line.pools:
                other = charged.setdefault(pool, line)
                if other is not line and {line.charges, other.charges} == {True, False}:
                    message = say("what counts toward `{pool}` is limited by it too", pool=pool)
                    _tell(context, message, line, other.origin)


def _tell(context: CheckContext, message: Text, line: TypedLine, earlier: Origin) -> None:
    if not context.is_own(line.origin):
        return
    findings, span = context.place(line.origin)
    label = context.label(earlier, say("this says it already"))
    findings.warning("said_twice", message, span, say("take one of them out"), (label,))


def _check_groups(context: CheckContext) -> None:
    """Two groups of the same members, as they are written."""
    seen: dict[frozenset[tuple[str, str]], Group] = {}
    for node in context.own_items(Group):
        members = frozenset((one.name.text, str(one.where)) for one in node.members)
        earlier = seen.setdefault(members, node)
        if earlier is not node:
            message = say(
                "the groups `{one}` and `{other}` have the same members",
                one=earlier.name.text,
                other=node.name.text,
            )
            label = context.own.place(earlier.name.span, say("this says it already"))
            context.own.warning(
                "said_twice", message, node.name.span, say("take one of them out"), (label,)
            )

"""Choices of a reading that decide nothing where they are named.

In: a context. Out: a `line_without_effect` at a `where` under which its line never stands, or
stands always, and at the row of a choice that cannot be settled.
"""

from collections.abc import Mapping

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.walk import held_parts
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.examples import Examples
from polc.compiler.syntax.nodes.statements import Reading
from polc.compiler.syntax.nodes.values import Name, Table, Where
from polc.messages.text import Text, say

_Choices = Mapping[str, frozenset[str]]


def check_choice_without_effect(context: CheckContext) -> None:
    """Warns of each in the policy's own items."""
    if not any(True for _ in context.scope.of_kind("reading")):
        return
    for item in context.located:
        own = item.source.name == context.main and not isinstance(item.item, Examples)
        if own and context.has_any(item.item, Where, Table):
            _walk(context, item.item, {})


def _walk(context: CheckContext, node: object, outer: _Choices) -> None:
    """A node and everything in it; `outer` the choices under which it stands already."""
    where = getattr(node, "where", None) or getattr(node, "inside_where", None)
    if isinstance(where, Where):
        outer = _check_where(context, where, outer)
    if isinstance(node, Table) and node.by is not None:
        _check_rows(context, node, node.by)
    for part in held_parts(node):
        if not isinstance(part, Where | Name):
            _walk(context, part, outer)


def _check_where(context: CheckContext, where: Where, outer: _Choices) -> _Choices:
    reading = context.find_reading(where.reading)
    if reading is None:
        return outer
    name, settled = reading.name.text, frozenset(reading.settled)
    chosen = frozenset(_choice(reading, choice) for choice in where.choices)
    before = outer.get(name, settled)
    if not chosen <= settled:
        why = say("the choice cannot be settled, so what stands under it never acts")
        unsettled = [said for said in where.choices if _choice(reading, said) not in settled]
        span = unsettled[0].span if chosen & settled else where.span
        _report_choice(context, span, why, name)
    if not chosen & settled:
        return {**outer, name: before & chosen}
    if not chosen & before:
        why = say("what it stands in stands under other choices")
        _report_choice(context, where.span, why, name)
    elif before <= chosen and len(settled) > 1:
        # Where all other choices cannot be settled, the line says that it hangs on the reading.
        _report_choice(
            context, where.span, say("these are all choices under which it could stand"), name
        )
    return {**outer, name: before & chosen}


def _check_rows(context: CheckContext, table: Table, by: Name) -> None:
    """The rows of a table by a reading."""
    reading = context.find_reading(by)
    if reading is None:
        return
    for entry in table.entries:
        named = [_choice(reading, key.name) for key in entry.keys if key.name is not None]
        if named and not set(named) & set(reading.settled):
            why = say("the choice cannot be settled, so its row is never asked")
            _report_choice(context, entry.span, why, reading.name.text)


def _choice(reading: Reading, name: Name) -> str:
    """The id of a choice that is named by its id or its title."""
    found = (
        choice.name.text
        for choice in reading.choices
        if name.text in (choice.name.text, choice.title)
    )
    return next(found, "")


def _report_choice(context: CheckContext, span: Span, why: Text, subject: str) -> None:
    message = say("this line has no effect: {why}", why=why)
    hint = say("take it out, or name the choices that are meant")
    context.own.warning("line_without_effect", message, span, hint, subject=subject)

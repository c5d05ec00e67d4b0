"""A table, or a `first of`, that has no line for a case which can occur.

In: a context. Out: an `uncovered_key` with the keys that are missing and a case: settled, it is
refused by the table, or paid nothing where no kind of care is for it.
"""

from collections.abc import Iterable
from typing import Any, Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.found_case import make_case, say_where
from polc.compiler.checks.table_place import find_table
from polc.compiler.model.origin import Origin
from polc.compiler.plan.key_words import name_key, name_lines, name_values
from polc.compiler.plan.nodes import NodeId, Read
from polc.compiler.readers.regions.atoms import Atoms, Cell
from polc.compiler.readers.regions.find_kinds import FoundKinds
from polc.compiler.readers.regions.find_tables import FoundTable
from polc.compiler.typed.nodes.statements import FirstOfStatement
from polc.messages.text import Text, both, either, listed, quoted, say

_MOST_KEYS: Final = 6


def check_uncovered_key(context: CheckContext) -> None:
    """Warns once for each table and each `first of` of the policy's own file."""
    for table in context.survey.tables:
        found = table.found
        node = table.atoms.nodes[found.key]
        by_year = isinstance(node, Read) and (node.scope, node.field) == ("system", "year")
        if found.case is not None and context.is_own(found.origin) and not by_year:
            report_table(context, found, table.atoms)
    for kinds in context.survey.kinds:
        if kinds.found.case is not None and context.is_own(kinds.found.kinds[0].origin):
            report_kinds(context, kinds.found, kinds.cases.atoms)


def report_table(
    context: CheckContext, found: FoundTable, atoms: Atoms, under: tuple[str, str] | None = None
) -> None:
    """Tells of the keys without a line; `under` is the reading and its choice where the gap is
    under another than the default."""
    assert found.case is not None
    plan, node, rule = atoms.plan, atoms.nodes[found.key], found.origin.rule
    if node.kind == "mask":
        message = say(
            "the table of rule `{rule}` has no line for {people}",
            rule=rule,
            people=_say_people([low for low, _ in found.missing], atoms),
        )
    else:
        missing = _join_days(found.missing) if node.kind == "date" else found.missing
        values = name_values(node, missing[:_MOST_KEYS], plan)
        here = say(
            "`{key}` is {values}",
            key=name_key(node, plan, atoms.nodes) or rule,
            values=either(say("`{word}`", word=value) for value in values),
        )
        facts = say_where(found.case, atoms, _asked_by_rows(found, atoms))
        message = say(
            "the table of rule `{rule}` has no line where {facts}",
            rule=rule,
            facts=listed([here, *facts]),
        )
    table = find_table(context, found.origin, len(found.table.arms))
    findings, span = context.place(found.origin)
    hint = say(
        "it has lines for {lines}; add what the document says of the others, or `otherwise: …`",
        lines=quoted(name_lines(found.table, node, plan)),
    )
    message, witness = _under(message, make_case(found.case, atoms, context), under)
    findings.warning(
        "uncovered_key",
        message,
        span if table is None else table.span,
        hint,
        witness=witness,
        subject=rule,
    )


def _join_days(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Spans of days, those that follow upon another joined with it."""
    found: list[Cell] = []
    for first, last in cells:
        if found and found[-1][1] == first - 1:
            first = found.pop()[0]
        found.append((first, last))
    return tuple(found)


def _under(
    message: Text, witness: dict[str, Any], under: tuple[str, str] | None
) -> tuple[Text, dict[str, Any]]:
    """Message and case with the choice under which it is so."""
    if under is None:
        return message, witness
    reading, choice = under
    told = say(
        "{message}; under the choice `{choice}` of `{reading}`",
        message=message,
        reading=reading,
        choice=choice,
    )
    return told, {**witness, "readings": {reading: choice}}


def _say_people(bits: list[int], atoms: Atoms) -> Text:
    """Identities, and whoever has none."""
    held = [atoms.plan.identities[bit].id for bit in bits if bit >= 0]
    told = [say("`{word}`", word=identity) for identity in held[:_MOST_KEYS]]
    if len(held) > _MOST_KEYS:
        told.append(say("{count} other identities", count=len(held) - _MOST_KEYS))
    return both([*told, *([say("people without an identity")] if -1 in bits else [])])


def _asked_by_rows(found: FoundTable, atoms: Atoms) -> frozenset[NodeId]:
    """What the tables around this one are by: asked on the way to it by the same rule."""
    asked = set[NodeId]()
    guard = found.table.guard
    while guard is not None:
        stack = [guard]
        while stack:
            node = atoms.nodes[stack.pop()]
            if node.origin.rule == found.origin.rule and node.kind == "flag":
                stack += node.operands
            elif node.kind != "flag":
                asked.add(atoms.root(node.id))
        guard = atoms.nodes[guard].guard
    return frozenset(asked) - {found.key}


def report_kinds(
    context: CheckContext, found: FoundKinds, atoms: Atoms, under: tuple[str, str] | None = None
) -> None:
    """Tells of the claims that no kind of care is for."""
    assert found.case is not None
    asked = frozenset[NodeId]().union(
        *(atoms.asked_by(kind.condition) for kind in found.kinds if kind.condition is not None)
    )
    facts = say_where(found.case, atoms, asked)
    message = say("no kind of care of `{benefit}` is for every claim", benefit=found.benefit)
    if facts:
        message = say(
            "no kind of care of `{benefit}` is for a claim where {facts}",
            benefit=found.benefit,
            facts=listed(facts),
        )
    findings, span = context.place(_place_of_kinds(context, found))
    hint = say(
        "such a claim is paid nothing and nobody is told: add a kind of care for it, or "
        "`otherwise: not specified` where the document says nothing"
    )
    message, witness = _under(message, make_case(found.case, atoms, context), under)
    findings.warning("uncovered_key", message, span, hint, witness=witness, subject=found.benefit)


def _place_of_kinds(context: CheckContext, found: FoundKinds) -> Origin:
    """The `first of` that has these kinds of care."""
    lines = {kind.origin.line for kind in found.kinds}
    for benefit in context.program.benefits:
        for statement in benefit.statements:
            if (
                benefit.id == found.benefit
                and isinstance(statement, FirstOfStatement)
                and {kind.origin.line for kind in statement.kinds} == lines
            ):
                return statement.origin
    return found.kinds[0].origin

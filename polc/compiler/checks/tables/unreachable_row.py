"""A line that no case reaches: of a table, a kind of care, an alternative, a benefit, a report.

In: a context. Out: an `unreachable_row` at the line: every case that comes to it has a line
before it, or the conditions around it exclude it. An `otherwise` that nothing is left for is an
`unreachable_otherwise`.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.tables.table_place import find_line, find_table
from polc.compiler.plan.key_words import key_ranges, name_values
from polc.compiler.plan.nodes import Read
from polc.compiler.readers.regions.atoms import Atoms
from polc.compiler.readers.regions.find_kinds import FoundKinds
from polc.compiler.readers.regions.find_tables import FoundTable
from polc.compiler.typed.nodes.program import TypedBenefit, TypedReport
from polc.messages.text import Text, quoted, say


def check_unreachable_row(context: CheckContext) -> None:
    """Warns once for each line of the policy's own file."""
    survey = context.survey
    for table in survey.tables:
        if context.is_own(table.found.origin):
            _tell_table(context, table.found, table.atoms)
    for kinds in survey.kinds:
        _tell_kinds(context, kinds.found)
    rules: tuple[TypedBenefit | TypedReport, ...]
    rules = (*context.program.benefits, *context.program.reports)
    for rule in rules:
        if rule.id in survey.closed and context.is_own(rule.origin):
            findings, span = context.place(rule.origin)
            findings.warning(
                "unreachable_row",
                say(
                    "no case reaches `{benefit}`: its conditions exclude each other",
                    benefit=rule.id,
                ),
                span,
                say("one of `for`, `when` and `pays when` says other than the document"),
                subject=rule.id,
            )
    for origin in survey.nobodys:
        if context.is_own(origin):
            findings, span = context.place(origin)
            findings.warning(
                "unreachable_row",
                say("no case reaches this line: its conditions exclude each other"),
                span,
                say("mend its conditions, or take it out"),
                subject=origin.rule,
            )


def _tell_table(context: CheckContext, found: FoundTable, atoms: Atoms) -> None:
    node, plan = atoms.nodes[found.key], atoms.plan
    if not found.dead and not found.rest_dead:
        return
    if isinstance(node, Read) and node.scope == "system":
        return
    table = find_table(context, found.origin, len(found.table.arms))
    findings, place = context.place(found.origin)
    for line in sorted(found.dead):
        ranges = found.table.arms[line].ranges
        words = name_values(node, key_ranges(node, ranges, plan), plan)
        span = None if table is None else find_line(table, words, ranges)
        findings.warning(
            "unreachable_row",
            say("no case reaches the line for {words} of this table", words=quoted(words)),
            span or place,
            say("take it out, or mend the lines and conditions before it"),
            subject=found.origin.rule,
        )
    told = any(
        diagnostic.code == "unreachable_otherwise" and diagnostic.subject == found.origin.rule
        for diagnostic in findings.found
    )
    if found.rest_dead and not told:
        findings.warning(
            "unreachable_otherwise",
            say("the `otherwise` of this table is never reached"),
            place if table is None else table.span,
            say("take it out: every key that can occur has a line of its own"),
            subject=found.origin.rule,
        )


def _tell_kinds(context: CheckContext, found: FoundKinds) -> None:
    for kind in found.dead:
        if not context.is_own(kind.origin):
            continue
        findings, span = context.place(kind.origin)
        name = kind.origin.rule.removeprefix(f"{found.benefit}.")
        code, message = _about(kind.condition is None, name)
        hint = say("the kinds of care are asked in order: put the narrower one first")
        if kind.condition is None:
            hint = say("take it out: every claim has a kind of care before it")
        findings.warning(code, message, span, hint, subject=kind.origin.rule)


def _about(is_rest: bool, name: str) -> tuple[str, Text]:
    if is_rest:
        return "unreachable_otherwise", say("the `otherwise` of this `first of` is never reached")
    return "unreachable_row", say("no case reaches the kind of care `{name}`", name=name)

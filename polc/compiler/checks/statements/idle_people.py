"""People, and how far a recognition reaches back, that a `when` of the benefit leaves no room for.

In: a context. Out: a `line_without_effect` at a `for`, at a line of a table by identity and at an
adjustment whose people a `when` denies, and at a `for` that reaches back for people of whom a
`when` wants that they hold the identity on the day itself. Where nobody at all is left, the survey
of the cases tells it.
"""

from collections.abc import Iterator

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.table_place import find_line, find_table
from polc.compiler.model.origin import Origin
from polc.compiler.model.walk import walk_records
from polc.compiler.report.source import Span
from polc.compiler.typed.nodes.chosen import Chosen, covers
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements, value_of
from polc.compiler.typed.nodes.statements import ClassStatement, ForStatement, WhenStatement
from polc.compiler.typed.nodes.values import Either, Every, Held, Lookup, Not, Typed
from polc.messages.text import Text, quoted, say


def check_idle_people(context: CheckContext) -> None:
    """Warns once for each such line of the policy's own file."""
    if context.program.equivalences:
        return
    for benefit in context.program.benefits:
        if benefit.per != "person_year" and _asks_the_day(benefit):
            _check_people(context, benefit)
            _check_tables(context, benefit)
            _check_changes(context, benefit)


def _asks_the_day(benefit: TypedBenefit) -> bool:
    """Whether its people are those who hold an identity on the day, as a `when` asks it."""
    lines = benefit.statements
    return not any(isinstance(line, ClassStatement) for line in lines) and all(
        people.on == "day" for line in lines for people in _named(line)
    )


def _named(line: object) -> Iterator[Held]:
    """Those whom a `for` names, in each part of its list."""
    if isinstance(line, ForStatement):
        if line.people is not None:
            yield line.people
        yield from (part.people for part in line.limited)


def _check_people(context: CheckContext, benefit: TypedBenefit) -> None:
    for line in benefit.statements:
        denied = _denied(benefit, getattr(line, "where", None))
        wanted = _wanted(benefit, getattr(line, "where", None))
        named = [word for people in _named(line) for word in people.identities]
        shut_out = [word for word in dict.fromkeys(named) if word in denied]
        _, span = context.place(line.origin)
        if shut_out and len(shut_out) < len(set(named)):
            _report(context, line.origin, span, _say_denied(shut_out))
        for people in _named(line):
            for reach in people.reaching:
                words = {word for word, _ in reach.members}
                if any(asked <= words for asked in wanted):
                    why = say(
                        "`when` asks for {people} on the day itself, without reaching back",
                        people=quoted(sorted(words)),
                    )
                    _report(context, line.origin, span, why)


def _check_tables(context: CheckContext, benefit: TypedBenefit) -> None:
    titles = {identity.id: identity.title for identity in context.program.identities}
    for line in all_statements(benefit.statements):
        denied = _denied(benefit, line.where)
        for table in walk_records(value_of(line)) if denied else ():
            if not isinstance(table, Lookup) or table.key is not None:
                continue
            for row in table.rows:
                if row.identities and denied.issuperset(row.identities):
                    written = find_table(context, line.origin, len(table.rows))
                    words = {*row.identities, *(titles[word] for word in row.identities)}
                    place = None if written is None else find_line(written, words, ())
                    span = place or context.place(line.origin)[1]
                    _report(context, line.origin, span, _say_denied(row.identities))


def _check_changes(context: CheckContext, benefit: TypedBenefit) -> None:
    for change in benefit.changes:
        people = change.people.identities
        idle = people and change.reached is None and not change.people.everyone
        if idle and _denied(benefit, change.where).issuperset(people):
            _report(context, change.origin, context.place(change.origin)[1], _say_denied(people))


def _denied(benefit: TypedBenefit, where: Chosen | None) -> set[str]:
    """The identities that nobody holds who meets each `when`, nor has for a recognition that
    reaches back."""
    found = set[str]()
    for condition in _asked(benefit, where):
        if isinstance(condition, Not):
            inner = condition.part
            for part in inner.parts if isinstance(inner, Either) else (inner,):
                found.update(_plain(part))
    reached = (
        reach for line in benefit.statements for part in _named(line) for reach in part.reaching
    )
    return found.difference(word for reach in reached for word, _ in reach.members)


def _wanted(benefit: TypedBenefit, where: Chosen | None) -> list[set[str]]:
    """Of each `when` that asks for one identity: that one."""
    asked = [_plain(condition) for condition in _asked(benefit, where)]
    return [words for words in asked if len(words) == 1]


def _asked(benefit: TypedBenefit, where: Chosen | None) -> Iterator[Typed]:
    """What each `when` asks, part by part."""
    for line in benefit.statements:
        if isinstance(line, WhenStatement) and covers(line.where, where):
            condition = line.condition
            yield from condition.parts if isinstance(condition, Every) else (condition,)


def _plain(condition: Typed) -> set[str]:
    """Which identities are asked for on the day, whatever is chosen; empty of anything else."""
    if not isinstance(condition, Held) or condition.on != "day" or condition.reaching:
        return set()
    return {word for word, chosen in condition.members if not chosen}


def _say_denied(people: tuple[str, ...] | list[str]) -> Text:
    return say("a `when` of the benefit lets nobody of {people} come", people=quoted(people))


def _report(context: CheckContext, origin: Origin, span: Span, why: Text) -> None:
    if not context.is_own(origin):
        return
    findings, _ = context.place(origin)
    findings.warning(
        "line_without_effect",
        say("this line has no effect for these people: {why}", why=why),
        span,
        say("take them out, or mend the `when`"),
        subject=origin.rule,
    )

"""Whether a benefit's tables fit the people it is for.

In: a typed benefit and the rank. Out: diagnostics: a class of `for` that a table
leaves out, a key that can never be reached, two classes that one person may hold, that
the rank does not order and whose terms differ.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.statements import (
    BenefitStatementSyntax,
    BenefitSyntax,
    FirstOfSyntax,
    Reading,
    TermSyntax,
)
from polc.compiler.syntax.nodes.values import Table
from polc.compiler.typed.consistency.identity_tables import identity_tables
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import value_of
from polc.compiler.typed.nodes.statements import (
    ClassStatement,
    FirstOfStatement,
    ForStatement,
    TypedStatement,
)
from polc.compiler.typed.nodes.term_names import term_name
from polc.compiler.typed.nodes.values import GOVERNING_DAY, Figure, Lookup, ParameterValue, Typed
from polc.messages.text import quoted, say
from polc.records.evolve import evolve

Levels = tuple[tuple[str, ...], ...]


def check_coverage(
    benefit: TypedBenefit, node: BenefitSyntax, levels: Levels, context: Context
) -> None:
    """Reports for every table by identity of a per-claim benefit."""
    if benefit.per == "person_year":
        return
    people = _people_of(benefit)
    by_amount = any(
        isinstance(statement, ClassStatement) and statement.how == "by_amount"
        for statement in benefit.statements
    )
    levels = levels if not by_amount else (*((identity,) for identity in sorted(people or ())),)
    _check_statements(benefit.statements, _written(node.statements), people, levels, context)


def _check_statements(
    statements: tuple[TypedStatement, ...],
    written: Iterator[BenefitStatementSyntax],
    people: frozenset[str] | None,
    levels: Levels,
    context: Context,
) -> None:
    for statement, line in zip(statements, written, strict=False):
        for table, met in identity_tables(value_of(statement), people):
            own = _line_of(table, statement, line)
            _check_table(table, statement, own, people, met, levels, context.at(own))
        if isinstance(statement, FirstOfStatement) and isinstance(line, FirstOfSyntax):
            for care, written_care in zip(statement.kinds, line.kinds, strict=True):
                inner = _written(written_care.statements)
                _check_statements(care.statements, inner, people, levels, context)


def _line_of(
    table: Lookup, statement: TypedStatement, line: BenefitStatementSyntax
) -> BenefitStatementSyntax:
    """Of lines that hold for a time, which are one table by date, the one that says the table."""
    by_date = value_of(statement)
    if (
        not isinstance(line, TermSyntax)
        or not isinstance(line.value, Table)
        or not isinstance(by_date, Lookup)
        or by_date.key != GOVERNING_DAY
    ):
        return line
    dated = iter(by_date.rows)
    for entry in line.value.entries:
        is_rest = any(key.otherwise for key in entry.keys)
        row = None if is_rest else next(dated, None)
        said = by_date.otherwise if row is None else row.value
        if any(found is table for found, _ in identity_tables(said, None)):
            return evolve(line, value=entry.value, cites=entry.cites, span=entry.span)
    return line


def _written(lines: tuple[BenefitStatementSyntax, ...]) -> Iterator[BenefitStatementSyntax]:
    return (line for line in lines if not isinstance(line, Reading))


def _people_of(benefit: TypedBenefit) -> frozenset[str] | None:
    """Everybody whom any `for` names; None: everyone."""
    found: set[str] = set()
    for statement in benefit.statements:
        if isinstance(statement, ForStatement):
            if statement.people is None:
                return None
            found.update(statement.people.identities)
            found.update(
                identity for limit in statement.limited for identity in limit.people.identities
            )
    return frozenset(found) if found else None


def _check_table(
    table: Lookup,
    statement: TypedStatement,
    written: BenefitStatementSyntax,
    people: frozenset[str] | None,
    met: frozenset[str] | None,
    levels: Levels,
    context: Context,
) -> None:
    """`people` are those of the benefit, `met` those of them who come to this table."""
    span = _table_span(written)
    term = term_name(statement.term)
    of_parameter = any(
        isinstance(row.value, ParameterValue) and row.value.identity for row in table.rows
    )
    listed = [identity for row in table.rows for identity in row.identities]
    twice = next((identity for identity in listed if listed.count(identity) > 1), None)
    if twice is not None and not _says_twice(written, twice):
        message = say("`{word}` stands in this {term} table twice", word=twice, term=term)
        context.findings.error("key_twice", message, span, subject=twice)
    if people is None or met is None:
        if table.otherwise is None:
            message = say(
                "this {term} table has no value for people without an identity", term=term
            )
            hint = say("the benefit is for everyone: add `otherwise: …` with what the rest have")
            if of_parameter:
                hint = say(
                    "a parameter by identity is of identities: say whom the benefit is `for`"
                )
            context.findings.error(
                "uncovered_class",
                message,
                span,
                hint,
                witness=_person_of(),
                subject=statement.origin.rule,
            )
        return
    missing = sorted(met - set(listed))
    if missing and table.otherwise is None:
        names = quoted(missing)
        message = say("this {term} table has no value for {names}", term=term, names=names)
        hint = say("the benefit is for {names} too: add a line, or `otherwise: …`", names=names)
        if of_parameter:
            hint = say("its identities are those of the rank: add {names} there", names=names)
        context.findings.error(
            "uncovered_class",
            message,
            span,
            hint,
            witness=_person_of(missing[0]),
            subject=missing[0],
        )
    unreachable = sorted(set(listed) - people)
    if unreachable and not of_parameter:
        key = _as_written(unreachable[0], written, context)
        message = say("`{key}` is never reached: the benefit is not for it", key=key)
        hint = say("add it to `for`, or take the line out")
        context.findings.error("unreachable_key", message, span, hint, subject=key)
    _check_ties(table, met, levels, term, written, context)


def _check_ties(
    table: Lookup,
    people: frozenset[str],
    levels: Levels,
    term: str,
    written: BenefitStatementSyntax,
    context: Context,
) -> None:
    """Two people's classes that no rank orders must have the same value here."""
    span = _table_span(written)
    ranked = {identity: place for place, level in enumerate(levels) for identity in level}
    values = {identity: row.value for row in table.rows for identity in row.identities}
    members = sorted(people)
    names = {member: _as_written(member, written, context) for member in members}
    for at, member in enumerate(members):
        for rival in members[at + 1 :]:
            ordered = (
                ranked.get(member, -1) != ranked.get(rival, -1)
                and member in ranked
                and rival in ranked
            )
            same = values.get(member, table.otherwise) == values.get(rival, table.otherwise)
            if not ordered and not same:
                message = say(
                    "`{one}` and `{other}` have different {term}s here, and the rank does "
                    "not say which counts for a person who holds both",
                    one=names[member],
                    other=names[rival],
                    term=term,
                )
                better, worse = _better_first(member, rival, values, term)
                first, second = names[better], names[worse]
                pair = f"{member}, {rival}"
                if _is_told(pair, context):
                    return
                hint = say("order them: `rank … {one} > {other} …`", one=first, other=second)
                context.findings.error(
                    "unordered_classes",
                    message,
                    span,
                    hint,
                    witness=_person_of(member, rival),
                    subject=pair,
                )
                return


def _person_of(*identities: str) -> dict[str, Any]:
    """The part of a case that shows it: whom it concerns."""
    return {"person": {"identities": list(identities)}}


def _is_told(pair: str, context: Context) -> bool:
    """Whether the same two have been told of another table: one line of the rank mends both."""
    return any(
        diagnostic.code == "unordered_classes" and diagnostic.subject == pair
        for diagnostic in context.findings.found
    )


def _as_written(identity: str, written: BenefitStatementSyntax, context: Context) -> str:
    """An identity in the word that the table has for it."""
    if isinstance(written, TermSyntax) and isinstance(written.value, Table):
        for entry in written.value.entries:
            for name in (key.name for key in entry.keys if key.name is not None):
                symbol = context.names.find(name.text)
                if symbol is not None and symbol.id == identity:
                    return name.text
    return identity


def _better_first(
    member: str, rival: str, values: Mapping[str, Typed], term: str
) -> tuple[str, str]:
    """The two, the one that is paid more first where figures say which that is."""
    figures = (values.get(member), values.get(rival))
    if all(isinstance(value, Figure) for value in figures):
        low, high = (value.value for value in figures if isinstance(value, Figure))
        less = low > high if term == "deductible" else low < high
        return (rival, member) if less else (member, rival)
    return member, rival


def _says_twice(written: BenefitStatementSyntax, identity: str) -> bool:
    """Whether the table has the identity twice in its own words, which its rows tell."""
    if not isinstance(written, TermSyntax) or not isinstance(written.value, Table):
        return False
    keys = [key.name for entry in written.value.entries for key in entry.keys]
    return [key.text for key in keys if key is not None].count(identity) > 1


def _table_span(written: BenefitStatementSyntax) -> Span:
    if isinstance(written, TermSyntax) and isinstance(written.value, Table):
        return written.value.span
    return written.span

"""A deductible or a cap of the year that is a table by a field of the claim: each row goes on by
a running sum of its own.

In: a benefit's statements, each as it was written. Out: diagnostics where nobody could know of
which row a sum is.
"""

from collections.abc import Iterable, Iterator

from polc.compiler.model.walk import walk_records
from polc.compiler.syntax.nodes.items import ParameterSyntax
from polc.compiler.syntax.nodes.statements import BenefitStatementSyntax, TermSyntax
from polc.compiler.syntax.nodes.values import RowSyntax, Table
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.chosen import are_apart
from polc.compiler.typed.nodes.claim_rows import has_row_sums, rows_of_claim
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import ModeStatement, TypedStatement
from polc.compiler.typed.nodes.term_names import term_name
from polc.compiler.typed.nodes.term_statements import CapStatement, DeductibleStatement
from polc.compiler.typed.nodes.values import ByReading, Lookup, ParameterValue, Typed
from polc.messages.text import Text, say


def check_row_sums(
    written: Iterable[tuple[TypedStatement, BenefitStatementSyntax]],
    over_year: bool,
    context: Context,
) -> None:
    """Every deductible and every cap of the year, those of kinds of care at their `first of`."""
    pairs = tuple(written)
    modes = [
        statement
        for statement, _ in pairs
        if isinstance(statement, ModeStatement) and statement.mode == "cumulated"
    ]
    for outer, line in pairs:
        for statement in all_statements((outer,)):
            if not isinstance(statement, DeductibleStatement | CapStatement):
                continue
            if not has_row_sums(statement):
                continue
            under = _class_under_condition(line, statement, context)
            if under is not None:
                _report_class(under, statement, context)
                continue
            why = _why_unknown(statement, modes, over_year=over_year)
            hint = say("write a benefit for each row, with `when …`")
            if why is None:
                table = _parameter_by_claim(statement.value, context)
                if table is None:
                    continue
                parameter, key = table
                why = say("the figures of `{parameter}` are supplied", parameter=parameter)
                hint = say(
                    "write a table by `{key}` with a parameter in each row, or `per stay` or "
                    "`per claim`",
                    key=key,
                )
            message = say("each row has an accumulated amount of its own, and {why}", why=why)
            context.findings.error(
                "row_without_line", message, line.span, hint, subject=statement.origin.rule
            )


def _class_under_condition(
    line: BenefitStatementSyntax, statement: DeductibleStatement | CapStatement, context: Context
) -> RowSyntax | None:
    """The line of a class that has another figure of the term under a condition."""
    apart = {row.origin.line for table in _tables_by_claim(statement) for row in table.all_rows}
    for part in walk_records(line):
        if isinstance(part, TermSyntax) and part.term == statement.term:
            for table in walk_records(part.value):
                if isinstance(table, Table) and table.on is not None and table.entries[0].own:
                    row = table.entries[0]
                    if context.origin(row.span, row.cites).line in apart:
                        return row
    return None


def _report_class(
    row: RowSyntax, statement: DeductibleStatement | CapStatement, context: Context
) -> None:
    term = term_name(statement.term)
    message = say(
        "a class has one `{term}` over the claims of the year, and this line gives it another "
        "under a condition",
        term=term,
    )
    hint = say(
        "write the same `{term}` on each line of the class, `per stay` or `per claim`, or a "
        "benefit for each condition with `when …`",
        term=term,
    )
    rule = statement.origin.rule
    context.findings.error("class_terms_differ", message, row.span, hint, subject=rule)


def _parameter_by_claim(value: Typed, context: Context) -> tuple[str, str] | None:
    """A parameter in the value that is a table by a field of the claim, and that field."""
    for part in walk_records(value):
        if isinstance(part, ParameterValue):
            node = context.scope.words[part.parameter].node
            assert isinstance(node, ParameterSyntax)
            for key in node.type.keys:
                field = context.find_field(key.text)
                if field is not None and field.scope == "claim":
                    return part.parameter, field.name
    return None


def _why_unknown(
    statement: DeductibleStatement | CapStatement,
    modes: list[ModeStatement],
    *,
    over_year: bool,
) -> Text | None:
    """Why the sums of the rows cannot be told apart; None where they can, or there are none."""
    tables = [table for table in _tables(statement.value) if rows_of_claim(table) is not None]
    if any(_tables_by_claim(statement)):
        return say("this table by a field of the claim is a part of an expression")
    if not tables or isinstance(statement, CapStatement):
        return None
    if statement.split is not None:
        return say("a deductible that is divided is one")
    cumulated = any(not are_apart(mode.where, statement.where) for mode in modes)
    if cumulated or over_year:
        return say("what is due on all that is accumulated is of one amount")
    return None


def _tables_by_claim(statement: DeductibleStatement | CapStatement) -> Iterator[Lookup]:
    """The tables by a field of the claim that are a part of the value."""
    inner = _inner_tables(statement.value)
    return (table for table in inner if rows_of_claim(table) is not None)


def _tables(value: Typed) -> Iterator[Typed]:
    """The value itself, or those that a reading chooses from."""
    if isinstance(value, ByReading):
        for _, choice in value.choices:
            yield from _tables(choice)
    else:
        yield value


def _inner_tables(value: Typed) -> Iterator[Lookup]:
    """The tables inside the value that are not the whole of it."""
    outermost = list(_tables(value))
    for table in outermost:
        for part in walk_records(table):
            if isinstance(part, Lookup) and part is not table:
                yield part

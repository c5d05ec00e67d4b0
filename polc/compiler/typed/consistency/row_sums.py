"""A deductible or a cap of the year that is a table by a field of the claim: each row goes on by
a running sum of its own.

In: a benefit's statements, each as it was written. Out: diagnostics where nobody could know of
which row a sum is.
"""

from collections.abc import Iterable, Iterator

from polc.compiler.model.walk import walk_records
from polc.compiler.syntax.nodes.items import ParameterSyntax
from polc.compiler.syntax.nodes.statements import BenefitStatementSyntax
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.chosen import are_apart
from polc.compiler.typed.nodes.claim_rows import has_row_sums, rows_of_claim
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import ModeStatement, TypedStatement
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
    inner = [table for table in _inner_tables(statement.value) if rows_of_claim(table) is not None]
    if inner:
        return say("this table by a field of the claim is a part of an expression")
    if not tables or isinstance(statement, CapStatement):
        return None
    if statement.split is not None:
        return say("a deductible that is divided is one")
    cumulated = any(not are_apart(mode.where, statement.where) for mode in modes)
    if cumulated or over_year:
        return say("what is due on all that is accumulated is of one amount")
    return None


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

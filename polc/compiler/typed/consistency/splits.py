"""A deductible that is divided, beside what says how its parts are paid.

In: a benefit's statements, each with its line. Out: diagnostics: a divided deductible stands,
under every choice of readings, beside a rate table by a key, which has a row for each part that
it is taken from first.
"""

from collections.abc import Iterable

from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.statements import BenefitStatementSyntax, Split, TermSyntax
from polc.compiler.syntax.nodes.values import Name
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.chosen import are_apart
from polc.compiler.typed.nodes.statements import FirstOfStatement, TypedStatement
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    DeductibleStatement,
    PayStatement,
    RateStatement,
)
from polc.compiler.typed.nodes.values import Lookup, field_of
from polc.compiler.typed.values.named_values import report_choice
from polc.messages.text import say
from polc.runtime.vocabulary import CHINESE_CHOICES

_PAYS = (RateStatement, BandsStatement, PayStatement, FirstOfStatement)


def parts_taken_first(split: Split, context: Context) -> tuple[str, ...]:
    """The named values from whose rows it is taken first, in this order."""
    return tuple(_part_named(part, context) for part in split.parts)


def _part_named(part: Name, context: Context) -> str:
    word = CHINESE_CHOICES.get(part.text, part.text)
    return "in_city" if context.scope.municipality and word == "in_province" else word


def check_splits(
    written: Iterable[tuple[TypedStatement, BenefitStatementSyntax]], context: Context
) -> None:
    """Each divided deductible against every statement beside which it may stand."""
    pairs = tuple(written)
    paid = [(statement, line) for statement, line in pairs if isinstance(statement, _PAYS)]
    for deductible, line in pairs:
        if not isinstance(deductible, DeductibleStatement) or not isinstance(line, TermSyntax):
            continue
        if line.split is None:
            continue
        if any(bound.per_year for bound in deductible.held):
            _report_bound_of_year(line, context)
        idle = set(range(len(line.split.parts)))
        for beside, beside_line in paid:
            if are_apart(deductible.where, beside.where):
                continue
            table = beside.value if isinstance(beside, RateStatement) else None
            if not isinstance(table, Lookup) or table.key is None:
                _report_no_table(line.split, beside_line.span, context)
                break
            if not all(_has_part(part, table, context) for part in line.split.parts):
                break
            idle &= _idle_part(line.split, table, context)
        else:
            if idle and any(not are_apart(deductible.where, beside.where) for beside, _ in paid):
                _report_order(line.split.parts[max(idle)], context)


def _idle_part(split: Split, table: Lookup, context: Context) -> set[int]:
    """The places of parts without which they are taken in the same order."""
    named = [table.row_of(_part_named(part, context)) for part in split.parts]
    rows = range(len(table.all_rows))
    whole = list(dict.fromkeys((*named, *rows)))
    return {
        at
        for at in range(len(named))
        if len(named) > 1 and list(dict.fromkeys((*named[:at], *named[at + 1 :], *rows))) == whole
    }


def _report_order(part: Name, context: Context) -> None:
    message = say(
        "`{part}` has no effect here: the parts are taken in this order anyhow", part=part.text
    )
    hint = say("the rest is taken in the order of the rows: take it out, or mend the order")
    context.findings.warning("line_without_effect", message, part.span, hint, subject=context.rule)


def _report_bound_of_year(line: TermSyntax, context: Context) -> None:
    message = say(
        "a deductible that is divided is worked out on the year so far, and no bound of what the "
        "year's claims bear holds it"
    )
    hint = say("write the bound without `per year`: then it holds the deductible itself")
    context.findings.error("mode_without_year", message, line.span, hint, subject=context.rule)


def _report_no_table(split: Split, beside: Span, context: Context) -> None:
    message = say("a deductible that is divided needs a rate table whose lines are the parts")
    hint = say("write the rate as a table, `rate { in_city: 80%; in_province: 70% } by place`")
    related = (context.findings.place(beside, say("what is paid beside it")),)
    context.findings.error(
        "split_without_table", message, split.span, hint, related, subject=context.rule
    )


def _has_part(part: Name, table: Lookup, context: Context) -> bool:
    """Whether the table has a row for a part that is taken from first; said where not."""
    word, span = CHINESE_CHOICES.get(part.text, part.text), part.span
    field = field_of(table.key) if table.key is not None else None
    if field is not None and field.choices and word not in field.choices:
        report_choice(field, span, context)
        return False
    if table.row_of(_part_named(part, context)) is None:
        message = say("the rate table has no line for `{part}`", part=part.text)
        context.findings.error("split_without_table", message, span, subject=part.text)
        return False
    return True

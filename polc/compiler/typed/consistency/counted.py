"""`bands … per year` and `counted at most … per year` beside terms that count otherwise.

In: a benefit's statements. Out: diagnostics at the line: along a deductible of the year bands run
anyhow, and what is due on all that is accumulated, or is divided, is not added up claim by claim.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.statements import Period
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.chosen import are_apart
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import ModeStatement, TypedStatement
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    CountedAtMostStatement,
    DeductibleStatement,
)
from polc.messages.text import Text, say
from polc.runtime.periods import OF_YEAR

Counting = BandsStatement | CountedAtMostStatement


def check_counted(
    statements: tuple[TypedStatement, ...],
    span_of: dict[int, Span],
    over_year: bool,
    context: Context,
) -> None:
    """Each line that counts along the year; `span_of` the line of the file by its number."""
    for line in _counting(all_statements(statements)):
        beside = [
            statement
            for statement in all_statements(statements)
            if statement is not line and not are_apart(statement.where, line.where)
        ]
        why, span = _why_not(line, beside, over_year=over_year), span_of.get(line.origin.line)
        if why is None or span is None:
            continue
        message = say("this counts along the year in a way of its own, and {why}", why=why)
        hint = say(
            "where the deductible is of the year, leave out the period of the bands, and write "
            "`edges fixed` or `edges above the deductible` behind them"
        )
        if isinstance(line, CountedAtMostStatement):
            hint = say("write a deductible `per stay`, `per claim` or `per year` of the excess")
        elif why == _ACCUMULATED:
            hint = say("leave the period out: bands lie along all that is accumulated")
        if why in (_OF_HOUSEHOLD, _OF_PERSON):
            hint = say("write `per household per year` on all of them, or on none")
        rule = line.origin.rule
        context.findings.error("counted_two_ways", message, span, hint, subject=rule)


def _counting(statements: Iterable[TypedStatement]) -> Iterator[Counting]:
    for statement in statements:
        if isinstance(statement, CountedAtMostStatement) or (
            isinstance(statement, BandsStatement) and statement.edges in OF_YEAR
        ):
            yield statement


_ACCUMULATED: Final = say("what is due here is worked out on all that is accumulated")
_OF_HOUSEHOLD: Final = say("what stands beside it counts for a whole household")
_OF_PERSON: Final = say("what stands beside it counts for each person")


def _whose(line: Counting) -> Period:
    """Whose year counts."""
    if isinstance(line, CountedAtMostStatement):
        return line.period
    return "household" if line.edges == "household" else "year"


def _other_whose(line: Counting, beside: list[TypedStatement]) -> Text | None:
    """Why the line counts for others than what stands beside it, of a person's year or of a
    household's. Bands that say nothing lie along the deductible, else along the year."""
    whose = _whose(line)
    of_year = False
    for statement in beside:
        if isinstance(statement, DeductibleStatement):
            periods = {statement.period, *(period for period, _ in statement.periods)}
            of_year = of_year or bool(periods - {None})
            if whose == "household" and "year" in periods:
                return _OF_PERSON
            if whose == "year" and "household" in periods:
                return _OF_HOUSEHOLD
    if any(_whose(statement) != whose for statement in _counting(beside)):
        return _OF_HOUSEHOLD if whose == "year" else _OF_PERSON
    plain = any(
        isinstance(statement, BandsStatement) and statement.edges not in OF_YEAR
        for statement in beside
    )
    return _OF_PERSON if whose == "household" and plain and not of_year else None


def _why_not(line: Counting, beside: list[TypedStatement], *, over_year: bool) -> Text | None:
    """Why the line does not go with what stands beside it."""
    if over_year or any(isinstance(statement, ModeStatement) for statement in beside):
        return _ACCUMULATED
    for deductible in beside:
        if not isinstance(deductible, DeductibleStatement):
            continue
        periods = {deductible.period, *(period for period, _ in deductible.periods)}
        if deductible.split is not None:
            return say("the deductible is divided")
        if periods & {"year", "household"} and isinstance(line, BandsStatement):
            return say("so does the deductible")
        countings = {deductible.counting, *(counting for counting, _ in deductible.countings)}
        if periods & {"year", "household"} and countings != {"excess"}:
            return say("the deductible of the year counts otherwise than by its excess")
    return _other_whose(line, beside)

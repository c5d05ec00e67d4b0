"""Lines that hold for a time: `rate 70% from 2023-07-01`.

In: the lines of a benefit, with the days for which each holds. Out: the same as values and
conditions of the day that governs a claim. Several lines of one term are one table by date, a row
for each with its clause, and one without days is the rest of it; a limit or a deductible
that stands alone is none on other days. What else stands under a condition has the
days as one more; what a claim has to fulfil holds of itself on other days.
"""

from collections.abc import Sequence
from typing import Final

from polc.compiler.model.record import frozen
from polc.compiler.report.source import Span
from polc.compiler.syntax.builders.dated_bands import join_bands
from polc.compiler.syntax.builders.read_tree import (
    Branch,
    WritingError,
    branch,
    date_of,
    has,
    span_of,
    tokens,
)
from polc.compiler.syntax.nodes.statements import (
    BandsSyntax,
    BenefitStatementSyntax,
    CountsTowardSyntax,
    NotSpecifiedSyntax,
    PaidBySyntax,
    TermSyntax,
    WhenSyntax,
)
from polc.compiler.syntax.nodes.values import (
    NO_CITATION,
    AllOf,
    AnyOf,
    Key,
    Name,
    Negation,
    Number,
    OnDays,
    RowSyntax,
    Table,
    Value,
)
from polc.messages.text import say
from polc.records.evolve import evolve

_DATE: Final = "date"
_LIMITS: Final = ("cap", "at_least", "at_most")


@frozen
class DatedLine:
    """A line, and the days for which it holds; None: no others say otherwise."""

    line: BenefitStatementSyntax
    days: OnDays | None


def days_of(tree: Branch) -> OnDays | None:
    """`from 2023-07-01 until 2023-12-31`, of a line that has it; both days included."""
    said = branch(tree, "during")
    if said is None:
        return None
    days = [date_of(token) for token in tokens(said, "DATE")]
    first = days[0] if has(said, "FROM") else None
    last = days[-1] if has(said, "UNTIL") else None
    if first is not None and last is not None and first > last:
        message = say("this ends before it begins")
        raise WritingError(message, span_of(said), "backward_range")
    return OnDays(first, last, span=span_of(said))


def hold_for(line: BenefitStatementSyntax, days: OnDays | None) -> BenefitStatementSyntax:
    """A line that stands for itself, on these days alone."""
    if days is None:
        return line
    match line:
        case TermSyntax() if _is_left_out(line):
            message = say("this says that there is none on some days, and nothing of the others")
            hint = say("write what holds on the other days, or take the days out")
            raise WritingError(message, line.span, "no_line_for_a_term", hint)
        case TermSyntax() if line.term in _LIMITS:
            return evolve(line, condition=_both(line.condition, days))
        case TermSyntax():
            rows = [RowSyntax((_key_of(days),), line.value, span=line.span)]
            if line.term == "deductible":
                rest = (Key(otherwise=True, span=line.span),)
                nothing = Number("money", 0, span=line.span)
                rows.append(RowSyntax(rest, nothing, span=line.span))
            return evolve(line, value=_table_of(rows, line.span))
        case BandsSyntax():
            return join_bands([(line, (_key_of(days),))])
        case CountsTowardSyntax() | NotSpecifiedSyntax() | PaidBySyntax():
            return evolve(line, condition=_both(line.condition, days))
        case WhenSyntax():
            other_days = Negation(days, span=days.span)
            either = AnyOf((other_days, line.condition), span=line.condition.span)
            return evolve(line, condition=either)
        case _:
            raise AssertionError(line)


def join_dated(lines: Sequence[DatedLine]) -> list[BenefitStatementSyntax]:
    """The lines of a benefit in order, those of one term as one."""
    found: list[BenefitStatementSyntax] = []
    for place, dated in enumerate(lines):
        same = [line for line in lines if _is_same_term(line, dated) or _both_bands(line, dated)]
        if len(same) < 2 or all(line.days is None for line in same):
            found.append(hold_for(dated.line, dated.days))
        elif same[0] is lines[place]:
            found.append(_join(same))
    return found


def within_days(condition: Value | None, days: OnDays | None) -> Value | None:
    """A condition that holds on these days alone."""
    return condition if days is None else _both(condition, days)


def _both_bands(line: DatedLine, dated: DatedLine) -> bool:
    """Whether both say the bands under the same reading."""
    one, other = line.line, dated.line
    if not isinstance(one, BandsSyntax) or not isinstance(other, BandsSyntax):
        return False
    return one.where == other.where


def _is_same_term(line: DatedLine, dated: DatedLine) -> bool:
    """Whether both say the same term, under the same reading and no condition."""
    one, other = line.line, dated.line
    return line is dated or (
        isinstance(one, TermSyntax)
        and isinstance(other, TermSyntax)
        and (one.term, one.where) == (other.term, other.where)
        and one.condition is None
        and other.condition is None
        and (one.term != "cap" or _may_be_one_cap(one, other))
    )


def _may_be_one_cap(cap: TermSyntax, beside: TermSyntax) -> bool:
    """Whether two caps are of one period: those of several hold side by side."""
    return cap.period == beside.period or _is_left_out(cap) or _is_left_out(beside)


def _join(lines: Sequence[DatedLine]) -> TermSyntax | BandsSyntax:
    """The table by date that several lines of a term are, or bands by date."""
    if sum(line.days is None for line in lines) > 1:
        message = say("two of these lines say no days")
        hint = say("one alone may be for all the days that no other says")
        raise WritingError(message, lines[-1].line.span, "two_lines_for_a_term", hint)
    bands = [(line.line, _keys_of(line)) for line in lines if isinstance(line.line, BandsSyntax)]
    if bands:
        return join_bands(bands)
    terms = [line.line for line in lines if isinstance(line.line, TermSyntax)]
    span = terms[0].span.to(terms[-1].span)
    model = next((term for term in terms if term.period is not None), terms[0])
    rows = []
    for term, line in zip(terms, lines, strict=True):
        if not _is_left_out(term) and _manner_of(term) != _manner_of(model):
            message = say("the lines of several periods differ in how the term is counted")
            hint = say("write a benefit for each, or `first of { … }` for what differs")
            raise WritingError(message, term.span, "class_terms_differ", hint)
        rows.append(RowSyntax(_keys_of(line), term.value, term.cites, span=term.span))
    return evolve(model, value=_table_of(rows, span), cites=NO_CITATION, span=span)


def _manner_of(term: TermSyntax) -> tuple[object, ...]:
    read = (term.held, term.split, term.periods, term.countings)
    return (term.period, term.counting, term.outside, *read)


def _is_left_out(term: TermSyntax) -> bool:
    """Whether it is `no deductible` or `no cap`, which say no period."""
    value = term.value
    return (term.period is None and isinstance(value, Number) and value.value == 0) or (
        isinstance(value, Number) and value.kind == "none"
    )


def _keys_of(line: DatedLine) -> tuple[Key]:
    days, span = line.days, line.line.span
    return (Key(otherwise=True, span=span) if days is None else _key_of(days),)


def _key_of(days: OnDays) -> Key:
    return Key(low=days.first, high=days.last, of_days=True, span=days.span)


def _table_of(rows: Sequence[RowSyntax], span: Span) -> Table:
    return Table(tuple(rows), Name(_DATE, span=span), span=span)


def _both(condition: Value | None, days: OnDays) -> Value:
    return days if condition is None else AllOf((days, condition), span=condition.span)

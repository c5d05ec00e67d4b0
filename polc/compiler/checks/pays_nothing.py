"""Whether lines pay nothing, whatever the case is.

In: lines of a benefit. Out: yes, where it can be known from the lines alone.
"""

from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import (
    FirstOfStatement,
    NotSpecifiedStatement,
    TypedStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    AtLeastStatement,
    BandsStatement,
    PayStatement,
    RateStatement,
)
from polc.compiler.typed.nodes.values import (
    BandsValue,
    ByReading,
    ExtremeOf,
    Figure,
    Lookup,
    MultipleOf,
    Typed,
)


def is_nothing(way: TypedStatement) -> bool:
    """Whether a rate, its bands or an amount is 0 for everybody; of kinds of care each."""
    if isinstance(way, FirstOfStatement):
        return all(
            any(isinstance(line, RateStatement | BandsStatement | PayStatement) for line in inside)
            and all(
                is_nothing(line)
                for line in inside
                if isinstance(line, RateStatement | BandsStatement | PayStatement)
            )
            and not any(isinstance(line, AtLeastStatement) for line in inside)
            for inside in (kind.statements for kind in way.kinds)
        )
    assert isinstance(way, RateStatement | BandsStatement | PayStatement)
    return _is_zero(way.value) or (isinstance(way, PayStatement) and pays_for_none(way))


def pays_for_none(line: PayStatement) -> bool:
    """Whether of so much for each of a count 0 are paid for, of a claim or of a year."""
    if line.most_of_year is not None and _is_zero(line.most_of_year):
        return True
    return isinstance(line.value, MultipleOf) and _is_zero(line.value.count)


def _is_zero(value: Typed) -> bool:
    match value:
        case Figure():
            return value.value == 0
        case ExtremeOf(op="min"):
            return any(map(_is_zero, value.parts))
        case BandsValue():
            return all(rate == 0 for _, rate in value.rows)
        case Lookup():
            return all(_is_zero(row.value) for row in value.all_rows)
        case ByReading():
            return all(_is_zero(choice) for _, choice in value.choices)
        case _:
            return False


def pays_nothing(statements: tuple[TypedStatement, ...]) -> bool:
    """Whether nothing is specified, under any reading."""
    pays = (RateStatement, BandsStatement, PayStatement)
    lines = list(all_statements(statements))
    silent = any(isinstance(line, NotSpecifiedStatement) for line in lines)
    return silent and not any(isinstance(line, pays) for line in lines)

"""What is read from any statement, whatever its kind: its value, the statements inside it, the
pools that it charges, whether it is of the stay.

In: statements. Out: their values; themselves with those of the kinds of care; their pools.
"""

from collections.abc import Iterator, Mapping
from typing import assert_never

from polc.compiler.typed.nodes.program import TypedPool
from polc.compiler.typed.nodes.statements import (
    AsOfStatement,
    BorneByStatement,
    ClassStatement,
    CountsTowardStatement,
    CountsWhenStatement,
    DueStatement,
    FiguresByStatement,
    FirstOfStatement,
    ForStatement,
    HighestStatement,
    LeavingStatement,
    ModeStatement,
    NotForStatement,
    NotSpecifiedStatement,
    OnceStatement,
    PaidByStatement,
    PayerStatement,
    PaysWhenStatement,
    RivalStatement,
    RoundStatement,
    ShareStatement,
    StartStatement,
    TypedStatement,
    WhenStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    AtLeastStatement,
    AtMostStatement,
    BandsStatement,
    BaseStatement,
    CapStatement,
    CountedAtMostStatement,
    DeductibleStatement,
    PayStatement,
    RateStatement,
)
from polc.compiler.typed.nodes.values import OfStay, Typed


def value_of(statement: TypedStatement) -> Typed | None:
    """The amount, rate, day, people or condition that the statement is about; None where it
    is about none, such as `once per year` or a list of pools."""
    match statement:
        case (
            BaseStatement()
            | DeductibleStatement()
            | RateStatement()
            | BandsStatement()
            | PayStatement()
            | CapStatement()
            | CountedAtMostStatement()
            | AtLeastStatement()
            | AtMostStatement()
        ):
            return statement.value
        case WhenStatement() | PaysWhenStatement() | CountsWhenStatement():
            return statement.condition
        case ForStatement() | NotForStatement():
            return statement.people
        case LeavingStatement() | DueStatement():
            return statement.amount
        case StartStatement() | FiguresByStatement():
            return statement.day
        case ShareStatement():
            return statement.part
        case (
            CountsTowardStatement()
            | ModeStatement()
            | NotSpecifiedStatement()
            | FirstOfStatement()
            | HighestStatement()
            | OnceStatement()
            | RivalStatement()
            | RoundStatement()
            | ClassStatement()
            | PaidByStatement()
            | PayerStatement()
            | AsOfStatement()
            | BorneByStatement()
        ):
            return None
        case _:
            assert_never(statement)


def all_statements(statements: tuple[TypedStatement, ...]) -> Iterator[TypedStatement]:
    """The statements and, after a `first of`, those of its kinds of care."""
    for statement in statements:
        yield statement
        if isinstance(statement, FirstOfStatement):
            for kind in statement.kinds:
                yield from all_statements(kind.statements)


def pools_of(
    statements: tuple[TypedStatement, ...], pools: Mapping[str, TypedPool]
) -> Iterator[str]:
    """The pools of these statements, each once, with those that they stand inside of."""
    stack = [
        pool
        for statement in all_statements(statements)
        if isinstance(statement, CountsTowardStatement)
        for pool in statement.pools
    ]
    seen: set[str] = set()
    while stack:
        name = stack.pop()
        if name not in seen and name in pools:
            seen.add(name)
            yield name
            stack.extend(pools[name].inside)


def is_of_stay(part: object) -> bool:
    """Whether a part of a statement is a term or an amount of the stay, by which the benefit is
    settled for it."""
    match part:
        case OfStay():
            return True
        case DeductibleStatement():
            periods = {part.period, *(period for period, _ in part.periods)}
            return not periods.isdisjoint(("stay", "chain"))
        case CapStatement():
            return part.period == "stay"
        case _:
            return False

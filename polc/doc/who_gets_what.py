"""Who gets what: for each class and layer the deductible, the rate and the cap.

In: a program, how its values are said under the chosen readings. Out: for each benefit `Entitled`s,
the classes of which the same is said together, each term with its clauses.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from attrs import evolve

from polc.compiler.model.origin import Origin
from polc.compiler.typed.nodes.chosen import stands
from polc.compiler.typed.nodes.program import Program, TypedBenefit
from polc.compiler.typed.nodes.statements import (
    CountsTowardStatement,
    FirstOfStatement,
    ForStatement,
    HighestStatement,
    NotForStatement,
    NotSpecifiedStatement,
    PaysWhenStatement,
    TypedStatement,
    WhenStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    AtLeastStatement,
    AtMostStatement,
    BandsStatement,
    CapStatement,
    CountedAtMostStatement,
    DeductibleStatement,
    PayStatement,
    RateStatement,
)
from polc.compiler.typed.nodes.values import Lookup, Typed
from polc.doc.meant_people import classes_of, holds, identities_as, is_among, may_hold
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.wording.changes import tell_change
from polc.wording.statements import PERIODS, tell_alternative, tell_statement
from polc.wording.values import Wording

Column = Literal["deductible", "rate", "cap"]


@frozen
class Term:
    """What is said, and by which clauses."""

    told: str
    clauses: tuple[str, ...]


@frozen(kw_only=True)
class Entitled:
    """What some classes get of a benefit; `kind` is of which care, where that is not one."""

    people: tuple[str, ...]
    kind: str
    deductible: tuple[Term, ...]
    rate: tuple[Term, ...]
    cap: tuple[Term, ...]


def shares_of(benefit: TypedBenefit, program: Program, words: Wording) -> tuple[Entitled, ...]:
    """What each class gets, in the order of the ranks; classes that get nothing are left out."""
    found: dict[tuple[str, tuple[Term, ...], tuple[Term, ...], tuple[Term, ...]], list[str]] = {}
    for person in classes_of(program):
        own = words.of(identities_as(person, program, words))
        if not is_meant(benefit.statements, own):
            continue
        for kind, statements in _kinds(benefit.statements, own):
            columns = [
                tuple(dict.fromkeys(_terms(column, statements, benefit, program, own)))
                for column in ("deductible", "rate", "cap")
            ]
            if columns[1]:
                found.setdefault((kind, columns[0], columns[1], columns[2]), []).append(person)
    return tuple(
        Entitled(people=tuple(people), kind=key[0], deductible=key[1], rate=key[2], cap=key[3])
        for key, people in found.items()
    )


def is_meant(statements: Iterable[TypedStatement], words: Wording) -> bool:
    """Whether a benefit is for the class at all."""
    lines = [line for line in statements if stands(line.where, words.chosen)]
    wanted = [line for line in lines if isinstance(line, ForStatement)]
    if wanted and not any(is_among(line, words) for line in wanted):
        return False
    if any(isinstance(line, NotForStatement) and holds(line.people, words) for line in lines):
        return False
    conditions = [
        line.condition for line in lines if isinstance(line, WhenStatement | PaysWhenStatement)
    ]
    return all(may_hold(condition, words) for condition in conditions)


def _kinds(
    statements: Sequence[TypedStatement], words: Wording
) -> Iterator[tuple[str, tuple[TypedStatement, ...]]]:
    """The statements of each kind of care, with those of all."""
    lines = [line for line in statements if stands(line.where, words.chosen)]
    common = tuple(line for line in lines if not isinstance(line, FirstOfStatement))
    kinds = [kind for line in lines if isinstance(line, FirstOfStatement) for kind in line.kinds]
    if not kinds:
        yield "", common
    for kind in kinds:
        if kind.condition is not None and not may_hold(kind.condition, words):
            continue
        own = tuple(line for line in kind.statements if stands(line.where, words.chosen))
        told = say("other care") if kind.condition is None else words.value(kind.condition)
        yield words.names.tell(told), (*common, *own)


def _terms(
    column: Column,
    statements: Iterable[TypedStatement],
    benefit: TypedBenefit,
    program: Program,
    words: Wording,
) -> Iterator[Term]:
    for line in statements:
        if _column_of(line) == column:
            if isinstance(line, HighestStatement):
                yield from _alternatives(line, words)
            elif isinstance(line, CountsTowardStatement):
                yield from _pools(line, program, words)
            else:
                yield Term(words.names.tell(tell_statement(line, words)), _decided(line, words))
    for change in benefit.changes:
        applies = stands(change.where, words.chosen) and holds(change.people, words)
        if applies and change.condition is not None:
            applies = may_hold(change.condition, words)
        if applies and change.term == column:
            yield _term(tell_change(change, words), change.origin, words)


def _column_of(line: TypedStatement) -> Column | None:
    """In which column a statement stands; in none what is a condition of all."""
    match line:
        case DeductibleStatement():
            return "deductible"
        case (
            RateStatement()
            | BandsStatement()
            | PayStatement()
            | HighestStatement()
            | NotSpecifiedStatement()
        ):
            return "rate"
        case (
            CapStatement()
            | CountedAtMostStatement()
            | AtLeastStatement()
            | AtMostStatement()
            | CountsTowardStatement()
        ):
            return "cap"
        case _:
            return None


def _alternatives(line: HighestStatement, words: Wording) -> Iterator[Term]:
    """The rules of a person-year benefit that are for the class."""
    for way in line.alternatives:
        if not stands(way.where, words.chosen) or not is_among(way, words):
            continue
        if way.condition is not None and not may_hold(way.condition, words):
            continue
        told = tell_alternative(evolve(way, people=None, limited=()), words)
        yield _term(told, way.origin, words)


def _pools(line: CountsTowardStatement, program: Program, words: Wording) -> Iterator[Term]:
    """Shared limits, with their size."""
    if not line.limits:
        return
    for pool in program.pools:
        if pool.id in line.pools:
            told = say(
                "within {pool}: {size} {period}",
                pool=words.names.of(pool.id),
                size=words.value(pool.size),
                period=PERIODS[pool.period],
            )
            yield _term(told, pool.origin, words)


def _decided(line: TypedStatement, words: Wording) -> tuple[str, ...]:
    """The clauses that say it: those of the class's own row of a table, where it cites some; of
    lines that hold for a time, which are one statement, those of each."""
    value: Typed | None = getattr(line, "value", None)
    if isinstance(value, Lookup):
        row = words.row_for_person(value)
        if row is not None and row.origin.clauses:
            return row.origin.clauses
        if not line.origin.clauses:
            cited = (clause for row in value.all_rows for clause in row.origin.clauses)
            return tuple(dict.fromkeys(cited))
    return line.origin.clauses


def _term(told: Text, origin: Origin, words: Wording) -> Term:
    return Term(words.names.tell(told), origin.clauses)

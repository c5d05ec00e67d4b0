"""Which statements of a benefit stand under the choices of a plan.

In: a typed benefit, report or kind of care and the choices of readings. Out: `Terms`.
"""

from collections.abc import Callable, Iterable, Sequence, Set
from typing import TypeVar

from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.typed.nodes.chosen import Chosen
from polc.compiler.typed.nodes.program import TypedBenefit, TypedReport
from polc.compiler.typed.nodes.said_once import AT_MOST_ONE, SINGLE
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
    TypedKindOfCare,
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
    Statement,
)
from polc.compiler.typed.nodes.values import Either, Every, FieldValue, Reaching
from polc.records.evolve import evolve

Stands = Callable[[Chosen | None], bool]
S = TypeVar("S", bound=Statement)
_ALONE = (*SINGLE, *AT_MOST_ONE)
_DAYS = (AsOfStatement, FiguresByStatement)
"""Lines whose readings matter where the days they choose among differ for a person."""


def choose_terms(benefit: TypedBenefit | TypedReport, stands: Stands) -> Terms:
    """The statements that stand. One that is alone of its kind carries the readings of all
    that are written of the kind; the readings of other statements and of changes that fell
    away stand where the benefit opens, those of a person's year on what is due."""
    readings: dict[type[Statement], set[str]] = {}
    for statement in benefit.statements:
        found = readings.setdefault(type(statement), set())
        found.update(where[0] for where in _choices_of(statement))
    kept = [
        _choose(statement, stands) for statement in benefit.statements if stands(statement.where)
    ]
    marked = [
        _with_readings(statement, readings[type(statement)])
        if isinstance(statement, _ALONE)
        else statement
        for statement in kept
    ]
    kinds = {type(statement) for statement in kept}
    changes = benefit.changes if isinstance(benefit, TypedBenefit) else ()
    dropped = {
        statement.where[0]
        for statement in benefit.statements
        if statement.where is not None
        and not stands(statement.where)
        and not (isinstance(statement, _ALONE) and type(statement) in kinds)
    }
    dropped |= {
        change.where[0]
        for change in changes
        if change.where is not None and not stands(change.where)
    }
    dropped -= {
        line.where[0] for line in benefit.statements if isinstance(line, _DAYS) and line.where
    }
    terms = Terms(
        name=benefit.id,
        owner=benefit.id,
        part=benefit.id,
        origin=benefit.origin,
        changes=tuple(change for change in changes if stands(change.where)),
        over_year=isinstance(benefit, TypedBenefit) and benefit.per == "claims_of_year",
        as_of=choose_as_of(benefit, stands)[0] if isinstance(benefit, TypedBenefit) else "",
        dropped_readings=tuple(sorted(dropped)),
    )
    return _reach_back(_sorted(terms, marked), stands)


def _reach_back(terms: Terms, stands: Stands) -> Terms:
    """Where a recognition reaches back, its identities count within its reach as if they were held,
    those in brackets while their condition holds: the changes for them stand there too."""
    if terms.people is None or terms.people.people is None:
        return terms
    everywhere = terms.people.people.reaching
    limited = [part for part in terms.people.limited if part.people.reaching]
    if not everywhere and not limited:
        return terms
    changes = []
    for change in terms.changes:
        members = change.people.members
        meant = {identity for identity, wheres in members if all(map(stands, wheres))}
        people = evolve(change.people, reaching=_reaching_of(meant, everywhere))
        reached = tuple(
            Every((evolve(people, reaching=reaching), part.condition))
            for part in limited
            if (reaching := _reaching_of(meant, part.people.reaching))
        )
        changes.append(evolve(change, people=people, reached=Either(reached) if reached else None))
    return evolve(terms, changes=tuple(changes))


def _reaching_of(meant: Set[str], reaching: Iterable[Reaching]) -> tuple[Reaching, ...]:
    """How far the recognitions of those meant reach back."""
    own = (
        evolve(reach, members=tuple(held for held in reach.members if held[0] in meant))
        for reach in reaching
    )
    return tuple(reach for reach in own if reach.members)


def choose_as_of(benefit: TypedBenefit, stands: Stands) -> tuple[str, Origin]:
    """The day whose identities count for a benefit, and where that is said, under which
    readings."""
    lines = [line for line in benefit.statements if isinstance(line, AsOfStatement)]
    for line in lines:
        if stands(line.where):
            return line.day, evolve(line.origin, readings=_readings_of(lines))
    return benefit.as_of, evolve(benefit.origin, readings=_readings_of(lines))


def find_figures_day(benefit: TypedBenefit) -> tuple[str, tuple[str, ...]]:
    """The date of the person by whose year the benefit's figures go under some reading, and
    those readings; no name where there is none."""
    lines = [line for line in benefit.statements if isinstance(line, FiguresByStatement)]
    names = [
        line.day.field.name
        for line in lines
        if isinstance(line.day, FieldValue) and line.day.field.scope == "person"
    ]
    return (names[0], _readings_of(lines)) if names else ("", ())


def _readings_of(lines: Sequence[Statement]) -> tuple[str, ...]:
    return tuple(sorted({line.where[0] for line in lines if line.where is not None}))


def terms_of_kind(kind: TypedKindOfCare, terms: Terms, stands: Stands) -> Terms:
    """The statements of a kind of care that stand, as terms of a name of their own; rounding
    and mode are those of the benefit, adjustments and floors too."""
    own = Terms(
        name=f"{terms.name}.{kind.name}",
        owner=terms.owner,
        part=f"{terms.part}.{kind.name}",
        origin=kind.origin,
        changes=terms.changes,
        over_year=terms.over_year,
        along=terms.accumulated_period,
    )
    kept = _sorted(
        own,
        [_choose(statement, stands) for statement in kind.statements if stands(statement.where)],
    )
    return evolve(
        kept,
        along=kept.along if kept.deductible is None else None,
        round=kept.round or terms.round,
        mode_statement=kept.mode_statement or terms.mode_statement,
        at_least=(*kept.at_least, *terms.at_least),
    )


def _sorted(terms: Terms, kept: list[TypedStatement]) -> Terms:
    """The terms with these statements, each under its kind."""

    def every(kind: type[S]) -> tuple[S, ...]:
        return tuple(statement for statement in kept if isinstance(statement, kind))

    def only(kind: type[S]) -> S | None:
        return next(iter(every(kind)), None)

    return evolve(
        terms,
        people=only(ForStatement),
        not_for=every(NotForStatement),
        when=every(WhenStatement),
        pays_when=every(PaysWhenStatement),
        counts_when=every(CountsWhenStatement),
        class_=only(ClassStatement),
        once=only(OnceStatement),
        rival=only(RivalStatement),
        not_specified=only(NotSpecifiedStatement),
        base=only(BaseStatement),
        deductible=only(DeductibleStatement),
        mode_statement=only(ModeStatement),
        rate=only(RateStatement),
        bands=only(BandsStatement),
        pay=only(PayStatement),
        first_of=only(FirstOfStatement),
        highest=only(HighestStatement),
        at_least=every(AtLeastStatement),
        at_most=every(AtMostStatement),
        caps=every(CapStatement),
        counted_at_most=only(CountedAtMostStatement),
        counts_toward=every(CountsTowardStatement),
        round=only(RoundStatement),
        figures_by=only(FiguresByStatement),
        paid_by=every(PaidByStatement),
        payer=only(PayerStatement),
        leaving=every(LeavingStatement),
        start=only(StartStatement),
        due=every(DueStatement),
        share=only(ShareStatement),
        borne_by=every(BorneByStatement),
    )


def _choose(statement: TypedStatement, stands: Stands) -> TypedStatement:
    """A deductible has the period that its reading chooses, and counts as its reading says; kinds
    of care have the statements that stand."""
    if isinstance(statement, FirstOfStatement):
        kinds = tuple(
            evolve(kind, statements=tuple(line for line in kind.statements if stands(line.where)))
            for kind in statement.kinds
        )
        return statement if kinds == statement.kinds else evolve(statement, kinds=kinds)
    if not isinstance(statement, DeductibleStatement):
        return statement
    periods = (period for period, where in statement.periods if stands(where))
    countings = (counting for counting, where in statement.countings if stands(where))
    return evolve(
        statement,
        period=next(periods, statement.period),
        counting=next(countings, statement.counting),
    )


def _choices_of(statement: TypedStatement) -> list[Chosen]:
    """The choices on which a statement, its period or what it counts hangs."""
    found = [statement.where] if statement.where is not None else []
    if isinstance(statement, DeductibleStatement):
        found += [where for _, where in (*statement.periods, *statement.countings)]
    return found


def _with_readings(statement: TypedStatement, readings: set[str]) -> TypedStatement:
    origin = evolve(statement.origin, readings=tuple(sorted(readings)))
    return evolve(statement, origin=origin)

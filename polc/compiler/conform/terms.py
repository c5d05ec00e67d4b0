"""What a benefit says for one identity, under the default readings.

In: a typed benefit, an identity. Out: the values that may stand for a term with the statements
that say them, each a figure, a parameter or another value that is left as it is written.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import TypeVar

from polc.compiler.model.origin import Origin
from polc.compiler.model.readings import ReadingSpec
from polc.compiler.model.record import frozen
from polc.compiler.typed.nodes.changes import BenefitChange
from polc.compiler.typed.nodes.chosen import Chosen, stands
from polc.compiler.typed.nodes.program import TypedBenefit, TypedReport
from polc.compiler.typed.nodes.statements import (
    FirstOfStatement,
    ForStatement,
    HighestStatement,
    NotForStatement,
    TypedAlternative,
    TypedStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    BaseStatement,
    CapStatement,
    DeductibleStatement,
    PayStatement,
    RateStatement,
    Statement,
)
from polc.compiler.typed.nodes.values import (
    BandsValue,
    ByReading,
    ExtremeOf,
    Figure,
    Held,
    Lookup,
    MovingBands,
    Row,
    Scaled,
    Typed,
)
from polc.runtime.amounts import RATE_UNIT, round_half_up

S = TypeVar("S", bound=Statement)
A = TypeVar("A", bound=BenefitChange)
WithValue = (
    BaseStatement
    | DeductibleStatement
    | RateStatement
    | BandsStatement
    | CapStatement
    | PayStatement
)
"""What a requirement may ask the value of."""


@frozen
class Said:
    """A value, and the statement that says it."""

    value: Typed
    origin: Origin


class StandingTerms:
    """The terms of one benefit, or of a right, under the default readings."""

    def __init__(
        self, benefit: TypedBenefit | TypedReport, readings: Mapping[str, ReadingSpec]
    ) -> None:
        self.benefit = benefit
        self.adjustments = benefit.changes if isinstance(benefit, TypedBenefit) else ()
        self.chosen = {name: reading.default for name, reading in readings.items()}

    def stands(self, where: Chosen | None) -> bool:
        """Whether a statement stands under the defaults."""
        return stands(where, self.chosen)

    def said(self, *kinds: type[S]) -> Iterator[S]:
        """The statements of these kinds that stand, those of its kinds of care too."""
        for statement in self._standing(self.benefit.statements):
            if isinstance(statement, kinds):
                yield statement

    def _standing(self, statements: tuple[TypedStatement, ...]) -> Iterator[TypedStatement]:
        for statement in statements:
            if self.stands(statement.where):
                yield statement
                if isinstance(statement, FirstOfStatement):
                    for kind in statement.kinds:
                        yield from self._standing(kind.statements)

    def is_for(self, identity: str) -> bool:
        """Whether it is for holders of the identity, whom no `not for` leaves out."""
        named = [
            statement.people
            for statement in self.said(ForStatement)
            if statement.people is not None
        ]
        left_out = any(self.names(statement.people, identity) for statement in self._left_out())
        return not left_out and (not named or any(self.names(people, identity) for people in named))

    def _left_out(self) -> list[NotForStatement]:
        """Of the whole; what one kind of care says leaves nobody out of the others."""
        return [
            statement
            for statement in self.benefit.statements
            if isinstance(statement, NotForStatement) and self.stands(statement.where)
        ]

    def origin_of_people(self) -> Origin:
        """The line that says for whom it is, else that of the whole."""
        named = [statement for statement in self.said(ForStatement) if statement.people is not None]
        return (*named, *self._left_out(), self.benefit)[0].origin

    def names(self, people: Held | None, identity: str) -> bool:
        """Whether an identity is meant by these people."""
        if people is None or people.everyone:
            return True
        return any(
            member == identity and all(self.stands(condition) for condition in conditions)
            for member, conditions in people.members
        )

    def values(self, identity: str, *kinds: type[WithValue]) -> list[Said]:
        """Every value that may hold for the identity in the statements of these kinds."""
        return [
            leaf
            for statement in self.said(*kinds)
            for leaf in self.leaves(statement.value, identity, statement.origin)
        ]

    def alternatives(self, identity: str) -> list[TypedAlternative]:
        """The alternatives of a person-year benefit that are for the identity."""
        return [
            alternative
            for statement in self.said(HighestStatement)
            for alternative in statement.alternatives
            if self.stands(alternative.where) and self.names(alternative.people, identity)
        ]

    def amounts(self, identity: str) -> list[Said]:
        """What a person-year benefit may pay the identity."""
        if any(self.said(PayStatement)) and self.is_for(identity):
            return self.values(identity, PayStatement)
        return [
            value
            for alternative in self.alternatives(identity)
            for value in self.leaves(alternative.value, identity, alternative.origin)
        ]

    def changes(self, identity: str, kind: type[A]) -> list[A]:
        """The adjustments of the identity's terms."""
        return [
            change
            for change in self.adjustments
            if isinstance(change, kind)
            and self.stands(change.where)
            and self.names(change.people, identity)
        ]

    def leaves(self, value: Typed | None, identity: str, origin: Origin) -> list[Said]:
        """The values at the ends of tables and choices; a line of a table with clauses of its
        own says what stands in it, else the `origin` of the whole does."""
        match value:
            case None:
                return []
            case Lookup() if value.key is None:
                for row in value.rows:
                    if self.names(Held(row.members), identity):
                        return self.leaves(row.value, identity, _nearest(row, origin))
                return self.leaves(value.otherwise, identity, _rest(value, origin))
            case Lookup():
                found = self.leaves(value.otherwise, identity, _rest(value, origin))
                for row in reversed(value.rows):
                    found = self.leaves(row.value, identity, _nearest(row, origin)) + found
                return found
            case Scaled():
                return [
                    Said(_scaled_of(value, rate.value, amount.value), rate.origin)
                    for rate in self.leaves(value.rate, identity, origin)
                    for amount in self.leaves(value.amount, identity, origin)
                ]
            case ExtremeOf():
                ends = [self.leaves(part, identity, origin) for part in value.parts]
                return [_extreme_of(value, some) for some in product(*ends)]
            case ByReading():
                choice = self.chosen[value.reading]
                cited = value.row_of(choice) or origin
                return self.leaves(dict(value.choices)[choice], identity, cited)
            case BandsValue():
                return [Said(Figure("rate", rate), origin) for _, rate in value.rows]
            case MovingBands():
                return [
                    leaf for _, rate in value.rows for leaf in self.leaves(rate, identity, origin)
                ]
            case _:
                return [Said(value, origin)]


def _scaled_of(value: Scaled, rate: Typed, amount: Typed) -> Typed:
    """A rate of an amount; one of a rate is a rate itself where both are figures."""
    if value.kind == "rate" and isinstance(rate, Figure) and isinstance(amount, Figure):
        return Figure("rate", round_half_up(rate.value * amount.value, RATE_UNIT))
    return Scaled(rate, amount, value.kind)


def _extreme_of(value: ExtremeOf, some: tuple[Said, ...]) -> Said:
    """The highest or lowest of values at the ends: a figure where all of them are."""
    parts = tuple(said.value for said in some)
    figures = [part.value for part in parts if isinstance(part, Figure)]
    if len(figures) < len(parts):
        return Said(ExtremeOf(value.kind, value.op, parts), some[0].origin)
    chosen = max(figures) if value.op == "max" else min(figures)
    return next(
        said for said in some if isinstance(said.value, Figure) and said.value.value == chosen
    )


def _rest(table: Lookup, origin: Origin) -> Origin:
    return table.otherwise_origin if table.otherwise_origin.clauses else origin


def _nearest(row: Row, origin: Origin) -> Origin:
    return row.origin if row.origin.clauses else origin

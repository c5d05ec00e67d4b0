"""What a benefit says for one identity, under the default readings.

In: a typed benefit, an identity. Out: the values that may stand for a term with the lines
that say them, each a figure, a parameter or another value that is left as it is written.
"""

from collections.abc import Iterator, Mapping

from attrs import frozen

from polc.compiler.model.origin import Origin
from polc.compiler.model.readings import ReadingSpec
from polc.compiler.typed.assignments import stands
from polc.compiler.typed.program import (
    TypedAlternative,
    TypedBenefit,
    TypedChange,
    TypedLine,
)
from polc.compiler.typed.typed import (
    BandsValue,
    ByReading,
    Chosen,
    Figure,
    Held,
    Lookup,
    MovingBands,
    Row,
    Scaled,
    Typed,
)


@frozen
class Said:
    """A value, and the line that says it."""

    value: Typed
    origin: Origin


class Terms:
    """The terms of one benefit under the default readings."""

    def __init__(self, benefit: TypedBenefit, readings: Mapping[str, ReadingSpec]) -> None:
        self.benefit = benefit
        self.chosen = {name: one.default for name, one in readings.items()}

    def stands(self, where: Chosen | None) -> bool:
        """Whether a line stands under the defaults."""
        return stands(where, self.chosen)

    def lines(self, *terms: str) -> Iterator[TypedLine]:
        """The lines of these terms, those of its kinds of care too."""
        for line in self.benefit.lines:
            if not self.stands(line.where):
                continue
            if line.term in terms:
                yield line
            for case in line.cases:
                yield from (
                    one for one in case.lines if one.term in terms and self.stands(one.where)
                )

    def is_for(self, identity: str) -> bool:
        """Whether the benefit is for holders of the identity."""
        named = [line for line in self.lines("for") if isinstance(line.value, Held)]
        return not named or any(self.names(line.value, identity) for line in named)

    def names(self, people: Typed | None, identity: str) -> bool:
        """Whether an identity is meant by these people."""
        if not isinstance(people, Held):
            return True
        return any(
            one == identity and all(self.stands(each) for each in conditions)
            for one, conditions in people.members
        )

    def values(self, identity: str, *terms: str) -> list[Said]:
        """Every value that may hold for the identity in the lines of these terms."""
        return [
            one
            for line in self.lines(*terms)
            for one in self.leaves(line.value, identity, line.origin)
        ]

    def alternatives(self, identity: str) -> list[TypedAlternative]:
        """The alternatives of a person-year benefit that are for the identity."""
        return [
            one
            for line in self.lines("highest")
            for one in line.alternatives
            if self.stands(one.where) and self.names(one.people, identity)
        ]

    def amounts(self, identity: str) -> list[Said]:
        """What a person-year benefit may pay the identity."""
        if any(line.value is not None for line in self.lines("pay")) and self.is_for(identity):
            return self.values(identity, "pay")
        return [
            value
            for one in self.alternatives(identity)
            for value in self.leaves(one.value, identity, one.origin)
        ]

    def changes(self, identity: str, *attributes: str) -> list[TypedChange]:
        """The adjustments of the identity's terms."""
        return [
            one
            for one in self.benefit.changes
            if one.attribute in attributes
            and self.stands(one.where)
            and self.names(one.people, identity)
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
                    Said(Scaled(rate.value, amount.value, value.kind), rate.origin)
                    for rate in self.leaves(value.rate, identity, origin)
                    for amount in self.leaves(value.amount, identity, origin)
                ]
            case ByReading():
                chosen = dict(value.choices)[self.chosen[value.reading]]
                return self.leaves(chosen, identity, origin)
            case BandsValue():
                return [Said(Figure("rate", rate), origin) for _, rate in value.rows]
            case MovingBands():
                return [
                    leaf for _, rate in value.rows for leaf in self.leaves(rate, identity, origin)
                ]
            case _:
                return [Said(value, origin)]


def _rest(table: Lookup, origin: Origin) -> Origin:
    return table.otherwise_origin if table.otherwise_origin.clauses else origin


def _nearest(row: Row, origin: Origin) -> Origin:
    return row.origin if row.origin.clauses else origin

"""What a value of a policy comes to, in words.

In: a typed value, the choices of the readings, for one class or for all. Out: `Text`, of which each
part speaks the reader's language. A table is told row by row; for one class its row alone.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, assert_never

from attrs import evolve

from polc.compiler.typed.nodes.chosen import Member, stands
from polc.compiler.typed.nodes.values import (
    BandsValue,
    ByReading,
    CalendarYear,
    ComparisonOf,
    Either,
    Every,
    ExtremeOf,
    FieldValue,
    Figure,
    Held,
    HeldSince,
    LayerValue,
    Lookup,
    MonthsLater,
    MovingBands,
    MultipleOf,
    Not,
    OfStay,
    ParameterValue,
    PortionOf,
    RoundedTo,
    Row,
    Running,
    Scaled,
    SumOf,
    TallyValue,
    Typed,
)
from polc.messages.text import Text, both, either, joined, listed, say
from polc.records.frozen import frozen
from polc.runtime.amounts import UNLIMITED
from polc.runtime.vocabulary import PLACE_FIELDS
from polc.wording.figures import band_words, figure_words, money_words, rate_words
from polc.wording.names import Names


@frozen
class Wording:
    """Says values of a policy. `chosen` are the choices of its readings, `figures` what its
    parameters are where that is known, `person` the class for which it says them, as its
    identities (None: all)."""

    names: Names
    chosen: Mapping[str, str]
    figures: Mapping[str, str]
    person: tuple[str, ...] | None = None

    def of(self, person: tuple[str, ...]) -> "Wording":
        """The same for one class: the identities that count as held, the highest ranked first."""
        return evolve(self, person=person)

    def value(self, value: Typed) -> Text:  # noqa: C901  # one case for each type
        """A value in words."""
        match value:
            case Figure():
                return figure_words(value)
            case ParameterValue():
                return self._parameter(value)
            case FieldValue():
                return self._named(value.field.name)
            case Running():
                return self._named(value.name)
            case TallyValue():
                return self._named(value.tally)
            case OfStay():
                return say("{amount} of the stay so far", amount=self.value(value.part))
            case LayerValue():
                return self._named(f"{value.benefit}.{value.part}")
            case Held():
                return self._held(value)
            case HeldSince():
                people = listed(self.people(value.members))
                return say("day of recognition as {identities}", identities=people)
            case CalendarYear():
                return say("the year of {day}", day=self.value(value.day))
            case ExtremeOf():
                return self._extreme(value)
            case PortionOf():
                return say(
                    "of {amount} as much as {part} is of {whole}",
                    amount=self.value(value.amount),
                    part=self.value(value.part),
                    whole=self.value(value.whole),
                )
            case MonthsLater():
                return self._months(value)
            case SumOf():
                return self._sum(value)
            case Scaled():
                return say(
                    "{rate} of {amount}",
                    rate=self.inner(value.rate),
                    amount=self.inner(value.amount),
                )
            case RoundedTo():
                return say(
                    "{value}, in whole {unit}",
                    value=self.inner(value.value),
                    unit=money_words(value.unit),
                )
            case MultipleOf():
                return say(
                    "{unit} × {count}", unit=self.inner(value.unit), count=self.inner(value.count)
                )
            case Lookup():
                return self._table(value)
            case ByReading():
                return self.value(self._read(value))
            case ComparisonOf():
                return self._comparison(value)
            case Every():
                return both(map(self.inner, value.parts))
            case Either():
                return either(map(self.inner, value.parts))
            case Not():
                return say("not ({condition})", condition=self.value(value.part))
            case BandsValue():
                return joined(
                    band_words(None if edge == UNLIMITED else money_words(edge), rate_words(rate))
                    for edge, rate in value.rows
                )
            case MovingBands():
                return joined(
                    band_words(None if edge is None else self.value(edge), self.value(rate))
                    for edge, rate in value.rows
                )
            case _:
                assert_never(value)

    def inner(self, value: Typed) -> Text:
        """A value inside another: in brackets where it is made of several."""
        told = self.value(value)
        several = isinstance(value, SumOf | Every | Either | Scaled | Held) or (
            isinstance(value, Lookup)
            and not is_membership(value)
            and self.row_for_person(value) is None
        )
        return say("({value})", value=told) if several else told

    def people(self, members: Iterable[Member]) -> list[str]:
        """The titles of those that are meant under the readings."""
        return [self.names.of(identity) for identity in self.identities(members)]

    def identities(self, members: Iterable[Member]) -> tuple[str, ...]:
        """Those that are meant under the readings, by id."""
        held = [
            identity
            for identity, conditions in members
            if all(stands(where, self.chosen) for where in conditions)
        ]
        return tuple(dict.fromkeys(held))

    def settled(self, value: Typed) -> Typed:
        """The value as it stands under the readings, for one class: behind a choice and a row of
        the class."""
        if isinstance(value, ByReading):
            return self.settled(self._read(value))
        row = self.row_for_person(value) if isinstance(value, Lookup) else None
        return value if row is None else self.settled(row.value)

    def row_for_person(self, table: Lookup) -> Row | None:
        """Of a table by identity the row of the class; None of another table, or for all."""
        if table.key is not None or self.person is None:
            return None
        for identity in self.person:
            for row in table.rows:
                if identity in self.identities(row.members):
                    return row
        return None if table.otherwise is None else table.all_rows[-1]

    def _named(self, name: str) -> Text:
        return say("{word}", word=self.names.of(name))

    def _parameter(self, value: ParameterValue) -> Text:
        figure = self.figures.get(value.parameter)
        if figure is None:
            return self._named(value.parameter)
        return say("{name} ({value})", name=self.names.of(value.parameter), value=figure)

    def _held(self, value: Held) -> Text:
        if value.everyone:
            return say("everyone")
        people = either(self.people(value.members))
        match value.on:
            case "day":
                return say("the person is {people}", people=people)
            case "month":
                return say("the person is {people} in the month", people=people)
            case "year":
                return say("the person is {people} in the year", people=people)
            case _:
                assert_never(value.on)

    def _sum(self, value: SumOf) -> Text:
        """A sum; what a reading or a class makes nothing of is left out."""
        if self.settled(value.right) == Figure("money", 0):
            return self.value(value.left)
        left, right = self.value(value.left), self.inner(value.right)
        if value.op == "add":
            return say("{left} + {right}", left=left, right=right)
        return say("{left} − {right}", left=left, right=right)

    def _extreme(self, value: ExtremeOf) -> Text:
        parts = listed(map(self.value, value.parts))
        if value.kind == "date":
            return (
                say("the latest of ({parts})", parts=parts)
                if value.op == "max"
                else say("the earliest of ({parts})", parts=parts)
            )
        return (
            say("the highest of ({parts})", parts=parts)
            if value.op == "max"
            else say("the lowest of ({parts})", parts=parts)
        )

    def _months(self, value: MonthsLater) -> Text:
        months, day = self.value(value.months), self.value(value.day)
        if value.of_month:
            return (
                say("the first day of the month {months} before {day}", months=months, day=day)
                if value.earlier
                else say("the first day of the month {months} after {day}", months=months, day=day)
            )
        if value.earlier:
            return say("{months} before {day}", months=months, day=day)
        return say("{months} after {day}", months=months, day=day)

    def _read(self, value: ByReading) -> Typed:
        choices = dict(value.choices)
        return choices.get(self.chosen.get(value.reading, ""), value.choices[0][1])

    def _table(self, table: Lookup) -> Text:
        own = self.row_for_person(table)
        if own is not None:
            return self.value(own.value)
        if is_membership(table):
            assert table.key is not None
            return say(
                "{left} is {right}",
                left=self.value(table.key),
                right=either(self.keys(table, table.rows[0])),
            )
        rows = [self.row(table, row) for row in table.all_rows]
        if isinstance(table.key, FieldValue) and table.key.kind == "count":
            # Of numbers alone nobody would know what they count.
            rows[0] = say("{name} {row}", name=self.value(table.key), row=rows[0])
        return joined(rows)

    def row(self, table: Lookup, row: Row) -> Text:
        """A row of a table: its keys and its value."""
        if not row.members and not row.ranges:
            return say("otherwise: {value}", value=self.value(row.value))
        return say(
            "{keys}: {value}", keys=listed(self.keys(table, row)), value=self.value(row.value)
        )

    def keys(self, table: Lookup, row: Row) -> list[Text]:
        """What a row is for."""
        if row.members:
            return [say("{word}", word=person) for person in self.people(row.members)]
        key = table.key
        return [_range_words(self, key, low, high) for low, high in row.ranges]

    def _comparison(self, value: ComparisonOf) -> Text:
        left, right = value.left, value.right
        if isinstance(left, FieldValue) and isinstance(right, Figure) and right.kind == "choice":
            place = self.names.of(left.field.choices[right.value])
            if value.op == "le" and left.field.name in PLACE_FIELDS:
                return say("{left} within {right}", left=self.value(left), right=place)
            return say("{left} is {right}", left=self.value(left), right=place)
        sides = self.inner(left), self.inner(right)
        if "date" in (left.kind, right.kind):
            return _compare_days(value.op, *sides)
        match value.op:
            case "ge":
                return say("{left} is at least {right}", left=sides[0], right=sides[1])
            case "gt":
                return say("{left} is over {right}", left=sides[0], right=sides[1])
            case "le":
                return say("{left} is at most {right}", left=sides[0], right=sides[1])
            case "lt":
                return say("{left} is under {right}", left=sides[0], right=sides[1])
            case "eq":
                return say("{left} is {right}", left=sides[0], right=sides[1])
            case _:
                assert_never(value.op)


def _compare_days(op: Literal["ge", "gt", "le", "lt", "eq"], left: Text, right: Text) -> Text:
    match op:
        case "ge":
            return say("{left} is not before {right}", left=left, right=right)
        case "gt":
            return say("{left} is after {right}", left=left, right=right)
        case "le":
            return say("{left} is not after {right}", left=left, right=right)
        case "lt":
            return say("{left} is before {right}", left=left, right=right)
        case "eq":
            return say("{left} is {right}", left=left, right=right)
        case _:
            assert_never(op)


def is_membership(table: Lookup) -> bool:
    """Whether it is `kind is (a, b)`: yes for some keys, no for the others."""
    return (
        table.kind == "flag"
        and table.key is not None
        and len(table.rows) == 1
        and table.rows[0].value == Figure("flag", 1)
        and table.otherwise == Figure("flag", 0)
    )


def _range_words(wording: Wording, key: Typed | None, low: int | None, high: int | None) -> Text:
    """A key of a table: a word, a number, numbers from one to another."""
    field = key.field if isinstance(key, FieldValue | TallyValue) else None
    if field is not None and field.choices and high is not None:
        return say("{word}", word=wording.names.of(field.choices[high]))
    kind = "count" if key is None else key.kind
    if kind == "flag":
        assert key is not None
        told = wording.value(key)
        return told if low else say("not ({condition})", condition=told)
    first = None if low is None else figure_words(Figure(kind, low))
    last = None if high is None else figure_words(Figure(kind, high))
    if first is not None and last is not None:
        return first if low == high else say("{first} to {last}", first=first, last=last)
    if first is not None:
        return say("from {first}", first=first)
    return say("up to {last}", last=last if last is not None else say("any"))

"""A case settled without a detour, where nothing about it is out of the ordinary.

In: what the policy knows of its cases, its functions by year. Out: a `PlainRoad`, which takes a
case straight from its object to what its claims came to, or says that the case is not plain: then
`read_case` and `settle_claims` find out what it is, and settle or refuse it. Where both settle a
case they come to the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final, TypeVar

from attrs import field

from polc.messages.text import Text
from polc.records.mutable import define
from polc.runtime.amounts import MISSING, MOST_MONEY
from polc.runtime.benefit_year import days_of_year, year_of_day
from polc.runtime.case import CaseLayout, PersonRead
from polc.runtime.errors import Problems
from polc.runtime.executable import Executable
from polc.runtime.plain.keep_case import ORDINARY, WITHOUT_MORE, keep_case
from polc.runtime.plain.plain_claim import (
    CONSTANTS,
    NOT_PLAIN,
    ClaimShape,
    Target,
    make_claim_shape,
)
from polc.runtime.plain.plain_person import (
    BORN,
    PersonShape,
    PlainPerson,
    make_person_shape,
)
from polc.runtime.plain.plain_work import PlainWork
from polc.runtime.plain.plain_year import PlainYear
from polc.runtime.plain.reader import NotPlainError
from polc.runtime.plain.settle_plain import PlainClaim
from polc.runtime.read.read_person import read_person
from polc.runtime.read.read_value import FIRST_YEAR, LAST_YEAR
from polc.runtime.remember import remember
from polc.runtime.settle.settle import person_figures
from polc.runtime.tell.header import Header
from polc.runtime.tell.result import Settlement

_EMPTY: Final = frozenset(("parameters", "readings", "region", "opening"))
"""What a plain case may have with nothing in it."""

_MOST_REMEMBERED: Final = 1000
"""So many orders of keys are remembered, and so many sets of identities; a case makes them up."""

_ORDER: Final = itemgetter(0, 1, 2)

Made = TypeVar("Made")


@define(eq=False, kw_only=True)
class PlainRoad:
    """`inputs` are the arguments of the policy's function, `reports` what the reports of a claim
    ask for, `of_year` what else is asked of the person and the year; `prepare` gives the
    functions of a year (None: its parameters are refused), `note_unplaced` what is said of
    identities that the policy has no place for. Threads share it: what is remembered may be worked
    out twice."""

    layout: CaseLayout
    inputs: tuple[Target, ...]
    reports: tuple[Target, ...]
    of_year: tuple[Target, ...]
    prepare: Callable[[int], tuple[Executable, Header] | None]
    note_unplaced: Callable[[PersonRead], Sequence[Text]]
    _of_year: tuple[Target, ...] = field(init=False)
    _of_person: tuple[Target, ...] = field(init=False)
    _years: dict[int, PlainYear | None] = field(factory=dict, init=False)
    _by_day: dict[int, PlainYear] = field(factory=dict, init=False)
    _claims: dict[tuple[str, ...], ClaimShape | None] = field(factory=dict, init=False)
    _persons: dict[tuple[str, ...], PersonShape | None] = field(factory=dict, init=False)

    @_of_year.default
    def _find_of_year(self) -> tuple[Target, ...]:
        scopes = ("system", "since")
        of_year = (target for target in self._asked() if target[0] in scopes)
        return tuple(target for target in of_year if target != ("system", "date"))

    @_of_person.default
    def _find_of_person(self) -> tuple[Target, ...]:
        return tuple(target for target in self._asked() if target[0] in ("person", "region"))

    def _asked(self) -> Iterable[Target]:
        """Everything that something asks for, once."""
        return dict.fromkeys((*self.inputs, *self.reports, *self.of_year))

    def settle(self, case: Mapping[str, Any], whole: Mapping[str, Any]) -> Settlement | None:
        """The settlement, or None where the case is not plain; `whole` is the case with what it
        brings for the policy."""
        try:
            year, claims, person = self._read(case)
        except NOT_PLAIN:
            return None
        settled = year.settler.settle(claims, person.fixed)
        if settled is None:
            return None
        return Settlement(
            PlainWork(year, person, settled, keep_case(whole, claims, has_days=person.has_days))
        )

    def _read(self, case: Mapping[str, Any]) -> tuple[PlainYear, list[PlainClaim], PlainPerson]:
        """The claims in the order of settlement, the person. Raises one of `NOT_PLAIN`."""
        self._check_top(case)
        claims: list[PlainClaim] = []
        for claim in case["claims"]:
            claims.append(self._read_claim(claim, len(claims)))
        year = self._year_of(case.get("year"), claims)
        _check_claims(claims, year)
        if len(claims) > 1:
            claims.sort(key=_ORDER)
        return year, claims, self._read_person(case["person"], year)

    def _check_top(self, case: Mapping[str, Any]) -> None:
        """A plain case has a person and claims; whatever else it has is empty."""
        if type(case) is not dict or type(case["claims"]) is not list:
            raise NotPlainError
        if len(case) == WITHOUT_MORE and "person" in case:
            return
        policy = case.get("policy")
        if policy is not None and policy != self.layout.policy:
            raise NotPlainError
        if not case.keys() <= ORDINARY:
            for key in case.keys() - ORDINARY:
                if key not in _EMPTY or (case[key] is not None and case[key] != {}):
                    raise NotPlainError

    def _read_claim(self, claim: Any, position: int) -> PlainClaim:
        if type(claim) is not dict:
            raise NotPlainError
        shape = self._claims.get(tuple(claim)) or self._make_claim_shape(claim)
        try:
            values = shape.reader.read(claim)
        except NOT_PLAIN:
            # Fields without a value are as if they were not there.
            claim = {key: value for key, value in claim.items() if value is not None}
            shape = self._claims.get(tuple(claim)) or self._make_claim_shape(claim)
            values = shape.reader.read(claim)
        seq = 0 if shape.seq is None else values[shape.seq]
        return values[shape.date], seq, position, shape, values

    def _make_claim_shape(self, claim: dict[str, Any]) -> ClaimShape:
        keys, fixed = tuple(claim), (*self._of_year, *self._of_person)
        if keys not in self._claims:
            shape = make_claim_shape(keys, self.layout, self.inputs, fixed)
            remember(self._claims, keys, shape, _MOST_REMEMBERED)
        return _known(self._claims[keys])

    def _year_of(self, given: Any, claims: Sequence[PlainClaim]) -> PlainYear:
        if given is None:
            if not claims:
                raise NotPlainError
            _, _, _, shape, values = claims[0]
            day = values[shape.day]
            found = self._by_day.get(day)
            if found is None:
                found = self._year_of(year_of_day(day, self.layout.year_begins), claims)
                remember(self._by_day, day, found, _MOST_REMEMBERED)
            return found
        if type(given) is not int:
            raise NotPlainError
        year = self._years.get(given)
        if year is None:
            if given not in self._years:
                remember(self._years, given, self._open_year(given), _MOST_REMEMBERED)
            year = _known(self._years[given])
        return year

    def _open_year(self, year: int) -> PlainYear | None:
        layout = self.layout
        if layout.in_force_missing or layout.left_open is not None or layout.shared is not None:
            return None
        if any(window.flag for window in layout.windows):
            return None
        prepared = self.prepare(year) if FIRST_YEAR <= year <= LAST_YEAR else None
        if prepared is None or prepared[0].pays_years:
            return None
        start, end = layout.in_force
        first, last = days_of_year(year, layout.year_begins)
        return PlainYear(
            executable=prepared[0],
            header=prepared[1],
            year=year,
            first=first if start is None else max(first, start),
            last=last if end is None else min(last, end),
            fixed=(*self._of_year, *self._of_person),
            note_unplaced=self.note_unplaced,
        )

    def _read_person(self, person: Any, year: PlainYear) -> PlainPerson:
        if type(person) is not dict:
            raise NotPlainError
        try:
            shape = self._persons.get(tuple(person)) or self._make_person_shape(person)
            values = shape.read(person)
            if shape.born is not None and values[shape.born] > year.first:
                raise NotPlainError
        except NOT_PLAIN:
            return self._read_with_days(person, year)
        named = None if shape.identities is None else values[shape.identities]
        known = year.figures.get(named)
        if known is None:
            read = shape.as_read(values)
            known = self._figures_on(read, year, year.first), tuple(self.note_unplaced(read))
            remember(year.figures, named, known, _MOST_REMEMBERED)
        figures, notes = known
        return PlainPerson(figures + shape.pick(values), notes, shape, values)

    def _make_person_shape(self, person: dict[str, Any]) -> PersonShape:
        keys = tuple(person)
        if keys not in self._persons:
            shape = make_person_shape(keys, self.layout, self._of_person)
            remember(self._persons, keys, shape, _MOST_REMEMBERED)
        return _known(self._persons[keys])

    def _read_with_days(self, person: Any, year: PlainYear) -> PlainPerson:
        """A person some of whose identities begin or end, or who is not plain in another way."""
        problems = Problems()
        read = read_person(person, self.layout, problems, {})
        if read is None or problems.found or read.inputs.get(BORN, 0) > year.first:
            raise NotPlainError
        if any(
            known.opens and (known.scope, known.name) in read.inputs for known in self.layout.fields
        ):
            raise NotPlainError
        if not self.layout.idle_fields.isdisjoint(read.inputs):
            raise NotPlainError
        own = tuple(read.inputs.get(target, MISSING) for target in self._of_person)
        return PlainPerson(lambda day: (*self._figures_on(read, year, day), *own), None, read)

    def _figures_on(self, person: PersonRead, year: PlainYear, day: int) -> tuple[int, ...]:
        """What is the same for everybody, then what hangs on the identities of a day and the
        year."""
        found = person_figures(year.executable, person, year.year, day)
        return (*CONSTANTS, *(found.get(target, MISSING) for target in self._of_year))


def _check_claims(claims: Sequence[PlainClaim], year: PlainYear) -> None:
    """Every claim is of the year and in force; each has an id of its own; they add up to no more
    than a year may."""
    if year.last < year.first:
        raise NotPlainError
    for _, _, _, shape, values in claims:
        if not year.first <= values[shape.day] <= year.last:
            raise NotPlainError
    if len(claims) > 1:
        ids = {shape.id_of(values, position) for _, _, position, shape, values in claims}
        costs = sum([values[shape.cost] for _, _, _, shape, values in claims])
        if len(ids) < len(claims) or costs > MOST_MONEY:
            raise NotPlainError


def _known(made: Made | None) -> Made:
    """What was made; None stands for what is not plain."""
    if made is None:
        raise NotPlainError
    return made

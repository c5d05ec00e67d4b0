"""What a generated policy has declared so far, and the chance that decides what comes next.

In: a seed. Out: a `World`, from which the writers of the other modules take names.
"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from attrs import define, field

One = TypeVar("One")

ROUNDINGS = (", rounded to 1 yuan", " rounded to 10 yuan", ", rounded down to 1 yuan")

SHARED = ("tekun", "orphan", "dibao", "dibao_margin", "unstable", "marginal", "severe_disability")
"""Identities of the standard library that generated policies speak of."""


@define
class World:
    """`levels` is the rank; `people` what each name for people stands for; `readings` the
    choices of each; the others are names by kind. `layers` are the benefits per claim in
    paying order, `done` those of them that are written."""

    chance: Random
    clause: int = 0
    sources: list[str] = field(factory=list)
    levels: list[list[str]] = field(factory=list)
    people: dict[str, tuple[str, ...]] = field(factory=dict)
    readings: dict[str, tuple[str, ...]] = field(factory=dict)
    late_readings: int = 0
    late_texts: dict[str, str] = field(factory=dict)
    """Readings that stand where they are used, as they are written."""
    of_claim: list[str] = field(factory=list)
    """The parameters that are tables by a field of the claim."""
    own_deductibles: list[str] = field(factory=list)
    """The benefits whose kinds of care have deductibles of their own."""
    parameters: dict[str, list[str]] = field(factory=dict)
    fields: dict[str, list[str]] = field(factory=dict)
    flags: list[str] = field(factory=list)
    tallies: dict[str, list[str]] = field(factory=dict)
    """Those that may be asked anywhere, by kind."""
    pools: list[str] = field(factory=list)
    year_pools: list[str] = field(factory=list)
    """Those that ask no claim: a benefit of the person's year may be charged to them."""
    divided: list[str] = field(factory=list)
    """The benefits whose deductible is divided over places."""
    payers: list[str] = field(factory=list)
    layers: list[str] = field(factory=list)
    done: list[str] = field(factory=list)
    texts: dict[str, str] = field(factory=dict)
    """The benefits that are written, by name."""
    beside: list[str] = field(factory=list)
    years: list[str] = field(factory=list)
    changes: list[str] = field(factory=list)
    adjustments: list[str] = field(factory=list)
    """All adjustments, as they are written."""
    changed: dict[str, str] = field(factory=dict)
    """The benefit that each named adjustment changes."""
    reports: list[str] = field(factory=list)
    base: str = ""
    """The text that a policy on top of it changes."""
    of_year: bool = False
    """Whether what is written now is of the person's year: no claim may be asked."""
    one_line: bool = False
    """Whether what is written now has one running sum, so that no table of it may be by a
    field of the claim."""
    for_now: tuple[str, ...] | None = None
    """The identities that the benefit being written is for; None: everyone."""
    grouped: tuple[str, ...] = ()
    apart: Random = field(factory=lambda: Random(0))
    """A chance of its own for what few policies have, so that it changes nothing else of a seed."""

    counted: Random = field(factory=lambda: Random(0))
    optional: list[str] = field(factory=list)
    """Fields that a case may leave out."""
    lists: list[str] = field(factory=list)
    """Those of diseases."""
    shaped: Random = field(factory=lambda: Random(0))
    """The same for rates of rates, amounts rounded to yuan, tables by yes or no, words."""
    """The same for ages and for what is given for each of a count."""

    classed: Random = field(factory=lambda: Random(0))
    """The same for terms that are written class by class."""
    falling: Random = field(factory=lambda: Random(0))
    """The same for what is due over the year's claims and falls."""
    reached: Random = field(factory=lambda: Random(0))
    """The same for recognitions that reach back."""

    cited: Random = field(factory=lambda: Random(0))
    """The same for the clauses of blocks, and for what all examples have."""

    paired: Random = field(factory=lambda: Random(0))
    """The same for caps of several periods, and for what counts along the year."""

    risen: Random = field(factory=lambda: Random(0))
    """The same for caps that rise once something has happened."""

    timed: Random = field(factory=lambda: Random(0))
    """The same for terms of a month, a quarter or each hospital."""
    timed_pools: list[str] = field(factory=list)

    handed: Random = field(factory=lambda: Random(0))
    """The same for the cost above the limits of an earlier benefit."""
    with_cost: list[str] = field(factory=list)
    """The benefits of which that may be asked."""

    dated: Random = field(factory=lambda: Random(0))
    """The same for what holds for a time."""

    pooled: Random = field(factory=lambda: Random(0))
    """The same for pools that have another size once something has happened."""

    banded: Random = field(factory=lambda: Random(0))
    """The same for bands, kinds of care and adjustments that hold for a time."""

    numbered: Random = field(factory=lambda: Random(0))
    """The same for how many a benefit pays for that pays so much for each."""

    lined: Random = field(factory=lambda: Random(0))
    """The same for what a class's line has behind a comma, and for whom a report is for a time."""

    mixed: Random = field(factory=lambda: Random(0))
    """The same for what few policies have side by side, in those that are `mixing`."""
    mixing: bool = False

    asked: Random = field(factory=lambda: Random(0))
    """The same for what one benefit of the person's year asks of another."""

    def during(self, share: float = 0.03) -> str:
        """The days for which a line holds, mostly none."""
        spans = (" from 2022-05-01", " until 2022-05-31", " from 2022-03-01 until 2022-08-31")
        return self.dated.choice(spans) if self.dated.random() < share else ""

    def block(self, share: float = 0.06) -> str:
        """The clause of a block, mostly none."""
        if self.cited.random() >= share:
            return ""
        return self.cited.choice((" GB-1", ' "四" GB-2', ' cite "五"'))

    def maybe(self, share: float = 0.5) -> bool:
        """Whether something that may be left out stands."""
        return self.chance.random() < share

    def rarely(self, share: float = 0.06) -> bool:
        """Whether something stands that most policies leave out."""
        return self.apart.random() < share

    def counts(self) -> bool:
        """Whether an age, or so much for each of a count, stands where most policies have none."""
        return self.counted.random() < 0.04

    def shapes(self, share: float = 0.05) -> bool:
        """Whether a shape of rule stands that few documents have."""
        return self.shaped.random() < share

    def rounding(self) -> str:
        """What an amount is rounded to, mostly nothing."""
        return self.shaped.choice(ROUNDINGS) if self.shapes() else ""

    def one(self, options: Sequence[One]) -> One:
        """One of several."""
        return self.chance.choice(options)

    def some(self, options: Sequence[One], most: int = 3) -> list[One]:
        """A few of several, at least one."""
        count = self.chance.randint(1, min(most, len(options)))
        return self.chance.sample(list(options), count)

    def opt(self, text: str, share: float = 0.5) -> str:
        """The text or nothing."""
        return f" {text}" if self.maybe(share) else ""

    def cites(self, share: float = 0.35) -> str:
        """A citation in one of its forms, or nothing."""
        if not self.maybe(share):
            return ""
        self.clause += 1
        ids = f"GP-{self.clause}" + (f", GP-X{self.clause}.1" if self.maybe(0.2) else "")
        forms = [
            f'cite {self.one(self.sources)} "一（{self.clause}）" {ids}',
            f'cite {self.one(self.sources)} "一（{self.clause}）"',
            f'cite "二" {ids}',
            'cite "二"',
            f'"三" {ids}',
            '"三"',
            ids,
            f"cite {ids}",
        ]
        elsewhere = f', cite {self.sources[0]} "五" GP-Y{self.clause}' if self.rarely(0.02) else ""
        form = self.one(forms)
        return f" {form}{elsewhere if form.endswith(ids) else ''}"

    def where(self, share: float = 0.0) -> str:
        """A choice under which a line stands, or nothing."""
        if not self.readings or not self.maybe(share):
            return ""
        reading = self.one(list(self.readings))
        chosen = self.some(self.readings[reading], 2)
        return f" where {reading} {self.one(('is', 'is', 'with'))} {', '.join(chosen)}"

    def tail(self) -> str:
        """A citation, for a line that stands under every reading."""
        return self.cites()

    def names(self, most: int = 3) -> tuple[list[str], tuple[str, ...]]:
        """A few names for people without overlap, and the identities they stand for."""
        taken: list[str] = []
        held: list[str] = []
        for name in self.some(list(self.people), most):
            if not set(self.people[name]) & set(held):
                taken.append(name)
                held += self.people[name]
        return taken, tuple(held)

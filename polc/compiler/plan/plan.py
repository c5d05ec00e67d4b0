"""A whole plan: the blocks of nodes and the tables beside them.

Everything a reader behind the plan needs is here: nothing else of the source
reaches it. All values are plain, frozen and picklable.
"""

from typing import Literal

from attrs import frozen

from polc.compiler.plan.nodes import NO_ORIGIN, AnyNode, Origin


@frozen
class Identity:
    """An identity of this policy; its bit in a mask is its place in `Plan.identities`."""

    id: str
    title: str


@frozen
class Accumulator:
    """A sum carried from claim to claim. `scope` year: reset with the benefit year;
    visit: one for each visit. `opens` says from which opening balances it starts: the
    benefits and the part of each (`paid`, `line`, `borne`), added up."""

    id: str
    scope: Literal["year", "visit"] = "year"
    title: str = ""
    opens: tuple[tuple[str, Literal["paid", "line", "borne"]], ...] = ()


@frozen
class DatedValue:
    """A parameter's value for a span of benefit years, both included; None: open."""

    first: int | None
    last: int | None
    value: int | tuple[tuple[int, int], ...]


@frozen
class Slot:
    """One figure of a parameter. A scalar parameter has one, called like it; a table
    has one for each key: `basic_deductible.2`, keys in `keys`."""

    id: str
    parameter: str
    keys: tuple[str, ...] = ()


@frozen
class Parameter:
    """A named value: `kind` money, rate, bands, count or date; `keys` the fields it
    is a table by (`hospital_level`, `place`); `by_year` whether it varies by year.
    `values` are those the policy fixes, empty for an `unspecified` one. `least` and
    `most` bound what may be supplied; `optional` admits none (no limit)."""

    id: str
    title: str
    kind: Literal["money", "rate", "bands", "count", "date"]
    keys: tuple[str, ...] = ()
    by_year: bool = False
    values: tuple[DatedValue, ...] = ()
    least: int | None = None
    most: int | None = None
    optional: bool = False
    inferred: str = ""
    origin: Origin = NO_ORIGIN


@frozen
class Choice:
    """A way to read the text, with the inventory's letter and the analyst's reason."""

    id: str
    letter: str
    title: str
    reason: str
    implies: tuple[tuple[str, str], ...] = ()
    """Other readings and the choices of them that this one carries with it."""


@frozen
class ReadingSpec:
    """A place where the text allows several meanings; `chosen` is in this plan."""

    id: str
    title: str
    ambiguities: tuple[str, ...]
    choices: tuple[Choice, ...]
    default: str
    chosen: str
    origin: Origin = NO_ORIGIN


@frozen
class Benefit:
    """Something paid: `per` claim (a layer) or person_year; `as_of` for the latter:
    the day whose identities count (`first_day`, `last_day`, or a person's date field).
    `layer` is its place in the paying order; `outputs` the results it emits, its own
    first."""

    id: str
    title: str
    per: Literal["claim", "person_year"]
    as_of: str = ""
    layer: int = 0
    outputs: tuple[str, ...] = ()
    origin: Origin = NO_ORIGIN


@frozen
class Source:
    """A document the policy encodes."""

    id: str
    number: str
    issued: str


@frozen
class Plan:
    """See the module. `in_force` are ordinals, both included, None: open. `emits`
    are the names in `claim` and `prelude` in order. `digest` identifies the content."""

    policy: str
    title: str
    edition: int
    language: Literal["en", "zh"]
    sources: tuple[Source, ...]
    in_force: tuple[int | None, int | None]
    in_force_origin: Origin
    identities: tuple[Identity, ...]
    parameters: tuple[Parameter, ...]
    slots: tuple[Slot, ...]
    readings: tuple[ReadingSpec, ...]
    benefits: tuple[Benefit, ...]
    accumulators: tuple[Accumulator, ...]
    prelude: tuple[AnyNode, ...]
    claim: tuple[AnyNode, ...]
    closing: tuple[AnyNode, ...] = ()
    equivalences: tuple[tuple[int, int], ...] = ()
    """(bits, bits): whoever holds one of the first is treated as holding the second too."""

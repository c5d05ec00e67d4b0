"""The named figures of a policy, and what bounds those that are supplied from outside."""

from typing import Final, Literal

from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.model.record import frozen

ParameterKind = Literal["money", "rate", "bands", "count", "date", "days", "months"]

IDENTITY: Final = "identity"
"""The key of a parameter that has a figure for each identity."""

IDENTITY_WORDS: Final = (IDENTITY, "身份")
"""What a file writes for it."""

LISTED_COUNTS: Final = {"hospital_level": ("1", "2", "3"), "tier": ("1", "2")}
"""Fields of numbers that stand for few things, with those that there are."""


@frozen
class DatedValue:
    """A parameter's value for a span of benefit years, both included; None: open."""

    first: int | None
    last: int | None
    value: int | tuple[tuple[int, int], ...]


@frozen(kw_only=True)
class Parameter:
    """A named value: `kind` money, rate, bands, count, date, days or months; `keys` the
    fields it is a table by (`hospital_level`, `place`), or `identity`, then with the
    `identities` that there are; `by_year` whether it varies by
    year. `values` are those the policy fixes, empty for an `unspecified` one. `least`,
    `over` and `most` bound what may be supplied, `falling` and `not_rising` say from what
    it goes down year by year; `optional` admits none (no limit)."""

    id: str
    title: str
    kind: ParameterKind
    keys: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()
    by_year: bool = False
    values: tuple[DatedValue, ...] = ()
    least: int | None = None
    most: int | None = None
    over: int | None = None
    falling: int | None = None
    not_rising: int | None = None
    optional: bool = False
    inferred: str = ""
    origin: Origin = NO_ORIGIN
    reading: str = ""
    """The reading that chooses its values, if one does."""

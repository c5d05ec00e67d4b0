"""A policy with every name looked up and every value of a known kind.

What lowering reads: identities instead of groups, fields and parameters instead of
words, choices of readings still open. `span` and `source` are only for messages.
"""

from typing import Any, Literal

from attrs import field, frozen

from polc.compiler.plan.nodes import NO_ORIGIN, Origin
from polc.compiler.plan.plan import Identity, Parameter, ReadingSpec, Source
from polc.compiler.syntax.lines import Counting
from polc.runtime.vocabulary import Field

ValueKind = Literal["money", "rate", "points", "count", "date", "flag", "choice", "none", "bands"]
Chosen = tuple[str, tuple[str, ...]]
"""A reading and the choices of it under which a line stands."""


@frozen
class Figure:
    """A number written in the file."""

    kind: ValueKind
    value: int


@frozen
class ParameterValue:
    """A parameter; one that is a table is looked up by the fields of its keys."""

    kind: ValueKind
    parameter: str


@frozen
class FieldValue:
    """A field of the claim, the person or the region."""

    kind: ValueKind
    field: Field


@frozen
class Running:
    """A figure of the settlement so far: `remaining`, `own_cost`, `year`, `date`."""

    kind: ValueKind
    name: Literal["remaining", "own_cost", "year", "date"]


@frozen
class LayerValue:
    """A figure of an earlier benefit of the same claim; 0 where it was not open."""

    benefit: str
    part: Literal["base", "deductible", "deducted", "before_cap", "cut_off", "paid"]
    kind: ValueKind = "money"


@frozen
class Held:
    """Whether the person holds one of these identities on the governing date."""

    identities: tuple[str, ...]
    kind: ValueKind = "flag"


@frozen
class SumOf:
    """left ± right."""

    kind: ValueKind
    op: Literal["add", "sub"]
    left: "Typed"
    right: "Typed"


@frozen
class Scaled:
    """A rate of an amount."""

    rate: "Typed"
    amount: "Typed"
    kind: ValueKind = "money"


@frozen
class Row:
    """A line of a table: identities, or ranges of a number; neither: otherwise."""

    value: "Typed"
    identities: tuple[str, ...] = ()
    ranges: tuple[tuple[int | None, int | None], ...] = ()
    origin: Origin = NO_ORIGIN


@frozen
class Lookup:
    """A table by identity (`key` None) or by another value."""

    kind: ValueKind
    key: "Typed | None"
    rows: tuple[Row, ...]
    otherwise: "Typed | None"


@frozen
class ByReading:
    """A value that a reading chooses."""

    kind: ValueKind
    reading: str
    choices: tuple[tuple[str, "Typed"], ...]


@frozen
class Compared:
    """left op right."""

    op: Literal["ge", "gt", "le", "lt", "eq"]
    left: "Typed"
    right: "Typed"
    kind: ValueKind = "flag"


@frozen
class Every:
    """Every part, asked in order."""

    parts: tuple["Typed", ...]
    kind: ValueKind = "flag"


@frozen
class Either:
    """At least one part, asked in order."""

    parts: tuple["Typed", ...]
    kind: ValueKind = "flag"


@frozen
class Not:
    """The opposite."""

    part: "Typed"
    kind: ValueKind = "flag"


@frozen
class BandsValue:
    """Bands written out: (edge in fen or UNLIMITED, rate in millionths)."""

    rows: tuple[tuple[int, int], ...]
    kind: ValueKind = "bands"


Typed = (
    Figure
    | ParameterValue
    | FieldValue
    | Running
    | LayerValue
    | Held
    | SumOf
    | Scaled
    | Lookup
    | ByReading
    | Compared
    | Every
    | Either
    | Not
    | BandsValue
)

TermName = Literal[
    "for",
    "when",
    "base",
    "deductible",
    "rate",
    "bands",
    "cap",
    "at_least",
    "at_most",
    "counts_toward",
    "mode",
    "silent",
    "cases",
    "highest",
    "leaving",
]


@frozen
class TypedLine:
    """A line of a benefit. `value` for `for` is a `Held` (None: everyone); `pools`,
    `edges`, `period`, `name` where the term has them."""

    term: TermName
    origin: Origin
    where: Chosen | None = None
    value: Typed | None = None
    period: Literal["year", "stay", "claim"] | None = None
    edges: Literal["fixed", "above", "moved"] = "fixed"
    counting: Counting = "excess"
    mode: Literal["", "cumulated", "start_again"] = ""
    pools: tuple[str, ...] = ()
    charges: bool = True
    name: str = ""
    title: str = ""
    alternatives: tuple["TypedAlternative", ...] = ()
    cases: tuple["TypedCase", ...] = ()


@frozen
class TypedCase:
    """One of several cases of a benefit; `condition` None: the rest."""

    name: str
    condition: Typed | None
    lines: tuple[TypedLine, ...]
    origin: Origin


@frozen
class TypedAlternative:
    """One of several competing rules of a person-year benefit."""

    name: str
    people: Held | None
    until: Typed | None
    condition: Typed | None
    value: Typed
    limits: tuple[TypedLine, ...]
    origin: Origin


@frozen
class TypedChange:
    """A line of an `adjust`; `value` the rate, amount or points, `most` a ceiling."""

    attribute: Literal["deductible_by", "deductible_to", "points", "no_cap", "no_deductible"]
    people: tuple[str, ...]
    value: Typed | None
    most: int | None
    where: Chosen | None
    origin: Origin


@frozen
class TypedBenefit:
    """A benefit; `changes` are those of every `adjust` of it, in the order of the file."""

    id: str
    title: str
    per: Literal["claim", "person_year"]
    as_of: str
    layer: int
    lines: tuple[TypedLine, ...]
    changes: tuple[TypedChange, ...]
    origin: Origin


@frozen
class TypedPool:
    """A shared limit; what it is charged is charged to those it is `inside` of too."""

    id: str
    title: str
    size: Typed
    inside: tuple[str, ...]
    inside_where: Chosen | None
    origin: Origin


@frozen
class Equivalence:
    """Whoever holds one of `identities` is treated as `treated_as` too (视同)."""

    identities: tuple[str, ...]
    treated_as: str
    where: Chosen | None
    origin: Origin


@frozen
class Expect:
    """What an example expects: `amount` in fen; `claim` empty for a single claim or a
    person-year output."""

    output: str
    claim: str
    amount: int
    line: int


@frozen
class Example:
    """An example as a case of the contract, without `policy`."""

    title: str
    case: dict[str, Any]
    expects: tuple[Expect, ...]
    line: int
    error: str = ""


@frozen
class Program:
    """A checked policy, before any choice of readings. Identities are in the order of
    their bits: the rank's first."""

    policy: str
    title: str
    edition: int
    language: Literal["en", "zh"]
    sources: tuple[Source, ...]
    in_force: tuple[int | None, int | None]
    in_force_origin: Origin
    identities: tuple[Identity, ...]
    ranked: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    readings: tuple[ReadingSpec, ...]
    pools: tuple[TypedPool, ...]
    benefits: tuple[TypedBenefit, ...]
    equivalences: tuple[Equivalence, ...]
    examples: tuple[Example, ...] = field(default=(), eq=False)

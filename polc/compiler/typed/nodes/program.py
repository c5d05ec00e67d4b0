"""A checked policy: its benefits, pools, reports and examples, before any choice of readings.

What lowering reads; values are those of `values.py`.
"""

from typing import Any, Literal

from attrs import field

from polc.compiler.model.declared import NOTHING_DECLARED, Declared
from polc.compiler.model.origin import Origin
from polc.compiler.model.parameters import Parameter
from polc.compiler.model.policy import Identity, Payer, Source
from polc.compiler.model.readings import ReadingSpec
from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.examples import Asked
from polc.compiler.syntax.nodes.statements import Period
from polc.compiler.typed.nodes.changes import TypedChange
from polc.compiler.typed.nodes.chosen import Chosen
from polc.compiler.typed.nodes.statements import TypedStatement
from polc.compiler.typed.nodes.tallies import TypedTally
from polc.compiler.typed.nodes.values import Held, Typed
from polc.runtime.vocabulary import Field


@frozen(kw_only=True)
class TypedBenefit:
    """A benefit; `changes` are those of every `adjust` of it, in the order of the file."""

    id: str
    title: str
    per: Literal["claim", "person_year", "claims_of_year"]
    as_of: str
    layer: int
    statements: tuple[TypedStatement, ...]
    changes: tuple[TypedChange, ...]
    origin: Origin


@frozen(kw_only=True)
class TypedReport:
    """A right, an alert or a limit of shares; `per` claim or person_year for a right."""

    id: str
    title: str
    what: Literal["entitlement", "alert", "limit"]
    per: Literal["claim", "person_year"]
    statements: tuple[TypedStatement, ...]
    origin: Origin


@frozen(kw_only=True)
class TypedPool:
    """A shared limit; what it is charged is charged to those it is `inside` of too. `carried` is
    the day from whose month on what is unused of a period is carried over."""

    id: str
    title: str
    size: Typed
    period: Period = "year"
    carried: Typed | None = None
    inside: tuple[str, ...]
    inside_where: Chosen | None
    origin: Origin


@frozen
class Equivalence:
    """Whoever holds one of `people` is treated as `treated_as` too (视同)."""

    people: Held
    treated_as: str
    where: Chosen | None
    origin: Origin


@frozen(kw_only=True)
class TypedDates:
    """`in force`, `dated by`, `identities dated by`, `round`, `benefit year`: a line of the whole
    policy.
    `start` and `end` ordinals, `parameter` that which says the start; `day` the date of a
    claim that counts, `of_year` for identities of the whole year."""

    what: Literal["in_force", "rules", "identities", "round", "benefit_year", "stays"]
    origin: Origin
    where: Chosen | None = None
    start: int | None = None
    end: int | None = None
    parameter: str = ""
    day: str = "date"
    of_year: bool = False
    unit: int = 1
    down: bool = False
    each_step: bool = False
    begins: int = 1
    """The month on whose first day the benefit year begins."""
    split: bool = False
    """Whether a stay across years is split, with one deductible."""


@frozen(kw_only=True)
class TypedWindow:
    """Claims of days before the policy, or those of which the field `flag` says yes, and who pays
    them: each of their `days` (`settled`, `date`, `admitted`) is by `end`, none before `start`."""

    id: str
    title: str
    start: int | None
    end: int
    days: tuple[str, ...]
    flag: str
    payer: str
    where: Chosen | None
    origin: Origin


@frozen
class ParameterByReading:
    """A parameter whose own value a reading chooses."""

    parameter: str
    reading: str
    values: tuple[tuple[str, Parameter], ...]


@frozen(kw_only=True)
class Expect:
    """What an example expects: `amount` in fen, or `word` (yes, no, a date, undetermined);
    `claim` empty for a single claim or a person-year output; `asks` whether it is the result of
    that name, its total or the adjustments of it; `payer`: what this one pays of it (empty: all);
    `not_specified`: because nothing is specified."""

    output: str
    claim: str
    amount: int
    line: int
    asks: Asked = "result"
    payer: str = ""
    word: str = ""
    not_specified: bool = False

    @property
    def full_name(self) -> str:
        """The name with its claim, as it stands after `expect`."""
        name = f"{self.claim}.{self.output}" if self.claim else self.output
        name = f"{name} paid by {self.payer}" if self.payer else name
        return name if self.asks == "result" else f"{self.asks} of {name}"


@frozen
class Example:
    """An example as a case of the contract, without `policy`."""

    title: str
    case: dict[str, Any]
    expects: tuple[Expect, ...]
    line: int
    error: str = ""


@frozen(kw_only=True)
class CitedStatement:
    """A statement that becomes no step of its own and cites clauses; `origin.rule` is its
    name. `used` whether rules hang on it, `path` the field of a case that it declares,
    `members` the identities of a group."""

    what: Literal[
        "group",
        "list",
        "rank",
        "layers",
        "identity",
        "field",
        "follows",
        "requirement",
        "policy",
        "municipality",
    ]
    origin: Origin
    title: str = ""
    used: bool = True
    path: str = ""
    members: tuple[str, ...] = ()


@frozen(kw_only=True)
class Program:
    """A checked policy, before any choice of readings. Identities are in the order of
    their bits: the rank's first."""

    policy: str
    title: str
    edition: int
    language: Literal["en", "zh"]
    sources: tuple[Source, ...]
    dates: tuple[TypedDates, ...]
    identities: tuple[Identity, ...]
    ranked: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    readings: tuple[ReadingSpec, ...]
    pools: tuple[TypedPool, ...]
    benefits: tuple[TypedBenefit, ...]
    equivalences: tuple[Equivalence, ...]
    examples: tuple[Example, ...] = field(default=(), eq=False)
    fields: tuple[Field, ...] = ()
    tallies: tuple[TypedTally, ...] = ()
    payers: tuple[Payer, ...] = ()
    reports: tuple[TypedReport, ...] = ()
    windows: tuple[TypedWindow, ...] = ()
    by_reading: tuple[ParameterByReading, ...] = ()
    declared: Declared = NOTHING_DECLARED
    follows: tuple[str, str] = ("", "")
    municipality: bool = False
    framework: bool = False
    cited: tuple[CitedStatement, ...] = field(default=(), eq=False)

"""A whole plan: the blocks of nodes and the tables beside them.

Everything a reader behind the plan needs is here: nothing else of the source
reaches it. All values are plain, frozen and picklable.
"""

from typing import Literal

from attrs import field

from polc.compiler.model.declared import NOTHING_DECLARED, Declared
from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.model.parameters import Parameter
from polc.compiler.model.policy import Identity, Payer, Source
from polc.compiler.model.readings import ReadingSpec
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode
from polc.compiler.plan.steps import NO_STEPS, Steps
from polc.runtime.periods import Scope
from polc.runtime.vocabulary import Field

OpeningPart = Literal["paid", "line", "borne"]
"""What of a benefit, or of a kind of care, an opening gives."""


@frozen(kw_only=True)
class Accumulator:
    """A figure carried from claim to claim. `scope` year: reset with the benefit year;
    the others: one for each visit, chain of referrals, month, quarter or hospital. `opens` says
    from which opening balances it starts: the benefits and the part of each (`paid`, `line`,
    `borne`), added up; `unopened` those of which it cannot be known whether they are its; `name`
    what messages call it. `own` is the opening that is its alone, by group and name (a pool, a
    tally, a kind of care and its part), and `sometimes` are those of `opens` that may have gone to
    another instead."""

    id: str
    scope: Scope = "year"
    title: str = ""
    opens: tuple[tuple[str, OpeningPart], ...] = ()
    name: str = field(default="", eq=False)
    unopened: tuple[tuple[str, OpeningPart], ...] = ()
    own: tuple[str, str] | None = field(default=None, eq=False)
    own_also: tuple[tuple[str, str], ...] = field(default=(), eq=False)
    """Other names for the same opening."""
    own_kind: Literal["money", "count"] = field(default="money", eq=False)
    sometimes: tuple[tuple[str, OpeningPart], ...] = field(default=(), eq=False)
    amount: str = field(default="", eq=False)
    """The field of the claim that it adds up over the bills of a stay, if it is one."""


@frozen
class Slot:
    """One figure of a parameter. A scalar parameter has one, called like it; a table
    has one for each key: `basic_deductible.2`, keys in `keys`. It is the figure of the benefit
    year, or `figure`, one of those, in the year so many before it (`years_before`)."""

    id: str
    parameter: str
    keys: tuple[str, ...] = ()
    figure: str = ""
    years_before: int = 0


@frozen(kw_only=True)
class Benefit:
    """Something paid: `per` claim (a layer), person_year, or claims_of_year (over the
    year's claims, beside the layers); `as_of` for person_year: the day whose identities
    count (`first_day`, `last_day`, or a person's date field). `layer` is its place in the
    paying order; `outputs` the results it emits, its own first; `payer` the name under
    which the result says who pays; `day_origin` the line that names the day, with the readings
    that choose it; `figures_day` the date of the person by whose year the figures go under some
    of `figures_readings`."""

    id: str
    title: str
    per: Literal["claim", "person_year", "claims_of_year"]
    as_of: str = ""
    layer: int = 0
    outputs: tuple[str, ...] = ()
    origin: Origin = NO_ORIGIN
    payer: str = ""
    day_origin: Origin = NO_ORIGIN
    figures_day: str = ""
    figures_readings: tuple[str, ...] = ()


@frozen
class YearBlock:
    """The nodes of a person-year benefit; `outputs` its results, its own first."""

    benefit: str
    outputs: tuple[str, ...]
    nodes: tuple[AnyNode, ...]


@frozen(kw_only=True)
class PlanReport:
    """What is told beside the payments: a right (`flag`, and amounts `due`), an alert
    (`flag`), an excess over a share (`excess` and its `bearer`, a place in `bearers` from
    1). `outputs` are the names of its results; `nodes` come after those of the claim block
    (of the prelude, where `per` is person_year) and may use them; `accumulators` are its
    own."""

    id: str
    title: str
    what: Literal["entitlement", "alert", "limit"]
    per: Literal["claim", "person_year"]
    outputs: tuple[str, ...]
    nodes: tuple[AnyNode, ...]
    accumulators: tuple[Accumulator, ...] = ()
    bearers: tuple[str, ...] = ()
    origin: Origin = NO_ORIGIN


@frozen(kw_only=True)
class Dates:
    """Which days count: the policy is in force from `start` to `end` (ordinals, both
    included; None: open), `parameter` names the one that says the start; `rules` and
    `identities` are the dates of a claim that look up rules and identities (`date`,
    `admitted`, `settled`), `of_year` whether identities of the whole year count."""

    start: int | None = None
    end: int | None = None
    parameter: str = ""
    year_begins: int = 1
    """The month on whose first day the benefit year begins."""
    rules: str = "date"
    identities: str = "date"
    of_year: bool = False
    origin: Origin = NO_ORIGIN
    known: bool = True
    """Whether the document says from when it is in force at all."""


@frozen(kw_only=True)
class PlanWindow:
    """Claims of days before the policy, or those of which the field `flag` says yes: their amounts
    are given, and `payer` pays them. Each of their `days` (`settled`, `date`, `admitted`) is by
    `end`, on none before `start`."""

    id: str
    title: str
    end: int
    days: tuple[str, ...]
    flag: str
    payer: str
    origin: Origin = NO_ORIGIN
    start: int | None = None


@frozen(kw_only=True)
class Plan:
    """See the module. `fields` are those the policy declares; `follows` the policy before
    it, its name and title; a `framework` settles nothing. `language` is that of the file's
    keywords, which is no part of what the policy says: two plans that differ in it alone are
    equal."""

    policy: str
    title: str
    edition: int
    language: Literal["en", "zh"] = field(eq=False)
    sources: tuple[Source, ...]
    dates: Dates
    identities: tuple[Identity, ...]
    parameters: tuple[Parameter, ...]
    slots: tuple[Slot, ...]
    readings: tuple[ReadingSpec, ...]
    benefits: tuple[Benefit, ...]
    accumulators: tuple[Accumulator, ...]
    prelude: tuple[YearBlock, ...]
    claim: tuple[AnyNode, ...]
    reports: tuple[PlanReport, ...] = ()
    payers: tuple[Payer, ...] = ()
    windows: tuple[PlanWindow, ...] = ()
    fields: tuple[Field, ...] = ()
    follows: tuple[str, str] = ("", "")
    municipality: bool = False
    """Whether a place in the province is one in the city."""
    framework: bool = False
    standing_readings: tuple[str, ...] = ()
    """Readings on which the days, the rounding or the windows hang: they matter always."""
    identity_readings: tuple[tuple[str, int], ...] = ()
    """Readings on which it hangs what holders of these identities (bits) are."""
    declared: Declared = field(default=NOTHING_DECLARED, eq=False)
    equivalences: tuple[tuple[int, int], ...] = ()
    """(bits, bits): whoever holds one of the first is treated as holding the second too."""
    steps: Steps = field(default=NO_STEPS, eq=False)
    """What the nodes are for."""

    @property
    def running_sums(self) -> tuple[Accumulator, ...]:
        """The accumulators of the claims, then those that the reports have for themselves."""
        own = (accumulator for report in self.reports for accumulator in report.accumulators)
        return (*self.accumulators, *own)

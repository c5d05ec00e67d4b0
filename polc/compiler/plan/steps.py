"""What a policy computes, step by step: which nodes hold which step of which rule.

Lowering writes it down beside the nodes it makes. Whoever tells of a policy (the trace,
coverage, why an amount is what it is) reads it here: the ids of nodes are names for people
and say nothing to a reader. A step is asked only where the flag that guards its node holds;
`origin` is the line it comes from.
"""

from typing import Final, Literal

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.payment_steps import BoundStep, NotSpecified, RoundingSteps, Stop, Ways

DAY_IN_YEAR: Final = "day_in_year"
"""The figure that has the day by which a benefit looks at the person, held within the year."""


@frozen(kw_only=True)
class EarlierSteps:
    """What a claim makes due for earlier ones, of its stay or of the year: `output` is the
    result, `left` what the earlier ones had left for the benefit, `due` what is due with them,
    `before` what was paid for the earlier bills of the stay (None: it is settled claim by
    claim), `amount` what is for them, below zero where they were paid more than is due.
    `of_year`: also for claims of other stays, of which the result `of_stay` says what is of the
    same (empty where nothing is settled for a stay); `in_policy`: it lowers what they have left;
    `over_claims`: it is worked out over the year's claims, of which `before` was paid."""

    output: str
    left: NodeId
    due: NodeId
    before: NodeId | None
    amount: NodeId
    origin: Origin
    of_year: bool
    in_policy: bool
    over_claims: bool = False
    of_stay: str = ""


@frozen
class PaidPart:
    """What one of several payers pays of a claim (`own`), and of what it makes due for earlier ones
    (None: it can make nothing due)."""

    payer: str
    own: NodeId
    earlier: NodeId | None


@frozen
class PayersSteps:
    """What each payer pays of a claim; the `lines` that say so, each with the flag that it is the
    one, where none before it is (None: always)."""

    parts: tuple[PaidPart, ...]
    lines: tuple[tuple[NodeId | None, Origin], ...]


@frozen(kw_only=True)
class BenefitSteps:
    """A benefit of the claims. `given` is the flag that its payment is given (None: it never
    is), `asked` that it is not, `needed` that its base is asked for, `open` that it pays at
    all. `counting` says which claims move its line, `base_said` whether a line says from what
    it pays, `whole_bill` that this is the whole bill, so that it takes nothing from what is in
    policy. `identity` is the class that counts, told where the benefit names its people
    (`people`) and where a line says which it is (`class_origin`). `not_specified` stands
    beside what is computed; `ways` is one computation, one for each class that is tried, or
    nothing that is specified. `flagged` is the result that says whether its amount is built on
    silence, empty where none is; `earlier` what it makes due for earlier claims, if it can;
    `payers` what each payer pays, where several may."""

    benefit: str
    given: NodeId | None
    given_origin: Origin
    asked: NodeId | None
    needed: NodeId | None
    stops: tuple[Stop, ...]
    counting: tuple[Stop, ...]
    base: NodeId
    base_origin: Origin
    base_said: bool
    whole_bill: bool
    open: NodeId
    identity: NodeId
    people: Origin | None
    class_origin: Origin | None
    not_specified: NotSpecified | None
    ways: Ways
    paid: NodeId
    origin: Origin
    flagged: str
    earlier: EarlierSteps | None
    payers: PayersSteps | None


@frozen(kw_only=True)
class AlternativeSteps:
    """One of the rules of a person-year benefit that compete or are added up: `exact` before
    it is rounded and bounded; `part` is what it adds."""

    stops: tuple[Stop, ...]
    open: NodeId
    exact: NodeId
    rounding: RoundingSteps | None
    bounds: tuple[BoundStep, ...]
    amount: NodeId
    part: NodeId | None
    origin: Origin


@frozen
class Leaving:
    """What is left to the person: `of` less what was `paid`."""

    output: str
    left: NodeId
    of: NodeId
    paid: NodeId
    origin: Origin


@frozen
class PayerPart:
    """What one payer pays in one way to pay an amount (`flag`: whether it is the one, where none
    before it is; None: always); several amounts, where the way names the payer more than once."""

    output: str
    flag: NodeId | None
    amounts: tuple[NodeId, ...]
    origin: Origin


@frozen(kw_only=True)
class YearSteps:
    """A benefit of the person's year: the highest or the sum of its alternatives, or a flat
    amount; `uncapped` before the limits, `due` what `floors` lift; `parts` what each payer pays
    of it, where several do."""

    benefit: str
    stops: tuple[Stop, ...]
    how: Literal["highest", "sum", "flat"]
    alternatives: tuple[AlternativeSteps, ...]
    rounding: RoundingSteps | None
    uncapped: NodeId
    floors: tuple[BoundStep, ...]
    taken: NodeId | None
    leaving: tuple[Leaving, ...]
    parts: tuple[PayerPart, ...]
    origin: Origin


@frozen
class CeilingStep:
    """An `at most` of a share: whether it is the one that stands, and what it allows."""

    flag: NodeId | None
    rate: NodeId
    origin: Origin


@frozen
class ReportSteps:
    """A right, an alert, a limit of shares: what ends it before it holds; the results that
    are amounts due, each with what it is called beside the claim; the shares that are allowed."""

    report: str
    stops: tuple[Stop, ...]
    dues: tuple[tuple[str, str], ...] = ()
    ceilings: tuple[CeilingStep, ...] = ()


@frozen(kw_only=True)
class Steps:
    """All of a plan. `figures` are the nodes, of whatever block, that hold a figure with a
    name of its own: a tally, what a benefit has paid of the claim; `rows` those that hold a
    row of a table by a reading, each with where the row cites its own clause; `conditions` those
    that hold what stands only under conditions of its own (a limit, a bound, what is not
    specified, the people of a `for`, what was borne before), each with the flags of these."""

    benefits: tuple[BenefitSteps, ...] = ()
    years: tuple[YearSteps, ...] = ()
    reports: tuple[ReportSteps, ...] = ()
    figures: tuple[tuple[NodeId, str], ...] = ()
    rows: tuple[tuple[NodeId, Origin], ...] = ()
    conditions: tuple[tuple[NodeId, tuple[NodeId, ...]], ...] = ()


NO_STEPS: Final = Steps()

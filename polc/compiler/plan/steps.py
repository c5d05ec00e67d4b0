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

DAY_IN_YEAR: Final = "day_in_year"
"""The figure that has the day by which a benefit looks at the person, held within the year."""

StopRole = Literal["for", "not_for", "when", "from", "pays_when", "counts_when", "once", "until"]
"""What a condition on the way to a payment is: `from` of a right's first day, `until` of an
alternative's last."""


@frozen
class Stop:
    """A condition on the way to a payment: where `flag` is 0 nothing after it is asked."""

    role: StopRole
    flag: NodeId
    origin: Origin


@frozen
class BoundStep:
    """What lifts a figure (`at_least`) or holds it (`at_most`): it was `before`, and is
    `after`; `figure` is that to which it is lifted or held."""

    role: Literal["at_least", "at_most"]
    before: NodeId
    after: NodeId
    origin: Origin
    figure: NodeId


@frozen(kw_only=True)
class ChangeStep:
    """An adjustment for whom `flag` holds: a deductible from `before` to `after`, a rate by
    `after` points (held to `most`), a cap taken away. A deductible is lowered by the rate `by`
    or to `figure`. `best` is one that counts where it is better than those before it, each on
    the terms as printed. `block` is where the adjustment itself is cited, if its line is cited
    on its own."""

    role: Literal["deductible", "rate", "cap"]
    flag: NodeId
    origin: Origin
    before: NodeId | None = None
    after: NodeId | None = None
    most: NodeId | None = None
    by: NodeId | None = None
    figure: NodeId | None = None
    best: bool = False
    block: Origin | None = None


@frozen
class DeductibleSteps:
    """The deductible: its line's value, the adjustments in order, its bounds, what it comes
    to."""

    value: NodeId
    changes: tuple[ChangeStep, ...]
    bounds: tuple[BoundStep, ...]
    effective: NodeId
    origin: Origin


@frozen(kw_only=True)
class LineSteps:
    """What of a claim's base is counted above the deductible. `edge` is the deductible that
    is taken, less than the effective one where the year's claims have borne what they may
    (`bound`) or, with `once`, where it was taken before; `before` is where the claim begins
    on its line, or what was borne so far; None where each claim stands for itself. With
    `cumulated` all that is accumulated is counted, and not the claim's own stretch alone. Of a
    deductible that each place bears for itself, `places` are the flags of the places, each
    with where it begins. What is borne is no place on the line: `line` is where the claim
    begins there, by which bands lie."""

    how: Literal["excess", "borne", "once", "whole_reached", "whole_exceeded", "divided"]
    counted: NodeId
    edge: NodeId
    before: NodeId | None
    origin: Origin
    cumulated: bool = False
    places: tuple[tuple[NodeId, NodeId], ...] = ()
    line: NodeId | None = None
    bound: BoundStep | None = None


@frozen
class AtRate:
    """What is counted at one rate: that of the line, `value`, and that after adjustments."""

    exact: NodeId
    amount: NodeId
    value: NodeId
    rate: NodeId
    origin: Origin


@frozen
class OverBands:
    """What is counted at the rate of each band it passes; `exact` is a `Bands` node."""

    exact: NodeId
    origin: Origin


@frozen
class PortionStep:
    """A part of what is counted, at a rate of its own: that of the line, `value`, and that
    after adjustments. `edge` is where a band ends, None where it does not."""

    amount: NodeId
    value: NodeId
    rate: NodeId
    origin: Origin
    edge: NodeId | None = None


@frozen
class InPortions:
    """The sum of parts, each at its own rate: bands whose edges or rates hang on the claim,
    a deductible that is divided."""

    exact: NodeId
    portions: tuple[PortionStep, ...]
    origin: Origin


@frozen
class Flat:
    """An amount that is none of what is counted."""

    exact: NodeId
    origin: Origin


Pricing = AtRate | OverBands | InPortions | Flat


@frozen
class RoundingSteps:
    """The exact amount, and what it is rounded to; `origin` is the line that says how, None
    where nothing does: half-up to the fen."""

    exact: NodeId
    rounded: NodeId
    origin: Origin | None


@frozen
class DueNow:
    """What is due on the whole year less what was `before`."""

    whole: NodeId
    before: NodeId
    now: NodeId
    origin: Origin


@frozen(kw_only=True)
class PaymentSteps:
    """From what is counted to what is paid: the amount, rounded, lifted, less what was due
    before, within the limits (`taken` is a `Cap` node, None where there is no limit)."""

    pricing: Pricing
    changes: tuple[ChangeStep, ...]
    rounding: RoundingSteps | None
    floors: tuple[BoundStep, ...]
    due_now: DueNow | None
    lifted_caps: tuple[ChangeStep, ...]
    taken: NodeId | None


@frozen
class NotSpecified:
    """The document says nothing where `flag` holds."""

    flag: NodeId
    origin: Origin


@frozen(kw_only=True)
class KindOfCare:
    """One of several kinds of care, by its name, the one that counts where `flag` holds;
    `condition` is what it hangs on (None: the rest). Either it is paid, or nothing is
    specified; beside what is paid, `not_specified` of some claims."""

    name: str
    flag: NodeId
    condition: NodeId | None
    paid: "PaymentSteps | NotSpecified"
    origin: Origin
    not_specified: NotSpecified | None = None


@frozen
class Computation:
    """One way to a benefit's payment: the deductible, what is counted, then the payment, or
    that of the kind of care that holds."""

    deductible: DeductibleSteps | None
    line: LineSteps
    paid: PaymentSteps | tuple[KindOfCare, ...]


@frozen
class TriedClass:
    """A class that was tried where the largest amount wins: whether the person `held` it,
    what it would be paid (`amount`), and whether it won. `identity` is a mask of that one."""

    identity: NodeId
    held: NodeId
    amount: NodeId
    winner: NodeId
    computation: Computation


Ways = Computation | tuple[TriedClass, ...] | NotSpecified


@frozen(kw_only=True)
class EarlierSteps:
    """What a claim makes due for earlier ones, of its stay or of the year: `output` is the
    result, `left` what the earlier ones had left for the benefit, `due` what is due with them,
    `before` what was paid for the earlier bills of the stay (None: it is settled claim by
    claim), `amount` what is for them, below zero where they were paid more than is due.
    `of_year`: also for claims of other stays; `in_policy`: it lowers what they have left."""

    output: str
    left: NodeId
    due: NodeId
    before: NodeId | None
    amount: NodeId
    origin: Origin
    of_year: bool
    in_policy: bool


@frozen(kw_only=True)
class BenefitSteps:
    """A benefit of the claims. `given` is the flag that its payment is given (None: it never
    is), `asked` that it is not, `needed` that its base is asked for, `open` that it pays at
    all. `counting` says which claims move its line, `base_said` whether a line says from what
    it pays. `identity` is the class that counts, told where the benefit names its people
    (`people`) and where a line says which it is (`class_origin`). `not_specified` stands
    beside what is computed; `ways` is one computation, one for each class that is tried, or
    nothing that is specified. `flagged` is the result that says whether its amount is built on
    silence, empty where none is; `earlier` what it makes due for earlier claims, if it can."""

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


@frozen(kw_only=True)
class YearSteps:
    """A benefit of the person's year: the highest or the sum of its alternatives, or a flat
    amount; `uncapped` before the limits, `due` what `floors` lift."""

    benefit: str
    stops: tuple[Stop, ...]
    how: Literal["highest", "sum", "flat"]
    alternatives: tuple[AlternativeSteps, ...]
    rounding: RoundingSteps | None
    uncapped: NodeId
    floors: tuple[BoundStep, ...]
    taken: NodeId | None
    leaving: tuple[Leaving, ...]
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


@frozen
class Steps:
    """All of a plan. `figures` are the nodes, of whatever block, that hold a figure with a
    name of its own: a tally, what a benefit has paid of the claim."""

    benefits: tuple[BenefitSteps, ...] = ()
    years: tuple[YearSteps, ...] = ()
    reports: tuple[ReportSteps, ...] = ()
    figures: tuple[tuple[NodeId, str], ...] = ()


NO_STEPS: Final = Steps()

"""The steps on the way to one payment: what stops it, the deductible, what is counted, its price,
rounding and limits.

What lowering writes down of a benefit, in `steps.py`, is made of these. A step is asked only where
the flag that guards its node holds; `origin` is the line it comes from.
"""

from typing import Literal

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId

StopRole = Literal[
    "for", "not_for", "when", "from", "pays_when", "counts_when", "once", "until", "rival"
]
"""What a condition on the way to a payment is: `from` of a right's first day, `until` of an
alternative's last, `rival` that another benefit does not pay instead."""


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
    `after` points (held to `most`), a cap taken away, or from `before` to `after`. A deductible
    is lowered by the rate `by` or to `figure`; `written` is what the line says, before it is held
    within 0 and 100%. `best` is one that counts where it is better than those before it, each on
    the terms as printed. `block` is where the adjustment itself is cited, if its line is cited on
    its own; `raises`: its line says that a deductible, or a cap, is raised."""

    role: Literal["deductible", "rate", "cap"]
    flag: NodeId
    origin: Origin
    before: NodeId | None = None
    after: NodeId | None = None
    most: NodeId | None = None
    by: NodeId | None = None
    figure: NodeId | None = None
    written: NodeId | None = None
    best: bool = False
    block: Origin | None = None
    raises: bool = False


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
class StretchSteps:
    """What of a claim's base is counted above the deductible. `edge` is the deductible that
    is taken, less than the effective one where the year's claims have borne what they may
    (`bound`) or, with `once`, where it was taken before; `before` is what was
    accumulated before the claim, or borne so far; None where each claim stands for itself. With
    `cumulated` all that is accumulated is counted, and not the claim's own stretch alone. Of a
    deductible that each place bears for itself, `places` are the flags of the places, each
    with where it begins. Where `before` is what was borne, `accumulated` is the amount before the
    claim, by which bands lie: also that of the year, where it is added up above the deductibles of
    stays, of which `most_counted` is the most that counts. Of the whole, `between` is what other
    claims have counted since the first bill of the stay."""

    how: Literal["excess", "borne", "once", "whole_reached", "whole_exceeded", "divided"]
    counted: NodeId
    edge: NodeId
    before: NodeId | None
    origin: Origin
    cumulated: bool = False
    places: tuple[tuple[NodeId, NodeId], ...] = ()
    accumulated: NodeId | None = None
    bound: BoundStep | None = None
    most_counted: BoundStep | None = None
    between: NodeId | None = None


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


@frozen(kw_only=True)
class DividedPart:
    """A part of a base that a deductible is divided among: the row of the table by `key` that it
    is of (without `ranges` the rest), what lies in it, and what of the deductible it bears."""

    key: NodeId
    ranges: tuple[tuple[int | None, int | None], ...]
    whole: NodeId
    borne: NodeId


@frozen(kw_only=True)
class PortionStep:
    """A part of what is counted, at a rate of its own: that of the line, `value`, and that
    after adjustments. `edge` is where a band ends, None where it does not; `divided` what it is
    a part of where a deductible is divided."""

    amount: NodeId
    value: NodeId
    rate: NodeId
    origin: Origin
    edge: NodeId | None = None
    divided: DividedPart | None = None


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
    specified; beside what is paid, `not_specified` of some claims. `deductible` and `stretch` are
    its own, where it does not share those of its benefit."""

    name: str
    flag: NodeId
    condition: NodeId | None
    paid: "PaymentSteps | NotSpecified"
    origin: Origin
    not_specified: NotSpecified | None = None
    deductible: DeductibleSteps | None = None
    stretch: StretchSteps | None = None


@frozen
class Computation:
    """One way to a benefit's payment: the deductible, what is counted, then the payment, or
    that of the kind of care that holds."""

    deductible: DeductibleSteps | None
    stretch: StretchSteps
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

"""What an `adjust` changes of a benefit for some people.

In: nothing. Out: the types of these changes.
"""

from typing import ClassVar, Literal

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.statements import Period
from polc.compiler.typed.nodes.chosen import Chosen
from polc.compiler.typed.nodes.values import Held, Typed


@frozen(kw_only=True)
class BenefitChange:
    """What all changes have: a line of an `adjust`, for whom. `term` is what it changes;
    `condition` is that of the whole block, `block` its place in the file, `combining` what
    several that one person meets do; `block_origin` the block, where both are cited; `reached`
    whether a recognition that reaches back under a condition makes the person one of them too."""

    term: ClassVar[Literal["deductible", "rate", "cap"]]
    people: Held
    where: Chosen | None
    origin: Origin
    condition: Typed | None = None
    reached: Typed | None = None
    block: int = 0
    combining: Literal["", "stacking", "best"] = ""
    block_origin: Origin | None = None


@frozen(kw_only=True)
class DeductibleLoweredBy(BenefitChange):
    """`deductible lowered by 50%`: a rate."""

    term = "deductible"
    value: Typed


@frozen(kw_only=True)
class DeductibleLoweredTo(BenefitChange):
    """`deductible lowered to 300 yuan`, `raised to 2000 yuan`: an amount."""

    term = "deductible"
    value: Typed
    raised: bool = False


@frozen(kw_only=True)
class DeductibleRaisedBy(BenefitChange):
    """`deductible raised by 50%`: a rate."""

    term = "deductible"
    value: Typed


@frozen(kw_only=True)
class DeductibleTakenAway(BenefitChange):
    """`no deductible`."""

    term = "deductible"


@frozen(kw_only=True)
class RateRaised(BenefitChange):
    """`rate raised by 5 points, at most 90%`: points; `most` in millionths."""

    term = "rate"
    value: Typed
    most: int | None = None


@frozen(kw_only=True)
class RateLowered(BenefitChange):
    """`rate lowered by 15 points`: points; no rate comes below 0."""

    term = "rate"
    value: Typed


@frozen(kw_only=True)
class CapRaisedBy(BenefitChange):
    """`cap raised by 10%`, `cap per year raised by 1000 yuan`: a rate or an amount; `period` of
    which cap (None: of the one there is)."""

    term = "cap"
    value: Typed
    period: Period | None = None


@frozen(kw_only=True)
class CapTakenAway(BenefitChange):
    """`no cap`."""

    term = "cap"


DeductibleChange = (
    DeductibleLoweredBy | DeductibleLoweredTo | DeductibleRaisedBy | DeductibleTakenAway
)
RateChange = RateRaised | RateLowered
TypedChange = DeductibleChange | RateChange | CapRaisedBy | CapTakenAway

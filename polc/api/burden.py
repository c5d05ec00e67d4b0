"""What is left to the person of a claim's costs in policy, as these grow: exact pieces, or points.

In: a policy, a case. Out: `Burden` of the last claim of the case, with its costs in policy from
nothing to twice what the case says; what is outside the policy range stays. The pieces are those of
the plan that the claim is settled by; each end of one is settled too, and must lie on its line.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any, Final

from attrs import evolve

from polc.api.policy import Policy
from polc.compiler.plan.nodes import Emit
from polc.compiler.readers.pieces.find_pieces import NARROW, OpenRun, StraightPiece, find_pieces
from polc.link.watch import Traced, watch
from polc.messages.text import say
from polc.records.frozen import frozen
from polc.runtime.amounts import AmountError, format_money, parse_money
from polc.runtime.errors import CaseError, Problem

STEPS: Final = 100
"""So many amounts are settled where no pieces are found."""

_LEFT: Final = "remaining"

Point = tuple[int, int]
"""A cost and what is left of it, in fen."""


@frozen(kw_only=True)
class BurdenPiece:
    """From one cost to another, with what is left at each, as settled; `share` is what is left of
    each further fen."""

    start: Point
    end: Point
    share: Fraction


@frozen
class Break:
    """Where a piece ends and the next begins, by which `clauses`: `at` which cost both lines meet,
    to the fen, with what is left there, as settled; None where what is left jumps, which is between
    `low` and `high`."""

    at: Point | None
    low: int
    high: int
    clauses: tuple[str, ...] = ()


@frozen
class Burden:
    """`points` by cost, a straight line between two. `pieces` are exact; none where what is left is
    no line of the cost, or rounding decides too much of it."""

    points: tuple[Point, ...]
    pieces: tuple[BurdenPiece, ...] = ()
    breaks: tuple[Break, ...] = ()


def find_burden(policy: Policy, case: Mapping[str, Any]) -> Burden:
    """The burden. Raises `CaseError` for a case that is refused, or whose last claim does not say
    its costs, has none, says what a layer paid of them, is a refund or is taken back."""
    asked = _VariedClaim(policy, case)
    pieces = _find_pieces(asked)
    if not pieces:
        costs = [asked.most * step // STEPS for step in range(STEPS + 1)]
        return Burden(tuple((cost, asked.left_of(cost)) for cost in costs))
    told = tuple(_tell_piece(asked, piece) for piece in pieces)
    points = [point for piece in told for point in (piece.start, piece.end)]
    breaks = map(partial(_break_between, asked), pieces, pieces[1:])
    return Burden(tuple(dict.fromkeys(points)), told, tuple(breaks))


class _VariedClaim:
    """The last claim of a case, settled with other costs."""

    def __init__(self, policy: Policy, case: Mapping[str, Any]) -> None:
        settled = {claim.id for claim in policy.settle(dict(case)).claims}
        claims = list(case.get("claims") or ())
        last = claims[-1] if claims else {}
        whole = _fen(last.get("in_policy"))
        if not whole or last.get("paid"):
            why = say(
                "the last claim of the case must say its costs in policy, more than 0.00, and not "
                "what a layer paid of them"
            )
            raise CaseError((Problem("bad_value", "claims", why),))
        self.id = str(last.get("id") or f"c{len(claims)}")
        if self.id not in settled or any(claim.get("reverses") == self.id for claim in claims):
            why = say(
                "the last claim of the case may not be a refund, nor be taken back, in whole or in "
                "part: its costs could not grow; put another claim last"
            )
            raise CaseError((Problem("bad_value", "claims", why),))
        self._policy, self._case = policy, case
        self._before, self._last = claims[:-1], last
        self._outside = (_fen(last.get("total")) or whole) - whole
        self._settled: dict[int, int] = {}
        self.most = 2 * whole

    def left_of(self, cost: int) -> int:
        """What is left of a cost, in fen, as settled."""
        if cost not in self._settled:
            found = self._policy.settle(self.with_cost(cost)).claims
            self._settled[cost] = next(
                claim.remaining_fen for claim in found if claim.id == self.id
            )
        return self._settled[cost]

    def trace(self, cost: int) -> list[Traced]:
        """The claims' block as it was run for each claim."""
        with watch() as found:
            self._policy.settle(self.with_cost(cost)).entries  # noqa: B018  # it is worked out when read
        return [traced for traced in found if _asks_what_is_left(traced)]

    def with_cost(self, cost: int) -> dict[str, Any]:
        """The case with another cost."""
        claim = {**self._last, "in_policy": format_money(cost)}
        if "total" in self._last:
            claim["total"] = format_money(cost + self._outside)
        return {**self._case, "claims": [*self._before, claim]}


def _asks_what_is_left(traced: Traced) -> bool:
    return any(isinstance(node, Emit) and node.name == _LEFT for node in traced.block)


def _find_pieces(asked: _VariedClaim) -> tuple[StraightPiece, ...]:
    """The pieces, where each end of each is what is settled there."""
    run = _open_run(asked)
    pieces = () if run is None else _from_nothing(find_pieces(run, 0, asked.most), asked)
    for piece in pieces:
        for cost in (piece.low, piece.high):
            left = asked.left_of(cost)
            if not piece.least <= left - piece.slope * cost <= piece.most:
                return ()
    return pieces


def _from_nothing(
    pieces: tuple[StraightPiece, ...], asked: _VariedClaim
) -> tuple[StraightPiece, ...]:
    """The first piece from no cost on, where what is left of that is on its line: at nothing much
    is asked that is not asked elsewhere."""
    if not pieces or not pieces[0].low or not pieces[0].least <= asked.left_of(0) <= pieces[0].most:
        return pieces
    return (evolve(pieces[0], low=0), *pieces[1:])


def _open_run(asked: _VariedClaim) -> OpenRun | None:
    """What the claim is settled with, its cost open: the inputs that are another with another cost
    go with it. None where the cost changes something else too."""
    costs = asked.most // 2, asked.most
    pairs = [*zip(*map(asked.trace, costs), strict=False)]
    changed = [(half, whole) for half, whole in pairs if half.inputs != whole.inputs]
    if len(changed) != 1:
        return None
    ((half, whole),) = changed
    moving = {key for key, value in half.inputs.items() if whole.inputs.get(key) != value}
    by = costs[1] - costs[0]
    if half.state != whole.state or any(
        whole.inputs.get(key, 0) - half.inputs[key] != by for key in moving
    ):
        return None
    return OpenRun(
        block=half.block,
        inputs=half.inputs,
        state=half.state,
        slots=half.slots,
        moving={key: half.inputs[key] - costs[0] for key in moving},
        output=_LEFT,
    )


def _tell_piece(asked: _VariedClaim, piece: StraightPiece) -> BurdenPiece:
    start, end = ((cost, asked.left_of(cost)) for cost in (piece.low, piece.high))
    return BurdenPiece(start=start, end=end, share=piece.slope)


def _break_between(asked: _VariedClaim, before: StraightPiece, after: StraightPiece) -> Break:
    """Where both lines meet, if that is where the one ends."""
    low, high = before.high, after.low
    if before.slope == after.slope:
        return Break(None, low, high, before.clauses)
    meet = round((after.start - before.start) / (before.slope - after.slope))
    if not low - NARROW <= meet <= high + NARROW:
        return Break(None, low, high, before.clauses)
    return Break((meet, asked.left_of(meet)), low, high, before.clauses)


def _fen(amount: Any) -> int | None:
    try:
        return None if amount is None else parse_money(str(amount))
    except AmountError:
        return None

"""The straight pieces of what a block comes to, over one amount that is open.

In: a block, what it is run with, which of its inputs go with the open amount, from where to where.
Out: `StraightPiece`s in their order. Between two there may be some costs for which rounding decides
fen by fen; where there are more of these, or the amount is not used as one, there are none.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from attrs import evolve

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode
from polc.compiler.readers.pieces.open_amount import OpenStretch, line_of, open_cost
from polc.compiler.readers.trace.interpret import (
    Evaluation,
    Frame,
    Step,
    Value,
    prepare_steps,
    run_steps,
)

MOST_RUNS: Final = 1_000
"""So often the block is run before nothing is told."""

NARROW: Final = 100
"""Fen between two pieces that rounding may take."""

Key = tuple[str, str]


@frozen(kw_only=True)
class StraightPiece:
    """From `low` to `high`, both included, an amount lies between `slope` × cost + `least` and
    `slope` × cost + `most`, all in fen. `clauses` are those of the step at whose question it
    ends."""

    low: int
    high: int
    slope: Fraction
    least: Fraction
    most: Fraction
    clauses: tuple[str, ...] = ()

    @property
    def start(self) -> Fraction:
        """Of the line in the middle, which no amount is off by more than rounding."""
        return (self.least + self.most) / 2

    def goes_on(self, after: "StraightPiece") -> bool:
        """Whether the next piece is on the same line."""
        return self.slope == after.slope and self.least <= after.most and after.least <= self.most


@frozen(kw_only=True)
class OpenRun:
    """A block with what it is run with; `moving` are the inputs that go with the open amount, each
    with how much more it is, `output` the result that is asked for."""

    block: Sequence[AnyNode]
    inputs: Mapping[Key, Value]
    state: Mapping[str, int]
    slots: Mapping[str, Value]
    moving: Mapping[Key, int]
    output: str


def find_pieces(run: OpenRun, low: int, high: int) -> tuple[StraightPiece, ...]:
    """The pieces from `low` to `high`; none where they cannot be told, or a cost is refused."""
    steps = prepare_steps(run.block)
    found: list[StraightPiece] = []
    at, leap = low, 1
    for _ in range(MOST_RUNS):
        covered = found[-1].high if found else low - 1
        if at > high:
            return _joined(found)
        stretch = OpenStretch(at, covered + 1, high)
        piece = _find_piece(run, steps, stretch)
        if piece is None or stretch.is_held or piece.low - covered > NARROW:
            return ()
        if piece.low == piece.high and at < high:
            at, leap = min(high, at + leap), leap * 2
        else:
            found.append(piece)
            at, leap = piece.high + 1, 1
    return ()


def _find_piece(run: OpenRun, steps: Sequence[Step], stretch: OpenStretch) -> StraightPiece | None:
    """The piece around a cost; None where it is refused."""
    moving = {key: open_cost(stretch, more) for key, more in run.moving.items()}
    ran = run_steps([*_watched(steps, stretch)], {**run.inputs, **moving}, run.state, run.slots)  # type: ignore[dict-item]
    if ran.refused or run.output not in ran.outputs:
        return None
    line = line_of(ran.outputs[run.output])
    least, most = stretch.ends(line)
    return StraightPiece(
        low=stretch.low,
        high=stretch.high,
        slope=line.slope,
        least=least,
        most=most,
        clauses=_clauses_of(stretch.ended_by),
    )


def _watched(steps: Sequence[Step], stretch: OpenStretch) -> Iterator[Step]:
    """The steps, of which the stretch knows which one runs."""
    for node, node_id, guard, evaluate, operands in steps:

        def run(frame: Frame, node: AnyNode = node, evaluate: Evaluation = evaluate) -> Any:
            stretch.asking = node
            return evaluate(frame)

        yield node, node_id, guard, run, operands


def _clauses_of(node: AnyNode | None) -> tuple[str, ...]:
    origins = () if node is None else node.origins
    return tuple(dict.fromkeys(clause for origin in origins for clause in origin.clauses))


def _joined(pieces: Sequence[StraightPiece]) -> tuple[StraightPiece, ...]:
    """Those that go on where another ends are one: what was asked there changed nothing."""
    found: list[StraightPiece] = []
    for piece in pieces:
        if found and found[-1].goes_on(piece):
            last = found[-1]
            found[-1] = evolve(
                piece,
                low=last.low,
                least=min(last.least, piece.least),
                most=max(last.most, piece.most),
            )
        else:
            found.append(piece)
    return tuple(found)

"""The bands that a claim passes and the parts that it is made of, traced.

In: a `Bands` node or the portions of a payment, a run. Out: facts: what lies in each at its
rate, and the bands as the policy writes them.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from polc.compiler.plan.nodes import Bands
from polc.compiler.plan.payment_steps import PortionStep
from polc.compiler.readers.trace.entries import NOT_NEEDED, Telling
from polc.compiler.readers.trace.interpret import raise_rate
from polc.compiler.readers.trace.recorded_figure import write_money, write_rate
from polc.runtime.amounts import UNLIMITED
from polc.runtime.explanation import AS_WRITTEN, BANDS, Fact, Portions, Words

_Written = tuple[int | None, int | None, str]
"""A band: where it ends (fen; `None` above all edges), its rate (millionths; `None` where it is
not known), its words."""

_NOT_KNOWN: Final = -1
"""Stands for an edge that no case needs."""


def explain_bands(node: Bands, telling: Telling) -> list[Fact]:
    """What lies in each band, at its rate: 24000.00 at 65%, 11000.00 at 70%."""
    if not telling.run.open.isdisjoint(node.operands):
        return [Fact(BANDS, NOT_NEEDED)]
    low, high = telling.fen(node.low), telling.fen(node.high)
    shift, points = telling.fen(node.shift), telling.fen(node.points)
    top = telling.fen(node.top) if node.top is not None else None
    table = telling.run.values.get(node.table, ())
    pieces, written = [], list[_Written]()
    for edge, rate in table if isinstance(table, tuple) else ():
        end = None if edge >= UNLIMITED else edge + shift
        written.append((end, rate, f"{_edge(end)}: {write_rate(rate)}"))
        upper = high if end is None else min(high, end)
        if upper > low:
            pieces.append((upper - low, raise_rate(rate, points, top, falls=node.falls)))
            low = upper
    return [_in_each(pieces), *_with_edges(written)]


def explain_portions(portions: Sequence[PortionStep], telling: Telling) -> list[Fact]:
    """The same of bands whose edges or rates hang on the claim, of a divided deductible. A rate
    at which nothing lies need not be known, nor an edge that divides nothing."""
    taken = [portion for portion in portions if telling.fen(portion.amount)]
    asked = {portion.amount for portion in portions} | {portion.rate for portion in taken}
    if not telling.run.open.isdisjoint(asked):
        return [Fact(BANDS, NOT_NEEDED)]
    pieces = [(telling.fen(portion.amount), telling.fen(portion.rate)) for portion in taken]
    if any(portion.edge is not None for portion in portions):
        return [
            _in_each(pieces),
            *_with_edges([_written(portion, telling) for portion in portions]),
        ]
    rates = [telling.fen(portion.value) for portion in taken]
    return [_in_each(pieces), *as_written(rates, [rate for _, rate in pieces])]


def as_written(written: Sequence[int], raised: Sequence[int]) -> list[Fact]:
    """The rates of the policy (millionths), where adjustments made others of them."""
    if list(written) == list(raised):
        return []
    return [Fact(AS_WRITTEN, Words(", ".join(write_rate(rate) for rate in written)))]


def _written(portion: PortionStep, telling: Telling) -> _Written:
    is_open = portion.value in telling.run.open
    rate = None if is_open else telling.fen(portion.value)
    said = NOT_NEEDED.text if rate is None else write_rate(rate)
    if portion.edge is not None and portion.edge in telling.run.open:
        return _NOT_KNOWN, rate, f"to {NOT_NEEDED.text}: {said}"
    if portion.edge is not None and telling.is_unlimited(portion.edge):
        return UNLIMITED, rate, f"to none: {said}"
    edge = None if portion.edge is None else telling.fen(portion.edge)
    return edge, rate, f"{_edge(edge)}: {said}"


def _edge(end: int | None) -> str:
    return "above" if end is None else f"to {write_money(end)}"


def _in_each(pieces: Sequence[tuple[int, int]]) -> Fact:
    return Fact(BANDS, Portions(tuple(pieces)))


def _with_edges(bands: Sequence[_Written]) -> list[Fact]:
    """Every band as the policy writes it, with its edge on the line of this claim."""
    return [Fact(AS_WRITTEN, Words(", ".join(_dividing(bands))))]


def _dividing(bands: Sequence[_Written]) -> Iterator[str]:
    """The bands but those between an edge and itself that have the rate of the next one: nobody
    wrote them, they make bands of one period as many as those of another. Figures are compared
    and not their texts, so that a recorded way asks whether they are the same."""
    below: int | None = 0
    for (edge, rate, said), (_, above, _) in pairwise(bands):
        if rate != above or edge != below:
            yield said
        below = edge
    yield from (said for _, _, said in bands[-1:])

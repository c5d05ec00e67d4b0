"""What a person bears of a cost, as a curve.

In: points, a cost and what is borne of it, in fen, by cost; where it bends. Out: an SVG element:
the curve over the costs, with round amounts along both sides. Its description says where it begins
and ends.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from polc.markup.element import Element, element
from polc.runtime.amounts import format_money

_WIDTH: Final = 400
_HEIGHT: Final = 260
_LEFT: Final = 64
_BELOW: Final = 40
_TOP: Final = 24
_RIGHT: Final = 12
_TICKS: Final = 5
_DIGIT: Final = 7
"""How wide a figure is, at most."""
_BESIDE: Final = 3
"""How far from its mark an amount stands."""

Point = tuple[int, int]


def draw_curve(
    points: Sequence[Point],
    name: str,
    title: str,
    along: str,
    upward: str,
    marks: Sequence[int] = (),
) -> Element:
    """The picture; `along` and `upward` say what the two sides are, `marks` are costs at which the
    curve bends, each with its amount."""
    most = (
        max((cost for cost, _ in points), default=0),
        max((own for _, own in points), default=0),
    )
    ends = points[0], points[-1]
    told = "; ".join(
        f"{along} {format_money(cost)}: {upward} {format_money(own)}" for cost, own in ends
    )
    path = " ".join(f"{_across(cost, most[0])},{_up(own, most[1])}" for cost, own in points)
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", told, id=f"{name}-desc"),
        _grid(most),
        element("polyline", points=path, class_="curve"),
        _marks(marks, most[0]),
        element("text", along, x=str(_WIDTH - _RIGHT), y=str(_HEIGHT - 4), class_="end"),
        element("text", upward, x="0", y="13"),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def _grid(most: Point) -> Iterator[Element]:
    for cost in round_steps(most[0]):
        across = _across(cost, most[0])
        yield _line(across, str(_TOP), across, str(_HEIGHT - _BELOW))
        yield element(
            "text",
            format_whole(cost),
            x=across,
            y=str(_HEIGHT - _BELOW + 16),
            class_="clause middle",
        )
    for own in round_steps(most[1]):
        up = _up(own, most[1])
        yield _line(str(_LEFT), up, str(_WIDTH - _RIGHT), up)
        yield element("text", format_whole(own), x=str(_LEFT - 6), y=up, class_="clause end")


def _marks(marks: Sequence[int], most: int) -> Iterator[Element]:
    """A line at each, with its amount at its foot, left of it where it would run out of the picture
    on the right; of those that would stand in each other the first has it."""
    free = Fraction(0)
    for cost in marks:
        across = _across(cost, most)
        yield element(
            "line", x1=across, y1=str(_TOP), x2=across, y2=str(_HEIGHT - _BELOW), class_="mark"
        )
        amount = format_money(cost)
        wide = len(amount) * _DIGIT
        beside = Fraction(across) + _BESIDE
        start, style = beside, "clause"
        if beside + wide > _WIDTH:
            beside = Fraction(across) - _BESIDE
            start, style = beside - wide, "clause end"
        if start >= free:
            free = start + wide
            at = _hundredths(int(beside * 100))
            yield element("text", amount, x=at, y=str(_HEIGHT - _BELOW - 5), class_=style)


def _line(from_x: str, from_y: str, to_x: str, to_y: str) -> Element:
    return element("line", x1=from_x, y1=from_y, x2=to_x, y2=to_y, class_="grid")


def round_steps(most: int) -> tuple[int, ...]:
    """Round amounts from 0 on, five of them or fewer behind the first: whole yuan, by 1, 2 or 5 and
    their tens."""
    step = 100
    factors = (2, 5, 10)
    base, at = 100, 0
    while most // step > _TICKS:
        step = base * factors[at]
        at += 1
        if at == len(factors):
            base, at = base * 10, 0
    return tuple(range(0, most + 1, step))


def format_whole(fen: int) -> str:
    """Whole yuan."""
    return str(fen // 100)


def _across(cost: int, most: int) -> str:
    return _hundredths(_LEFT * 100 + cost * (_WIDTH - _LEFT - _RIGHT) * 100 // max(most, 1))


def _up(own: int, most: int) -> str:
    high = _HEIGHT - _BELOW
    return _hundredths(high * 100 - own * (high - _TOP) * 100 // max(most, 1))


def _hundredths(count: int) -> str:
    return f"{count // 100}.{count % 100:02}"

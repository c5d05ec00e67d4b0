"""A figure that stands for a stretch of amounts: what is said of it holds in all of the stretch."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polc.compiler.readers.pieces.open_amount import OpenStretch, line_of, open_cost
from polc.runtime.amounts import round_half_up

MOST = 1_000_000


def run(function: Callable[[Any], Any], at: int) -> tuple[Any, OpenStretch]:
    """What a function makes of the open amount, and for how long."""
    stretch = OpenStretch(at, 0, MOST)
    return function(open_cost(stretch, 0)), stretch


FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "a deductible": lambda cost: max(0, cost - 50_000),
    "a rate": lambda cost: round_half_up(cost * 700_000, 1_000_000),
    "rounded down": lambda cost: cost * 3 // 7,
    "a cap": lambda cost: min(round_half_up(cost * 6, 10), 123_456),
    "a layer after another": lambda cost: (
        cost
        - round_half_up(cost * 6, 10)
        - round_half_up(max(0, cost - round_half_up(cost * 6, 10) - 1_000) * 7, 10)
    ),
    "taken from itself": lambda cost: min(
        cost - round_half_up(cost, 3), round_half_up(cost, 3) + (cost - 2 * round_half_up(cost, 3))
    ),
    "two conditions": lambda cost: cost // 2 if cost >= 5_000 and not cost > 90_000 else cost,
    "equal to one": lambda cost: 7 if cost == 500 else cost * 2,
    "less nothing": lambda cost: -cost + 3 - (0 - cost) * 2,
}


@given(
    st.sampled_from(sorted(FUNCTIONS)),
    st.integers(0, MOST),
    st.integers(0, MOST),
)
def test_the_line_holds_in_all_of_the_stretch(name: str, at: int, other: int) -> None:
    """At any cost of the stretch what the function comes to lies between the two ends."""
    function = FUNCTIONS[name]
    figure, stretch = run(function, at)
    cost = min(max(other, stretch.low), stretch.high)
    line = line_of(figure)
    least, most = stretch.ends(line)
    assert stretch.low <= at <= stretch.high
    assert least <= function(cost) - line.slope * cost <= most


def test_a_stretch_ends_where_the_answer_changes() -> None:
    """Below the deductible of 500.00 and above it."""
    assert run(FUNCTIONS["a deductible"], 100)[1].high == 50_000
    assert run(FUNCTIONS["a deductible"], 60_000)[1].low == 50_001


def test_what_is_taken_from_itself_leaves_nothing() -> None:
    """A third, rounded, less the same third: 0, and no rounding in it."""
    figure, stretch = run(lambda cost: round_half_up(cost, 3) - round_half_up(cost, 3), 1_000)
    assert figure == 0
    assert not stretch.is_held
    assert stretch.high == MOST


@pytest.mark.parametrize(
    "function",
    [
        lambda cost: cost * cost,
        lambda cost: 1_000 // (cost + 1),
        lambda cost: cost % 7,
        lambda cost: {1_000: 1}.get(cost, 0),
        lambda cost: [0] * 2_000 and int(cost),
        lambda cost: cost & 3,
        lambda cost: 5 & cost,
    ],
)
def test_what_is_no_line_holds_the_figure(function: Callable[[Any], Any]) -> None:
    """Then nothing is said of any other cost."""
    figure, stretch = run(function, 1_000)
    assert figure == function(1_000)
    assert stretch.is_held
    assert (stretch.low, stretch.high) == (1_000, 1_000)


def test_it_is_taken_for_an_integer() -> None:
    """By what asks."""
    assert isinstance(open_cost(OpenStretch(1, 0, 2), 0), int)

"""The curve of what a person bears."""

import pytest

from polc.pictures.curve import draw_curve, round_steps


def test_a_point_stands_where_its_amounts_are() -> None:
    """Costs from 64 to 388 across, amounts from 220 up to 24: half of both is at 226 and 122."""
    picture = draw_curve([(0, 0), (50_00, 25_00), (100_00, 50_00)], "c", "t", "cost", "own")
    line = picture.find("polyline")
    assert line is not None
    assert line.get("points") == "64.00,220.00 226.00,122.00 388.00,24.00"


def test_it_is_described_in_words() -> None:
    """Its two ends."""
    picture = draw_curve([(0, 0), (100_00, 40_00)], "c", "t", "cost", "own")
    told = picture.find("desc")
    assert told is not None
    assert told.text == "cost 0.00: own 0.00; cost 100.00: own 40.00"


@pytest.mark.parametrize(
    ("most", "steps"),
    [
        (0, (0,)),
        (9000_00, (0, 2000_00, 4000_00, 6000_00, 8000_00)),
        (100_000_00, (0, 20_000_00, 40_000_00, 60_000_00, 80_000_00, 100_000_00)),
    ],
)
def test_the_amounts_along_a_side_are_round(most: int, steps: tuple[int, ...]) -> None:
    """By 1, 2 or 5 and their tens."""
    assert round_steps(most) == steps


def test_a_curve_of_nothing_is_drawn() -> None:
    """All of it is at the beginning."""
    picture = draw_curve([(0, 0), (0, 0)], "c", "t", "cost", "own")
    line = picture.find("polyline")
    assert line is not None
    assert line.get("points") == "64.00,220.00 64.00,220.00"


def test_a_mark_stands_at_its_cost_with_its_amount() -> None:
    """Half of the costs is at 226, as the point above."""
    points = [(0, 0), (50_00, 25_00), (100_00, 50_00)]
    picture = draw_curve(points, "c", "t", "cost", "own", marks=[50_00])
    (mark,) = [line for line in picture.iter("line") if line.get("class") == "mark"]
    assert (mark.get("x1"), mark.get("x2")) == ("226.00", "226.00")
    assert "50.00" in [text.text for text in picture.iter("text")]


def test_of_marks_that_would_stand_in_each_other_the_first_has_its_amount() -> None:
    """Both have their lines."""
    points = [(0, 0), (10_000_00, 50_00)]
    picture = draw_curve(points, "c", "t", "cost", "own", marks=[50_00, 60_00])
    told = [text.text for text in picture.iter("text")]
    assert "50.00" in told
    assert "60.00" not in told
    assert len([line for line in picture.iter("line") if line.get("class") == "mark"]) == 2

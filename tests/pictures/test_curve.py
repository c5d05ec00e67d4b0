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


def amounts_of(*marks: int) -> dict[str | None, tuple[str | None, str | None]]:
    """Where each amount stands of marks on a curve up to 10,000, and in which classes."""
    picture = draw_curve([(0, 0), (10_000_00, 50_00)], "c", "t", "cost", "own", marks=marks)
    foot = [text for text in picture.iter("text") if text.get("y") == "215"]
    return {text.text: (text.get("x"), text.get("class")) for text in foot}


def test_the_amount_of_a_mark_near_the_right_edge_stands_left_of_it() -> None:
    """9,700 is at 64 + 324 × 97% = 378.28; its 7 figures of 7 each would end at 430 of 400, so they
    end 3 before the mark. 9,000 is at 355.60, and ends at 407: left of it too. 8,700 is at 345.88:
    its figures end at 397.88, before the edge."""
    assert amounts_of(9700_00) == {"9700.00": ("375.28", "clause end")}
    assert amounts_of(9000_00) == {"9000.00": ("352.60", "clause end")}
    assert amounts_of(8700_00) == {"8700.00": ("348.88", "clause")}


@pytest.mark.parametrize(
    ("before", "told"),
    [
        pytest.param(8000_00, {"8000.00"}, id="in what stands left of it"),
        pytest.param(6200_00, {"6200.00", "9700.00"}, id="far enough before it"),
    ],
)
def test_an_amount_left_of_its_mark_stands_in_no_other(before: int, told: set[str]) -> None:
    """9,700.00 is from 326.28 to 375.28; 8,000.00 to 375.20, 6,200.00 from 267.88 to 316.88."""
    assert {*amounts_of(before, 9700_00)} == told

"""What a person bears, as the cost of a case grows."""

from typing import Any

import pytest

import polc
from polc.doc.book import open_book
from polc.doc.burden_chapter import burden_chapter, points_of
from polc.markup.element import element
from tests.doc.towns import town
from tests.notice.told_notice import text_of

CLAIM = {
    "id": "a", "date": "2023-03-01", "kind": "inpatient", "place": "in_county",
    "in_policy": "4500.00",
}  # fmt: skip
CASE: dict[str, Any] = {
    "year": 2023,
    "parameters": {"basic_rate": "50%"},
    "person": {"identities": [{"id": "dibao", "from": "2023-01-01"}]},
    "claims": [CLAIM],
}


def test_every_point_is_settled() -> None:
    """Of 4,500 yuan basic pays 2,000, half of what lies above 500; of the 2,500 left help pays 70%
    of what lies above 1,000, 1,050: 1,450 are left. Of 9,000 it is 4,250, and 70% of 3,750."""
    points = dict(points_of(town(), CASE))
    assert points[0] == 0
    assert points[4500_00] == 1450_00
    assert points[9000_00] == 2125_00
    assert len(points) == 101


def test_what_is_outside_the_policy_range_stays() -> None:
    """The whole cost grows with what is in policy."""
    case = {**CASE, "claims": [{**CLAIM, "total": "5000.00"}]}
    assert points_of(town(), case) == points_of(town(), CASE)


def test_the_chapter_has_a_table_of_every_tenth_point() -> None:
    """For those who do not see the curve."""
    told = text_of(element("main", list(burden_chapter(open_book(town(), "zh"), CASE))))
    assert "4500.00 | 3050.00 | 1450.00" in told
    assert "9000.00 | 6875.00 | 2125.00" in told


@pytest.mark.parametrize(
    "case",
    [
        {**CASE, "claims": []},
        {**CASE, "claims": [{**CLAIM, "paid": {"basic": "100.00"}}]},
        {**CASE, "parameters": {}},
    ],
    ids=["no claim", "what a layer paid", "refused"],
)
def test_a_case_that_says_too_little_or_too_much_is_refused(case: dict[str, Any]) -> None:
    """And why is told."""
    with pytest.raises(polc.CaseError):
        points_of(town(), case)

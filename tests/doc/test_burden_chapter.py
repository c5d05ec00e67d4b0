"""What a person bears, as the cost of a case grows."""

from fractions import Fraction
from typing import Any

import pytest

import polc
from polc.api import burden
from polc.api.burden import find_burden
from polc.doc.book import open_book
from polc.doc.burden_chapter import burden_chapter, show_share
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


def test_what_is_outside_the_policy_range_stays() -> None:
    """The whole cost grows with what is in policy."""
    case = {**CASE, "claims": [{**CLAIM, "total": "5000.00"}]}
    assert find_burden(town(), case) == find_burden(town(), CASE)


def test_the_chapter_has_a_table_of_the_pieces() -> None:
    """Above 500 basic pays half; of the 1,000 that are left of 1,500 help begins to pay 70%, so
    that 15% are left of what is more: at 9,000, twice the cost, 1,000 + 15% × 7,500."""
    told = text_of(element("main", list(burden_chapter(open_book(town(), "zh"), CASE))))
    assert "0.00 | 500.00 | 0.00 | 500.00 | 100%" in told
    assert "500.00 | 1500.00 | 500.00 | 1000.00 | 50%" in told
    assert "1500.00 | 9000.00 | 1000.00 | 2125.00 | 15%" in told


def test_without_pieces_the_table_has_every_tenth_point(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 4,500 yuan basic pays 2,000, half of what lies above 500; of the 2,500 left help pays 70%
    of what lies above 1,000, 1,050: 1,450 are left."""
    monkeypatch.setattr(burden, "find_pieces", lambda *_: ())
    told = text_of(element("main", list(burden_chapter(open_book(town(), "zh"), CASE))))
    assert "4500.00 | 3050.00 | 1450.00" in told
    assert "9000.00 | 6875.00 | 2125.00" in told
    assert len(find_burden(town(), CASE).points) == 101


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(3, 10), "30%"),
        (Fraction(21, 500), "4.2%"),
        (Fraction(1, 3), "33.3333…%"),
        (Fraction(0), "0%"),
        (Fraction(-1, 2), "-50%"),
    ],
)
def test_a_share_is_written_as_far_as_it_goes(share: Fraction, shown: str) -> None:
    """Four places of a percent, and a mark where there are more."""
    assert show_share(share) == shown


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
        find_burden(town(), case)

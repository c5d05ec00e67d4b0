"""Readings that choose a day of the person's year, or take a line away from what it pays."""

from typing import Any

import pytest

import polc

POLICY = polc.compile(
    """
policy days "哪一天" edition 1
use identities
param premium "缴费标准" : money per year unspecified
benefit subsidy "资助" per person per year {
  as of first day of year where whose is start
  as of last day of year where whose is end
  figures by year of premium_paid where which is payment
  pay the highest of {
    stable for stable_out_of_poverty: { 2022: 160 yuan; from 2023: 70 yuan } by year
  }
  at most premium where ceiling is capped
  reading whose "哪一天的身份" { start "年初" default; end "年末" }
  reading which "哪一年的标准" { coverage "参保年度" default; payment "缴费之年" }
  reading ceiling "能否高于缴费标准" { capped "不能" default; flat "能" }
}
""",
    "days.pol",
)
HELD = {"id": "stable_out_of_poverty"}


def settle(
    identity: dict[str, str], paid: str = "2023-01-10", **readings: str
) -> tuple[str | None, frozenset[str]]:
    """What is paid for 2023, of a premium of 50 yuan, and the readings that it hung on."""
    case: dict[str, Any] = {
        "year": 2023,
        "parameters": {"premium": "50.00"},
        "person": {"identities": [identity], "premium_paid": paid},
        "claims": [],
        "readings": readings,
    }
    settled = POLICY.settle(case)
    return settled.to_dict()["person_year"]["subsidy"], settled.readings_consulted


@pytest.mark.parametrize(("choice", "paid"), [("start", "50.00"), ("end", "0.00")])
def test_the_day_whose_identities_count_where_one_ends_in_the_year(choice: str, paid: str) -> None:
    """70 of 2023, at most 50, of whom 2023-01-01 finds with the identity; on 2023-12-31 it has
    ended. Under either choice the other would change the case."""
    amount, consulted = settle({**HELD, "to": "2023-06-30"}, whose=choice)
    assert amount == paid
    assert "whose" in consulted


def test_who_is_the_same_on_every_day_hangs_on_none() -> None:
    """Held all the time: 50 whichever day is looked at."""
    assert settle(HELD) == ("50.00", {"ceiling"})


@pytest.mark.parametrize(("choice", "paid"), [("coverage", "70.00"), ("payment", "160.00")])
def test_the_year_of_another_day_where_it_is_another_year(choice: str, paid: str) -> None:
    """Paid in 2022 for 2023: 160 of 2022 or 70 of 2023, whatever the premium."""
    found = settle(HELD, "2022-11-20", which=choice, ceiling="flat")
    assert found == (paid, {"ceiling", "which"})


@pytest.mark.parametrize(("choice", "paid"), [("capped", "50.00"), ("flat", "70.00")])
def test_a_line_that_falls_away_under_a_choice(choice: str, paid: str) -> None:
    """70 of 2023, at most the premium of 50 or not: each choice names the reading."""
    assert settle(HELD, ceiling=choice) == (paid, {"ceiling"})

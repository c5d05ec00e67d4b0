"""A stay in two benefit years is told in the notes."""

from typing import Any

import pytest

import polc

POLICY = """policy across "跨年" edition 1
{line}
layers basic
benefit basic "基本" per claim {{
  deductible per stay 500 yuan
  rate 70%
}}
"""
SPLIT = "stay across years { split on 31 December, one deductible }"
WHOLE = "stay across years { settled by discharge }"
SCHOOL_YEAR = "benefit year from 09-01"


def notes_of(line: str, **claim: Any) -> list[str]:
    """What is noted of one claim of the year, whose day is 2023-01-05."""
    policy = polc.compile(POLICY.format(line=line), name="across")
    given = {"id": "c", "date": "2023-01-05", "kind": "inpatient", "in_policy": "6000.00", **claim}
    case = {"person": {"id": "p", "identities": []}, "claims": [given]}
    return [note for note in policy.settle(case).to_dict()["notes"] if "stay" in note]


@pytest.mark.parametrize("line", ["", WHOLE])
def test_a_stay_that_is_settled_whole(line: str) -> None:
    """It says in which year it began, and in which it is settled."""
    assert notes_of(line, admitted="2022-12-20") == [
        "the stay of `c` began in 2022, and all of it is settled in 2023"
    ]


def test_a_stay_that_is_split() -> None:
    """It says that the deductible goes on."""
    assert notes_of(SPLIT, admitted="2022-12-20", in_policy_last_year="4000.00") == [
        "`c` is the part in 2023 of a stay that began in 2022: a deductible per stay goes on from "
        "what was in policy of it then"
    ]


def test_a_stay_of_one_year() -> None:
    """Nothing is said of it, whichever month the benefit year begins with."""
    assert notes_of(SPLIT, admitted="2023-01-01") == []
    assert notes_of(SCHOOL_YEAR, admitted="2022-12-20") == []


def test_a_ledger_says_the_same() -> None:
    """So it does of a year that is settled claim by claim."""
    policy = polc.compile(POLICY.format(line=""), name="across")
    claim = {
        "id": "c",
        "date": "2023-01-05",
        "kind": "inpatient",
        "in_policy": "6000.00",
        "admitted": "2022-12-20",
    }
    _, ledger = policy.open_year({"id": "p", "identities": []}, year=2023).add(claim)
    found = ledger.close().to_dict()["notes"]
    assert "the stay of `c` began in 2022, and all of it is settled in 2023" in found

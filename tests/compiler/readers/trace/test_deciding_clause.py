"""An amount is told with the clause of what decided it, at that clause's own place."""

import polc

TOWN = """policy town "某镇" edition 1
source tn "镇发〔2022〕1号" issued 2021-12-31
use identities
layers basic
section tn "二" "待遇" {
  benefit basic "基本" per claim {
    deductible per claim { tekun: 100 yuan "1" TN-1a; otherwise: 200 yuan "1" TN-1b } TN-1
    rate {
      1: { tekun: 90% "2" TN-2a; otherwise: 80% "2" TN-2b }
      otherwise: 50% TN-2c
    } by hospital_level             "3" TN-2, cite tn "附则" TN-9, TN-10, "4" TN-4
  }
  benefit subsidy "资助" per person per year as of first day of year {
    pay the highest of {
      all for everyone: { tekun: 300 yuan TN-5a; otherwise: 90 yuan TN-5b } TN-5
          at least 100 yuan                               "6" TN-6
    }
  }
  limit share "占比" {
    share of total - in_policy in total                   TN-7
    at most 3% only when hospital_level is 1              TN-7a
    at most 8%                                            "8" TN-8
    borne by nobody
  }
}
"""


def told(identity: str, level: int) -> dict[str, tuple[str, str]]:
    """The clause and its place of each entry, by rule."""
    claim = {
        "id": "a", "date": "2022-03-01", "kind": "inpatient", "hospital_level": level,
        "in_policy": "1000.00", "total": "2000.00",
    }  # fmt: skip
    case = {"person": {"identities": [identity]}, "claims": [claim]}
    found = polc.compile(TOWN).settle(case)
    return {entry["rule"]: (entry["clause"], entry["cite"]) for entry in found.explanation}


def test_the_innermost_row() -> None:
    """A row of a table inside a row; a row without rows inside; each with its place."""
    place = "镇发〔2022〕1号 二"
    assert told("tekun", 1)["basic.rate"] == ("TN-2a", f"{place}2")
    assert told("dibao", 1)["basic.rate"] == ("TN-2b", f"{place}2")
    assert told("dibao", 2)["basic.rate"] == ("TN-2c", place)
    assert told("dibao", 2)["basic.deductible"] == ("TN-1b", f"{place}1")


def test_the_bound_that_lifted() -> None:
    """90 yuan are lifted to 100 by TN-6; 300 yuan stand, by their row."""
    assert told("dibao", 1)["subsidy.all"] == ("TN-6", "镇发〔2022〕1号 二6")
    assert told("tekun", 1)["subsidy.all"] == ("TN-5a", "镇发〔2022〕1号 二")


def test_the_share_that_stands() -> None:
    """3% of level 1, 8% of all others."""
    assert told("dibao", 1)["share"] == ("TN-7a", "镇发〔2022〕1号 二")
    assert told("dibao", 2)["share"] == ("TN-8", "镇发〔2022〕1号 二8")


def test_clauses_of_several_places() -> None:
    """What follows a place of its own belongs to it, until the next place."""
    found = {clause.id: clause.locator for clause in polc.compile(TOWN).clauses}
    assert {name: found[name] for name in ("TN-2", "TN-9", "TN-10", "TN-4")} == {
        "TN-2": "镇发〔2022〕1号 二3",
        "TN-9": "镇发〔2022〕1号 附则",
        "TN-10": "镇发〔2022〕1号 附则",
        "TN-4": "镇发〔2022〕1号 二4",
    }

"""Every clause that a line cites stands in what is told of it; a row cites its own."""

from typing import Any, Final

import pytest

import polc

HEAD: Final = """policy town "某镇" edition 1
source tn "镇发〔2022〕1号" issued 2021-12-31
use identities
reading share "约六成" = TN-A1 {
  sixty (a) "60%" default
  half  (b) "50%"
}
"""
SEVERAL: Final = (
    HEAD
    + """layers basic
param line "起付线" : money unspecified
benefit basic "基本" per claim {
  when kind is inpatient                                       cite tn "一" TN-1, TN-2
  deductible per claim line                                    TN-3, TN-4
  rate 60%                              cite tn "二" TN-6, TN-7, cite tn "附" TN-8
}
entitlement no_deposit "免押金" per claim {
  for tekun                                                    TN-9, TN-10
}
"""
)
ROWS: Final = (
    HEAD
    + """layers basic > second
benefit basic "基本" per claim {
  rate { tekun: 90% TN-1; otherwise: { sixty: 60% TN-2; half: 50% TN-3, TN-4 } by share }  TN-5
  at least { tekun: 10 yuan TN-6; otherwise: 3000 yuan TN-7, TN-8 }                        TN-9
  at most { sixty: 2000 yuan TN-10; half: 400 yuan TN-11 } by share                        TN-12
  cap { tekun: 700 yuan TN-13; otherwise: 800 yuan TN-14 } per year                        TN-15
}
adjust basic for dibao {
  rate raised by 1 points where share is sixty                                             TN-16
  rate raised by 2 points where share is half                                              TN-17
}
benefit second "二次" per claim {
  deductible per claim 100 yuan                                                            TN-18
  bands { to 1000 yuan: { sixty: 10% TN-19; half: 30% TN-20 } by share; above: 20% }       TN-23
}
adjust second for dibao {
  deductible lowered to { sixty: 40 yuan TN-21; half: 30 yuan TN-22, TN-24 } by share
}
"""
)


def case(kind: str = "inpatient", **more: Any) -> dict[str, Any]:
    claim = {"id": "a", "date": "2022-03-01", "kind": kind, "in_policy": "1000.00"}
    return {"person": {"identities": ["dibao"]}, "claims": [claim], **more}


def told(text: str, given: dict[str, Any], **readings: str) -> dict[tuple[str, str], Any]:
    """The clauses of each entry, by its rule and status."""
    found = polc.compile(text).with_readings(readings).settle(given).explanation
    return {(entry["rule"], entry["status"]): entry["clauses"] for entry in found}


def test_all_of_a_line() -> None:
    """Those of a deductible and a rate, with every place that the rate cites."""
    settled = polc.compile(SEVERAL).settle(case(parameters={"line": "100.00"}))
    steps = {entry["rule"]: entry for entry in settled.explanation}
    assert steps["basic.deductible"]["clauses"] == ["TN-3", "TN-4"]
    assert steps["basic.rate"]["clauses"] == ["TN-6", "TN-7", "TN-8"]
    assert steps["basic.rate"]["clause"] == "TN-6"
    assert steps["basic.rate"]["cite"] == "镇发〔2022〕1号 二; 镇发〔2022〕1号 附"
    assert "TN-6, TN-7, TN-8 镇发〔2022〕1号 二; 镇发〔2022〕1号 附" in settled.explain()


def test_all_of_a_condition_that_failed() -> None:
    """Of the line at which a benefit stops, and of a right that does not hold."""
    found = told(SEVERAL, case("outpatient", parameters={"line": "100.00"}))
    assert found["basic.when", "not_when"] == ["TN-1", "TN-2"]
    assert found["no_deposit.for", "not entitled"] == ["TN-9", "TN-10"]


def test_all_of_a_rule_that_is_missing_something() -> None:
    """A refusal names both clauses of the line that asks for the parameter."""
    with pytest.raises(polc.CaseError) as refused:
        polc.compile(SEVERAL).settle(case())
    (problem,) = refused.value.errors
    assert (problem.clause, problem.clauses) == ("TN-3", ("TN-3", "TN-4"))
    (plain,) = refused.value.to_dict()["refused"]
    assert (plain["clause"], plain["clauses"]) == ("TN-3", ["TN-3", "TN-4"])


def test_rows_cite_themselves() -> None:
    """60% + 1 point of 1000 are lifted to 3000 and held to 800; of the 200 that remain 160 lie
    above 40 yuan, in the first band."""
    found = told(ROWS, case())
    assert found["basic.rate", "paid"] == ["TN-2"]
    assert found["basic.at_least", "raised"] == ["TN-7", "TN-8"]
    assert found["basic.at_most", "within"] == ["TN-10"]
    assert found["basic.cap", "limited"] == ["TN-14"]
    assert found["basic.adjust.rate", "adjusted"] == ["TN-16"]
    assert found["second.adjust.deductible", "adjusted"] == ["TN-21"]
    assert found["second.bands", "paid"] == ["TN-19"]


def test_rows_of_the_other_choice() -> None:
    """50% + 2 points, at most 400; then 570 of 600 lie in the first band."""
    found = told(ROWS, case(), share="half")
    assert found["basic.rate", "paid"] == ["TN-3", "TN-4"]
    assert found["basic.at_most", "limited"] == ["TN-11"]
    assert found["basic.adjust.rate", "adjusted"] == ["TN-17"]
    assert found["second.adjust.deductible", "adjusted"] == ["TN-22", "TN-24"]
    assert found["second.bands", "paid"] == ["TN-20"]


def test_rows_stand_among_the_clauses() -> None:
    """Every row of a table by a reading is a rule of the policy."""
    listed = {clause.id: clause.status for clause in polc.compile(ROWS).clauses}
    assert {listed[f"TN-{number}"] for number in (2, 3, 4, 10, 11, 16, 17, 19, 20)} == {"rule"}

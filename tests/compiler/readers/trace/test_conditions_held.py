"""A statement with a condition says what of the case met it: the fact and its value."""

from typing import Any, Final

import polc

HEAD: Final = """policy town "某镇" edition 1
source tn "镇发〔2022〕1号" issued 2021-12-31
use identities
field person age "年龄" : count
field claim night "夜间" : yes or no
pool shared "共用" 5000 yuan per person per year                  TN-1
layers basic
"""
TOWN: Final = (
    HEAD
    + """benefit basic "基本" per claim {
  for tekun, (dibao when residence is rural)                     TN-2
  when kind is inpatient and not night                           TN-3
  pays when referred                                             TN-4
  counts when place within in_city                               TN-5
  deductible per year 200 yuan                                   TN-6
  rate 50%                                                       TN-7
  at least 450 yuan only when age reaches 60                        TN-8
  at most 430 yuan only when hospital_level is 3                 TN-9
  cap per year 900 yuan only when special_disease                TN-10
  counts toward shared only when emergency                       TN-11
}
adjust basic for dibao when age reaches 70 {
  deductible lowered by 50%                                      TN-12
  rate raised by 1 points                                        TN-13
}
benefit grant "补助" per person per year as of first day of year {
  when residence is rural                                        TN-14
  pay the highest of {
    old for (dibao when age reaches 65) until 2022-12-31: 90 yuan   TN-15
    young for dibao when age up to 20: 80 yuan                   TN-16
  }
}
entitlement no_deposit "免押金" per claim { for dibao TN-17 when referred TN-18 }
limit share "占比" {
  share of total - in_policy in total                            TN-19
  at most 3% only when hospital_level is 3                       TN-20
  at most 8%                                                     TN-21
  borne by nobody
}
"""
)


def settle(text: str = TOWN, **more: Any) -> list[dict[str, Any]]:
    """The explanation of 1000 yuan of a person of 70; `more` is of the claim."""
    claim = {
        "id": "a", "date": "2022-03-01", "kind": "inpatient", "place": "in_city", "night": False,
        "hospital_level": 3, "referred": True, "special_disease": True, "emergency": True,
        "in_policy": "1000.00", "total": "2000.00", **more,
    }  # fmt: skip
    person = {"identities": ["dibao"], "age": 70, "residence": "rural"}
    return (
        polc.compile(text).settle({"year": 2022, "person": person, "claims": [claim]}).explanation
    )


def told(found: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, str]]:
    return {(step["clause"], step["status"]): step["inputs"] for step in found}


def test_lines_that_held() -> None:
    """`when`, `pays when` and `counts when` are steps of their own, before what they let be."""
    found = told(settle())
    assert found["TN-3", "applied"] == {"kind": "inpatient", "night": "no"}
    assert found["TN-4", "applied"] == {"referred": "yes"}
    assert found["TN-5", "applied"] == {"place": "in_city"}


def test_what_is_paid_and_does_not_count() -> None:
    """Elsewhere the claim is paid, and moves no running total."""
    found = told(settle(place="elsewhere"))
    assert found["TN-5", "not_when"] == {"place": "elsewhere"}
    assert ("TN-7", "paid") in found


def test_people_under_a_condition() -> None:
    """低保 counts because the residence is rural."""
    assert told(settle())["TN-2", "applied"] == {"class": "dibao", "residence": "rural"}


def test_adjustments_of_a_case() -> None:
    """The person is 70 and 低保: 200 are lowered to 100, and 50% raised to 51%."""
    found = told(settle())
    why = {"identities": "dibao", "age": "70"}
    lowered = {"deductible": "200.00", "lowered_to": "100.00", "lowered_by": "50%"}
    assert found["TN-12", "adjusted"] == {**lowered, **why}
    assert found["TN-13", "adjusted"] == {"rate_raised_by": "1%", **why}


def test_bounds_and_limits() -> None:
    """900 × 51% = 459 stand above 450, and are held to 430; cap and pool stand beside."""
    found = told(settle())
    assert found["TN-9", "limited"]["hospital_level"] == "3"
    assert found["TN-10", "within"]["special_disease"] == "yes"
    assert found["TN-1", "within"]["emergency"] == "yes"
    lifted = told(settle(in_policy="900.00", hospital_level=2))  # 800 × 51% = 408
    assert lifted["TN-8", "raised"] == {"from": "408.00", "to": "450.00", "age": "70"}


def test_a_person_year() -> None:
    """The line of the benefit, the alternative that pays, the one that does not."""
    found = told(settle())
    assert found["TN-14", "applied"] == {"residence": "rural"}
    paid = found["TN-15", "paid"]
    assert (paid["identities"], paid["age"], paid["date"]) == ("dibao", "70", "2022-01-01")
    assert found["TN-16", "not_when"] == {"age": "70"}


def test_a_right_that_holds() -> None:
    """Of the person and of the claim."""
    assert told(settle())["TN-17", "entitled"] == {"identities": "dibao", "referred": "yes"}


def test_a_share_that_stands_for_some() -> None:
    """1000 of 2000 are above 3% of level 3."""
    found = told(settle())["TN-20", "over the limit"]
    assert found["hospital_level"] == "3"


def test_what_is_not_specified_for_some() -> None:
    """At night the document says nothing."""
    text = (
        HEAD
        + """benefit basic "基本" per claim {
  rate 50%                                                       TN-2
  not specified only when night                                  TN-3
}
"""
    )
    assert told(settle(text, night=True))["TN-3", "not specified"]["night"] == "yes"


def test_a_chain_that_goes_on() -> None:
    """What the first stay bore counts for the second because that is designated."""
    text = (
        HEAD
        + """benefit basic "基本" per claim {
  deductible per referral chain 300 yuan borne continued when designated  TN-2
  rate 50%                                                                TN-3
}
"""
    )
    plain = {"kind": "inpatient", "in_policy": "200.00", "designated": True}
    claims = [
        {"id": "a", "date": "2022-03-01", "admitted": "2022-02-20", **plain},
        {"id": "b", "date": "2022-03-09", "admitted": "2022-03-01", "continues": "a", **plain},
    ]
    case = {"year": 2022, "person": {"identities": []}, "claims": claims}
    found = polc.compile(text).settle(case).explanation
    steps = [step["inputs"] for step in found if step["clause"] == "TN-2"]
    assert steps[1]["designated"] == "yes"

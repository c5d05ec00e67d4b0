"""Kinds of care inside a benefit: a county's assistance and its tilt, by hand."""

import pytest

import polc

PENGSHUI = """policy county "某县" edition 1
use identities
layers basic > critical_illness > assistance > tilted
rank tekun > dibao > marginal
pool special "特殊疾病限额" 10万元 per person per year
pool other "其他疾病限额" 6万元 per person per year
pool tilted_year "倾斜救助限额" 2万元 per person per year
benefit basic "基本医保" per claim { base in_policy rate 100% }
benefit critical_illness "大病保险" per claim { rate 100% }
benefit assistance "医疗救助" per claim {
  for tekun, dibao, marginal
  when designated and referred
  first of {
    special "特殊疾病" when special_disease {
      rate { tekun, dibao: 80%; otherwise: 70% }
      counts toward special
    }
    large "大额住院" when kind is inpatient and hospital_level reaches 2 and in_policy over 3万元 {
      rate { tekun, dibao: 80%; otherwise: 70% }
      counts toward other
    }
    otherwise: not specified
  }
}
benefit tilted "倾斜救助" per claim {
  for tekun, dibao, marginal
  when referred and place within in_city
  base { all_left: remaining; copayment: remaining - assistance.cut_off } by tilt_base
  deductible per stay { tekun: 3000 yuan; dibao: 4000 yuan; otherwise: 5000 yuan }
    counting the whole once reached where tilt_counts is whole
  deductible per stay { tekun: 3000 yuan; dibao: 4000 yuan; otherwise: 5000 yuan }
    where tilt_counts is excess
  rate 60%
  counts toward tilted_year
  reading tilt_counts "全额还是超出部分" = PS-A01 { whole (a) default; excess (b) }
  reading tilt_base "倾斜基数" = PS-A20 { all_left (a) default; copayment (b) }
}
"""

STAYS = [
    # 特困, special: 50000 × 80%; 10000 × 60%, or (10000 − 3000) × 60%
    ("tekun", "80000.00", "30000.00", True, "a", ["40000.00", "6000.00", "4000.00"]),
    ("tekun", "80000.00", "30000.00", True, "b", ["40000.00", "4200.00", "5800.00"]),
    # 低保, other above 30000: min(90000 × 80%, 60000); 30000 × 60%, within 20000
    ("dibao", "200000.00", "110000.00", False, "a", ["60000.00", "18000.00", "12000.00"]),
    # exactly 30000 is not above: nothing is specified, and 9000 × 60% tilts
    ("dibao", "30000.00", "21000.00", False, "a", ["0.00", "5400.00", "3600.00"]),
]


@pytest.mark.parametrize(("identity", "in_policy", "basic", "special", "counts", "expected"), STAYS)
def test_a_pengshui_stay(
    identity: str, in_policy: str, basic: str, special: bool, counts: str, expected: list[str]
) -> None:
    """Kinds of care with pools of their own, and a threshold that counts the whole or the
    excess; PS-2.3.2, PS-2.3.3 of the inventory."""
    claim = {
        "id": "a", "date": "2023-07-01", "kind": "inpatient", "place": "in_city",
        "hospital_level": 2, "referred": True, "special_disease": special,
        "total": in_policy, "in_policy": in_policy,
        "paid": {"basic": basic, "critical_illness": "0.00"},
    }  # fmt: skip
    case = {
        "person": {"identities": [identity]},
        "claims": [claim],
        "readings": {"PS-A01": counts},
    }
    (settled,) = polc.compile(PENGSHUI).settle(case).claims
    amounts = [settled.benefits["assistance"], settled.benefits["tilted"], settled.remaining]
    assert [str(amount) for amount in amounts] == expected


def test_what_is_not_specified_is_said() -> None:
    """The step of a case about which the document is silent says so, with 0.00."""
    claim = {
        "id": "a", "date": "2023-07-01", "kind": "outpatient", "place": "in_city",
        "referred": True, "total": "100.00", "in_policy": "100.00",
        "paid": {"basic": "0.00", "critical_illness": "0.00"},
    }  # fmt: skip
    result = polc.compile(PENGSHUI).settle({"person": {"identities": ["dibao"]}, "claims": [claim]})
    steps = {step["rule"]: (step["amount"], step["status"]) for step in result.explanation}
    assert steps["assistance.rest.not_specified"] == ("0.00", "not specified")


def test_a_case_pool_is_charged_by_a_given_amount() -> None:
    """95000 given for a special disease leave 5000 of its pool: min(10000 × 80%, 5000)."""
    claims = [
        {
            "id": name, "date": f"2023-07-0{day}", "kind": "outpatient", "place": "elsewhere",
            "referred": True, "special_disease": True, "in_policy": cost, "total": cost,
            "paid": {"basic": "0.00", "critical_illness": "0.00", **given},
        }
        for name, day, cost, given in (
            ("a", 1, "100000.00", {"assistance": "95000.00"}),
            ("b", 2, "10000.00", {}),
        )
    ]  # fmt: skip
    case = {"person": {"identities": ["dibao"]}, "claims": claims}
    settled = polc.compile(PENGSHUI).settle(case).claims
    assert str(settled[1].benefits["assistance"]) == "5000.00"


SILENT_PART = """policy town "某镇"
use identities
layers more
pool shared "共用" 1000 yuan per year
benefit more "补助" per claim {
  for tekun
  deductible per stay 100 yuan counting the whole once reached
  first of {
    a when kind is inpatient { rate 50% }
    b when kind is outpatient { not specified  counts toward shared }
    otherwise: not specified
  }
}
"""


def test_a_pool_of_a_part_that_pays_nothing() -> None:
    """A layer that is settled for the stay charges a pool under a kind that pays nothing alone:
    1000 × 50%."""
    claim = {"date": "2022-01-01", "kind": "inpatient", "visit": "v", "in_policy": "1000.00"}
    case = {"person": {"identities": ["tekun"]}, "claims": [claim]}
    settled = polc.compile(SILENT_PART).settle(case)
    assert settled.to_dict()["totals"]["benefits"] == {"more": "500.00"}

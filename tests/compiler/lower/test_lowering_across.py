"""What goes beyond one claim and one layer: the year's line, other layers, pools, readings."""

from decimal import Decimal

import pytest

import polc
from tests.compiler.lower.small_policy import SECOND, pay, policy

MARGINAL_LATER = [{"id": "dibao", "to": "2022-01-01"}, {"id": "marginal", "from": "2022-01-02"}]


@pytest.mark.parametrize(
    ("mode", "second"),
    # the line stands at 10000, above 1800: 3000 × 60%; nothing was borne yet: (3000 − 1800) × 60%
    [("", "1800.00"), (" borne", "720.00")],
)
def test_the_line_and_the_yuan_borne_differ(mode: str, second: str) -> None:
    """dibao without a deductible first, then marginal with one of 1800."""
    small = policy(
        "for dibao, marginal",
        f"deductible per year {{ dibao: 0 yuan; marginal: 1800 yuan }}{mode}",
        "rate { dibao: 70%; marginal: 60% }",
    )
    assert pay(small, "10000.00", "3000.00", held=MARGINAL_LATER) == ["7000.00", second]


@pytest.mark.parametrize(
    ("mode", "second"),
    # 1000 × 70%; (5000 + 1000) × 70% − 5000 × 65%
    [("deductible per year 0 yuan", "700.00"), ("cumulated less paid", "950.00")],
)
def test_a_changed_rate_on_the_whole_line(mode: str, second: str) -> None:
    """65% on 5000, then 70% on 1000."""
    small = policy("for dibao, marginal", mode, "rate { dibao: 65%; marginal: 70% }")
    assert pay(small, "5000.00", "1000.00", held=MARGINAL_LATER) == ["3250.00", second]


@pytest.mark.parametrize(
    ("base", "expected"),
    # 90000 − 60000 = 30000, × 60%; 90000 × 20% = 18000, × 60%
    [("remaining", "18000.00"), ("remaining - first.cut_off", "10800.00")],
)
def test_a_layer_may_ask_what_an_earlier_one_was_cut(base: str, expected: str) -> None:
    """PS-A20: 80% of 90,000 within a cap of 60,000, then 60% of what is left."""
    more = f'benefit second "第二层" per claim {{ base {base} rate 60% }}\n'
    small = policy("rate 80%", "cap 60000 yuan per year", more=more)
    claim = {"date": "2022-01-01", "in_policy": "90000.00", "total": "90000.00"}
    settled = small.settle({"person": {}, "claims": [claim]})
    assert str(settled.claims[0].benefits["second"]) == expected


def test_limited_by_charges_nothing() -> None:
    """The second layer is held to what the pool has left, and leaves it as it was."""
    more = 'benefit second "第二层" per claim { rate 100% limited by shared }\n'
    small = policy("rate 60%", "counts toward shared", more=more)
    claims = [{"date": f"2022-01-0{day}", "in_policy": "1000.00"} for day in (1, 2)]
    settled = small.settle({"person": {}, "claims": claims})
    # 600, then min(600, 1000 − 600); 400 of it: min(400, 400), then min(600, 0)
    assert [str(claim.benefits["first"]) for claim in settled.claims] == ["600.00", "400.00"]
    assert [str(claim.benefits["second"]) for claim in settled.claims] == ["400.00", "0.00"]


NESTED = """reading joint "限额的关系" { nested default; apart }
pool outer "联合限额" 100000 yuan per person per year
pool inner "内层限额" 60000 yuan per person per year inside outer where joint is nested
benefit second "第二层" per claim { when kind is outpatient base in_policy - first.paid rate 80%
  counts toward inner }
"""


@pytest.mark.parametrize(
    ("choice", "expected"),
    # PS-A03: 125000 × 80% uses up 100000; then 0 is left, or 50000 × 80% on its own
    [("nested", "0.00"), ("apart", "40000.00")],
)
def test_a_pool_inside_another_charges_both(choice: str, expected: str) -> None:
    """The inner pool's payment needs room in the outer one too, where it stands inside."""
    small = policy("when kind is inpatient", "rate 80%", "counts toward outer", more=NESTED)
    claims = [
        {"date": "2022-01-01", "kind": "inpatient", "in_policy": "125000.00"},
        {"date": "2022-01-02", "kind": "outpatient", "in_policy": "50000.00"},
    ]
    settled = small.settle({"person": {}, "claims": claims, "readings": {"joint": choice}})
    assert str(settled.claims[0].benefits["first"]) == "100000.00"
    assert str(settled.claims[1].benefits["second"]) == expected


def test_counted_as_another_identity() -> None:
    """marginal counts as tekun: 100 × 90%, and keeps what is its own."""
    small = policy(
        "for tekun, dibao",
        "rate { tekun: 90%; dibao: 60% }",
        more=SECOND + "count marginal as tekun\n",
    )
    assert pay(small, "100.00", held=("marginal",)) == ["90.00"]
    assert pay(small, "100.00", held=("dibao",)) == ["60.00"]


IMPLYING = """reading a "甲" { x default; y implies b v }
reading b "乙" { u default; v }
"""


def test_a_choice_carries_what_it_implies() -> None:
    """a = y brings b = v with it: 100 × 40%."""
    more = SECOND + IMPLYING
    small = policy("rate { u: 30%; v: 40% } by b", more=more)
    assert pay(small, "100.00") == ["30.00"]
    assert pay(small.with_readings(a="y"), "100.00") == ["40.00"]


def test_contradictory_choices_are_refused() -> None:
    """a = y implies b = v; asking for b = u as well cannot be."""
    small = policy("rate { u: 30%; v: 40% } by b", more=SECOND + IMPLYING)
    with pytest.raises(polc.CaseError) as refused:
        small.with_readings(a="y", b="u")
    assert [error.code for error in refused.value.errors] == ["contradiction"]


def test_a_base_below_zero_refuses_the_case() -> None:
    """Semantics 8: 400 left less 1000 is no base."""
    more = 'benefit second "第二层" per claim { base remaining - 1000 yuan rate 50% }\n'
    claim = {"date": "2022-01-01", "in_policy": "1000.00"}
    with pytest.raises(polc.CaseError) as refused:
        policy("rate 60%", more=more).settle({"person": {}, "claims": [claim]})
    assert [error.code for error in refused.value.errors] == ["base_below_zero"]


def test_no_layer_pays_more_than_is_left() -> None:
    """60% of 10000, then 60% of all 10000 again: only the 4000 left are paid."""
    more = 'benefit second "第二层" per claim { base in_policy rate 60% }\n'
    claim = {"date": "2022-01-01", "in_policy": "10000.00", "total": "10000.00"}
    (only,) = policy("rate 60%", more=more).settle({"person": {}, "claims": [claim]}).claims
    assert [str(amount) for amount in only.benefits.values()] == ["6000.00", "4000.00"]
    assert str(only.remaining) == "0.00"


def test_what_is_paid_on_the_whole_bill_leaves_the_remainder() -> None:
    """10% of the 700 + 400 the person bears: 110; 400 remain in policy, 990 are paid."""
    more = 'benefit second "第二层" per claim { base own_cost rate 10% }\n'
    claim = {"date": "2022-01-01", "in_policy": "1000.00", "total": "1700.00"}
    (only,) = policy("rate 60%", more=more).settle({"person": {}, "claims": [claim]}).claims
    assert str(only.benefits["second"]) == "110.00"
    assert str(only.remaining) == "400.00"
    assert only.patient_pays == Decimal("990.00")


@pytest.mark.parametrize(
    "line",
    [
        "rate { in_county: 110%; otherwise: 70% } by place",
        'rate { x: 110%; y: 70% } by r reading r "?" { x default y }',
        "bands { to 3000 yuan: 600%; above: 1% }",
    ],
)
def test_no_rate_is_above_all(line: str) -> None:
    """Wherever a rate stands, one above 100% is an error."""
    with pytest.raises(polc.PolicyError) as failed:
        policy(line)
    assert failed.value.diagnostics[0].code == "rate_over_100"


def test_a_chinese_keyword_may_touch_a_figure() -> None:
    """`起付线500元`, `比例60%`: a boundary between Han and digit is a word's end."""
    text = """政策 town “某镇”
支付次序 救助
限额 年度限额 每人每年3万元
待遇 救助 “救助” 每笔结算 {
  每年 起付线500元
  比例60%
  每年 封顶2万元
  计入 年度限额
}
"""
    claim = {"date": "2022-01-01", "in_policy": "1500.00", "total": "1500.00"}
    (only,) = polc.compile(text).settle({"person": {}, "claims": [claim]}).claims
    assert [str(amount) for amount in only.benefits.values()] == ["600.00"]  # (1500 − 500) × 60%


def test_each_benefit_of_the_year_has_its_own_outputs() -> None:
    """What a benefit leaves is an output of its own block, and of no other."""
    small = policy(
        "rate 50%",
        more=SECOND
        + """benefit grant "定额" per person per year {
  pay the highest of { all for dibao: 100 yuan }
}
param premium "标准" : money per year unspecified
benefit subsidy "资助" per person per year {
  pay the highest of { half for dibao: 50% of premium }
  leaving own of premium
}
""",
    )
    outputs = {benefit.id: benefit.outputs for benefit in small.plan.benefits}
    assert outputs == {
        "first": ("first",),
        "second": ("second",),
        "grant": ("grant",),
        "subsidy": ("subsidy", "own"),
    }

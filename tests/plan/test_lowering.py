"""What each construct comes to, by hand: semantics rule by rule, on one small policy.

The readers agree with each other elsewhere; here they are told what is right. Amounts
are yuan; the arithmetic stands beside each.
"""

from decimal import Decimal
from typing import Any

import pytest

import polc

HEAD = """policy town "某镇"
identity tekun "特困人员"
identity dibao "低保对象"
identity marginal "边缘易致贫人口"
rank tekun > dibao > marginal
layers first > second
param terms "分段" : bands unspecified
param open_cap "封顶线" : money per year or none unspecified
param limit "限额" : money = { 2022: 100 yuan; from 2023: 200 yuan } by year
pool shared "共用限额" 1000 yuan per person per year
"""
SECOND = 'benefit second "第二层" per claim { rate 0% }\n'


def policy(*lines: str, more: str = SECOND) -> polc.Policy:
    body = "\n  ".join(lines)
    return polc.compile(f'{HEAD}benefit first "第一层" per claim {{\n  {body}\n}}\n{more}')


def pay(
    one: polc.Policy, *amounts: str | dict[str, Any], held: Any = ("dibao",), **case: Any
) -> list[str]:
    """What the first layer pays of claims on following days; a claim is its in-policy
    cost, or an object."""
    claims = []
    for day, amount in enumerate(amounts, start=1):
        own = amount if isinstance(amount, dict) else {"in_policy": amount}
        claims.append({"date": f"2022-01-{day:02d}", "total": "99999.00", **own})
    settled = one.settle({"person": {"identities": list(held)}, "claims": claims, **case})
    return [str(claim.benefits["first"]) for claim in settled.claims]


YEARLY = "deductible per year 1000 yuan"
BANDS = "bands { to 1000 yuan: 0%; to 3000 yuan: 50%; above: 80% }"

TABLE: list[tuple[str, list[str], list[Any], list[str]]] = [
    ("a rate, half-up to the fen", ["rate 70%"], ["100.01"], ["70.01"]),  # 70.007
    ("half a fen goes up", ["rate 50%"], ["0.01"], ["0.01"]),  # 0.005
    ("all above the deductible", [YEARLY, "rate 100%"], ["1500.00"], ["500.00"]),  # 1500 − 1000
    ("a yearly deductible, once", [YEARLY, "rate 50%"], ["600.00", "600.00", "600.00"],
     ["0.00", "100.00", "300.00"]),  # 0; (1200 − 1000) × 50%; 600 × 50%
    ("exactly at the deductible", [YEARLY, "rate 50%"], ["1000.00", "0.01"], ["0.00", "0.01"]),
    ("a deductible per claim", ["deductible per claim 1000 yuan", "rate 50%"],
     ["1600.00", "1600.00"], ["300.00", "300.00"]),  # (1600 − 1000) × 50%, twice
    ("bands along the year", [BANDS], ["2000.00", "2000.00"],
     ["500.00", "1300.00"]),  # (2000 − 1000) × 50%; 1000 × 50% + 1000 × 80%
    ("bands above the deductible",
     [YEARLY, "bands { to 1000 yuan: 50%; above: 80% } edges above the deductible"],
     ["3000.00"], ["1300.00"]),  # 1000 × 50% + 1000 × 80%
    ("bands fixed, with a deductible", [YEARLY, "bands { to 2000 yuan: 50%; above: 80% }"],
     ["3000.00"], ["1300.00"]),  # (2000 − 1000) × 50% + (3000 − 2000) × 80%
    ("a yearly cap", ["rate 100%", "cap 500 yuan per year"], ["300.00", "300.00", "300.00"],
     ["300.00", "200.00", "0.00"]),  # 300; 500 − 300; 500 − 500
    ("a cap per claim", ["rate 100%", "cap 500 yuan per claim"], ["600.00", "600.00"],
     ["500.00", "500.00"]),
    ("an exhausted cap does not stop the line", ["rate 100%", "cap 100 yuan per year", YEARLY],
     ["2000.00", "500.00"], ["100.00", "0.00"]),  # min(1000, 100); 100 − 100
    ("a pool", ["rate 100%", "counts toward shared"], ["800.00", "800.00"],
     ["800.00", "200.00"]),  # 800; 1000 − 800
    ("at least lifts, the base still limits", ["rate 10%", "at least 50 yuan"], ["100.00", "30.00"],
     ["50.00", "30.00"]),  # max(10, 50); min(max(3, 50), 30)
    ("at most", ["rate 100%", "at most 50 yuan"], ["100.00"], ["50.00"]),
    ("a condition that fails pays and counts nothing",
     ["when total over 500 yuan", YEARLY, "rate 50%"],
     [{"in_policy": "400.00", "total": "500.00"}, "1200.00"],
     ["0.00", "100.00"]),  # (1200 − 1000) × 50%
    ("a given amount moves the line on", [YEARLY, "rate 50%"],
     [{"in_policy": "1000.00", "paid": {"first": "7.00"}}, "100.00"],
     ["7.00", "50.00"]),  # 100 × 50%
    ("a given amount charges the pool", ["rate 100%", "counts toward shared"],
     [{"in_policy": "900.00", "paid": {"first": "900.00"}}, "900.00"], ["900.00", "100.00"]),
    ("a parameter by year", ["rate 100%", "at most limit"], ["150.00"], ["100.00"]),
    ("the whole once reached", ["deductible per claim 3000 yuan counting the whole", "rate 60%"],
     ["2999.99", "3000.00"], ["0.00", "1800.00"]),  # PS-A01 a: 3000 × 60%
    ("the whole once exceeded",
     ["deductible per claim 3000 yuan counting the whole once exceeded", "rate 60%"],
     ["3000.00", "3000.01"], ["0.00", "1800.01"]),  # G-A4 b: 3000.01 × 60% = 1800.006
    ("the whole of the year, at most what the claim has left",
     ["deductible per year 4000 yuan counting the whole", "rate 60%"], ["3000.00"] * 3,
     ["0.00", "3000.00", "1800.00"]),  # min(6000 × 60% = 3600, 3000); 3000 × 60%
    ("cumulated less paid", ["bands { to 8000 yuan: 0%; to 20000 yuan: 50%; above: 60% }",
     "cumulated less paid"], ["10000.00", "5000.00"],
     ["1000.00", "2500.00"]),  # 2000 × 50%; (15000 − 8000) × 50% − 1000
    ("start again after a payment", ["bands { to 5500 yuan: 0%; above: 85% }",
     "start again after a payment"], ["10000.00", "5000.00"],
     ["3825.00", "0.00"]),  # 4500 × 85%; 5000 < 5500
    ("own cost, the part outside the policy included",
     ["base own_cost", "rate 10%", "at most 30 yuan"],
     [{"in_policy": "100.00", "total": "250.00"}], ["25.00"]),  # (100 + 250 − 100) × 10%
    ("a base of its own", ["base 50% of in_policy", "rate 100%"], ["100.01"], ["50.01"]),  # 50.005
]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "claims", "expected"), [one[1:] for one in TABLE], ids=[one[0] for one in TABLE]
)
def test_terms(lines: list[str], claims: list[Any], expected: list[str]) -> None:
    """The first layer pays what the arithmetic beside the row says."""
    assert pay(policy(*lines), *claims) == expected


def test_a_stay_has_one_deductible() -> None:
    """Two claims of one visit share it, another visit has its own: (600 + 600 − 1000) × 50%."""
    one = policy("deductible per stay 1000 yuan", "rate 50%")
    claims = [{"in_policy": "600.00", "visit": visit} for visit in ("v", "v", "w")]
    assert pay(one, *claims) == ["0.00", "100.00", "0.00"]


def test_the_highest_ranked_class_counts() -> None:
    """tekun before dibao: 100 × 90%; with dibao alone 100 × 60%."""
    one = policy("for tekun, dibao", "rate { tekun: 90%; dibao: 60% }")
    assert pay(one, "100.00", held=("dibao", "tekun")) == ["90.00"]
    assert pay(one, "100.00", held=("dibao",)) == ["60.00"]
    assert pay(one, "100.00", held=()) == ["0.00"]


def test_an_identity_counts_from_its_day_to_its_day() -> None:
    """Both days included: 2 and 3 January pay 100 × 60%, 1 and 4 January nothing."""
    one = policy("for dibao", "rate 60%")
    held = [{"id": "dibao", "from": "2022-01-02", "to": "2022-01-03"}]
    assert pay(one, *["100.00"] * 4, held=held) == ["0.00", "60.00", "60.00", "0.00"]


def test_a_changed_class_keeps_the_line() -> None:
    """marginal has used 800 of 1000, dibao goes on: (800 + 300 − 1000) × 70%."""
    one = policy("for dibao, marginal", YEARLY, "rate { dibao: 70%; marginal: 60% }")
    held = [{"id": "marginal", "to": "2022-01-01"}, {"id": "dibao", "from": "2022-01-02"}]
    assert pay(one, "800.00", "300.00", held=held) == ["0.00", "70.00"]


ADJUST = """adjust first for tekun, dibao {
  deductible lowered by 50%
  rate raised by 5 points, at most 100%
  no cap
}
"""


@pytest.mark.parametrize(
    ("held", "expected"),
    # (2000 − 500) × 65% + 0; the cap of 300 is gone; marginal: min((2000 − 1000) × 60%, 300)
    [(("dibao",), "975.00"), (("marginal",), "300.00")],
)
def test_adjustments_reach_whom_they_name(held: tuple[str, ...], expected: str) -> None:
    """Deductible halved, rate raised and the cap taken away for the named alone."""
    one = policy(YEARLY, "rate 60%", "cap 300 yuan per year", more=SECOND + ADJUST)
    assert pay(one, "2000.00", held=held) == [expected]


def test_a_halved_deductible_is_rounded_once() -> None:
    """1000.01 × 50% = 500.005, so 500.01 is taken: 600 − 500.01."""
    one = policy("deductible per year 1000.01 yuan", "rate 100%", more=SECOND + ADJUST)
    assert pay(one, "600.00") == ["99.99"]


@pytest.mark.parametrize(
    ("edges", "expected"),
    # fixed: (1000 − 500) × 55% + 1000 × 85%; moved by −500: (500 − 500) + … edges 500, so
    # the stretch 500..2000 lies above it: 1500 × 85%
    [("edges fixed", "1125.00"), ("edges moved with the deductible", "1275.00")],
)
def test_edges_stand_or_move_with_the_deductible(edges: str, expected: str) -> None:
    """G-A6: halving the deductible widens the first band, or shifts every edge."""
    bands = f"bands {{ to 1000 yuan: 50%; above: 80% }} {edges}"
    one = policy(YEARLY, bands, more=SECOND + ADJUST)
    assert pay(one, "2000.00") == [expected]


def test_a_rate_is_held_to_its_top() -> None:
    """98% + 5 points is held to 100%: 100 × 100%."""
    one = policy("rate 98%", more=SECOND + ADJUST)
    assert pay(one, "100.00") == ["100.00"]


def test_two_layers_share_a_pool_within_a_claim() -> None:
    """The first pays 60% of 1500, the second is left 1000 − 900 of its 600."""
    more = 'benefit second "第二层" per claim { rate 100% counts toward shared }\n'
    one = policy("rate 60%", "counts toward shared", more=more)
    claim = {"date": "2022-01-01", "in_policy": "1500.00", "total": "1500.00"}
    settled = one.settle({"person": {}, "claims": [claim]})
    assert str(settled.claims[0].benefits["second"]) == "100.00"
    assert str(settled.claims[0].remaining) == "500.00"  # 1500 − 900 − 100


def test_a_parameter_may_be_no_limit() -> None:
    """`none` for a cap that allows it: 100 × 100%; a figure caps it at 30."""
    one = policy("rate 100%", "cap open_cap per year")
    assert pay(one, "100.00", parameters={"open_cap": None}) == ["100.00"]
    assert pay(one, "100.00", parameters={"open_cap": "30.00"}) == ["30.00"]


def test_bands_as_a_parameter() -> None:
    """1000 × 50% + 500 × 80%."""
    bands = [{"up_to": "1000.00", "rate": "50%"}, {"up_to": None, "rate": "80%"}]
    assert pay(policy("bands terms"), "1500.00", parameters={"terms": bands}) == ["900.00"]


def test_a_place_stands_for_the_places_inside_it() -> None:
    """in_county is not listed: the narrowest listed place that contains it is in_city."""
    one = policy("rate { in_province: 70%; in_city: 80%; otherwise: 0% } by place")
    claims = [
        {"in_policy": "100.00", "place": place}
        for place in ("in_county", "in_city", "in_province", "elsewhere")
    ]
    assert pay(one, *claims) == ["80.00", "80.00", "70.00", "0.00"]


def test_an_or_stops_at_what_decides_it() -> None:
    """`referred or emergency`: a referred claim is not asked for more (100 × 100%)."""
    one = policy("when referred or base_referral", "rate 100%")
    assert pay(one, {"in_policy": "100.00", "referred": True}) == ["100.00"]
    with pytest.raises(polc.CaseError) as refused:
        pay(one, {"in_policy": "100.00", "referred": False})
    assert [error.path for error in refused.value.errors] == ["claims[0].base_referral"]


def test_nothing_is_asked_once_the_base_is_nothing() -> None:
    """A claim of 0 yuan needs no parameter."""
    assert pay(policy("bands terms"), "0.00") == ["0.00"]


def test_layers_pay_what_is_left() -> None:
    """60% of 1000, then 50% of the 400 left; 200 remain."""
    more = 'benefit second "第二层" per claim { rate 50% }\n'
    claim = {"date": "2022-01-01", "in_policy": "1000.00", "total": "1300.00"}
    settled = policy("rate 60%", more=more).settle({"person": {}, "claims": [claim]})
    (only,) = settled.claims
    assert [str(one) for one in only.benefits.values()] == ["600.00", "200.00"]
    assert str(only.remaining) == "200.00"
    assert only.patient_pays == Decimal("500.00")  # 200 + 1300 − 1000


MARGINAL_LATER = [{"id": "dibao", "to": "2022-01-01"}, {"id": "marginal", "from": "2022-01-02"}]


@pytest.mark.parametrize(
    ("mode", "second"),
    # the line stands at 10000, above 1800: 3000 × 60%; nothing was borne yet: (3000 − 1800) × 60%
    [("", "1800.00"), (" borne", "720.00")],
)
def test_the_line_and_the_yuan_borne_differ(mode: str, second: str) -> None:
    """dibao without a deductible first, then marginal with one of 1800."""
    one = policy(
        "for dibao, marginal",
        f"deductible per year {{ dibao: 0 yuan; marginal: 1800 yuan }}{mode}",
        "rate { dibao: 70%; marginal: 60% }",
    )
    assert pay(one, "10000.00", "3000.00", held=MARGINAL_LATER) == ["7000.00", second]


@pytest.mark.parametrize(
    ("mode", "second"),
    # 1000 × 70%; (5000 + 1000) × 70% − 5000 × 65%
    [("deductible per year 0 yuan", "700.00"), ("cumulated less paid", "950.00")],
)
def test_a_changed_rate_on_the_whole_line(mode: str, second: str) -> None:
    """65% on 5000, then 70% on 1000."""
    one = policy("for dibao, marginal", mode, "rate { dibao: 65%; marginal: 70% }")
    assert pay(one, "5000.00", "1000.00", held=MARGINAL_LATER) == ["3250.00", second]


@pytest.mark.parametrize(
    ("base", "expected"),
    # 90000 − 60000 = 30000, × 60%; 90000 × 20% = 18000, × 60%
    [("remaining", "18000.00"), ("remaining - first.cut_off", "10800.00")],
)
def test_a_layer_may_ask_what_an_earlier_one_was_cut(base: str, expected: str) -> None:
    """PS-A20: 80% of 90,000 within a cap of 60,000, then 60% of what is left."""
    more = f'benefit second "第二层" per claim {{ base {base} rate 60% }}\n'
    one = policy("rate 80%", "cap 60000 yuan per year", more=more)
    claim = {"date": "2022-01-01", "in_policy": "90000.00", "total": "90000.00"}
    settled = one.settle({"person": {}, "claims": [claim]})
    assert str(settled.claims[0].benefits["second"]) == expected


def test_limited_by_charges_nothing() -> None:
    """The second layer is held to what the pool has left, and leaves it as it was."""
    more = 'benefit second "第二层" per claim { rate 100% limited by shared }\n'
    one = policy("rate 60%", "counts toward shared", more=more)
    claims = [{"date": f"2022-01-0{day}", "in_policy": "1000.00"} for day in (1, 2)]
    settled = one.settle({"person": {}, "claims": claims})
    # 600, then min(600, 1000 − 600); 400 of it: min(400, 400), then min(600, 0)
    assert [str(one.benefits["first"]) for one in settled.claims] == ["600.00", "400.00"]
    assert [str(one.benefits["second"]) for one in settled.claims] == ["400.00", "0.00"]


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
    one = policy("when kind is inpatient", "rate 80%", "counts toward outer", more=NESTED)
    claims = [
        {"date": "2022-01-01", "kind": "inpatient", "in_policy": "125000.00"},
        {"date": "2022-01-02", "kind": "outpatient", "in_policy": "50000.00"},
    ]
    settled = one.settle({"person": {}, "claims": claims, "readings": {"joint": choice}})
    assert str(settled.claims[0].benefits["first"]) == "100000.00"
    assert str(settled.claims[1].benefits["second"]) == expected


def test_counted_as_another_identity() -> None:
    """marginal counts as tekun: 100 × 90%, and keeps what is its own."""
    one = policy(
        "for tekun, dibao",
        "rate { tekun: 90%; dibao: 60% }",
        more=SECOND + "count marginal as tekun\n",
    )
    assert pay(one, "100.00", held=("marginal",)) == ["90.00"]
    assert pay(one, "100.00", held=("dibao",)) == ["60.00"]


IMPLYING = """reading a "甲" { x default; y implies b v }
reading b "乙" { u default; v }
"""


def test_a_choice_carries_what_it_implies() -> None:
    """a = y brings b = v with it: 100 × 40%."""
    more = SECOND + IMPLYING
    one = policy("rate { u: 30%; v: 40% } by b", more=more)
    assert pay(one, "100.00") == ["30.00"]
    assert pay(one.with_readings(a="y"), "100.00") == ["40.00"]


def test_contradictory_choices_are_refused() -> None:
    """a = y implies b = v; asking for b = u as well cannot be."""
    one = policy("rate { u: 30%; v: 40% } by b", more=SECOND + IMPLYING)
    with pytest.raises(polc.CaseError) as refused:
        one.with_readings(a="y", b="u")
    assert [error.code for error in refused.value.errors] == ["contradiction"]


def test_a_base_below_zero_refuses_the_case() -> None:
    """Semantics 8: 400 left less 1000 is no base."""
    more = 'benefit second "第二层" per claim { base remaining - 1000 yuan rate 50% }\n'
    claim = {"date": "2022-01-01", "in_policy": "1000.00"}
    with pytest.raises(polc.CaseError) as refused:
        policy("rate 60%", more=more).settle({"person": {}, "claims": [claim]})
    assert [error.code for error in refused.value.errors] == ["base_below_zero"]


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
    assert [str(one) for one in amounts] == expected


def test_what_is_not_specified_is_said() -> None:
    """The step of a case about which the document is silent says so, with 0.00."""
    claim = {
        "id": "a", "date": "2023-07-01", "kind": "outpatient", "place": "in_city",
        "referred": True, "total": "100.00", "in_policy": "100.00",
        "paid": {"basic": "0.00", "critical_illness": "0.00"},
    }  # fmt: skip
    result = polc.compile(PENGSHUI).settle({"person": {"identities": ["dibao"]}, "claims": [claim]})
    steps = {one["rule"]: (one["amount"], one["status"]) for one in result.explanation}
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


def test_no_layer_pays_more_than_is_left() -> None:
    """60% of 10000, then 60% of all 10000 again: only the 4000 left are paid."""
    more = 'benefit second "第二层" per claim { base in_policy rate 60% }\n'
    claim = {"date": "2022-01-01", "in_policy": "10000.00", "total": "10000.00"}
    (only,) = policy("rate 60%", more=more).settle({"person": {}, "claims": [claim]}).claims
    assert [str(one) for one in only.benefits.values()] == ["6000.00", "4000.00"]
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
    assert [str(one) for one in only.benefits.values()] == ["600.00"]  # (1500 − 500) × 60%

"""What an opening says by name, what a field says of it, and what is refused."""

from typing import Any

import pytest

import polc

TOWN = """policy town "某镇" edition 1
in force from 2022-01-01
use identities
layers assistance
pool special "特殊" 10000 yuan per person per year
pool other "其他" 6000 yuan per person per year
tally stays "住院次数" = count of visits only when kind is inpatient
field person paid_before "已付" : money opening assistance 2023
benefit assistance "医疗救助" per claim {
  deductible per year { 1: 1000 yuan; from 2: 500 yuan } by stays
  first of {
    grave when special_disease { rate 80%  counts toward special }
    otherwise { rate 60%  counts toward other }
  }
}
"""
ONE_POOL = TOWN.replace("counts toward other", "counts toward special").replace(
    'pool other "其他" 6000 yuan per person per year\n', ""
)


def paid(text: str, opening: Any, year: int = 2023, **person: Any) -> str:
    """Of a stay of 20,000 yuan for a special disease."""
    claim = {
        "date": f"{year}-03-01",
        "kind": "inpatient",
        "in_policy": 20000,
        "special_disease": True,
    }
    case = {"person": {"identities": [], **person}, "opening": opening, "claims": [claim]}
    return str(polc.compile(text).settle(case).claims[0].benefits["assistance"])


def refused(text: str, opening: Any, **person: Any) -> list[tuple[str, str]]:
    """Code and path of each error."""
    with pytest.raises(polc.CaseError) as error:
        paid(text, opening, **person)
    return [(problem.code, problem.path) for problem in error.value.errors]


def test_a_pool_opens_by_name() -> None:
    """10000 − 9000, of (20000 − 1000) × 80%."""
    assert paid(TOWN, {"pools": {"special": 9000}}) == "1000.00"


def test_a_tally_opens_by_name() -> None:
    """The second stay: min((20000 − 500) × 80%, 10000 − 0), which the deductible does not move;
    of 10,000 used before 9,000 nothing changes it either."""
    text = TOWN.replace("10000 yuan", "100000 yuan")
    assert paid(text, {"tallies": {"stays": 1}}) == "15600.00"


def test_a_line_opens_by_name() -> None:
    """With 1000 counted already: 20000 × 80%."""
    text = TOWN.replace("10000 yuan", "100000 yuan")
    assert paid(text, {"lines": {"assistance": 1000}}) == "16000.00"


def test_what_two_pools_may_have_is_refused() -> None:
    """With the names of both."""
    with pytest.raises(polc.CaseError) as error:
        paid(TOWN, {"assistance": {"paid": 5000}})
    message = str(error.value.errors[0].message)
    assert "`special`" in message
    assert "`other`" in message


def test_nothing_paid_may_be_of_any_pool() -> None:
    """Nothing was used of either: min(19000 × 80%, 10000)."""
    assert paid(TOWN, {"assistance": {"paid": 0}}) == "10000.00"


def test_one_pool_of_all_kinds_has_it() -> None:
    """What every kind of care charges has all that was paid: 10000 − 9000."""
    assert paid(ONE_POOL, {"assistance": {"paid": 9000}}) == "1000.00"


@pytest.mark.parametrize(
    "opening",
    [
        {"pools": {"specials": 1}},
        {"tallies": {"special": 1}},
        {"lines": {"special": 1}},
        {"pool": {"special": 1}},
        {"pools": {"special": "much"}},
        {"tallies": {"stays": "1.50"}},
        {"pools": [1]},
    ],
)
def test_what_the_policy_has_not_is_refused(opening: Any) -> None:
    """Unknown groups and names, and what is no figure; never ignored."""
    assert {code for code, _ in refused(TOWN, opening)} <= {"unknown_field", "bad_value"}


def test_a_pool_has_what_surely_went_to_it() -> None:
    """A pool that says less than the benefit paid contradicts it."""
    found = refused(ONE_POOL, {"assistance": {"paid": 5000}, "pools": {"special": 4000}})
    assert found == [("contradiction", "opening.pools.special")]


def test_a_line_is_said_once() -> None:
    """Once under the benefit, once among the lines."""
    found = refused(TOWN, {"assistance": {"line": 1}, "lines": {"assistance": 1}})
    assert found == [("bad_value", "opening.lines.assistance")]


def test_a_field_opens_the_benefit() -> None:
    """Without an opening the field counts: 10000 − 4000; in another year it says nothing."""
    assert paid(ONE_POOL, None, paid_before=4000) == "6000.00"
    assert paid(ONE_POOL, None, year=2024, paid_before=4000) == "10000.00"


def test_a_field_within_the_opening_adds_nothing() -> None:
    """5000 in all, of which the field says 4000: 10000 − 5000; by pool too."""
    assert paid(ONE_POOL, {"assistance": {"paid": 5000}}, paid_before=4000) == "5000.00"
    assert paid(ONE_POOL, {"pools": {"special": 5000}}, paid_before=4000) == "5000.00"


def test_a_field_against_the_opening_is_refused() -> None:
    """More than the opening says was paid in all."""
    found = refused(ONE_POOL, {"assistance": {"paid": 3000}}, paid_before=4000)
    assert found == [("contradiction", "person.paid_before")]


def test_a_ledger_opens_the_same() -> None:
    """A year opened with the field, and settled as the case is."""
    claim = {"date": "2023-03-01", "kind": "inpatient", "in_policy": 20000, "special_disease": True}
    year = polc.compile(ONE_POOL).open_year({"identities": [], "paid_before": 4000}, year=2023)
    added, _ = year.add(claim)
    assert str(added.benefits["assistance"]) == "6000.00"


def test_a_row_is_opened_by_its_chinese_name_too() -> None:
    """Of a cap of 1000 for a stay 700 were paid: 1000 × 50% is held by 300."""
    policy = polc.compile(
        """政策 town “某镇” 版次 1
支付次序 basic
待遇 basic “基本” 每笔结算 {
  比例 50%
  封顶线 每年 { inpatient：1000元；其他：100元 } 按 kind
}
"""
    )
    claim = {"date": "2022-03-01", "kind": "inpatient", "in_policy": "1000.00"}
    for word in ("inpatient", "住院"):
        opening = {"basic": {"paid": {word: "700.00"}}}
        case = {"person": {"identities": []}, "opening": opening, "claims": [claim]}
        assert str(policy.settle(case).claims[0].benefits["basic"]) == "300.00"

"""A pool whose use is not known, and the bills of a stay; a pool that nothing names before the
layer that charges it; caps of kinds of care by stay and by chain."""

import pytest

import polc
from polc.runtime.errors import CaseError
from tests.typed_reference.compare import compare

START = 'policy pools "限额" edition 1\nuse identities\npool year "年度限额" 1000 yuan per year\n'
GRANT = """benefit grant "补助" per person per year as of enrolled {
  when insured_at within in_county
  pay 600 yuan
  charges year
}
"""
LIMITED = polc.compile(
    START
    + """layers first
benefit first "先" per claim { deductible per stay 100 yuan  rate 50%  counts toward year }
"""
    + GRANT,
    name="limited.pol",
)
KEPT = polc.compile(
    START
    + """layers first > second
benefit first "先" per claim {
  deductible per stay 1000 yuan counting the whole once reached
  rate 10%
}
benefit second "后" per claim { when referred  rate 50%  counts toward year }
"""
    + GRANT,
    name="kept.pol",
)
KINDS = polc.compile(
    """policy kinds "种类" edition 1
use identities
layers first
benefit first "先" per claim {
  first of {
    drugs "药" when kind is outpatient { rate 50%  cap 900 yuan per stay }
    otherwise { rate 50%  cap 200 yuan per referral chain }
  }
}
""",
    name="kinds.pol",
)

UNSAID = polc.compile(
    START
    + """layers first
benefit first "先" per claim {
  when referred
  deductible per stay 100 yuan
  first of {
    drugs "药" when kind is outpatient { not specified  counts toward year }
    otherwise { rate 50% }
  }
}
""",
    name="unsaid.pol",
)
ASKED = polc.compile(
    """policy asked "问" edition 1
use identities
layers first > second > third
benefit first "先" per claim { rate 100% }
benefit second "中" per claim { base in_policy  rate { 1: 50%; otherwise: 85% } by tier }
benefit third "后" per claim {
  for tekun
  deductible per year second.before_cap
  rate 50%
}
""",
    name="asked.pol",
)


def bill(name: str, month: int, amount: str, **more: object) -> dict[str, object]:
    """A bill of the stay `v`, on the first of a month."""
    day = f"2022-{month:02}-01"
    return {"id": name, "date": day, "in_policy": amount, "total": amount, "visit": "v", **more}


def case_of(*claims: dict[str, object], **person: object) -> dict[str, object]:
    """A person enrolled in February."""
    about = {"identities": [], "enrolled": "2022-02-01", **person}
    return {"year": 2022, "person": about, "claims": list(claims)}


def test_a_stay_limited_by_a_pool_whose_use_is_not_known_is_refused() -> None:
    """Rule 21: (1900 − 100) × 50% = 900 within 1000 of the pool, or within the 1000 − 600 =
    400 that the grant leaves; which of both is not known."""
    march = bill("b", 3, "1900.00")
    for insured, paid in (("elsewhere", "900.00"), ("in_county", "400.00")):
        case = case_of(march, insured_at=insured)
        assert LIMITED.settle(case).results()["totals"]["benefits"] == {"first": paid}
    unknown = case_of(march)
    with pytest.raises(CaseError, match="`year`"):
        LIMITED.settle(unknown)
    assert compare(LIMITED, unknown) == "missing_field"


def test_what_a_stay_keeps_of_a_pool_whose_use_is_not_known_is_refused() -> None:
    """Rules 9 and 21: of 900 × 50% = 450 the bill that is not referred leaves 450, or the 400 that
    the grant leaves of the pool; before the grant's day it is known."""
    january = bill("a", 1, "900.00", referred=True)
    march = bill("b", 3, "300.00", referred=False)
    for insured, paid in (("elsewhere", "450.00"), ("in_county", "400.00")):
        case = case_of(january, march, insured_at=insured)
        assert KEPT.settle(case).results()["totals"]["benefits"]["second"] == paid
    with pytest.raises(CaseError):
        KEPT.settle(case_of(january, march))
    assert compare(KEPT, case_of(january, march)) == "missing_field"
    before = bill("b", 1, "300.00", referred=False)
    assert compare(KEPT, case_of(january, before)) == "settled"


def test_a_cap_of_a_stay_leaves_that_of_a_chain_as_it_is() -> None:
    """Rule 13: 300 × 50% = 150 leave 50 of the 200 of the chain for the next stay's 150."""
    first = bill("a", 1, "300.00", kind="inpatient")
    second = bill("b", 2, "300.00", kind="inpatient", visit="w", continues="a")
    case = case_of(first, second)
    paid = [claim["benefits"]["first"] for claim in KINDS.settle(case).results()["claims"]]
    assert paid == ["150.00", "50.00"]
    assert compare(KINDS, case) == "settled"


def test_a_pool_that_only_a_kind_of_care_names_of_which_nothing_is_specified() -> None:
    """Rule 22: the kind is paid nothing and charges nothing; of another (300 − 100) × 50% = 100."""
    bills = [
        bill("a", 1, "300.00", kind="inpatient", referred=True),
        bill("b", 2, "500.00", kind="inpatient", referred=False),
        bill("c", 3, "500.00", kind="outpatient", referred=True, visit="w"),
    ]
    paid = [
        claim["benefits"]["first"] for claim in UNSAID.settle(case_of(*bills)).results()["claims"]
    ]
    assert paid == ["100.00", "0.00", "0.00"]
    assert compare(UNSAID, case_of(*bills)) == "settled"


def test_a_figure_that_no_later_bill_of_the_stay_asks_for_need_not_be_known() -> None:
    """Rule 21: the first layer leaves nothing, so the rate by the tier does not matter."""
    case = case_of(bill("a", 1, "300.00"))
    assert ASKED.settle(case).results()["claims"][0]["remaining"] == "0.00"
    assert compare(ASKED, case) == "settled"

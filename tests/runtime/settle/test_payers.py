"""Who pays each benefit of a claim, beside who pays all of it."""

import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import polc
from tests.stdlib_texts import stdlib_policy

PAYERS = polc.compile(
    (Path(__file__).parents[2] / "semantics" / "s08_payer.pol").read_text(encoding="utf-8")
)


def claim_of(policy: polc.Policy, identity: str, **more: Any) -> dict[str, Any]:
    """The one claim of a case as the JSON says it."""
    claim = {"id": "a", "date": "2022-03-01", "kind": "outpatient", "in_policy": "1000.00", **more}
    case = {"person": {"identities": [identity]}, "claims": [claim]}
    found: dict[str, Any] = policy.settle(case).to_dict()["claims"][0]
    return found


def test_each_benefit_has_its_payer() -> None:
    """Assistance is paid by the fund and the tilt by the county; basic insurance names nobody."""
    claim = claim_of(PAYERS, "tekun")
    assert claim["payers"] == {"assistance": "fund", "tilted": "county"}
    assert claim["payer"] is None


def test_the_fund_pays_assistance_and_not_the_claim() -> None:
    """Chongqing: of 1000 yuan basic insurance paid 400, the fund 600 × 70% = 420."""
    paid = {"basic": "400.00", "critical_illness": "0.00", "assistance": "420.00"}
    claim = claim_of(stdlib_policy("chongqing"), "dibao", paid=paid)
    assert claim["payers"] == {"assistance": "assistance_fund"}
    assert claim["payer"] is None


def test_a_window_pays_all() -> None:
    """A claim of the former policy is the county's, with every amount of it."""
    paid = {"basic": "400.00", "critical_illness": "0.00", "assistance": "100.00"}
    former = {"date": "2021-12-20", "settled": "2022-01-10", "paid": paid}
    claim = claim_of(stdlib_policy("chongqing"), "dibao", **former)
    assert claim["payers"] == {"basic": "county_bridging", "assistance": "county_bridging"}
    assert claim["payer"] == "county_bridging"


SHARED = polc.compile(
    """policy shared "分别支付" edition 1
use identities
layers basic > help
payer fund "基金"
payer county "区县"
payer city "市"
benefit basic "基本" per claim { rate 50%  paid by fund }
benefit help "救助" per claim {
  rate 80%
  paid by city up to 50 yuan, rest by county only when referred
  paid by county up to 10% of in_policy, rest by fund
}
""",
    name="shared.pol",
)


def test_several_pay_one_after_the_other() -> None:
    """Rule 8: of (1000 − 500) × 80% = 400 the city pays 50 and the county 350; not referred, the
    county 1000 × 10% = 100 and the fund 300."""
    claim = claim_of(SHARED, "tekun", referred=True)
    assert claim["paid_by"] == {"help": {"city": "50.00", "county": "350.00", "fund": "0.00"}}
    assert (claim["payer"], claim["payers"]) == (None, {"basic": "fund"})
    claim = claim_of(SHARED, "tekun", referred=False)
    assert claim["paid_by"] == {"help": {"city": "0.00", "county": "100.00", "fund": "300.00"}}


def test_who_pays_all_of_it_is_the_payer() -> None:
    """Rule 8: of 62.50 × 80% = 50 the city pays all; given as 30 it pays these."""
    claim = claim_of(SHARED, "tekun", referred=True, paid={"basic": "937.50"})
    assert claim["payers"] == {"basic": "fund", "help": "city"}
    claim = claim_of(SHARED, "tekun", referred=True, paid={"basic": "937.50", "help": "30.00"})
    assert claim["paid_by"] == {"help": {"city": "30.00", "county": "0.00", "fund": "0.00"}}


def test_whoever_has_the_result_has_the_amounts() -> None:
    """In Python they are decimals, also after a pickle; a year told by claims says the same."""
    case = {
        "person": {"identities": []},
        "claims": [{"id": "a", "date": "2022-03-01", "in_policy": "1000.00", "referred": True}],
    }
    settled = SHARED.settle(case)
    (claim,) = pickle.loads(pickle.dumps(settled)).claims  # noqa: S301  # made here
    assert claim.paid_by["help"]["county"] == Decimal("350.00")
    ledger = SHARED.open_year({"identities": []}, year=2022)
    _, ledger = ledger.add(case["claims"][0])
    assert ledger.close().claims[0].paid_by == claim.paid_by

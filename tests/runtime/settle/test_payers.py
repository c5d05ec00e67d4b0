"""Who pays each benefit of a claim, beside who pays all of it."""

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

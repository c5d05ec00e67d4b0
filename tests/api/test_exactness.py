"""What a settlement says of itself is exact, stable and fit for JSON."""

import pickle
from decimal import localcontext
from pathlib import Path
from typing import Any

import pytest

import polc
from tests.stdlib_texts import MAIN_ROAD, main_road_text

CASE: dict[str, Any] = {
    "person": {"identities": ["dibao"]},
    "claims": [
        {
            "id": "c1",
            "date": "2022-03-01",
            "kind": "inpatient",
            "place": "in_county",
            "referred": True,
            "total": "55000.00",
            "in_policy": "50000.00",
            "paid": {"basic": "35000.00", "critical_illness": "0.00"},
        }
    ],
}


@pytest.fixture(scope="module")
def policy() -> polc.Policy:
    return polc.load(MAIN_ROAD)


def test_amounts_do_not_hang_on_the_decimal_context(policy: polc.Policy) -> None:
    """Where the caller computes with four digits, 35,000 yuan stay 35000.00."""
    with localcontext() as context:
        context.prec = 4
        settled = policy.settle(CASE)
        assert settled.to_dict()["totals"]["benefits"]["basic"] == "35000.00"
        assert str(settled.claims[0].benefits["basic"]) == "35000.00"


def test_a_fingerprint_is_of_the_content(policy: polc.Policy, tmp_path: Path) -> None:
    """Another path or a blank line more is the same policy; another figure is not."""
    text = main_road_text()
    moved = tmp_path / "elsewhere.pol"
    moved.write_text("\n\n" + text, encoding="utf-8")
    assert polc.load(moved).fingerprint == policy.fingerprint
    moved.write_text(text.replace("4万元", "5万元"), encoding="utf-8")
    assert polc.load(moved).fingerprint != policy.fingerprint


def test_a_required_output_must_exist(policy: polc.Policy) -> None:
    """A misspelt one is refused, with the name that it is like."""
    with pytest.raises(polc.CaseError, match="premium_subsidy") as refused:
        policy.settle(CASE, require=["premium_subsidi"])
    assert refused.value.errors[0].code == "unknown_output"


def test_a_limit_that_does_not_exist_did_not_bind(policy: polc.Policy) -> None:
    """The pool is used up by 40,000 of assistance; the tilted cap is none for tekun and
    is not named among what held the payment back."""
    case = {**CASE, "person": {"identities": ["tekun"]}}
    given = {"basic": "0.00", "critical_illness": "0.00"}
    claim = {**CASE["claims"][0], "in_policy": "90000.00", "total": "90000.00", "paid": given}
    inside = policy.with_readings(tilted_pool="inside")
    settled = inside.settle({**case, "claims": [claim]})
    assert str(settled.claims[0].benefits["tilted"]) == "0.00"  # 40000 − 40000
    limited = [step["clause"] for step in settled.explanation if step["status"] == "limited"]
    assert limited == ["SZ-2.5.0b", "SZ-2.5.0b"]


def test_a_pickle_of_another_version_is_refused_unread(
    policy: polc.Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is inside need not be readable any more for the error to be clear."""
    data = pickle.dumps(policy)
    monkeypatch.setattr("polc.api.policy.__version__", "9.9.9")
    monkeypatch.delattr("polc.compiler.typed.nodes.program.Program")
    with pytest.raises(polc.PolicyError, match=r"9\.9\.9"):
        pickle.loads(data)  # noqa: S301  # our own bytes


@pytest.mark.parametrize("year", [2021, "soon", "2022", 2022.0])
def test_a_ledger_opens_in_a_year_in_force(policy: polc.Policy, year: Any) -> None:
    """As a whole case of that year would be, it is refused."""
    with pytest.raises(polc.CaseError) as refused:
        policy.open_year({"id": "p1"}, year=year)
    assert refused.value.errors[0].path == "year"


def test_a_ledger_takes_back_by_its_own_word(policy: polc.Policy) -> None:
    """A claim that reverses another is not paid as if it were one."""
    _, ledger = policy.open_year(CASE["person"], year=2022).add(CASE["claims"][0])
    with pytest.raises(polc.CaseError, match="reverse"):
        ledger.add({**CASE["claims"][0], "id": "c2", "reverses": "c1"})
    _, ledger = ledger.reverse("c1")
    assert ledger.close().claims == ()
    assert ledger.close().notes == ()

"""One case under every reading that matters."""

from typing import Any

import pytest

import polc
from polc.api import outcomes as outcomes_module
from polc.api.policy import policy_of
from tests.stdlib_texts import MAIN_ROAD, main_road

POLICY = main_road().with_parameters(premium="300.00")


def case(identity: str, in_policy: str, **more: Any) -> dict[str, Any]:
    claim = {
        "id": "c1",
        "date": "2022-03-01",
        "kind": "inpatient",
        "place": "in_city",
        "referred": True,
        "total": in_policy,
        "in_policy": in_policy,
        "paid": {"basic": "0.00", "critical_illness": "0.00"},
    }
    return {"person": {"identities": [identity]}, "claims": [claim], **more}


def outcomes(given: Any) -> dict[tuple[tuple[str, str], ...], tuple[str, str]]:
    """Assistance and tilted assistance by the choices that lead to them."""
    found = POLICY.settle_all_readings(given)
    assert found.complete
    return {
        tuple(sorted(outcome.choices.items())): tuple(
            str(outcome.settlement.claims[0].benefits[name]) for name in ("assistance", "tilted")
        )
        for outcome in found.outcomes
        if outcome.settlement is not None
    }


def test_the_pool_of_the_tilt_matters_to_a_large_bill() -> None:
    """SZ-A11: (100000 − 40000 − 5000) × 80% = 44000, or nothing inside the 40,000."""
    found = outcomes(case("dibao", "100000.00"))
    by_pool = {dict(key)["tilted_pool"]: value for key, value in found.items()}
    assert by_pool == {"own": ("40000.00", "44000.00"), "inside": ("40000.00", "0.00")}


def test_every_outcome_has_choices_of_its_own() -> None:
    """No two outcomes are reached by the same choices, the defaults come first."""
    found = POLICY.settle_all_readings(case("dibao", "100000.00"))
    keys = [tuple(sorted(outcome.choices.items())) for outcome in found.outcomes]
    assert len(set(keys)) == len(keys)
    first = dict(found.outcomes[0].choices)
    defaults = {reading.id: reading.default for reading in POLICY.program.readings}
    assert first == {name: defaults[name] for name in first}


def test_a_reading_that_no_rule_reached_is_not_run() -> None:
    """The edges of given critical-illness insurance and the flat amounts of others do not
    matter to a dibao patient whose two first layers are given."""
    found = POLICY.settle_all_readings(case("dibao", "100000.00"))
    consulted = {name for outcome in found.outcomes for name in outcome.choices}
    assert not consulted & {"band_edges", "over_100", "flat_ceiling"}


def test_the_premium_floor_matters_below_320() -> None:
    """SZ-A01: 300 capped, 320 paid anyway."""
    found = POLICY.settle_all_readings(case("dibao", "100.00"))
    amounts = {
        outcome.choices["premium_floor"]: str(outcome.settlement.person_year["premium_subsidy"])
        for outcome in found.outcomes
        if outcome.settlement is not None
    }
    assert amounts == {"capped": "300.00", "pay_anyway": "320.00"}


def test_a_reading_fixed_by_the_case_is_not_varied() -> None:
    """A case that chooses keeps its choice in every outcome."""
    fixed = case("dibao", "100000.00", readings={"SZ-A11": "b"})
    found = POLICY.settle_all_readings(fixed)
    assert all("tilted_pool" not in outcome.choices for outcome in found.outcomes)
    assert {
        str(outcome.settlement.claims[0].benefits["tilted"])
        for outcome in found.outcomes
        if outcome.settlement
    } == {"0.00"}


def test_a_case_that_the_defaults_refuse_is_refused() -> None:
    """The problems are those of the defaults."""
    with pytest.raises(polc.CaseError):
        POLICY.settle_all_readings(case("dibao", "1.001"))


def test_a_reading_that_is_called_by_no_name() -> None:
    """A mapping of Python may have a key that is no text: there is no such reading."""
    given: Any = {1: "a"}
    with pytest.raises(polc.CaseError, match="has no reading `1`"):
        POLICY.with_readings(given)


@pytest.mark.parametrize(
    ("name", "runs"),
    [
        (MAIN_ROAD, 4),
        pytest.param("suizhou", 10, marks=pytest.mark.long),
        pytest.param("pengshui", 10, marks=pytest.mark.long),
    ],
    ids=["main_road", "suizhou", "pengshui"],
)
def test_each_outcome_is_that_of_a_policy_made_for_it_alone(
    name: str, runs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first outcomes of a case with a claim: all that is told of them, with the explanation,
    is what a policy tells that shares nothing with another."""
    monkeypatch.setattr(outcomes_module, "MOST_RUNS", runs)
    policy = polc.load(name)
    examples = [example.case for example in policy.program.examples if not example.error]
    taken = next(case for case in examples if case.get("claims") and "readings" not in case)
    found = policy.settle_all_readings(taken)
    assert found.runs == runs
    settled = 0
    for outcome in found.outcomes:
        if outcome.settlement is not None:
            alone = policy_of(policy.program).with_readings(outcome.choices).settle(taken)
            assert outcome.settlement.to_dict(explain=True) == alone.to_dict(explain=True)
            settled += 1
    assert settled > 1

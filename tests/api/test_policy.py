"""The policy as a service uses it: immutable, picklable, shared, exact about bad input."""

import pickle
import threading
from decimal import Decimal
from typing import Any

import pytest

import polc
from tests.stdlib_texts import main_road

CASE: dict[str, Any] = {
    "policy": "suizhou",
    "person": {"id": "p1", "identities": [{"id": "dibao", "from": "2022-01-01"}]},
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
    return main_road()


def changed(path: str, value: Any) -> dict[str, Any]:
    """The case with one field of its claim, its person or itself set."""
    scope, _, field = path.rpartition(".")
    case = {**CASE, "claims": [dict(CASE["claims"][0])], "person": dict(CASE["person"])}
    target: Any = {"claim": case["claims"][0], "person": case["person"], "": case}[scope]
    target[field] = value
    return case


def refusal(policy: polc.Policy, case: Any) -> list[tuple[str, str]]:
    """Codes and paths of a refused case."""
    with pytest.raises(polc.CaseError) as refused:
        policy.settle(case)
    return [(error.code, error.path) for error in refused.value.errors]


def test_amounts_are_decimals_with_two_places(policy: polc.Policy) -> None:
    """(50000 − 35000) × 70% = 10500.00."""
    amount = policy.settle(CASE).claims[0].benefits["assistance"]
    assert isinstance(amount, Decimal)
    assert str(amount) == "10500.00"


def test_a_policy_does_not_change(policy: polc.Policy) -> None:
    """Parameters and readings make new policies; the first one stays as it was."""
    before = policy.settle(CASE).to_dict()
    other_readings = policy.with_parameters(premium="350").with_readings({"SZ-A10": "b"})
    assert other_readings.readings == {"deductible_period": "per_stay"}
    assert policy.parameters == {}
    assert policy.settle(CASE).to_dict() == before


def test_pickled_policy_settles_the_same(policy: polc.Policy) -> None:
    """Program, parameters and readings travel; the functions are made again."""
    chosen = policy.with_parameters(premium="350").with_readings(deductible_period="per_stay")
    restored = pickle.loads(pickle.dumps(chosen))  # noqa: S301  # our own bytes
    assert restored.settle(CASE).to_dict() == chosen.settle(CASE).to_dict()


def test_pickle_of_another_version_is_a_clear_error(
    policy: polc.Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names both versions."""
    data = pickle.dumps(policy)
    monkeypatch.setattr("polc.api.policy.__version__", "9.9.9")
    with pytest.raises(polc.PolicyError, match=r"9\.9\.9"):
        pickle.loads(data)  # noqa: S301  # our own bytes


def test_threads_share_a_policy(policy: polc.Policy) -> None:
    """Eight threads that settle at once come to the same."""
    expected = policy.settle(CASE).to_dict()
    found: list[Any] = []

    def work() -> None:
        for _ in range(20):
            found.append(policy.with_readings(deductible_period="annual").settle(CASE).to_dict())

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 160
    assert all(settlement["claims"] == expected["claims"] for settlement in found)


BAD = [
    (
        "an unknown field of a claim",
        changed("claim.in_polcy", "1.00"),
        [("unknown_field", "claims[0].in_polcy")],
    ),
    (
        "an unknown field of the person",
        changed("person.residense", "rural"),
        [("unknown_field", "person.residense")],
    ),
    ("an unknown field of the case", changed("claim", []), [("unknown_field", "claim")]),
    (
        "three decimals",
        changed("claim.in_policy", "50000.001"),
        [("bad_value", "claims[0].in_policy")],
    ),
    ("a float", changed("claim.in_policy", 50000.1), [("bad_value", "claims[0].in_policy")]),
    (
        "an infinite amount",
        changed("claim.total", Decimal("Infinity")),
        [("bad_value", "claims[0].total")],
    ),
    (
        "a negative amount",
        changed("claim.in_policy", "-1.00"),
        [("bad_value", "claims[0].in_policy")],
    ),
    ("a wrong type", changed("claim.referred", "yes"), [("bad_value", "claims[0].referred")]),
    ("a day that is none", changed("claim.date", "2022-02-30"), [("bad_value", "claims[0].date")]),
    (
        "a day before the policy",
        changed("claim.date", "2021-12-31"),
        [("not_in_force", "claims[0].date")],
    ),
    ("another policy", changed("policy", "zhangye"), [("wrong_policy", "policy")]),
    (
        "an identity nobody knows",
        changed("person.identities", ["diabo"]),
        [("unknown_identity", "person.identities[0].id")],
    ),
    (
        "more than the base",
        changed("claim.paid", {"basic": "60000.00"}),
        [("given_more_than_base", "claims[0].paid.basic")],
    ),
    ("no referral", changed("claim.referred", None), [("missing_field", "claims[0].referred")]),
    (
        "an unknown reading",
        {**CASE, "readings": {"SZ-A99": "a"}},
        [("unknown_reading", "readings.SZ-A99")],
    ),
    (
        "an unknown choice",
        {**CASE, "readings": {"SZ-A10": "z"}},
        [("unknown_choice", "readings.SZ-A10")],
    ),
    (
        "an unknown parameter",
        {**CASE, "parameters": {"premum": "1"}},
        [("unknown_parameter", "parameters.premum")],
    ),
    (
        "a rate for money",
        {**CASE, "parameters": {"premium": "60%"}},
        [("bad_value", "parameters.premium")],
    ),
    ("no case at all", [], [("bad_value", "")]),
]


@pytest.mark.parametrize(
    ("case", "expected"), [row[1:] for row in BAD], ids=[row[0] for row in BAD]
)
def test_bad_case(policy: polc.Policy, case: Any, expected: list[tuple[str, str]]) -> None:
    """The case is refused with the code and the path of what is wrong."""
    assert refusal(policy, case) == expected


def test_all_problems_come_together(policy: polc.Policy) -> None:
    """Three mistakes in one case are three problems."""
    case = changed("claim.in_policy", "1.234")
    case["claims"][0]["kind"] = "inpatien"
    case["person"]["identities"] = ["tekn"]
    paths = {path for _, path in refusal(policy, case)}
    assert paths == {"claims[0].in_policy", "claims[0].kind", "person.identities[0].id"}


def test_a_missing_parameter_names_rule_and_clause(policy: polc.Policy) -> None:
    """Without the layer's amount its parameter is asked for, with rule and clause."""
    with pytest.raises(polc.CaseError) as refused:
        policy.settle(changed("claim.paid", {"basic": "35000.00"}))
    (problem,) = {error for error in refused.value.errors if error.path.endswith("_deductible")}
    assert "critical_illness.deductible" in problem.message
    assert problem.clause == "SZ-2.4.1d"


def test_a_missing_premium_leaves_the_premium_undetermined(policy: polc.Policy) -> None:
    """The claim is settled; the subsidy names the parameter and the clause."""
    result = policy.settle(CASE)
    assert result.person_year["premium_subsidy"] is None
    first = result.undetermined[0]
    assert first["output"] == "person_year.premium_subsidy"
    assert first["missing"] == "parameter premium"
    assert first["clause"] == "SZ-2.1.2a"


def test_a_required_output_may_not_stay_undetermined(policy: polc.Policy) -> None:
    """`require` makes the missing premium fatal."""
    with pytest.raises(polc.CaseError) as refused:
        policy.settle(CASE, require=["premium_subsidy"])
    assert refused.value.errors[0].code == "undetermined"


def test_names_full_of_code_reach_no_exec() -> None:
    """A title with quotes, backslashes and code is data and nothing else."""
    text = """policy town "');import os;os.abort()#\\\\"
layers a
identity tekun "x\\'+__import__('os').abort()+'"
benefit a "'); raise SystemExit #" per claim { for tekun rate 70% }"""
    case = {
        "person": {"identities": ["tekun"]},
        "claims": [{"date": "2022-01-01", "in_policy": "10.00", "total": "10.00"}],
    }
    result = polc.compile(text, name="town.pol").settle(case)
    assert str(result.claims[0].benefits["a"]) == "7.00"  # 10 × 70%


def test_a_text_with_a_mistake_is_a_policy_error() -> None:
    """The error has the diagnostics, the first one in its text."""
    with pytest.raises(polc.PolicyError) as failed:
        polc.compile('policy town "x"\nlayers a\n', name="town.pol")
    assert failed.value.diagnostics[0].code == "unknown_name"

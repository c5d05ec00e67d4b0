"""A household's year, claim by claim: each member's claims as they come."""

import pickle
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

import polc
from tests.generators.policies.cases import random_case
from tests.generators.policies.compiling import policy_of
from tests.generators.policies.households import of_household
from tests.generators.policies.write import write_policy
from tests.test_households_agree import deal_out, shares

POLICIES = Path(__file__).parent.parent / "semantics"
FAMILY = [{"person": {"id": name}} for name in ("mother", "son", "father")]
CLAIMS = (
    ("mother", "m1", "2024-03-01", "800.00"),
    ("son", "s1", "2024-03-10", "700.00"),
    ("father", "f1", "2024-04-01", "4000.00"),
    ("son", "s2", "2024-05-01", "1000.00"),
)


def claim(name: str, day: str, amount: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "date": day, "kind": "outpatient", "in_policy": amount, **more}


def whole(*claims: tuple[str, dict[str, Any]], **more: Any) -> dict[str, Any]:
    """The family with these claims as one case."""
    members = [
        {
            **member,
            "claims": [given for person, given in claims if person == member["person"]["id"]],
        }
        for member in FAMILY
    ]
    return {"year": 2024, "household": members, **more}


def told(settled: polc.Settlement) -> dict[str, Any]:
    """All of a settlement; which note comes first is not compared."""
    found = settled.to_dict(explain=True)
    return {**found, "notes": sorted(found["notes"])}


@pytest.fixture
def policy() -> polc.Policy:
    return polc.load(POLICIES / "s13_households.pol")


def add_all(ledger: polc.HouseholdLedger, *claims: tuple[str, ...]) -> polc.HouseholdLedger:
    for person, *given in claims:
        _, ledger = ledger.add(person, claim(*given))
    return ledger


def test_claims_of_members_one_after_the_other(policy: polc.Policy) -> None:
    """0; (800 + 700 − 1000) × 50%; min(4000 × 50%, 1500); min(500, 2000 − 250 − 1500)."""
    ledger = policy.open_household(FAMILY, year=2024)
    paid = []
    for person, *given in CLAIMS:
        added, ledger = ledger.add(person, claim(*given))
        paid.append(added.benefits["assistance"])
    assert [str(amount) for amount in paid] == ["0.00", "250.00", "1500.00", "250.00"]
    case = whole(*((person, claim(*given)) for person, *given in CLAIMS))
    assert told(ledger.close()) == told(policy.settle(case))


def test_a_claim_says_whose_it_is_and_what_others_had_counted(policy: polc.Policy) -> None:
    """Before the son's second claim 800 of the mother and 4000 of the father."""
    ledger = add_all(policy.open_household(FAMILY, year=2024), *CLAIMS[:3])
    added, _ = ledger.add("son", claim("s2", "2024-05-01", "1000.00"))
    assert added.claim.person == "son"
    assert added.claim.to_dict()["shared"]["assistance.line"] == {
        "before": "5500.00",
        "by_others": "4800.00",
        "others": {"mother": "800.00", "father": "4000.00"},
    }


def test_an_earlier_date_changes_what_others_are_paid(policy: polc.Policy) -> None:
    """The mother's 800 come late: the son's 700 were below the 1000, and now 500 of them are not;
    she had got 0 for nothing."""
    ledger = add_all(policy.open_household(FAMILY, year=2024), CLAIMS[1])
    added, ledger = ledger.add("mother", claim("m1", "2024-03-01", "800.00"))
    assert added.benefits["assistance"] == Decimal("0.00")
    assert added.changes == (polc.Change("s1", "assistance", Decimal("0.00"), Decimal("250.00")),)
    assert ledger.close().claims[0].person == "mother"


def test_a_reversal_changes_what_others_are_paid(policy: polc.Policy) -> None:
    """Without the mother's 800 the son's first is below the 1000, (700 + 4000 − 1000) × 50% are
    more than the father's 1500, and min(500, 2000 − 1500) are left for the son's second."""
    ledger = add_all(policy.open_household(FAMILY, year=2024), *CLAIMS)
    changes, ledger = ledger.reverse("m1")
    assert [(change.claim, change.before, change.after) for change in changes] == [
        ("s1", Decimal("250.00"), Decimal("0.00")),
        ("s2", Decimal("250.00"), Decimal("500.00")),
    ]
    case = whole(*((person, claim(*given)) for person, *given in CLAIMS[1:]))
    assert told(ledger.close()) == told(policy.settle(case))


def test_a_refund_is_in_the_case_of_the_year(policy: polc.Policy) -> None:
    """300 of the mother's 800 taken back: (500 + 700 − 1000) × 50% for the son."""
    ledger = add_all(policy.open_household(FAMILY, year=2024), *CLAIMS[:2])
    refund = claim("r1", "2024-06-01", "300.00")
    changes, ledger = ledger.reverse("m1", refund)
    assert [(change.claim, change.after) for change in changes] == [("s1", Decimal("100.00"))]
    closed = ledger.close()
    case = whole(
        ("mother", claim(*CLAIMS[0][1:])),
        ("mother", {**refund, "reverses": "m1"}),
        ("son", claim(*CLAIMS[1][1:])),
    )
    assert told(closed) == told(policy.settle(case))
    assert told(policy.settle(closed.case)) == told(closed)


def test_a_household_opens_with_what_it_had_used(policy: polc.Policy) -> None:
    """1900 of the household's 2000 are used up."""
    opening = {"assistance": {"paid": "1900.00", "line": "5000.00"}}
    ledger = policy.open_household(FAMILY, year=2024, opening=opening)
    added, ledger = ledger.add("father", claim("f1", "2024-04-01", "4000.00"))
    assert added.benefits["assistance"] == Decimal("100.00")
    case = whole(("father", claim("f1", "2024-04-01", "4000.00")), opening=opening)
    assert told(ledger.close()) == told(policy.settle(case))


def test_a_pickled_ledger_goes_on(policy: polc.Policy) -> None:
    """As the ledger itself does."""
    ledger = add_all(policy.open_household(FAMILY, year=2024), *CLAIMS[:3])
    travelled = pickle.loads(pickle.dumps(ledger))  # noqa: S301  # our own bytes
    last = claim(*CLAIMS[3][1:])
    assert travelled.add("son", last)[0] == ledger.add("son", last)[0]
    assert travelled.members == ("mother", "son", "father")


def test_a_ledger_of_a_household_of_one_is_the_persons() -> None:
    """Of a policy in which nothing is a household's, but for what is told of the household."""
    alone = polc.compile(
        'policy alone "逐人"\nlayers basic\n'
        'benefit basic "基本" per claim { deductible per year 1000 yuan rate 50% }\n'
    )
    given = [claim("a", "2024-03-01", "800.00"), claim("b", "2024-04-01", "700.00")]
    person, household = (
        alone.open_year({"id": "p"}, year=2024),
        alone.open_household([{"person": {"id": "p"}}], year=2024),
    )
    for one in given:
        _, person = person.add(one)
        _, household = household.add("p", one)
    assert household.close().totals == person.close().totals
    assert "as if alone" in household.notes[0]


WRONG: dict[str, tuple[list[Any], str, dict[str, Any], str]] = {
    "no such member": (FAMILY, "uncle", claim("a", "2024-04-01", "1.00"), "person"),
    "an id of another member": (FAMILY, "son", claim("m1", "2024-04-01", "1.00"), "claim.id"),
    "a day of another year": (FAMILY, "son", claim("a", "2023-04-01", "1.00"), "claim.date"),
    "no amount": (FAMILY, "son", claim("a", "2024-04-01", "x"), "claim.in_policy"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_claim_that_is_refused_leaves_the_year(policy: polc.Policy, name: str) -> None:
    """With the path of the claim."""
    members, person, given, path = WRONG[name]
    ledger = add_all(policy.open_household(members, year=2024), CLAIMS[0])
    with pytest.raises(polc.CaseError) as refused:
        ledger.add(person, given)
    assert [error.path for error in refused.value.errors] == [path]
    assert len(ledger.close().claims) == 1


@pytest.mark.parametrize(
    ("members", "path"),
    [
        ([], "household"),
        ("mother", "household"),
        ([*FAMILY, FAMILY[0]], "household[3].person.id"),
        ([{"person": {}, "claims": [claim("a", "2024-04-01", "1.00")]}], "household[0].claims"),
    ],
)
def test_members_that_cannot_be_read(policy: polc.Policy, members: Any, path: str) -> None:
    """Told with the place, as of a case."""
    with pytest.raises(polc.CaseError) as refused:
        policy.open_household(members, year=2024)
    assert path in [error.path for error in refused.value.errors]


def settle_in_ledger(chance: Random, policy: polc.Policy, case: dict[str, Any]) -> Any:
    """The claims of all members in any order, refunds last."""
    members = [{**member, "claims": []} for member in case["household"]]
    ledger = policy.open_household(members, year=case["year"], region=case.get("region"))
    names = ledger.members
    placed = [
        (names[at], given)
        for at, member in enumerate(case["household"])
        for given in member["claims"]
    ]
    chance.shuffle(placed)
    for person, given in placed:
        if not given.get("reverses"):
            _, ledger = ledger.add(person, given)
    for _, given in placed:
        if given.get("reverses"):
            _, ledger = ledger.reverse(given["reverses"], given)
    return ledger.close()


def agree(seed: int) -> int:
    """How many cases of a generated policy come to the same by a ledger."""
    chance = Random(seed)
    policy, _ = policy_of(of_household(write_policy(seed), chance))
    if policy is None or not shares(policy):
        return 0
    found = 0
    for _ in range(6):
        case = deal_out(random_case(chance, policy), chance)
        parameters = case.pop("parameters", {})
        for member in case["household"]:
            member["claims"] = [
                {**given, "seq": at} for at, given in enumerate(member["claims"], start=1)
            ]
        try:
            own = policy.with_parameters(parameters)
            settled = own.settle(case)
        except polc.CaseError:
            continue
        ledger = settle_in_ledger(chance, own, {**case, "year": settled.year})
        # Which of two bills a note names first is that which came first.
        assert {**told(ledger), "notes": []} == {**told(settled), "notes": []}, seed
        found += 1
    return found


def test_generated_households_agree() -> None:
    """A ledger comes to what the case comes to at once."""
    assert sum(map(agree, range(5_000, 5_020))) >= 10


@pytest.mark.long
def test_very_many_generated_households_agree() -> None:
    """Hundreds of policies."""
    assert sum(map(agree, range(6_000, 6_300))) >= 150

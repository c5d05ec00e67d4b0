"""A household from Python: what is of each member, what of all, and what is refused."""

import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import polc

POLICIES = Path(__file__).parent.parent / "semantics"


def claim(name: str, day: str, amount: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "date": day, "kind": "outpatient", "in_policy": amount, **more}


def household(**more: Any) -> dict[str, Any]:
    """Three members, as in the first case of rule 13's households."""
    members = [
        {"person": {"id": "mother"}, "claims": [claim("m1", "2024-03-01", "800.00")]},
        {
            "person": {"id": "son"},
            "claims": [
                claim("s1", "2024-03-10", "700.00"),
                claim("s2", "2024-05-01", "1000.00"),
            ],
        },
        {"person": {"id": "father"}, "claims": [claim("f1", "2024-04-01", "4000.00")]},
    ]
    return {"policy": "households", "household": members, **more}


def opened(opening: dict[str, Any]) -> dict[str, Any]:
    """The household, two members with such an opening of their own."""
    case = household()
    for member in case["household"][:2]:
        member["opening"] = opening
    return case


@pytest.fixture
def policy() -> polc.Policy:
    return polc.load(POLICIES / "s13_households.pol")


def test_claims_of_all_members_stand_in_one_order(policy: polc.Policy) -> None:
    """Each says whose it is."""
    settled = policy.settle(household())
    assert [(claim.id, claim.person) for claim in settled.claims] == [
        ("m1", "mother"),
        ("s1", "son"),
        ("f1", "father"),
        ("s2", "son"),
    ]


def test_each_member_has_totals(policy: polc.Policy) -> None:
    """250 + 250 for the son, 1500 for the father."""
    settled = policy.settle(household())
    assert settled.household is not None
    paid = [member.benefits["assistance"] for member in settled.household.members]
    assert paid == [Decimal("0.00"), Decimal("500.00"), Decimal("1500.00")]
    assert settled.totals["benefits"]["assistance"] == Decimal("2000.00")


def test_shared_sums_say_what_each_member_moved(policy: polc.Policy) -> None:
    """By the name under which an opening of the next case gives them."""
    told = policy.settle(household()).to_dict()["household"]["shared"]
    paid = next(sum_ for sum_ in told if sum_["id"] == "assistance.paid")
    moved = {"mother": "0.00", "son": "500.00", "father": "1500.00"}
    assert paid["amount"] == "2000.00"
    assert paid["by_member"] == moved


def test_a_claim_says_what_others_had_counted(policy: polc.Policy) -> None:
    """Before the son's second claim 800 of the mother and 4000 of the father."""
    last = policy.settle(household()).to_dict()["claims"][-1]
    assert last["shared"]["assistance.line"] == {
        "before": "5500.00",
        "by_others": "4800.00",
        "others": {"mother": "800.00", "father": "4000.00"},
    }


def test_a_settlement_travels_and_is_settled_again(policy: polc.Policy) -> None:
    """What is pickled tells the same, and so does its case."""
    settled = policy.settle(household())
    travelled = pickle.loads(pickle.dumps(settled))  # noqa: S301  # our own
    assert travelled.to_dict(explain=True) == settled.to_dict(explain=True)
    assert policy.settle(settled.case).results() == settled.results()


def test_what_is_due_for_others_is_theirs() -> None:
    """A claim of the son makes 500 due for the mother's: she has 500 + 500, he has 40."""
    relief = polc.load(POLICIES / "s19_households.pol")
    example = next(known for known in relief.program.examples if known.title == "为其他成员补足")
    settled = relief.settle(dict(example.case))
    assert settled.household is not None
    of_year = [member.person_year["relief"] for member in settled.household.members]
    assert of_year == [Decimal("1000.00"), Decimal("40.00")]
    assert settled.adjustments[0].belongs_to == ("m",)


def test_the_ledger_of_one_person_is_refused(policy: polc.Policy) -> None:
    """Who the others are is not known."""
    with pytest.raises(polc.CaseError, match="household"):
        policy.open_year({"id": "mother"}, year=2024)


WRONG = {
    "no members": ({"household": []}, "household"),
    "a person beside": ({**household(), "person": {"id": "x"}}, "person"),
    "a member twice": (
        {"household": [household()["household"][0], {"person": {"id": "mother"}, "claims": []}]},
        "household[1].person.id",
    ),
    "a claim twice": (
        {
            "household": [
                household()["household"][0],
                {"person": {"id": "x"}, "claims": [claim("m1", "2024-04-01", "1.00")]},
            ]
        },
        "household[1].claims[0].id",
    ),
    "a day of another year": (
        {
            "year": 2024,
            "household": [{"person": {}, "claims": [claim("a", "2023-04-01", "1.00")]}],
        },
        "household[0].claims[0].date",
    ),
    "an unknown key of a member": (
        {"household": [{"person": {}, "claim": []}]},
        "household[0].claim",
    ),
    "an opening of the person's sum": (
        {**household(), "opening": {"pools": {"other": "1.00"}}},
        "opening.pools.other",
    ),
    # 1400 + 1400 are more than 2000.
    "less than the members used": (
        {
            **opened({"assistance": {"paid": "1400.00"}}),
            "opening": {"assistance": {"paid": "2000.00"}},
        },
        "opening.assistance.paid",
    ),
    "what members used and the household does not say": (
        opened({"assistance": {"paid": "1400.00"}}),
        "opening.assistance.paid",
    ),
    "the household's line as a member's": (
        opened({"assistance": {"line": "800.00"}}),
        "household[1].opening.assistance.line",
    ),
    "the household's line as a member's, by its name": (
        opened({"lines": {"assistance": "800.00"}}),
        "household[1].opening.lines.assistance",
    ),
    "the household's pool as a member's": (
        opened({"pools": {"family": "100.00"}}),
        "household[1].opening.pools.family",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_told_with_its_place(policy: polc.Policy, name: str) -> None:
    """The member's place stands before the path."""
    case, path = WRONG[name]
    with pytest.raises(polc.CaseError) as refused:
        policy.settle(case)
    assert path in [error.path for error in refused.value.errors]


def test_what_may_have_gone_to_the_household_is_said() -> None:
    """300 of the mother's may be of the family's 500, or of nothing: the household's opening says
    how much, and of 200 of it 300 are left."""
    alone = polc.compile(
        'policy some "有时"\nlayers basic\npool family 500 yuan per household per year\n'
        'benefit basic "基本" per claim { rate 50% cap 5000 yuan per year '
        "counts toward family only when emergency }\n"
    )
    case = {**opened({"basic": {"paid": "300.00"}}), "policy": "some"}
    case["household"][1].pop("opening")
    for member in case["household"]:
        for given in member["claims"]:
            given["emergency"] = True
    with pytest.raises(polc.CaseError, match=r"opening\.pools\.family") as refused:
        alone.settle(case)
    assert [error.path for error in refused.value.errors] == ["opening.basic.paid"]
    settled = alone.settle({**case, "opening": {"pools": {"family": "200.00"}}})
    assert settled.totals["benefits"]["basic"] == Decimal("300.00")


def test_what_members_used_went_to_the_household(policy: polc.Policy) -> None:
    """1400 of the mother and 500 of the son leave 2000 − 1900 of the household's cap."""
    case = opened({"assistance": {"paid": "500.00"}})
    case["household"][0]["opening"] = {"assistance": {"paid": "1400.00"}}
    case["opening"] = {"assistance": {"paid": "1900.00", "line": "5000.00"}}
    assert policy.settle(case).totals["benefits"]["assistance"] == Decimal("100.00")


def test_a_ledger_has_no_household(policy: polc.Policy) -> None:
    """It is of one person, and takes no list of members."""
    with pytest.raises(polc.CaseError, match="`open_household`") as refused:
        policy.open_year({"id": "mother"}, year=2024)
    assert [error.path for error in refused.value.errors] == ["household"]


def test_an_opening_of_a_household_without_shared_terms_is_the_members() -> None:
    """What the household says would be lost."""
    alone = polc.compile(
        'policy alone "逐人"\nlayers basic\n'
        'benefit basic "基本" per claim { rate 50% cap per year 2000 yuan }\n'
    )
    with pytest.raises(polc.CaseError, match="each member") as refused:
        alone.settle({**household(), "policy": "alone", "opening": {"basic": {"paid": "5.00"}}})
    assert [error.path for error in refused.value.errors] == ["opening.basic.paid"]


def test_a_policy_without_shared_terms_settles_each_alone() -> None:
    """And says that nothing is of the household."""
    alone = polc.compile(
        'policy alone "逐人"\nlayers basic\nbenefit basic "基本" per claim { rate 50% }\n'
    )
    settled = alone.settle({**household(), "policy": "alone"})
    assert settled.totals["benefits"]["basic"] == Decimal("3250.00")  # 6500 × 50%
    assert any("as if alone" in note for note in settled.notes)

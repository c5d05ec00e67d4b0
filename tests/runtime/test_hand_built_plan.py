"""A year under a plan written by hand, every figure by hand."""

from typing import Any

from tests.runtime.hand_built_plan import refusals, settle


def case(*claims: dict[str, Any], held: tuple[str, ...] = ("poor",), **more: Any) -> dict[str, Any]:
    dated = [{"date": f"2022-01-{day:02d}", **claim} for day, claim in enumerate(claims, start=1)]
    return {"person": {"identities": list(held)}, "claims": dated, **more}


def paid(settlement: Any) -> list[tuple[str, str, str]]:
    return [
        (*map(str, claim.benefits.values()), str(claim.remaining))  # type: ignore[misc]
        for claim in settlement.claims
    ]


def test_layers_deductible_and_pool() -> None:
    """The line starts at 0 and 600 yuan stay under 1,000; the second claim lies from 600
    to 1,600; the pool of 2,000 holds the third back."""
    found = settle(
        case({"in_policy": "600.00"}, {"in_policy": "1000.00"}, {"in_policy": "2000.00"}),
        share=0,
    )
    assert paid(found) == [
        ("0.00", "480.00", "120.00"),  # 0; 600 × 80%
        ("300.00", "560.00", "140.00"),  # (1600 − 1000) × 50%; 700 × 80%; pool 1,340
        ("660.00", "0.00", "1340.00"),  # min(2000 × 50%, 2000 − 1340); nothing left
    ]
    assert {name: str(sum_) for name, sum_ in found.totals["benefits"].items()} == {
        "first": "960.00",  # 0 + 300 + 660
        "second": "1040.00",  # 480 + 560 + 0
    }


def test_an_identity_counts_from_its_day_to_its_day() -> None:
    """`to` is included: the second layer pays on the 1st and not on the 2nd."""
    held = [{"id": "困难户", "to": "2022-01-01"}]
    found = settle(
        case({"in_policy": "100.00"}, {"in_policy": "100.00"}) | {"person": {"identities": held}},
        share=0,
    )
    assert paid(found) == [("0.00", "80.00", "20.00"), ("0.00", "0.00", "100.00")]
    assert [claim.identity for claim in found.claims] == ["poor", None]


def test_date_then_seq_then_position() -> None:
    """On one day `seq` decides, then the order of the case."""
    same = {"date": "2022-01-05", "in_policy": "1.00"}
    claims = [{**same, "id": "a", "seq": 2}, {**same, "id": "b", "seq": 1}, {**same, "id": "c"}]
    claims += [{**same, "id": "d", "seq": 1}, {**same, "id": "e", "date": "2022-01-04"}]
    found = settle(case() | {"claims": claims}, share=0)
    assert [claim.id for claim in found.claims] == ["e", "c", "b", "d", "a"]


def test_an_opening_moves_line_and_pool() -> None:
    """900 yuan on the line leave 100 under the deductible; 1,000 + 900 paid leave 100."""
    opening = {"first": {"line": "900.00", "paid": "1000.00"}, "second": {"paid": "900.00"}}
    found = settle(case({"in_policy": "200.00"}, opening=opening), share=0)
    assert paid(found) == [("50.00", "50.00", "100.00")]  # 100 × 50%; min(150 × 80%, 50)


def test_a_plain_opening_says_that_the_line_starts_at_0() -> None:
    """The amount is what was paid; the note says what was taken for the line."""
    found = settle(case({"in_policy": "10.00"}, opening={"first": "1.00"}), share=0)
    assert found.notes == ("opening.first says what was paid; the line of `first` starts at 0",)


def test_a_given_amount_moves_line_and_pool() -> None:
    """1,900 given for the first layer leave 100 of the pool."""
    found = settle(case({"in_policy": "5000.00", "paid": {"first": "1900.00"}}), share=0)
    assert paid(found) == [("1900.00", "100.00", "3000.00")]  # min(3100 × 80%, 100)


def test_a_given_amount_above_the_base_is_refused() -> None:
    """5,000.01 of 5,000 in policy cannot be."""
    over = {"in_policy": "5000.00", "paid": {"first": "5000.01"}}
    assert refusals(case(over)) == [("given_more_than_base", "claims[0].paid.first")]


def test_the_person_pays_what_is_left_and_what_is_out_of_policy() -> None:
    """600 in policy leave 120; of 750 in all, 150 are out of policy."""
    found = settle(case({"in_policy": "600.00", "total": "750.00"}), share=0)
    assert str(found.claims[0].patient_pays) == "270.00"  # 120 + 750 − 600


def test_what_the_year_is_missing() -> None:
    """The grant names its parameter and clause; the claim is settled all the same."""
    found = settle(case({"in_policy": "600.00", "total": "600.00"}))
    assert found.person_year == {"grant": None}
    assert found.undetermined == (
        {
            "output": "person_year.grant",
            "missing": "parameter share",
            "clause": "X-4",
            "clauses": ("X-4",),
        },
    )


def test_a_share_that_is_not_reached_is_not_missing() -> None:
    """Who does not hold `poor` on the first day gets nothing, whatever the share."""
    found = settle(case({"in_policy": "1.00", "total": "1.00"}, held=()))
    assert {name: str(amount) for name, amount in found.person_year.items()} == {"grant": "0.00"}
    assert found.undetermined == ()


def test_a_case_without_claims_has_every_benefit_in_its_totals() -> None:
    """Each is 0.00; the grant is 100 × 33.3333% = 33.3333, half-up 33.33."""
    found = settle(case(year=2022), share=333_333)
    assert found.to_dict()["totals"] == {
        "benefits": {"first": "0.00", "second": "0.00"},
        "remaining": "0.00",
    }
    assert str(found.person_year["grant"]) == "33.33"

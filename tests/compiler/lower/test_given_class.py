"""A table by class in the base of a benefit whose amount the case gives."""

import pytest

import polc

POLICY = polc.compile(
    """policy t "x"
    use identities
    rank dibao > tekun
    layers basic
    benefit basic per claim {
      for dibao, tekun
      base { dibao: 80 yuan; tekun: 50 yuan }
      deductible per year 60 yuan
      rate 50%
    }"""
)


def case(held: str) -> dict[str, object]:
    given = {"date": "2022-03-01", "in_policy": "100.00", "paid": {"basic": "10.00"}}
    later = {"date": "2022-04-01", "in_policy": "100.00"}
    return {"person": {"identities": [held]}, "claims": [given, later]}


@pytest.mark.parametrize(("held", "later"), [("dibao", "40.00"), ("tekun", "20.00")])
def test_the_line_advances_by_the_base_of_the_class(held: str, later: str) -> None:
    """The given claim moves the line by 80 or 50; of the next one counts 80 × 50% or
    (50 + 50 − 60) × 50%."""
    found = POLICY.settle(case(held))
    assert [str(claim.benefits["basic"]) for claim in found.claims] == ["10.00", later]


def test_a_higher_identity_that_the_benefit_is_not_for() -> None:
    """An orphan who is a dibao is a dibao to the table: 80 moves the line of 60."""
    policy = polc.compile(
        """policy t "x"
    use identities
    rank orphan > dibao
    layers basic
    benefit basic per claim {
      for dibao
      base { dibao: 80 yuan }
      deductible per year 60 yuan
      rate 50%
    }"""
    )
    given = case("dibao") | {"person": {"identities": ["orphan", "dibao"]}}
    found = policy.settle(given)
    assert [str(claim.benefits["basic"]) for claim in found.claims] == ["10.00", "40.00"]


def test_nobody_of_whom_the_table_speaks() -> None:
    """Where the person is of no class of the benefit the claim is refused, and no figure
    that is not there is reckoned with."""
    with pytest.raises(polc.CaseError) as refusal:
        POLICY.settle(case("orphan"))
    assert [error.code for error in refusal.value.errors] == ["not_covered"]


def test_a_table_with_a_rest() -> None:
    """Of everyone's benefit too the held identity counts, not the rest: 80 moves the line of
    60, and of the next claim counts 80 × 50%."""
    policy = polc.compile(
        """policy t "x"
    use identities
    rank dibao > tekun
    layers basic
    benefit basic per claim {
      base { dibao: 80 yuan; otherwise: 50 yuan }
      deductible per year 60 yuan
      rate 50%
    }"""
    )
    found = policy.settle(case("dibao"))
    assert [str(claim.benefits["basic"]) for claim in found.claims] == ["10.00", "40.00"]

"""What is asked of a case: all that can matter, at once, and nothing else."""

from typing import Any

import pytest

import polc

POLICY = polc.compile(
    """
policy asking "询问" edition 1
use identities
layers first > second
param line "起付线" : money unspecified
param share "比例" : rate unspecified
param most "封顶线" : money unspecified
param other "另一比例" : rate by hospital_level unspecified
benefit first "甲" per claim {
  when referred
  deductible per claim line
  rate share
  cap per year most
}
benefit second "乙" per claim { when not referred  rate other }
"""
)


def lacking(**claim: Any) -> list[str]:
    """The places of what one claim of 5000 yuan lacks."""
    given = {"date": "2022-03-01", "in_policy": "5000.00", **claim}
    with pytest.raises(polc.CaseError) as refused:
        POLICY.settle({"year": 2022, "person": {"identities": ["dibao"]}, "claims": [given]})
    return [error.path for error in refused.value.errors]


def test_what_stands_behind_one_another_is_told_at_once() -> None:
    """Deductible, rate and cap, of which each was asked after the one before."""
    assert lacking(referred=True) == ["parameters.line", "parameters.share", "parameters.most"]


def test_what_stands_behind_a_condition_that_is_missing_is_told_with_it() -> None:
    """Whether the claim was referred is missing: what either benefit would ask is told at once."""
    assert lacking() == [
        "claims[0].referred",
        *("parameters.line", "parameters.share", "parameters.most"),
        *("claims[0].hospital_level", "parameters.other"),
    ]


def test_what_may_be_asked_is_told_as_such() -> None:
    """The field is needed; what hangs on it may be."""
    given = {"date": "2022-03-01", "in_policy": "5000.00"}
    with pytest.raises(polc.CaseError) as refused:
        POLICY.settle({"year": 2022, "person": {"identities": ["dibao"]}, "claims": [given]})
    first, *others = (str(error.message) for error in refused.value.errors)
    assert "needs it" in first
    assert all("may need it" in message for message in others)


def test_a_condition_that_fails_asks_for_nothing_behind_it() -> None:
    """Not referred: the first benefit asks nothing."""
    assert lacking(referred=False, hospital_level=1) == ["parameters.other"]


def test_behind_a_mistake_nothing_is_asked() -> None:
    """More is given for the first than it can pay from, so what the second pays from is not
    known."""
    assert lacking(referred=False, hospital_level=1, paid={"first": "5000.01"}) == [
        "claims[0].paid.first"
    ]


def test_what_does_not_matter_is_said_not_to_be_needed() -> None:
    """No figure is made up for what is missing: 5000 under 20000 at whatever rate."""
    settled = POLICY.settle(
        {
            "year": 2022,
            "person": {"identities": ["dibao"]},
            "parameters": {"line": "20000.00"},
            "claims": [{"date": "2022-03-01", "in_policy": "5000.00", "referred": True}],
        }
    )
    paid = next(step for step in settled.explanation if step["rule"] == "first.rate")
    assert paid["amount"] == "0.00"
    assert paid["inputs"]["rate"] == "not needed"


BANDS = polc.compile(
    """
policy banded "分段" edition 1
use identities
layers first
benefit first "甲" per claim {
  bands {
    to lower of (2000 yuan, 3000 yuan): 50%
    to 1000 yuan: { 1: 60%; otherwise: 70% } by hospital_level
    above: 80%
  }
}
"""
)


def test_a_rate_at_which_nothing_lies_is_not_needed() -> None:
    """The second band ends where the first was already over, whatever its rate is: 2000 at 50%
    and 3000 at 80% are 1000 and 2400, and the explanation says so."""
    settled = BANDS.settle(
        {
            "year": 2022,
            "person": {"identities": ["dibao"]},
            "claims": [{"date": "2022-03-01", "in_policy": "5000.00"}],
        }
    )
    paid = next(step for step in settled.explanation if step["rule"] == "first.bands")
    assert paid["amount"] == "3400.00"
    assert paid["inputs"]["bands"] == "2000.00 × 50%, 3000.00 × 80%"
    assert "to 1000.00: not needed" in paid["inputs"]["as_written"]


LOWERED = polc.compile(
    """
policy lowered "起付线" edition 1
layers a
benefit a "救助" per claim {
  deductible per year 20000 yuan
  rate 50%
}
adjust a when referred stacking { deductible lowered by 50% }
adjust a when not emergency stacking { deductible raised by 10% }
"""
)


@pytest.mark.parametrize(("in_policy", "asked"), [("5000.00", False), ("15000.00", True)])
def test_a_deductible_lowered_under_a_condition(in_policy: str, asked: bool) -> None:
    """20000 × 110% × 50% = 11000 at least: below that nothing is paid, referred or not."""
    claim = {"date": "2022-03-01", "in_policy": in_policy, "total": in_policy}
    case = {"year": 2022, "person": {}, "claims": [claim]}
    if asked:
        with pytest.raises(polc.CaseError) as refused:
            LOWERED.settle(case)
        assert [error.path for error in refused.value.errors] == ["claims[0].referred"]
    else:
        assert LOWERED.settle(case).claims[0].benefits["a"] == 0

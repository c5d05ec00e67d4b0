"""How the documents stand to what binds them, as the inventory's table of relations says.

The numbers X-… in the docstrings are those of its rows.
"""

import pytest

from tests.stdlib_texts import stdlib_policy

SATISFIED = {
    "tekun_full",
    "dibao_fixed",
    "unstable_ends",
    "returned_paid",
    "stable_leaves",
    "same_basic",
    "tilt_half",
    "tilt_points",
    "tilt_no_cap",
    "no_waiting",
}
OTHERWISE = {
    "suizhou": {"same_basic": "breached", "unified_deductible": "undetermined"},
    "chongqing": {"unified_deductible": "undetermined", "no_waiting": "silent"},
    "zhangye": {
        "dibao_fixed": "undetermined",
        "same_basic": "breached",
        "tilt_no_cap": "silent",
        "unified_deductible": "undetermined",
        "no_waiting": "silent",
    },
    "pengshui": {
        "unstable_ends": "breached",
        "unified_deductible": "undetermined",
        "no_waiting": "silent",
    },
}
"""X-01 to X-14: what is not satisfied. X-02: Zhangye prints no amount for urban dibao. X-03:
Pengshui prints no end of the subsidy. X-07: in Suizhou and Zhangye the deductible goes on along
a referral chain for low-income people alone. X-10: Zhangye neither keeps nor takes away the
ceiling. X-12: the deductible is a parameter. X-14: Chongqing and Pengshui are silent on waiting
periods, Zhangye refers to the rules."""


def outcomes(name: str, framework: str) -> dict[str, str]:
    """The status of each requirement of a framework."""
    return {
        requirement.requirement: requirement.status
        for requirement in stdlib_policy(name).conformance
        if requirement.framework == framework
    }


@pytest.mark.parametrize("name", OTHERWISE)
def test_against_the_nation(name: str) -> None:
    """X-01 to X-14."""
    wanted = dict.fromkeys(SATISFIED, "satisfied") | OTHERWISE[name]
    assert outcomes(name, "national") == wanted


@pytest.mark.parametrize("name", OTHERWISE)
def test_both_clauses_stand_beside_each_other(name: str) -> None:
    """Whatever is satisfied names the nation's clause and the policy's own."""
    for requirement in stdlib_policy(name).conformance:
        assert requirement.origin.clauses
        if requirement.status == "satisfied":
            assert requirement.rule.clauses, requirement.requirement


def test_what_is_departed_from_on_purpose() -> None:
    """X-03: Pengshui says that its document sets no end. X-07: Suizhou and Zhangye say for whom
    the deductible goes on along a chain, with the clause."""
    departed = {
        (name, requirement.requirement)
        for name in OTHERWISE
        for requirement in stdlib_policy(name).conformance
        if requirement.departure
    }
    assert departed == {
        ("pengshui", "unstable_ends"),
        ("suizhou", "same_basic"),
        ("zhangye", "same_basic"),
    }


def test_the_floors_of_question_seven() -> None:
    """X-17: they bind Pengshui only; as printed 80% and 70% pass, in the end they fail where
    nothing is printed."""
    assert outcomes("pengshui", "chongqing") == {
        "floor_key": "satisfied",
        "floor_other": "satisfied",
        "floor_key_paid": "breached",
        "floor_other_paid": "breached",
    }
    for name in ("suizhou", "zhangye"):
        assert outcomes(name, "chongqing") == {}

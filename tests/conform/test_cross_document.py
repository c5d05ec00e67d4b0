"""How the documents stand to what binds them, as the inventory's table of relations says.

The numbers X-… in the docstrings are those of its rows.
"""

import pytest

import polc

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
    "suizhou": {"unified_deductible": "undetermined"},
    "chongqing": {"unified_deductible": "undetermined", "no_waiting": "silent"},
    "zhangye": {
        "dibao_fixed": "undetermined",
        "tilt_no_cap": "silent",
        "unified_deductible": "undetermined",
        "no_waiting": "silent",
    },
}
"""X-01 to X-14: what is not satisfied. X-02: Zhangye prints no amount for urban dibao. X-10: it
neither keeps nor takes away the ceiling. X-12: the deductible is a parameter. X-14: Chongqing
is silent on waiting periods, Zhangye refers to the rules."""


def outcomes(name: str, framework: str) -> dict[str, str]:
    """The status of each requirement of a framework."""
    return {
        one.requirement: one.status
        for one in polc.load(name).conformance
        if one.framework == framework
    }


@pytest.mark.parametrize("name", OTHERWISE)
def test_against_the_nation(name: str) -> None:
    """X-01 to X-14."""
    wanted = dict.fromkeys(SATISFIED, "satisfied") | OTHERWISE[name]
    assert outcomes(name, "national") == wanted


@pytest.mark.parametrize("name", OTHERWISE)
def test_both_clauses_stand_beside_each_other(name: str) -> None:
    """Whatever is satisfied names the nation's clause and the policy's own."""
    for one in polc.load(name).conformance:
        assert one.origin.clauses
        if one.status == "satisfied":
            assert one.rule.clauses, one.requirement

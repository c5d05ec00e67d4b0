"""What a policy takes over from another, and how it stands to what binds it."""

from pathlib import Path

import pytest

import polc

CONFORM = Path(__file__).parents[1] / "compiler" / "conform"
INHERIT = Path(__file__).parents[1] / "compiler" / "names"


def town(*lines: str) -> polc.Policy:
    """A policy beside `nation.pol`, with basic insurance at 60%."""
    text = "\n".join(
        (
            'policy town "镇" edition 1',
            "use identities",
            "layers basic",
            *lines,
            'benefit basic "基本" per claim { rate 60% }',
        )
    )
    return polc.compile(text, name=str(CONFORM / "town.pol"))


def statuses(policy: polc.Policy) -> dict[str, str]:
    return {requirement.requirement: requirement.status for requirement in policy.conformance}


def test_nothing_is_taken_over_from_a_framework() -> None:
    """Rule 26: a framework hands on its requirements and nothing else: its parameters are not
    those of the policy."""
    policy = town("conforms to nation")
    assert policy.plan.parameters == ()
    assert len(policy.conformance) == 10


def test_rules_are_taken_over_with_what_binds_them() -> None:
    """Rule 26: whoever extends a policy has its rules, and is bound by its requirements and by
    what it conforms to."""
    county = polc.compile('policy county "县" edition 1\nextends chongqing\n')
    assert {benefit.id for benefit in county.program.benefits} >= {"basic", "assistance"}
    assert {requirement.framework for requirement in county.conformance} == {
        "national",
        "chongqing",
    }


def test_examples_are_not_taken_over() -> None:
    """Rule 26: examples, the days in force and the policy before stay with the extended one."""
    county = polc.load(INHERIT / "county.pol")
    assert [example.title for example in county.program.examples] == ["子例"]


def test_the_four_outcomes() -> None:
    """Rule 26: 60% for everybody satisfies `is the same for all`; nothing is said of the
    deductible of another layer; what is paid in the end is not told without a counterexample."""
    found = statuses(
        town(
            "conforms to nation",
            "require floor : basic.rate for dibao at least 60% as printed",
            "require paid : basic.rate for dibao at least 60% as paid",
        )
    )
    assert found["same_basic"] == found["floor"] == "satisfied"
    assert found["half"] == "silent"
    assert found["paid"] == "undetermined"


def test_a_breach_is_refused_unless_departed_from() -> None:
    """Rule 26: 60% is less than 70%: an error, or a departure with its reason."""
    floor = "require floor : basic.rate for dibao at least 70% as printed"
    with pytest.raises(polc.PolicyError) as refused:
        town(floor)
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == ["breach"]
    policy = town(floor, 'departs from town.floor because "试点"')
    (found,) = policy.conformance
    assert (found.status, found.departure) == ("breached", "试点")


def test_a_counterexample_breaches_what_is_paid() -> None:
    """Rule 26: (1000 − 500) × 60% = 300 is less than 60% of 1000."""
    policy = polc.compile(
        'policy town "镇" edition 1\nuse identities\nlayers basic\n'
        "require paid : basic.rate for dibao at least 60% as paid\n"
        'benefit basic "基本" per claim { deductible per claim 500 yuan  rate 60% }\n'
        'example "例" { person dibao\n  claim 2022-03-01 inpatient { in_policy 1000 yuan }\n'
        "  expect basic 300 yuan\n}\n"
    )
    (found,) = policy.conformance
    assert found.status == "breached"
    assert "300.00 of 1000.00" in found.reason

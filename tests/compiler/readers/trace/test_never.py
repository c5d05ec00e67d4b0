"""What an explanation and a plan say of a day that does not exist."""

from typing import Any

import pytest

import polc
from polc.compiler.plan.show import show_plan

POLICY = polc.compile(
    """
policy waiting "等待" edition 1
use identities
layers before > after
param deadline "截止日" : date or none unspecified
benefit before "认定以前" per claim { when date up to recognised as (dibao)  rate 10% }
benefit after "截止以前" per claim { when date up to deadline  rate 10% }
"""
)


def explained(identity: str, deadline: str | None, rule: str) -> dict[str, Any]:
    """The inputs of a rule's step for one claim of 1 March 2022."""
    settled = POLICY.settle(
        {
            "year": 2022,
            "person": {"identities": [identity]},
            "parameters": {"deadline": deadline},
            "claims": [{"date": "2022-03-01", "in_policy": "1000.00"}],
        }
    )
    found = next(step for step in settled.explanation if step["rule"] == rule)
    return dict(found["inputs"])


@pytest.mark.parametrize(
    ("identity", "deadline", "rule", "said"),
    [
        ("tekun", None, "before.when", {"recognised as dibao": "never"}),
        ("dibao", None, "before.when", {"date": "2022-03-01", "recognised as dibao": "always"}),
        ("dibao", None, "after.when", {"deadline": "none"}),
        ("dibao", "2022-02-01", "after.when", {"date": "2022-03-01", "deadline": "2022-02-01"}),
    ],
)
def test_a_day_that_does_not_exist_is_said_so(
    identity: str, deadline: str | None, rule: str, said: dict[str, str]
) -> None:
    """The step whose condition fails says that there was no such day, and shows none."""
    assert explained(identity, deadline, rule) == said


def test_the_plan_shows_no_such_day() -> None:
    """What is compared is held to be a day, in words."""
    shown = show_plan(POLICY.plan)
    assert "no day" in shown
    assert "9999" not in shown

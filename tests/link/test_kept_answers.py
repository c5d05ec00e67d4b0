"""What a function that goes through its block with figures open keeps of its answers."""

import polc
from tests.cli.test_streams import POLICY

TOWN = (
    POLICY
    + """
param premium "保费" : money unspecified
benefit premium_subsidy "参保资助" per person per year as of first day of year {
  for dibao
  pay premium
}
"""
)


def subsidy(policy: polc.Policy, identity: str) -> str:
    """What the person's year pays; `None` where it stays open."""
    settled = policy.settle({"year": 2022, "person": {"identities": [identity]}})
    return str(settled.person_year["premium_subsidy"])


def test_an_answer_is_kept_for_those_alone_whom_it_concerns() -> None:
    """Without a premium the subsidy of a dibao person is open, that of anybody else is 0.00,
    in whatever order they come; with 320.00 it is 320.00."""
    policy = polc.compile(TOWN)
    for _ in range(2):
        assert subsidy(policy, "dibao") == "None"
        assert subsidy(policy, "orphan") == "0.00"
    given = policy.with_parameters(premium="320.00")
    assert subsidy(given, "dibao") == "320.00"


def test_functions_are_kept_for_the_same_figures_and_not_for_ever() -> None:
    """Those for a premium of 320 yuan are found again; of a hundred premiums few are kept."""
    compiled = polc.compile(TOWN)._compiled
    made = compiled.executable_under({"premium": 32000})
    assert compiled.executable_under({"premium": 32000}) is made
    for fen in range(100):
        compiled.executable_under({"premium": fen})
    assert len(compiled._made) <= 32

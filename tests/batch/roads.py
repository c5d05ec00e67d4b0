"""What the tests of two roads share: a policy with its figures, a report without its road."""

import json
from random import Random
from typing import Final

from polc.api.policy import Policy
from polc.runtime.errors import CaseError
from tests.generators.policies.cases import random_case
from tests.generators.policies.compiling import policy_of
from tests.generators.policies.write import write_policy

BY_ROW: Final = ("persons_by_row", "why_by_row")
"""What a report says of the road that was taken."""


def policy_with_figures(chance: Random, seed: int) -> Policy | None:
    policy, _ = policy_of(write_policy(seed))
    if policy is None:
        return None
    try:
        return policy.with_parameters(random_case(chance, policy).get("parameters", {}))
    except CaseError:
        return None


def without_road(report: bytes) -> dict[str, object]:
    found: dict[str, object] = json.loads(report)
    return {name: value for name, value in found.items() if name not in BY_ROW}

"""Every amount that a plain case comes to: each told alone, and as all are told together."""

from typing import Any

import polc
from polc.runtime.tell.make_settlement import SettledCase


def amounts_alone(settlement: polc.Settlement) -> dict[tuple[str, str], str | None]:
    """Every amount by claim (empty: of the year) and name, as it is told alone."""
    work = settlement._results
    assert isinstance(work, SettledCase)
    names = (*settlement.benefits, "remaining")
    year = (output.name for benefit in work.executable.person_year for output in benefit.outputs)
    asked = [("", name) for name in (*year, *work.executable.over_year)]
    asked += [(claim.claim.id, name) for claim in work.settled for name in names]
    return {(claim, name): settlement.tell_alone(name, claim) for claim, name in asked}


def amounts_of(told: dict[str, Any]) -> dict[tuple[str, str], str]:
    """The same as they stand among all that is told."""
    found = {("", name): amount for name, amount in told["person_year"].items()}
    for claim in told["claims"]:
        own = {**claim["benefits"], "remaining": claim["remaining"]}
        found |= {(claim["id"], name): amount for name, amount in own.items()}
    return found

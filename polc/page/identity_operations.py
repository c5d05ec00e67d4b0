"""A case for each identity that the policy has a place for: what the person would get by it alone.

In: a `PageRequest`. Out: plain values, a row for the case as it is, one for a person without an
identity, one for each identity alone; amounts are those of settlements. A row that is refused says
why.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from polc.api.count_claims import count_claims
from polc.api.policy import Policy
from polc.api.told import told_refusal
from polc.inspect.placed_identities import placed_identities
from polc.inspect.titles import all_titles_of
from polc.messages.text import say
from polc.page.asked import PageRefusal, PageRequest
from polc.page.case_operations import filled_case
from polc.runtime.errors import CaseError
from polc.wording.names import Names

MOST_HELD: Final = 2_000
"""Claims times the identities that they are settled with."""


def answer_identities(asked: PageRequest) -> dict[str, Any]:
    """A row for each: `held` are the identities, None those that the case says."""
    try:
        case = filled_case(asked.object("case"))
        policy = asked.policy()
    except CaseError as mistake:
        return {"refused": told_refusal(mistake, asked.language, asked.language)["refused"]}
    if "household" in case:
        raise PageRefusal("bad_request", say("identities are compared in a case of one person"))
    program = policy.program
    placed = placed_identities(program)
    known = [identity.id for identity in program.identities if identity.id in placed]
    if count_claims(case) * len(known) > MOST_HELD:
        raise PageRefusal("too_large", say("there are too many claims to compare identities"))
    names = Names(all_titles_of(program), asked.language)
    others: list[Sequence[Any]] = [(), *((_as_said(case, id_),) for id_ in known)]
    rows = [_row(policy, case, asked), *(_row(policy, case, asked, held) for held in others)]
    paid = dict.fromkeys(id_ for row in rows for id_ in row["benefits"])
    return {
        "refused": [],
        "benefits": [{"id": id_, "title": names.of(id_)} for id_ in paid],
        "identities": [{"id": id_, "title": names.of(id_)} for id_ in known],
        "rows": rows,
    }


def _as_said(case: Mapping[str, Any], identity: str) -> Any:
    """An identity as the case says it, with its days; by its id where the case does not."""
    person = case.get("person")
    said = person.get("identities") if isinstance(person, Mapping) else None
    entries = said if isinstance(said, list) else []
    same = (
        entry for entry in entries if isinstance(entry, Mapping) and entry.get("id") == identity
    )
    return next(same, identity)


def _row(
    policy: Policy, case: Mapping[str, Any], asked: PageRequest, held: Sequence[Any] | None = None
) -> dict[str, Any]:
    row: dict[str, Any] = {"held": None, "benefits": {}, "remaining": None, "refused": []}
    if held is not None:
        person = case.get("person")
        others = person if isinstance(person, Mapping) else {}
        case = {**case, "person": {**others, "identities": [*held]}}
        row["held"] = [entry if isinstance(entry, str) else entry["id"] for entry in held]
    try:
        totals = policy.settle(case).to_dict()["totals"]
    except CaseError as mistake:
        refused = told_refusal(mistake, asked.language, policy.plan.language)["refused"]
        return {**row, "refused": refused}
    return {**row, "benefits": totals["benefits"], "remaining": totals["remaining"]}

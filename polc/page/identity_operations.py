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
from polc.link.layout import words_of_identities
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
    words = words_of_identities(policy.plan)
    alone = [_row(policy, case, asked, (id_,), _as_said(case, id_, words)) for id_ in known]
    rows = [_row(policy, case, asked), _row(policy, case, asked, ()), *alone]
    paid = dict.fromkeys(id_ for row in rows for id_ in row["benefits"])
    return {
        "refused": [],
        "benefits": [{"id": id_, "title": names.of(id_)} for id_ in paid],
        "identities": [{"id": id_, "title": names.of(id_)} for id_ in known],
        "rows": rows,
    }


def _as_said(case: Mapping[str, Any], identity: str, words: Mapping[str, int]) -> Sequence[Any]:
    """An identity as the case says it, each spell with its days; by its id where the case does not.
    `words` are what a case may call each."""
    person = case.get("person")
    said = person.get("identities") if isinstance(person, Mapping) else None
    entries = said if isinstance(said, list) else []
    same = [entry for entry in entries if words.get(_word_of(entry)) == words[identity]]
    return same or [identity]


def _word_of(entry: Any) -> str:
    """What an entry of a case calls its identity; nothing where it calls none."""
    word = entry.get("id") if isinstance(entry, Mapping) else entry
    return word if isinstance(word, str) else ""


def _row(
    policy: Policy,
    case: Mapping[str, Any],
    asked: PageRequest,
    held: Sequence[str] | None = None,
    said: Sequence[Any] = (),
) -> dict[str, Any]:
    """`said` is how the person of the row says what is `held`; None: all that the case says."""
    row: dict[str, Any] = {"held": None, "benefits": {}, "remaining": None, "refused": []}
    if held is not None:
        person = case.get("person")
        others = person if isinstance(person, Mapping) else {}
        case = {**case, "person": {**others, "identities": [*said]}}
        row["held"] = [*held]
    try:
        totals = policy.settle(case).to_dict()["totals"]
    except CaseError as mistake:
        refused = told_refusal(mistake, asked.language, policy.plan.language)["refused"]
        return {**row, "refused": refused}
    return {**row, "benefits": totals["benefits"], "remaining": totals["remaining"]}

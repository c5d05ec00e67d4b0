"""What a service answers: the one table of which its routes and its OpenAPI are made.

In: nothing. Out: `OPERATIONS`. An operation takes an `Asked` and gives what its answer has in JSON,
or raises a `Refusal`.
"""

from collections.abc import Callable
from typing import Any, Final

from attrs import field

from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.serve import ledger_requests, settle_requests, show_requests, text_requests
from polc.serve.asked import Asked


@frozen(kw_only=True)
class Endpoint:
    """`id` is its name for programs; `query` what its query may say; `body` the schema of what is
    sent, empty where nothing is, `answered` that of the answer; `problems` the kinds that are its
    own. `creates` says that it answers a pair, with whether something was made."""

    id: str
    method: str
    path: str
    summary: Text
    answer: Callable[[Asked], Any]
    answered: str
    query: tuple[str, ...] = field(default=())
    body: str = ""
    problems: tuple[str, ...] = field(default=())
    creates: bool = False
    compiles: bool = False
    """Whether it runs where texts are compiled, beside all else."""


_OF_CASE: Final = ("usual", "require")

_SHOWN: Final = {
    "rules": say("The rules of the policy, clause by clause."),
    "params": say("The figures that the policy asks for or fixes."),
    "readings": say("The places that can be read in several ways, with the choices."),
    "inputs": say("The JSON Schema of a case."),
    "plan": say("What the policy compiles to."),
    "clauses": say("The clauses of the document, with the rules that encode each."),
    "case": say("A blank case to fill in."),
}

OPERATIONS: Final[tuple[Endpoint, ...]] = (
    Endpoint(
        id="policies",
        method="GET",
        path="/",
        summary=say("The policies that are served."),
        answer=show_requests.answer_policies,
        answered="policies",
    ),
    Endpoint(
        id="check_text",
        method="POST",
        path="/check",
        summary=say("What is wrong with the text of a policy."),
        answer=text_requests.answer_check_text,
        body="text",
        answered="checked_text",
        compiles=True,
    ),
    Endpoint(
        id="explain_code",
        method="GET",
        path="/explain/{code}",
        summary=say("What a message means, by its code."),
        answer=text_requests.answer_explain_code,
        answered="page",
        problems=("no_page",),
    ),
    Endpoint(
        id="policy",
        method="GET",
        path="/{policy}",
        summary=say("A policy, and the versions of it that are served."),
        answer=show_requests.answer_policy,
        answered="policy",
    ),
    Endpoint(
        id="settle",
        method="POST",
        path="/{policy}/settle",
        summary=say("Settles a case."),
        answer=settle_requests.answer_settle,
        query=(*_OF_CASE, "explain"),
        body="case",
        answered="settlement",
        problems=("refused",),
    ),
    Endpoint(
        id="explain",
        method="POST",
        path="/{policy}/explain",
        summary=say("Settles a case, and says rule by rule how each amount came about."),
        answer=settle_requests.answer_explain,
        query=_OF_CASE,
        body="case",
        answered="explained",
        problems=("refused",),
    ),
    Endpoint(
        id="outcomes",
        method="POST",
        path="/{policy}/outcomes",
        summary=say("Settles a case under every reading of the document that matters to it."),
        answer=settle_requests.answer_outcomes,
        query=("usual",),
        body="case",
        answered="outcomes",
        problems=("refused",),
    ),
    Endpoint(
        id="check",
        method="POST",
        path="/{policy}/check",
        summary=say("Whether a case settles, why not, and what stays open."),
        answer=settle_requests.answer_check,
        query=_OF_CASE,
        body="anything",
        answered="checked_case",
    ),
    *(
        Endpoint(
            id=part,
            method="GET",
            path=f"/{{policy}}/{part}",
            summary=_SHOWN[part],
            answer=show_requests.answer_part(part),
            answered="shown",
        )
        for part in show_requests.PARTS
    ),
    Endpoint(
        id="open_ledger",
        method="POST",
        path="/{policy}/ledgers",
        summary=say("Opens a benefit year, to which claims are added one by one."),
        answer=ledger_requests.answer_open,
        body="opening",
        answered="ledger",
        problems=("refused", "ledger_exists"),
        creates=True,
    ),
    Endpoint(
        id="ledger",
        method="GET",
        path="/{policy}/ledgers/{ledger}",
        summary=say("A benefit year by its id."),
        answer=ledger_requests.answer_ledger,
        answered="ledger",
        problems=("no_ledger", "policy_changed", "settled_otherwise"),
    ),
    Endpoint(
        id="enter",
        method="POST",
        path="/{policy}/ledgers/{ledger}/entries",
        summary=say("Adds a claim to a benefit year, or takes one back."),
        answer=ledger_requests.answer_entry,
        body="entry",
        answered="entered",
        problems=("refused", "no_ledger", "policy_changed", "settled_otherwise", "ledger_full"),
    ),
    Endpoint(
        id="close_ledger",
        method="GET",
        path="/{policy}/ledgers/{ledger}/settlement",
        summary=say("The settlement of a benefit year as it stands."),
        answer=ledger_requests.answer_settlement,
        query=("explain",),
        answered="settlement",
        problems=("no_ledger", "policy_changed", "settled_otherwise", "too_large"),
    ),
)

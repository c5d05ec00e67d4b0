"""What a request is answered that cannot be answered otherwise, as problem details (RFC 9457).

In: why, as a `Refusal`. Out: a JSON object: `type` is stable and for programs, `title` and `detail`
are told in a language. A refused case has its problems in `refused`, as the contract says them.
Nothing of what was sent is in a title, and no name of a file anywhere.
"""

from collections.abc import Mapping
from typing import Any, Final

from polc.messages.text import NOTHING, Language, Text, in_language, say
from polc.records.frozen import frozen

TYPE: Final = "urn:polc:problem:"
MEDIA_TYPE: Final = "application/problem+json"


@frozen
class Kind:
    """A kind of problem: its status of HTTP, and what it is called."""

    status: int
    title: Text


KINDS: Final[Mapping[str, Kind]] = {
    "bad_query": Kind(400, say("the query is not understood")),
    "not_json": Kind(400, say("the request is not JSON")),
    "bad_request": Kind(400, say("the request has not the parts it should have")),
    "not_found": Kind(404, say("there is nothing at this address")),
    "no_policy": Kind(404, say("no such policy is served")),
    "no_ledger": Kind(404, say("there is no such ledger")),
    "no_page": Kind(404, say("there is no page for this code")),
    "wrong_method": Kind(405, say("this address does not answer this method")),
    "ledger_exists": Kind(409, say("there is a ledger of this id already, and it is another one")),
    "ledger_full": Kind(409, say("the ledger takes no more")),
    "policy_changed": Kind(409, say("the ledger was opened under a version that is not served")),
    "settled_otherwise": Kind(409, say("this polc settles what was entered otherwise")),
    "too_large": Kind(413, say("the request is larger than is taken")),
    "not_as_json": Kind(415, say("requests are sent as `application/json`")),
    "refused": Kind(422, say("the case is refused")),
    "internal": Kind(500, say("a mistake in polc, not in what was sent")),
    "busy": Kind(503, say("too many requests wait already")),
    "slow": Kind(503, say("the answer takes longer than it may")),
    "store_unavailable": Kind(503, say("the ledgers cannot be reached")),
    "contended": Kind(503, say("others write to this ledger all the time")),
}

AGAIN_LATER: Final = frozenset({"busy", "contended", "slow", "store_unavailable"})
"""What may be asked for once more in a moment."""


class Refusal(Exception):  # noqa: N818  # an answer, and no error of the service
    """A request that is answered with a problem. `more` are members beside those of RFC 9457,
    whose sentences are in the language already."""

    def __init__(self, kind: str, detail: Text = NOTHING, more: Mapping[str, Any] = {}) -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail
        self.more = more

    @property
    def status(self) -> int:
        """Its status of HTTP."""
        return KINDS[self.kind].status

    def to_dict(self, language: Language) -> dict[str, Any]:
        """The members of the problem."""
        kind = KINDS[self.kind]
        detail = in_language(self.detail, language, language)
        return {
            "type": TYPE + self.kind,
            "title": in_language(kind.title, language, language),
            "status": kind.status,
            **({"detail": detail} if detail else {}),
            **self.more,
        }

"""Ledgers opened, written to and closed over HTTP.

In: requests that name a policy and a ledger. Out: the contract's JSON, told in a language.
"""

import re
from typing import Any, Final
from uuid import uuid4

import polc
from polc.api.told import told_settlement
from polc.messages.text import Text, in_language, say
from polc.serve.asked import Asked
from polc.serve.ledgers import ENTRY, OPENING, LiveLedger
from polc.serve.problems import Refusal
from polc.serve.settle_requests import check_count, refuse

ID_PATTERN: Final = r"^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$"
"""In an address `.` and `..` are no names."""

_ID: Final = re.compile(ID_PATTERN)


def _live(asked: Asked) -> LiveLedger:
    ledger = asked.path["ledger"]
    if not _ID.fullmatch(ledger):
        raise Refusal("no_ledger")
    return asked.service.ledgers.find(asked.path["policy"], ledger)


def answer_open(asked: Asked) -> tuple[dict[str, Any], bool]:
    """`POST /{policy}/ledgers`, and whether the ledger is new."""
    version = asked.version
    said = asked.object(OPENING)
    ledger = said.get("id")
    if ledger is None:
        ledger = uuid4().hex
    elif not isinstance(ledger, str) or not _ID.fullmatch(ledger):
        message = say(
            "the id of a ledger has up to 100 letters, digits, `.`, `_` and `-`, and is neither "
            "`.` nor `..`"
        )
        raise Refusal("bad_request", message)
    try:
        text = asked.body.decode("utf-8")
        live, new = asked.service.ledgers.open(ledger, version, text)
    except polc.CaseError as mistake:
        raise refuse(mistake, version, asked.spoken(version)) from None
    return _describe(asked, live), new


def answer_ledger(asked: Asked) -> dict[str, Any]:
    """`GET /{policy}/ledgers/{ledger}`."""
    return _describe(asked, _live(asked))


def _describe(asked: Asked, live: LiveLedger) -> dict[str, Any]:
    entries = asked.service.ledgers.count(live)
    policy = live.version.policy
    spoken = asked.spoken(live.version)
    return {
        "id": live.head.id,
        "policy": live.head.policy,
        "fingerprint": live.head.fingerprint,
        "year": live.ledger.year,
        "entries": entries,
        "notes": [
            in_language(note, spoken, policy.plan.language) if isinstance(note, Text) else note
            for note in live.ledger.notes
        ],
    }


def answer_entry(asked: Asked) -> dict[str, Any]:
    """`POST /{policy}/ledgers/{ledger}/entries`."""
    live = _live(asked)
    asked.object(ENTRY)
    try:
        return asked.service.ledgers.enter(live, asked.body.decode("utf-8")).to_dict()
    except polc.CaseError as mistake:
        raise refuse(mistake, live.version, asked.spoken(live.version)) from None


def answer_settlement(asked: Asked) -> dict[str, Any]:
    """`GET /{policy}/ledgers/{ledger}/settlement`."""
    live = _live(asked)
    settlement, explain = asked.service.ledgers.close(live), asked.says("explain")
    check_count(len(settlement.claims), explain=explain)
    settled = settlement.to_dict(explain=explain)
    return told_settlement(settled, asked.spoken(live.version), live.version.policy.plan.language)

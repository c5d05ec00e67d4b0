"""Benefit years that are written to entry by entry, in a store.

In: a store, the shelf, what is opened and entered, as the JSON that was sent. Out: what each entry
comes to. The store decides: a ledger is settled in memory from the entries there are, and an entry
counts once the store has it at the place behind them. Another who writes meanwhile has taken the
place; then what they wrote is settled first, and the entry after it. An entry that is sent again,
because its answer was lost, is answered as it was and not entered twice.
"""

import json
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any, Final

from attrs import field

from polc.api.exact_json import read_exact_json
from polc.api.household_ledger import HouseholdLedger
from polc.api.ledger import Change, Ledger, Paid
from polc.messages.text import say
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.errors import CaseError, Problem, name_place
from polc.runtime.tell.result import Settlement
from polc.serve.ledger_store import LedgerEntry, LedgerHead, LedgerStore, without_space
from polc.serve.problems import Refusal
from polc.serve.shelf import Shelf, Version

MOST_LIVE: Final = 1_000
"""Ledgers that are kept settled; another is settled again from its entries."""

MOST_ENTRIES: Final = 10_000
"""Of one ledger."""

MOST_TRIES: Final = 20
"""How often an entry is settled again because others wrote first."""

MOST_AGAIN: Final = 40_000
"""Claims of one ledger that entries of an earlier day, or taken back, settle again: whoever takes
the ledger up from its entries has to do that within the time of a request."""

OPENING: Final = (
    *("id", "year", "person", "household", "opening", "region"),
    *("parameters", "readings", "usual"),
)
"""What a ledger is opened with; all but its id as in a case."""

ENTRY: Final = ("claim", "person", "reverse", "refund")
"""What an entry has: a claim, of a household with whose it is, or the id of one to be taken back,
with the refund where it is only part of it."""

_AnyLedger = Ledger | HouseholdLedger
_Key = tuple[str, str]
"""What an entry does, and the id under which it is done once."""


@define(eq=False, kw_only=True)
class LiveLedger:
    """A ledger as it is settled so far: `place` is that of the last entry, `done` has the place of
    each and what was asked. One thread at a time has it."""

    head: LedgerHead
    version: Version
    ledger: _AnyLedger
    place: int = 0
    done: dict[_Key, tuple[int, Any]] = field(factory=dict)
    using: Lock = field(factory=Lock)


@frozen
class Entered:
    """What an entry came to: `repeated` where it had been entered before, `taken_back` where the
    claim was taken back since."""

    place: int
    answer: Mapping[str, Any]
    repeated: bool = False
    taken_back: bool = False

    def to_dict(self) -> dict[str, Any]:
        """As it is answered."""
        told = {"entry": self.place, "repeated": self.repeated, "taken_back": self.taken_back}
        return {**told, **self.answer}


@define(eq=False)
class Ledgers:
    """The ledgers of a service."""

    store: LedgerStore
    shelf: Shelf
    _live: "OrderedDict[str, LiveLedger]" = field(factory=OrderedDict, init=False)
    _finding: Lock = field(factory=Lock, init=False)

    def open(self, ledger: str, version: Version, text: str) -> tuple[LiveLedger, bool]:
        """Opens a ledger with what the text says, and whether it is new: opened again with the same
        it is as it was. Raises `CaseError`, `Refusal`."""
        head = LedgerHead(
            id=ledger,
            policy=version.name,
            fingerprint=version.fingerprint,
            opened=without_space(text),
        )
        made = _open(version, read_exact_json(text))
        if self.store.create(head):
            self._keep(LiveLedger(head=head, version=version, ledger=made))
            return self.find(version.name, ledger), True
        known = self.store.find(ledger)
        same = known is not None and (known.policy, known.fingerprint) == (
            head.policy,
            head.fingerprint,
        )
        if known is None or not same or read_exact_json(known.opened) != read_exact_json(text):
            raise Refusal("ledger_exists")
        return self.find(version.name, ledger), False

    def find(self, address: str, ledger: str) -> LiveLedger:
        """A ledger of the policy at an address, as far as it is settled. Raises `Refusal`."""
        with self._finding:
            live = self._live.get(ledger)
            if live is not None:
                self._live.move_to_end(ledger)
        if live is None:
            head = self.store.find(ledger)
            if head is None:
                raise Refusal("no_ledger")
            version = self.shelf.find(f"{head.policy}@{head.fingerprint}")
            if version is None:
                if head.policy != address.partition("@")[0]:
                    raise Refusal("no_ledger")
                at = f"{head.policy}@{head.fingerprint}"
                raise Refusal(
                    "policy_changed",
                    say("serve the file of `{address}` beside the one of today", address=at),
                )
            live = self._keep(
                LiveLedger(head=head, version=version, ledger=_open(version, _read(head.opened)))
            )
        if address not in (live.head.policy, live.version.address):
            raise Refusal("no_ledger")
        return live

    def enter(self, live: LiveLedger, text: str) -> Entered:
        """One more entry. Raises `CaseError`, `Refusal`."""
        asked = read_exact_json(text)
        key = _key_of(asked)
        with live.using:
            for _ in range(MOST_TRIES):
                self._catch_up(live)
                known = live.done.get(key)
                if known is not None and known[1] == asked:
                    return self._repeat(live, key, known[0])
                if key[0] == "claim" and _taken_back(key) in live.done:
                    raise _refuse_again(key[1])
                if live.place >= MOST_ENTRIES:
                    raise Refusal("ledger_full")
                answer, after = _apply(live.ledger, asked)
                if after.settled_again > MOST_AGAIN:
                    raise Refusal(
                        "ledger_full",
                        say(
                            "settled again are at most {most} claims; open the year anew, and "
                            "enter its claims in the order of their days",
                            most=MOST_AGAIN,
                        ),
                    )
                entry = LedgerEntry(live.place + 1, without_space(text), json.dumps(answer))
                if self.store.append(live.head.id, entry):
                    _advance(live, entry.place, key, asked, after)
                    return Entered(entry.place, answer)
        raise Refusal("contended")

    def close(self, live: LiveLedger) -> Settlement:
        """The year as it stands."""
        with live.using:
            self._catch_up(live)
            return live.ledger.close()

    def count(self, live: LiveLedger) -> int:
        """How many entries there are."""
        with live.using:
            self._catch_up(live)
            return live.place

    def _catch_up(self, live: LiveLedger) -> None:
        """Settles what others entered; it comes to what was answered then, or is refused."""
        for entry in self.store.entries(live.head.id, live.place):
            asked = _read(entry.asked)
            try:
                answer, after = _apply(live.ledger, asked)
            except CaseError:
                raise _refuse_replay(entry) from None
            if _amounts_of(answer) != _amounts_of(json.loads(entry.answer)):
                raise _refuse_replay(entry)
            _advance(live, entry.place, _key_of(asked), asked, after)

    def _repeat(self, live: LiveLedger, key: _Key, place: int) -> Entered:
        entry = self.store.entries(live.head.id, place - 1)[0]
        taken_back = key[0] == "claim" and _taken_back(key) in live.done
        return Entered(place, json.loads(entry.answer), repeated=True, taken_back=taken_back)

    def _keep(self, live: LiveLedger) -> LiveLedger:
        """The one that all threads have of this ledger."""
        with self._finding:
            kept = self._live.setdefault(live.head.id, live)
            while len(self._live) > MOST_LIVE:
                self._live.popitem(last=False)
            return kept


_read = read_exact_json


def _advance(live: LiveLedger, place: int, key: _Key, asked: Any, after: _AnyLedger) -> None:
    live.ledger, live.place = after, place
    live.done[key] = place, asked


def _refuse_replay(entry: LedgerEntry) -> Refusal:
    """Another polc settles under the same rules: what it comes to is for a person to look at."""
    said = say("entry {place} was settled otherwise by the polc that took it", place=entry.place)
    return Refusal("settled_otherwise", said)


def _amounts_of(answer: Mapping[str, Any]) -> Any:
    """What an entry came to in money; later versions may tell more beside it."""
    claim = answer["claim"] or {}
    return (
        [claim.get(name) for name in ("benefits", "remaining", "patient_pays")],
        [(change["claim"], change["benefit"], change["after"]) for change in answer["changes"]],
        [(due["claim"], due["benefit"], due["amount"]) for due in answer["adjustments"]],
    )


def _taken_back(key: _Key) -> _Key:
    return "reverse", key[1]


def _refuse_again(claim: str) -> CaseError:
    message = say("the claim `{claim}` was taken back; a new one has an id of its own", claim=claim)
    return CaseError((Problem("bad_value", "claim.id", message),))


def _open(version: Version, said: Mapping[str, Any]) -> _AnyLedger:
    """A ledger of these parts of a case."""
    policy = version.policy.with_readings(_object_of(said, "readings"))
    policy = policy.with_parameters(_object_of(said, "parameters"))
    usual = False if said.get("usual") is None else said["usual"]
    if not isinstance(usual, bool):
        raise CaseError((Problem("bad_value", "usual", say("`usual` is `true` or `false`")),))
    person: Any = said.get("person")
    year: Any = said.get("year")
    opening, region = said.get("opening"), said.get("region")
    if said.get("household") is None:
        return policy.open_year(person, year=year, opening=opening, region=region, usual=usual)
    if person is not None:
        message = say("the year is of a person or of a household")
        raise CaseError((Problem("contradiction", "person", message),))
    members = said["household"]
    return policy.open_household(members, year=year, opening=opening, region=region, usual=usual)


def _object_of(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    given = {} if said.get(name) is None else said[name]
    if not isinstance(given, Mapping):
        raise CaseError((Problem("bad_value", name, say("an object is expected")),))
    return given


def _key_of(asked: Mapping[str, Any]) -> _Key:
    """What an entry does and of which claim; each has an id, by which it is known when it is sent
    again."""
    if ("claim" in asked) == ("reverse" in asked):
        raise Refusal("bad_request", say("an entry has either `claim` or `reverse`"))
    if "claim" in asked:
        if "refund" in asked:
            raise Refusal("bad_request", say("a `refund` stands beside `reverse`"))
        return "claim", _id_of(asked["claim"], "claim")
    if "person" in asked:
        raise Refusal("bad_request", say("a `person` stands beside `claim`"))
    if not isinstance(asked["reverse"], str):
        raise Refusal("bad_request", say("`reverse` is the id of a claim"))
    if asked.get("refund") is not None:
        return "refund", _id_of(asked["refund"], "refund")
    return "reverse", asked["reverse"]


def _id_of(claim: Any, name: str) -> str:
    if not isinstance(claim, Mapping):
        raise CaseError((Problem("bad_value", name, say("an object is expected")),))
    known = claim.get("id", claim.get("setl_id"))
    if not isinstance(known, str) or not known:
        message = say("a claim of a ledger has an id, by which it is known when it is sent again")
        raise CaseError((Problem("missing_field", f"{name}.id", message),))
    return known


def _apply(ledger: _AnyLedger, asked: Mapping[str, Any]) -> tuple[dict[str, Any], _AnyLedger]:
    """What an entry comes to, and the ledger after it. Raises `CaseError`."""
    if "reverse" in asked:
        try:
            changes, after = ledger.reverse(asked["reverse"], asked.get("refund"))
        except CaseError as refused:
            raise name_place(refused, "claim_id", "reverse") from None
        return {"claim": None, "changes": _tell(changes), "adjustments": []}, after
    if isinstance(ledger, HouseholdLedger):
        return _tell_paid(*ledger.add(asked.get("person") or "", asked["claim"]))
    if asked.get("person") is not None:
        message = say("the ledger is of one person")
        raise CaseError((Problem("bad_value", "person", message),))
    return _tell_paid(*ledger.add(asked["claim"]))


def _tell_paid(paid: Paid, after: _AnyLedger) -> tuple[dict[str, Any], _AnyLedger]:
    adjustments = [due.to_dict() for due in paid.adjustments]
    claim = paid.claim.to_dict()
    return {"claim": claim, "changes": _tell(paid.changes), "adjustments": adjustments}, after


def _tell(changes: tuple[Change, ...]) -> list[dict[str, Any]]:
    return [
        {
            "claim": change.claim,
            "benefit": change.benefit,
            "before": str(change.before),
            "after": str(change.after),
        }
        for change in changes
    ]

"""What a store of ledgers keeps and does, whichever it is.

A ledger is kept as what it was opened with and what was done to it since, entry by entry, each
with the answer that was given: texts of JSON, never objects of Python, which reading could run as
code. An entry has the place behind the last one, and no two have the same: of two writers one is
told that the place is taken. What `create` and `append` said was done is there after a crash,
whole; what they did not say is not there, or whole.
"""

import re
from collections.abc import Sequence
from typing import Final, Protocol

from polc.records.frozen import frozen


@frozen(kw_only=True)
class LedgerHead:
    """`opened` is what it was opened with, as JSON; `fingerprint` that of the policy's version."""

    id: str
    policy: str
    fingerprint: str
    opened: str


@frozen
class LedgerEntry:
    """`place` counts from 1; `asked` and `answer` are JSON."""

    place: int
    asked: str
    answer: str


_SPACE: Final = re.compile(r'("(?:[^"\\]|\\.)*")|[ \t\r\n]+')


def without_space(text: str) -> str:
    """A JSON text without the space between its parts; its numbers stay as they are written."""
    return _SPACE.sub(lambda found: found[1] or "", text)


class StoreError(Exception):
    """A store that cannot be reached, or does not take what is written; `kind` says of what kind
    that is, without any address."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class LedgerStore(Protocol):
    """Every method may be called from several threads, and raises `StoreError`."""

    def create(self, head: LedgerHead) -> bool:
        """Keeps a new ledger; False where there is one of its id."""
        ...

    def find(self, ledger: str) -> LedgerHead | None:
        """The ledger of an id."""
        ...

    def entries(self, ledger: str, after: int) -> Sequence[LedgerEntry]:
        """Its entries behind a place, in their order."""
        ...

    def append(self, ledger: str, entry: LedgerEntry) -> bool:
        """Keeps an entry; False where its place is taken."""
        ...

    def close(self) -> None:
        """Lets go of what the store holds open."""
        ...

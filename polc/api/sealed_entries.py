"""What is kept of a policy, and how what was kept is known again.

In: a source, the texts that it used, data. Out: a key of all that the data hangs on, an entry as
bytes, and the data again. An entry is of one text under one name, of the very texts that it used,
of this polc and this Python; it is data and runs nothing. Whatever is not as it should be in an
entry is as if there were none.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Final, Protocol

from attrs import field

from polc.api.loader import describe_code, read_used
from polc.compiler.report.source import SourceText
from polc.records.frozen import frozen
from polc.version import __version__

Used = tuple[str, str, str]
"""(the name after `use`, the source that says it, a digest of what it was)."""

NO_ENTRY: Final = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    OSError,
)
"""What an entry of another form, or a file that it used and that is gone, comes to."""


class EntryStore(Protocol):
    """Where entries are kept, by keys of 64 hexadecimal digits."""

    def read(self, key: str) -> bytes | None:
        """What was written under the key, if that is there."""

    def write(self, key: str, data: bytes) -> None:
        """Keeps it, if that can be."""


@frozen
class UsedTexts:
    """The reader of the files that a policy uses, which notes what they were."""

    noted: list[Used] = field(factory=list)

    def read(self, name: str, by: str) -> SourceText | None:
        """As `read_used`."""
        found = read_used(name, by)
        self.noted.append((name, by, _digest(found)))
        return found


def key_of(what: str, source: SourceText, rooms: Iterable[str]) -> str:
    """The key of what is kept of a source; `rooms` are those whose code it hangs on: polc itself
    may be worked on."""
    parts = (what, __version__, sys.version, sys.implementation.name, source.name, source.text)
    found = sha256()
    for part in (*parts, *describe_code(rooms)):
        found.update(f"{len(part)} {part}".encode())
    return found.hexdigest()


def _digest(source: SourceText | None) -> str:
    said = "" if source is None else f"{source.name}\n{source.text}"
    return sha256(said.encode()).hexdigest()


def seal(data: Mapping[str, Any], used: UsedTexts) -> bytes:
    """The entry of data that JSON can say."""
    whole = {"used": used.noted, **data}
    body = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
    return sha256(body).hexdigest().encode() + b"\n" + body


def unseal(entry: bytes | None) -> Mapping[str, Any] | None:
    """The data; None where there is none, or what the policy used is not what it was."""
    if entry is None:
        return None
    digest, _, body = entry.partition(b"\n")
    if digest != sha256(body).hexdigest().encode():
        return None
    try:
        data: Mapping[str, Any] = json.loads(body)
        for name, by, was in data["used"]:
            if _digest(read_used(name, by)) != was:
                return None
    except NO_ENTRY:
        return None
    return data

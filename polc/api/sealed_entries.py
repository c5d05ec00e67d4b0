"""What is kept of a policy, and how what was kept is known again.

In: a source, the texts that it used, data. Out: a key of all that the data hangs on, an entry as
bytes, and the data again. An entry is of one key: of one question about one text under one name, of
the very texts that it used, of this polc, this Python and the libraries that they run; it is data
and runs nothing. Whatever is not as it should be in an entry is as if there were none.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from typing import Any, Final, Protocol

from attrs import field

from polc.api.loader import describe_code, describe_libraries, read_used
from polc.compiler.report.source import SourceText
from polc.records.frozen import frozen
from polc.version import __version__

Used = tuple[str, str, str]
"""(the name after `use`, the source that says it, a digest of what it was)."""

LIBRARIES: Final = ("attrs", "lark")
"""What the code of polc makes records and parses with."""


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


def key_of(what: str, source: SourceText, rooms: tuple[str, ...]) -> str:
    """The key of what is kept of a source; `rooms` are those whose code it hangs on: polc itself
    may be worked on."""
    parts = (what, __version__, sys.version, sys.implementation.name, source.name, source.text)
    return _digest_of((*parts, _code(rooms)))


@cache
def _code(rooms: tuple[str, ...]) -> str:
    """A digest of the code that runs; it is the same for all files of a command."""
    return _digest_of((*describe_code(rooms), *describe_libraries(LIBRARIES)))


def _digest_of(parts: Iterable[str]) -> str:
    found = sha256()
    for part in parts:
        found.update(_as_bytes(f"{len(part)} {part}"))
    return found.hexdigest()


def _as_bytes(text: str) -> bytes:
    """A name that is not UTF-8 has surrogates, which `json.loads` reads from bytes too."""
    return text.encode("utf-8", "surrogatepass")


def _digest(source: SourceText | None) -> str:
    said = "" if source is None else f"{source.name}\n{source.text}"
    return sha256(_as_bytes(said)).hexdigest()


def seal(key: str, data: Mapping[str, Any], used: UsedTexts) -> bytes:
    """The entry, under this key, of data that JSON can say."""
    whole = {"used": used.noted, **data}
    body = _as_bytes(json.dumps(whole, ensure_ascii=False, separators=(",", ":")))
    return _seal_of(key, body) + b"\n" + body


def _seal_of(key: str, body: bytes) -> bytes:
    return sha256(key.encode() + b"\n" + body).hexdigest().encode()


def unseal(key: str, entry: bytes | None) -> Mapping[str, Any] | None:
    """The data; None where there is none of this key, or what the policy used is not what it
    was."""
    if entry is None:
        return None
    seal_of_entry, _, body = entry.partition(b"\n")
    if seal_of_entry != _seal_of(key, body):
        return None
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        # No UTF-8 or no JSON, an integer of too many digits; lists in lists in lists.
        return None
    if not isinstance(data, dict):
        return None
    used = data.get("used")
    return data if isinstance(used, list) and all(map(_is_as_it_was, used)) else None


def _is_as_it_was(used: object) -> bool:
    """Whether `use` finds now what it found then."""
    match used:
        case [str(name), str(by), str(was)]:
            try:
                return _digest(read_used(name, by)) == was
            except (OSError, ValueError):
                # It is there and cannot be read; the name has a character that no path has.
                return False
    return False

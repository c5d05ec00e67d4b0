"""Policies loaded through a store of what was compiled before.

In: a stdlib name or a path, a store. Out: the `Policy`, compiled only where the store has nothing
of it, and what puts it there. An entry is of one text under one name, of the very texts that it
used, of this polc and this Python; it is data, which names classes that it may be made of and
runs nothing. Whatever is not as it should be in an entry is as if there were none.
"""

import json
import sys
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final, Protocol

from polc.api.compiled_choices import CompiledChoices, KeptProgram
from polc.api.kept_kinds import kept_kinds
from polc.api.load_policy import compile_source
from polc.api.loader import describe_code, find_source, read_used
from polc.api.policy import Policy
from polc.compiler.plan.plan import Plan
from polc.compiler.report.source import SourceText
from polc.records.as_data import NotDataError, from_data, to_data
from polc.version import __version__

COMPILING_ROOMS: Final = ("compiler", "grammar", "messages", "records", "runtime")
"""The rooms whose code a kept plan hangs on; polc itself may be worked on."""

_NO_ENTRY: Final = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    OSError,
    NotDataError,
)
"""What an entry of another form, or a file that it used and that is gone, comes to."""

Used = tuple[str, str, str]
"""(the name after `use`, the source that says it, a digest of what it was)."""


class ProgramStore(Protocol):
    """Where entries are kept, by keys of 64 hexadecimal digits."""

    def read(self, key: str) -> bytes | None:
        """What was written under the key, if that is there."""

    def write(self, key: str, data: bytes) -> None:
        """Keeps it, if that can be."""


def load_through(store: ProgramStore, name: str) -> tuple[Policy, Callable[[], None]]:
    """The policy, and what keeps it for later, which costs time: to be called when the answers are
    given. Raises `OSError` or `PolicyError`."""
    source = find_source(name)
    key = _key_of(source)
    kept = _find(store.read(key), source)
    if kept is not None:
        return Policy(CompiledChoices(kept), {}, {}), _keep_nothing
    used: list[Used] = []

    def read(name: str, by: str) -> SourceText | None:
        found = read_used(name, by)
        used.append((name, by, _digest(found)))
        return found

    shared = CompiledChoices(compile_source(source, read))

    def keep() -> None:
        data = _as_bytes(shared, used)
        if data is not None:
            store.write(key, data)

    return Policy(shared, {}, {}), keep


def _keep_nothing() -> None:
    """It is kept already."""


def _key_of(source: SourceText) -> str:
    parts = (__version__, sys.version, sys.implementation.name, source.name, source.text)
    found = sha256()
    for part in (*parts, *describe_code(COMPILING_ROOMS)):
        found.update(f"{len(part)} {part}".encode())
    return found.hexdigest()


def _digest(source: SourceText | None) -> str:
    said = "" if source is None else f"{source.name}\n{source.text}"
    return sha256(said.encode()).hexdigest()


def _as_bytes(shared: CompiledChoices, used: list[Used]) -> bytes | None:
    """The entry of a program under its own readings; None where it cannot be data."""
    try:
        plan = to_data(shared.compile({}).plan, kept_kinds())
    except NotDataError:
        return None
    entry = {
        "used": used,
        "placed": sorted(shared.placed_identities),
        "titles": dict(shared.titles),
        "plan": plan,
    }
    body = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return sha256(body).hexdigest().encode() + b"\n" + body


def _find(data: bytes | None, source: SourceText) -> KeptProgram | None:
    """What an entry holds; None where it is damaged, or what the policy uses is not what it was."""
    if data is None:
        return None
    seal, _, body = data.partition(b"\n")
    if seal != sha256(body).hexdigest().encode():
        return None
    try:
        entry: Any = json.loads(body)
        for name, by, digest in entry["used"]:
            if _digest(read_used(name, by)) != digest:
                return None
        plan = from_data(entry["plan"], kept_kinds())
        placed, titles = frozenset(entry["placed"]), dict(entry["titles"])
    except _NO_ENTRY:
        return None
    if not isinstance(plan, Plan):
        return None
    return KeptProgram(
        plan=plan,
        placed_identities=placed,
        titles=titles,
        compile=lambda: compile_source(source, read_used),
    )

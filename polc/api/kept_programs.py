"""Policies loaded through a store of what was compiled before.

In: a stdlib name or a path, a store. Out: the `Policy`, compiled only where the store has nothing
of it, and what puts it there. An entry names classes that it may be made of and makes no other.
"""

from collections.abc import Callable
from typing import Final

from polc.api.compiled_choices import CompiledChoices, KeptProgram
from polc.api.kept_kinds import kept_kinds
from polc.api.load_policy import compile_source
from polc.api.loader import find_source, read_used
from polc.api.policy import Policy
from polc.api.sealed_entries import NO_ENTRY, EntryStore, UsedTexts, key_of, seal, unseal
from polc.compiler.plan.plan import Plan
from polc.compiler.report.source import SourceText
from polc.records.as_data import NotDataError, from_data, to_data

COMPILING_ROOMS: Final = ("compiler", "grammar", "messages", "records", "runtime")
"""The rooms whose code a kept plan hangs on."""


def load_through(store: EntryStore, name: str) -> tuple[Policy, Callable[[], None]]:
    """The policy, and what keeps it for later, which costs time: to be called when the answers are
    given. Raises `OSError` or `PolicyError`."""
    source = find_source(name)
    key = key_of("plan", source, COMPILING_ROOMS)
    kept = _find(store.read(key), source)
    if kept is not None:
        return Policy(CompiledChoices(kept), {}, {}), _keep_nothing
    used = UsedTexts()
    shared = CompiledChoices(compile_source(source, used.read))

    def keep() -> None:
        data = _as_bytes(shared, used)
        if data is not None:
            store.write(key, data)

    return Policy(shared, {}, {}), keep


def _keep_nothing() -> None:
    """It is kept already."""


def _as_bytes(shared: CompiledChoices, used: UsedTexts) -> bytes | None:
    """The entry of a program under its own readings; None where it cannot be data."""
    try:
        plan = to_data(shared.compile({}).plan, kept_kinds())
    except NotDataError:
        return None
    entry = {
        "placed": sorted(shared.placed_identities),
        "titles": dict(shared.titles),
        "plan": plan,
    }
    return seal(entry, used)


def _find(data: bytes | None, source: SourceText) -> KeptProgram | None:
    """What an entry holds, where it is one of a plan."""
    entry = unseal(data)
    if entry is None:
        return None
    try:
        plan = from_data(entry["plan"], kept_kinds())
        placed, titles = frozenset(entry["placed"]), dict(entry["titles"])
    except (*NO_ENTRY, NotDataError):
        return None
    if not isinstance(plan, Plan):
        return None
    return KeptProgram(
        plan=plan,
        placed_identities=placed,
        titles=titles,
        compile=lambda: compile_source(source, read_used),
    )

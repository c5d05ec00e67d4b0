"""Policies loaded through a store of what was compiled before.

In: a stdlib name or a path, a store. Out: the `Policy`, compiled only where the store has nothing
of it, and what puts it there. An entry names classes that it may be made of and makes no other.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from polc.api.compiled_choices import CompiledChoices, KeptProgram
from polc.api.kept_kinds import kept_kinds
from polc.api.load_policy import compile_source
from polc.api.loader import find_source, read_used
from polc.api.policy import Policy
from polc.api.sealed_entries import EntryStore, UsedTexts, key_of, seal, unseal
from polc.compiler.plan.plan import Plan
from polc.compiler.report.source import SourceText
from polc.records.as_data import NotDataError, from_data, to_data

COMPILING_ROOMS: Final = (
    "api",
    "compiler",
    "grammar",
    "inspect",
    "messages",
    "records",
    "runtime",
    "stdlib_policies",
)
"""The rooms whose code a kept plan hangs on; `inspect` finds the titles that are kept with it."""


def load_through(store: EntryStore, name: str) -> tuple[Policy, Callable[[], None]]:
    """The policy, and what keeps it for later, which costs time: to be called when the answers are
    given. Raises `OSError` or `PolicyError`."""
    source = find_source(name)
    key = key_of("plan", source, COMPILING_ROOMS)
    kept = _find(unseal(key, store.read(key)), source)
    if kept is not None:
        return Policy(CompiledChoices(kept), {}, {}), _keep_nothing
    used = UsedTexts()
    shared = CompiledChoices(compile_source(source, used.read))

    def keep() -> None:
        data = _as_data(shared)
        if data is not None:
            store.write(key, seal(key, data, used))

    return Policy(shared, {}, {}), keep


def _keep_nothing() -> None:
    """It is kept already."""


def _as_data(shared: CompiledChoices) -> dict[str, Any] | None:
    """What is kept of a program under its own readings; None where it cannot be data."""
    compiled = shared.compile({})
    try:
        plan = to_data(compiled.plan, kept_kinds())
    except NotDataError:
        return None
    return {
        "digest": compiled.digest,
        "placed": sorted(shared.placed_identities),
        "titles": dict(shared.titles),
        "plan": plan,
    }


def _find(data: Mapping[str, Any] | None, source: SourceText) -> KeptProgram | None:
    """What an entry holds, where it is one of a plan."""
    match data:
        case {
            "plan": dict(plan),
            "digest": str(digest),
            "placed": list(placed),
            "titles": dict(titles),
        }:
            pass
        case _:
            return None
    if not _are_texts(placed) or not _are_texts(titles.values()):
        return None
    try:
        made = from_data(plan, kept_kinds())
    except (NotDataError, RecursionError):  # of other classes; lists in lists in lists
        return None
    if not isinstance(made, Plan):
        return None
    return KeptProgram(
        plan=made,
        digest=digest,
        placed_identities=frozenset(placed),
        titles=titles,
        compile=lambda: compile_source(source, read_used),
    )


def _are_texts(parts: Iterable[object]) -> bool:
    return all(isinstance(part, str) for part in parts)

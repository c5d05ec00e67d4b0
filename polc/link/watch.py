"""Who looks at every block that a trace runs.

In: the blocks that are run while somebody watches. Out: these, with what they came to.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from polc.compiler.plan.nodes import AnyNode
from polc.compiler.plan.plan import Plan
from polc.compiler.readers.trace.interpret import Run
from polc.link.given_parameter import SlotValue
from polc.records.frozen import frozen

Given = tuple[Mapping[tuple[str, str], int], Mapping[str, int], Mapping[str, SlotValue]]
"""The inputs of a block, its running sums, the parameters' slots."""

_watched: ContextVar[list["Traced"] | None] = ContextVar("watched", default=None)


@frozen(kw_only=True)
class Traced:
    """A block that the trace ran, with what it was run with and what it came to."""

    plan: Plan
    block: tuple[AnyNode, ...]
    inputs: Mapping[tuple[str, str], int]
    state: Mapping[str, int]
    slots: Mapping[str, SlotValue]
    run: Run


@contextmanager
def watch() -> Iterator[list[Traced]]:
    """Every block that a trace runs while this is open, in this thread or task alone."""
    found: list[Traced] = []
    before = _watched.set(found)
    try:
        yield found
    finally:
        _watched.reset(before)


def is_watched() -> bool:
    """Whether somebody watches: then no block is left out."""
    return _watched.get() is not None


def note_run(plan: Plan, block: tuple[AnyNode, ...], given: Given, run: Run) -> None:
    """Shows a block that was run, with what it was given, to who watches."""
    watched = _watched.get()
    if watched is not None:
        inputs, state, slots = given
        watched.append(
            Traced(plan=plan, block=block, inputs=inputs, state=state, slots=slots, run=run)
        )

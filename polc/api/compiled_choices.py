"""A program with what was compiled from it for each choice of readings.

In: a program, or the plan that was kept of it and how to compile it; choices. Out: the compiled
plan, made once: the policies made from one program share it.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from attrs import field

from polc.compiler.lower.choices import complete_choices
from polc.compiler.model.readings import ReadingSpec
from polc.compiler.plan.plan import Plan
from polc.link.compiled import Compiled
from polc.link.kept_blocks import KeptBlocks
from polc.records.frozen import frozen

if TYPE_CHECKING:
    from polc.compiler.lower.kept_lowering import KeptLowering
    from polc.compiler.typed.nodes.program import Program

# What lowers a program and walks it is loaded where there is one to lower or to walk.


@frozen(kw_only=True)
class KeptProgram:
    """What settling needs of a program that was compiled before: the `plan` under its own
    readings with its digest, the identities that it has a place for, the titles of what a
    settlement names. `compile` makes the program itself, for whoever asks for more."""

    plan: Plan
    digest: str
    placed_identities: frozenset[str]
    titles: Mapping[str, str]
    compile: "Callable[[], Program]"


@frozen
class CompiledChoices:
    """What the policies made from one program share: the program, and what was compiled
    from it for each choice of every reading, in the order of the file."""

    _source: "Program | KeptProgram"
    compiled: dict[tuple[str, ...], Compiled] = field(factory=dict)
    _blocks: KeptBlocks = field(init=False, eq=False, repr=False, factory=KeptBlocks)
    _lock: Any = field(factory=Lock, eq=False, repr=False)

    @property
    def _kept(self) -> KeptProgram | None:
        return self._source if isinstance(self._source, KeptProgram) else None

    @cached_property
    def program(self) -> "Program":
        """The checked program, compiled now where its plan alone was kept."""
        source = self._source
        return source.compile() if isinstance(source, KeptProgram) else source

    @property
    def name(self) -> str:
        """The policy's id."""
        return self._kept.plan.policy if self._kept else self.program.policy

    @property
    def readings(self) -> tuple[ReadingSpec, ...]:
        """The readings that there are to choose."""
        return self._kept.plan.readings if self._kept else self.program.readings

    @cached_property
    def _lowering(self) -> "KeptLowering":
        from polc.compiler.lower.kept_lowering import KeptLowering

        return KeptLowering(self.program)

    def compile(self, choices: Mapping[str, str]) -> Compiled:
        """The compiled plan under these choices."""
        chosen, _ = complete_choices(self.readings, choices)
        key = tuple(chosen.values())
        with self._lock:
            if key not in self.compiled:
                self.compiled[key] = self._make(chosen)
            return self.compiled[key]

    def _make(self, chosen: dict[str, str]) -> Compiled:
        plan, kept = self._lower(chosen), self._kept
        digest = kept.digest if kept is not None and plan is kept.plan else ""
        return Compiled(plan, self._blocks, digest)

    def _lower(self, chosen: dict[str, str]) -> Plan:
        kept = self._kept
        if kept is not None and all(
            reading.chosen == chosen[reading.id] for reading in kept.plan.readings
        ):
            return kept.plan
        from polc.compiler.lower.lower import lower

        own, _ = complete_choices(self.readings, {})
        return lower(self.program, chosen, None if chosen == own else self._lowering)

    @cached_property
    def placed_identities(self) -> frozenset[str]:
        """The identities that the program has a place for, under any readings."""
        if self._kept is not None:
            return self._kept.placed_identities
        from polc.inspect.placed_identities import placed_identities

        return placed_identities(self.program)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of what a settlement names: policy, benefits, identities, outputs."""
        if self._kept is not None:
            return self._kept.titles
        from polc.inspect.titles import titles_of

        return titles_of(self.program)

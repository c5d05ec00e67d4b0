"""A program with what was compiled from it for each choice of readings.

In: a program, choices. Out: the compiled plan, made once: the policies made from one program
share it.
"""

from collections.abc import Mapping
from functools import cached_property
from threading import Lock
from typing import Any

from attrs import field

from polc.compiler.lower.choices import complete_choices
from polc.compiler.lower.kept_lowering import KeptLowering
from polc.compiler.pipeline import Program, lower
from polc.inspect.placed_identities import placed_identities
from polc.link.compiled import Compiled
from polc.link.kept_blocks import KeptBlocks
from polc.records.frozen import frozen


@frozen
class CompiledChoices:
    """What the policies made from one program share: the program, and what was compiled
    from it for each choice of every reading, in the order of the file."""

    program: Program
    compiled: dict[tuple[str, ...], Compiled] = field(factory=dict)
    _kept: KeptLowering = field(init=False, eq=False, repr=False)
    _blocks: KeptBlocks = field(init=False, eq=False, repr=False, factory=KeptBlocks)
    _lock: Any = field(factory=Lock, eq=False, repr=False)

    @_kept.default
    def _make_kept(self) -> KeptLowering:
        return KeptLowering(self.program)

    def compile(self, choices: Mapping[str, str]) -> Compiled:
        """The compiled plan under these choices."""
        chosen, _ = complete_choices(self.program.readings, choices)
        key = tuple(chosen.values())
        with self._lock:
            if key not in self.compiled:
                self.compiled[key] = Compiled(lower(self.program, chosen, self._kept), self._blocks)
            return self.compiled[key]

    @cached_property
    def placed(self) -> frozenset[str]:
        """The identities that the program has a place for, under any readings."""
        return placed_identities(self.program)

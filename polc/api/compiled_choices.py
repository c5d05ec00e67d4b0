"""A program with what was compiled from it for each choice of readings.

In: a program, choices. Out: the compiled plan, made once: the policies made from one program
share it.
"""

from collections.abc import Mapping
from functools import cached_property
from threading import Lock
from typing import Any

from attrs import field, frozen

from polc.compiler.pipeline import Program, lower
from polc.inspect.placed_identities import placed_identities
from polc.link.compiled import Compiled


@frozen
class CompiledChoices:
    """What the policies made from one program share: the program, and what was compiled
    from it for each choice of readings."""

    program: Program
    compiled: dict[tuple[tuple[str, str], ...], Compiled] = field(factory=dict)
    _lock: Any = field(factory=Lock, eq=False, repr=False)

    def compile(self, choices: Mapping[str, str]) -> Compiled:
        """The compiled plan under these choices."""
        key = tuple(sorted(choices.items()))
        with self._lock:
            if key not in self.compiled:
                self.compiled[key] = Compiled(lower(self.program, choices))
            return self.compiled[key]

    @cached_property
    def placed(self) -> frozenset[str]:
        """The identities that the program has a place for, under any readings."""
        return placed_identities(self.program)

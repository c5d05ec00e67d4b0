"""How much a check weighs: an error, a warning, or nothing.

In: what was found, and the levels that a project sets. Out: the findings at those levels.
Mistakes that stop the compilation have no level.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from polc.compiler.report.diagnostics import Diagnostic
from polc.records.evolve import evolve

Level = Literal["error", "warning", "off"]
LEVELS: Final[tuple[Level, ...]] = ("error", "warning", "off")


def at_levels(found: Iterable[Diagnostic], levels: Mapping[str, Level]) -> Iterator[Diagnostic]:
    """The findings, warnings at their level; those that are off are left out."""
    for diagnostic in found:
        if diagnostic.severity != "warning" or diagnostic.code not in levels:
            yield diagnostic
            continue
        level = levels[diagnostic.code]
        if level != "off":
            yield evolve(diagnostic, severity=level)

"""How much a check weighs: an error, a warning, or nothing.

In: what was found, and the levels that a project sets. Out: the findings at those levels.
Mistakes that stop the compilation have no level.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from attrs import evolve

from polc.compiler.report.diagnostics import Diagnostic

Level = Literal["error", "warning", "off"]
LEVELS: Final[tuple[Level, ...]] = ("error", "warning", "off")

CHECKS_WITH_LEVELS: Final = frozenset(
    {
        "allow_without_reason",
        "base_paid_before",
        "beyond_64_bits",
        "breached_in_example",
        "cap_below_deductible",
        "confusable_names",
        "empty_pool",
        "examples_contradict",
        "mixed_languages",
        "needless_allow",
        "needless_departure",
        "no_clause",
        "rate_passes_whole",
        "requirement_undetermined",
        "said_twice",
        "same_choices",
        "silent_on",
        "undeclared_source",
        "unreachable_otherwise",
        "unused_group",
        "unused_parameter",
        "unused_pool",
        "unused_reading",
        "unused_tally",
        "year_without_value",
        "yearly_term_on_visit",
    }
)
"""The codes of warnings: what is told of a policy that compiles."""


def at_levels(found: Iterable[Diagnostic], levels: Mapping[str, Level]) -> Iterator[Diagnostic]:
    """The findings, warnings at their level; those that are off are left out."""
    for one in found:
        if one.severity != "warning" or one.code not in levels:
            yield one
            continue
        level = levels[one.code]
        if level != "off":
            yield evolve(one, severity=level)

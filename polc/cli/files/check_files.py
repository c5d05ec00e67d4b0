"""What `check` finds in files.

In: paths. Out: a `Checked`: the files, all that was found in them at the project's levels,
how they stand to what binds them, and the files that could not be read.
"""

from collections.abc import Sequence

from attrs import define, field

from polc.cli.files.check_levels import find_levels
from polc.cli.files.find_policies import compile_found, find_policies
from polc.cli.files.fix_files import Repaired, fix_file, repair_file
from polc.cli.terminal.exit_status import CannotRead
from polc.compiler.checks.allow_comments import apply_allow_comments
from polc.compiler.checks.levels import at_levels
from polc.compiler.model.declared import Conformance
from polc.compiler.report.diagnostics import Diagnostic, in_order


@define
class Checked:
    """`names` are the files; `repaired` the number of repairs made in each that had any,
    `repairs` what safe repairs would still make of a file."""

    names: tuple[str, ...]
    found: tuple[Diagnostic, ...] = ()
    bound: dict[str, tuple[Conformance, ...]] = field(factory=dict)
    languages: set[str] = field(factory=set)
    unread: dict[str, CannotRead] = field(factory=dict)
    repaired: dict[str, int] = field(factory=dict)
    repairs: dict[str, Repaired] = field(factory=dict)


def check_files(paths: Sequence[str], *, fix: bool = False) -> Checked:
    """Every file that the paths name; with `fix`, after its repairs."""
    policies = find_policies(paths)
    checked = Checked(tuple(policy.name for policy in policies))
    found: list[Diagnostic] = []
    for policy in policies:
        levels = find_levels(policy.name)
        try:
            if fix and (made := fix_file(policy.name)):
                checked.repaired[policy.name] = made
            compiled = compile_found(policy)
            diagnostics = list(compiled.diagnostics)
            if not fix and any(
                diagnostic.fix and diagnostic.fix.safety == "safe" for diagnostic in diagnostics
            ):
                repaired = repair_file(policy.name)
                if repaired.made:
                    checked.repairs[policy.name] = repaired
            if compiled.program is not None and compiled.program.declared.conformance:
                from polc.api.conformance import find_conformance

                outcomes, more = find_conformance(compiled, compiled.program, policy.name)
                checked.bound[policy.name] = outcomes
                diagnostics += apply_allow_comments(more, compiled.sources, told=False)
            found += at_levels(diagnostics, levels)
            checked.languages.add(compiled.language)
        except CannotRead as mistake:
            checked.unread[policy.name] = mistake
    checked.found = in_order(found)
    return checked

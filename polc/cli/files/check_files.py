"""What `check` finds in files.

In: paths. Out: a `Checked`: the files, all that was found in them at the project's levels,
how they stand to what binds them, and what could not be read or written. That nothing was found in
a file, which nothing binds, is kept for the next time.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import field

from polc.api.past_answers import NothingWrong, ask_again
from polc.cli.files.check_levels import BadLevels, find_levels
from polc.cli.files.find_policies import Found, compile_found, find_policies, read_found
from polc.cli.terminal.exit_status import CannotRead, CannotWrite, FileTrouble
from polc.compiler.checks.levels import at_levels
from polc.compiler.report.diagnostics import Diagnostic, in_order
from polc.compiler.report.source import SourceText
from polc.records.mutable import define

if TYPE_CHECKING:
    from polc.api.sealed_entries import EntryStore
    from polc.cli.files.fix_files import Repaired
    from polc.compiler.model.declared import Conformance

# What compiles and repairs is loaded where there is something to compile.


@define(kw_only=True)
class Checked:
    """`names` are the files that were checked; `repaired` the number of repairs made in each
    that had any, `repairs` what safe repairs would still make of a file. `unread` is what could
    not be read, a file of levels too, `unwritten` what could not be repaired in its place."""

    names: list[str] = field(factory=list)
    found: tuple[Diagnostic, ...] = ()
    bound: "dict[str, tuple[Conformance, ...]]" = field(factory=dict)
    languages: set[str] = field(factory=set)
    unread: dict[str, FileTrouble] = field(factory=dict)
    unwritten: dict[str, FileTrouble] = field(factory=dict)
    repaired: dict[str, int] = field(factory=dict)
    repairs: "dict[str, Repaired]" = field(factory=dict)


def check_files(
    paths: Sequence[str], *, fix: bool = False, store: "EntryStore | None" = None
) -> Checked:
    """Every file that the paths name; with `fix`, after its repairs. `store` has what was found
    before."""
    checked = Checked()
    found: list[Diagnostic] = []
    for policy in find_policies(paths):
        try:
            levels = find_levels(policy.name)
            found += at_levels(_check_file(policy, checked, store, fix=fix), levels)
            checked.names.append(policy.name)
        except BadLevels as mistake:
            checked.unread[mistake.path] = mistake
        except CannotRead as mistake:
            checked.unread[policy.name] = mistake
    checked.found = in_order(found)
    return checked


def _check_file(
    policy: Found, checked: Checked, store: "EntryStore | None", *, fix: bool
) -> list[Diagnostic]:
    """What is found in one file; the rest of it is noted in `checked`."""
    source = read_found(policy)
    if fix:
        source = _fix(source, checked)
    past = ask_again(store, "check", source)
    if past.answer is not None:
        checked.languages.add(past.answer.language)
        return []
    compiled = compile_found(policy, source, past.used.read)
    found = list(compiled.diagnostics)
    bound = compiled.program is not None and compiled.program.declared.conformance
    if compiled.program is not None and not found and not bound:
        past.keep(NothingWrong(compiled.language))
    if not fix and any(diagnostic.fix and diagnostic.fix.safety == "safe" for diagnostic in found):
        from polc.cli.files.fix_files import repair_file

        repaired = repair_file(source)
        if repaired.made:
            checked.repairs[policy.name] = repaired
    if compiled.program is not None and bound:
        from polc.api.conformance import find_conformance
        from polc.compiler.checks.allow_comments import apply_allow_comments

        outcomes, more = find_conformance(compiled, compiled.program, policy.name)
        checked.bound[policy.name] = outcomes
        found += apply_allow_comments(more, compiled.sources, told=False)
    checked.languages.add(compiled.language)
    return found


def _fix(source: SourceText, checked: Checked) -> SourceText:
    """The text as it stands in the file after its repairs."""
    from polc.cli.files.fix_files import fix_file

    try:
        repaired = fix_file(source)
    except CannotWrite as mistake:
        checked.unwritten[source.name] = mistake
        return source
    if repaired.made:
        checked.repaired[source.name] = repaired.made
    return repaired.after

"""The passes in order: text → syntax → names → typed → conformance → plan → checks of the plan.

In: a source and a reader for the files it uses. Out: a `Compilation`: the checked
program, or why there is none. Pure: whatever a file needs comes through the reader.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from attrs import field

from polc.compiler.checks.allow_comments import apply_allow_comments
from polc.compiler.checks.amounts.beyond_64_bits import report_beyond_64_bits
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.run_checks import run_checks
from polc.compiler.conform.conform import conform
from polc.compiler.lower.kept_lowering import KeptLowering
from polc.compiler.lower.lower import lower
from polc.compiler.model.record import frozen
from polc.compiler.names.inherit import inherit, refuse_changes
from polc.compiler.names.left_out import report_left_out
from polc.compiler.names.missing_use import report_missing_use
from polc.compiler.names.scope import LocatedItem, Scope, declare_names, locate_items
from polc.compiler.plan.plan import Plan
from polc.compiler.report.diagnostics import Diagnostic, in_order
from polc.compiler.report.findings import Findings
from polc.compiler.report.merge_similar import merge_similar
from polc.compiler.report.skip_followers import drop_followers
from polc.compiler.report.source import SourceText, Span
from polc.compiler.syntax.nodes.inherit import Conforms, Extends, Require
from polc.compiler.syntax.nodes.items import File, Use
from polc.compiler.syntax.nodes.values import Name
from polc.compiler.syntax.read_file import ReadFile, read_file
from polc.compiler.typed.cited import names_in
from polc.compiler.typed.declarations.check_requirements import check_requirements
from polc.compiler.typed.declarations.requirements import Requirement, collect_requirements
from polc.compiler.typed.nodes.program import Example, Expect, Program
from polc.compiler.typed.nodes.requirements import TypedRequirement
from polc.compiler.typed.policy import check_policy
from polc.grammar.detect_language import detect_language
from polc.messages.text import Language, say
from polc.records.evolve import evolve

SourceReader = Callable[[str, str], SourceText | None]
"""(the name as written after `use`, the name of the source that says it) → its source."""

FileReader = Callable[[SourceText], ReadFile]
"""A source → its syntax; one that keeps what it read answers sooner when the text changes."""

MOST_FILES: Final = 50
MOST_CONDITIONS: Final = 70
"""Conditions inside conditions; more levels than Python's own nesting could follow."""
MOST_KEPT: Final = 20
"""Benefits up to which their lowering is kept for the checks that lower under other choices: what
is kept of each is as long as all before it."""


@frozen
class NamedFile:
    """The syntax of a file, all items that it stands on with its own, and what they are called."""

    file: File
    items: tuple[LocatedItem, ...]
    scope: Scope


@frozen
class Compilation:
    """`program` is None where one of the diagnostics is an error; `language` is that of the
    file's keywords; `sources` every file that was read, by name; `named` is None where nothing
    of the file could be read."""

    program: Program | None
    diagnostics: tuple[Diagnostic, ...]
    language: Language = "en"
    sources: Mapping[str, SourceText] = field(factory=dict, repr=False)
    named: NamedFile | None = field(default=None, repr=False)


def compile_text(
    source: SourceText,
    read: SourceReader,
    *,
    checks: bool = True,
    parse: FileReader | None = None,
) -> Compilation:
    """Compiles a policy, with the files it uses; `checks` False: without the checks of a
    policy that compiles, which are for those who write it; `parse`: who reads the syntax."""
    findings: dict[str, Findings] = {}
    located: list[LocatedItem] = []
    requirements: list[Requirement] = []
    main = _read_file(source, _Files(read, parse), findings, located, (), requirements)
    if main is None:
        language = detect_language(source.text)
        return Compilation(None, _all(findings, source, read), language)
    scope = declare_names(tuple(located), findings)
    items = tuple(located)
    own = tuple(item.item.value for item in items if isinstance(item.item, Require))
    asked = frozenset(names_in((*own, *(requirement.node.value for requirement in requirements))))
    program = check_policy(main, items, scope, findings, source.name, asked)
    if program is not None:
        typed = check_requirements(program, items, scope, findings, source, requirements)
        program = _conform(program, typed, items, findings, source.name)
    if program is not None:
        few = len(program.benefits) <= MOST_KEPT
        kept = KeptLowering(program, many=checks and few and bool(program.readings))
        plan = lower(program, {}, kept)
        if not _check_conditions(plan, findings[source.name]):
            program = None
        elif checks:
            context = CheckContext(
                main=source.name,
                located=items,
                scope=scope,
                program=program,
                plan=plan,
                kept=kept,
                findings=findings,
            )
            report_beyond_64_bits(context)
            run_checks(context)
    sources = {name: finding.source for name, finding in findings.items()}
    found = apply_allow_comments(
        report_left_out(_all(findings, source, read), source, main.items),
        sources,
        told=checks and program is not None,
    )
    named = NamedFile(main, items, scope)
    return Compilation(program, in_order(found), main.language, sources, named)


def name_text(
    source: SourceText, read: SourceReader, *, parse: FileReader | None = None
) -> NamedFile | None:
    """What the words of a policy are called, without a look at what it says; None where nothing
    of it can be read."""
    findings: dict[str, Findings] = {}
    located: list[LocatedItem] = []
    main = _read_file(source, _Files(read, parse), findings, located, (), [])
    if main is None:
        return None
    items = tuple(located)
    return NamedFile(main, items, declare_names(items, findings))


def _conform(
    program: Program,
    requirements: tuple[TypedRequirement, ...],
    items: tuple[LocatedItem, ...],
    findings: dict[str, Findings],
    name: str,
) -> Program | None:
    """The program with how it stands to what binds it; None where it breaches that."""
    found = conform(program, requirements, items, findings, name)
    if findings[name].failed:
        return None
    return evolve(program, declared=evolve(program.declared, conformance=found))


def _check_conditions(plan: Plan, findings: Findings) -> bool:
    """Whether no step hangs on more conditions, one inside the other, than can be compiled."""
    claim: dict[str, int] = {}
    blocks = [(year.nodes, dict[str, int]()) for year in plan.prelude]
    blocks.append((plan.claim, claim))
    blocks += ((report.nodes, dict[str, int]()) for report in plan.reports)
    for block, depths in blocks:
        for node in block:
            above = -1 if node.guard is None else depths.get(node.guard, claim.get(node.guard, -1))
            depths[node.id] = above + 1
            if depths[node.id] > MOST_CONDITIONS:
                rule = node.origin.rule
                message = say(
                    "rule `{rule}` hangs on more than {most} conditions at once",
                    rule=rule,
                    most=MOST_CONDITIONS,
                )
                findings.error("nested_too_deep", message, Span(0, 1), subject=rule)
                return False
    return True


@lru_cache(maxsize=8)
def _read_kept(source: SourceText) -> ReadFile:
    """The syntax of a file that others use: several policies stand on the same few."""
    return read_file(source)


@frozen
class _Files:
    """Where the texts come from, and who reads their syntax, if somebody keeps it."""

    read: SourceReader
    parse: FileReader | None

    def written(self, source: SourceText, *, used: bool) -> ReadFile:
        """The syntax of a file, `used` by another."""
        if self.parse is not None:
            return self.parse(source)
        return _read_kept(source) if used else read_file(source)


def _read_file(
    source: SourceText,
    files: _Files,
    findings: dict[str, Findings],
    located: list[LocatedItem],
    above: tuple[str, ...],
    requirements: list[Requirement] | None,
) -> File | None:
    """Parses a file and the files it uses; their items come before its own. What binds it is
    added to `requirements`: of the file itself and of those that it extends."""
    own = findings.setdefault(source.name, Findings(source))
    written = files.written(source, used=bool(above))
    own.found.extend(written.mistakes)
    own.unread = written.unread
    file = written.file
    if file is None:
        return None
    if file.mixed is not None:
        message = say("`{mixed}` is a keyword of the other language", mixed=file.mixed.text)
        hint = say("one file speaks one language: use the keywords of the rest of the file")
        fix = file.mixed_instead or None
        if fix is None:
            hint = say(
                "one file speaks one language: `polc fmt --keywords {language}` writes all its "
                "keywords so",
                language=file.language,
            )
        own.warning(
            "mixed_languages",
            message,
            file.mixed.span,
            hint,
            fix=fix,
            subject=file.mixed.text,
            safety="safe",
        )
    inherited: list[LocatedItem] = []
    for item in file.items:
        if isinstance(item, Use):
            _read_used(item.names, source, files, findings, located, above, own)
        elif isinstance(item, Extends):
            _read_used((item.name,), source, files, findings, inherited, above, own, requirements)
        elif isinstance(item, Conforms) and requirements is not None:
            requirements.extend(_read_framework(item, source, files, findings, own))
    mine = locate_items(file.items, source)
    if any(isinstance(item, Extends) for item in file.items):
        located.extend(inherit(tuple(inherited), mine, findings))
    else:
        refuse_changes(mine, findings)
        located.extend(mine)
    return file


def _read_framework(
    item: Conforms,
    source: SourceText,
    files: _Files,
    findings: dict[str, Findings],
    own: Findings,
) -> tuple[Requirement, ...]:
    """What the framework requires; of its own rules nothing is taken over, so that what it
    uses may be used here too."""
    apart: dict[str, Findings] = {source.name: own}
    located: list[LocatedItem] = []
    _read_used((item.name,), source, files, apart, located, (), own)
    for name, finding in apart.items():
        if finding.failed:
            findings.setdefault(name, finding)
    return collect_requirements(item.name.text, tuple(located), apart)


def _read_used(
    names: tuple[Name, ...],
    source: SourceText,
    files: _Files,
    findings: dict[str, Findings],
    located: list[LocatedItem],
    above: tuple[str, ...],
    own: Findings,
    requirements: list[Requirement] | None = None,
) -> None:
    for name in names:
        used = files.read(name.text, source.name)
        if used is None:
            hint = say("the name is that of a file in this folder or of the standard library")
            own.error(
                "file_not_found",
                say("there is no file `{name}`", name=name.text),
                name.span,
                hint,
                subject=name.text,
            )
        elif used.name == source.name or used.name in above:
            own.error(
                "circular_use",
                say("`{name}` uses this file in turn", name=name.text),
                name.span,
                subject=name.text,
            )
        elif used.name not in findings and len(findings) < MOST_FILES:
            _read_file(used, files, findings, located, (*above, source.name), requirements)


def _all(
    findings: dict[str, Findings], source: SourceText, read: SourceReader
) -> tuple[Diagnostic, ...]:
    """All that was found; where some statements could not be read, what cannot follow from
    their lack."""
    found = [diagnostic for finding in findings.values() for diagnostic in finding.found]
    found = drop_followers(
        found, [finding.unread for finding in findings.values() if finding.unread is not None]
    )
    return in_order(merge_similar(report_missing_use(found, source, read)))


__all__ = ["Compilation", "Example", "Expect", "Program", "SourceReader", "compile_text", "lower"]

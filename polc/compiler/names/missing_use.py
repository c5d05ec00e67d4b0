"""Names of a file of the standard library that the policy does not use.

In: a source, what was found in it, the reader. Out: the findings, with one message that
says which `use` is missing in place of those on its names.
"""

from collections.abc import Callable
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic, Edit, with_repair
from polc.compiler.report.source import SourceText, Span
from polc.compiler.syntax.builders.build_file import build_file
from polc.compiler.syntax.nodes.items import IdentitySyntax, Use
from polc.compiler.syntax.parse import parse
from polc.grammar.detect_language import detect_language
from polc.grammar.keywords import spelling
from polc.messages.text import quoted, say
from polc.records.evolve import evolve
from polc.stdlib_policies.identity_synonyms import SAME_PEOPLE

_UNREAD: Final = frozenset(("odd_word", "odd_list", "unknown_keyword", "unexpected_word"))
_FILE: Final = "identities"


def report_missing_use(
    found: list[Diagnostic], source: SourceText, read: Callable[[str, str], SourceText | None]
) -> list[Diagnostic]:
    """The findings; those on identities of the file are told once, at the first."""
    if not any(
        diagnostic.code == "unknown_name" and diagnostic.source == source for diagnostic in found
    ):
        return found
    words = _words_of(read(_FILE, source.name), source)
    lacking = [
        diagnostic
        for diagnostic in found
        if diagnostic.code == "unknown_name" and diagnostic.subject in words
    ]
    lacking = [diagnostic for diagnostic in lacking if diagnostic.source == source]
    if not lacking:
        return found
    first = min(lacking, key=lambda diagnostic: diagnostic.span.start)
    names = quoted(dict.fromkeys(diagnostic.subject for diagnostic in lacking))
    message = say(
        "`{file}` has the identities {names}, and this file does not use it",
        file=_FILE,
        names=names,
    )
    told = evolve(
        first,
        code="missing_use",
        message=message,
        help=say("add `use {file}`", file=_FILE),
        fix=None,
        suggests=(_FILE,),
    )
    if not _declares(source) and not _names_the_file(found, source):
        told = with_repair(told, *_insertion(source), safety="safe")
    return [
        told if diagnostic is first else diagnostic
        for diagnostic in found
        if diagnostic is first or diagnostic not in lacking
    ]


def _names_the_file(found: list[Diagnostic], source: SourceText) -> bool:
    """Whether a line that could not be read names the file: it is the `use`, to be mended."""
    lines = source.text.split("\n")
    return any(
        diagnostic.source == source
        and diagnostic.code in _UNREAD
        and _FILE in lines[diagnostic.line - 1]
        for diagnostic in found
    )


def _declares(source: SourceText) -> bool:
    """Whether the file has identities of its own, which those of the library may be."""
    tree, _ = parse(source)
    items = build_file(source, tree)[0].items if tree is not None else ()
    return any(isinstance(item, IdentitySyntax) for item in items)


def _insertion(source: SourceText) -> tuple[Edit, ...]:
    """A line below the one that names the policy; nothing where that is not the first."""
    language = detect_language(source.text)
    for number in range(1, source.line_count):
        line = source.line_text(number).strip()
        if line.startswith(("policy ", "政策 ", "framework ", "框架 ")):
            start = source.start_of(number + 1)
            return (Edit(Span(start, start), f"{spelling('USE', language)} {_FILE}\n"),)
        if line and not line.startswith("#"):
            break
    return ()


def _words_of(library: SourceText | None, source: SourceText) -> frozenset[str]:
    """The ids and titles of the library's identities; none where the source uses it."""
    if library is None or library.name == source.name:
        return frozenset()
    own, _ = parse(source)
    tree, _ = parse(library)
    if tree is None or own is None:
        return frozenset()
    uses = (item.names for item in build_file(source, own)[0].items if isinstance(item, Use))
    if any(name.text == _FILE for names in uses for name in names):
        return frozenset()
    items = build_file(library, tree)[0].items
    return frozenset(
        word
        for item in items
        if isinstance(item, IdentitySyntax)
        for word in (item.name.text, item.title, *SAME_PEOPLE.get(item.title, ()))
    )

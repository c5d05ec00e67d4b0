"""What polc says of a document, as the language server's protocol carries it, and the repairs.

In: an analysis. Out: diagnostics with their code, their related places and, in `data`, nothing: a
repair is found again by place and code; and the actions that an editor offers at a range. A
repair that changes no meaning is preferred; any other is offered by its title.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve
from lsprotocol import types

from polc.compiler.report.diagnostics import Diagnostic, Fix
from polc.compiler.report.source import SourceText
from polc.editors.offered_fixes import offered_fixes
from polc.language_server.analyse import Analysis
from polc.language_server.documents import path_of
from polc.language_server.positions import to_offset, to_range
from polc.messages.text import Language, in_language, say

_SEVERITY = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
}


def uri_of(source: SourceText) -> str | None:
    """The address of a source that is a file."""
    from pygls.uris import from_fs_path

    path = path_of(source)
    return None if path is None else from_fs_path(path)


def publish(analysis: Analysis, language: Language | None) -> list[types.Diagnostic]:
    """All that is said of a document, in this language or that of its keywords."""
    return [_show(found.in_language(language)) for found in analysis.diagnostics]


def _show(found: Diagnostic) -> types.Diagnostic:
    message = f"{found.message}\n{found.help}" if found.help else str(found.message)
    related = []
    for label in found.related:
        uri = uri_of(label.source)
        if uri is not None:
            place = types.Location(uri, to_range(label.source, label.span))
            related.append(types.DiagnosticRelatedInformation(place, str(label.text)))
    return types.Diagnostic(
        range=to_range(found.source, found.span),
        message=message,
        severity=_SEVERITY[found.severity],
        code=found.code,
        source="polc",
        related_information=related or None,
    )


def offer_fixes(
    analysis: Analysis, asked: types.Range, uri: str, language: Language | None
) -> list[types.CodeAction]:
    """The repairs of what is said at a range; of several safe ones also all of the file at once."""
    source = analysis.source
    start, end = to_offset(source, asked.start), to_offset(source, asked.end)
    spoken = language or analysis.language
    here = [
        found
        for found in analysis.diagnostics
        if found.span.start <= end and start <= found.span.end
    ]
    actions = [
        _offer(
            found.in_language(language),
            evolve(fix, title=in_language(fix.title, spoken, analysis.language)),
            uri,
        )
        for found in here
        for fix in offered_fixes(found)
    ]
    safe = _apart(analysis.diagnostics)
    if actions and len(safe) > 1:
        edits = [edit for fix in safe for edit in _edits(source, fix)]
        every = types.CodeAction(
            title=str(in_language(say("mend all that changes no meaning"), spoken, spoken)),
            kind=types.CodeActionKind.SourceFixAll,
            edit=types.WorkspaceEdit(changes={uri: edits}),
        )
        actions.append(every)
    return actions


def _offer(found: Diagnostic, fix: Fix, uri: str) -> types.CodeAction:
    return types.CodeAction(
        title=str(fix.title),
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[_show(found)],
        is_preferred=fix.safety == "safe",
        edit=types.WorkspaceEdit(changes={uri: _edits(found.source, fix)}),
    )


def _edits(source: SourceText, fix: Fix) -> list[types.TextEdit]:
    return [types.TextEdit(to_range(source, edit.span), edit.text) for edit in fix.edits]


def _apart(diagnostics: Sequence[Diagnostic]) -> list[Fix]:
    """The safe repairs that do not touch one another, in the order of the text."""
    found: list[Fix] = []
    end = -1
    for fix in _safe_in_order(diagnostics):
        first = min(edit.span.start for edit in fix.edits)
        if first > end:
            found.append(fix)
            end = max(edit.span.end for edit in fix.edits)
    return found


def _safe_in_order(diagnostics: Sequence[Diagnostic]) -> Iterator[Fix]:
    safe = [told.fix for told in diagnostics if told.fix is not None and told.fix.safety == "safe"]
    yield from sorted(safe, key=lambda fix: min(edit.span.start for edit in fix.edits))

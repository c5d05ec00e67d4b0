"""The language server: which question of the protocol goes to which function of this room.

In: nothing, or the language of its answers. Out: a server, to be started on standard input and
output. A changed document is looked at again a moment after the last key; questions in between
are answered from what is kept. Nothing that a client sends ends the server.
"""

import asyncio
from typing import Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from polc.compiler.format.format import NotKeptError, format_text
from polc.compiler.report.source import Span
from polc.language_server import examples, hints, hover, layers, lenses, outline, places
from polc.language_server.analyse import Analyses, Analysis
from polc.language_server.colours import LEGEND, semantic_tokens
from polc.language_server.complete import complete
from polc.language_server.documents import Documents
from polc.language_server.positions import to_range
from polc.language_server.publish import offer_fixes, publish
from polc.language_server.read_case import READ, read_case
from polc.messages.text import Language, in_language, say
from polc.version import __version__

DELAY: Final = 0.2
"""Seconds after the last key before a document is looked at."""


class PolcServer(LanguageServer):
    """The open documents, what is known of them, and the language of the answers (None: that of
    each file)."""

    def __init__(self, language: Language | None = None, delay: float = DELAY) -> None:
        super().__init__("polc", __version__)
        self.documents = Documents()
        self.analyses = Analyses(self.documents)
        self.runs = lenses.Runs()
        self.language = language
        self.delay = delay
        self._waiting: asyncio.Task[None] | None = None
        self._looking = asyncio.Lock()

    def analysis(self, uri: str) -> Analysis:
        """What is known of a document as it is now; one that is none is refused."""
        found = self.analyses.now(_path(uri))
        if found is None:
            why = say("there is no document `{address}`", address=uri)
            spoken = self.language or "en"
            raise JsonRpcInvalidParams(str(in_language(why, spoken, spoken)))
        return found

    def take(self, uri: str, text: str) -> None:
        """A document's text, and soon what is said of it and of those that use it."""
        self.documents.put(_path(uri), text)
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = asyncio.ensure_future(self._look_soon(_path(uri)))

    async def _look_soon(self, path: str) -> None:
        await asyncio.sleep(self.delay)
        await self.tell(path)

    async def tell(self, path: str) -> None:
        """Publishes what is said of a document and of the open ones that stand on it. It is found
        on a thread of its own, one document at a time, while questions are answered."""
        for document in dict.fromkeys((path, *self.documents.open_paths)):
            before = self.analyses.kept(document)
            async with self._looking:
                analysis = await asyncio.to_thread(self.analyses.of, document)
            if analysis is None or (document != path and analysis is before):
                continue
            found = publish(analysis, self.language)
            uri = from_fs_path(document) or document
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))

    async def look_beside(self, path: str) -> None:
        """Reads the files beside a document, for the first who asks where a name is used."""
        async with self._looking:
            await asyncio.to_thread(self.analyses.look_beside, path)


def _path(uri: str) -> str:
    return to_fs_path(uri) or uri


def make_server(language: Language | None = None, delay: float = DELAY) -> PolcServer:
    """A server with all that this room answers."""
    server = PolcServer(language, delay)
    _answer_changes(server)
    _answer_places(server)
    _answer_outline(server)
    _answer_text(server)
    _answer_commands(server)
    _answer_windows(server)
    return server


def _answer_changes(server: PolcServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(asked: types.DidOpenTextDocumentParams) -> None:
        server.documents.put(_path(asked.text_document.uri), asked.text_document.text)
        await server.tell(_path(asked.text_document.uri))
        await server.look_beside(_path(asked.text_document.uri))

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(asked: types.DidChangeTextDocumentParams) -> None:
        uri = asked.text_document.uri
        server.take(uri, server.workspace.get_text_document(uri).source)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(asked: types.DidCloseTextDocumentParams) -> None:
        path = _path(asked.text_document.uri)
        server.documents.close(path)
        server.analyses.forget(path)
        nothing = types.PublishDiagnosticsParams(asked.text_document.uri, [])
        server.text_document_publish_diagnostics(nothing)


def _answer_places(server: PolcServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(asked: types.HoverParams) -> types.Hover | None:
        return hover.hover(
            server.analysis(asked.text_document.uri), asked.position, server.language
        )

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def defined(asked: types.DefinitionParams) -> types.Location | None:
        return places.find_definition(server.analysis(asked.text_document.uri), asked.position)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def used(asked: types.ReferenceParams) -> list[types.Location]:
        return places.find_references(
            server.analyses,
            _path(asked.text_document.uri),
            asked.position,
            declaration=asked.context.include_declaration,
        )

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def may_rename(asked: types.PrepareRenameParams) -> types.Range:
        analysis = server.analysis(asked.text_document.uri)
        try:
            found = places.check_rename(analysis, asked.position)
        except places.CannotRenameError as mistake:
            raise _refusal(server, analysis, mistake) from None
        return to_range(analysis.source, found.span)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def renamed(asked: types.RenameParams) -> types.WorkspaceEdit:
        analysis = server.analysis(asked.text_document.uri)
        path = _path(asked.text_document.uri)
        try:
            return places.rename(server.analyses, path, asked.position, asked.new_name)
        except places.CannotRenameError as mistake:
            raise _refusal(server, analysis, mistake) from None

    @server.feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY)
    def prepared(asked: types.CallHierarchyPrepareParams) -> list[types.CallHierarchyItem]:
        return layers.prepare_layers(server.analysis(asked.text_document.uri), asked.position)

    @server.feature(types.CALL_HIERARCHY_OUTGOING_CALLS)
    def asks(
        asked: types.CallHierarchyOutgoingCallsParams,
    ) -> list[types.CallHierarchyOutgoingCall]:
        return layers.pays_on(server.analysis(asked.item.uri), asked.item.name)

    @server.feature(types.CALL_HIERARCHY_INCOMING_CALLS)
    def asked_by(
        asked: types.CallHierarchyIncomingCallsParams,
    ) -> list[types.CallHierarchyIncomingCall]:
        return layers.is_paid_on(server.analysis(asked.item.uri), asked.item.name)


def _refusal(
    server: PolcServer, analysis: Analysis, mistake: places.CannotRenameError
) -> JsonRpcInvalidParams:
    """What stands in the way of a rename, as an answer and not as a fault of the server."""
    spoken = server.language or analysis.language
    return JsonRpcInvalidParams(str(in_language(mistake.why, spoken, spoken)))


def _answer_outline(server: PolcServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(asked: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        return outline.document_symbols(server.analysis(asked.text_document.uri))

    @server.feature(types.WORKSPACE_SYMBOL)
    def all_symbols(asked: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        found: list[types.WorkspaceSymbol] = []
        for path in server.documents.open_paths:
            analysis = server.analyses.of(path)
            if analysis is not None:
                found += outline.workspace_symbols(analysis, asked.query)
        return found

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folds(asked: types.FoldingRangeParams) -> list[types.FoldingRange]:
        return outline.folding_ranges(server.analysis(asked.text_document.uri).source)

    @server.feature(types.TEXT_DOCUMENT_SELECTION_RANGE)
    def selections(asked: types.SelectionRangeParams) -> list[types.SelectionRange]:
        analysis = server.analysis(asked.text_document.uri)
        return outline.selection_ranges(analysis, list(asked.positions))

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def inlaid(asked: types.InlayHintParams) -> list[types.InlayHint]:
        analysis = server.analysis(asked.text_document.uri)
        return hints.inlay_hints(analysis, asked.range, server.language)

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def lenses_of(asked: types.CodeLensParams) -> list[types.CodeLens]:
        analysis = server.analysis(asked.text_document.uri)
        return lenses.code_lenses(analysis, server.runs, server.language)


def _answer_text(server: PolcServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, LEGEND)
    def coloured(asked: types.SemanticTokensParams) -> types.SemanticTokens:
        return semantic_tokens(server.analysis(asked.text_document.uri))

    @server.feature(types.TEXT_DOCUMENT_COMPLETION)
    def completed(asked: types.CompletionParams) -> list[types.CompletionItem]:
        analysis = server.analysis(asked.text_document.uri)
        return complete(analysis, asked.position, server.language)

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatted(asked: types.DocumentFormattingParams) -> list[types.TextEdit]:
        analysis = server.analysis(asked.text_document.uri)
        source = analysis.source
        try:
            laid, _ = format_text(source)
        except NotKeptError:
            return []
        if laid is None or laid == source.text:
            return []
        return [types.TextEdit(to_range(source, Span(0, len(source.text))), laid)]

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(
            code_action_kinds=[types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]
        ),
    )
    def mended(asked: types.CodeActionParams) -> list[types.CodeAction]:
        uri = asked.text_document.uri
        analysis = server.analyses.of(_path(uri))
        if analysis is None:
            return []
        return offer_fixes(analysis, asked.range, uri, server.language)


def _may_refresh(server: PolcServer) -> bool:
    """Whether the editor can be told that the lenses are others now."""
    workspace = server.client_capabilities.workspace
    lens = None if workspace is None else workspace.code_lens
    return lens is not None and bool(lens.refresh_support)


def _answer_commands(server: PolcServer) -> None:
    def show(text: str) -> None:
        message = types.ShowMessageParams(types.MessageType.Info, text)
        server.window_show_message(message)

    @server.command(lenses.RUN)
    def run_one(uri: str, line: int) -> list[str]:
        return _run(uri, [line])

    @server.command(lenses.RUN_ALL)
    def run_all(uri: str) -> list[str]:
        return _run(uri, None)

    def _run(uri: str, lines: list[int] | None) -> list[str]:
        analysis = server.analyses.of(_path(uri)) or server.analysis(uri)
        spoken = server.language or analysis.language
        ran = server.runs.run(analysis, lines, server.language)
        told = [line for run in ran for line in lenses.tell_title_run(run, spoken)]
        if _may_refresh(server):
            server.workspace_code_lens_refresh(None)
        if told:
            show("\n".join(told))
        return told

    @server.command(lenses.SETTLE)
    def settle(uri: str, name: str) -> str:
        analysis = server.analyses.of(_path(uri)) or server.analysis(uri)
        told = lenses.settle_benefit(analysis, name, server.language)
        show(told)
        return told


def _answer_windows(server: PolcServer) -> None:
    def looked_at(uri: str) -> Analysis:
        return server.analyses.of(_path(uri)) or server.analysis(uri)

    @server.command(examples.LIST)
    def listed(uri: str) -> list[dict[str, Any]]:
        return examples.list_examples(looked_at(uri))

    @server.command(examples.TRY)
    def tried(uri: str, lines: list[int] | None = None) -> list[dict[str, Any]] | None:
        return examples.try_examples(looked_at(uri), lines, server.runs, server.language)

    @server.command(READ)
    def case_of(uri: str, text: str) -> dict[str, Any]:
        return read_case(text, server.language or looked_at(uri).language)

    @server.command(examples.FORM)
    def form(uri: str) -> dict[str, Any] | None:
        return examples.form_of(looked_at(uri), server.language)

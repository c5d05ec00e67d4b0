"""What a file is made of: its declarations, its blocks, and what lies around a place.

In: an analysis. Out: document and workspace symbols, folding ranges, selection ranges.
"""

from collections.abc import Iterator

from lsprotocol import types

from polc.compiler.model.walk import walk_records
from polc.compiler.report.source import SourceText, Span
from polc.compiler.syntax.mistakes.brackets import code_positions
from polc.compiler.syntax.nodes.adjustments import Adjust
from polc.compiler.syntax.nodes.examples import ExampleSyntax
from polc.compiler.syntax.nodes.items import (
    FieldDeclaration,
    Group,
    IdentitySyntax,
    Item,
    ParameterSyntax,
    PolicyHeader,
    Section,
    SourceDocument,
)
from polc.compiler.syntax.nodes.statements import BenefitSyntax, Reading
from polc.compiler.syntax.nodes.values import Name, Syntax
from polc.compiler.syntax.normalise import normalise
from polc.language_server.analyse import Analysis
from polc.language_server.positions import to_offset, to_range
from polc.language_server.publish import uri_of

_KINDS: dict[type, types.SymbolKind] = {
    BenefitSyntax: types.SymbolKind.Function,
    Adjust: types.SymbolKind.Operator,
    Reading: types.SymbolKind.Enum,
    ParameterSyntax: types.SymbolKind.Constant,
    FieldDeclaration: types.SymbolKind.Field,
    IdentitySyntax: types.SymbolKind.EnumMember,
    Group: types.SymbolKind.Array,
    SourceDocument: types.SymbolKind.File,
    PolicyHeader: types.SymbolKind.Module,
    ExampleSyntax: types.SymbolKind.Event,
}


def document_symbols(analysis: Analysis) -> list[types.DocumentSymbol]:
    """The declarations of a file, those of a section inside it."""
    if analysis.named is None:
        return []
    return _symbols(analysis.named.file.items, analysis)


def _symbols(items: tuple[Item, ...], analysis: Analysis) -> list[types.DocumentSymbol]:
    found: list[types.DocumentSymbol] = []
    for item in items:
        name, place = _name_of(item)
        if not name:
            continue
        if isinstance(item, Section):
            inner = _symbols(item.items, analysis)
        else:
            inner = _inside(item, analysis)
        found += _symbol(item, name, place, analysis, inner)
    return found


def _inside(item: Item, analysis: Analysis) -> list[types.DocumentSymbol]:
    """The readings and kinds of care that stand inside a declaration."""
    parts = (part for part in walk_records(item) if isinstance(part, Reading) and part is not item)
    return [
        symbol
        for part in parts
        for symbol in _symbol(part, part.name.text, part.name.span, analysis, [])
    ]


def _symbol(
    node: Syntax, name: str, place: Span, analysis: Analysis, inner: list[types.DocumentSymbol]
) -> Iterator[types.DocumentSymbol]:
    """None of one whose name is being changed."""
    whole = Span(min(node.span.start, place.start), max(node.span.end, place.end))
    around, named = analysis.range_now(whole), analysis.range_now(place)
    if around is None or named is None:
        return
    yield types.DocumentSymbol(
        name=name,
        kind=_KINDS.get(type(node), types.SymbolKind.Object),
        range=around,
        selection_range=named,
        detail=getattr(node, "title", "") or None,
        children=inner or None,
    )


def _name_of(item: Item) -> tuple[str, Span]:
    match item:
        case ExampleSyntax():
            return item.title, item.span
        case Adjust():
            return item.benefit.text if item.name is None else item.name.text, item.benefit.span
        case Section():
            return item.title or item.locator, item.source.span
        case _:
            name = getattr(item, "name", None)
            return (name.text, name.span) if isinstance(name, Name) else ("", item.span)


def workspace_symbols(analysis: Analysis, query: str) -> Iterator[types.WorkspaceSymbol]:
    """What a file declares of which the name or the title has the letters asked for."""
    uri = uri_of(analysis.source)
    wanted = query.lower()
    if uri is None or analysis.named is None:
        return
    for found in analysis.occurrences:
        title = getattr(found.target.node, "title", "")
        now = analysis.range_now(found.span)
        if now is not None and found.defines and wanted in f"{found.target.id} {title}".lower():
            place = types.Location(uri, now)
            kind = _KINDS.get(type(found.target.node), types.SymbolKind.Object)
            yield types.WorkspaceSymbol(location=place, name=found.target.id, kind=kind)


def folding_ranges(source: SourceText) -> list[types.FoldingRange]:
    """Every block of several lines, by its braces: a file with mistakes folds as well."""
    text = normalise(source.text)
    opened: list[int] = []
    found = []
    for at in code_positions(text):
        if text[at] == "{":
            opened.append(source.line_of(at))
        elif text[at] == "}" and opened:
            start, end = opened.pop(), source.line_of(at)
            if end > start:
                found.append(types.FoldingRange(start - 1, max(start - 1, end - 2)))
    return found


def selection_ranges(
    analysis: Analysis, positions: list[types.Position]
) -> list[types.SelectionRange]:
    """For each place what stands around it, from the word to the file."""
    return [_selection(analysis, to_offset(analysis.source, place)) for place in positions]


def _selection(analysis: Analysis, offset: int) -> types.SelectionRange:
    source = analysis.source
    spans = {(0, len(source.text))}
    if analysis.named is not None:
        for node in walk_records(analysis.named.file.items):
            span = analysis.span_now(node.span) if isinstance(node, Syntax) else None
            if span is not None and span.start <= offset <= span.end:
                spans.add((span.start, span.end))
    around: types.SelectionRange | None = None
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        if around is None or _holds(source, around, start, end):
            around = types.SelectionRange(to_range(source, Span(start, end)), around)
    assert around is not None
    return around


def _holds(source: SourceText, around: types.SelectionRange, start: int, end: int) -> bool:
    """Whether a stretch lies inside of the one around it: those of two terms may overlap."""
    outer = around.range
    return to_offset(source, outer.start) <= start and end <= to_offset(source, outer.end)

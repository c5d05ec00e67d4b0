"""The layers of a policy as a hierarchy of calls: what a benefit pays on, and who pays on it.

In: an analysis and a place. Out: the benefit under the cursor; those whose amounts it asks for,
the layer before it among them, and those that ask for its own.
"""

from collections.abc import Iterator

from lsprotocol import types

from polc.compiler.names.scope import Scope
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.items import Layers
from polc.compiler.syntax.nodes.statements import BenefitSyntax
from polc.editors.occurrences import NamedThing, target_of
from polc.language_server.analyse import Analysis
from polc.language_server.positions import to_offset, to_range
from polc.language_server.publish import uri_of


def prepare_layers(analysis: Analysis, position: types.Position) -> list[types.CallHierarchyItem]:
    """The benefit that is named under the cursor."""
    found = analysis.occurrence_at(to_offset(analysis.source, position))
    if found is None or found.target.kind != "benefit":
        return []
    item = _item(found.target)
    return [] if item is None else [item]


def pays_on(analysis: Analysis, name: str) -> list[types.CallHierarchyOutgoingCall]:
    """The benefits whose amounts one asks for, each with the places where it does."""
    target = _benefit(analysis, name)
    if target is None:
        return []
    return [
        types.CallHierarchyOutgoingCall(item, _ranges(spans, target, analysis))
        for asked, spans in _asked(analysis, target)
        if (item := _item(asked)) is not None
    ]


def is_paid_on(analysis: Analysis, name: str) -> list[types.CallHierarchyIncomingCall]:
    """The benefits that ask for the amount of this one."""
    found = []
    for benefit in _benefits(analysis):
        for asked, spans in _asked(analysis, benefit):
            item = _item(benefit)
            if asked.id == name and item is not None:
                ranges = _ranges(spans, benefit, analysis)
                found.append(types.CallHierarchyIncomingCall(item, ranges))
    return found


def _ranges(spans: list[Span], target: NamedThing, analysis: Analysis) -> list[types.Range]:
    """Where these places of a benefit are now."""
    if target.source.name != analysis.source.name:
        return [to_range(target.source, span) for span in spans]
    return [now for span in spans if (now := analysis.range_now(span)) is not None]


def _asked(analysis: Analysis, target: NamedThing) -> Iterator[tuple[NamedThing, list[Span]]]:
    """The benefits that stand in one, in its order; the layer before it at its own name."""
    spans: dict[str, list[Span]] = {}
    before = _layer_before(analysis, target.id)
    if before is not None:
        spans[before] = [target.place]
    if target.source.name == analysis.of.name:
        for found in analysis.occurrences:
            inside = target.node.span.start <= found.span.start < target.node.span.end
            if inside and found.target.kind == "benefit" and found.target.id != target.id:
                spans.setdefault(found.target.id, []).append(found.span)
    for name, places in spans.items():
        asked = _benefit(analysis, name)
        if asked is not None:
            yield asked, places


def _layer_before(analysis: Analysis, name: str) -> str | None:
    if analysis.named is None:
        return None
    for located in analysis.named.items:
        if isinstance(located.item, Layers):
            names = [layer.text for layer in located.item.names]
            if name in names[1:]:
                return names[names.index(name) - 1]
    return None


def _benefits(analysis: Analysis) -> list[NamedThing]:
    scope: Scope | None = None if analysis.named is None else analysis.named.scope
    return [] if scope is None else [target_of(symbol) for symbol in scope.of_kind("benefit")]


def _benefit(analysis: Analysis, name: str) -> NamedThing | None:
    return next((target for target in _benefits(analysis) if target.id == name), None)


def _item(target: NamedThing) -> types.CallHierarchyItem | None:
    uri = uri_of(target.source)
    if uri is None or not isinstance(target.node, BenefitSyntax):
        return None
    return types.CallHierarchyItem(
        name=target.id,
        kind=types.SymbolKind.Function,
        uri=uri,
        range=to_range(target.source, target.node.span),
        selection_range=to_range(target.source, target.place),
        detail=target.node.title or None,
        data=target.id,
    )

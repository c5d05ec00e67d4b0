"""What a text leaves unsaid, shown beside it: what an `otherwise` stands for, which choice of a
reading is its default.

In: an analysis and a range. Out: inlay hints.
"""

from collections.abc import Iterator
from typing import Final

from lsprotocol import types

from polc.compiler.model.walk import walk_records
from polc.compiler.names.resolver import Resolver
from polc.compiler.names.scope import Scope
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import SourceText, Span
from polc.compiler.syntax.nodes.items import FieldDeclaration
from polc.compiler.syntax.nodes.statements import BenefitSyntax, ForSyntax, Reading
from polc.compiler.syntax.nodes.values import Key, Name, Table, Where
from polc.grammar.detect_language import detect_language
from polc.language_server.analyse import Analysis
from polc.language_server.positions import to_offset, to_position
from polc.messages.text import Language, in_language, say
from polc.runtime.vocabulary import CHINESE_CHOICES, FIELDS

_SHOWN: Final = 8
"""So many words are named of what an `otherwise` stands for."""


def inlay_hints(
    analysis: Analysis, asked: types.Range, language: Language | None
) -> list[types.InlayHint]:
    """The hints of a range, in this language or that of the file."""
    if analysis.named is None:
        return []
    source, scope = analysis.source, analysis.named.scope
    start, end = to_offset(source, asked.start), to_offset(source, asked.end)
    spoken = language or analysis.language
    found = []
    for item in analysis.named.file.items:
        for offset, text in _hints_of(item, scope, analysis.of, spoken):
            now = analysis.span_now(Span(offset, offset))
            if now is not None and start <= now.start <= end:
                place = to_position(source, now.start)
                found.append(types.InlayHint(place, text, padding_left=True))
    return found


def _hints_of(
    item: object, scope: Scope, source: SourceText, spoken: Language
) -> Iterator[tuple[int, str]]:
    people: tuple[str, ...] = ()
    for node in walk_records(item):
        match node:
            case BenefitSyntax():
                people = _people_of(node, scope, source)
            case Table(on=None):
                yield from _rest_of(node, scope, source, people)
            case Where(reading=reading):
                default = _default_of(reading, scope)
                if default:
                    said = say("default: {choice}", choice=default)
                    yield reading.span.end, str(in_language(said, spoken, spoken))
            case _:
                pass


def _default_of(reading: Name, scope: Scope) -> str:
    symbol = scope.words.get(reading.text)
    if symbol is None or not isinstance(symbol.node, Reading):
        return ""
    return next((choice.name.text for choice in symbol.node.choices if choice.default), "")


def _people_of(benefit: BenefitSyntax, scope: Scope, source: SourceText) -> tuple[str, ...]:
    """The identities that a benefit is for, where its lines name them."""
    resolver, apart = Resolver(scope), Findings(source)
    names = [
        name
        for line in benefit.statements
        if isinstance(line, ForSyntax)
        for name in walk_records(line.people)
        if isinstance(name, Name)
    ]
    return resolver.people(tuple(names), apart)


def _rest_of(
    table: Table, scope: Scope, source: SourceText, people: tuple[str, ...]
) -> Iterator[tuple[int, str]]:
    keys = [key for row in table.entries for key in row.keys]
    rest = next((key for key in keys if key.otherwise), None)
    if rest is None:
        return
    named = _named_by(keys, table, scope, source)
    words = [word for word in _words_of(table, scope, people) if word not in named]
    if words:
        comma = "、" if detect_language(source.text) == "zh" else ", "
        shown = comma.join((*words[:_SHOWN], *(["…"] if len(words) > _SHOWN else [])))
        yield rest.span.end, f"= {shown}"


def _named_by(keys: list[Key], table: Table, scope: Scope, source: SourceText) -> set[str]:
    names = tuple(key.name for key in keys if key.name is not None)
    if table.by is None:
        return set(Resolver(scope).people(names, Findings(source)))
    return {CHINESE_CHOICES.get(name.text, name.text) for name in names}


def _words_of(table: Table, scope: Scope, people: tuple[str, ...]) -> tuple[str, ...]:
    """All that the key of a table may be; nothing where that is not a list of words."""
    if table.by is None:
        return people
    symbol = scope.words.get(table.by.text)
    if symbol is not None and isinstance(symbol.node, Reading):
        return symbol.node.settled
    if symbol is not None and isinstance(symbol.node, FieldDeclaration):
        return tuple(word.text for word in symbol.node.words)
    for known in FIELDS:
        if table.by.text in (known.name, *known.chinese):
            return known.choices
    return ()

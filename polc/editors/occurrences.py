"""What the words of a file name, and where each of them is declared.

In: the syntax of a file with the names it stands on. Out: the occurrences of names in it, in the
order of the text. A word has one meaning in a policy; the choices of a reading live in theirs.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from polc.compiler.model.walk import walk_records
from polc.compiler.names.scope import Scope, Symbol
from polc.compiler.names.symbol_kinds import SymbolKind
from polc.compiler.pipeline import NamedFile
from polc.compiler.report.source import SourceText, Span
from polc.compiler.syntax.nodes.examples import ChoiceOf
from polc.compiler.syntax.nodes.items import FieldDeclaration
from polc.compiler.syntax.nodes.statements import ChoiceSyntax, Reading
from polc.compiler.syntax.nodes.values import Name, Syntax, Table, Where
from polc.records.frozen import frozen

ThingKind = SymbolKind | Literal["choice"]


@frozen(kw_only=True)
class NamedThing:
    """A declared thing: `source` and `place` say where its name stands, `node` is what declares
    it; `reading` that of a choice."""

    kind: ThingKind
    id: str
    source: SourceText
    place: Span
    node: Syntax
    reading: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """The same for the same thing, whatever file asks: where it is declared."""
        return self.source.name, self.place.start


@frozen
class Occurrence:
    """A name in the text of a file; `defines` where it is the declaration itself."""

    span: Span
    target: NamedThing
    defines: bool


def find_occurrences(named: NamedFile, source: SourceText) -> tuple[Occurrence, ...]:
    """Every name of the file that is declared, there or in a file it uses."""
    return tuple(_in_order(_occurrences_in(named, source)))


def find_word(occurrences: Sequence[Occurrence], offset: int) -> Occurrence | None:
    """The name at a place of the text, or that ends there, of those in the order of the text."""
    at = bisect_right(occurrences, offset, key=_start_of) - 1
    found = occurrences[at] if at >= 0 else None
    return found if found is not None and offset <= found.span.end else None


def _start_of(found: Occurrence) -> int:
    return found.span.start


def target_of(symbol: Symbol) -> NamedThing:
    """A symbol as what an occurrence points at."""
    name = symbol.node.name
    return NamedThing(
        kind=symbol.kind, id=symbol.id, source=symbol.source, place=name.span, node=symbol.node
    )


def _in_order(found: Iterable[Occurrence]) -> list[Occurrence]:
    unique = {(name.span.start, name.span.end): name for name in found}
    return [unique[key] for key in sorted(unique)]


def _occurrences_in(named: NamedFile, source: SourceText) -> Iterator[Occurrence]:
    scope = named.scope
    taken: set[int] = set()
    for node in walk_records(named.file.items):
        for reading, choice in _choices_in(node, scope):
            taken.add(id(choice))
            target = _choice_target(reading, choice.text, scope)
            if target is not None:
                yield Occurrence(choice.span, target, _is_at(target, choice, source))
        if isinstance(node, FieldDeclaration):
            taken.update(map(id, node.words))
        if not isinstance(node, Name) or id(node) in taken:
            continue
        symbol = scope.words.get(node.text)
        if symbol is not None:
            target = target_of(symbol)
            yield Occurrence(node.span, target, _is_at(target, node, source))


def _is_at(target: NamedThing, name: Name, source: SourceText) -> bool:
    return target.source.name == source.name and target.place == name.span


def _choices_in(node: object, scope: Scope) -> Iterator[tuple[str, Name]]:
    """The names of choices that this node holds itself, each with its reading."""
    match node:
        case Where():
            yield from ((node.reading.text, choice) for choice in node.choices)
        case ChoiceOf():
            yield node.reading.text, node.choice
        case Reading():
            for choice in node.choices:
                yield node.name.text, choice.name
                yield from ((reading.text, implied) for reading, implied in choice.implies)
        case Table(by=Name(text=by)):
            symbol = scope.words.get(by)
            if symbol is not None and symbol.kind == "reading":
                for row in node.entries:
                    yield from ((by, key.name) for key in row.keys if key.name is not None)
        case _:
            pass


def _choice_target(reading: str, choice: str, scope: Scope) -> NamedThing | None:
    symbol = scope.words.get(reading)
    if symbol is None or not isinstance(symbol.node, Reading):
        return None
    found = _find_choice(symbol.node, choice)
    if found is None:
        return None
    return NamedThing(
        kind="choice",
        id=choice,
        source=symbol.source,
        place=found.name.span,
        node=found,
        reading=symbol.id,
    )


def _find_choice(reading: Reading, choice: str) -> ChoiceSyntax | None:
    said = (known for known in reading.choices if choice in (known.name.text, known.letter))
    return next(said, None)

"""The names of a policy: what each word means, in either language.

In: the items of a file and of the files it uses. Out: a `Scope`. A thing is known by
its id and, where its title is one Chinese word, by that title; a reading's choices
live in their reading.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import field

from polc.compiler.model.record import frozen
from polc.compiler.model.walk import walk_records
from polc.compiler.names.reserved import why_reserved
from polc.compiler.names.symbol_kinds import SymbolKind
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import SourceText, Span
from polc.compiler.syntax.nodes.declared import DeadlineSyntax, ObligationSyntax, TargetSyntax
from polc.compiler.syntax.nodes.inherit import Require
from polc.compiler.syntax.nodes.items import (
    FieldDeclaration,
    Group,
    IdentitySyntax,
    Item,
    Municipality,
    ParameterSyntax,
    PayerSyntax,
    Pool,
    Rank,
    Section,
    SourceDocument,
    Tally,
    WordList,
)
from polc.compiler.syntax.nodes.reports import Alert, Entitlement, LimitRule
from polc.compiler.syntax.nodes.statements import (
    BenefitSyntax,
    FirstOfSyntax,
    HighestSyntax,
    Reading,
)
from polc.compiler.syntax.nodes.values import Name, Syntax
from polc.grammar.keywords import is_han
from polc.messages.text import NOTHING, say
from polc.records.evolve import evolve

Declaration = (
    IdentitySyntax
    | Group
    | WordList
    | ParameterSyntax
    | Pool
    | BenefitSyntax
    | Reading
    | SourceDocument
    | FieldDeclaration
    | Tally
    | PayerSyntax
    | Entitlement
    | Alert
    | LimitRule
    | DeadlineSyntax
    | TargetSyntax
    | ObligationSyntax
    | Require
)

_KINDS: Final[dict[type, SymbolKind]] = {
    IdentitySyntax: "identity",
    Group: "group",
    WordList: "list",
    ParameterSyntax: "parameter",
    Pool: "pool",
    SourceDocument: "source",
    Reading: "reading",
    FieldDeclaration: "field",
    Tally: "tally",
    PayerSyntax: "payer",
    Require: "requirement",
    BenefitSyntax: "benefit",
    Entitlement: "report",
    Alert: "report",
    LimitRule: "report",
    DeadlineSyntax: "deadline",
    TargetSyntax: "declared",
    ObligationSyntax: "declared",
}


_ALIKE: Final[tuple[frozenset[SymbolKind], ...]] = (
    frozenset(("identity", "group")),
    frozenset(("parameter", "field", "tally")),
    frozenset(("benefit", "report")),
)
"""Kinds of which one word could mean either."""


@frozen
class Symbol:
    """One declared thing; `section` is the section it stands in, if any."""

    kind: SymbolKind
    id: str
    node: Declaration
    source: SourceText
    section: Section | None = None


@frozen
class InheritedStatement:
    """A line that another file put into an item, with where it stands there."""

    node: Syntax
    source: SourceText
    section: Section | None


@frozen
class LocatedItem:
    """An item with the section it stands in; `inherited_statements` are those of its own that
    another file wrote."""

    item: Item
    section: Section | None
    source: SourceText
    inherited_statements: tuple[InheritedStatement, ...] = ()


@frozen
class Scope:
    """Names to symbols. `words` holds ids and Chinese titles."""

    words: Mapping[str, Symbol]
    tagged: Mapping[str, Symbol] = field(factory=dict)
    """Identities whose name a group of which they are a member has taken."""
    municipality: bool = False
    """Whether the policy is of a municipality, where the city is the province."""
    ranked: tuple[Name, ...] = ()
    """The identities and groups of its rank, in their order; empty where there is none."""

    def of_kind(self, *kinds: SymbolKind) -> tuple[Symbol, ...]:
        """All symbols of these kinds, each once, in the order of declaration."""
        every = (*self.words.values(), *self.tagged.values())
        unique = {symbol.id: symbol for symbol in every if symbol.kind in kinds}
        return tuple(unique.values())

    def known_words(self, *kinds: SymbolKind) -> list[str]:
        """The words for things of these kinds."""
        return [word for word, symbol in self.words.items() if symbol.kind in kinds]


def declare_names(located: tuple[LocatedItem, ...], findings: Mapping[str, Findings]) -> Scope:
    """The scope of all items; a word that means two things is an error at the second."""
    words: dict[str, Symbol] = {}
    tagged: dict[str, Symbol] = {}
    for item in located:
        for symbol in _symbols_of(item):
            for word in _words_of(symbol):
                _declare(words, tagged, located, word, symbol, findings[symbol.source.name])
    municipality = any(isinstance(item.item, Municipality) for item in located)
    ranks = [item.item for item in located if isinstance(item.item, Rank)]
    ranked = tuple(name for rank in ranks for level in rank.levels for name in level)
    return Scope(words, tagged, municipality, ranked)


def _declare(
    words: dict[str, Symbol],
    tagged: dict[str, Symbol],
    located: tuple[LocatedItem, ...],
    word: str,
    symbol: Symbol,
    findings: Findings,
) -> None:
    earlier = words.get(word)
    taken = why_reserved(symbol.kind, word, symbol.node)
    if taken is not None:
        hint = say("give it another name") if word == symbol.id else say("give it another title")
        findings.error("reserved_name", taken, _place(symbol), hint, subject=word)
    if earlier is not None and _takes_over(symbol, earlier):
        tagged[earlier.id] = earlier
        words[word] = symbol
    elif earlier is None:
        words[word] = symbol
    elif word == symbol.id:
        message = say("`{word}` is declared twice", word=word)
        place = findings.place(_place(earlier), say("first declared here"))
        related = (evolve(place, source=earlier.source),)
        hint = NOTHING
        if symbol.kind == "group" and earlier.kind == "identity":
            hint = say(
                "a group may take the name of an identity that it holds: `{name} itself`", name=word
            )
        findings.error(
            "declared_twice", message, _place(symbol), hint, related=related, subject=word
        )
    elif earlier.kind == symbol.kind or (
        _may_stand_for(symbol, earlier) and _is_said(word, located)
    ):
        message = say("the title `{word}` already names `{earlier}`", word=word, earlier=earlier.id)
        hint = say("give it a title of its own, which the lines that mean it then say")
        findings.error("title_taken", message, _place(symbol), hint, subject=word)


def _may_stand_for(symbol: Symbol, earlier: Symbol) -> bool:
    """Whether one can stand where the other can, so that a line that says its title could mean
    either."""
    return any({earlier.kind, symbol.kind} <= alike for alike in _ALIKE)


def _is_said(word: str, located: tuple[LocatedItem, ...]) -> bool:
    """Whether a line says the word as a name, and not in a text alone."""
    return any(
        isinstance(part, Name) and part.text == word
        for item in located
        if item.source.text.count(word) > item.source.text.count(f'"{word}"')
        for part in walk_records(item.item)
    )


def _takes_over(symbol: Symbol, earlier: Symbol) -> bool:
    """Whether a group has the name of an identity that is a member of it, `itself`."""
    node = symbol.node
    same = isinstance(node, Group) and earlier.kind == "identity" and symbol.id == earlier.id
    return same and isinstance(node, Group) and any(member.itself for member in node.members)


def _symbols_of(located: LocatedItem) -> Iterator[Symbol]:
    item, source, section = located.item, located.source, located.section
    kind = _KINDS.get(type(item))
    if kind is None:
        return
    assert isinstance(item, Declaration)
    yield Symbol(kind, item.name.text, item, source, section)
    for reading in _readings_in(item):
        yield Symbol("reading", reading.name.text, reading, source, section)


def _readings_in(item: Item) -> Iterator[Reading]:
    """The readings written inside a declaration: its lines, those of its cases."""
    if isinstance(item, TargetSyntax):
        yield from item.readings
    if not isinstance(item, BenefitSyntax | Entitlement | Alert | LimitRule | DeadlineSyntax):
        return
    for line in item.statements:
        inner: tuple[object, ...] = (line,)
        if isinstance(line, FirstOfSyntax):
            inner = tuple(inner_line for kind in line.kinds for inner_line in kind.statements)
        elif isinstance(line, HighestSyntax):
            inner = line.readings
        yield from (inner_line for inner_line in inner if isinstance(inner_line, Reading))


def _words_of(symbol: Symbol) -> tuple[str, ...]:
    title = getattr(symbol.node, "title", "")
    words = (symbol.id, title) if title and all(map(is_han, title)) else (symbol.id,)
    return tuple(dict.fromkeys(words))


def _place(symbol: Symbol) -> Span:
    return symbol.node.name.span


def locate_items(items: tuple[Item, ...], source: SourceText) -> tuple[LocatedItem, ...]:
    """The items with their sections, in the order of the file."""
    found: list[LocatedItem] = []
    stack: list[tuple[Item, Section | None]] = [(item, None) for item in reversed(items)]
    while stack:
        item, section = stack.pop()
        if isinstance(item, Section):
            stack.extend((inner, item) for inner in reversed(item.items))
        else:
            found.append(LocatedItem(item, section, source))
    return tuple(found)

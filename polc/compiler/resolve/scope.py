"""The names of a policy: what each word means, in either language.

In: the items of a file and of the files it uses. Out: a `Scope`. A thing is known by
its id and, where its title is one Chinese word, by that title; a reading's choices
live in their reading.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import define, evolve, field, frozen

from polc.compiler.findings import Findings
from polc.compiler.resolve.symbol_kinds import SymbolKind, kinds_named
from polc.compiler.similar import find_same, split_names, suggest
from polc.compiler.source import Source, Span
from polc.compiler.syntax.declared import Deadline, Obligation, Target
from polc.compiler.syntax.inherit import Require
from polc.compiler.syntax.lines import Benefit, CasesLine, HighestLine, Reading
from polc.compiler.syntax.nodes import (
    FieldDeclaration,
    Group,
    Identity,
    Item,
    Parameter,
    Payer,
    Pool,
    Section,
    SourceDocument,
    Tally,
)
from polc.compiler.syntax.reports import Alert, Entitlement, LimitRule
from polc.compiler.syntax.values import Citation, Name, Syntax, Where
from polc.grammar.keywords import HAN
from polc.messages.text import NOTHING, quoted, say
from polc.runtime.vocabulary import Field

Declaration = (
    Identity
    | Group
    | Parameter
    | Pool
    | Benefit
    | Reading
    | SourceDocument
    | FieldDeclaration
    | Tally
    | Payer
    | Entitlement
    | Alert
    | LimitRule
    | Deadline
    | Target
    | Obligation
    | Require
)
Membership = tuple[str, tuple[Where, ...]]
"""An identity, and the conditions on readings under which it belongs to a group."""

MOST_GROUPS: Final = 50
"""How many groups may stand inside one another."""

_SHOWN: Final = 6
"""So many names are listed where one of them is meant."""

_RESULTS: Final = ("remaining", "patient_pays", "identity", "payer", "outside")
"""What a settlement says of every claim, or sums up for it."""

_ONE_CHINESE_WORD: Final = re.compile(f"[{HAN}]+")
_KINDS: Final[dict[type, SymbolKind]] = {
    Identity: "identity",
    Group: "group",
    Parameter: "parameter",
    Pool: "pool",
    SourceDocument: "source",
    Reading: "reading",
    FieldDeclaration: "field",
    Tally: "tally",
    Payer: "payer",
    Require: "requirement",
    Benefit: "benefit",
    Entitlement: "report",
    Alert: "report",
    LimitRule: "report",
    Deadline: "deadline",
    Target: "declared",
    Obligation: "declared",
}


@frozen
class Symbol:
    """One declared thing; `section` is the section it stands in, if any."""

    kind: SymbolKind
    id: str
    node: Declaration
    source: Source
    section: Section | None = None


@frozen
class Foreign:
    """A line that another file put into an item, with where it stands there."""

    node: Syntax
    source: Source
    section: Section | None


@frozen
class Placed:
    """An item with the section it stands in; `foreign` are those of its lines that another
    file wrote."""

    item: Item
    section: Section | None
    source: Source
    foreign: tuple[Foreign, ...] = ()


@define
class Scope:
    """Names to symbols. `words` holds ids and Chinese titles."""

    words: dict[str, Symbol] = field(factory=dict)
    unknown: set[str] = field(factory=set)
    used: set[str] = field(factory=set)
    tagged: dict[str, Symbol] = field(factory=dict)
    """Identities whose name a group of which they are a member has taken."""
    fields: dict[str, Field] = field(factory=dict)
    """The fields that the file declares, by id and title."""

    def find(self, word: str) -> Symbol | None:
        """The symbol of a word in either language."""
        symbol = self.words.get(word)
        if symbol is not None:
            self.used.add(symbol.id)
        return symbol

    def of_kind(self, *kinds: SymbolKind) -> tuple[Symbol, ...]:
        """All symbols of these kinds, each once, in the order of declaration."""
        every = (*self.words.values(), *self.tagged.values())
        unique = {symbol.id: symbol for symbol in every if symbol.kind in kinds}
        return tuple(unique.values())

    def known_words(self, *kinds: SymbolKind) -> list[str]:
        """The words for things of these kinds."""
        return [word for word, symbol in self.words.items() if symbol.kind in kinds]

    def look_up(self, name: Name, findings: Findings, *kinds: SymbolKind) -> Symbol | None:
        """The symbol, of one of these kinds; says so, once for each word, if there is none."""
        symbol = self.find(name.text)
        if symbol is None:
            if name.text not in self.unknown:
                self.unknown.add(name.text)
                known = self.known_words(*kinds)
                parts = split_names(name.text, known)
                hint = say("write `{word}`", word=parts) if parts else NOTHING
                hint = hint or suggest(
                    name.text, known, say("{wanted} is expected here", wanted=kinds_named(kinds))
                )
                message = say("unknown name `{name}`", name=name.text)
                fix = parts or find_same(name.text, known)
                findings.error("unknown_name", message, name.span, hint, fix=fix)
            return None
        if symbol.kind not in kinds:
            message = say(
                "`{name}` is {kind}, not {wanted}",
                name=name.text,
                kind=kinds_named((symbol.kind,)),
                wanted=kinds_named(kinds),
            )
            known = self.known_words(*kinds)
            hint = say("declared are {known}", known=quoted(known[:_SHOWN])) if known else NOTHING
            findings.error("wrong_kind_of_name", message, name.span, hint)
            return None
        return symbol

    def people(self, names: tuple[Name, ...], findings: Findings) -> tuple[str, ...]:
        """The identities that these names and groups may stand for, each once, in order."""
        return tuple(dict.fromkeys(one for one, _ in self.memberships(names, findings)))

    def memberships(self, names: tuple[Name, ...], findings: Findings) -> tuple[Membership, ...]:
        """The same with the conditions under which each is meant."""
        found: dict[Membership, None] = {}
        for name in names:
            symbol = self.look_up(name, findings, "identity", "group")
            if symbol is not None:
                found.update(dict.fromkeys(self.members(symbol, findings)))
        return tuple(found)

    def members(
        self, symbol: Symbol, findings: Findings, above: tuple[str, ...] = ()
    ) -> tuple[Membership, ...]:
        """The identities of a group (or the identity itself)."""
        node = symbol.node
        if not isinstance(node, Group):
            return ((symbol.id, ()),)
        if len(above) >= MOST_GROUPS:
            if self.unknown.isdisjoint(above):
                message = say(
                    "group `{group}` is made of groups more than {most} deep",
                    group=above[0],
                    most=MOST_GROUPS,
                )
                findings.error("nested_too_deep", message, node.span)
            self.unknown.update(above)
            return ()
        if symbol.id in above:
            if not self.unknown.isdisjoint(above):
                return ()
            self.unknown.update(above)
            chain = " > ".join((*above, symbol.id))
            findings.error(
                "circular_group",
                say("group `{symbol}` contains itself: {chain}", symbol=symbol.id, chain=chain),
                node.span,
            )
            return ()
        found: dict[Membership, None] = {}
        for one in node.members:
            own = (one.where,) if one.where is not None else ()
            if one.itself:
                found[symbol.id, own] = None
                continue
            member = self.look_up(one.name, findings, "identity", "group")
            if member is not None:
                inner = self.members(member, findings, (*above, symbol.id))
                found.update(dict.fromkeys((id_, (*own, *wheres)) for id_, wheres in inner))
        return tuple(found)


def declare_names(placed: tuple[Placed, ...], findings: Mapping[str, Findings]) -> Scope:
    """The scope of all items; a word that means two things is an error at the second."""
    scope = Scope()
    for one in placed:
        for symbol in _symbols_of(one):
            for word in _words_of(symbol):
                _declare(scope, word, symbol, findings[symbol.source.name])
    return scope


def _declare(scope: Scope, word: str, symbol: Symbol, findings: Findings) -> None:
    earlier = scope.words.get(word)
    if symbol.kind == "benefit" and symbol.id == word in _RESULTS:
        message = say("a settlement uses the name `{word}` itself", word=word)
        findings.error(
            "reserved_name", message, _place(symbol), say("give the benefit another name")
        )
    if earlier is not None and _takes_over(symbol, earlier):
        scope.tagged[earlier.id] = earlier
        scope.words[word] = symbol
    elif earlier is None:
        scope.words[word] = symbol
    elif word == symbol.id:
        message = say("`{word}` is declared twice", word=word)
        place = findings.place(_place(earlier), say("first declared here"))
        related = (evolve(place, source=earlier.source),)
        findings.error("declared_twice", message, _place(symbol), related=related)
    elif earlier.kind == symbol.kind:
        message = say("the title `{word}` already names `{earlier}`", word=word, earlier=earlier.id)
        findings.error("title_taken", message, _place(symbol))


def _takes_over(symbol: Symbol, earlier: Symbol) -> bool:
    """Whether a group has the name of an identity that is a member of it, `itself`."""
    node = symbol.node
    same = isinstance(node, Group) and earlier.kind == "identity" and symbol.id == earlier.id
    return same and isinstance(node, Group) and any(one.itself for one in node.members)


def _symbols_of(placed: Placed) -> Iterator[Symbol]:
    item, source, section = placed.item, placed.source, placed.section
    kind = _KINDS.get(type(item))
    if kind is None:
        return
    assert isinstance(item, Declaration)
    yield Symbol(kind, item.name.text, item, source, section)
    for reading in _readings_in(item):
        yield Symbol("reading", reading.name.text, reading, source, section)


def _readings_in(item: Item) -> Iterator[Reading]:
    """The readings written inside a declaration: its lines, those of its cases."""
    if isinstance(item, Target):
        yield from item.readings
    if not isinstance(item, Benefit | Entitlement | Alert | LimitRule | Deadline):
        return
    for line in item.lines:
        inner: tuple[object, ...] = (line,)
        if isinstance(line, CasesLine):
            inner = tuple(one for case in line.cases for one in case.lines)
        elif isinstance(line, HighestLine):
            inner = line.readings
        yield from (one for one in inner if isinstance(one, Reading))


def _words_of(symbol: Symbol) -> tuple[str, ...]:
    title = getattr(symbol.node, "title", "")
    words = (symbol.id, title) if _ONE_CHINESE_WORD.fullmatch(title) else (symbol.id,)
    return tuple(dict.fromkeys(words))


def _place(symbol: Symbol) -> Span:
    return symbol.node.name.span


def place_items(items: tuple[Item, ...], source: Source) -> tuple[Placed, ...]:
    """The items with their sections, in the order of the file."""
    found: list[Placed] = []
    stack: list[tuple[Item, Section | None]] = [(item, None) for item in reversed(items)]
    while stack:
        item, section = stack.pop()
        if isinstance(item, Section):
            stack.extend((inner, item) for inner in reversed(item.items))
        else:
            found.append(Placed(item, section, source))
    return tuple(found)


def locate(
    cites: Citation, section: Section | None, scope: Scope, findings: Findings
) -> tuple[str, str]:
    """The document's number and the locator as printed, e.g. `二(五)2(2)`: what a line
    says itself, after its section's, or alone where it names its document."""
    source = cites.source or (section.source if section is not None else None)
    if source is None:
        return "", cites.locator
    symbol = scope.look_up(source, findings, "source")
    number = symbol.node.number if symbol and isinstance(symbol.node, SourceDocument) else ""
    if cites.source is not None or section is None:
        return number, cites.locator
    return number, section.locator + cites.locator

"""Names asked of a scope, by one pass: what was found, what was asked, what is unknown.

In: a `Scope`. Out: symbols and the identities behind names; a word that is unknown is told
once. The scope itself stays as it was declared: each pass asks with a resolver of its own.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import field

from polc.compiler.names.scope import Scope, Symbol
from polc.compiler.names.suggest_people import TITLES, suggest_people
from polc.compiler.names.symbol_kinds import SymbolKind, kinds_named
from polc.compiler.report.findings import Findings
from polc.compiler.report.similar import (
    Suggestion,
    find_same,
    split_names,
    suggest,
)
from polc.compiler.syntax.nodes.items import Group, Section, SourceDocument
from polc.compiler.syntax.nodes.values import Citation, Name, Where
from polc.messages.text import NOTHING, Text, quoted, say
from polc.records.mutable import define
from polc.runtime.vocabulary import find_field

Membership = tuple[str, tuple[Where, ...]]
"""An identity, and the conditions on readings under which it belongs to a group."""

MOST_GROUPS: Final = 50
"""How many groups may stand inside one another."""

MOST_MEMBERSHIPS: Final = 1_000
"""Of so many identities, each under its own choices of readings, a group may be made."""

_NAMED: Final[frozenset[SymbolKind]] = frozenset(("pool", "reading", "tally"))
"""Kinds of which a policy declares a few: those that it has are told."""

_SHOWN: Final = 6
"""So many names are listed where one of them is meant."""


@define
class Resolver:
    """`used` are the ids that were asked for, `unknown` the words that nothing is called."""

    scope: Scope
    unknown: set[str] = field(factory=set)
    used: set[str] = field(factory=set)
    _groups: dict[str, tuple[tuple[Membership, ...], int]] = field(factory=dict)
    """The groups in which nothing is wrong: their members, how many stand inside one another."""

    def find(self, word: str) -> Symbol | None:
        """The symbol of a word in either language."""
        symbol = self.scope.words.get(word) or self._of_same_people(word)
        if symbol is not None:
            self.used.add(symbol.id)
        return symbol

    def _of_same_people(self, word: str) -> Symbol | None:
        """The identity that documents also call by the word."""
        title = TITLES.get(word)
        symbol = self.scope.words.get(title) if title is not None else None
        return symbol if symbol is not None and symbol.kind == "identity" else None

    def look_up(self, name: Name, findings: Findings, *kinds: SymbolKind) -> Symbol | None:
        """The symbol, of one of these kinds; says so, once for each word, if there is none."""
        symbol = self.find(name.text)
        if symbol is None:
            if name.text not in self.unknown:
                self.unknown.add(name.text)
                known = self.scope.known_words(*kinds)
                parts = split_names(name.text, known)
                expected = say("{wanted} is expected here", wanted=kinds_named(kinds))
                if kinds == ("payer",):
                    expected = _say_payers(known)
                elif len(kinds) == 1 and kinds[0] in _NAMED and known:
                    expected = say(
                        "{wanted} is expected here; declared are {known}",
                        wanted=kinds_named(kinds),
                        known=quoted(self._one_of_each(kinds[0], name.text)[:_SHOWN]),
                    )
                hint = suggest(name.text, known, expected)
                known_field = find_field(name.text) if kinds == ("parameter",) else None
                if known_field is not None and known_field.scope == "person":
                    braces = f"{{ {name.text} … }}"
                    hint = Suggestion(
                        say("a field of the person stands in braces: `{word}`", word=braces)
                    )
                if "identity" in kinds:
                    hint = suggest_people(name.text, known, expected)
                if parts:
                    hint = Suggestion(say("write `{word}`", word=parts), tuple(parts.split("、")))
                message = say("unknown name `{name}`", name=name.text)
                fix = parts or find_same(name.text, known)
                same = fix is not None and fix.replace("、", "").lower() == name.text.lower()
                findings.error(
                    "unknown_name",
                    message,
                    name.span,
                    hint,
                    fix=fix,
                    subject=name.text,
                    safety="safe" if same else "unsafe",
                )
            return None
        if symbol.kind not in kinds:
            message = say(
                "`{name}` is {kind}, not {wanted}",
                name=name.text,
                kind=kinds_named((symbol.kind,)),
                wanted=kinds_named(kinds),
            )
            known = self.scope.known_words(*kinds)
            declared = (
                say("declared are {known}", known=quoted(known[:_SHOWN])) if known else NOTHING
            )
            findings.error("wrong_kind_of_name", message, name.span, declared, subject=name.text)
            return None
        return symbol

    def _one_of_each(self, kind: SymbolKind, written: str) -> list[str]:
        """A word for each thing of a kind, in the letters of what was written if there is one."""
        found: dict[str, str] = {}
        for word, symbol in self.scope.words.items():
            if symbol.kind == kind and (
                symbol.id not in found or word.isascii() == written.isascii()
            ):
                found[symbol.id] = word
        return list(found.values())

    def people(self, names: tuple[Name, ...], findings: Findings) -> tuple[str, ...]:
        """The identities that these names and groups may stand for, each once, in order."""
        return tuple(dict.fromkeys(identity for identity, _ in self.memberships(names, findings)))

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
        known = self._groups.get(symbol.id)
        if known is not None and len(above) + known[1] <= MOST_GROUPS:
            return known[0]
        if above and symbol.id in self.unknown:
            return ()
        if len(above) >= MOST_GROUPS:
            if self.unknown.isdisjoint(above):
                message = say(
                    "group `{group}` is made of groups more than {most} deep",
                    group=above[0],
                    most=MOST_GROUPS,
                )
                findings.error("nested_too_deep", message, node.span, subject=above[0])
            self.unknown.update(above)
            return ()
        if symbol.id in above:
            if not self.unknown.isdisjoint(above):
                return ()
            self.unknown.update(above)
            chain = " > ".join((*above, symbol.id))
            itself = say("the identity of the same name is written `{name} itself`", name=symbol.id)
            findings.error(
                "circular_group",
                say("group `{symbol}` contains itself: {chain}", symbol=symbol.id, chain=chain),
                node.span,
                itself if symbol.id in self.scope.tagged else NOTHING,
                subject=symbol.id,
            )
            return ()
        mistakes = len(findings.found), len(self.unknown)
        found: dict[Membership, None] = {}
        for written in node.members:
            own = (written.where,) if written.where is not None else ()
            if written.itself:
                found[symbol.id, own] = None
                continue
            member = self.look_up(written.name, findings, "identity", "group")
            if member is not None:
                inner = self.members(member, findings, (*above, symbol.id))
                found.update(dict.fromkeys((id_, (*own, *wheres)) for id_, wheres in inner))
        if len(found) > MOST_MEMBERSHIPS:
            message = say(
                "group `{group}` is made of more than {most} identities under choices of readings",
                group=symbol.id,
                most=MOST_MEMBERSHIPS,
            )
            findings.error("too_many_parts", message, node.span, subject=symbol.id)
            self.unknown.update((*above, symbol.id))
            return ()
        if mistakes == (len(findings.found), len(self.unknown)):
            inside = [self._groups[id_][1] for id_ in self._inside(node) if id_ in self._groups]
            self._groups[symbol.id] = tuple(found), 1 + max(inside, default=0)
        return tuple(found)

    def _inside(self, group: Group) -> Iterator[str]:
        """The ids of what a group is made of, where that is known."""
        for written in group.members:
            symbol = self.scope.words.get(written.name.text)
            if symbol is not None and not written.itself:
                yield symbol.id


def locate(
    cites: Citation, section: Section | None, names: Resolver, findings: Findings
) -> tuple[str, str]:
    """The document's number and the locator as printed, e.g. `二(五)2(2)`: what a line
    says itself, after its section's, or alone where it names its document."""
    source = cites.source or (section.source if section is not None else None)
    if source is None:
        return "", cites.locator
    symbol = names.look_up(source, findings, "source")
    number = symbol.node.number if symbol and isinstance(symbol.node, SourceDocument) else ""
    if cites.source is not None or section is None:
        return number, cites.locator
    return number, section.locator + cites.locator


def _say_payers(known: Sequence[str]) -> Text:
    """Which payers there are, and how another is declared."""
    declare = say('a payer is declared by a line outside of benefits: `payer NAME "title"`')
    if not known:
        return declare
    return say("{declare}; declared are {known}", declare=declare, known=quoted(known[:_SHOWN]))

"""Names asked of a scope, by one pass: what was found, what was asked, what is unknown.

In: a `Scope`. Out: symbols and the identities behind names; a word that is unknown is told
once. The scope itself stays as it was declared: each pass asks with a resolver of its own.
"""

from typing import Final

from attrs import define, field

from polc.compiler.names.scope import Scope, Symbol
from polc.compiler.names.symbol_kinds import SymbolKind, kinds_named
from polc.compiler.report.findings import Findings
from polc.compiler.report.similar import Suggestion, find_same, split_names, suggest
from polc.compiler.syntax.nodes import Group, Section, SourceDocument
from polc.compiler.syntax.values import Citation, Name, Where
from polc.messages.text import NOTHING, quoted, say

Membership = tuple[str, tuple[Where, ...]]
"""An identity, and the conditions on readings under which it belongs to a group."""

MOST_GROUPS: Final = 50
"""How many groups may stand inside one another."""

_SHOWN: Final = 6
"""So many names are listed where one of them is meant."""


@define
class Resolver:
    """`used` are the ids that were asked for, `unknown` the words that nothing is called."""

    scope: Scope
    unknown: set[str] = field(factory=set)
    used: set[str] = field(factory=set)

    def find(self, word: str) -> Symbol | None:
        """The symbol of a word in either language."""
        symbol = self.scope.words.get(word)
        if symbol is not None:
            self.used.add(symbol.id)
        return symbol

    def look_up(self, name: Name, findings: Findings, *kinds: SymbolKind) -> Symbol | None:
        """The symbol, of one of these kinds; says so, once for each word, if there is none."""
        symbol = self.find(name.text)
        if symbol is None:
            if name.text not in self.unknown:
                self.unknown.add(name.text)
                known = self.scope.known_words(*kinds)
                parts = split_names(name.text, known)
                hint = suggest(
                    name.text, known, say("{wanted} is expected here", wanted=kinds_named(kinds))
                )
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
                findings.error("nested_too_deep", message, node.span, subject=above[0])
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
                subject=symbol.id,
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

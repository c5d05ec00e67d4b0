"""What the checks of one statement need: the names in scope, and where it stands."""

from collections.abc import Mapping

from attrs import field

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.model.running_figures import LEFT_TO_POLICIES
from polc.compiler.names.resolver import Resolver, locate
from polc.compiler.names.scope import InheritedStatement, Scope, Symbol
from polc.compiler.report.findings import Findings
from polc.compiler.report.similar import suggest
from polc.compiler.report.source import SourceText, Span
from polc.compiler.syntax.nodes.items import Section
from polc.compiler.syntax.nodes.statements import Reading
from polc.compiler.syntax.nodes.values import NO_CITATION, Citation, Name, Syntax, Where
from polc.compiler.typed.nodes.chosen import Chosen, Member
from polc.compiler.typed.nodes.values import RUNNING, Running, TallyValue
from polc.compiler.typed.written import write_statement
from polc.messages.text import quoted, say
from polc.records.evolve import evolve
from polc.runtime.vocabulary import Field, find_field


@frozen(kw_only=True)
class Context:
    """`rule` is the stable name of the rule being checked, `assistance.rate`: `item` the benefit
    or declaration, `part` what of it (empty: the whole); `layers` the place of each benefit in
    the order of paying."""

    names: Resolver
    findings: Findings
    source: SourceText
    section: Section | None = None
    rule: str = ""
    item: str = ""
    part: str = ""
    layers: Mapping[str, int] = field(factory=dict)
    tallies: Mapping[str, TallyValue] = field(factory=dict)
    """The tallies checked so far."""
    of_year: bool = False
    """Whether the rule is of the person's year, where there is no claim to ask."""
    fields: Mapping[str, Field] = field(factory=dict)
    """The fields that the file declares, by id and title."""
    inherited_statements: tuple[InheritedStatement, ...] = ()
    """Lines of the item that another file wrote; `reports` are the findings of each file."""
    reports: Mapping[str, Findings] = field(factory=dict)

    @property
    def scope(self) -> Scope:
        """The names that are declared."""
        return self.names.scope

    def of(self, item: str) -> "Context":
        """The context of a whole item: a benefit, a report, a declaration."""
        return evolve(self, rule=item, item=item, part="")

    def inside(self, part: str) -> "Context":
        """The context of a part of what is being checked."""
        return evolve(self, rule=f"{self.rule}.{part}", part=part)

    def at(self, node: Syntax) -> "Context":
        """The context of a line: that of the file which wrote it."""
        for line in self.inherited_statements:
            if line.node is node:
                findings = self.reports[line.source.name]
                return evolve(self, findings=findings, source=line.source, section=line.section)
        return self

    def origin(
        self, span: Span, cites: Citation = NO_CITATION, readings: tuple[str, ...] = ()
    ) -> Origin:
        """Where a line comes from, with its clause and printed locator."""
        number, locator = "", ""
        if cites is not NO_CITATION or self.section is not None:
            number, locator = locate(cites, self.section, self.names, self.findings)
        places = []
        for citation in cites.elsewhere:
            where = locate(citation, self.section, self.names, self.findings)
            places += [(clause, " ".join(where).strip()) for clause in citation.clauses]
        return Origin(
            self.rule,
            tuple(dict.fromkeys(cites.clauses)),
            f"{number} {locator}".strip(),
            self.source.name,
            self.source.line_of(span.start),
            readings,
            write_statement(self.source.text, span, cites),
            tuple(places),
        )

    def choices(self, where: Where | None) -> Chosen | None:
        """The reading and choices of a `where`, by id."""
        if where is None:
            return None
        symbol = self.names.look_up(where.reading, self.findings, "reading")
        if symbol is None:
            return None
        found = tuple(
            choice for name in where.choices if (choice := self.choice_of(symbol, name)) is not None
        )
        return (symbol.id, found) if found else None

    def members(self, names: tuple[Name, ...]) -> tuple[Member, ...]:
        """The identities that names and groups stand for, with the choices of readings
        under which each is meant."""
        found: dict[Member, None] = {}
        for identity, wheres in self.names.memberships(names, self.findings):
            chosen = (self.choices(where) for where in wheres)
            found[identity, tuple(choice for choice in chosen if choice is not None)] = None
        return tuple(found)

    def identities(self) -> tuple[str, ...]:
        """Those of the rank in its order; without one every identity that there is."""
        if self.scope.ranked:
            return self.names.people(self.scope.ranked, self.findings)
        return tuple(symbol.id for symbol in self.scope.of_kind("identity"))

    def find_field(self, word: str) -> Field | None:
        """The field with this name: one that the file declares, or one of the vocabulary."""
        declared = self.fields.get(word)
        if declared is not None:
            self.names.used.add(declared.name)
            return declared
        return find_field(word)

    def find_running(self, word: str) -> Running | None:
        """The figure of the settlement that goes by this name, where the file declares none."""
        if word in LEFT_TO_POLICIES and (word in self.fields or self.names.find(word)):
            return None
        return RUNNING.get(word)

    def warn_of_claim(self, name: Name) -> None:
        """Says so where a figure of a claim is asked by what is of the person's year: there are
        many claims, or none."""
        if not self.of_year:
            return
        message = say(
            "`{asking}` is of the person's year, and `{name}` is of a claim",
            asking=self.item,
            name=name.text,
        )
        hint = say("only what is `per claim` may ask what a claim says")
        self.findings.warning("asks_a_claim", message, name.span, hint, subject=name.text)

    def choice_of(self, symbol: Symbol, name: Name) -> str | None:
        """A choice's id by its id, its title or its letter; says so, once for each word, if there
        is none."""
        assert isinstance(symbol.node, Reading)
        for choice in symbol.node.choices:
            if name.text in (choice.name.text, choice.title):
                return choice.name.text
        if f"{symbol.id}.{name.text}" in self.names.unknown:
            return None
        self.names.unknown.add(f"{symbol.id}.{name.text}")
        known = [choice.name.text for choice in symbol.node.choices]
        message = say("reading `{symbol}` has no choice `{name}`", symbol=symbol.id, name=name.text)
        hint = suggest(name.text, known, say("its choices are {known}", known=quoted(known)))
        self.findings.error("unknown_choice", message, name.span, hint, subject=name.text)
        return None

"""The items of one compilation, by kind, and the checks that go over all of a kind.

In: the located items, the names in scope, where messages go. Out: the parts of a `Program`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from polc.compiler.model.policy import Identity
from polc.compiler.model.readings import ReadingSpec
from polc.compiler.names.asked_texts import find_asked_texts
from polc.compiler.names.resolver import Resolver
from polc.compiler.names.scope import LocatedItem, Scope
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.nodes.adjustments import Adjust
from polc.compiler.syntax.nodes.items import (
    CountAs,
    DatedBy,
    FieldDeclaration,
    Group,
    Layers,
    Pool,
    Rank,
    Tally,
)
from polc.compiler.syntax.nodes.reports import Alert, Entitlement, LimitRule
from polc.compiler.syntax.nodes.statements import BenefitSyntax, Reading
from polc.compiler.syntax.nodes.values import Syntax
from polc.compiler.typed.benefits.adjustments import check_adjust, check_changes, check_overlaps
from polc.compiler.typed.benefits.benefits import check_benefit
from polc.compiler.typed.benefits.reports import check_report
from polc.compiler.typed.consistency.asked_deductibles import (
    MOST_ASKED,
    asked_of_kinds,
    asks_too_many,
    report_own_deductibles,
)
from polc.compiler.typed.consistency.assignments import check_assignments
from polc.compiler.typed.consistency.coverage import check_coverage
from polc.compiler.typed.consistency.no_layer import report_no_layer
from polc.compiler.typed.consistency.periods import check_periods
from polc.compiler.typed.consistency.pool_uses import check_pool_cycles, check_pool_uses
from polc.compiler.typed.consistency.tally_uses import check_tallies_of_report, check_tally_uses
from polc.compiler.typed.context import Context
from polc.compiler.typed.declarations.declarations import check_tally, declare_field, tally_value
from polc.compiler.typed.declarations.identities import order_identities
from polc.compiler.typed.declarations.pools import check_pool
from polc.compiler.typed.declarations.readings import check_reading
from polc.compiler.typed.nodes.changes import TypedChange
from polc.compiler.typed.nodes.program import Equivalence, TypedBenefit, TypedPool, TypedReport
from polc.compiler.typed.nodes.tallies import TypedTally
from polc.compiler.typed.nodes.values import Held, TallyValue
from polc.messages.text import say
from polc.records.evolve import evolve
from polc.runtime.vocabulary import Field

Kind = TypeVar("Kind", bound=Syntax)


class Items:
    """The items of one compilation; `sound` are the benefits whose lines have no mistake."""

    def __init__(
        self,
        located: tuple[LocatedItem, ...],
        scope: Scope,
        findings: Mapping[str, Findings],
        main: Findings,
    ) -> None:
        self.located = located
        self.names = Resolver(scope)
        self.fields: dict[str, Field] = {}
        self.findings = findings
        self.main = main
        self.layer_places: dict[str, int] = {}
        self.tallies: dict[str, TallyValue] = {}
        self.sound: set[str] = set()

    def of(self, kind: type) -> list[LocatedItem]:
        """The items of a kind, in order."""
        return [item for item in self.located if isinstance(item.item, kind)]

    def each(self, *kinds: type[Kind]) -> Iterator[tuple[Kind, Context]]:
        """The nodes of some kinds with the context of each, in order."""
        for item in self.located:
            if isinstance(item.item, kinds):
                yield item.item, self.context(item)

    def context(self, located: LocatedItem) -> Context:
        """Where an item's messages go and what it cites."""
        return Context(
            names=self.names,
            findings=self.findings[located.source.name],
            source=located.source,
            section=located.section,
            layers=self.layer_places,
            tallies=self.tallies,
            inherited_statements=located.inherited_statements,
            reports=self.findings,
            fields=self.fields,
        )

    def is_kept(self, name: str) -> bool:
        """Whether a parameter or a reading stays: one of another file, inherited or used, that
        after all changes nothing asks for, goes."""
        symbol = self.names.scope.words.get(name)
        own = symbol is None or symbol.source.name == self.main.source.name
        return own or name in self.names.used

    def plain_context(self, source: SourceText | None = None) -> Context:
        """A context of the main file, in no section."""
        return Context(
            names=self.names,
            findings=self.main,
            source=source or self.main.source,
            fields=self.fields,
        )

    def declare_fields(self) -> None:
        """The fields that the file adds to a case, and the texts of a case that it asks."""
        for node, context in self.each(FieldDeclaration):
            field = declare_field(node, context)
            for word in (field.name, *field.chinese):
                self.fields.setdefault(word, field)
        for field in find_asked_texts(self.located, self.names.scope):
            self.fields.update(dict.fromkeys((field.name, *field.chinese), field))

    def check_tallies(self) -> tuple[TypedTally, ...]:
        """Figures of the year so far, each known to those after it."""
        found = []
        for node, context in self.each(Tally):
            typed = check_tally(node, context)
            if typed is not None:
                found.append(typed)
                self.tallies[typed.id] = tally_value(typed)
        return tuple(found)

    def check_readings(self) -> dict[str, ReadingSpec]:
        """Every reading, also those written inside benefits."""
        found: dict[str, ReadingSpec] = {}
        for symbol in self.names.scope.of_kind("reading"):
            assert isinstance(symbol.node, Reading)
            findings = self.findings[symbol.source.name]
            context = Context(
                names=self.names,
                findings=findings,
                source=symbol.source,
                section=symbol.section,
                fields=self.fields,
            )
            found[symbol.id] = check_reading(symbol.node, context)
        return found

    def layer_order(self) -> dict[str, int]:
        """Benefit to place in the paying order, from 1."""
        order: dict[str, int] = {}
        for node, context in self.each(Layers):
            for name in node.names:
                symbol = self.names.look_up(name, context.findings, "benefit")
                if symbol is not None and symbol.id in order:
                    message = say(
                        "`{symbol}` stands in the order of paying twice", symbol=symbol.id
                    )
                    context.findings.error("layer_twice", message, name.span, subject=symbol.id)
                elif symbol is not None:
                    order[symbol.id] = len(order) + 1
        self.layer_places = order
        return order

    def check_benefits(
        self,
        layers: dict[str, int],
        readings: dict[str, ReadingSpec],
        tallies: Mapping[str, TypedTally],
    ) -> tuple[TypedBenefit, ...]:
        """The benefits with their changes, layers in paying order; those over the year's
        claims that stand in no order come after them."""
        report_no_layer([*self.each(BenefitSyntax)], [*self.each(Layers)], layers)
        changes: dict[str, list[TypedChange]] = {}
        adjusts: list[tuple[str, int, Adjust, Context]] = []
        for block, (node, context) in enumerate(self.each(Adjust)):
            checked = check_adjust(node, block, context)
            if checked is not None:
                adjusts.append((checked[0], block, node, context))
                changes.setdefault(checked[0], []).extend(checked[1])
        found = []
        by_date = all(node.what != "rules" for node, _ in self.each(DatedBy))
        for benefit_node, context in self.each(BenefitSyntax):
            name = benefit_node.name
            last = len(layers) + 1 if benefit_node.per == "claims_of_year" else 0
            known = context.findings.errors
            benefit = check_benefit(benefit_node, layers.get(name.text, last), context)
            benefit = evolve(benefit, changes=tuple(changes.get(benefit.id, ())))
            if context.findings.errors == known:
                self.sound.add(benefit.id)
                check_assignments(benefit, readings, name.span, context)
                check_overlaps(benefit, name.span, context, by_date=by_date)
                for target, block, node, of_node in adjusts:
                    if target == benefit.id:
                        check_changes(benefit, node, block, of_node)
                check_tally_uses(benefit, tallies, layers, name.span, context)
            found.append(benefit)
        return tuple(sorted(found, key=lambda benefit: benefit.layer))

    def check_reports(self, readings: dict[str, ReadingSpec]) -> tuple[TypedReport, ...]:
        """Rights, alerts and limits of shares."""
        found = []
        for item in self.located:
            if isinstance(item.item, Entitlement | Alert | LimitRule):
                context = self.context(item)
                known = context.findings.errors
                report = check_report(item.item, context)
                if context.findings.errors == known:
                    check_assignments(report, readings, item.item.name.span, context)
                    check_tallies_of_report(report, item.item.name.span, context)
                found.append(report)
        return tuple(found)

    def order_identities(
        self,
    ) -> tuple[tuple[Identity, ...], tuple[tuple[str, ...], ...]]:
        """All identities in the order of their bits, and the levels of the rank."""
        ranks = list(self.each(Rank))
        if not ranks:
            return order_identities(None, self.plain_context())
        first, of_first = ranks[0]
        for node, context in ranks[1:]:
            message = say("there is a rank already, and only one can order the identities")
            hint = say("write all of them in one line: `rank a > b > c`")
            label = of_first.findings.place(first.span, say("the other line"))
            context.findings.error(
                "two_lines_for_a_term", message, node.span, hint, (label,), subject="rank"
            )
        return order_identities(first, of_first)

    def check_tables(
        self, benefits: tuple[TypedBenefit, ...], levels: tuple[tuple[str, ...], ...]
    ) -> None:
        """Tables by identity against the people of their benefit, where its lines are sound."""
        by_id = {benefit.id: benefit for benefit in benefits}
        for node, context in self.each(BenefitSyntax):
            benefit = by_id[node.name.text]
            if benefit.id in self.sound:
                check_coverage(benefit, node, levels, context)

    def check_groups(self) -> None:
        """Members of groups that nobody uses are looked up too."""
        for node, context in self.each(Group):
            context.members((node.name,))

    def check_pools(self) -> tuple[TypedPool, ...]:
        """The shared limits."""
        pools = (check_pool(node, context) for node, context in self.each(Pool))
        found = [pool for pool in pools if pool is not None]
        check_pool_cycles(found, self.main)
        return tuple(found)

    def check_pool_uses(
        self,
        benefits: tuple[TypedBenefit, ...],
        pools: tuple[TypedPool, ...],
        tallies: tuple[TypedTally, ...],
    ) -> None:
        """The sizes of pools against the benefits that ask them, where these are sound."""
        by_id = {benefit.id: benefit for benefit in benefits}
        of_pools, of_tallies = (
            {pool.id: pool for pool in pools},
            {tally.id: tally for tally in tallies},
        )
        for node, context in self.each(BenefitSyntax):
            name = node.name
            if name.text in self.sound:
                benefit, order = by_id[name.text], self.layer_places
                check_pool_uses(benefit, of_pools, of_tallies, order, name.span, context)
                check_periods(benefit, of_pools, name.span, context)

    def check_asked_deductibles(self, benefits: tuple[TypedBenefit, ...]) -> None:
        """How many deductibles it takes to work out one."""
        too_many = asks_too_many(benefits)
        for node, context in self.each(BenefitSyntax):
            if node.name.text == too_many:
                message = say(
                    "the figures of `{benefit}` ask deductibles of earlier layers, which ask "
                    "others in turn: more than {most} in all",
                    benefit=too_many,
                    most=MOST_ASKED,
                )
                span = node.name.span
                context.findings.error("too_many_parts", message, span, subject=too_many)

    def check_own_deductibles(
        self, benefits: tuple[TypedBenefit, ...], asking: Iterable[object]
    ) -> None:
        """Nobody asks for the one deductible of a benefit whose kinds of care have theirs."""
        for asked in asked_of_kinds(benefits, asking):
            for node, context in self.each(BenefitSyntax):
                if node.name.text == asked:
                    report_own_deductibles(node.name, context)

    def check_equivalences(self) -> tuple[Equivalence, ...]:
        """`count … as` lines."""
        found = []
        for node, context in self.each(CountAs):
            inner = context.of("count")
            people = Held(inner.members(node.names))
            target = self.names.look_up(node.treated_as, inner.findings, "identity", "group")
            if target is not None:
                where = inner.choices(node.where)
                readings = (where[0],) if where is not None else ()
                origin = inner.origin(node.span, node.cites, readings)
                found.append(Equivalence(people, target.id, where, origin))
        return tuple(found)

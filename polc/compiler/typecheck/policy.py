"""A file and the files it uses, to a checked `Program`.

In: the placed items and their findings. Out: a `Program`, or None where there is an
error. Everything is checked even after a mistake, so that all are found in one run.
"""

from collections.abc import Mapping
from datetime import date

from attrs import evolve

from polc.compiler.findings import Findings
from polc.compiler.plan.nodes import Origin
from polc.compiler.plan.plan import ReadingSpec, Source
from polc.compiler.resolve.scope import Placed, Scope
from polc.compiler.source import Span
from polc.compiler.syntax.examples import Example
from polc.compiler.syntax.lines import Adjust, Benefit, Reading
from polc.compiler.syntax.nodes import (
    CountAs,
    File,
    Group,
    InForce,
    Layers,
    Parameter,
    Pool,
    Rank,
    SourceDocument,
)
from polc.compiler.syntax.values import Name
from polc.compiler.typecheck.assignments import check_assignments
from polc.compiler.typecheck.benefits import check_adjust, check_benefit
from polc.compiler.typecheck.citations import warn_without_clause
from polc.compiler.typecheck.context import Context
from polc.compiler.typecheck.coverage import check_coverage
from polc.compiler.typecheck.declarations import (
    check_parameter,
    check_reading,
    order_identities,
)
from polc.compiler.typecheck.examples import check_example
from polc.compiler.typecheck.typed import Equivalence, Program, TypedBenefit, TypedChange, TypedPool
from polc.compiler.typecheck.values import check_kind


def check_policy(
    file: File,
    placed: tuple[Placed, ...],
    scope: Scope,
    findings: Mapping[str, Findings],
    name: str,
) -> Program | None:
    """The program, or None; `name` is the main file's source."""
    main = findings[name]
    policy = _Policy(placed, scope, findings, main)
    readings = policy.check_readings()
    layers = policy.layer_order()
    benefits = policy.check_benefits(layers, readings)
    rank = next((one for one in policy.items(Rank)), None)
    pools = policy.check_pools()
    rank_node = rank.item if rank is not None and isinstance(rank.item, Rank) else None
    context = policy.context(rank) if rank is not None else policy.plain_context()
    identities, levels = order_identities(scope, rank_node, context)
    policy.check_tables(benefits, levels)
    policy.check_groups()
    outputs = _outputs(benefits)
    examples = tuple(
        check_example(one.item, outputs, policy.context(one))
        for one in policy.items(Example)
        if isinstance(one.item, Example)
    )
    parameters = tuple(
        check_parameter(one.item, policy.context(one))
        for one in policy.items(Parameter)
        if isinstance(one.item, Parameter)
    )
    in_force, origin = policy.in_force()
    header = file.header
    if header is None:
        hint = 'begin with `policy NAME "title" edition 1`'
        main.error("no_policy_line", "the file does not say which policy it is", file.span, hint)
    if header is None or any(one.failed for one in findings.values()):
        return None
    if policy.items(SourceDocument):
        for one in placed:
            warn_without_clause(one, findings[one.source.name])
    return Program(
        header.name.text,
        header.title,
        header.edition,
        file.language,
        policy.sources(),
        in_force,
        origin,
        identities,
        tuple(one for level in levels for one in level),
        parameters,
        tuple(readings.values()),
        pools,
        benefits,
        policy.check_equivalences(),
        examples,
    )


def _outputs(benefits: tuple[TypedBenefit, ...]) -> set[str]:
    names = {"remaining"} | {one.id for one in benefits}
    return names | {line.name for one in benefits for line in one.lines if line.term == "leaving"}


def _check_pool_cycles(pools: list[TypedPool], findings: Findings) -> None:
    """A pool may not stand inside itself."""
    inside = {one.id: one.inside for one in pools}
    for start in inside:
        seen, stack = set(), list(inside[start])
        while stack:
            pool = stack.pop()
            if pool == start:
                message = f"pool `{start}` stands inside itself"
                findings.error("circular_pool", message, Span(0, 1))
                return
            if pool not in seen:
                seen.add(pool)
                stack.extend(inside.get(pool, ()))


class _Policy:
    """The items of one compilation, by kind."""

    def __init__(
        self,
        placed: tuple[Placed, ...],
        scope: Scope,
        findings: Mapping[str, Findings],
        main: Findings,
    ) -> None:
        self.placed = placed
        self.scope = scope
        self.findings = findings
        self.main = main
        self.layer_places: dict[str, int] = {}
        self.sound: set[str] = set()

    def items(self, kind: type) -> list[Placed]:
        """The items of a kind, in order."""
        return [one for one in self.placed if isinstance(one.item, kind)]

    def context(self, placed: Placed) -> Context:
        """Where an item's messages go and what it cites."""
        findings = self.findings[placed.source.name]
        return Context(
            self.scope, findings, placed.source, placed.section, layers=self.layer_places
        )

    def plain_context(self) -> Context:
        """A context of the main file, in no section."""
        return Context(self.scope, self.main, self.main.source)

    def check_readings(self) -> dict[str, ReadingSpec]:
        """Every reading, also those written inside benefits."""
        found: dict[str, ReadingSpec] = {}
        for symbol in self.scope.of_kind("reading"):
            assert isinstance(symbol.node, Reading)
            findings = self.findings[symbol.source.name]
            context = Context(self.scope, findings, symbol.source, symbol.section)
            found[symbol.id] = check_reading(symbol.node, context)
        return found

    def layer_order(self) -> dict[str, int]:
        """Benefit to place in the paying order, from 1."""
        order: dict[str, int] = {}
        for placed in self.items(Layers):
            assert isinstance(placed.item, Layers)
            for name in placed.item.names:
                symbol = self.scope.look_up(name, self.context(placed).findings, "benefit")
                if symbol is not None and symbol.id in order:
                    message = f"`{symbol.id}` stands in the order of paying twice"
                    findings = self.context(placed).findings
                    findings.error("layer_twice", message, name.span)
                elif symbol is not None:
                    order[symbol.id] = len(order) + 1
        self.layer_places = order
        return order

    def check_benefits(
        self, layers: dict[str, int], readings: dict[str, ReadingSpec]
    ) -> tuple[TypedBenefit, ...]:
        """The benefits with their changes, layers in paying order."""
        changes: dict[str, list[TypedChange]] = {}
        for placed in self.items(Adjust):
            assert isinstance(placed.item, Adjust)
            checked = check_adjust(placed.item, self.context(placed))
            if checked is not None:
                changes.setdefault(checked[0], []).extend(checked[1])
        found = []
        for placed in self.items(Benefit):
            node = placed.item
            assert isinstance(node, Benefit)
            context = self.context(placed)
            if node.per == "claim" and node.name.text not in layers:
                self._report_no_layer(node.name, layers, context)
            layer = layers.get(node.name.text, 0)
            known = len(context.findings.found)
            benefit = check_benefit(node, layer, context)
            if len(context.findings.found) == known:
                self.sound.add(benefit.id)
                check_assignments(benefit, readings, node.name.span, context)
            found.append(evolve(benefit, changes=tuple(changes.get(benefit.id, ()))))
        return tuple(sorted(found, key=lambda one: one.layer))

    def _report_no_layer(self, name: Name, layers: dict[str, int], context: Context) -> None:
        message = f"`{name.text}` pays per claim and stands in no order of paying"
        order = " > ".join([*layers, name.text])
        context.findings.error("no_layer", message, name.span, f"write `layers {order}`")

    def check_tables(
        self, benefits: tuple[TypedBenefit, ...], levels: tuple[tuple[str, ...], ...]
    ) -> None:
        """Tables by identity against the people of their benefit, where its lines are sound."""
        by_id = {one.id: one for one in benefits}
        for placed in self.items(Benefit):
            assert isinstance(placed.item, Benefit)
            benefit = by_id[placed.item.name.text]
            if benefit.id in self.sound:
                check_coverage(benefit, placed.item, levels, self.context(placed))

    def check_groups(self) -> None:
        """Members of groups that nobody uses are looked up too."""
        for placed in self.items(Group):
            assert isinstance(placed.item, Group)
            self.scope.people(placed.item.members, self.context(placed).findings)

    def check_pools(self) -> tuple[TypedPool, ...]:
        """The shared limits."""
        found = []
        for placed in self.items(Pool):
            node = placed.item
            assert isinstance(node, Pool)
            context = evolve(self.context(placed), rule=node.name.text)
            size = check_kind(node.size, "money", context, none=True)
            if size is not None:
                origin = context.origin(node.span, node.cites)
                outer = (self.scope.look_up(one, context.findings, "pool") for one in node.inside)
                inside = tuple(one.id for one in outer if one is not None)
                where = context.choices(node.inside_where)
                found.append(TypedPool(node.name.text, node.title, size, inside, where, origin))
        _check_pool_cycles(found, self.main)
        return tuple(found)

    def check_equivalences(self) -> tuple[Equivalence, ...]:
        """`count … as` lines."""
        found = []
        for placed in self.items(CountAs):
            node = placed.item
            assert isinstance(node, CountAs)
            context = evolve(self.context(placed), rule="count")
            people = self.scope.people(node.names, context.findings)
            target = self.scope.look_up(node.treated_as, context.findings, "identity")
            if target is not None:
                where = context.choices(node.where)
                origin = context.origin(node.span, node.cites)
                found.append(Equivalence(people, target.id, where, origin))
        return tuple(found)

    def in_force(self) -> tuple[tuple[int | None, int | None], Origin]:
        """From when until when the policy holds."""
        for placed in self.items(InForce):
            node = placed.item
            assert isinstance(node, InForce)
            context = evolve(self.context(placed), rule="in_force")
            return (node.start, node.end), context.origin(node.span, node.cites)
        return (None, None), Origin("in_force")

    def sources(self) -> tuple[Source, ...]:
        """The documents encoded."""
        return tuple(
            Source(
                one.item.name.text, one.item.number, date.fromordinal(one.item.issued).isoformat()
            )
            for one in self.placed
            if isinstance(one.item, SourceDocument)
        )

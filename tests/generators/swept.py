"""A policy without one of its parts, against the whole of it.

In: a source. Out: a `Swept`: the parts that may be taken out of it, whether what is left does
something else, and what is said of a part where it does not.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations, islice, product
from typing import Any, Final

import attrs
from attrs import define, field

from polc.compiler.lower.choices import complete_choices
from polc.compiler.lower.kept_lowering import KeptLowering
from polc.compiler.lower.lower import lower
from polc.compiler.model.readings import ReadingSpec
from polc.compiler.model.walk import walk
from polc.compiler.names.scope import LocatedItem, declare_names
from polc.compiler.pipeline import Compilation, SourceReader, compile_text
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.nodes.examples import ExamplesWith, ExampleSyntax
from polc.compiler.syntax.nodes.items import DatedBy, File, Group, Layers, Tally
from polc.compiler.syntax.nodes.values import Name, Syntax, Where
from polc.compiler.typed.nodes.program import Program
from polc.compiler.typed.policy import check_policy
from tests.generators.plan_effect import Effects
from tests.generators.taken_out import TakenOut, Under, parts_to_take, places_of

Choices = Mapping[str, str]

SAYS_SO: Final = frozenset(
    (
        "asks_a_claim",
        "backward_change",
        "cap_below_deductible",
        "empty_pool",
        "example_says_otherwise",
        "implied_condition",
        "line_without_effect",
        "outdone_alternative",
        "outdone_limit",
        "rate_passes_whole",
        "said_twice",
        "same_choices",
        "unreachable_otherwise",
        "unused_group",
        "unused_parameter",
        "unused_payer",
        "unused_pool",
        "unused_reading",
        "unused_list",
        "unused_tally",
    )
)
"""What says that something written has no effect."""

_MOST_TOGETHER: Final = 24
"""So many choices of several readings are tried where nothing else tells a part from its
absence."""


@define(eq=False)
class Swept:
    """A policy as it is read, to be compiled again and again; `every` item of it, and of those the
    `items` that are no examples, which say nothing of what it does."""

    file: File
    every: tuple[LocatedItem, ...]
    items: tuple[LocatedItem, ...]
    sources: Mapping[str, SourceText]
    name: str
    whole: Compilation
    _effects: Effects = field(factory=Effects, init=False)
    _lowered: KeptLowering = field(init=False)
    _known: dict[frozenset[tuple[str, str]], Any] = field(factory=dict, init=False)

    @_lowered.default
    def _check_whole(self) -> KeptLowering:
        program = self.check(self.items)
        assert program is not None
        return KeptLowering(program)

    @property
    def program(self) -> Program:
        """The whole policy, checked."""
        return self._lowered.program

    def parts(self) -> Iterator[TakenOut]:
        """Every part that may be taken out. A `where` that names the one choice that can be
        settled, or of which version of a clause a line is, is for those who read it; the row of a
        table of a group is one of each of its members, and their key; what is paid over the year's
        claims comes last of all layers, said or not. What stands under no choice is told at its
        `where`."""
        late = {known.id for known in self.program.benefits if known.per == "claims_of_year"}
        alone = {
            word
            for reading in self.program.readings
            if len(reading.settled) == 1
            for word in (reading.id, reading.title)
        }
        for place, located in enumerate(self.items):
            if self._dates_alike(located.item):
                continue
            for taken in parts_to_take(place, located, self.name):
                where = taken.part
                only = isinstance(where, Where) and (
                    where.reading.text in alone or ":" in taken.text or taken.names_a_version
                )
                last = isinstance(located.item, Layers) and taken.text in late
                if not only and not last and not self._stands_never(taken):
                    yield taken

    def _dates_alike(self, item: object) -> bool:
        """Whether it says of identities the day that counts for the rules, which holds anyhow."""
        dates = [known.item for known in self.items if isinstance(known.item, DatedBy)]
        if not isinstance(item, DatedBy) or item.what != "identities" or item.day is None:
            return False
        rules = [line.day.text for line in dates if line.what == "rules" and line.day is not None]
        return all(line.where is None for line in dates) and rules == [item.day.text]

    def _stands_never(self, taken: TakenOut) -> bool:
        """Whether no choice that can be settled lets the part stand."""
        allowed: dict[str, set[str]] = {}
        for word, choices in taken.under:
            known = self._reading(word)
            if known is not None:
                named = {
                    choice.id for choice in known.choices if {choice.id, choice.title} & {*choices}
                }
                allowed.setdefault(known.id, {*known.settled}).intersection_update(named)
        return taken.stands_never or not all(allowed.values())

    def changes(self, taken: TakenOut) -> bool:
        """Whether the policy without the part is refused, or does something else under some of the
        choices that are tried."""
        program = self.check(self._without(taken, self.items))
        if program is None:
            return True
        if isinstance(self.items[taken.place].item, ExamplesWith):
            return self._changes_examples(taken)
        tried = set[frozenset[tuple[str, str]]]()
        kept: KeptLowering | None = None
        for chosen in self._choices(taken):
            key = frozenset(complete_choices(self.program.readings, chosen)[0].items())
            if key not in tried:
                if self._effects.of(lower(program, chosen, kept)) != self._effect(key):
                    return True
                tried.add(key)
                kept = kept or KeptLowering(program)
        return False

    def _without(self, taken: TakenOut, items: tuple[LocatedItem, ...]) -> tuple[LocatedItem, ...]:
        """These items, with what is left of the one that the part is taken out of."""
        old = self.items[taken.place]
        place = next(at for at, item in enumerate(items) if item is old)
        left = (
            ()
            if taken.item is None
            else (attrs.evolve(old, item=taken.item, inherited_statements=taken.lines),)
        )
        return (*items[:place], *left, *items[place + 1 :])

    def _changes_examples(self, taken: TakenOut) -> bool:
        """Whether an example is another case without the part: `examples with` does nothing but
        give examples what they do not say themselves."""
        program = self.check(self._without(taken, self.every))
        before = self.check(self.every)
        assert before is not None
        return program is None or [example.case for example in program.examples] != [
            example.case for example in before.examples
        ]

    def check(self, items: tuple[LocatedItem, ...]) -> Program | None:
        """The program of these items; None where they are refused."""
        findings = {name: Findings(source) for name, source in self.sources.items()}
        scope = declare_names(items, findings)
        return check_policy(self.file, items, scope, findings, self.name)

    def _effect(self, chosen: frozenset[tuple[str, str]]) -> Any:
        """What the whole policy does under choices of all its readings."""
        if chosen not in self._known:
            plan = lower(self.program, dict(chosen), self._lowered)
            self._known[chosen] = self._effects.of(plan)
        return self._known[chosen]

    def _choices(self, taken: TakenOut) -> Iterator[Choices]:
        """The choices under which the part stands, with each of the readings that it names; then
        those of the readings that its item names, alone and two together, and of every one: what
        stands under a choice may be said of another."""
        standing = [*islice(self._standing(taken), _MOST_TOGETHER)]
        item = self.items[taken.place].item
        near = [[*self._alternatives(self._named_in(node))] for node in (taken.part, item)]
        for under in standing:
            yield under
            yield from ({**chosen, **under} for chosen in near[0])
        for under, chosen in product(standing, near[1]):
            yield {**chosen, **under}
        yield from self._alternatives(self.program.readings)
        pairs = combinations(self._named_in(item), 2)
        together = chain.from_iterable(
            product(*([(known.id, choice) for choice in known.settled] for known in pair))
            for pair in pairs
        )
        yield from map(dict, islice(together, _MOST_TOGETHER))
        yield from islice(self._where_asked(item, standing), _MOST_TOGETHER)

    def _where_asked(self, item: Any, standing: Iterable[Choices]) -> Iterator[Choices]:
        """The choices under which the part stands where its item is asked by its name: together
        with those under which a line of another item stands that says it."""
        name = getattr(item, "name", None)
        if not isinstance(name, Name):
            return
        for located in self.items:
            for under in places_of(located.item, {name.text, getattr(item, "title", name.text)}):
                for asked, own in product(islice(self._allowed(under), _MOST_TOGETHER), standing):
                    yield {**asked, **own}

    def _standing(self, taken: TakenOut) -> Iterator[Choices]:
        """The choices of the readings that the part stands under, all combinations of them; of the
        one that the part itself speaks of every choice."""
        speaks = taken.part.reading.text if isinstance(taken.part, Where) else ""
        return self._allowed(taken.under, speaks)

    def _allowed(self, under: Under, speaks: str = "") -> Iterator[Choices]:
        """All combinations of these choices, and every choice of the reading that `speaks`
        names."""
        allowed: dict[str, list[str]] = {}
        for word, choices in under:
            known = self._reading(word)
            if known is not None:
                before = allowed.get(known.id, [*known.settled])
                named = {
                    choice.id for choice in known.choices if {choice.id, choice.title} & {*choices}
                }
                allowed[known.id] = [choice for choice in before if choice in named] or before
        known = self._reading(speaks)
        if known is not None:
            allowed[known.id] = [*known.settled]
        names = [*allowed]
        for together in product(*allowed.values()):
            yield dict(zip(names, together, strict=True))

    def _reading(self, word: str) -> ReadingSpec | None:
        readings = self.program.readings
        return next((known for known in readings if word in (known.id, known.title)), None)

    def _named_in(self, node: object) -> list[ReadingSpec]:
        words = {part.text for part in walk(node) if isinstance(part, Name)}
        return [known for known in self.program.readings if {known.id, known.title} & words]

    def _alternatives(self, readings: Iterable[ReadingSpec]) -> Iterator[Choices]:
        """Each choice of each reading, by itself."""
        for known in readings:
            for choice in known.settled:
                yield {known.id: choice}

    def told(self, taken: TakenOut) -> tuple[str, ...]:
        """The codes that say of the part that it has no effect, where the whole file is compiled:
        of itself, of the line that it stands in, or of all lines that name the item which it is a
        part of."""
        found = self._told_itself(taken)
        if found or taken.item is None:
            return found
        holder = taken.holder.span.start if taken.holder is not None else -1
        item: Any = self.items[taken.place].item
        name = getattr(item, "name", None)
        asked = (
            [
                (located.source.name, line)
                for located in self.items
                if located.item is not item and not self._is_unused(located)
                for line in _lines_naming(located.item, {name.text, getattr(item, "title", "")})
            ]
            if isinstance(item, Group | Tally)
            else []
        )
        idle = {
            (known.source.name, known.span.start)
            for known in self.whole.diagnostics
            if known.code == "line_without_effect"
        }
        told = (taken.source.name, holder) in idle or (
            asked and all((source, line.span.start) in idle for source, line in asked)
        )
        return ("line_without_effect",) if told else ()

    def _is_unused(self, located: LocatedItem) -> bool:
        """Whether an item is told as one that nothing asks, by its name."""
        span = getattr(getattr(located.item, "name", None), "span", None)
        return any(
            known.code.startswith("unused_")
            and (known.source.name, known.span) == (located.source.name, span)
            for known in self.whole.diagnostics
        )

    def _told_itself(self, taken: TakenOut) -> tuple[str, ...]:
        """The codes that stand at the part, or at the name of its item."""
        located, span = self.items[taken.place], taken.part.span
        name = getattr(getattr(located.item, "name", None), "span", None)
        found = []
        for diagnostic in self.whole.diagnostics:
            if diagnostic.code not in SAYS_SO:
                continue
            places = [
                (diagnostic.source, diagnostic.span),
                *((at.source, at.span) for at in diagnostic.related),
            ]
            for source, at in places:
                of_item = at == name and diagnostic.code.startswith("unused_")
                meets = at.start < span.end and span.start < at.end
                if source.name == taken.source.name and (of_item or meets):
                    found.append(diagnostic.code)
        return tuple(found)


def _lines_naming(item: Any, words: set[str]) -> Iterator[Syntax]:
    """The lines of an item that name something; of one without lines the item itself."""
    lines = getattr(item, "statements", ()) or (item,)
    for line in lines:
        if any(isinstance(part, Name) and part.text in words for part in walk(line)):
            yield line


def read_swept(source: SourceText, read: SourceReader) -> Swept | None:
    """The policy; None where it does not compile."""
    whole = compile_text(source, read)
    if whole.program is None:
        return None
    named = whole.named
    assert named is not None
    every = named.items
    items = tuple(item for item in every if not isinstance(item.item, ExampleSyntax))
    return Swept(named.file, every, items, whole.sources, source.name, whole)

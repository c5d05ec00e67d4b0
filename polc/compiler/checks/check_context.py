"""What checks look at: a policy that compiles, in each of its forms.

In: the items of a compilation, the program and the plan under the default readings. Out: a
`CheckContext`, with the words that statements use and the places of typed lines.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from attrs import field

from polc.compiler.checks.asked_words import count_asked_words
from polc.compiler.checks.complete_case import DemandingPlan, complete_case, prepare_demands
from polc.compiler.checks.witness import make_witness
from polc.compiler.lower.kept_lowering import KeptLowering
from polc.compiler.model.origin import Origin
from polc.compiler.model.walk import parts_by_class
from polc.compiler.names.scope import LocatedItem, Scope
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.plan import Plan
from polc.compiler.readers.bounds.find_bounds import (
    Bound,
    MeasuredPlan,
    bounds_of,
    measure_plan,
)
from polc.compiler.readers.regions.survey import Survey, survey_plan
from polc.compiler.report.diagnostics import Label
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.examples import Examples
from polc.compiler.syntax.nodes.statements import Reading
from polc.compiler.syntax.nodes.values import Name
from polc.compiler.typed.nodes.program import Program
from polc.messages.text import Text
from polc.records.mutable import define

P = TypeVar("P")


@define(kw_only=True)
class CheckContext:
    """A policy that compiles; `main` is the name of its own source, `kept` what its lowering under
    other choices may share with that under the defaults."""

    main: str
    located: tuple[LocatedItem, ...]
    scope: Scope
    program: Program
    plan: Plan
    kept: KeptLowering
    findings: Mapping[str, Findings]
    _words: Counter[str] | None = field(default=None, init=False)
    _asked_words: Counter[str] | None = field(default=None, init=False)
    _by_file: dict[str, tuple[list[LocatedItem], list[LocatedItem]]] = field(
        factory=dict, init=False
    )
    """The items of a file in its order, and those of them that have statements of another."""
    _parts: dict[int, Mapping[type, list[Any]]] = field(factory=dict, init=False)
    """The parts of each item that was asked for some, by the item's place in memory."""
    _demanding: DemandingPlan | None = field(default=None, init=False)
    _survey: Survey | None = field(default=None, init=False)
    _measured: MeasuredPlan | None = field(default=None, init=False)
    _bounds: Mapping[NodeId, Bound] | None = field(default=None, init=False)

    @property
    def own(self) -> Findings:
        """The findings of the policy's own file."""
        return self.findings[self.main]

    @property
    def everybody(self) -> tuple[str, ...]:
        """The ids of all identities; empty of whoever has none."""
        return ("", *(identity.id for identity in self.program.identities))

    def find_reading(self, name: Name) -> Reading | None:
        """The reading of a name."""
        symbol = self.scope.words.get(name.text)
        return symbol.node if symbol is not None and isinstance(symbol.node, Reading) else None

    def own_items(self, *types: type) -> Iterator[Any]:
        """The items of these types that the policy's own file declares."""
        for item in self.located:
            if item.source.name == self.main and isinstance(item.item, types):
                yield item.item

    def parts(self, item: object, kind: type[P]) -> Sequence[P]:
        """What an item has of a class, in its order; the item is walked once for all that ask."""
        found = self._parts.get(id(item))
        if found is None:
            found = self._parts[id(item)] = parts_by_class(item)
        return found.get(kind, ())

    def has_any(self, item: object, *kinds: type) -> bool:
        """Whether an item has a part of one of these classes."""
        return any(self.parts(item, kind) for kind in kinds)

    def items_from(self, name: str, start: int) -> Iterator[LocatedItem]:
        """The items of a file that end behind a place of it, and before them those that have
        statements of another file."""
        if name not in self._by_file:
            items = [item for item in self.located if item.source.name == name]
            items.sort(key=_end_of)
            self._by_file[name] = items, [item for item in items if item.inherited_statements]
        items, inheriting = self._by_file[name]
        yield from islice(inheriting, bisect_right(inheriting, start, key=_end_of))
        yield from islice(items, bisect_right(items, start, key=_end_of), None)

    @property
    def words(self) -> Counter[str]:
        """How often each name is said outside of examples, declarations included."""
        if self._words is None:
            self._words = Counter(
                part.text
                for item in self.located
                if not isinstance(item.item, Examples)
                for part in self.parts(item.item, Name)
            )
        return self._words

    @property
    def asked_words(self) -> Counter[str]:
        """The same of what is asked itself: no group, tally or pool that no rule asks."""
        if self._asked_words is None:
            self._asked_words = count_asked_words(
                self.located, self.words, self.scope, self.program
            )
        return self._asked_words

    @property
    def survey(self) -> Survey:
        """Which cases reach what of the plan, found when it is first asked."""
        if self._survey is None:
            self._survey = survey_plan(self.plan)
        return self._survey

    @property
    def demanding(self) -> DemandingPlan:
        """What the plan demands of a case, prepared when the first case is shown."""
        if self._demanding is None:
            self._demanding = prepare_demands(self.plan)
        return self._demanding

    @property
    def measured(self) -> MeasuredPlan:
        """How large each step of the plan can become, found when it is first asked."""
        if self._measured is None:
            self._measured = measure_plan(self.plan)
        return self._measured

    @property
    def bounds(self) -> Mapping[NodeId, Bound]:
        """Between which figures each node lies, found when it is first asked."""
        if self._bounds is None:
            self._bounds = bounds_of(self.measured)
        return self._bounds

    def is_said(self, name: str, title: str, own: int = 1) -> bool:
        """Whether something that is asked says the name or the title, beside the declaration, which
        says the name `own` times."""
        return self.asked_words[name] > own or (title != name and self.asked_words[title] > 0)

    @property
    def first_day(self) -> date:
        """A day on which the policy is in force, for cases that show something."""
        starts = [
            statement.start for statement in self.program.dates if statement.what == "in_force"
        ]
        days = [date.fromordinal(start) for start in starts if start is not None]
        return max(days, default=date(2022, 1, 1)).replace(month=6, day=1)

    def witness(
        self,
        people: Sequence[str] = (),
        in_policy: int = 2_000_000,
        year: int | None = None,
    ) -> dict[str, Any]:
        """A case on such a day, of another year where one is given: a person with one stay of
        so much fen in policy."""
        day = self.first_day.replace(year=year or self.first_day.year)
        made = make_witness(self.program.policy, day.isoformat(), people, in_policy)
        return complete_case(made, self.demanding)

    def is_own(self, origin: Origin) -> bool:
        """Whether a line stands in the policy's own file."""
        return origin.file == self.main

    def label(self, origin: Origin, text: Text) -> Label:
        """A typed line as a related place."""
        findings, span = self.place(origin)
        return Label(findings.source, span, text)

    def place(self, origin: Origin) -> tuple[Findings, Span]:
        """The file of a typed line, and its text there without the indentation."""
        findings = self.findings.get(origin.file, self.own)
        source = findings.source
        if not 1 <= origin.line <= source.line_count:
            return findings, Span(0, 1)
        text = source.line_text(origin.line).partition("#")[0].rstrip()
        start = source.start_of(origin.line) + len(text) - len(text.lstrip())
        return findings, Span(start, start + max(1, len(text.strip())))


def _end_of(item: LocatedItem) -> int:
    return item.item.span.end

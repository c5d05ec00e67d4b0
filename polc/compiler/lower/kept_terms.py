"""What the lowerings of one program under many choices share: the terms that stand under them.

In: a benefit or report, choices. Out: its `Terms`, sorted out once for all choices that are the
same in the readings that it names, and what is asked of them, found once.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from attrs import field

from polc.compiler.lower.choose_terms import choose_terms
from polc.compiler.lower.terms import Terms
from polc.compiler.model.walk import walk, walk_records
from polc.compiler.typed.nodes.chosen import stands
from polc.compiler.typed.nodes.program import Program, TypedBenefit, TypedReport
from polc.compiler.typed.nodes.statements import RivalStatement
from polc.compiler.typed.nodes.values import LayerValue, OfStay
from polc.records.mutable import define

T = TypeVar("T")


@define(eq=False)
class KeptTerms:
    """What was found so far of the benefits and reports of one program."""

    program: Program
    _ids: frozenset[str] = field(init=False)
    _readings: dict[str, tuple[str, ...]] = field(init=False, factory=dict)
    _terms: dict[tuple[object, ...], Terms] = field(init=False, factory=dict)
    _found: dict[tuple[int, str], Any] = field(init=False, factory=dict)
    _kept: set[int] = field(init=False, factory=set)
    _of_stay: set[str] = field(init=False, factory=set)
    _reports_ask_of_stay: list[bool] = field(init=False, factory=list)
    rivals: Mapping[str, tuple[TypedBenefit, ...]] = field(init=False)
    """Of a benefit those that name it as the one that pays unless they would pay more."""
    _above_cap: list[frozenset[str]] = field(init=False, factory=list)

    @_ids.default
    def _name_readings(self) -> frozenset[str]:
        return frozenset(reading.id for reading in self.program.readings)

    @rivals.default
    def _find_rivals(self) -> Mapping[str, tuple[TypedBenefit, ...]]:
        found: dict[str, dict[str, TypedBenefit]] = {}
        for benefit in self.program.benefits:
            for line in benefit.statements:
                if isinstance(line, RivalStatement):
                    found.setdefault(line.benefit, {})[benefit.id] = benefit
        return {named: tuple(rivals.values()) for named, rivals in found.items()}

    def choose(self, benefit: TypedBenefit | TypedReport, choices: Mapping[str, str]) -> Terms:
        """The terms that stand."""
        named = self._readings.get(benefit.id)
        if named is None:
            parts = list(walk(benefit))
            words = {part for part in parts if isinstance(part, str)}
            named = self._readings[benefit.id] = tuple(sorted(self._ids & words))
            if any(isinstance(part, OfStay) for part in parts):
                self._of_stay.add(benefit.id)
        key = (benefit.id, *(choices[reading] for reading in named))
        terms = self._terms.get(key)
        if terms is None:
            terms = choose_terms(benefit, lambda where: stands(where, choices))
            self._terms[key] = terms
            self._kept.add(id(terms))
        return terms

    def choose_of(self, name: str, choices: Mapping[str, str]) -> Terms:
        """The terms that stand of the benefit of this id."""
        asked = next(benefit for benefit in self.program.benefits if benefit.id == name)
        return self.choose(asked, choices)

    def once(self, name: str, find: Callable[[Terms], T], terms: Terms) -> T:
        """What a function of this name finds of terms, and of the choices that these hang on."""
        key = (id(terms), name)
        if key in self._found:
            found: T = self._found[key]
            return found
        found = find(terms)
        if id(terms) in self._kept:
            self._found[key] = found
        return found

    def may_ask_of_stay(self, terms: Terms) -> bool:
        """Whether the benefit whose terms these are asks for a figure of the stay under any
        choices."""
        return terms.owner in self._of_stay

    @property
    def reports_ask_of_stay(self) -> bool:
        """Whether a report asks for a figure of the stay."""
        if not self._reports_ask_of_stay:
            parts = walk_records(self.program.reports)
            self._reports_ask_of_stay.append(any(isinstance(part, OfStay) for part in parts))
        return self._reports_ask_of_stay[0]

    def is_asked_above_cap(self, benefit: str) -> bool:
        """Whether anything asks what of the cost lies above the limits of this benefit."""
        if not self._above_cap:
            asked = (part for part in walk_records(self.program) if isinstance(part, LayerValue))
            found = frozenset(part.benefit for part in asked if part.part == "above_cap")
            self._above_cap.append(found)
        return benefit in self._above_cap[0]

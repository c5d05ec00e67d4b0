"""What a plain case tells of the person's year, straight from what was read of the person.

In: an executable policy, what is fixed for the person and the year, the sums after the last claim.
Out: `YearTeller`, which gives what `settle_person_year` gives, as the contract's JSON says it or as
that has it, and what the rights of the year ask for.
"""

from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any, Final

from attrs import field

from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.amounts import MISSING, format_money
from polc.runtime.benefit_year import days_of_year, last_day
from polc.runtime.errors import Problem
from polc.runtime.executable import Executable, Output, State
from polc.runtime.plain.plain_claim import CONSTANTS, Pick, Target, take_at
from polc.runtime.plain.settle_plain import Fixed, FixedOn
from polc.runtime.remember import remember
from polc.runtime.settle.reports import RightOf, run_right
from polc.runtime.settle.settle_year import SettledYear, lack_day, possible_days

_ZERO = CONSTANTS.index(0)

_MOST_KNOWN: Final = 1024
"""So much of what is told is kept: many people are alike in what their year asks."""

YearTold = tuple[dict[str, Any], list[tuple[str, Problem]]]
"""Results by name, what those lack that stay open."""


@frozen(eq=False, kw_only=True)
class _YearOutput:
    """A result of a benefit of the person's year; `day` the day on which it looks at the person,
    or where `is_given` the place of that day among what is fixed; `lacks_day` what it lacks
    without; `pick` takes its arguments out of what is fixed, the day and the sums; `is_payer`
    whether it is the number of who pays."""

    output: Output
    day: int
    is_given: bool
    lacks_day: Problem
    pick: Pick
    is_payer: bool


@define(eq=False)
class YearTeller:
    """`fixed` are the inputs behind `CONSTANTS` in what is fixed for a person and a year."""

    executable: Executable
    year: int
    fixed: tuple[Target, ...]
    _outputs: tuple[_YearOutput, ...] = field(init=False)
    _rights: dict[str, Pick] = field(init=False)
    """How the arguments of a right of the year are taken, by its result."""
    _last: int = field(init=False)
    _asked: Pick | None = field(init=False)
    """What the results ask of what is fixed, where they ask for no sum."""
    _known: dict[tuple[int, ...], YearTold] = field(init=False, factory=dict)
    """What was told, by that."""
    _settled: dict[tuple[int, ...], Mapping[str, SettledYear]] = field(init=False, factory=dict)
    """What the benefits came to, by the same."""
    _known_rights: dict[tuple[str, tuple[int, ...]], int | Problem] = field(
        init=False, factory=dict
    )
    """What a right was found to be, by its result and what that asks for."""

    @_outputs.default
    def _find_outputs(self) -> tuple[_YearOutput, ...]:
        first, last = days_of_year(self.year, self.executable.layout.year_begins)
        days = {"first_day": first, "last_day": last}
        at = self._places()
        return tuple(
            _YearOutput(
                output=output,
                day=days[benefit.as_of] if benefit.as_of in days else at["person", benefit.as_of],
                is_given=benefit.as_of not in days,
                lacks_day=lack_day(benefit),
                pick=self._pick(output, with_sums=True),
                is_payer=output.name == benefit.payer,
            )
            for benefit in self.executable.person_year
            for output in benefit.outputs
        )

    @_rights.default
    def _find_rights(self) -> dict[str, Pick]:
        return {
            report.outputs[0].name: self._pick(report.outputs[0], with_sums=False)
            for report in self.executable.reports
            if report.per == "person_year"
        }

    @_last.default
    def _find_last(self) -> int:
        return last_day(self.year, self.executable.layout.year_begins)

    @_asked.default
    def _find_asked(self) -> Pick | None:
        if any(told.output.state for told in self._outputs):
            return None
        at = self._places()
        inputs = chain.from_iterable(told.output.inputs for told in self._outputs)
        asked = {at[input_] for input_ in inputs if input_ in at and input_ != ("system", "date")}
        return take_at(sorted(asked | {told.day for told in self._outputs if told.is_given}))

    def _places(self) -> dict[Target, int]:
        at = {target: len(CONSTANTS) + place for place, target in enumerate(self.fixed)}
        at["system", "date"] = len(CONSTANTS) + len(self.fixed)
        return at

    def _pick(self, output: Output, *, with_sums: bool) -> Pick:
        at = self._places()
        places = [at.get(input_, CONSTANTS.index(MISSING)) for input_ in output.inputs]
        if with_sums:
            first = len(CONSTANTS) + len(at)
            sums = {name: first + place for place, name in enumerate(self.executable.state)}
            places += [sums.get(name, _ZERO) for name in output.state]
        return take_at(places)

    def tell(self, fixed: Fixed | FixedOn, sums: State) -> YearTold | None:
        """The results, and what those lack that stay open; None where the case must be made by
        name for it."""
        if callable(fixed) or self._asked is None:
            return self._tell(fixed, sums)
        key = self._asked(fixed)
        told = self._known.get(key)
        if told is None:
            told = self._tell(fixed, sums)
            if told is None:
                return None
            remember(self._known, key, told, _MOST_KNOWN)
        return told[0].copy(), told[1].copy()

    def tell_amount(self, name: str, fixed: Fixed | FixedOn, sums: State) -> str | None:
        """A result that is an amount and known; None of any other name."""
        for told in self._outputs:
            if told.output.name == name and not told.is_payer:
                result = self._settle(told, fixed, sums)
                return format_money(result) if isinstance(result, int) else None
        return None

    def find_settled(
        self, fixed: Fixed | FixedOn, settle: Callable[[], Mapping[str, SettledYear]]
    ) -> Mapping[str, SettledYear]:
        """What the benefits came to, which `settle` finds: once for all who are alike in what the
        results ask."""
        if callable(fixed) or self._asked is None:
            return settle()
        key = self._asked(fixed)
        found = self._settled.get(key)
        if found is None:
            found = settle()
            remember(self._settled, key, found, _MOST_KNOWN)
        return found

    def _tell(self, fixed: Fixed | FixedOn, sums: State) -> YearTold | None:
        found: dict[str, Any] = {}
        lacking: list[tuple[str, Problem]] = []
        for told in self._outputs:
            result = self._settle(told, fixed, sums)
            if result is None:
                return None
            name = told.output.name
            if isinstance(result, Problem):
                found[name] = None
                lacking.append((f"person_year.{name}", result))
            elif told.is_payer:
                found[name] = self.executable.payers[result - 1] if result else None
            else:
                found[name] = format_money(result)
        return found, lacking

    def _settle(
        self, told: _YearOutput, fixed: Fixed | FixedOn, sums: State
    ) -> int | Problem | None:
        """A result, or what it lacks; None where it hangs on the day on which the person is
        looked at."""
        output, day = told.output, told.day
        if told.is_given:
            day = (fixed(self._last) if callable(fixed) else fixed)[day]
            if day == MISSING:
                return None if callable(fixed) else self._settle_on_any_day(told, fixed, sums)
        known = fixed(day) if callable(fixed) else fixed
        result = output.settle(*told.pick((*known, day, *sums)))
        return output.refusal(result[0]) if result[0] else result[1]

    def _settle_on_any_day(self, told: _YearOutput, fixed: Fixed, sums: State) -> int | Problem:
        """The same of a person who is the same on all days, where the day is not known."""
        output, begins = told.output, self.executable.layout.year_begins
        days = possible_days(self.year, begins)
        first, last = (output.settle(*told.pick((*fixed, day, *sums))) for day in days)
        if last[0]:
            # The day is not what keeps it from being known.
            return output.refusal(last[0])
        return last[1] if first == last else told.lacks_day

    def rights_for(self, fixed: Fixed) -> RightOf:
        """The rights of the year of a person who is the same on all days."""
        vector = (*fixed, self._last)

        def find_right(output: Output) -> int | Problem:
            arguments = self._rights[output.name](vector)
            key = (output.name, arguments)
            found = self._known_rights.get(key)
            if found is None:
                found = run_right(output, arguments)
                remember(self._known_rights, key, found, _MOST_KNOWN)
            return found

        return find_right

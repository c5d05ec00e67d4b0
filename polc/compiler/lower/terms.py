"""What the lowering of a benefit has before it: the lines that stand, and the accumulators.

In: a typed benefit or report and the choices of readings. Out: `Terms`.
"""

from collections.abc import Callable, Mapping

from attrs import define, evolve, field

from polc.compiler.model.origin import Origin
from polc.compiler.plan.plan import Accumulator
from polc.compiler.typed.assignments import AT_MOST_ONE, SINGLE
from polc.compiler.typed.program import (
    TypedBenefit,
    TypedLine,
    TypedPool,
    TypedReport,
    TypedSplit,
)
from polc.compiler.typed.typed import Chosen


@define
class AccumulatorTable:
    """The accumulators the claims of a policy need, by id."""

    pools: Mapping[str, TypedPool]
    found: dict[str, Accumulator] = field(factory=dict)

    def branch(self) -> "AccumulatorTable":
        """A table that goes on from here without touching this one."""
        return AccumulatorTable(self.pools, dict(self.found))

    def take(self, accumulator: Accumulator) -> str:
        """Declares an accumulator, which may open with several benefits; its id."""
        known = self.found.setdefault(accumulator.id, accumulator)
        opens = tuple(dict.fromkeys((*known.opens, *accumulator.opens)))
        self.found[accumulator.id] = evolve(known, opens=opens)
        return accumulator.id


@define
class Terms:
    """The lines of a benefit that stand under the choices of the plan; `benefit.id` is what
    its nodes are called by, `owner` the benefit itself, `part` what its accumulators are
    called by; `fallen` are the readings under which other lines fell away."""

    benefit: TypedBenefit | TypedReport
    by_term: dict[str, tuple[TypedLine, ...]]
    origin: Origin
    owner: str
    part: str
    fallen: tuple[str, ...] = ()

    def lines(self, term: str) -> tuple[TypedLine, ...]:
        """All lines of a term."""
        return self.by_term.get(term, ())

    def line(self, term: str) -> TypedLine | None:
        """The one line of a term, or None."""
        found = self.lines(term)
        return found[0] if found else None

    def origin_of(self, term: str) -> Origin:
        """Where a term comes from; the benefit itself where it says nothing."""
        found = self.line(term)
        return found.origin if found is not None else self.origin

    def paid_origin(self) -> Origin:
        """What a payment is cited with: the rate, the bands, the amount or the kinds of care,
        else the benefit."""
        terms = ("bands", "pay", "rate", "cases")
        return next((self.origin_of(one) for one in terms if self.lines(one)), self.origin)

    @property
    def deductible_period(self) -> str | None:
        """year, stay, claim; None where there is no deductible."""
        found = self.line("deductible")
        return found.period if found is not None else None

    @property
    def mode(self) -> str:
        """How the line goes on: cumulated, start_again, or empty. What is computed over the
        year's claims together is cumulated."""
        found = self.line("mode")
        if found is not None:
            return found.mode
        split = self.split
        if split is not None:
            return "" if split.how == "each" else "cumulated"
        of_year = isinstance(self.benefit, TypedBenefit) and self.benefit.per == "claims_of_year"
        return "cumulated" if of_year else ""

    @property
    def split(self) -> TypedSplit | None:
        """How the deductible is taken from parts with rates of their own, if it is."""
        found = self.line("deductible")
        return found.split if found is not None else None

    @property
    def line_period(self) -> str | None:
        """Along what the benefit's line runs: its deductible's period; a benefit with
        bands or a mode and no deductible counts along the year."""
        if self.deductible_period is not None:
            return self.deductible_period
        return "year" if self.lines("bands") or self.mode else None


def choose_lines(
    benefit: TypedBenefit | TypedReport, stands: Callable[[Chosen | None], bool]
) -> Terms:
    """The lines that stand under this plan's choices, by term. A term with one line
    carries the readings of all lines of the term; the readings of other lines and
    changes that fell away stand where the benefit opens."""
    kept: dict[str, list[TypedLine]] = {}
    for line in benefit.lines:
        if stands(line.where):
            chosen = next((one for one, where in line.periods if stands(where)), line.period)
            kept.setdefault(line.term, []).append(evolve(line, period=chosen))
    readings: dict[str, set[str]] = {}
    for line in benefit.lines:
        if line.where is not None:
            readings.setdefault(line.term, set()).add(line.where[0])
        for _, where in line.periods:
            readings.setdefault(line.term, set()).add(where[0])
    single = (*SINGLE, *AT_MOST_ONE)
    marked = {
        term: tuple(
            evolve(
                line, origin=evolve(line.origin, readings=tuple(sorted(readings.get(term, set()))))
            )
            if term in single
            else line
            for line in lines
        )
        for term, lines in kept.items()
    }
    changes = benefit.changes if isinstance(benefit, TypedBenefit) else ()
    fallen = {
        line.where[0]
        for line in benefit.lines
        if line.where is not None
        and not stands(line.where)
        and (line.term not in single or line.term not in kept)
    }
    fallen |= {one.where[0] for one in changes if one.where is not None and not stands(one.where)}
    return Terms(benefit, marked, benefit.origin, benefit.id, benefit.id, tuple(sorted(fallen)))

"""Lines of the whole policy under the chosen readings: days, rounding, windows."""

from polc.compiler.lower.appender import RoundingRule
from polc.compiler.lower.lowering import Lowering
from polc.compiler.model.origin import Origin
from polc.compiler.plan.plan import Dates, PlanWindow
from polc.compiler.typed.nodes.program import Program, TypedDates


def lower_dates(program: Program, lowering: Lowering) -> Dates:
    """Which days count. Identities are looked up on the day of the rules where nothing else
    is said."""
    force = _line(program, lowering, "in_force")
    rules = _line(program, lowering, "rules")
    identities = _line(program, lowering, "identities")
    day = rules.day if rules is not None else "date"
    return Dates(
        start=force.start if force is not None else None,
        end=force.end if force is not None else None,
        parameter=force.parameter if force is not None else "",
        year_begins=find_year_begins(program, lowering),
        rules=day,
        identities=identities.day if identities is not None and not identities.of_year else day,
        of_year=identities is not None and identities.of_year,
        origin=force.origin if force is not None else Origin("in_force"),
        known=force is None or force.start is not None or bool(force.parameter),
    )


def find_year_begins(program: Program, lowering: Lowering) -> int:
    """The month on whose first day the benefit year begins."""
    line = _line(program, lowering, "benefit_year")
    return line.begins if line is not None else 1


def splits_stays(program: Program, lowering: Lowering) -> bool:
    """Whether a stay across years is split, with one deductible for its parts."""
    line = _line(program, lowering, "stays")
    return line is not None and line.split


def lower_rounding(program: Program, lowering: Lowering) -> RoundingRule:
    """How the policy rounds."""
    line = _line(program, lowering, "round")
    if line is None:
        return RoundingRule()
    return RoundingRule(line.unit, line.down, line.each_step, line.origin)


def lower_windows(program: Program, lowering: Lowering) -> tuple[PlanWindow, ...]:
    """The windows that stand."""
    return tuple(
        PlanWindow(
            id=window.id,
            title=window.title,
            start=window.start,
            end=window.end,
            days=window.days,
            flag=window.flag,
            payer=window.payer,
            origin=window.origin,
        )
        for window in program.windows
        if lowering.stands(window.where)
    )


def _line(program: Program, lowering: Lowering, what: str) -> TypedDates | None:
    """The line that a reading chose, else the one that always stands."""
    found = [date for date in program.dates if date.what == what and lowering.stands(date.where)]
    return next((dates for dates in found if dates.where is not None), found[0] if found else None)

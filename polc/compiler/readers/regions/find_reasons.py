"""Why no case reaches a line: what has its cases before it, or what excludes them.

In: a line that no case reaches, the cases of its block. Out: a `Reason`: the lines that have its
cases, with one of those, or the condition after which none is left.
"""

from collections.abc import Sequence
from contextlib import suppress

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.payment_steps import Stop
from polc.compiler.plan.steps import BenefitSteps
from polc.compiler.readers.regions.atoms import ValueAtom
from polc.compiler.readers.regions.evaluate import lies_in
from polc.compiler.readers.regions.find_kinds import FoundKinds
from polc.compiler.readers.regions.find_tables import FoundTable, Ranges, line_for
from polc.compiler.readers.regions.search import Cases, Found, TooManyError


@frozen
class Reason:
    """`rows` are the lines of the same table that have its keys; `taken` the kinds of care that
    have its cases, `excluded` the condition after which none is left; `case` one that comes to
    what is before it, or that the conditions turn away."""

    rows: tuple[int, ...] = ()
    taken: Origin | None = None
    excluded: Origin | None = None
    case: Found | None = None


NO_REASON = Reason()


def why_no_row(found: FoundTable, place: int, cases: Cases) -> Reason:
    """Of a line of a table: every key of it has a line before, or the table is never asked with
    one."""
    table, atoms = found.table, cases.atoms
    cells = [cell for cell in atoms.cells(found.key) if lies_in(cell, table.arms[place].ranges)]
    before = {line_for(table, cell) for cell in cells}
    if not cells:
        return NO_REASON
    if max(before) >= place:
        return Reason(case={ValueAtom(found.key): cells[0]})
    case = find_case_for_key(found, table.arms[place].ranges, cases)
    return Reason(rows=tuple(sorted(before)), case=case)


def find_case_for_key(found: FoundTable, ranges: Ranges, cases: Cases) -> Found | None:
    """A case in which the table is asked with the first of these keys; None where none is known."""
    guard = found.table.guard
    cell = next((cell for cell in cases.atoms.cells(found.key) if lies_in(cell, ranges)), None)
    if cell is None:
        return None
    with suppress(TooManyError):
        return cases.find(
            lambda partial: (
                (guard is None or partial.flag(guard))
                and lies_in(partial.value(found.key), (cell,))
            ),
            {ValueAtom(found.key): cell},
        )
    return None


def why_no_kind(found: FoundKinds, place: int, steps: BenefitSteps, cases: Cases) -> Reason:
    """Of a kind of care: those before it have every claim of its condition, or a condition of
    the benefit excludes it."""
    condition = found.kinds[place].condition
    with suppress(TooManyError):
        for before in found.kinds[:place]:
            case = cases.find(
                lambda partial, flag=before.flag: (
                    partial.every((steps.open, flag))  # type: ignore[misc]  # its default
                    and (condition is None or partial.asked(condition))
                )
            )
            if case is not None:
                return Reason(taken=before.origin, case=case)
        if condition is not None:
            for count, stop in enumerate(steps.stops):
                flags = [earlier.flag for earlier in steps.stops[: count + 1]]
                if not cases.exist(
                    lambda partial, flags=flags: (
                        partial.every(flags) and partial.asked(condition)  # type: ignore[misc]  # its default
                    )
                ):
                    return Reason(excluded=stop.origin)
    return NO_REASON


def why_never(stops: Sequence[Stop], cases: Cases) -> Reason:
    """Of a benefit or an alternative: the condition after which no case is left."""
    with suppress(TooManyError):
        for count, stop in enumerate(stops):
            flags = [earlier.flag for earlier in stops[: count + 1]]
            if not cases.exist(lambda partial, flags=flags: partial.every(flags)):  # type: ignore[misc]  # its default
                return Reason(excluded=stop.origin)
    return NO_REASON

"""What was used in the year before the first claim, as the figures with which sums begin.

In: a program of a year, the openings of second tables. Out: `OpenedRows`: where sums begin, and the
rows of openings that the program reads.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import field

from polc.batch.columns.integer_arrays import number_groups
from polc.batch.columns.year_program import YearProgram
from polc.batch.row_program import CLAIM
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.errors import Problems
from polc.runtime.read.read_opening import read_opening
from polc.runtime.remember import remember
from polc.runtime.settle.settle import open_state

_MOST_KNOWN: Final = 1 << 14

Opened = tuple[int, ...] | None
"""A figure for each of the program's sums of a year; None where it is not plainly right."""


@frozen(eq=False)
class OpenedRows:
    """Of each row 1 where the sums of a person begin, 2 where they begin with the next row of the
    openings (`start`), and whether its person needs care (`odd`); `figures` are these rows, one
    behind the other."""

    start: Any
    figures: Any
    odd: Any


@define(eq=False)
class OpeningReader:
    """Reads openings; each is read once."""

    _known: dict[tuple[int, str], tuple[Opened]] = field(factory=dict)

    def read(
        self,
        program: YearProgram,
        begins: Any,
        openings: Sequence[Mapping[str, Any] | None] | None,
    ) -> OpenedRows:
        """`begins` are the first rows of persons, `openings` those of the persons in their order
        (None: there is none)."""
        import pyarrow
        from pyarrow import compute

        start = begins.cast(pyarrow.int64())
        none = pyarrow.array([0], pyarrow.int64())
        if not openings or not any(openings):
            return OpenedRows(start, none, pyarrow.repeat(pyarrow.scalar(False), len(begins)))
        opens, figures, odd = [], list[int](), []
        for opening in openings:
            found = None if opening is None else self._read(program, opening)
            opens.append(found is not None)
            odd.append(opening is not None and found is None)
            figures += found or ()
        group = number_groups(begins)
        with_opening = pyarrow.array(opens, pyarrow.bool_()).take(group)
        return OpenedRows(
            start=compute.add(start, compute.and_(begins, with_opening).cast(pyarrow.int64())),
            figures=pyarrow.array(figures, pyarrow.int64()) if figures else none,
            odd=pyarrow.array(odd, pyarrow.bool_()).take(group),
        )

    def _read(self, program: YearProgram, opening: Mapping[str, Any]) -> Opened:
        key = program.year.year, str(opening)
        known = self._known.get(key)
        if known is None:
            known = (_open(program, opening),)
            remember(self._known, key, known, _MOST_KNOWN)
        return known[0]


def _open(program: YearProgram, given: Mapping[str, Any]) -> Opened:
    executable, problems = program.year.executable, Problems()
    opening = read_opening(given, program.year.layout, problems, [])
    if problems.found:
        return None
    sums = dict(zip(executable.state, open_state(executable, opening).sums, strict=True))
    reports = {told.function: told.report for told in program.rows.told}
    own = {
        (report.id, acc): opening.get(group, {}).get(name, 0)
        for report in executable.reports
        for acc, (group, name) in report.own_openings
    }
    wanted = program.rows.program.year_sums
    of_year = {total.acc for total in wanted if total.owner == CLAIM}
    if any(fen and acc not in of_year for acc, fen in sums.items()):
        return None
    return tuple(
        sums[total.acc] if total.owner == CLAIM else own.get((reports[total.owner], total.acc), 0)
        for total in wanted
    )

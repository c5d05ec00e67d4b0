"""What the targets of a policy come to, from the claims that a mapping says they are of.

In: a mapping; settled columns, or what persons' rows came to. Out: by target and `Measured` a sum
in fen, or how many claims cannot be measured: one whose `whole` or whose `part` is not known is in
neither sum.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal

from attrs import field

from polc.batch.columns.batch_reader import BatchReader
from polc.batch.columns.read_parts import CellPart, make_text_part
from polc.batch.columns.settled_columns import SettledColumns, YearRows
from polc.batch.mapping import ColumnMapping, TargetMeasure
from polc.batch.person_outcome import PersonOutcome, SettledYearOfPerson
from polc.batch.read_cells import read_fen
from polc.batch.read_row import BureauRow
from polc.records.mutable import define
from polc.runtime.amounts import MISSING

Measured = Literal["part", "whole", "claims", "not_known"]
"""Sums in fen; how many claims they are of, and how many are not known."""

TargetSums = Counter[tuple[str, str]]
"""By target and `Measured`."""


@define(kw_only=True, eq=False)
class TargetMeter:
    """Measures batch after batch."""

    mapping: ColumnMapping
    _words: dict[str, tuple[CellPart, list[str]]] = field(init=False)

    @_words.default
    def _find_words(self) -> dict[str, tuple[CellPart, list[str]]]:
        """By field what reads its words, and the words that it has met."""
        found = {}
        for name in sorted({name for of in self.mapping.targets.values() for name in of.among}):
            words: list[str] = []
            found[name] = make_text_part(self.mapping, name, words), words
        return found

    def of_columns(self, settled: SettledColumns) -> TargetSums:
        """What settled columns come to."""
        sums: TargetSums = Counter()
        if not self.mapping.targets:
            return sums
        reader = BatchReader(settled.batch.texts)
        said = {name: reader.read_part(part) for name, (part, _) in self._words.items()}
        for done in settled.years:
            for name, measure in self.mapping.targets.items():
                self._add_columns(sums, name, measure, done, said)
        return sums

    def _add_columns(
        self,
        sums: TargetSums,
        name: str,
        measure: TargetMeasure,
        done: YearRows,
        said: Mapping[str, Any],
    ) -> None:
        import pyarrow
        from pyarrow import compute

        outputs = done.results.outputs
        flags = dict(done.program.year.executable.flagged)
        whole = done.given["claim", measure.whole]
        kept = pyarrow.repeat(pyarrow.scalar(True), len(done.at))
        for of, choices in measure.among.items():
            words = self._words[of][1]
            numbers = [place for place, word in enumerate(words) if word in choices]
            among = compute.is_in(
                said[of].take(done.at), value_set=pyarrow.array(numbers, pyarrow.int64())
            )
            kept = compute.and_(kept, among)
        known = compute.not_equal(whole, MISSING)
        for benefit in measure.part:
            if benefit in flags:
                known = compute.and_(known, compute.equal(outputs[flags[benefit]], 0))
        counted = compute.and_(kept, known)
        for benefit in measure.part:
            sums[name, "part"] += compute.sum(outputs[benefit].filter(counted)).as_py() or 0
        sums[name, "whole"] += compute.sum(whole.filter(counted)).as_py() or 0
        sums[name, "claims"] += compute.sum(counted).as_py() or 0
        lacking = compute.and_(kept, compute.invert(known))
        sums[name, "not_known"] += compute.sum(lacking).as_py() or 0

    def of_person(self, outcome: PersonOutcome) -> TargetSums:
        """What a person's rows come to."""
        sums: TargetSums = Counter()
        for year in outcome.settled:
            for name, measure in self.mapping.targets.items():
                _add_year(sums, name, measure, year)
        return sums


def _add_year(
    sums: TargetSums, name: str, measure: TargetMeasure, year: SettledYearOfPerson
) -> None:
    rows = year.made.rows
    due: Counter[str] = Counter()
    whole = year.settlement if year.household is None else year.household.settlement
    for adjustment in whole.adjustments:
        if adjustment.benefit in measure.part:
            due[adjustment.claim] += adjustment.fen
    for claim in year.settlement.claims:
        row = rows[claim.id]
        if any(row.claim.get(of) not in choices for of, choices in measure.among.items()):
            continue
        cost = _whole_of(row, rows, measure.whole)
        if cost is None or {*claim.not_specified} & {*measure.part}:
            sums[name, "not_known"] += 1
            continue
        paid = sum(claim.paid_fen[benefit] for benefit in measure.part)
        sums[name, "part"] += paid + due[claim.id]
        sums[name, "whole"] += cost
        sums[name, "claims"] += 1


def _whole_of(row: BureauRow, rows: Mapping[str, BureauRow], name: str) -> int | None:
    """The amount of a claim, less what refunds took back of it."""
    own = _fen_of(row, name)
    if own is None:
        return None
    for refund in rows.values():
        if refund.reverses == row.claim["id"]:
            taken = _fen_of(refund, name)
            if taken is None:
                return None
            own -= abs(taken)
    return own


def _fen_of(row: BureauRow, name: str) -> int | None:
    text = row.claim.get(name)
    return None if text is None else read_fen(str(text))

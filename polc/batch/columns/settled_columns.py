"""Columns of claims that are settled: what machine code said of the rows of each year.

In: nothing; `settle_columns.py` makes it. Out: `YearRows` and, of a batch, `SettledColumns`.
"""

from collections.abc import Mapping
from typing import Any

from attrs import field

from polc.batch.columns.read_batch import BatchColumns
from polc.batch.columns.run_program import RowResults
from polc.batch.columns.take_back import TakenBack
from polc.batch.columns.year_program import YearProgram
from polc.records.frozen import frozen
from polc.runtime.plain.plain_claim import Target


@frozen(kw_only=True, eq=False)
class YearRows:
    """The rows of a year in the order of settlement: `at` their places in the batch, `person` the
    number of the person there, `begins` whether it is the person's first; `given` are the inputs,
    `held` the number of the set of identities and spells, `named` of what of these is on the day
    of the claim; `taken` are the refunds of these persons' claims of the year, whose rows are in no
    settlement."""

    program: YearProgram = field(repr=False)
    at: Any
    person: Any
    begins: Any
    held: Any
    named: Any
    given: Mapping[Target, Any] = field(repr=False)
    results: RowResults = field(repr=False)
    taken: TakenBack = field(repr=False)

    def without(self, persons: Any) -> "YearRows":
        """The rows of all but these persons."""
        from pyarrow import compute

        kept = compute.invert(compute.is_in(self.person, value_set=persons))
        results = RowResults(
            refused=self.results.refused.filter(kept),
            outputs=_filter(self.results.outputs, kept),
            sums=_filter(self.results.sums, kept),
            told=_filter(self.results.told, kept),
        )
        return YearRows(
            program=self.program,
            at=self.at.filter(kept),
            person=self.person.filter(kept),
            begins=self.begins.filter(kept),
            held=self.held.filter(kept),
            named=self.named.filter(kept),
            given=_filter(self.given, kept),
            results=results,
            taken=self.taken.of(persons, among=False),
        )


@frozen(kw_only=True, eq=False)
class SettledColumns:
    """`care` are the numbers of the persons that are settled with care instead."""

    batch: BatchColumns
    years: tuple[YearRows, ...]
    care: Any

    @property
    def persons(self) -> int:
        """How many persons are settled here."""
        return self.batch.persons - len(self.care)

    @property
    def claims(self) -> int:
        """How many claims they have."""
        return sum(len(done.at) for done in self.years)

    @property
    def refunds(self) -> int:
        """How many rows take something back of their claims, or all of it."""
        return sum(len(done.taken.refund) for done in self.years)

    @property
    def taken_back(self) -> int:
        """How many rows were taken back whole."""
        return sum(len(done.taken.gone) for done in self.years)

    @property
    def dropped(self) -> int:
        """How many of their rows are left out."""
        from pyarrow import compute

        cared = compute.is_in(self.batch.person, value_set=self.care)
        dropped = compute.and_(self.batch.dropped, compute.invert(cared))
        return compute.sum(dropped).as_py() or 0

    def leave(self, persons: Any) -> "SettledColumns":
        """The same, with these persons settled with care too."""
        import pyarrow
        from pyarrow import compute

        if not len(persons):
            return self
        years = (year.without(persons) for year in self.years)
        return SettledColumns(
            batch=self.batch,
            years=tuple(year for year in years if len(year.at)),
            care=compute.unique(pyarrow.concat_arrays([self.care, persons])),
        )


def _filter(columns: Mapping[Any, Any], kept: Any) -> dict[Any, Any]:
    return {name: column.filter(kept) for name, column in columns.items()}

"""What was paid beside what the policy says, for whole columns of claims.

In: settled columns of a batch, a mapping. Out: the same columns without the persons of whom an
amount differs or cannot be told, who are to be looked at one by one, and the sums of all others. Of
these nothing differs: what was recorded is what is computed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from attrs import field

from polc.audit.compare_amounts import NOBODY, Group
from polc.batch.columns.add_up import name_identity
from polc.batch.columns.batch_reader import BatchReader
from polc.batch.columns.integer_arrays import as_fen, count_up, map_values
from polc.batch.columns.join_facts import KnownFacts
from polc.batch.columns.read_parts import CARE, HELD, RowParts, make_text_part
from polc.batch.columns.settle_columns import ColumnSettler
from polc.batch.columns.settled_columns import SettledColumns, YearRows
from polc.batch.columns.take_back import TakenBack
from polc.batch.columns.tell_person_years import tell_person_years
from polc.batch.mapping import ColumnMapping
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.amounts import MISSING

_LENGTH_OF_MONTH: Final = len("2022-03")

_KEYS: Final[tuple[tuple[Group, list[str]], ...]] = (
    ("all", []),
    ("hospital", ["hospital"]),
    ("identity", ["identity", "held"]),
    ("month", ["month"]),
)
"""The columns by which rows are grouped."""


@frozen(kw_only=True)
class EqualAmounts:
    """Amounts that do not differ, of one group (`by`, `key`) and layer: how many, and their sum in
    fen."""

    by: Group
    key: str
    benefit: str
    amounts: int
    fen: int


@define(kw_only=True, eq=False)
class ColumnComparer:
    """Compares batches in the layers `compared`, each of which has a column in the mapping, and in
    the amounts of the persons' years `compared_years`, which a second table has."""

    mapping: ColumnMapping
    parts: RowParts
    compared: Sequence[str]
    compared_years: Sequence[str] = ()
    _hospitals: list[str] = field(factory=list, init=False)
    _hospital: Any = field(init=False)

    @_hospital.default
    def _find_hospital(self) -> Any:
        return make_text_part(self.mapping, "hospital", self._hospitals)

    def leave_differing(
        self, settled: SettledColumns, columns: ColumnSettler, facts: KnownFacts | None = None
    ) -> SettledColumns:
        """Those of whom nothing differs; `columns` settled them, `facts` are what second tables say
        of each."""
        import pyarrow
        from pyarrow import compute

        recorded = self._read(settled)
        differing = [pyarrow.array([], pyarrow.int64())]
        for done in settled.years:
            outputs = done.results.outputs
            flags = dict(done.program.year.executable.flagged)
            for benefit in self.compared:
                paid = recorded[benefit].take(done.at)
                # What is not recorded, or no plain amount, is no sum that can be computed.
                other = compute.not_equal(paid, outputs[benefit])
                if benefit in flags:
                    other = compute.or_(other, compute.not_equal(outputs[flags[benefit]], 0))
                differing.append(done.person.filter(other))
            differing.append(_unlike_nothing(done, recorded))
            if self.compared_years and facts is not None:
                differing.append(self._find_differing_years(done, settled, columns, facts))
        return settled.leave(compute.unique(pyarrow.concat_arrays(differing)))

    def _find_differing_years(
        self, done: YearRows, settled: SettledColumns, columns: ColumnSettler, facts: KnownFacts
    ) -> Any:
        """The persons of whom an amount of the year differs or cannot be told."""
        import pyarrow
        from pyarrow import compute

        of_years, _ = tell_person_years(done, columns)
        persons = done.person.filter(done.begins)
        names = settled.batch.ids["person"].take(done.at.filter(done.begins)).to_pylist()
        year = done.program.year.year
        paid = [facts[name].paid_of(year) for name in names]
        wrong = pyarrow.repeat(pyarrow.scalar(False), len(persons))
        for name in self.compared_years:
            recorded = pyarrow.array([of_person.get(name) for of_person in paid], pyarrow.int64())
            same = compute.fill_null(compute.equal(recorded, as_fen(of_years[name])), False)
            wrong = compute.or_(wrong, compute.invert(same))
        return persons.filter(wrong)

    def _read(self, settled: SettledColumns) -> Mapping[str, Any]:
        """By layer what was recorded in all rows, of a claim less what its refunds took back."""
        reader, taken = BatchReader(settled.batch.texts), settled.batch.taken
        recorded = self.mapping.recorded
        return {
            benefit: _without_refunds(reader, recorded[benefit], taken) for benefit in self.compared
        }

    def add_up(self, settled: SettledColumns, columns: ColumnSettler) -> Iterator[EqualAmounts]:
        """The sums of settled columns of which nothing differs."""
        hospitals = BatchReader(settled.batch.texts).read_part(self._hospital)
        for done in settled.years:
            yield from self._add_year(done, hospitals.take(done.at))
            if len(done.taken.gone):
                yield from self._add_gone(done, settled, columns, hospitals)
            if self.compared_years:
                yield from self._add_person_years(done, columns)

    def _add_gone(
        self, done: YearRows, settled: SettledColumns, columns: ColumnSettler, hospitals: Any
    ) -> Iterator[EqualAmounts]:
        """What was taken back whole, and was recorded so: nothing."""
        batch, gone = settled.batch, done.taken.gone
        days = batch.numbers["claim", "date"].take(gone)
        held = columns.name_on_day(batch.numbers[HELD].take(gone), days)
        amounts: Counter[tuple[Group, str]] = Counter()
        for day, number, hospital in zip(
            days.to_pylist(), held.to_pylist(), hospitals.take(gone).to_pylist(), strict=True
        ):
            row = {"hospital": hospital, "identity": 0, "held": number, "month": _month_of(day)}
            amounts.update((by, self._name(done, by, row)) for by, _ in _KEYS)
        for (by, key), count in amounts.items():
            for benefit in self.compared:
                yield EqualAmounts(by=by, key=key, benefit=benefit, amounts=count, fen=0)

    def _add_person_years(self, done: YearRows, columns: ColumnSettler) -> Iterator[EqualAmounts]:
        of_years, _ = tell_person_years(done, columns)
        held = done.held.filter(done.begins).to_pylist()
        keys = {number: self._name_all(number) for number in {*held}}
        for benefit in self.compared_years:
            sums: Counter[str] = Counter()
            amounts: Counter[str] = Counter()
            for number, fen in zip(held, as_fen(of_years[benefit]).to_pylist(), strict=True):
                sums[keys[number]] += fen
                amounts[keys[number]] += 1
            for key, count in amounts.items():
                yield EqualAmounts(
                    by="identity", key=key, benefit=benefit, amounts=count, fen=sums[key]
                )
            yield EqualAmounts(
                by="all", key="", benefit=benefit, amounts=len(held), fen=sums.total()
            )

    def _name_all(self, held: int) -> str:
        """All that a person is at some time of the year."""
        found = self.parts.held[held]
        return "+".join(sorted(found.names | {spell.identity for spell in found.spells})) or NOBODY

    def _add_year(self, done: YearRows, hospital: Any) -> Iterator[EqualAmounts]:
        import pyarrow

        outputs = done.results.outputs
        columns: dict[str, Any] = {
            "hospital": hospital,
            "identity": outputs["identity"],
            "held": done.named,
            "month": map_values(done.given["claim", "date"], _month_of, pyarrow.string()),
            **{f"paid {benefit}": outputs[benefit] for benefit in self.compared},
        }
        rows = pyarrow.table(columns)
        sums: Counter[tuple[Group, str, str]] = Counter()
        amounts: Counter[tuple[Group, str]] = Counter()
        asked: list[Any] = [(f"paid {benefit}", "sum") for benefit in self.compared]
        for by, keys in _KEYS:
            for row in rows.group_by(keys).aggregate([*asked, ([], "count_all")]).to_pylist():
                key = self._name(done, by, row)
                amounts[by, key] += row["count_all"]
                for benefit in self.compared:
                    sums[by, key, benefit] += row[f"paid {benefit}_sum"]
        for (by, key, benefit), fen in sums.items():
            yield EqualAmounts(by=by, key=key, benefit=benefit, amounts=amounts[by, key], fen=fen)

    def _name(self, done: YearRows, by: Group, row: Mapping[str, Any]) -> str:
        match by:
            case "hospital":
                number = row["hospital"]
                return (NOBODY if number == MISSING else self._hospitals[number]) or NOBODY
            case "identity":
                return name_identity(done, self.parts, row["identity"], row["held"])
            case "month":
                return str(row["month"])
            case _:
                return ""


def _without_refunds(reader: BatchReader, column: str, taken: TakenBack) -> Any:
    """What was recorded in a column; `CARE` of a claim of which it is not plain what is left."""
    import pyarrow
    from pyarrow import compute

    recorded = reader.read_amount(column)
    if not len(taken.refund):
        return recorded
    back = reader.read_signed(column, taken.refund)
    plain = compute.greater(back, CARE)
    rows = {
        "claim": taken.claim,
        "back": compute.abs(compute.if_else(plain, back, 0)),
        "odd": plain,
    }
    sums = pyarrow.table(rows).group_by("claim").aggregate([("back", "sum"), ("odd", "min")])
    sums = sums.sort_by("claim").combine_chunks()
    changed = sums.column("claim").combine_chunks()
    own = recorded.take(changed)
    known = compute.and_(compute.greater_equal(own, 0), sums.column("odd_min").combine_chunks())
    left = compute.subtract(own, sums.column("back_sum").combine_chunks())
    is_changed = compute.is_in(count_up(len(recorded)), value_set=changed)
    return compute.replace_with_mask(recorded, is_changed, compute.if_else(known, left, CARE))


def _unlike_nothing(done: YearRows, recorded: Mapping[str, Any]) -> Any:
    """The persons of whom a claim was taken back whole, and not all that was paid for it."""
    import pyarrow
    from pyarrow import compute

    taken = done.taken
    found = [
        taken.gone_person.filter(compute.not_equal(column.take(taken.gone), 0))
        for column in recorded.values()
    ]
    return pyarrow.concat_arrays([pyarrow.array([], pyarrow.int64()), *found])


def _month_of(day: int) -> str:
    return date.fromordinal(day).isoformat()[:_LENGTH_OF_MONTH]

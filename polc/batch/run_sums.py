"""What some of a run came to: counts, and sums by benefit, identity and place.

In: outcomes of batches. Out: `RunSums`, which are added up and go to JSON and back, so that what is
done of a run can be kept. Amounts are added up in fen.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from attrs import field

from polc.batch.columns.add_up import NOBODY, ColumnSums
from polc.batch.count_reasons import (
    ReasonCounts,
    add_reasons,
    count_reasons,
    reasons_of_state,
    reasons_to_state,
)
from polc.batch.find_taken_back import find_taken_back
from polc.batch.measure_targets import TargetSums
from polc.batch.person_outcome import PersonOutcome
from polc.batch.settle_batches import BatchOutcome
from polc.records.mutable import define

_COUNTS: Final = (
    "rows", "persons", "by_row", "claims", "dropped", "refunds", "taken_back", "refused_rows",
    "without_claims", "refused_persons",
)  # fmt: skip
_COUNTERS: Final = ("refused", "remarks")
_KEYED: Final = ("alerts", "fen", "targets")
_LENGTH_OF_MONTH: Final = len("2022-03")

By = tuple[str, str, str]
"""`all`, `identity` or `place`, which one, and the benefit; `year` and an amount of the person's
year."""


@define(kw_only=True)
class RunSums:
    """Each of the `rows` is a settled claim (`claims`), left out by the mapping (`dropped`), a
    refund, a claim that was taken back whole (`taken_back`) or refused (`refused_rows`). So many
    years are settled of persons who have no claim in them (`without_claims`); so many persons are
    refused of whom there is no row (`refused_persons`). `by_row`
    of so many persons row after row, the others by machine code; `reasons` why rows were refused;
    `alerts` by alert and month, `fen`
    in the order in which it came, `targets` what was measured."""

    rows: int = 0
    persons: int = 0
    by_row: int = 0
    claims: int = 0
    dropped: int = 0
    refunds: int = 0
    taken_back: int = 0
    refused_rows: int = 0
    without_claims: int = 0
    refused_persons: int = 0
    refused: Counter[str] = field(factory=Counter)
    reasons: ReasonCounts = field(factory=dict)
    remarks: Counter[str] = field(factory=Counter)
    alerts: Counter[tuple[str, str]] = field(factory=Counter)
    fen: Counter[By] = field(factory=Counter)
    targets: TargetSums = field(factory=Counter)

    def add(self, batch: BatchOutcome) -> None:
        """What the rows of some persons came to."""
        self.rows += batch.rows
        for outcome in batch.persons:
            self._add_person(outcome)
        self.by_row += len(batch.persons)
        if batch.columns is not None:
            self._add_columns(batch.columns)
        self.targets.update(batch.targets)
        self._add_years(batch.tables["person_years"])
        for alert in batch.tables["alerts"].select(["alert", "on"]).to_pylist():
            self.alerts[alert["alert"], alert["on"][:_LENGTH_OF_MONTH]] += 1

    def _add_years(self, years: Any) -> None:
        """The amounts of the persons' years."""
        import pyarrow
        from pyarrow import compute

        for column in years.schema:
            if pyarrow.types.is_decimal(column.type):
                yuan = compute.sum(years.column(column.name)).as_py() or 0
                self.fen["year", "", column.name] += int(yuan * 100)

    def merge(self, more: "RunSums") -> None:
        """What more of the run came to."""
        for name in _COUNTS:
            setattr(self, name, getattr(self, name) + getattr(more, name))
        for name in (*_COUNTERS, *_KEYED):
            getattr(self, name).update(getattr(more, name))
        add_reasons(self.reasons, more.reasons)

    def to_state(self) -> dict[str, Any]:
        """As JSON has it."""
        found: dict[str, Any] = {name: getattr(self, name) for name in _COUNTS}
        found |= {name: dict(getattr(self, name)) for name in _COUNTERS}
        found["reasons"] = reasons_to_state(self.reasons)
        for name in _KEYED:
            found[name] = [[*key, value] for key, value in getattr(self, name).items()]
        return found

    def _add_columns(self, sums: ColumnSums) -> None:
        self.persons += sums.persons
        self.claims += sums.claims
        self.dropped += sums.dropped
        self.refunds += sums.refunds
        self.taken_back += sums.taken_back
        for (identity, benefit), fen in sums.by_identity.items():
            self.fen["identity", identity, benefit] += fen
            self.fen["all", "", benefit] += fen
        for (place, benefit), fen in sums.by_place.items():
            self.fen["place", place, benefit] += fen

    def _add_person(self, outcome: PersonOutcome) -> None:
        self.persons += 1
        self.dropped += outcome.dropped
        # A row may be refused for several reasons of one code, and is counted once.
        self.refused.update(code for _, code in {(row.row, row.code) for row in outcome.refused})
        count_reasons(self.reasons, outcome.refused)
        self.refused_rows += len({row.row for row in outcome.refused} - {None})
        self.refused_persons += any(row.row is None for row in outcome.refused)
        self.remarks.update(remark.code for remark in outcome.remarks)
        for year in outcome.settled:
            self.without_claims += not year.made.rows
            for gone in find_taken_back(year):
                self.refunds += gone.role == "refund"
                self.taken_back += gone.role == "taken_back"
            for claim in year.settlement.claims:
                self.claims += 1
                row = year.made.rows[claim.id]
                place = row.claim.get("place") or NOBODY
                # A policy without a rank has no highest: then all that the row says is named.
                identity = claim.identity or "+".join(sorted(row.identities)) or NOBODY
                for benefit, fen in claim.paid_fen.items():
                    self.fen["identity", identity, benefit] += fen
                    self.fen["place", place, benefit] += fen
                    self.fen["all", "", benefit] += fen
            for due in year.settlement.adjustments:
                self.fen["all", "", due.benefit] += due.fen


def sums_of_state(state: Mapping[str, Any]) -> RunSums:
    """What `to_state` gave."""
    found = RunSums(**{name: state[name] for name in _COUNTS})
    found.refused.update(state["refused"])
    found.reasons.update(reasons_of_state(state["reasons"]))
    found.remarks.update(state["remarks"])
    found.alerts.update({(alert, month): often for alert, month, often in state["alerts"]})
    found.fen.update({(by, key, benefit): fen for by, key, benefit, fen in state["fen"]})
    found.targets.update({(target, what): sum_ for target, what, sum_ in state["targets"]})
    return found

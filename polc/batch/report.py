"""What a run came to: sums by benefit, identity and place, what was refused and why.

In: outcomes, one person after the other. Out: `BatchReport`, as the JSON of a report and as text.
Amounts are added up in fen.
"""

from collections import Counter
from typing import Any

from attrs import field

from polc.batch.columns.add_up import NOBODY, ColumnSums
from polc.batch.settle_batches import BatchOutcome
from polc.batch.settle_table import PersonOutcome
from polc.messages.text import Language, Text, in_language, say
from polc.records.mutable import define
from polc.runtime.amounts import format_money


@define(kw_only=True)
class BatchReport:
    """Of which policy, version, fingerprint and mapping (`mapping_digest`) the run was; counts and
    sums of what came of it; `by_row` of so many persons row after row, the others by machine code,
    of whom none was where `why_by_row` says why."""

    policy: str
    version: str
    fingerprint: str
    mapping_digest: str
    persons: int = 0
    by_row: int = 0
    why_by_row: Text | None = None
    claims: int = 0
    dropped: int = 0
    refused: Counter[str] = field(factory=Counter)
    refused_rows: int = 0
    remarks: Counter[str] = field(factory=Counter)
    alerts: Counter[str] = field(factory=Counter)
    _sums: dict[str, Counter[tuple[str, str]]] = field(factory=dict)

    def add(self, batch: BatchOutcome) -> None:
        """What the rows of some persons came to."""
        for outcome in batch.persons:
            self._add_person(outcome)
        self.by_row += len(batch.persons)
        if batch.columns is not None:
            self._add_columns(batch.columns)
        for alert in batch.tables["alerts"].select(["alert", "on"]).to_pylist():
            self.alerts[alert["alert"]] += 1

    def _add_columns(self, sums: ColumnSums) -> None:
        self.persons += sums.persons
        self.claims += sums.claims
        self.dropped += sums.dropped
        for (identity, benefit), fen in sums.by_identity.items():
            self._add("identity", identity, benefit, fen)
            self._add("all", "", benefit, fen)
        for (place, benefit), fen in sums.by_place.items():
            self._add("place", place, benefit, fen)

    def _add_person(self, outcome: PersonOutcome) -> None:
        self.persons += 1
        self.dropped += outcome.dropped
        # A row may be refused for several reasons of one code, and is counted once.
        self.refused.update(code for _, code in {(row.row, row.code) for row in outcome.refused})
        self.refused_rows += len({row.row for row in outcome.refused})
        self.remarks.update(remark.code for remark in outcome.remarks)
        for year in outcome.settled:
            for claim in year.settlement.claims:
                self.claims += 1
                row = year.made.rows[claim.id]
                place = row.claim.get("place") or NOBODY
                # A policy without a rank has no highest: then all that the row says is named.
                identity = claim.identity or "+".join(sorted(row.identities)) or NOBODY
                for benefit, fen in claim.paid_fen.items():
                    self._add("identity", identity, benefit, fen)
                    self._add("place", place, benefit, fen)
                    self._add("all", "", benefit, fen)
            for due in year.settlement.adjustments:
                self._add("all", "", due.benefit, due.fen)

    def _add(self, by: str, key: str, benefit: str, fen: int) -> None:
        self._sums.setdefault(by, Counter())[key, benefit] += fen

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON has it; amounts are decimal strings in yuan."""
        return {
            "policy": self.policy,
            "polc": self.version,
            "fingerprint": self.fingerprint,
            "mapping": self.mapping_digest,
            "persons": self.persons,
            "persons_by_row": self.by_row,
            "why_by_row": self.why_by_row,
            "claims": self.claims,
            "dropped_rows": self.dropped,
            "refused_rows": self.refused_rows,
            "refused": dict(sorted(self.refused.items())),
            "remarks": dict(sorted(self.remarks.items())),
            "alerts": dict(sorted(self.alerts.items())),
            "benefits": {
                benefit: format_money(fen) for (_, benefit), fen in self._of("all").items()
            },
            "by_identity": self._by("identity"),
            "by_place": self._by("place"),
        }

    def _of(self, by: str) -> Counter[tuple[str, str]]:
        return self._sums.get(by, Counter())

    def _by(self, by: str) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for (key, benefit), fen in sorted(self._of(by).items()):
            found.setdefault(key, {})[benefit] = format_money(fen)
        return found

    def as_text(self, language: Language) -> str:
        """The report for a person, a line a figure."""
        lines = [
            say("persons: {count}", count=str(self.persons)),
            say("settled row after row: {count} persons", count=str(self.by_row)),
            say("claims settled: {count}", count=str(self.claims)),
            say("rows refused: {count}", count=str(self.refused_rows)),
            say("rows left out by the mapping: {count}", count=str(self.dropped)),
        ]
        if self.why_by_row is not None:
            lines[1] = say("all settled row after row, slowly: {why}", why=self.why_by_row)
        told = [str(in_language(line, language, language)) for line in lines]
        told += [f"  {code}: {often}" for code, often in sorted(self.refused.items())]
        if self.remarks:
            found = say("remarks: {count}", count=str(sum(self.remarks.values())))
            told.append(str(in_language(found, language, language)))
            told += [f"  {code}: {often}" for code, often in sorted(self.remarks.items())]
        told += [f"{benefit}: {format_money(fen)}" for (_, benefit), fen in self._of("all").items()]
        return "\n".join(told) + "\n"

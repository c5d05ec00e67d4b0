"""What a table came to, as tables: claims, persons' years, alerts, what is due for earlier claims,
what stays open, refused rows, remarks.

In: outcomes, one person after the other. Out: files in a folder of their own, which has its final
name only when all is there. Amounts are decimals in yuan; what is not known is empty.
"""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal

from attrs import field

from polc.batch.settle_table import PersonOutcome, SettledYearOfPerson
from polc.messages.text import Language, in_language
from polc.records.mutable import define

Form = Literal["parquet", "csv"]

HELD: Final = 20_000
"""Rows of a table that are held before they are written."""


@define(kw_only=True)
class ResultTables:
    """The tables of a run in `folder`; `benefits` and `of_year` are the policy's results."""

    folder: Path
    form: Form
    benefits: tuple[str, ...]
    of_year: Mapping[str, Literal["money", "text"]]
    language: Language
    _writers: dict[str, Any] = field(factory=dict)
    _held: dict[str, list[dict[str, Any]]] = field(factory=dict)

    def add(self, outcome: PersonOutcome) -> None:
        """What a person's rows came to."""
        for year in outcome.settled:
            self._add_year(year)
        for refused in outcome.refused:
            self._add(
                "refused",
                {
                    "row": refused.row,
                    "person": refused.person,
                    "claim": refused.claim or None,
                    "place": refused.place or None,
                    "code": refused.code,
                    "reason": in_language(refused.why, self.language, self.language),
                },
            )

        for remark in outcome.remarks:
            self._add(
                "remarks",
                {
                    "row": remark.row,
                    "person": outcome.person,
                    "column": remark.column or None,
                    "code": remark.code,
                    "remark": in_language(remark.why, self.language, self.language),
                },
            )

    def close(self) -> None:
        """Writes what is held, an empty table where nothing came, and ends the files."""
        for name in self._schemas():
            self._flush(name)
            self._writer(name).close()

    def _add_year(self, year: SettledYearOfPerson) -> None:
        made, settlement = year.made, year.settlement
        of_whom = {"person": made.person, "year": made.year}
        for claim in settlement.claims:
            row = made.rows[claim.id]
            self._add(
                "claims",
                {
                    "row": row.row,
                    **of_whom,
                    "claim": claim.id,
                    "date": row.claim["date"],
                    "identity": claim.identity,
                    **claim.benefits,
                    "remaining": claim.remaining,
                    "patient_pays": claim.patient_pays,
                    "payer": claim.payer,
                },
            )
        self._add("person_years", {**of_whom, **settlement.person_year})
        for alert in settlement.alerts:
            self._add("alerts", {**of_whom, "alert": alert["id"], "on": alert["on"]})
        for due in settlement.adjustments:
            told = due.to_dict()
            self._add(
                "adjustments",
                {
                    **of_whom,
                    "claim": told["claim"],
                    "for": " ".join(told["for"]),
                    "benefit": told["benefit"],
                    "amount": Decimal(told["amount"]),
                },
            )
        for gap in settlement.undetermined:
            self._add(
                "undetermined", {**of_whom, "output": gap["output"], "missing": gap["missing"]}
            )

    def _add(self, name: str, row: dict[str, Any]) -> None:
        held = self._held.setdefault(name, [])
        held.append(row)
        if len(held) >= HELD:
            self._flush(name)

    def _flush(self, name: str) -> None:
        import pyarrow

        rows = self._held.pop(name, [])
        if rows:
            schema = self._schemas()[name]
            self._writer(name).write_table(pyarrow.Table.from_pylist(rows, schema=schema))

    def _writer(self, name: str) -> Any:
        if name not in self._writers:
            from pyarrow import csv, parquet

            schema, path = self._schemas()[name], str(self.folder / f"{name}.{self.form}")
            self._writers[name] = (
                parquet.ParquetWriter(path, schema, use_dictionary=False)
                if self.form == "parquet"
                else csv.CSVWriter(path, schema)
            )
        return self._writers[name]

    def _schemas(self) -> dict[str, Any]:
        import pyarrow as pa

        text, money, count = pa.string(), pa.decimal128(18, 2), pa.int64()
        of_whom = [("person", text), ("year", pa.int32())]
        amounts = [(name, money) for name in self.benefits]
        of_year = [
            (name, money if kind == "money" else text) for name, kind in self.of_year.items()
        ]
        schemas: dict[str, list[tuple[str, Any]]] = {
            "claims": [
                ("row", count), *of_whom, ("claim", text), ("date", text), ("identity", text),
                *amounts, ("remaining", money), ("patient_pays", money), ("payer", text),
            ],
            "person_years": [*of_whom, *of_year],
            "alerts": [*of_whom, ("alert", text), ("on", text)],
            "adjustments": [
                *of_whom, ("claim", text), ("for", text), ("benefit", text), ("amount", money),
            ],
            "undetermined": [*of_whom, ("output", text), ("missing", text)],
            "refused": [
                ("row", count), ("person", text), ("claim", text), ("place", text), ("code", text),
                ("reason", text),
            ],
            "remarks": [
                ("row", count), ("person", text), ("column", text), ("code", text),
                ("remark", text),
            ],
        }  # fmt: skip
        return {name: pa.schema(fields) for name, fields in schemas.items()}

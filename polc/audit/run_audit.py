"""A whole audit: a bureau's table against a policy, into a folder.

In: a policy, a table, a mapping that says what was paid. Out: the report; tables of what differs,
of whom nobody helped, of sums, of refused rows and of remarks, a workbook, the worst with their
explanations, the report as JSON and as text. All of it has its name only when it is complete.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from attrs import field

from polc.audit.audit_report import GROUPS, AuditReport, cause_title, group_title
from polc.audit.audit_run import AuditRun
from polc.audit.cause import NOT_LOOKED_FOR, Cause, alternatives, readings_of
from polc.audit.compare_amounts import AuditedAmount, compare_person_year, compare_year
from polc.audit.compare_columns import ColumnComparer, EqualAmounts
from polc.audit.find_causes import CauseFinder
from polc.audit.tell_amount import clauses_of, explain_claim, is_for, of_which
from polc.audit.write_sheet import MOST_ROWS, SheetOfRows, sheet_of, write_workbook
from polc.audit.write_tables import AuditTables
from polc.batch.choose_road import RoadChooser
from polc.batch.columns.settled_columns import SettledColumns
from polc.batch.count_reasons import count_reasons
from polc.batch.find_taken_back import find_taken_back
from polc.batch.keep_largest import Largest
from polc.batch.open_table import BureauTable
from polc.batch.person_batches import read_persons
from polc.batch.person_outcome import PersonOutcome, SettledYearOfPerson
from polc.batch.persons_without_claims import ClaimlessSettler, name_persons
from polc.batch.read_second_tables import SecondTables, open_second_tables
from polc.batch.remark_shared_ids import remark_shared_ids
from polc.batch.report_names import ReportNames
from polc.batch.settle_ahead import count_workers, settle_ahead
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.amounts import as_decimal
from polc.version import __version__

WORST: Final = 100
"""So many amounts are explained."""


def run_audit(
    run: AuditRun, table: BureauTable, output: Path, tell: Callable[[int], None]
) -> AuditReport:
    """The report; `tell` is told after each batch how many rows are done. Raises `TableError`,
    `OSError`."""
    road = RoadChooser(
        policy=run.policy,
        mapping=run.mapping,
        by_machine=run.by_machine,
        everybody_in=run.everybody_in,
    )
    report = AuditReport(
        policy=run.policy.name,
        version=__version__,
        fingerprint=run.policy.fingerprint,
        mapping_digest=sha256(run.mapping_text.encode()).hexdigest()[:32],
        compared=run.compared,
        not_compared=run.not_compared,
        taken_as_given=run.taken_as_given,
        titles=run.policy.titles,
        compared_years=run.compared_years,
        not_compared_years=run.not_compared_years,
        why_by_row=road.why_by_row,
    )
    part = Path(tempfile.mkdtemp(dir=output.parent, prefix=f".{output.name}."))
    try:
        audit = _Audit(
            run=run,
            road=road,
            report=report,
            tables=AuditTables(folder=part, form=run.form),
            finder=CauseFinder(run.policy),
        )
        second = open_second_tables(table.second, run.mapping, run.memory)
        # Second tables are gone through in the order of the persons.
        workers = 1 if table.second else count_workers()
        batches = read_persons(table, run.mapping, run.memory, run.rows)
        settle = partial(audit.settle, second=second)
        for _, settled in settle_ahead(batches, settle, workers):
            audit.add_batch(settled)
            tell(report.rows)
        audit.settle_claimless(table)
        for told in remark_shared_ids(table, run.mapping, run.memory, run.language):
            audit.remark(dict(told))
        audit.finish(part)
        os.replace(part, output)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return report


@frozen(eq=False)
class _AuditedBatch:
    """The columns of whom nothing differs and their sums (None: there are none), and the others."""

    columns: SettledColumns | None
    sums: tuple[EqualAmounts, ...]
    persons: tuple[PersonOutcome, ...]


@define(kw_only=True)
class _Audit:
    """What has come by so far."""

    run: AuditRun
    road: RoadChooser
    report: AuditReport
    tables: AuditTables
    finder: CauseFinder
    largest: Largest[dict[str, Any]] = field(factory=lambda: Largest(MOST_ROWS))
    unhelped: Largest[dict[str, Any]] = field(factory=lambda: Largest(MOST_ROWS))
    worst: Largest[tuple[dict[str, Any], Mapping[str, Any]]] = field(factory=lambda: Largest(WORST))
    refused: list[dict[str, Any]] = field(factory=list)
    remarks: list[dict[str, Any]] = field(factory=list)
    looked_for: int = 0
    _columns: ColumnComparer | None = field(init=False)

    @_columns.default
    def _find_columns(self) -> ColumnComparer | None:
        columns = self.road.columns
        if columns is None:
            return None
        return ColumnComparer(
            mapping=self.run.mapping,
            parts=columns.parts,
            compared=self.run.compared,
            compared_years=self.run.compared_years,
        )

    def settle(self, texts: Any, second: SecondTables) -> _AuditedBatch:
        """The rows of some persons: of whom nothing differs as columns, the others one by one."""
        care, found = None, None
        sums: tuple[EqualAmounts, ...] = ()
        columns, comparer = self.road.columns, self._columns
        facts = self.road.facts_of(texts, second)
        if columns is not None and comparer is not None:
            settled = columns.settle(texts, facts, second.regions)
            found = comparer.leave_differing(settled, columns, facts)
            sums = tuple(comparer.add_up(found, columns))
            care = sorted(found.care.to_pylist())
        rows = self.road.settle_rows(texts, second, care, facts)
        return _AuditedBatch(found, sums, tuple(outcome for _, outcome in rows))

    def add_batch(self, settled: _AuditedBatch) -> None:
        """What some persons came to; batches come in the order of their persons."""
        if settled.columns is not None:
            self.report.add_equal(settled.columns, settled.sums)
        for outcome in settled.persons:
            self.add(outcome)

    def settle_claimless(self, table: BureauTable) -> None:
        """Persons whom a second table names and no claim does."""
        run, second = self.run, None
        settler = ClaimlessSettler(
            policy=run.policy, mapping=run.mapping, everybody_in=run.everybody_in
        )
        for persons in name_persons(table, run.mapping, run.everybody_in):
            # Second tables are gone through anew, for these persons.
            second = second or open_second_tables(table.second, run.mapping, run.memory)
            for outcome in settler.settle(persons, second):
                self.add(outcome)

    def add(self, outcome: PersonOutcome) -> None:
        """What a person's rows came to."""
        self.report.persons += 1
        self.report.by_row += 1
        refused_rows = len({refused.row for refused in outcome.refused} - {None})
        self.report.refused_persons += any(refused.row is None for refused in outcome.refused)
        self.report.rows += refused_rows + outcome.dropped
        self.report.dropped += outcome.dropped
        for year in outcome.settled:
            self.report.rows += len(year.made.rows)
            self.report.without_claims += not year.made.rows
            for gone in find_taken_back(year):
                self.report.refunds += gone.role == "refund"
                self.report.taken_back += gone.role == "taken_back"
            self.report.claims += len(year.settlement.claims)
            self._add_year(year)
        self.report.refused_rows += refused_rows
        count_reasons(self.report.reasons, outcome.refused)
        for refused in outcome.refused:
            self._refuse(
                {
                    "row": refused.row,
                    "person": refused.person,
                    "claim": refused.claim or None,
                    "place": refused.place or None,
                    "code": refused.code,
                    "reason": self.run.tell(refused.why),
                }
            )

        for remark in outcome.remarks:
            self.remark(
                {
                    "row": remark.row,
                    "person": outcome.person,
                    "column": remark.column or None,
                    "code": remark.code,
                    "remark": self.run.tell(remark.why),
                }
            )

    def remark(self, told: dict[str, Any]) -> None:
        """What is remarked of a row, or of all of them together."""
        self.report.remarks[told["code"]] += 1
        self.tables.add("remarks", told)
        if len(self.remarks) < MOST_ROWS:
            self.remarks.append(told)

    def _add_year(self, year: SettledYearOfPerson) -> None:
        amounts = list(compare_year(year, self.run.compared))
        amounts += compare_person_year(year, self.run.compared_years)
        clauses: Mapping[tuple[str, str], tuple[str, ...]] | None = None
        for amount in amounts:
            self.report.add(amount)
            if amount.why is not None:
                self._refuse_amount(amount)
            if not amount.difference:
                continue
            if clauses is None:
                clauses = clauses_of(year.settlement, of_years=bool(self.run.compared_years))
            causes = self._find_causes(amount, year, amounts)
            self.report.add_causes(amount, causes)
            row = self._row_of(amount, causes, clauses.get(amount.place, ()))
            self.tables.add("differences", row)
            self.largest.add(abs(amount.difference), row)
            self.worst.add(abs(amount.difference), (row, year.made.case))
            if not amount.recorded and amount.difference < 0 and is_for(year.settlement, amount):
                self.report.add_not_helped(amount)
                self.tables.add("not_helped", row)
                self.unhelped.add(-amount.difference, row)

    def _find_causes(
        self, amount: AuditedAmount, year: SettledYearOfPerson, amounts: list[AuditedAmount]
    ) -> tuple[Cause, ...]:
        if self.looked_for >= self.run.causes:
            return (NOT_LOOKED_FOR,)
        self.looked_for += 1
        return self.finder.find(amount, year, amounts)

    def _row_of(
        self, amount: AuditedAmount, causes: tuple[Cause, ...], clauses: tuple[str, ...]
    ) -> dict[str, Any]:
        return {
            **of_which(amount),
            "hospital": self.run.tell(group_title("hospital", amount.hospital)) or None,
            "identity": self.run.tell(group_title("identity", amount.identity)),
            "recorded": as_decimal(amount.recorded or 0),
            "computed": as_decimal(amount.computed or 0),
            "difference": as_decimal(amount.difference),
            "cause": self.run.tell(cause_title(causes[0].kind)),
            "causes": self.run.tell(alternatives(cause.words for cause in causes)),
            "readings": " ".join(readings_of(causes)) or None,
            "clauses": " ".join(clauses) or None,
        }

    def _refuse_amount(self, amount: AuditedAmount) -> None:
        """An amount that cannot be compared."""
        assert amount.why is not None
        code = "not_recorded" if amount.recorded is None else "undetermined"
        self._refuse(
            {
                "row": amount.row,
                "person": amount.person,
                "claim": amount.claim or None,
                "place": amount.benefit,
                "code": code,
                "reason": self.run.tell(amount.why),
            }
        )

    def _refuse(self, told: dict[str, Any]) -> None:
        self.tables.add("refused", told)
        if len(self.refused) < MOST_ROWS:
            self.refused.append(told)

    def finish(self, folder: Path) -> None:
        """Writes the sums, the workbook, the worst, the report."""
        sums = {group: self._write_sums(group) for group in GROUPS if group != "all"}
        self.tables.close()
        worst = [self._explain(row, case) for row, case in self.worst.in_order()]
        text = self.report.as_text(self.run.language)
        names = ReportNames(self.run.language, self.report.titles)
        explained = [{**told, "explanation": "\n".join(told["explanation"])} for told in worst]
        sheets = [
            sheet_of("differences", self.largest.in_order(), to_decide=True),
            sheet_of("not_helped", self.unhelped.in_order(), to_decide=True),
            *(sheet_of(f"by_{group}", rows) for group, rows in sums.items()),
            SheetOfRows(
                name="worst",
                columns=("row", "person", "claim", "benefit", "recorded", "computed", "difference",
                         "causes", "explanation"),
                rows=explained,
            ),
            sheet_of("refused", self.refused),
            sheet_of("remarks", self.remarks),
        ]  # fmt: skip
        write_workbook(folder / "audit.xlsx", text.splitlines(), sheets, names)
        _write_json(folder / "worst.json", worst)
        _write_json(folder / "report.json", self.report.to_dict())
        (folder / "report.txt").write_text(text, encoding="utf-8")

    def _write_sums(self, group: Any) -> list[dict[str, Any]]:
        rows = []
        for key, benefit, sums in self.report.sums_by(group):
            told = {
                name: Decimal(value) if isinstance(value, str) else value
                for name, value in sums.to_dict().items()
            }
            shown = self.run.tell(group_title(group, key))
            rows.append({group: shown, "benefit": benefit, **told})
            self.tables.add(f"by_{group}", rows[-1])
        return rows

    def _explain(self, row: dict[str, Any], case: Mapping[str, Any]) -> dict[str, Any]:
        """A row with how its amount comes about, and the case, which settles."""
        settlement = self.run.policy.settle(case)
        explanation = explain_claim(settlement, row["claim"], self.run.language)
        return {**row, "explanation": explanation, "case": case}


def _write_json(path: Path, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    path.write_text(text + "\n", encoding="utf-8")

"""A whole run: a table settled into a folder of tables.

In: a policy, a table, a mapping, where the results are to be. Out: the report. What is written has
its final name only when all of it is there, so that a run that was interrupted leaves nothing
that could be taken for a result.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from polc.api.policy import Policy
from polc.batch.mapping import ColumnMapping
from polc.batch.open_table import BureauTable
from polc.batch.report import BatchReport
from polc.batch.settle_table import RefusedRow, settle_table
from polc.batch.write_results import Form, ResultTables
from polc.messages.text import Language
from polc.records.frozen import frozen
from polc.version import __version__

MEMORY: Final = "2GB"
"""What DuckDB takes of memory before it sorts on disk."""


@frozen(kw_only=True)
class BatchRun:
    """What is settled, and how: `strict` ends at the first refused row."""

    policy: Policy
    mapping: ColumnMapping
    mapping_text: str
    form: Form
    language: Language
    strict: bool = False
    memory: str = MEMORY


class StrictStopError(Exception):
    """A row was refused in a strict run."""

    def __init__(self, row: RefusedRow) -> None:
        super().__init__(row)
        self.row = row


def run_batch(
    run: BatchRun, table: BureauTable, output: Path, tell: Callable[[int], None]
) -> BatchReport:
    """The report of the run; `tell` is told after each person how many rows are done. Raises
    `StrictStopError`, `OSError`."""
    policy = run.policy
    report = BatchReport(
        policy=policy.name,
        version=__version__,
        fingerprint=policy.fingerprint,
        mapping_digest=sha256(run.mapping_text.encode()).hexdigest()[:32],
    )
    part = Path(tempfile.mkdtemp(dir=output.parent, prefix=f".{output.name}."))
    try:
        tables = ResultTables(
            folder=part,
            form=run.form,
            benefits=_benefits(policy),
            of_year=_of_year(policy),
            language=run.language,
        )
        rows = 0
        for outcome in settle_table(policy, table, run.mapping, run.memory):
            tables.add(outcome)
            report.add(outcome)
            if run.strict and outcome.refused:
                raise StrictStopError(outcome.refused[0])
            rows += sum(len(year.made.rows) for year in outcome.settled)
            rows += len(outcome.refused) + outcome.dropped
            tell(rows)
        tables.close()
        text = json.dumps(report.to_dict(), ensure_ascii=False, indent=2)
        (part / "report.json").write_text(text + "\n", encoding="utf-8")
        (part / "report.txt").write_text(report.as_text(run.language), encoding="utf-8")
        os.replace(part, output)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return report


def _benefits(policy: Policy) -> tuple[str, ...]:
    return tuple(benefit.id for benefit in policy.plan.benefits if benefit.per == "claim")


def _of_year(policy: Policy) -> dict[str, Literal["money", "text"]]:
    """The results of the person's year, and the names under which it is said who pays."""
    found: dict[str, Literal["money", "text"]] = {}
    for benefit in policy.plan.benefits:
        if benefit.per != "claim":
            found |= dict.fromkeys(benefit.outputs, "money")
            if benefit.payer:
                found[benefit.payer] = "text"
    return found

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
from typing import Final

from polc.api.policy import Policy
from polc.batch.mapping import ColumnMapping
from polc.batch.open_table import BureauTable
from polc.batch.person_batches import ROWS, read_persons
from polc.batch.read_second_tables import open_second_tables
from polc.batch.report import BatchReport
from polc.batch.result_schemas import make_schemas
from polc.batch.settle_batches import BatchSettler
from polc.batch.settle_table import RefusedRow
from polc.batch.write_results import Form, ResultTables
from polc.messages.text import Language
from polc.records.frozen import frozen
from polc.version import __version__

MEMORY: Final = "2GB"
"""What DuckDB takes of memory before it sorts on disk."""


@frozen(kw_only=True)
class BatchRun:
    """What is settled, and how: `strict` ends at the first refused row; `rows` stand about so
    many in a batch; `by_machine` where machine code says all of a person, else row after row."""

    policy: Policy
    mapping: ColumnMapping
    mapping_text: str
    form: Form
    language: Language
    strict: bool = False
    memory: str = MEMORY
    rows: int = ROWS
    by_machine: bool = True


class StrictStopError(Exception):
    """A row was refused in a strict run."""

    def __init__(self, row: RefusedRow) -> None:
        super().__init__(row)
        self.row = row


def run_batch(
    run: BatchRun, table: BureauTable, output: Path, tell: Callable[[int], None]
) -> BatchReport:
    """The report of the run; `tell` is told after each person how many rows are done. Raises
    `StrictStopError`, `TableError`, `OSError`."""
    policy = run.policy
    settler = BatchSettler(
        policy=policy, mapping=run.mapping, language=run.language, by_machine=run.by_machine
    )
    report = BatchReport(
        policy=policy.name,
        version=__version__,
        fingerprint=policy.fingerprint,
        why_by_row=settler.why_by_row,
        mapping_digest=sha256(run.mapping_text.encode()).hexdigest()[:32],
    )
    part = Path(tempfile.mkdtemp(dir=output.parent, prefix=f".{output.name}."))
    try:
        tables = ResultTables(folder=part, form=run.form, schemas=make_schemas(policy))
        rows = 0
        second = open_second_tables(table.second, run.mapping, run.memory)
        for texts in read_persons(table, run.mapping, run.memory, run.rows):
            outcome = settler.settle(texts, second)
            refused = [row for person in outcome.persons for row in person.refused]
            if run.strict and refused:
                raise StrictStopError(refused[0])
            tables.add(outcome.tables)
            report.add(outcome)
            rows += outcome.rows
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

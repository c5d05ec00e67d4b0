"""A whole run: a table settled into a folder of tables.

In: a policy, a table, a mapping, where the results are to be. Out: the report. What is written has
its final name only when all of it is there; what is done of a run that ends early is kept beside
it, and a later run goes on from there to the same bytes.
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Final

from polc.api.policy import Policy
from polc.batch.columns.read_batch import WHO
from polc.batch.input_state import FileState, state_of
from polc.batch.kept_chunks import KeptChunks, open_chunks
from polc.batch.mapping import ColumnMapping
from polc.batch.open_table import BureauTable
from polc.batch.person_batches import ROWS, read_persons
from polc.batch.person_outcome import RefusedRow
from polc.batch.persons_without_claims import name_persons
from polc.batch.read_second_tables import open_second_tables
from polc.batch.remark_shared_ids import SHARED_ID, remark_shared_ids
from polc.batch.report import BatchReport
from polc.batch.report_page import as_page
from polc.batch.result_schemas import make_schemas
from polc.batch.run_sums import RunSums
from polc.batch.settle_ahead import WriteBehind, count_workers, settle_ahead
from polc.batch.settle_batches import BatchSettler
from polc.batch.table_error import TableError
from polc.batch.write_results import Form, ResultTables
from polc.messages.text import Language, say
from polc.records.frozen import frozen
from polc.version import __version__

MEMORY: Final = "2GB"
"""What DuckDB takes of memory before it sorts on disk."""

PIECE: Final = 1_000_000
"""About so many rows are kept together; so many at most are settled again by a run that goes on."""


@frozen(kw_only=True)
class BatchRun:
    """What is settled, and how: `files` are those of the input with what they were when they were
    opened; `strict` ends at the first refused row; `resume` goes on with what a run has kept;
    `rows` stand about so many in a batch, and `piece` are kept together; `by_machine` where machine
    code says all of a person, else row after row; `everybody_in` is a year that is settled of
    everybody whom a second table names, whether there is a claim or not."""

    policy: Policy
    mapping: ColumnMapping
    mapping_text: str
    form: Form
    language: Language
    files: Sequence[FileState] = ()
    strict: bool = False
    resume: bool = False
    memory: str = MEMORY
    rows: int = ROWS
    piece: int = PIECE
    by_machine: bool = True
    everybody_in: int | None = None


@frozen
class _RunWriter:
    """Where the rows of tables go, one batch behind the other: kept for a run that goes on, and
    into the files of the output."""

    behind: WriteBehind
    kept: KeptChunks
    tables: ResultTables

    def take_kept(self) -> None:
        """What is kept already, into the files."""
        for rows in self.kept.read():
            self.behind.do(self.tables.add, rows)

    def add(self, rows: Mapping[str, Any]) -> None:
        """The rows of a batch."""
        self.behind.do(self.kept.add, rows)
        self.behind.do(self.tables.add, rows)

    def keep(self, person: str, rows: int, sums: RunSums) -> None:
        """Ends a piece, of whom `person` is the last."""
        self.behind.do(self.kept.keep, person, rows, sums)


class StrictStopError(Exception):
    """A row was refused in a strict run."""

    def __init__(self, row: RefusedRow) -> None:
        super().__init__(row)
        self.row = row


def run_batch(
    run: BatchRun, table: BureauTable, output: Path, tell: Callable[[int], None]
) -> BatchReport:
    """The report of the run; `tell` is told after each batch how many rows are done. Raises
    `StrictStopError`, `NotResumedError`, `TableError`, `OSError`."""
    policy = run.policy
    schemas = make_schemas(policy, by_household=bool(run.mapping.household))
    settler = BatchSettler(
        policy=policy,
        mapping=run.mapping,
        language=run.language,
        by_machine=run.by_machine,
        everybody_in=run.everybody_in,
    )
    report = BatchReport(
        policy=policy.name,
        version=__version__,
        fingerprint=policy.fingerprint,
        plan=policy.plan,
        titles=policy.titles,
        measured=run.mapping.targets,
        why_by_row=settler.road.why_by_row,
        mapping_digest=sha256(run.mapping_text.encode()).hexdigest()[:32],
    )
    kept = open_chunks(output, _what_is_run(run, report), schemas, resume=run.resume)
    result = kept.folder / "result"
    tables = ResultTables(folder=result, form=run.form, schemas=schemas)
    try:
        shutil.rmtree(result, ignore_errors=True)
        result.mkdir()
        with WriteBehind() as behind:
            written = _RunWriter(behind, kept, tables)
            _settle_rest(run, table, settler, written, report.sums, tell)
            _settle_claimless(run, table, settler, written, report.sums)
            _remark_ids(run, table, schemas["remarks"], written, report.sums)
        tables.close()
        _check_files(run.files)
        _tell(run, report, result)
        os.replace(result, output)
    except StrictStopError:
        shutil.rmtree(kept.folder, ignore_errors=True)
        raise
    except BaseException:
        shutil.rmtree(result, ignore_errors=True)
        kept.leave()
        raise
    shutil.rmtree(kept.folder, ignore_errors=True)
    return report


def _what_is_run(run: BatchRun, report: BatchReport) -> dict[str, Any]:
    """What must be the same for a run to go on."""
    return {
        "polc": report.version,
        "fingerprint": report.fingerprint,
        "mapping": report.mapping_digest,
        "language": run.language,
        "by_machine": report.why_by_row is None,
        "everybody_in": run.everybody_in,
        "files": [list(state) for state in run.files],
    }


def _settle_rest(
    run: BatchRun,
    table: BureauTable,
    settler: BatchSettler,
    written: _RunWriter,
    sums: RunSums,
    tell: Callable[[int], None],
) -> None:
    """All persons behind those that are kept already."""
    before = written.kept.done()
    sums.merge(before.sums)
    written.take_kept()
    second = open_second_tables(table.second, run.mapping, run.memory)
    # Second tables are gone through in the order of the persons.
    workers = 1 if table.second else count_workers()
    batches = read_persons(table, run.mapping, run.memory, run.rows, after=before.person)
    done, waiting, piece = before.rows, 0, RunSums()
    person = ""
    for texts, outcome in settle_ahead(batches, partial(settler.settle, second=second), workers):
        refused = [row for someone in outcome.persons for row in someone.refused]
        if run.strict and refused:
            raise StrictStopError(refused[0])
        written.add(outcome.tables)
        piece.add(outcome)
        person = texts.column(WHO)[-1].as_py()
        waiting += outcome.rows
        done += outcome.rows
        tell(done)
        if waiting >= run.piece:
            written.keep(person, waiting, piece)
            sums.merge(piece)
            waiting, piece = 0, RunSums()
    if waiting:
        written.keep(person, waiting, piece)
        sums.merge(piece)


def _settle_claimless(
    run: BatchRun,
    table: BureauTable,
    settler: BatchSettler,
    written: _RunWriter,
    sums: RunSums,
) -> None:
    """Persons whom a second table names and no claim does. They are not kept: a run that goes on
    settles them again."""
    second = None
    for persons in name_persons(table, run.mapping, run.everybody_in):
        # Second tables are gone through anew, for these persons.
        second = second or open_second_tables(table.second, run.mapping, run.memory)
        outcome = settler.settle_claimless(persons, second)
        refused = [row for someone in outcome.persons for row in someone.refused]
        if run.strict and refused:
            raise StrictStopError(refused[0])
        written.behind.do(written.tables.add, outcome.tables)
        sums.add(outcome)


def _remark_ids(
    run: BatchRun, table: BureauTable, schema: Any, written: _RunWriter, sums: RunSums
) -> None:
    """The ids that several persons' rows have, behind what is remarked of each person."""
    import pyarrow

    told = remark_shared_ids(table, run.mapping, run.memory, run.language)
    while rows := list(islice(told, run.rows)):
        found = pyarrow.Table.from_pylist(rows, schema=schema)
        written.behind.do(written.tables.add, {"remarks": found})
        sums.remarks[SHARED_ID] += len(rows)


def _check_files(files: Sequence[FileState]) -> None:
    """Raises `TableError` where a file is not what it was when the run began."""
    for before in files:
        path = Path(before[0])
        if not path.exists() or state_of([path]) != [before]:
            raise TableError(
                say("`{file}` was changed while it was read; nothing is written", file=path.name)
            )


def _tell(run: BatchRun, report: BatchReport, folder: Path) -> None:
    """The files of the report."""
    text = json.dumps(report.to_dict(), ensure_ascii=False, indent=2)
    (folder / "report.json").write_text(text + "\n", encoding="utf-8")
    (folder / "report.txt").write_text(report.as_text(run.language), encoding="utf-8")
    (folder / "report.html").write_text(as_page(report, run.language), encoding="utf-8")

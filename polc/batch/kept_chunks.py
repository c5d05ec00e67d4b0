"""What is done of a run, kept beside its output until all is.

In: the rows of tables and the sums of some persons after the other. Out: the same again, also to a
later run of the same policy, mapping and input (`--resume`). A piece has its name only when all of
it is written; who is the last person of it stands there too.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from attrs import field

from polc.batch.run_sums import RunSums, sums_of_state
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.records.mutable import define

_RUN: Final = "run.json"
_SUMS: Final = "sums.json"


class NotResumedError(Exception):
    """Why a run is not begun, or not gone on with."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why


@frozen
class DoneSoFar:
    """The id of the last person of whom all is kept (None: nobody), with rows and sums."""

    person: str | None
    rows: int
    sums: RunSums


@define(kw_only=True)
class KeptChunks:
    """Those of a run in `folder`; `schemas` are those of the tables."""

    folder: Path
    schemas: Mapping[str, Any]
    _count: int = 0
    _writers: dict[str, Any] = field(factory=dict)

    def add(self, tables: Mapping[str, Any]) -> None:
        """The rows of some persons, part of a piece until `keep`."""
        from pyarrow import ipc

        part = self._part()
        part.mkdir(exist_ok=True)
        for name, table in tables.items():
            if not table.num_rows:
                continue
            if name not in self._writers:
                self._writers[name] = ipc.new_file(str(part / name), self.schemas[name])
            self._writers[name].write_table(table)

    def keep(self, person: str, rows: int, sums: RunSums) -> None:
        """Ends a piece, of whom `person` is the last."""
        self._close()
        part = self._part()
        state = {"person": person, "rows": rows, "sums": sums.to_state()}
        (part / _SUMS).write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
        os.replace(part, self.folder / f"{self._count:06}")
        self._count += 1

    def done(self) -> DoneSoFar:
        """What an earlier run has kept."""
        sums, person, rows = RunSums(), None, 0
        for piece in self._pieces():
            state = json.loads((piece / _SUMS).read_text(encoding="utf-8"))
            sums.merge(sums_of_state(state["sums"]))
            person, rows = state["person"], rows + state["rows"]
            self._count += 1
        return DoneSoFar(person, rows, sums)

    def read(self) -> Iterator[dict[str, Any]]:
        """The rows that are kept, in their order, some of one table at a time."""
        import pyarrow

        for piece in self._pieces():
            for name in self.schemas:
                if not (piece / name).exists():
                    continue
                with pyarrow.memory_map(str(piece / name)) as file:
                    batches = pyarrow.ipc.open_file(file)
                    for place in range(batches.num_record_batches):
                        yield {name: pyarrow.Table.from_batches([batches.get_batch(place)])}

    def leave(self) -> bool:
        """Whether something is left for a later run to go on with; else all is taken away."""
        # On a full disk they cannot be ended either; what they have is not kept.
        with suppress(OSError):
            self._close()
        shutil.rmtree(self._part(), ignore_errors=True)
        if not self._pieces():
            shutil.rmtree(self.folder, ignore_errors=True)
        return self.folder.exists()

    def _part(self) -> Path:
        return self.folder / "part"

    def _pieces(self) -> list[Path]:
        return sorted(path for path in self.folder.glob("[0-9]*") if path.is_dir())

    def _close(self) -> None:
        for writer in self._writers.values():
            writer.close()
        self._writers.clear()


def open_chunks(
    output: Path, run: Mapping[str, Any], schemas: Mapping[str, Any], *, resume: bool
) -> KeptChunks:
    """Those of an output; `run` is what must be the same for a run to be gone on with. Raises
    `NotResumedError`, `OSError`."""
    folder = output.parent / f".{output.name}.part"
    if folder.exists() and not resume:
        raise NotResumedError(
            say(
                "`{folder}` is there, of a run that did not end: go on with `--resume`, or delete "
                "it",
                folder=str(folder),
            )
        )
    told = json.dumps(run, ensure_ascii=False, sort_keys=True)
    if not folder.exists():
        folder.mkdir()
        try:
            (folder / _RUN).write_text(told, encoding="utf-8")
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    elif not (folder / _RUN).exists() or (folder / _RUN).read_text(encoding="utf-8") != told:
        raise NotResumedError(
            say(
                "`{folder}` is of another policy, mapping, input or language, or of another "
                "version: delete it and begin anew",
                folder=str(folder),
            )
        )
    shutil.rmtree(folder / "part", ignore_errors=True)
    return KeptChunks(folder=folder, schemas=schemas)

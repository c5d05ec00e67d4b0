"""The database into which results are written back, as the command line names it.

In: its address, the beginning of the tables' names. Out: nothing; what cannot be written ends the
command with status 2.
"""

from pathlib import Path

from polc.cli.terminal.exit_status import CannotWrite
from polc.messages.text import say


def check_into(into: str, database: str, form: str) -> None:
    """That results can be written, before anything is settled."""
    from polc.batch.table_error import TableError
    from polc.batch.write_back import check_room

    if not database:
        raise CannotWrite(say("`--into` writes to a database: say to which, with `--database`"))
    if form != "parquet":
        raise CannotWrite(say("`--into` writes what stands in `.parquet`: leave `--format` out"))
    try:
        check_room(database, into)
    except TableError as mistake:
        raise CannotWrite(mistake.why) from None


def write_into(folder: Path, database: str, into: str) -> None:
    """The results of a run."""
    from polc.batch.table_error import TableError
    from polc.batch.write_back import write_back

    try:
        write_back(folder, database, into)
    except TableError as mistake:
        raise CannotWrite(mistake.why) from None

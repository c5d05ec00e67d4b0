"""A connection to a database of a bureau's.

In: the address of a PostgreSQL or SQLite database. Out: a connection of ADBC's. Raises
`TableError`, which never tells the address: it may have a password.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from polc.batch.table_error import TableError
from polc.batch.tell_trouble import first_lines
from polc.messages.text import Text, say

SQLITE: Final = "sqlite:"
POSTGRESQL: Final = ("postgresql://", "postgres://")


@contextmanager
def connect(database: str, asked: str, *, read_only: bool) -> Iterator[Any]:
    """A connection to a database, closed at the end; what it refuses is said of `asked`."""
    try:
        import adbc_driver_manager as manager
    except ImportError:
        raise TableError(
            say("a database needs more than polc alone: `pip install 'polc[database]'`")
        ) from None
    try:
        connection = _open(database, read_only=read_only)
        try:
            yield connection
        finally:
            connection.close()
    except manager.Error as mistake:
        raise refused(asked, mistake) from None


def refused(asked: str, mistake: Exception) -> TableError:
    """What a database that was reached says."""
    why = first_lines(mistake)
    return TableError(say("the database refuses `{asked}`: {why}", asked=asked, why=why))


def _open(database: str, *, read_only: bool) -> Any:
    if database.startswith(SQLITE):
        from adbc_driver_sqlite import dbapi as sqlite

        path = Path(database.removeprefix(SQLITE).removeprefix("//"))
        if not path.is_file():
            raise TableError(say("there is no database at `{place}`", place=path))
        return sqlite.connect(f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rw'}")
    if database.startswith(POSTGRESQL):
        connection = _open_postgresql(database)
        if read_only:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
        return connection
    raise TableError(say("the address of a database begins with `postgresql://` or with `sqlite:`"))


def _open_postgresql(address: str) -> Any:
    import adbc_driver_manager as manager
    from adbc_driver_postgresql import dbapi as postgresql

    try:
        return postgresql.connect(address)
    except (manager.Error, ValueError) as mistake:
        raise TableError(_why_not_reached(str(mistake))) from None


def _why_not_reached(said: str) -> Text:
    """In words of ours: libpq's hold pieces of the address, and a wrong sign in a password makes
    what it takes for a host a piece of the password."""
    for words, why in _NOT_REACHED:
        if words in said:
            return why
    return say("the database cannot be reached: look at its address")


_NOT_REACHED: Final = (
    ("authentication failed", say("the database refuses the user or the password")),
    ("no password supplied", say("the database wants a password")),
    ("Connection refused", say("the database cannot be reached: nothing answers at its port")),
    ("translate host name", say("the database cannot be reached: its host is not known")),
    ("timeout", say("the database cannot be reached: it does not answer")),
    ("does not exist", say("the server has no database, or no user, of the address's name")),
)

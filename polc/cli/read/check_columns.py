"""Whether a table has the columns that a mapping names, and which of its own nobody reads.

In: a table, a mapping. Out: nothing; a column that is not there ends the command with status 2, one
that nobody reads is told once.
"""

from typing import TYPE_CHECKING

from polc.cli.terminal.exit_status import CannotRead
from polc.cli.terminal.language import tell
from polc.cli.terminal.output import print_text
from polc.cli.terminal.text_width import visible
from polc.messages.text import Language, quoted, say

if TYPE_CHECKING:
    from polc.batch.mapping import ColumnMapping
    from polc.batch.open_table import BureauTable


def check_columns(table: "BureauTable", mapping: "ColumnMapping", language: Language) -> None:
    """Ends the command where a column is not there."""
    lacking = [name for name in mapping.columns() if name not in table.columns]
    if lacking:
        lack = say(
            "the table has no column {names}, which the mapping names", names=quoted(lacking)
        )
        raise CannotRead(tell(lack, language))
    unread = sorted({*table.columns} - {*mapping.columns(), *mapping.not_read})
    if unread:
        said = say("not read, and not in `not_read`: {names}", names=quoted(unread))
        print_text(visible(tell(said, language)), err=True)

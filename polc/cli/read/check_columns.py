"""Whether a table has the columns that a mapping names, and which of its own nobody reads.

In: a table, a mapping. Out: nothing; a column that is not there ends the command with status 2, one
that nobody reads is told once.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from polc.cli.terminal.exit_status import CannotRead
from polc.cli.terminal.language import tell
from polc.cli.terminal.output import print_text
from polc.cli.terminal.text_width import visible
from polc.compiler.report.similar import find_similar
from polc.messages.text import Language, Text, quoted, say

if TYPE_CHECKING:
    from polc.batch.mapping import ColumnMapping
    from polc.batch.open_table import BureauTable


_SHOWN: Final = 12
"""So many of the columns that are there are named."""


def check_columns(
    table: "BureauTable", mapping: "ColumnMapping", language: Language, place: str
) -> None:
    """Ends the command where a column is not there; `place` is what the table was called by."""
    lack = say_lacking(place, mapping.columns(), table.columns)
    if lack is not None:
        raise CannotRead(tell(lack, language))
    unread = sorted({*table.columns} - {*mapping.columns(), *mapping.not_read})
    if unread:
        said = say("not read, and not in `not_read`: {names}", names=quoted(unread))
        print_text(visible(tell(said, language)), err=True)


def say_lacking(place: str, named: Iterable[str], columns: Sequence[str]) -> Text | None:
    """What of the columns that the mapping names a table has not; None where it has all."""
    lacking = [name for name in named if name not in columns]
    if not lacking:
        return None
    similar = list(filter(None, (find_similar(name, columns) for name in lacking)))
    more = len(columns) - _SHOWN
    if similar:
        hint = say("did you mean {names}?", names=quoted(similar))
    elif more > 0:
        first = quoted(columns[:_SHOWN])
        hint = say("it has {names} and {count} more", names=first, count=str(more))
    else:
        hint = say("it has {names}", names=quoted(columns))
    return say(
        "`{place}` has no column {names}, which the mapping names; {hint}",
        place=place,
        names=quoted(lacking),
        hint=hint,
    )

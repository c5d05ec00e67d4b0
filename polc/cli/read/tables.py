"""Tables and mappings as the command line names them.

In: names of files, a policy. Out: a table, a mapping. What cannot be read ends the command with
status 2, and so does the lack of the extra `batch`.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from polc.cli.terminal.exit_status import WRONG_INPUT, CannotRead, why_unreadable
from polc.cli.terminal.language import tell
from polc.cli.terminal.output import print_text
from polc.cli.terminal.text_width import visible
from polc.messages.text import Language, say

if TYPE_CHECKING:
    import polc
    from polc.batch.mapping import ColumnMapping
    from polc.batch.open_table import BureauTable

NEEDED: Final = ("duckdb", "pyarrow", "python_calamine", "tomlkit")


def need_batch(verb: str) -> None:
    """Ends the command where what tables are read with is not installed."""
    if not all(find_spec(name) for name in NEEDED):
        raise CannotRead(
            say("`polc {verb}` needs more than polc alone: `pip install 'polc[batch]'`", verb=verb)
        )


def open_input(name: str) -> "BureauTable":
    """The table."""
    from polc.batch.open_table import open_table
    from polc.batch.table_error import TableError

    try:
        return open_table(name)
    except TableError as mistake:
        raise CannotRead(mistake.why) from None
    except OSError as mistake:
        raise why_unreadable(name, mistake) from None


def read_mapping_file(
    name: str, policy: "polc.Policy", language: Language
) -> "tuple[ColumnMapping, str]":
    """The mapping and its text. What is wrong in it ends the command with status 1."""
    from polc.batch.read_mapping import MappingError, Vocabulary, read_mapping
    from polc.batch.table_error import TableError
    from polc.runtime.vocabulary import FIELDS

    plan = policy.plan
    identities = {
        word: identity.id for identity in plan.identities for word in (identity.id, identity.title)
    }
    benefits = tuple(benefit.id for benefit in plan.benefits if benefit.per == "claim")
    vocabulary = Vocabulary((*FIELDS, *plan.fields), identities, benefits)
    try:
        text = Path(name).read_text(encoding="utf-8-sig")
        return read_mapping(text, vocabulary), text
    except (OSError, UnicodeDecodeError) as mistake:
        raise why_unreadable(name, mistake) from None
    except TableError as mistake:
        raise CannotRead(mistake.why) from None
    except MappingError as mistake:
        for place, why in mistake.found:
            print_text(
                f"{visible(name)}: {visible(place)}: {visible(tell(why, language))}", err=True
            )
        click.get_current_context().exit(WRONG_INPUT)

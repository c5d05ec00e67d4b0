"""`polc map INPUT`: a first mapping of a table's columns and codes."""

from typing import TYPE_CHECKING

import click
from attrs import evolve

from polc.cli.read.tables import database_option, second_option
from polc.cli.terminal.language import language_option
from polc.cli.terminal.spoken_help import SpokenHelp

if TYPE_CHECKING:
    from polc.messages.text import Language


@click.command("map", cls=SpokenHelp)
@click.argument("table", metavar="INPUT")
@second_option
@database_option
@language_option
def map_columns(
    table: str, second: tuple[str, ...], database: str, language: "Language | None"
) -> None:
    """Write a first mapping of the columns and codes of a table.

    INPUT is a .csv, .xlsx or .parquet file, a folder of them, a pattern, or a .sql query. The
    mapping is printed as TOML, for the tables beside INPUT too: columns that are known by name are
    filled in, codes are listed with the rows that have them, and what they mean is left for you to
    say.
    """
    from polc.cli.read.tables import need_batch, open_input, open_second
    from polc.cli.terminal.output import print_exact

    need_batch("map")
    from polc.batch.draft_mapping import draft_mapping
    from polc.batch.mapping_schema import FILE

    opened = evolve(open_input(table, database), second=open_second(second, database))
    print_exact(draft_mapping(opened, language or "en", FILE.as_uri()), nl=False)

"""`polc map INPUT`: a first mapping of a table's columns and codes."""

from typing import TYPE_CHECKING

import click

from polc.cli.terminal.language import language_option

if TYPE_CHECKING:
    from polc.messages.text import Language


@click.command("map")
@click.argument("table", metavar="INPUT")
@language_option
def map_columns(table: str, language: "Language | None") -> None:
    """Write a first mapping of the columns and codes of a table.

    INPUT is a .csv, .xlsx or .parquet file, a folder of them or a pattern. The mapping is
    printed as TOML: columns that are known by name are filled in, codes are listed with the rows
    that have them, and what they mean is left for you to say.
    """
    from polc.cli.read.tables import need_batch, open_input
    from polc.cli.terminal.output import print_exact

    need_batch("map")
    from polc.batch.draft_mapping import draft_mapping

    print_exact(draft_mapping(open_input(table), language or "en"), nl=False)

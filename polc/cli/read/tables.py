"""Tables and mappings as the command line names them.

In: names of files, a policy. Out: a table, a mapping. What cannot be read ends the command with
status 2, and so does the lack of the extra `batch`.
"""

import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from attrs import evolve

from polc.cli.read.check_columns import say_lacking
from polc.cli.terminal.exit_status import WRONG_INPUT, CannotRead, why_unreadable
from polc.cli.terminal.language import tell
from polc.cli.terminal.output import print_text
from polc.cli.terminal.text_width import visible
from polc.messages.text import Language, listed, say

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


second_option = click.option(
    "--table", "second", metavar="NAME=INPUT", multiple=True,
    help="A table beside INPUT: `persons`, `identities`, `openings`, `person_years`, `regions`.",
)  # fmt: skip


database_option = click.option(
    "--database", metavar="ADDRESS", envvar="POLC_DATABASE", default="",
    help="`postgresql://…` or `sqlite:FILE`, which an INPUT that ends in .sql asks.",
)  # fmt: skip


def _read_memory(_context: click.Context, _option: click.Parameter, given: str) -> str:
    """The size as it was given: DuckDB reads this form."""
    if not _SIZE.fullmatch(given) or not given.strip("0BKMGTibkmgt. "):
        raise click.UsageError(say("`--memory {size}` is no size such as `2GB`", size=given))
    return given


_SIZE: Final = re.compile(r"[0-9]{1,6}(\.[0-9]{1,3})? ?([kmgt]i?)?b", re.IGNORECASE | re.ASCII)


memory_option = click.option(
    "--memory", metavar="SIZE", default="2GB", show_default=True, callback=_read_memory,
    help="What sorting may take before it goes to the disk.",
)  # fmt: skip


year_option = click.option(
    "--year", "everybody_in", metavar="YEAR", type=click.IntRange(1900, 2999),
    help="Settle this year of everybody whom a table beside INPUT names, with claims or without.",
)  # fmt: skip


def check_everybody(year: int | None, mapping: "ColumnMapping") -> None:
    """Ends the command where a year of everybody is asked for and nobody says who that is."""
    if year is None:
        return
    if mapping.household:
        raise click.UsageError(
            say("`--year`: the claims of a household are counted together, and of who has none "
                "nobody says of which household")
        )  # fmt: skip
    if not mapping.second_tables().keys() - {"regions"}:
        raise click.UsageError(
            say("`--year`: no table beside the claims names anybody, `persons` or `identities`")
        )


def open_input(name: str, database: str = "") -> "BureauTable":
    """The table; of a query what the database says to it."""
    from polc.batch.open_query import open_query
    from polc.batch.open_table import open_table
    from polc.batch.table_error import TableError

    try:
        if Path(name).suffix.lower() != ".sql":
            return open_table(name)
        if not database:
            raise CannotRead(say("`{file}` is a query: say of what, with `--database`", file=name))
        return open_query(Path(name), database)
    except TableError as mistake:
        raise CannotRead(mistake.why) from None
    except OSError as mistake:
        raise why_unreadable(name, mistake) from None


def find_inputs(name: str, second: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """The files of the tables and what they are before any is read; of a table that is none of
    files, or not there, nothing is known."""
    from polc.batch.input_state import state_of
    from polc.batch.open_table import find_files
    from polc.batch.table_error import TableError

    found: list[tuple[str, int, int]] = []
    for place in (name, *(given.partition("=")[2] for given in second)):
        try:
            found += state_of(find_files(place))
        except (TableError, OSError):
            continue
    return found


def open_second(second: tuple[str, ...], database: str = "") -> "Mapping[str, BureauTable]":
    """The tables beside the claims, by name."""
    from polc.batch.mapping import SECOND_TABLES

    found: dict[str, BureauTable] = {}
    for given in second:
        name, sign, place = given.partition("=")
        if not sign or name not in SECOND_TABLES or not place:
            message = say(
                "`--table {given}` is none of {names}",
                given=given,
                names=listed(f"`{known}=INPUT`" for known in SECOND_TABLES),
            )
            raise CannotRead(message)
        if name in found:
            raise CannotRead(say("`{name}` is given twice", name=f"--table {name}"))
        found[name] = open_input(place, database)
    return found


def open_with_second(
    name: str, second: tuple[str, ...], mapping: "ColumnMapping", database: str = ""
) -> "BureauTable":
    """The table with those beside it, which the mapping reads and no other."""
    from polc.batch.mapping import SECOND_TABLES

    tables = open_second(second, database)
    read = mapping.second_tables()
    for known in SECOND_TABLES:
        if known in tables and known not in read:
            raise CannotRead(say("the mapping says nothing of the table `{table}`", table=known))
        if known in read and known not in tables:
            message = say(
                "the mapping reads a table `{table}`: name it, `--table {table}=FILE`", table=known
            )
            raise CannotRead(message)
        if known not in read:
            continue
        lack = say_lacking(f"--table {known}", read[known].columns(), tables[known].columns)
        if lack is not None:
            raise CannotRead(lack)
    return evolve(open_input(name, database), second=tables)


def read_mapping_file(
    name: str, policy: "polc.Policy", language: Language, *others: "polc.Policy"
) -> "tuple[ColumnMapping, str]":
    """The mapping and its text; where one of `others` counts the claims of a household together,
    households are settled under all. What is wrong in it ends the command with status 1."""
    from polc.batch.policy_vocabulary import vocabulary_of
    from polc.batch.read_mapping import MappingError, read_mapping
    from polc.batch.table_error import TableError

    vocabulary = vocabulary_of(policy)
    more = (name for beside in others for name in vocabulary_of(beside).households)
    households = tuple(dict.fromkeys((*vocabulary.households, *more)))
    vocabulary = evolve(vocabulary, households=households)
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

"""`polc batch POLICY INPUT OUTPUT`: a bureau's table settled under a policy."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from polc.cli.read.tables import database_option, second_option
from polc.cli.terminal.exit_status import WRONG_INPUT, CannotRead, CannotWrite, why_unwritable
from polc.cli.terminal.language import language_option, tell
from polc.cli.terminal.output import print_text
from polc.cli.terminal.text_width import visible
from polc.messages.text import say

if TYPE_CHECKING:
    from polc.batch.open_table import BureauTable
    from polc.batch.report import BatchReport
    from polc.batch.run_batch import BatchRun
    from polc.batch.write_results import Form
    from polc.messages.text import Language

_EVERY: Final = 0.5
"""Seconds between two lines of progress."""


@click.command()
@click.argument("policy")
@click.argument("table", metavar="INPUT")
@click.argument("output", metavar="OUTPUT")
@click.option("--map", "mapping", metavar="FILE", required=True, help="The mapping of the columns.")
@second_option
@database_option
@click.option("--params", metavar="FILE", help="Parameters from a TOML file.")
@click.option("--param", "settings", metavar="NAME=VALUE", multiple=True, help="One parameter.")
@click.option(
    "--reading", "choices", metavar="NAME=CHOICE", multiple=True, help="How to read a place."
)
@click.option(
    "--format", "form", type=click.Choice(["parquet", "csv"]), default="parquet", show_default=True,
    help="How the tables of OUTPUT are written.",
)  # fmt: skip
@click.option(
    "--into", metavar="NAME", help="Write the results to tables NAME_… of the database too."
)
@click.option("--strict", is_flag=True, help="Stop at the first row that is refused.")
@click.option(
    "--memory", metavar="SIZE", default="2GB", show_default=True,
    help="What sorting may take before it goes to the disk.",
)  # fmt: skip
@language_option
@click.pass_context
def batch(
    ctx: click.Context,
    policy: str,
    table: str,
    output: str,
    mapping: str,
    second: tuple[str, ...],
    database: str,
    params: str | None,
    settings: tuple[str, ...],
    choices: tuple[str, ...],
    form: "Form",
    into: str | None,
    strict: bool,
    memory: str,
    language: "Language | None",
) -> None:
    """Settle a table of a bureau's under a policy.

    INPUT is a .csv, .xlsx or .parquet file, a folder of them or a pattern; OUTPUT a folder that is
    not there yet. It gets the claims with what each layer pays, persons' years, alerts, what is due
    for earlier claims, what stays open, every refused row with its reason, what is odd in others,
    and a report.
    `polc map INPUT` writes a first mapping.
    """
    from polc.cli.open_policy import configure, open_policy
    from polc.cli.read.parameters import read_given, read_settings
    from polc.cli.read.refuse_household import refuse_household
    from polc.cli.read.results_database import check_into, write_into
    from polc.cli.read.tables import need_batch, open_with_second, read_mapping_file

    need_batch("batch")
    from polc.batch.run_batch import BatchRun, StrictStopError

    opened = open_policy(policy, language=language)
    spoken = language or opened.plan.language
    given = read_given(params, settings)
    configured = configure(opened, given, read_settings("--reading", choices), spoken)
    refuse_household(configured, "batch", spoken)
    place = Path(output)
    if place.exists():
        there = say("`{name}` is there already: name a folder that is not", name=output)
        raise CannotWrite(tell(there, spoken))
    if into is not None:
        check_into(into, database, form)
    columns, text = read_mapping_file(mapping, opened, spoken)
    run = BatchRun(
        policy=configured, mapping=columns, mapping_text=text, form=form, language=spoken,
        strict=strict, memory=memory,
    )  # fmt: skip
    opened_table = open_with_second(table, second, columns, database)
    lacking = [name for name in columns.columns() if name not in opened_table.columns]
    if lacking:
        names = ", ".join(f"`{name}`" for name in lacking)
        lack = say("the table has no column {names}, which the mapping names", names=names)
        raise CannotRead(tell(lack, spoken))
    unread = set(opened_table.columns) - {*columns.columns(), *columns.not_read}
    if unread:
        names = ", ".join(f"`{name}`" for name in sorted(unread))
        print_text(
            visible(tell(say("not read, and not in `not_read`: {names}", names=names), spoken)),
            err=True,
        )
    try:
        report = _run(run, opened_table, place)
    except StrictStopError as stopped:
        row = stopped.row
        said = say(
            "row {row}, `{place}`: {why}; nothing is written",
            row=str(row.row),
            place=row.place,
            why=row.why,
        )
        print_text(visible(tell(said, spoken)), err=True)
        ctx.exit(WRONG_INPUT)
    print_text(report.as_text(spoken), nl=False)
    if into is not None:
        write_into(place, database, into)
    if report.refused_rows:
        ctx.exit(WRONG_INPUT)


def _run(run: "BatchRun", table: "BureauTable", output: Path) -> "BatchReport":
    """The run, with a line of progress on a terminal."""
    from polc.batch.run_batch import run_batch
    from polc.batch.table_error import TableError

    try:
        total = table.count_rows()
    except TableError as mistake:
        raise CannotRead(mistake.why) from None
    started = last = time.monotonic()

    def tell_progress(rows: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _EVERY or not sys.stderr.isatty():
            return
        last = now
        rate = rows / (now - started)
        left = round((total - rows) / rate) if rate else 0
        said = say(
            "{rows} of {total} rows, {rate} a second, {left} seconds left",
            rows=str(rows),
            total=str(total),
            rate=str(round(rate)),
            left=str(left),
        )
        print_text("\r" + tell(said, run.language), err=True, nl=False)

    try:
        return run_batch(run, table, output, tell_progress)
    except TableError as mistake:
        raise CannotRead(mistake.why) from None
    except OSError as mistake:
        raise why_unwritable(str(output), mistake) from None

"""`polc batch POLICY INPUT OUTPUT`: a bureau's table settled under a policy."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from polc.cli.read.tables import database_option, memory_option, second_option, year_option
from polc.cli.terminal.exit_status import WRONG_INPUT, CannotRead, CannotWrite, why_unwritable
from polc.cli.terminal.interrupts import telling_interrupts
from polc.cli.terminal.language import language_option, tell
from polc.cli.terminal.output import print_text
from polc.cli.terminal.spoken_help import SpokenHelp
from polc.cli.terminal.text_width import visible
from polc.messages.text import Text, say

if TYPE_CHECKING:
    from polc.batch.open_table import BureauTable
    from polc.batch.report import BatchReport
    from polc.batch.run_batch import BatchRun
    from polc.batch.write_results import Form
    from polc.messages.text import Language


@click.command(cls=SpokenHelp)
@click.argument("policy")
@click.argument("table", metavar="INPUT")
@click.argument("output", metavar="OUTPUT", required=False, default="")
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
@click.option("--resume", is_flag=True, help="Go on with a run that ended early.")
@click.option(
    "--explain", "claim", metavar="ID", default="",
    help="Settle the person of a claim alone, and explain each amount; nothing is written.",
)  # fmt: skip
@year_option
@click.option("--strict", is_flag=True, help="Stop at the first row that is refused.")
@memory_option
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
    resume: bool,
    claim: str,
    everybody_in: int | None,
    strict: bool,
    memory: str,
    language: "Language | None",
) -> None:
    """Settle a table of a bureau's under a policy.

    INPUT is a .csv, .xlsx or .parquet file, a folder of them or a pattern; OUTPUT a folder that is
    not there yet. It gets the claims with what each layer pays, persons' years, alerts, what is due
    for earlier claims, what stays open, every refused row with its reason, what is odd in others,
    and a report. A run that was interrupted goes on with --resume.
    `polc map INPUT` writes a first mapping.
    """
    from polc.cli.open_policy import configure, open_policy
    from polc.cli.read.check_columns import check_columns
    from polc.cli.read.parameters import read_given, read_settings
    from polc.cli.read.results_database import check_into, write_into
    from polc.cli.read.tables import (
        check_everybody,
        find_inputs,
        need_batch,
        open_with_second,
        read_mapping_file,
    )

    need_batch("batch")
    from polc.batch.run_batch import BatchRun, StrictStopError
    from polc.cli.explain_row import explain_row

    opened = open_policy(policy, language=language)
    spoken = language or opened.plan.language
    given = read_given(params, settings)
    configured = configure(opened, given, read_settings("--reading", choices), spoken)
    place = Path(output)
    if not claim and not output:
        raise click.UsageError(tell(say("name a folder for the results, OUTPUT"), spoken))
    if resume and database:
        changed = say("what a query gives may have changed since: `--resume` needs files")
        raise click.UsageError(tell(changed, spoken))
    if not claim and place.exists():
        there = say("`{name}` is there already: name a folder that is not", name=output)
        raise CannotWrite(tell(there, spoken))
    if into is not None:
        check_into(into, database, form)
    columns, text = read_mapping_file(mapping, opened, spoken)
    files = find_inputs(table, second)
    opened_table = open_with_second(table, second, columns, database)
    check_columns(opened_table, columns, spoken, table)
    check_everybody(everybody_in, columns)
    if claim:
        explain_row(configured, opened_table, columns, claim, memory, spoken)
        return
    run = BatchRun(
        policy=configured, mapping=columns, mapping_text=text, form=form, language=spoken,
        files=files, strict=strict, resume=resume, memory=memory, everybody_in=everybody_in,
    )  # fmt: skip
    try:
        report = _run(run, opened_table, place)
    except StrictStopError as stopped:
        row = stopped.row
        said = (
            say(
                "person `{person}`, `{place}`: {why}; nothing is written",
                person=row.person,
                place=row.place,
                why=row.why,
            )
            if row.row is None
            else say(
                "data row {row}, `{place}`: {why}; nothing is written",
                row=str(row.row),
                place=row.place,
                why=row.why,
            )
        )
        print_text(visible(tell(said, spoken)), err=True)
        ctx.exit(WRONG_INPUT)
    print_text(report.as_text(spoken), nl=False)
    if into is not None:
        write_into(place, database, into)
    if report.sums.refused_rows or report.sums.refused_persons:
        ctx.exit(WRONG_INPUT)


def _tell_what_is_left(output: Path) -> Text:
    folder = output.parent / f".{output.name}.part"
    if folder.exists():
        return say(
            "interrupted: what is done stands in `{folder}`, and the same command with `--resume` "
            "goes on",
            folder=str(folder),
        )
    return say("interrupted: nothing is written")


def _run(run: "BatchRun", table: "BureauTable", output: Path) -> "BatchReport":
    """The run, with a line of progress on a terminal."""
    from polc.batch.kept_chunks import NotResumedError
    from polc.batch.run_batch import run_batch
    from polc.batch.table_error import TableError
    from polc.cli.terminal.row_progress import follow_rows

    try:
        total = table.count_rows()
        with telling_interrupts(partial(_tell_what_is_left, output)):
            return run_batch(run, table, output, follow_rows(total, run.language))
    except (TableError, NotResumedError) as mistake:
        raise CannotRead(mistake.why) from None
    except OSError as mistake:
        raise why_unwritable(str(output), mistake) from None

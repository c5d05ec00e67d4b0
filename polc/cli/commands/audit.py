"""`polc audit POLICY INPUT OUTPUT`: what was paid against what a policy says."""

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
from polc.messages.text import say

if TYPE_CHECKING:
    from polc.batch.write_results import Form
    from polc.messages.text import Language


@click.command(cls=SpokenHelp)
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
    "--causes", metavar="N", type=click.IntRange(min=0), default=10_000, show_default=True,
    help="Of how many differing amounts causes are looked for.",
)  # fmt: skip
@year_option
@memory_option
@language_option
@click.pass_context
def audit(
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
    causes: int,
    everybody_in: int | None,
    memory: str,
    language: "Language | None",
) -> None:
    """Hold what was paid against what a policy says.

    INPUT is a .csv, .xlsx or .parquet file, a folder of them or a pattern, OUTPUT a folder that is
    not there yet. `claims.recorded` of the mapping says in which columns stands what was paid. For
    each amount that differs OUTPUT says what would make it right: a deductible, a rate, a cap, an
    identity, an order of the claims, a rounding, another reading; who had an identity and got
    nothing; sums by hospital, identity and month; a workbook `audit.xlsx` to work through. The
    status is 1 where an amount differs or a row is refused.
    """
    from polc.cli.open_policy import configure, open_policy
    from polc.cli.read.check_columns import check_columns
    from polc.cli.read.parameters import read_given, read_settings
    from polc.cli.read.tables import (
        check_everybody,
        need_batch,
        open_with_second,
        read_mapping_file,
    )
    from polc.cli.terminal.row_progress import follow_rows

    need_batch("audit")
    from polc.audit.audit_run import AuditRun
    from polc.audit.run_audit import run_audit
    from polc.batch.table_error import TableError

    opened = open_policy(policy, language=language)
    spoken = language or opened.plan.language
    given = read_given(params, settings)
    configured = configure(opened, given, read_settings("--reading", choices), spoken)
    if Path(output).exists():
        there = say("`{name}` is there already: name a folder that is not", name=output)
        raise CannotWrite(tell(there, spoken))
    columns, text = read_mapping_file(mapping, opened, spoken)
    run = AuditRun(
        policy=configured, mapping=columns, mapping_text=text, form=form, language=spoken,
        memory=memory, causes=causes, everybody_in=everybody_in,
    )  # fmt: skip
    if not run.compared and not run.compared_years:
        lack = say("the mapping does not say what was paid: name a column in `claims.recorded`")
        print_text(f"{visible(mapping)}: {tell(lack, spoken)}", err=True)
        ctx.exit(WRONG_INPUT)
    check_everybody(everybody_in, columns)
    opened_table = open_with_second(table, second, columns, database)
    check_columns(opened_table, columns, spoken, table)
    try:
        rows = opened_table.count_rows()
        with telling_interrupts(partial(say, "interrupted: nothing is written")):
            report = run_audit(run, opened_table, Path(output), follow_rows(rows, spoken))
    except TableError as mistake:
        raise CannotRead(mistake.why) from None
    except OSError as mistake:
        raise why_unwritable(output, mistake) from None
    for line in report.as_text(spoken).splitlines():
        print_text(visible(line))
    if report.refused_rows or report.refused_persons or report.unread or report.differing:
        ctx.exit(WRONG_INPUT)

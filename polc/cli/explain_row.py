"""A claim of a bureau's table with the way to each amount.

In: a policy, an open table, its mapping, the id of a claim. Out: on standard output the settlement
of each year that has it, with its explanation; a refused row's reasons end the command with status
1, and so does an id that no row has.
"""

from typing import TYPE_CHECKING

import click

import polc
from polc.api.told import told_settlement
from polc.cli.render.settlement import as_text
from polc.cli.terminal.columns import terminal_width
from polc.cli.terminal.exit_status import WRONG_INPUT, CannotRead
from polc.cli.terminal.language import tell
from polc.cli.terminal.output import print_text
from polc.cli.terminal.text_width import visible, visible_parts
from polc.messages.text import Language, say

if TYPE_CHECKING:
    from polc.batch.mapping import ColumnMapping
    from polc.batch.open_table import BureauTable


def explain_row(
    policy: polc.Policy,
    table: "BureauTable",
    mapping: "ColumnMapping",
    claim: str,
    memory: str,
    language: Language,
) -> None:
    """Prints what came of the person of the claim."""
    from polc.batch.explain_row import settle_again
    from polc.batch.table_error import TableError

    try:
        outcomes = list(settle_again(policy, table, mapping, claim, memory))
    except TableError as mistake:
        raise CannotRead(mistake.why) from None
    if not outcomes:
        raise CannotRead(say("no row has the claim `{claim}`", claim=claim))
    refused = False
    for outcome in outcomes:
        print_text(f"{visible(outcome.person)}:")
        for year in outcome.settled:
            if claim in year.made.rows:
                told = told_settlement(
                    year.settlement.to_dict(explain=True), language, policy.plan.language
                )
                shown = as_text(
                    visible_parts(told), policy.titles, language, explain=True,
                    width=terminal_width(),
                )  # fmt: skip
                print_text(shown, nl=False)
        for row in outcome.refused:
            refused = True
            at = str(row.row)
            said = (
                say("data row {row}, `{place}`: {why}", row=at, place=row.place, why=row.why)
                if row.place
                else say("data row {row}: {why}", row=at, why=row.why)
            )
            print_text(visible(tell(said, language)), err=True)
    if refused:
        click.get_current_context().exit(WRONG_INPUT)

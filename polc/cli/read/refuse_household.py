"""A policy that counts the claims of a household together, asked with a table.

In: a policy under the options. Out: nothing, or the end of the command with status 1: no row of a
table says whose the others are.
"""

from typing import TYPE_CHECKING

import click

from polc.cli.terminal.exit_status import WRONG_INPUT
from polc.cli.terminal.language import tell
from polc.cli.terminal.output import print_text
from polc.cli.terminal.text_width import visible
from polc.messages.text import Language, say

if TYPE_CHECKING:
    import polc


def refuse_household(policy: "polc.Policy", verb: str, language: Language) -> None:
    """Ends the command where something of the policy is of a whole household."""
    if any(sum_.scope == "household" for sum_ in policy.plan.accumulators):
        why = say(
            "`polc {verb}` settles person by person, and `{policy}` counts the claims of a "
            "household together: give the households to `polc settle`, one JSON object a line",
            verb=verb,
            policy=policy.name,
        )
        print_text(f"error: {visible(tell(why, language))}", err=True)
        click.get_current_context().exit(WRONG_INPUT)

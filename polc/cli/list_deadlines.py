"""The deadlines of a month, by the public holidays or by a calendar from a file.

In: a policy, `YYYY-MM`, the path of a TOML file or None. Out: `Due`s. A month that is none
is wrong usage; a calendar that cannot be read, or that ends too early, ends the command
with status 2.
"""

import re
from typing import Final

import click

import polc
from polc.cli.files.input_files import read_toml
from polc.cli.terminal.exit_status import CannotRead
from polc.inspect.deadlines import Due
from polc.inspect.working_days import Calendar, NoCalendarError, read_calendar
from polc.messages.text import Text, say

_MONTH: Final = re.compile(r"([1-9][0-9]{3})-(0[1-9]|1[0-2])", re.ASCII)


def list_deadlines(policy: polc.Policy, month: str, path: str | None) -> tuple[Due, ...]:
    """Every deadline of the policy in the month."""
    found = _MONTH.fullmatch(month)
    if found is None or found[1] == "9999":
        raise click.UsageError(
            say("`--month` is `YYYY-MM`, like `2023-10`, not `{month}`", month=month)
        )
    calendar = None if path is None else read_calendar_file(path)
    try:
        return policy.deadlines(int(found[1]), int(found[2]), calendar)
    except NoCalendarError as mistake:
        raise CannotRead(
            say(
                "{why}; or give them with `--calendar FILE`: one of the two is enough",
                why=mistake.why,
            )
        ) from None


def read_calendar_file(path: str) -> Calendar:
    """The calendar of a TOML file: `holidays`, `working_days` and `years`, lists of days as
    TOML has them or as text."""
    found = read_toml(path)
    try:
        return read_calendar(found)
    except ValueError as mistake:
        why = mistake.args[0]
        reason = why if isinstance(why, Text) else str(why)
        raise CannotRead(say("`{path}`: {reason}", path=path, reason=reason)) from None

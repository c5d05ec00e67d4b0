"""The exit statuses of every verb, and the errors that carry them.

0 all well; 1 the input was read and something is wrong with it (diagnostics, a failed
example, a refused case); 2 wrong usage, or a file that cannot be read. click ends the
process with the `exit_code` of the error that reaches it.
"""

from typing import Final

import click

WRONG_INPUT: Final = 1
"""Something is wrong with what was read."""

CANNOT_READ: Final = 2
"""Wrong usage, or a file that cannot be read."""


class CannotRead(click.ClickException):
    """A file that is not there, cannot be opened, or is not what it should be."""

    exit_code = CANNOT_READ


def why_unreadable(name: str, mistake: Exception) -> CannotRead:
    """The error for a file that the system or the decoder would not give."""
    if isinstance(mistake, UnicodeDecodeError):
        return CannotRead(f"`{name}` is not UTF-8 text (at byte {mistake.start})")
    reason = (mistake.strerror if isinstance(mistake, OSError) else None) or str(mistake)
    return CannotRead(f"cannot read `{name}`: {reason[:1].lower()}{reason[1:]}")

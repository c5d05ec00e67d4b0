"""The exit statuses of every verb, and the errors that carry them.

0 all well; 1 the input was read and something is wrong with it (diagnostics, a failed
example, a refused case); 2 wrong usage, or a file that cannot be read or written. click ends
the process with the `exit_code` of the error that reaches it.
"""

import sys
from typing import IO, Any, Final

import click

from polc.cli.terminal.language import spoken_in
from polc.cli.terminal.text_width import visible
from polc.messages.text import Language, Text, in_language, say

WRONG_INPUT: Final = 1
"""Something is wrong with what was read."""

CANNOT_READ: Final = 2
"""Wrong usage, or a file that cannot be read."""


class FileTrouble(click.ClickException):
    """What the system does not let be: `why` says so in one sentence; `as_machine` whether the
    command was to answer in JSON."""

    exit_code = CANNOT_READ

    def __init__(self, why: Text) -> None:
        context = click.get_current_context(silent=True)
        self.why = why
        self.language: Final[Language] = spoken_in(context) or "en"
        self.as_machine = context is not None and context.params.get("form") == "json"
        super().__init__(in_language(why, self.language, "en"))

    def show(self, file: IO[Any] | None = None) -> None:
        """The sentence on standard error, as diagnostics begin."""
        said = say("error: {why}", why=self.format_message())
        click.echo(in_language(said, self.language, "en"), file=file or sys.stderr)

    def format_message(self) -> str:
        """The sentence, harmless on a terminal: it names files."""
        return visible(self.message)


class CannotRead(FileTrouble):
    """A file that is not there, cannot be opened, or is not what it should be."""


class CannotWrite(FileTrouble):
    """A file, or standard output, that does not take what is written."""


def why_unloaded(mistake: OSError) -> CannotRead:
    """The error for a policy whose file cannot be read."""
    return CannotRead(getattr(mistake, "why", None) or say("{word}", word=str(mistake)))


def why_unreadable(name: str, mistake: Exception) -> CannotRead:
    """The error for a file that the system or the decoder would not give."""
    if isinstance(mistake, UnicodeDecodeError):
        return CannotRead(
            say("`{name}` is not UTF-8 text (at byte {byte})", name=name, byte=mistake.start)
        )
    return CannotRead(say("cannot read `{name}`: {reason}", name=name, reason=reason_of(mistake)))


def why_unwritable(name: str, mistake: OSError) -> CannotWrite:
    """The error for a file that the system would not let be written."""
    return CannotWrite(say("cannot write `{name}`: {reason}", name=name, reason=reason_of(mistake)))


def reason_of(mistake: Exception) -> Text:
    """What the system says, without its number."""
    from polc.messages.reasons import say_system_reason  # loaded for the first that is told

    return say_system_reason(mistake)

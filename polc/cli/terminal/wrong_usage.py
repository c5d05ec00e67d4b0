"""Wrong usage of a command, told as other mistakes are.

In: what click says of a word of the command line. Out: an error that prints the usage, what is
wrong in one sentence and what to write, and ends with status 2.
"""

import re
from typing import IO, Any, Final

import click

from polc.cli.terminal.exit_status import CANNOT_READ
from polc.cli.terminal.output import print_text
from polc.cli.terminal.text_width import visible
from polc.messages.text import NOTHING, Language, Text, either, in_language, say

_QUOTED: Final = re.compile(r"'([^'\n]*)'")


class WrongUsage(click.UsageError):
    """Wrong usage: `why` in one sentence, `way_out` what to write, or nothing."""

    exit_code = CANNOT_READ

    def __init__(self, mistake: click.UsageError) -> None:
        asked = mistake.ctx.params.get("language") if mistake.ctx is not None else None
        language: Language = "zh" if asked == "zh" else "en"
        self.why = in_language(_say_why(mistake), language, "en")
        self.way_out = in_language(_say_way_out(mistake), language, "en")
        super().__init__(str(self.why), mistake.ctx)

    def show(self, file: IO[Any] | None = None) -> None:
        """The usage, the mistake and the way out, on standard error."""
        if self.ctx is not None:
            print_text(f"{self.ctx.get_usage()}\n", err=True)
        print_text(f"error: {visible(str(self.why))}", err=True)
        if self.way_out:
            print_text(f"  = help: {visible(str(self.way_out))}", err=True)


def _say_why(mistake: click.UsageError) -> Text:
    match mistake:
        case click.NoSuchOption():
            return say("there is no option `{option}`", option=mistake.option_name)
        case click.MissingParameter():
            name = mistake.param.human_readable_name if mistake.param is not None else ""
            return say("`{name}` is missing", name=name)
        case click.BadParameter() if mistake.param is not None:
            said = _in_our_signs(mistake.message)
            option = max((*mistake.param.opts, mistake.param.name or ""), key=len)
            return say("`{option}`: {said}", option=option, said=said)
        case _:
            return say("{word}", word=_in_our_signs(mistake.format_message()))


def _say_way_out(mistake: click.UsageError) -> Text:
    kind = getattr(getattr(mistake, "param", None), "type", None)
    match mistake, kind:
        case click.NoSuchOption(), _ if mistake.possibilities:
            return say("did you mean `{found}`?", found=mistake.possibilities[0])
        case click.BadParameter(), click.IntRange(min=low, max=high):
            return say("write a whole number from {low} to {high}", low=low, high=high)
        case click.BadParameter(), click.Choice(choices=choices):
            written = either(say("`{word}`", word=choice) for choice in choices)
            return say("write {written}", written=written)
        case _:
            pass
    if mistake.ctx is None:
        return NOTHING
    return say("`{command} --help` shows how it is used", command=mistake.ctx.command_path)


def _in_our_signs(said: str) -> str:
    """What click says, in lower case, with backticks and without a full stop."""
    said = _QUOTED.sub(r"`\1`", said).rstrip(".")
    return said[:1].lower() + said[1:]

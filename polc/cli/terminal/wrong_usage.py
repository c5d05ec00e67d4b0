"""Wrong usage of a command, told as other mistakes are.

In: what click or a verb says of the words of the command line, and the words. Out: an error that
prints the usage, what is wrong in one sentence and what to write, in the language that the words
or the environment ask for, and ends with status 2.
"""

import re
from collections.abc import Iterable, Sequence
from typing import IO, Any, Final

import click

from polc.cli.terminal.exit_status import CANNOT_READ
from polc.cli.terminal.language import asked_language, tell
from polc.cli.terminal.output import print_text
from polc.cli.terminal.spoken_help import told_words
from polc.cli.terminal.text_width import visible
from polc.messages.text import NOTHING, Language, Text, either, in_language, say

_QUOTED: Final = re.compile(r"'([^'\n]*)'")
_REFUSED: Final = re.compile(r"'(?P<quoted>.*?)' is not |(?P<figure>\S+) is not in the range ")
_NO_COMMAND: Final = re.compile(r"No such command '(.*)'")
_TOO_MUCH: Final = re.compile(r"Got unexpected extra arguments? \((.*)\)")
_CLOSE: Final = 0.75
"""How alike two words are of which one may be meant for the other; all letters are 1."""


class WrongUsage(click.UsageError):
    """Wrong usage: `why` in one sentence, `way_out` what to write, or nothing."""

    exit_code = CANNOT_READ

    def __init__(
        self, mistake: click.UsageError, words: Sequence[str], group: click.Context
    ) -> None:
        self.language: Final = asked_language(words)
        context = mistake.ctx or _context_of(words, group)
        self.why = in_language(_say_why(mistake, self.language), self.language, "en")
        way_out = _say_way_out(mistake, context, words, self.language)
        self.way_out = in_language(way_out, self.language, "en")
        super().__init__(str(self.why), context)

    def show(self, file: IO[Any] | None = None) -> None:
        """The usage, the mistake and the way out, on standard error."""
        if self.ctx is not None:
            print_text(f"{self.ctx.get_usage()}\n", err=True)
        print_text(tell(say("error: {why}", why=visible(self.why)), self.language), err=True)
        if self.way_out:
            hint = tell(say("help: {text}", text=visible(self.way_out)), self.language)
            print_text(f"  = {hint}", err=True)


def _context_of(words: Sequence[str], group: click.Context) -> click.Context:
    """The verb that the words begin with, of which click's parser says nothing."""
    command = group.command
    verb = (
        command.get_command(group, words[0]) if words and isinstance(command, click.Group) else None
    )
    return group if verb is None else click.Context(verb, parent=group, info_name=words[0])


def _name_of(param: click.Parameter | None, language: Language) -> str:
    """What stands on the command line: an option as typed, an argument as in the usage."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return "" if param is None else told_words(param.human_readable_name, language)


def _say_why(mistake: click.UsageError, language: Language) -> Text:
    match mistake:
        case click.UsageError(message=Text() as said):
            return said
        case click.NoSuchOption():
            return say("there is no option `{option}`", option=mistake.option_name)
        case click.MissingParameter():
            return say("`{name}` is missing", name=_name_of(mistake.param, language))
        case click.BadOptionUsage():
            if "requires" in mistake.message:
                return say("`{option}` stands without its value", option=mistake.option_name)
            return say("`{option}` takes no value", option=mistake.option_name)
        case click.BadParameter() if mistake.param is not None:
            option = max(mistake.param.opts, key=len)
            refused = _REFUSED.match(mistake.message)
            if refused is not None:
                value = refused["figure"] or refused["quoted"]
                return say("`{option}` cannot be `{value}`", option=option, value=value)
            said_of_it = _in_our_signs(mistake.message)
            return say("`{option}`: {said}", option=option, said=said_of_it)
        case _:
            return _say_of_words(mistake)


def _say_of_words(mistake: click.UsageError) -> Text:
    """A word that is no command, or one too many."""
    unknown = _NO_COMMAND.match(mistake.message)
    if unknown is not None:
        return say("there is no command `{word}`", word=unknown[1])
    more = _TOO_MUCH.match(mistake.message)
    if more is not None:
        return say("`{word}` is too much here", word=more[1])
    return say("{word}", word=_in_our_signs(mistake.format_message()))


def _say_way_out(
    mistake: click.UsageError, context: click.Context, words: Sequence[str], language: Language
) -> Text:
    kind = getattr(getattr(mistake, "param", None), "type", None)
    unknown = _NO_COMMAND.match(mistake.message)
    found: str | None = None
    match mistake, kind:
        case click.NoSuchOption(), _ if verb := _verb_with(mistake.option_name, words, context):
            return say(
                "it stands behind the command: `{written}`", written=f"{verb} {mistake.option_name}"
            )
        case click.NoSuchOption(), _:
            options = (option for param in context.command.params for option in param.opts)
            found = _find_close(mistake.option_name, (*options, *context.help_option_names))
        case click.BadOptionUsage(), _ if "requires" in mistake.message:
            return _say_value(mistake.option_name, context, language)
        case click.BadParameter(), click.IntRange(min=low, max=high):
            return say("write a whole number from {low} to {high}", low=low, high=high)
        case click.BadParameter(), click.Choice(choices=choices):
            written = either(say("`{word}`", word=choice) for choice in choices)
            return say("write {written}", written=written)
        case _ if unknown is not None and isinstance(context.command, click.Group):
            found = _find_close(unknown[1], context.command.list_commands(context))
        case _:
            pass
    if found is not None:
        return say("did you mean `{found}`?", found=found)
    return say("`{command} --help` shows how it is used", command=context.command_path)


def _verb_with(option: str, words: Sequence[str], context: click.Context) -> str | None:
    """The command of the group that has the option, where the words name it further on."""
    group = context.command
    if not isinstance(group, click.Group):
        return None
    for word in words:
        command = group.get_command(context, word)
        if command is not None:
            known = any(option in param.opts for param in command.params)
            return f"{context.command_path} {word}" if known else None
    return None


def _say_value(option: str, context: click.Context, language: Language) -> Text:
    """The option with what stands behind it."""
    param = next((param for param in context.command.params if option in param.opts), None)
    if param is None:
        return NOTHING
    values = param.type.choices if isinstance(param.type, click.Choice) else ()
    placeholder = told_words(param.metavar or param.type.name.upper(), language)
    shown = [str(value) for value in values] or [placeholder]
    written = either(say("`{word}`", word=f"{option} {value}") for value in shown)
    return say("write {written}", written=written)


def _find_close(word: str, known: Iterable[str]) -> str | None:
    """The one that the word begins, or is nearly."""
    from difflib import get_close_matches  # loaded for the first word that is wrong

    names = {name.lstrip("-"): name for name in known if len(name.lstrip("-")) > 1}
    plain = word.lstrip("-").lower()
    begun = [name for name in names if len(plain) > 1 and name.startswith(plain)]
    close = begun if len(begun) == 1 else get_close_matches(plain, names, 1, _CLOSE)
    return names[close[0]] if close else None


def _in_our_signs(said: str) -> str:
    """What click says, in lower case, with backticks and without a full stop."""
    said = _QUOTED.sub(r"`\1`", said).rstrip(".")
    return said[:1].lower() + said[1:]

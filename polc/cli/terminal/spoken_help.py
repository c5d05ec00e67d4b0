"""The help and the usage of a command in the language of whoever asks.

In: a command of click's. Out: its help. English is click's own; Chinese is laid out here, where a
character takes two columns. What a command's docstring and its options' `help` say is a sentence
of the catalogue, paragraph by paragraph, as `compile_catalogue.py` collects them.
"""

import re
from collections.abc import Iterator
from typing import Final, Protocol, runtime_checkable

import click

from polc.cli.terminal.language import asked_language, tell
from polc.messages.text import Language, Text, listed, say

WORDS: Final = "polc.words"
"""Where a run keeps the words of its command line."""

_WIDTH: Final = 80
_MOST_COLUMNS: Final = 32
"""An option that is wider has its help on the next line."""

_PLACEHOLDER: Final = re.compile(r"\b[A-Z]+(?: RANGE)?\b")
_MARGIN: Final = 2
_FULL_STOP: Final = "。"

OF_CLICK: Final = (
    say("Show the version and exit."),
    say("Show this message and exit."),
)
"""The help of options that click brings."""

PLACEHOLDERS: Final = (
    say("ADDRESS"),
    say("ARGS"),
    say("CASE"),
    say("CHOICE"),
    say("CODE"),
    say("COMMAND"),
    say("DD"),
    say("FILE"),
    say("FOLDER"),
    say("HOST"),
    say("ID"),
    say("INPUT"),
    say("INTEGER RANGE"),
    say("MM"),
    say("N"),
    say("NAME"),
    say("NEW"),
    say("OLD"),
    say("OPTIONS"),
    say("OUTPUT"),
    say("PATH"),
    say("POLICY"),
    say("SIZE"),
    say("STORE"),
    say("TABLE"),
    say("VALUE"),
    say("YEAR"),
    say("YYYY"),
)
"""What stands in a usage for the words of the user."""

_KNOWN: Final = frozenset(map(str, PLACEHOLDERS))


class SpokenHelp(click.Command):
    """A command that helps in the language of its run."""

    def get_help(self, ctx: click.Context) -> str:
        language = asked_language(ctx.meta.get(WORDS, ()))
        return super().get_help(ctx) if language != "zh" else help_as_text(self, ctx, language)

    def get_usage(self, ctx: click.Context) -> str:
        language = asked_language(ctx.meta.get(WORDS, ()))
        return super().get_usage(ctx) if language != "zh" else _usage(self, ctx, language)


def help_as_text(command: click.Command, ctx: click.Context, language: Language) -> str:
    """The usage, what the command does, its options, and the commands of a group."""
    from polc.cli.terminal.columns import wrap  # loaded where help is asked for

    lines = [_usage(command, ctx, language)]
    for paragraph in paragraphs_of(command.help or ""):
        said = told_help(paragraph, language) + _FULL_STOP
        lines += ["", *(f"{' ' * _MARGIN}{line}" for line in wrap(said, _WIDTH - _MARGIN))]
    params = (_option_row(param, ctx, language) for param in command.get_params(ctx))
    lines += _section(say("Options"), [row for row in params if row is not None], language)
    if isinstance(command, click.Group):
        verbs = [
            (verb, told_help(_describe(command, ctx, verb), language))
            for verb in command.list_commands(ctx)
        ]
        lines += _section(say("Commands"), verbs, language)
    return "\n".join(lines)


def _describe(group: click.Group, ctx: click.Context, verb: str) -> str:
    """A line of a command of the group: its own where the group knows it without the command."""
    if isinstance(group, Describing):
        return group.describe(verb)
    command = group.get_command(ctx, verb)
    return "" if command is None else command.get_short_help_str(_WIDTH)


@runtime_checkable
class Describing(Protocol):
    """A group that says a line of each of its commands without importing it."""

    def describe(self, verb: str) -> str:
        """The line."""
        ...


def paragraphs_of(docstring: str) -> list[str]:
    """Each paragraph in one line, as the catalogue has it."""
    return [" ".join(part.split()) for part in docstring.split("\n\n") if part.strip()]


def told_help(said: str, language: Language) -> str:
    """A sentence of help."""
    return tell(Text(said, {}), language)


def _usage(command: click.Command, ctx: click.Context, language: Language) -> str:
    pieces = (told_words(piece, language) for piece in command.collect_usage_pieces(ctx))
    words = " ".join((ctx.command_path, *pieces))
    return tell(say("Usage: {words}", words=words), language)


def told_words(words: str, language: Language) -> str:
    """`NAME=VALUE` with what stands for each word in the language."""
    return _PLACEHOLDER.sub(
        lambda found: told_help(found[0], language) if found[0] in _KNOWN else found[0], words
    )


def _option_row(
    param: click.Parameter, ctx: click.Context, language: Language
) -> tuple[str, str] | None:
    """How an option is typed and what it does; None of what is no option."""
    record = param.get_help_record(ctx)
    if not isinstance(param, click.Option) or record is None:
        return None
    extra = param.get_help_extra(ctx)
    more = [
        *([say("required")] if "required" in extra else []),
        *([say("by default {value}", value=extra["default"])] if "default" in extra else []),
        *_range(param.type),
    ]
    said = told_help(" ".join((param.help or "").split()), language)
    if more:
        said = tell(say("{said} ({more})", said=said, more=listed(more)), language)
    return told_words(record[0], language), said


def _range(kind: object) -> Iterator[Text]:
    """Which numbers an option takes."""
    match kind:
        case click.IntRange(min=int(low), max=int(high)):
            yield say("from {low} to {high}", low=low, high=high)
        case click.IntRange(min=int(low)):
            yield say("at least {low}", low=low)
        case _:
            pass


def _section(heading: Text, rows: list[tuple[str, str]], language: Language) -> list[str]:
    """A heading with rows of two columns."""
    from polc.cli.terminal.columns import wrap
    from polc.cli.terminal.text_width import pad
    from polc.compiler.format.width import column_width

    widths = [column_width(name) for name, _ in rows]
    first = max((width for width in widths if width <= _MOST_COLUMNS), default=_MOST_COLUMNS)
    start = _MARGIN + first + 2
    lines = ["", tell(say("{heading}:", heading=heading), language)]
    for (name, said), width in zip(rows, widths, strict=True):
        parts = wrap(said, _WIDTH - start)
        if width > first:
            lines.append(f"{' ' * _MARGIN}{name}")
        else:
            lines.append(f"{' ' * _MARGIN}{pad(name, first)}  {parts.pop(0)}")
        lines += [" " * start + part for part in parts]
    return lines

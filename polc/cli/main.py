"""The command `polc`: which verbs there are, and what becomes of an unexpected error.

In: the command line. Out: an exit status: 0 all well, 1 the input was read and
something is wrong with it, 2 wrong usage or a file that cannot be read or written. A verb's
module is imported when the verb runs, so that `polc --help` costs click alone.
"""

import atexit
import errno
import gc
import os
import sys
from importlib import import_module
from io import StringIO
from typing import Any

import click

from polc.cli.terminal.spoken_help import WORDS, SpokenHelp
from polc.version import __version__

VERBS = {
    "audit": "Hold what was paid against what a policy says.",
    "batch": "Settle a table of a bureau's under a policy.",
    "build": "Write a policy as source for another system.",
    "check": "Compile policies and say what is wrong with them.",
    "diff": "Say what a reform changes: rules side by side, then figures.",
    "doc": "Write a policy as a site: who gets what, by which clause.",
    "explain": "Say what a message means, with an example and its repair.",
    "fmt": "Lay policies out in one style.",
    "lsp": "Answer an editor: the language server.",
    "map": "Write a first mapping of the columns and codes of a table.",
    "new": "Write a starter policy, with remarks and an example.",
    "page": "Open the page in a browser: write, mend, settle, compare, print.",
    "sample": "Make a synthetic population that comes to every rule.",
    "serve": "Settle cases for other programs, over HTTP.",
    "settle": "Settle cases under a policy.",
    "show": "Print what a policy asks for, says or compiles to.",
    "test": "Run the examples that policies contain.",
}
"""Verb to its line in `polc --help`; its module is `polc.cli.commands.<verb>`."""

FUNCTIONS = {"map": "map_columns"}
"""Of a verb that is a word of Python's the name of its function."""

OBJECTS_BETWEEN_COLLECTIONS = 1_500_000


class Verbs(SpokenHelp, click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def describe(self, verb: str) -> str:
        return VERBS[verb]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module = import_module(f"polc.cli.commands.{cmd_name}")
        command = getattr(module, FUNCTIONS.get(cmd_name, cmd_name))
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keeps the words, of which what is wrong with them is told."""
        ctx.meta[WORDS] = tuple(args)
        try:
            return super().parse_args(ctx, args)
        except (click.NoSuchOption, click.BadOptionUsage) as mistake:
            from polc.cli.terminal.wrong_usage import WrongUsage

            raise WrongUsage(mistake, ctx.meta[WORDS], ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the verb; what click says of a wrong word repeats it harmless, and what cannot be
        read is told as JSON where the answer was to be JSON."""
        try:
            return super().invoke(ctx)
        except click.UsageError as mistake:
            from polc.cli.terminal.wrong_usage import WrongUsage

            raise WrongUsage(mistake, ctx.meta[WORDS], ctx) from None
        except click.ClickException as trouble:
            from polc.cli.terminal.exit_status import CannotRead

            if not isinstance(trouble, CannotRead) or not trouble.as_machine:
                raise
            from polc.cli.terminal.print_json import print_json

            print_json({"unread": [{"message": str(trouble.message)}]})
            ctx.exit(trouble.exit_code)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="polc", message="%(prog)s %(version)s")
def polc() -> None:
    """Medical-security policies as programs: every amount to the fen, every amount
    with its clause.

    A POLICY is the name of a policy that comes with polc (`suizhou`) or a path to a
    .pol file.
    """


def main() -> None:
    """Run the command line of this process and end it with its exit status.

    The last resort for a mistake of polc itself is here: one line, status 2. With
    POLC_TRACEBACK set in the environment the traceback is let through instead.
    """
    if sys.stderr is None:  # click would say there what belongs here
        sys.stderr = StringIO()
    # A command makes many objects, few in cycles, and soon ends: looking for these once more
    # before its memory goes back as a whole took a sixth of a short one.
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    atexit.register(gc.freeze)
    try:
        if sys.stdout is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        polc(prog_name="polc")
    except Exception as mistake:
        if os.environ.get("POLC_TRACEBACK"):
            raise
        _print_mistake(mistake)
        sys.exit(2)


def _print_mistake(mistake: Exception) -> None:
    """What ended the command, in a line on standard error, if that takes it."""
    from polc.cli.terminal.language import asked_language
    from polc.cli.terminal.output import discard_rest, print_text, why_unprinted
    from polc.cli.terminal.text_width import visible
    from polc.messages.text import in_language, say

    if isinstance(mistake, OSError) and mistake.filename is None:
        # Whatever else is read or written is guarded at its place: click printed a help.
        discard_rest(sys.stdout)
        said = why_unprinted(mistake).why
    else:
        said = say(
            "internal error: {kind}: {message} (a mistake in polc, not in your files; "
            "`POLC_TRACEBACK=1` shows where)",
            kind=type(mistake).__name__,
            message=" ".join(str(mistake).split()),
        )
    told = in_language(said, asked_language(sys.argv[1:]), "en")
    print_text(f"polc: {visible(told)}", err=True)

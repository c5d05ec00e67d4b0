"""`polc fmt [PATH…]`: lay `.pol` files out in the one style."""

from typing import TYPE_CHECKING

import click

from polc.cli.terminal.exit_status import CANNOT_READ, WRONG_INPUT, CannotWrite, FileTrouble
from polc.cli.terminal.language import language_option, tell
from polc.cli.terminal.output import print_exact, print_text
from polc.cli.terminal.spoken_help import SpokenHelp
from polc.messages.text import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from polc.cli.files.format_files import Formatted
    from polc.messages.text import Language


@click.command(cls=SpokenHelp)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; name what would change.")
@click.option("--diff", "only_diff", is_flag=True, help="Write nothing; print what would change.")
@click.option(
    "--keywords",
    type=click.Choice(["en", "zh"]),
    help="Write the keywords in English (`en`) or Chinese (`zh`), else they stay as they are.",
)
@language_option
@click.pass_context
def fmt(
    ctx: click.Context,
    paths: tuple[str, ...],
    only_check: bool,
    only_diff: bool,
    keywords: str | None,
    language: "Language | None",
) -> None:
    """Lay policies out in one style.

    A PATH is a file or a folder (all .pol files in it), or `-` for standard input, which is
    printed; without one it is the current folder. A file with mistakes of syntax is told as
    `check` tells it, and left as it is.
    """
    from polc.cli.files.format_files import Formatted, format_file, format_input, write_file
    from polc.cli.print_diagnostics import print_diagnostics
    from polc.cli.render.diff import as_diff
    from polc.cli.terminal.text_width import visible

    written: Language | None = None if keywords is None else "zh" if keywords == "zh" else "en"
    if "-" in paths:
        if len(paths) > 1:
            raise click.UsageError(say("`-` is standard input, and stands alone"))
        found: list[Formatted | FileTrouble] = [format_input(written)]
    else:
        found = list(format_file(paths, written))
    spoken = language or _language_of(found)
    status = 0
    changed = 0
    for formatted in found:
        if isinstance(formatted, FileTrouble):
            formatted.show()
            status = CANNOT_READ
            continue
        if formatted.text is None:
            print_diagnostics(formatted.diagnostics, language=language)
            status = max(status, WRONG_INPUT)
            continue
        changed += formatted.changes
        if only_diff and formatted.changes:
            print_text(as_diff(formatted.name, formatted.before, formatted.text), nl=False)
        if (only_check or only_diff) and formatted.changes:
            status = max(status, WRONG_INPUT)
            if only_check:
                named = say("would change {name}", name=visible(formatted.name))
                print_text(tell(named, spoken), err=only_diff)
        if not only_check and not only_diff:
            if formatted.path is None:
                print_exact(formatted.text, nl=False)
            elif formatted.changes:
                try:
                    write_file(formatted)
                except CannotWrite as mistake:
                    mistake.show()
                    status = CANNOT_READ
                    changed -= 1
                    continue
                print_text(tell(say("changed {name}", name=visible(formatted.name)), spoken))
    if "-" not in paths and not only_diff:
        print_text(tell(_say_count(len(found), changed, only_check=only_check), spoken))
    ctx.exit(status)


def _language_of(found: "Iterable[Formatted | FileTrouble]") -> "Language":
    """Chinese where every file that was read is."""
    from polc.grammar.detect_language import detect_language

    texts = [file.before for file in found if not isinstance(file, FileTrouble)]
    return "zh" if {*map(detect_language, texts)} == {"zh"} else "en"


def _say_count(files: int, changed: int, *, only_check: bool) -> Text:
    counted = say("1 file") if files == 1 else say("{count} files", count=files)
    if only_check:
        return say("{files}, {count} would change", files=counted, count=changed)
    return say("{files}, {count} changed", files=counted, count=changed)

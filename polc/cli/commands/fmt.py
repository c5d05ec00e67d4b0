"""`polc fmt [PATH…]`: lay `.pol` files out in the one style."""

from typing import TYPE_CHECKING

import click

from polc.cli.terminal.exit_status import CANNOT_READ, WRONG_INPUT, CannotWrite, FileTrouble
from polc.cli.terminal.language import language_option
from polc.cli.terminal.output import print_exact, print_text
from polc.cli.terminal.spoken_help import SpokenHelp
from polc.messages.text import say

if TYPE_CHECKING:
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
                print_text(f"would change {visible(formatted.name)}", err=only_diff)
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
                print_text(f"changed {visible(formatted.name)}")
    if "-" not in paths and not only_diff:
        files = f"{len(found)} file{'' if len(found) == 1 else 's'}"
        verb = "would change" if only_check else "changed"
        print_text(f"{files}, {changed} {verb}")
    ctx.exit(status)

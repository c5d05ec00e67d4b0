"""`polc new NAME`: a starter policy."""

from typing import TYPE_CHECKING

import click

from polc.cli.terminal.language import language_option
from polc.cli.terminal.output import print_text
from polc.cli.terminal.spoken_help import SpokenHelp

if TYPE_CHECKING:
    from polc.messages.text import Language


@click.command(cls=SpokenHelp)
@click.argument("name")
@click.option(
    "--keywords",
    type=click.Choice(["en", "zh"]),
    help="Write it in English (`en`) or Chinese (`zh`), else in that of --language.",
)
@language_option
def new(name: str, keywords: str | None, language: "Language | None") -> None:
    """Write a starter policy, with remarks and an example.

    It is written to NAME.pol in the current folder, compiles, and its example passes. A file
    that is there already is left alone.
    """
    from polc.cli.files.write_starter import write_starter
    from polc.cli.terminal.language import tell
    from polc.messages.text import say

    spoken = keywords or language or "en"
    written: Language = "zh" if spoken == "zh" else "en"
    path = write_starter(name, written)
    lines = (
        say("wrote `{path}`", path=path),
        say("next: `polc check {path}`, then `polc test {path}`", path=path),
    )
    for line in lines:
        print_text(tell(line, written))

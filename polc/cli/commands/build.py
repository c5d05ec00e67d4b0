"""`polc build POLICY`: the policy as source for another system."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from polc.cli.terminal.language import language_option, tell
from polc.cli.terminal.output import print_text
from polc.cli.terminal.spoken_help import SpokenHelp

if TYPE_CHECKING:
    from polc.compiler.readers.source.program import Target
    from polc.messages.text import Language

_NAME: Final = re.compile("[A-Za-z][A-Za-z0-9_]{0,59}")


@click.command(cls=SpokenHelp)
@click.argument("policy")
@click.option(
    "--target",
    type=click.Choice(["python", "java", "c"]),
    required=True,
    help="The language of the source.",
)
@click.option(
    "-o", "--output", metavar="FOLDER", default=".", help="Where the files go, else where you are."
)
@click.option(
    "--name",
    metavar="NAME",
    default="",
    help="What the file and its names are called, else as the policy.",
)
@click.option("--params", metavar="FILE", help="Parameters from a TOML file.")
@click.option("--param", "settings", metavar="NAME=VALUE", multiple=True, help="One parameter.")
@click.option(
    "--reading", "choices", metavar="NAME=CHOICE", multiple=True, help="How to read a place."
)
@language_option
@click.pass_context
def build(
    ctx: click.Context,
    policy: str,
    target: "Target",
    output: str,
    name: str,
    params: str | None,
    settings: tuple[str, ...],
    choices: tuple[str, ...],
    language: "Language | None",
) -> None:
    """Write a policy as source for another system.

    The function of a claim, those of the person's year and the tables of names go into one file
    without dependencies, which settles to the fen as polc does; a README beside it says how it is
    called. Both are written anew where they are there already; a file of another policy is left as
    it is.
    """
    from polc.build.make_program import NotBuiltError, make_program
    from polc.build.name_file import is_of_another, name_file, name_readme
    from polc.build.write_readme import write_readme
    from polc.build.write_source import write_source
    from polc.cli.files.write_text import write_text
    from polc.cli.open_policy import configure, open_policy
    from polc.cli.read.parameters import read_given, read_settings
    from polc.cli.terminal.exit_status import WRONG_INPUT, CannotRead, why_unwritable
    from polc.cli.terminal.text_width import visible
    from polc.messages.text import say

    if name and _NAME.fullmatch(name) is None:
        raise CannotRead(
            say("`--name` is a letter, then letters, digits and `_`, and not `{name}`", name=name)
        )
    opened = open_policy(policy, language=language)
    spoken = language or opened.plan.language
    given = read_given(params, settings)
    configured = configure(opened, given, read_settings("--reading", choices), spoken)
    try:
        program = make_program(configured, name)
        source = write_source(program, target)
    except NotBuiltError as mistake:
        said = say("error: {why}", why=mistake.why)
        print_text(visible(tell(said, spoken)), err=True)
        ctx.exit(WRONG_INPUT)
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as mistake:
        raise why_unwritable(output, mistake) from None
    place = folder / name_file(program, target)
    if place.is_file() and is_of_another(
        place.read_text(encoding="utf-8", errors="replace"), program
    ):
        raise CannotRead(
            say(
                "`{path}` is no source of the policy `{policy}` and is left as it is; give this "
                "one a name (`--name`)",
                path=place,
                policy=program.plan.policy,
            )
        )
    readme = write_readme(program, target, spoken)
    for file, text in (
        (name_file(program, target), source),
        (name_readme(program, target), readme),
    ):
        path = folder / file
        write_text(path, str(path), text)
        print_text(visible(tell(say("wrote `{path}`", path=path), spoken)))

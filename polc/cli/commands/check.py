"""`polc check [PATH…]`: compile policies and say what is wrong with them."""

from typing import TYPE_CHECKING

import click

from polc.cli.terminal.exit_status import CANNOT_READ, WRONG_INPUT
from polc.cli.terminal.language import language_option
from polc.cli.terminal.output import print_exact, print_text
from polc.cli.terminal.spoken_help import SpokenHelp

if TYPE_CHECKING:
    from polc.cli.files.check_files import Checked
    from polc.messages.text import Language


@click.command(cls=SpokenHelp)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="Text for people, JSON, SARIF 2.1.0, or the lines that GitHub Actions reads.",
)
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--fix", is_flag=True, help="Make the repairs that are safe, then check.")
@click.option(
    "--diff", "only_diff", is_flag=True, help="Print what --fix would change; write nothing."
)
@click.option(
    "--no-cache", is_flag=True, help="Check each file anew, and keep nothing of it for later."
)
@language_option
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    form: str,
    strict: bool,
    fix: bool,
    only_diff: bool,
    no_cache: bool,
    language: "Language | None",
) -> None:
    """Compile policies and say what is wrong with them.

    A PATH is a file, a folder (all .pol files in it) or the name of a policy that
    comes with polc; without one it is the current folder. A file that cannot be read is
    told, and the others are checked all the same.

    How much a check weighs is set in `polc.toml` or under `[tool.polc]` in
    `pyproject.toml`; `polc explain CODE` tells about each.
    """
    from polc.cli.files.check_files import check_files
    from polc.cli.files.kept_entries import find_store

    store = find_store(no_cache=no_cache)
    checked = check_files(paths, fix=fix and not only_diff, store=store)
    if only_diff and form == "text":
        from polc.cli.render.checked import as_diffs

        print_text(as_diffs(checked), nl=False)
    _print(checked, form, language)
    if checked.unread or checked.unwritten:
        ctx.exit(CANNOT_READ)
    if any(strict or diagnostic.severity == "error" for diagnostic in checked.found):
        ctx.exit(WRONG_INPUT)


def _print(checked: "Checked", form: str, language: "Language | None") -> None:
    from polc.cli.render import checked as render_checked
    from polc.cli.render import diagnostics as render_diagnostics
    from polc.cli.terminal.print_json import print_json

    match form:
        case "json":
            print_json(render_checked.as_json(checked, language))
        case "sarif":
            from polc.cli.render.sarif import as_sarif
            from polc.explain.find_page import find_titles

            troubles = checked.unread | checked.unwritten
            unread = {name: why.message for name, why in troubles.items()}
            codes = {diagnostic.code for diagnostic in checked.found}
            print_json(as_sarif(checked.found, unread, find_titles(codes, language), language))
        case "github":
            for diagnostic in checked.found:
                print_exact(render_diagnostics.as_github(diagnostic, language))
            for name, why in (checked.unread | checked.unwritten).items():
                print_exact(render_diagnostics.unread_as_github(name, why))
        case _:
            from polc.cli.print_diagnostics import print_diagnostics

            print_diagnostics(checked.found, language=language)
            for why in (*checked.unread.values(), *checked.unwritten.values()):
                why.show()
            print_text(render_checked.as_text(checked, language), nl=False)

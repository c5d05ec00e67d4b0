"""`polc check [PATH…]`: compile policies and say what is wrong with them."""

from typing import TYPE_CHECKING

import click

from polc.cli.exit_status import CANNOT_READ, WRONG_INPUT, CannotRead
from polc.cli.language import language_option

if TYPE_CHECKING:
    from polc.messages.text import Language


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Text for people, JSON, or the lines that GitHub Actions reads.",
)
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@language_option
@click.pass_context
def check(
    ctx: click.Context, paths: tuple[str, ...], form: str, strict: bool, language: "Language | None"
) -> None:
    """Compile policies and say what is wrong with them.

    A PATH is a file, a folder (all .pol files in it) or the name of a policy that
    comes with polc; without one it is the current folder. A file that cannot be read is
    told, and the others are checked all the same.
    """
    from polc.cli import render_conformance, render_diagnostics
    from polc.cli.columns import terminal_width
    from polc.cli.find_policies import compile_found, find_policies
    from polc.cli.open_policy import print_diagnostics
    from polc.cli.print_json import print_json
    from polc.compiler.diagnostics import Diagnostic, in_order
    from polc.compiler.plan.declared import Conformance

    policies = find_policies(paths)
    diagnostics: list[Diagnostic] = []
    bound: dict[str, tuple[Conformance, ...]] = {}
    languages: set[str] = set()
    unread: dict[str, CannotRead] = {}
    for one in policies:
        try:
            compiled = compile_found(one)
            diagnostics += compiled.diagnostics
            if compiled.program is not None and compiled.program.declared.conformance:
                from polc.cli.find_conformance import find_conformance

                bound[one.name], more = find_conformance(compiled, compiled.program, one.name)
                diagnostics += more
            languages.add(compiled.language)
        except CannotRead as mistake:
            unread[one.name] = mistake
    found = in_order(diagnostics)
    match form:
        case "json":
            print_json(
                {
                    "checked": [one.name for one in policies if one.name not in unread],
                    "diagnostics": [render_diagnostics.as_json(each, language) for each in found],
                    "conformance": [
                        render_conformance.as_json(name, each, language)
                        for name, outcomes in bound.items()
                        for each in outcomes
                    ],
                    "unread": [
                        {"file": name, "message": why.message} for name, why in unread.items()
                    ],
                }
            )
        case "github":
            for each in found:
                click.echo(render_diagnostics.as_github(each, language))
            for name, why in unread.items():
                click.echo(render_diagnostics.unread_as_github(name, why.message))
        case _:
            print_diagnostics(found, language=language)
            for why in unread.values():
                why.show()
            spoken: Language = "zh" if languages == {"zh"} else "en"
            for name, outcomes in bound.items():
                told = render_conformance.as_text(
                    name, outcomes, language or spoken, terminal_width()
                )
                click.echo(told)
            click.echo(
                render_diagnostics.count_as_text(
                    len(policies), len(unread), found, language or spoken
                )
            )
    if unread:
        ctx.exit(CANNOT_READ)
    if any(strict or each.severity == "error" for each in found):
        ctx.exit(WRONG_INPUT)

"""`polc check [PATH…]`: compile policies and say what is wrong with them."""

import click

from polc.cli.exit_status import WRONG_INPUT


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
@click.pass_context
def check(ctx: click.Context, paths: tuple[str, ...], form: str, strict: bool) -> None:
    """Compile policies and say what is wrong with them.

    A PATH is a file, a folder (all .pol files in it) or the name of a policy that
    comes with polc; without one it is the current folder.
    """
    from polc.cli import render_diagnostics
    from polc.cli.find_policies import compile_found, find_policies
    from polc.cli.open_policy import print_diagnostics
    from polc.cli.print_json import print_json
    from polc.compiler.diagnostics import in_order

    policies = find_policies(paths)
    found = in_order([each for one in policies for each in compile_found(one).diagnostics])
    match form:
        case "json":
            print_json(
                {
                    "checked": [one.name for one in policies],
                    "diagnostics": [render_diagnostics.as_json(one) for one in found],
                }
            )
        case "github":
            for one in found:
                click.echo(render_diagnostics.as_github(one))
        case _:
            print_diagnostics(found)
            files = f"{len(policies)} file{'' if len(policies) == 1 else 's'}"
            click.echo(f"checked {files}: {render_diagnostics.summarise(found)}")
    if any(strict or one.severity == "error" for one in found):
        ctx.exit(WRONG_INPUT)

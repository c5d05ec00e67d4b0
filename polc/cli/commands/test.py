"""`polc test [PATH…]`: run the examples that policies contain."""

import click

from polc.cli.exit_status import WRONG_INPUT
from polc.cli.find_policies import compile_policy, find_policies


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.pass_context
def test(ctx: click.Context, paths: tuple[str, ...]) -> None:
    """Run the examples that policies contain.

    A PATH is a file, a folder (all .pol files in it) or the name of a policy that
    comes with polc; without one it is the current folder. A failing example shows what
    was expected, what came out, and the rules that led there.
    """

    failed = False
    for one in find_policies(paths):
        program = compile_policy(one).program
        if program is None:
            ...
    if failed:
        ctx.exit(WRONG_INPUT)

"""`polc test [PATH…]`: run the examples that policies contain."""

from typing import TYPE_CHECKING

import click

from polc.api.told import told_settlement
from polc.cli.terminal.exit_status import CANNOT_READ, WRONG_INPUT, CannotRead
from polc.cli.terminal.language import language_option
from polc.cli.terminal.output import print_text
from polc.cli.terminal.spoken_help import SpokenHelp

if TYPE_CHECKING:
    from polc.messages.text import Language


@click.command(cls=SpokenHelp)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--coverage", "covers", is_flag=True, help="List the rules that no example reaches, and why."
)
@click.option(
    "--no-cache", is_flag=True, help="Run each example anew, and keep nothing of it for later."
)
@language_option
@click.pass_context
def test(
    ctx: click.Context,
    paths: tuple[str, ...],
    covers: bool,
    no_cache: bool,
    language: "Language | None",
) -> None:
    """Run the examples that policies contain.

    A PATH is a file, a folder (all .pol files in it) or the name of a policy that
    comes with polc; without one it is the current folder. A failing example shows what
    was expected, what came out, the step where the two part, and the rules that led there.
    That all examples of a file passed is kept as long as nothing changes that they hang on.
    """
    from attrs import evolve

    from polc.api.past_answers import NothingWrong, ask_again
    from polc.cli.files.find_policies import find_policies, load_found, read_found
    from polc.cli.files.kept_entries import find_store
    from polc.cli.print_diagnostics import print_diagnostics
    from polc.cli.render.examples import count_as_text, failure_as_text
    from polc.inspect.examples import run_example

    wrong = unread = False
    store = find_store(no_cache=no_cache or covers)
    for file in find_policies(paths):
        try:
            source = read_found(file)
            past = ask_again(store, "test", source)
            if past.answer is not None:
                passed, spoken = past.answer.passed, language or past.answer.language
                print_text(count_as_text(file.name, passed, 0, spoken))
                continue
            policy = load_found(file, source, past.used.read)
        except CannotRead as mistake:
            mistake.show()
            unread = True
            continue
        if isinstance(policy, tuple):
            print_diagnostics(policy, language=language)
            wrong = wrong or bool(policy)
            continue
        spoken = language or policy.program.language
        runs = [run_example(policy, example, spoken) for example in policy.program.examples]
        failures = [run for run in runs if run.differences]
        refused: dict[str, str] = {}
        for failed in failures:
            told = failed.settled
            if told is not None:
                told = told_settlement(dict(told), spoken, policy.program.language)
            shown = evolve(failed, settled=told)
            why = "" if told is not None else failed.differences[-1].got
            before = refused.get(why, "")
            print_text(failure_as_text(file.name, shown, policy.titles, spoken, before))
            if why:
                refused.setdefault(why, failed.title)
        examples = policy.program.examples
        idle = sum(not example.expects and not example.error for example in examples)
        print_text(count_as_text(file.name, len(runs), len(failures), spoken, idle))
        if not failures and not idle:
            past.keep(NothingWrong(policy.program.language, len(runs)))
        if covers:
            from polc.cli.render.coverage import as_text
            from polc.inspect.coverage import cover

            print_text(as_text(file.name, cover(policy), spoken), nl=False)
        wrong = wrong or bool(failures)
    if unread:
        ctx.exit(CANNOT_READ)
    if wrong:
        ctx.exit(WRONG_INPUT)

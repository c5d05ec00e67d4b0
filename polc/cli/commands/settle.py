"""`polc settle POLICY CASE…`: settle cases under a policy."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import click

from polc.cli.terminal.exit_status import CANNOT_READ, WRONG_INPUT
from polc.cli.terminal.language import language_option
from polc.cli.terminal.spoken_help import SpokenHelp
from polc.messages.text import say

if TYPE_CHECKING:
    from polc.cli.answer_cases import Answers
    from polc.cli.read.cases import CaseFile, Form
    from polc.messages.text import Language

MOST_JOBS: Final = 256
"""More processes than a server has cores for."""


@click.command(cls=SpokenHelp)
@click.argument("policy")
@click.argument("cases", nargs=-1, required=True, metavar="CASE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="Text for people; JSON: an object, an array for several, lines for lines; or HTML: a "
    "notice for the insured person.",
)
@click.option(
    "--explain", is_flag=True, help="Show the rules that led to each amount, in JSON too."
)
@click.option("--params", metavar="FILE", help="Parameters from a TOML file.")
@click.option(
    "--param",
    "settings",
    metavar="NAME=VALUE",
    multiple=True,
    help="One parameter, before --params; a case's own counts first.",
)
@click.option(
    "--reading",
    "choices",
    metavar="NAME=CHOICE",
    multiple=True,
    help="How to read a place; a case's own counts first.",
)
@click.option(
    "--all-readings", is_flag=True, help="Settle under every reading that matters to the case."
)
@click.option(
    "--compare", "side_by_side", is_flag=True, help="Settle under several policies: A,B,C."
)
@click.option(
    "--usual",
    is_flag=True,
    help="Take the facts of an ordinary person where a case says nothing; each is told.",
)
@click.option(
    "--require", metavar="OUTPUT", multiple=True, help="Refuse a case that leaves it open."
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, MOST_JOBS),
    default=1,
    show_default=True,
    help="Settle in so many processes; the answers keep the order of the cases.",
)
@click.option(
    "--no-cache", is_flag=True, help="Compile the policy anew, and keep nothing of it for later."
)
@language_option
@click.pass_context
def settle(
    ctx: click.Context,
    policy: str,
    cases: tuple[str, ...],
    form: str,
    explain: bool,
    params: str | None,
    settings: tuple[str, ...],
    choices: tuple[str, ...],
    all_readings: bool,
    side_by_side: bool,
    usual: bool,
    require: tuple[str, ...],
    jobs: int,
    no_cache: bool,
    language: "Language | None",
) -> None:
    """Settle cases under a policy.

    A CASE is a JSON file, or - for standard input, with one case, an array of cases or
    a case on each line. Lines are settled as they come, however many there are. Amounts
    are in yuan. With --compare POLICY is several names with commas.
    """
    from polc.cli.answer_cases import answer_cases, form_of
    from polc.cli.files.kept_entries import find_folder
    from polc.cli.make_notices import Notices, names_for, page_around
    from polc.cli.open_policy import configure, open_policy
    from polc.cli.read import parameters as read_parameters
    from polc.cli.settle_cases import Settling
    from polc.cli.terminal.columns import terminal_width
    from polc.cli.terminal.text_width import visible_parts

    given = read_parameters.read_given(params, settings)
    chosen = read_parameters.read_settings("--reading", choices)
    as_machine, as_page = form == "json", form == "html"
    if as_page and (all_readings or side_by_side):
        raise click.UsageError(
            say(
                "a notice is of one settlement: "
                "`--format html` goes without `--all-readings` and `--compare`"
            )
        )
    answers: Answers
    if side_by_side:
        if all_readings or explain or require:
            raise click.UsageError(say("`--compare` shows amounts only, under one reading each"))
        answers = _compare(policy, given, chosen, language, usual=usual, as_machine=as_machine)
    else:
        if "," in policy and not os.path.exists(policy):
            raise click.UsageError(say("several policies need `--compare`"))
        kept_in = None if no_cache else find_folder()
        opened = open_policy(policy, as_machine=as_machine, language=language, kept_in=kept_in)
        language = language or opened.plan.language
        configured = configure(opened, given, chosen, language, as_machine=as_machine)
        if usual:
            configured = configured.with_usual_facts()
        answers = (
            Notices(policy=configured, names=names_for(configured, language), require=require)
            if as_page
            else Settling(
                policy=configured,
                titles=visible_parts(dict(configured.titles)),
                width=terminal_width(),
                language=language,
                require=require,
                explain=explain,
                as_machine=as_machine,
                all_readings=all_readings,
            )
        )
    files, unread = _read_files(cases, at_once=as_machine)
    answer_form = form_of(files, as_machine=as_machine, as_page=as_page)
    with page_around(answers):
        fine = answer_cases(answers, files, answer_form, jobs)
    if unread:
        ctx.exit(CANNOT_READ)
    if not fine:
        ctx.exit(WRONG_INPUT)


def _read_files(paths: tuple[str, ...], *, at_once: bool) -> "tuple[list[CaseFile], bool]":
    """The files of cases, and whether one of several cannot be read: it is told in its place, and
    the others are settled. Where none can be read, that is all that is said."""
    from polc.cli.read.cases import read_cases, stand_for_unread
    from polc.cli.terminal.exit_status import CannotRead

    found: list[CaseFile | CannotRead] = []
    for path in paths:
        try:
            found.append(read_cases(path, at_once=at_once))
        except CannotRead as trouble:
            found.append(trouble)
    read = [file for file in found if not isinstance(file, CannotRead)]
    troubles = [trouble for trouble in found if isinstance(trouble, CannotRead)]
    if not read:
        raise troubles[0]
    form: Form = "lines" if all(file.form == "lines" for file in read) else "object"
    files = [
        stand_for_unread(path, form, file.why) if isinstance(file, CannotRead) else file
        for path, file in zip(paths, found, strict=True)
    ]
    return files, bool(troubles)


def _compare(
    policies: str,
    given: Mapping[str, Any],
    chosen: Mapping[str, str],
    language: "Language | None",
    *,
    usual: bool,
    as_machine: bool,
) -> "Answers":
    """What answers a case under several policies, side by side."""
    from polc.cli.compare_cases import open_policies, open_side_by_side

    opened = open_policies(policies, as_machine=as_machine, language=language)
    if usual:
        opened = {name: policy.with_usual_facts() for name, policy in opened.items()}
    return open_side_by_side(opened, given, chosen, language)

"""`polc settle POLICY CASE…`: settle cases under a policy."""

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from polc.cli.terminal.exit_status import WRONG_INPUT
from polc.cli.terminal.language import (
    language_option,
    told_outcomes,
    told_refusal,
    told_settlement,
)
from polc.cli.terminal.output import print_text

if TYPE_CHECKING:
    import polc
    from polc.cli.read.cases import CaseFile
    from polc.messages.text import Language, Text


@click.command()
@click.argument("policy")
@click.argument("cases", nargs=-1, required=True, metavar="CASE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or JSON: an object, an array for several, lines for lines.",
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
    help="Take the facts of an ordinary person where a case is silent; each is told.",
)
@click.option(
    "--require", metavar="OUTPUT", multiple=True, help="Refuse a case that leaves it open."
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
    language: "Language | None",
) -> None:
    """Settle cases under a policy.

    A CASE is a JSON file, or - for standard input, with one case, an array of cases or
    a case on each line. Amounts are in yuan. With --compare POLICY is several names
    with commas.
    """
    from polc.cli.open_policy import open_policy, titles_of
    from polc.cli.read import parameters as read_parameters
    from polc.cli.read.cases import read_cases

    given = {} if params is None else read_parameters.read_parameter_file(params)
    given |= {
        name: read_parameters.read_value("--param", name, text)
        for name, text in read_parameters.read_settings("--param", settings).items()
    }
    chosen = read_parameters.read_settings("--reading", choices)
    as_machine = form == "json"
    if side_by_side:
        if all_readings or explain or require:
            raise click.UsageError("`--compare` shows amounts only, under one reading each.")
        _compare(ctx, policy, cases, given, chosen, language, usual=usual, as_machine=as_machine)
        return
    if "," in policy and not os.path.exists(policy):
        raise click.UsageError("Several policies need `--compare`.")
    opened = open_policy(policy, as_machine=as_machine, language=language)
    files = [read_cases(path) for path in cases]
    language = language or opened.program.language
    configured = _configure(ctx, opened, given, chosen, language, as_machine=as_machine)
    if usual:
        configured = configured.with_usual_facts()
    results = [
        (
            _name(file, place),
            _settle_all(configured, case, language, explain=explain)
            if all_readings
            else _settle_one(
                configured, case, require, language, explain=explain or not as_machine
            ),
        )
        for file in files
        for place, case in enumerate(file.cases)
    ]
    if as_machine:
        _print_machine(files, [result for _, result in results])
    else:
        _print_text(results, titles_of(configured), language, explain=explain)
    if any("refused" in result for _, result in results):
        ctx.exit(WRONG_INPUT)


def _compare(
    ctx: click.Context,
    policies: str,
    cases: Sequence[str],
    given: Mapping[str, Any],
    chosen: Mapping[str, str],
    language: "Language | None",
    *,
    usual: bool,
    as_machine: bool,
) -> None:
    """Side by side; ends with status 1 where a policy refuses a case."""
    from polc.cli.compare_cases import compare_cases, open_policies
    from polc.cli.read.cases import read_cases

    opened = open_policies(policies, as_machine=as_machine, language=language)
    if usual:
        opened = {name: policy.with_usual_facts() for name, policy in opened.items()}
    files = [read_cases(path) for path in cases]
    if not compare_cases(opened, files, given, chosen, language, as_machine=as_machine):
        ctx.exit(WRONG_INPUT)


def _configure(
    ctx: click.Context,
    policy: "polc.Policy",
    given: Mapping[str, Any],
    chosen: Mapping[str, str],
    language: "Language",
    *,
    as_machine: bool,
) -> "polc.Policy":
    """The policy under the options; one that it does not have ends the command."""
    import polc

    try:
        return policy.with_readings(chosen).with_parameters(given)
    except polc.CaseError as mistake:
        refused = told_refusal(mistake, language, policy.program.language)
        if as_machine:
            _print_machine([], [refused])
        else:
            _print_text([("options", refused)], {}, language, explain=False)
        ctx.exit(WRONG_INPUT)


def _settle_one(
    policy: "polc.Policy",
    case: Any,
    require: Sequence[str],
    language: "Language",
    *,
    explain: bool,
) -> dict[str, Any]:
    """The settlement as a plain object, or `{"refused": …}`; a text names each amount's clause, so
    it is made of an explained one."""
    import polc
    from polc.cli.read.cases import BadLine

    if isinstance(case, BadLine):
        return _refuse_line(case.why, language)
    try:
        settled = policy.settle(case, require=require).to_dict(explain=explain)
        return told_settlement(settled, language, policy.program.language)
    except polc.CaseError as mistake:
        return told_refusal(mistake, language, policy.program.language)


def _settle_all(
    policy: "polc.Policy", case: Any, language: "Language", *, explain: bool
) -> dict[str, Any]:
    """Every outcome as a plain object, or `{"refused": …}` where the defaults refuse."""
    import polc
    from polc.cli.read.cases import BadLine

    if isinstance(case, BadLine):
        return _refuse_line(case.why, language)
    keywords = policy.program.language
    try:
        found = policy.settle_all_readings(case).to_dict(explain=explain)
        return told_outcomes(found, language, keywords)
    except polc.CaseError as mistake:
        return told_refusal(mistake, language, keywords)


def _refuse_line(why: "Text", language: "Language") -> dict[str, Any]:
    """The refusal of a line that is no JSON, as that of any other case."""
    from polc.runtime.errors import CaseError, Problem

    return told_refusal(CaseError((Problem("not_json", "", why),)), language, language)


def _name(file: "CaseFile", place: int) -> str:
    return file.name if file.form == "object" else f"{file.name}[{place}]"


def _print_machine(files: Sequence["CaseFile"], results: Sequence[dict[str, Any]]) -> None:
    """One object for one case, a line each where all came as lines, else an array."""
    from polc.cli.terminal.print_json import print_json

    forms = {file.form for file in files}
    if forms == {"lines"}:
        for result in results:
            print_json(result, one_line=True)
    elif len(files) <= 1 and "array" not in forms:
        print_json(results[0])
    else:
        print_json(results)


def _print_text(
    results: Sequence[tuple[str, dict[str, Any]]],
    titles: Mapping[str, str],
    language: "Language",
    *,
    explain: bool,
) -> None:
    """Settlements on standard output, refusals on standard error."""
    from polc.cli.render.settlement import as_text, refusal_as_text
    from polc.cli.terminal.columns import terminal_width
    from polc.cli.terminal.text_width import visible, visible_parts

    width = terminal_width()
    titles = visible_parts(titles)
    for place, (name, given) in enumerate(results):
        result = visible_parts(given)
        if "refused" in result:
            print_text(refusal_as_text(name, result["refused"], language), nl=False, err=True)
            continue
        if "outcomes" in result:
            from polc.cli.render.readings import as_text as outcomes_as_text

            print_text(outcomes_as_text(name, result, titles, width, language), nl=False)
            continue
        if place:
            print_text()
        if len(results) > 1:
            print_text(f"{visible(name)}:")
        print_text(as_text(result, titles, language, explain=explain, width=width), nl=False)

"""`polc show POLICY`: what a policy asks for, says, or compiles to."""

from typing import TYPE_CHECKING, cast

import click

from polc.cli.terminal.language import language_option
from polc.cli.terminal.output import print_text
from polc.cli.terminal.spoken_help import SpokenHelp
from polc.messages.text import say

if TYPE_CHECKING:
    import polc
    from polc.api.shown_part import ShownPart
    from polc.messages.text import Language

PARTS = ("rules", "params", "readings", "inputs", "plan", "clauses", "case", "deadlines")


@click.command(cls=SpokenHelp)
@click.argument("policy")
@click.option(
    "--what", type=click.Choice(PARTS), default="rules", show_default=True, help="What to print."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="As text or JSON; `inputs` as JSON are a JSON Schema; a `case` is always JSON.",
)
@click.option(
    "--reading",
    "choices",
    metavar="NAME=CHOICE",
    multiple=True,
    help="How to read a place.",
)
@click.option("--month", metavar="YYYY-MM", help="The month of the deadlines.")
@click.option(
    "--calendar",
    metavar="FILE",
    help="Public holidays and make-up days from a TOML file; without it as announced.",
)
@language_option
def show(
    policy: str,
    what: str,
    form: str,
    choices: tuple[str, ...],
    month: str | None,
    calendar: str | None,
    language: "Language | None",
) -> None:
    """Print what a policy asks for, says or compiles to."""
    from polc.cli.open_policy import choose_readings, open_policy

    if (month is None) != (what != "deadlines"):
        raise click.UsageError(say("`--what deadlines` and `--month YYYY-MM` go together"))
    if calendar is not None and month is None:
        raise click.UsageError(say("`--calendar` is for `--what deadlines`"))
    as_machine = form == "json"
    opened = open_policy(policy, as_machine=as_machine, language=language)
    opened = choose_readings(opened, choices, as_machine=as_machine, language=language)
    if month is not None:
        _print_deadlines(opened, month, calendar, language, as_machine=as_machine)
    elif as_machine or what == "case":
        from polc.api.shown_part import show_part
        from polc.cli.terminal.print_json import print_json

        spoken = language or opened.plan.language
        print_json(show_part(opened, cast("ShownPart", what), spoken))
    else:
        _print_text(opened, what, language or opened.plan.language)


def _print_deadlines(
    policy: "polc.Policy",
    month: str,
    calendar: str | None,
    language: "Language | None",
    *,
    as_machine: bool,
) -> None:
    from polc.cli.list_deadlines import list_deadlines
    from polc.cli.render import deadlines as render_deadlines
    from polc.cli.terminal.columns import terminal_width
    from polc.cli.terminal.print_json import print_json

    due = list_deadlines(policy, month, calendar)
    if as_machine:
        print_json([deadline.to_dict() for deadline in due])
    else:
        spoken = language or policy.plan.language
        print_text(render_deadlines.as_text(due, terminal_width(), spoken), nl=False)


def _print_text(policy: "polc.Policy", what: str, language: "Language") -> None:
    from polc.cli.render import clauses as render_clauses
    from polc.cli.render import policy as render_policy
    from polc.cli.terminal.columns import terminal_width
    from polc.compiler.plan.show import show_plan
    from polc.inspect import describe as describe_policy
    from polc.inspect.input_rules import plans_by_reading
    from polc.inspect.inputs import list_inputs
    from polc.link.layout import of_households

    plan = policy.plan
    match what:
        case "plan":
            text = show_plan(plan, language)
        case "inputs":
            plans = plans_by_reading(policy.program)
            names = dict.fromkeys(name for known in plans for name in of_households(known))
            text = render_policy.inputs_as_text(list_inputs(plans), language, tuple(names))
        case "clauses":
            text = render_clauses.as_text(policy.clauses, terminal_width(), language)
        case "params":
            parameters = describe_policy.describe_parameters(plan)
            text = render_policy.parameters_as_text(parameters, language)
        case "readings":
            readings = describe_policy.describe_readings(plan)
            text = render_policy.readings_as_text(readings, language)
        case _:
            text = render_policy.rules_as_text(describe_policy.describe_rules(plan), language)
    print_text(text, nl=False)

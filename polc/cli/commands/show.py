"""`polc show POLICY`: what a policy asks for, says, or compiles to."""

from typing import TYPE_CHECKING

import click

from polc.cli.language import language_option

if TYPE_CHECKING:
    from polc.messages.text import Language

PARTS = ("rules", "params", "readings", "inputs", "plan", "clauses", "case")


@click.command()
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
    help="As text or JSON; inputs as JSON are a JSON Schema of the case; a case is always JSON.",
)
@language_option
def show(policy: str, what: str, form: str, language: "Language | None") -> None:
    """Print what a policy asks for, says or compiles to."""
    from polc.cli import describe_policy, render_clauses, render_policy
    from polc.cli.blank_case import blank_case
    from polc.cli.case_inputs import list_inputs
    from polc.cli.case_schema import case_schema
    from polc.cli.columns import terminal_width
    from polc.cli.open_policy import open_policy
    from polc.cli.print_json import print_json
    from polc.cli.rules_of_inputs import plans_by_reading
    from polc.compiler.plan.show import show_plan

    opened = open_policy(policy, as_machine=form == "json", language=language)
    plan = opened.plan
    match what, form:
        case "plan", "json":
            print_json(describe_policy.describe_plan(plan))
        case "plan", _:
            click.echo(show_plan(plan), nl=False)
        case "inputs", "json":
            print_json(case_schema(plan, list_inputs(plans_by_reading(opened.program))))
        case "inputs", _:
            inputs = list_inputs(plans_by_reading(opened.program))
            click.echo(render_policy.inputs_as_text(inputs), nl=False)
        case "case", _:
            plans = plans_by_reading(opened.program)
            print_json(blank_case(plans, list_inputs(plans)))
        case "clauses", "json":
            print_json([one.to_dict() for one in opened.clauses])
        case "clauses", _:
            click.echo(render_clauses.as_text(opened.clauses, terminal_width()), nl=False)
        case "params", "json":
            print_json(describe_policy.describe_parameters(plan))
        case "params", _:
            found = describe_policy.describe_parameters(plan)
            click.echo(render_policy.parameters_as_text(found), nl=False)
        case "readings", "json":
            print_json(describe_policy.describe_readings(plan))
        case "readings", _:
            found = describe_policy.describe_readings(plan)
            click.echo(render_policy.readings_as_text(found), nl=False)
        case _, "json":
            print_json(describe_policy.describe_rules(plan))
        case _:
            found = describe_policy.describe_rules(plan)
            click.echo(render_policy.rules_as_text(found), nl=False)

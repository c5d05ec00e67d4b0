"""`polc show POLICY`: what a policy asks for, says, or compiles to."""

import click

PARTS = ("rules", "params", "readings", "inputs", "plan")


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
    help="As text or JSON; inputs as JSON are a JSON Schema of the case.",
)
def show(policy: str, what: str, form: str) -> None:
    """Print what a policy asks for, says or compiles to."""
    from polc.cli import describe_policy, render_policy
    from polc.cli.case_schema import case_schema, list_inputs
    from polc.cli.open_policy import open_policy
    from polc.cli.print_json import print_json
    from polc.compiler.plan.show import show_plan

    plan = open_policy(policy, as_machine=form == "json").plan
    match what, form:
        case "plan", "json":
            print_json(describe_policy.describe_plan(plan))
        case "plan", _:
            click.echo(show_plan(plan), nl=False)
        case "inputs", "json":
            print_json(case_schema(plan))
        case "inputs", _:
            click.echo(render_policy.inputs_as_text(list_inputs(plan)), nl=False)
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

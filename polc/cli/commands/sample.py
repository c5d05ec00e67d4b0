"""`polc sample POLICY OUTPUT`: a synthetic population for a policy."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polc.cli.terminal.exit_status import WRONG_INPUT, CannotWrite, why_unwritable
from polc.cli.terminal.language import language_option, tell
from polc.cli.terminal.output import print_text
from polc.cli.terminal.spoken_help import SpokenHelp
from polc.cli.terminal.text_width import visible
from polc.messages.text import say

if TYPE_CHECKING:
    import polc
    from polc.messages.text import Language
    from polc.sample.margins import Margin
    from polc.sample.world import World


@click.command(cls=SpokenHelp)
@click.argument("policy")
@click.argument("output", metavar="OUTPUT")
@click.option(
    "--persons", type=click.IntRange(1, 1_000_000), default=1_000, show_default=True,
    help="How many persons.",
)  # fmt: skip
@click.option("--year", type=click.IntRange(1900, 2999), help="The benefit year of the claims.")
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True,
    help="The same seed makes the same sample.",
)  # fmt: skip
@click.option("--margins", metavar="FILE", help="The shares of values, as TOML.")
@click.option("--params", metavar="FILE", help="Parameters from a TOML file.")
@click.option("--param", "settings", metavar="NAME=VALUE", multiple=True, help="One parameter.")
@click.option(
    "--reading", "choices", metavar="NAME=CHOICE", multiple=True, help="How to read a place."
)
@click.option("--cover", "covers", is_flag=True, help="Say which rows of which rule are reached.")
@language_option
@click.pass_context
def sample(
    ctx: click.Context,
    policy: str,
    output: str,
    persons: int,
    year: int | None,
    seed: int,
    margins: str | None,
    params: str | None,
    settings: tuple[str, ...],
    choices: tuple[str, ...],
    covers: bool,
    language: "Language | None",
) -> None:
    """Make a synthetic population that comes to every rule.

    OUTPUT is a folder that is not there yet. It gets the claims, persons, identities and figures of
    places as tables, each row marked as synthetic, and the mapping with which `polc batch` and
    `polc audit` read them. With --cover every rule and every row of a table is listed with the
    persons of the sample that reach it; the status is 1 where one is not reached.
    """
    from polc.cli.open_policy import configure, open_policy
    from polc.cli.read.parameters import read_given, read_settings
    from polc.sample.make_sample import make_sample
    from polc.sample.world import World
    from polc.sample.write_sample import write_sample

    opened = open_policy(policy, language=language)
    spoken = language or opened.plan.language
    given = read_given(params, settings)
    configured = configure(opened, given, read_settings("--reading", choices), spoken)
    place = Path(output)
    if place.exists():
        there = say("`{name}` is there already: name a folder that is not", name=output)
        raise CannotWrite(tell(there, spoken))
    world = World(configured, year or _first_year(configured))
    made = make_sample(world, persons, seed, _read_margins(ctx, margins, world, spoken))
    try:
        write_sample(made, world, seed, place)
    except OSError as mistake:
        raise why_unwritable(output, mistake) from None
    if covers:
        from polc.cli.render.reached import as_text

        shown, whole = as_text(made, spoken)
        print_text(shown, nl=False)
        if not whole:
            ctx.exit(WRONG_INPUT)


def _first_year(policy: "polc.Policy") -> int:
    """The first whole year in which the policy is in force, 2024 where that is not known."""
    from datetime import date

    from polc.runtime.benefit_year import first_day, year_of_day

    dates = policy.plan.dates
    if dates.start is None:
        return 2024
    year = year_of_day(dates.start, dates.year_begins)
    starts_with_it = date.fromordinal(dates.start).toordinal() == first_day(year, dates.year_begins)
    return year if starts_with_it else year + 1


def _read_margins(
    ctx: click.Context, name: str | None, world: "World", language: "Language"
) -> "dict[str, Margin]":
    from polc.cli.files.input_files import read_toml
    from polc.sample.margins import MarginError, read_margins

    data: dict[str, Any] = {} if name is None else read_toml(name)
    try:
        return read_margins(data, world.margins)
    except MarginError as mistake:
        said = f"{name}: {mistake.place}: {tell(mistake.why, language)}"
        print_text(visible(said), err=True)
        ctx.exit(WRONG_INPUT)

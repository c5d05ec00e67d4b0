"""`polc diff OLD NEW`: what a reform says otherwise, and what it comes to."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from polc.cli.read.tables import database_option, memory_option, second_option
from polc.cli.terminal.exit_status import WRONG_INPUT, CannotRead, CannotWrite, why_unwritable
from polc.cli.terminal.interrupts import telling_interrupts
from polc.cli.terminal.language import language_option, tell
from polc.cli.terminal.output import print_exact, print_text
from polc.cli.terminal.spoken_help import SpokenHelp
from polc.messages.text import say

if TYPE_CHECKING:
    from polc.messages.text import Language
    from polc.reform.reform import Reform
    from polc.reform.side import Side


@click.command(cls=SpokenHelp)
@click.argument("old")
@click.argument("new")
@click.option("--params", metavar="FILE", help="Parameters of both from a TOML file.")
@click.option("--param", "settings", metavar="NAME=VALUE", multiple=True, help="One, of both.")
@click.option("--reading", "choices", metavar="NAME=CHOICE", multiple=True, help="One, of both.")
@click.option("--old-params", metavar="FILE", help="Parameters of the old alone.")
@click.option("--new-params", metavar="FILE", help="Parameters of the new alone.")
@click.option("--old-param", "old_settings", metavar="NAME=VALUE", multiple=True, help="One.")
@click.option("--new-param", "new_settings", metavar="NAME=VALUE", multiple=True, help="One.")
@click.option("--old-reading", "old_choices", metavar="NAME=CHOICE", multiple=True, help="One.")
@click.option("--new-reading", "new_choices", metavar="NAME=CHOICE", multiple=True, help="One.")
@click.option("--old-year", type=click.IntRange(1900, 2999), help="The old in this year.")
@click.option("--new-year", type=click.IntRange(1900, 2999), help="The new in this year.")
@click.option("--population", metavar="TABLE", help="The people to compare it for.")
@click.option("--map", "mapping", metavar="FILE", help="The mapping of the columns of TABLE.")
@second_option
@database_option
@click.option("--cases", metavar="FOLDER", help="Write the largest changes there, as cases.")
@memory_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text",
    show_default=True, help="For people, for programs or for a browser.",
)  # fmt: skip
@language_option
@click.pass_context
def diff(
    ctx: click.Context,
    old: str,
    new: str,
    params: str | None,
    settings: tuple[str, ...],
    choices: tuple[str, ...],
    old_params: str | None,
    new_params: str | None,
    old_settings: tuple[str, ...],
    new_settings: tuple[str, ...],
    old_choices: tuple[str, ...],
    new_choices: tuple[str, ...],
    old_year: int | None,
    new_year: int | None,
    population: str | None,
    mapping: str | None,
    second: tuple[str, ...],
    database: str,
    cases: str | None,
    memory: str,
    form: str,
    language: "Language | None",
) -> None:
    """Say what a reform changes: rules side by side, then figures.

    OLD and NEW are policies, or one policy twice under other parameters, readings or years. With
    --population and --map the people of a table are settled under both: totals by benefit and
    identity, who gains and who loses, the ten largest changes, which --cases writes as cases that
    `polc settle` settles. The status is 1 where something of the table could not be settled.
    """
    from polc.cli.read.parameters import read_given, read_settings

    if (population is None) != (mapping is None) or (cases and population is None):
        raise click.UsageError(say("`--population` and `--map` go together, `--cases` with both"))
    if cases and Path(cases).exists():
        raise CannotWrite(say("`{name}` is there already: name a folder that is not", name=cases))
    given = read_given(params, settings)
    chosen = read_settings("--reading", choices)
    sides = [
        _open_side(
            name,
            {**given, **read_given(own_params, own_settings)},
            {**chosen, **read_settings(option, own_choices)},
            year,
            language,
        )
        for name, own_params, own_settings, option, own_choices, year in (
            (old, old_params, old_settings, "--old-reading", old_choices, old_year),
            (new, new_params, new_settings, "--new-reading", new_choices, new_year),
        )
    ]
    spoken = language or sides[1].policy.plan.language
    reform = _compare(sides, population, mapping, second, database, memory, spoken)
    _print(reform, form, spoken)
    if cases:
        _write_cases(reform, cases)
    people = reform.people
    if people is not None and (people.refused_rows or people.refused_new):
        ctx.exit(WRONG_INPUT)


def _open_side(
    name: str,
    given: dict[str, object],
    chosen: dict[str, str],
    year: int | None,
    language: "Language | None",
) -> "Side":
    from polc.cli.open_policy import configure, open_policy
    from polc.reform.side import Side

    policy = open_policy(name, language=language)
    spoken = language or policy.plan.language
    return Side(configure(policy, given, chosen, spoken), year, name)


def _compare(
    sides: "list[Side]",
    population: str | None,
    mapping: str | None,
    second: tuple[str, ...],
    database: str,
    memory: str,
    language: "Language",
) -> "Reform":
    from polc.reform.reform import compare_sides

    old, new = sides
    if population is None or mapping is None:
        return compare_sides(old, new)
    from polc.cli.read.check_columns import check_columns
    from polc.cli.read.tables import need_batch, open_with_second, read_mapping_file
    from polc.cli.terminal.row_progress import follow_rows

    need_batch("diff")
    from polc.batch.table_error import TableError
    from polc.reform.compare_population import compare_population

    columns, _ = read_mapping_file(mapping, old.policy, language, new.policy)
    table = open_with_second(population, second, columns, database)
    check_columns(table, columns, language, population)
    try:
        tell_rows = follow_rows(table.count_rows(), language)
        with telling_interrupts(partial(say, "interrupted: nothing is written")):
            people = compare_population(old, new, table, columns, memory, tell_rows)
    except TableError as mistake:
        raise CannotRead(mistake.why) from None
    return compare_sides(old, new, people)


def _print(reform: "Reform", form: str, language: "Language") -> None:
    if form == "json":
        from polc.cli.terminal.print_json import print_json

        print_json(reform.to_dict())
        return
    from polc.reform.tell_reform import tell_reform

    parts = tell_reform(reform, language)
    if form == "html":
        from polc.inspect.titles import all_titles_of
        from polc.reform.name_rules import name_rules
        from polc.reform.reform_page import reform_page
        from polc.wording.names import Names

        sides = (reform.old.policy, reform.new.policy)
        titles = {id_: told for side in sides for id_, told in all_titles_of(side.program).items()}
        named = name_rules(parts, Names(titles, language))
        print_exact(reform_page(named, tell(say("what a reform changes"), language), language))
        return
    from polc.cli.render.reform import as_text

    print_text(as_text(parts), nl=False)


def _write_cases(reform: "Reform", name: str) -> None:
    """Of each of the largest changes the case under both sides; all of them, or nothing."""
    import json
    import os
    import shutil
    import tempfile

    assert reform.people is not None
    folder = Path(name)
    try:
        part = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
        try:
            for at, change in enumerate(reform.people.largest, start=1):
                for side, case in (("old", change.old_case), ("new", change.new_case)):
                    text = json.dumps(case, ensure_ascii=False, indent=2, default=str)
                    (part / f"{at:02}-{side}.json").write_text(text + "\n", encoding="utf-8")
            os.replace(part, folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    except OSError as mistake:
        raise why_unwritable(name, mistake) from None

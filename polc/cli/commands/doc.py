"""`polc doc POLICY -o FOLDER`: a policy as a site for officials."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polc.cli.terminal.exit_status import WRONG_INPUT, CannotRead, CannotWrite, why_unwritable
from polc.cli.terminal.language import language_option, tell
from polc.cli.terminal.output import print_text
from polc.cli.terminal.spoken_help import SpokenHelp
from polc.messages.text import say

if TYPE_CHECKING:
    from polc.messages.text import Language


@click.command(cls=SpokenHelp)
@click.argument("policy")
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="FOLDER",
    required=True,
    help="A folder that is not there yet.",
)
@click.option(
    "--against", "old", metavar="POLICY", help="Say what differs from this older version."
)
@click.option(
    "--case",
    "case",
    metavar="FILE",
    help="Draw what a person bears, as the cost of this case grows.",
)
@click.option("--pdf", is_flag=True, help="Print it as a PDF too, by Chromium or WeasyPrint.")
@click.option("--params", metavar="FILE", help="Parameters from a TOML file.")
@click.option("--param", "settings", metavar="NAME=VALUE", multiple=True, help="One parameter.")
@click.option(
    "--reading", "choices", metavar="NAME=CHOICE", multiple=True, help="How to read a place."
)
@language_option
@click.pass_context
def doc(
    ctx: click.Context,
    policy: str,
    folder: str,
    old: str | None,
    case: str | None,
    pdf: bool,
    params: str | None,
    settings: tuple[str, ...],
    choices: tuple[str, ...],
    language: "Language | None",
) -> None:
    """Write a policy as a site: who gets what, by which clause.

    Pages for a browser, without a script: classes and layers, clause by clause what encodes it
    and what that comes to, open figures, readings with what each costs on the examples,
    conformance, coverage; with --against what differs from another version. `print.html` has all
    of it for a printer.
    """
    from polc.api.told import told_refusal
    from polc.cli.files.print_pdf import find_printer, print_pdf
    from polc.cli.open_policy import configure, open_policy
    from polc.cli.read.parameters import read_given, read_settings
    from polc.cli.render.settlement import refusal_as_text
    from polc.cli.terminal.row_progress import follow_choices
    from polc.cli.terminal.text_width import visible
    from polc.doc.site import PRINTED, make_site
    from polc.runtime.errors import CaseError

    if Path(folder).exists():
        raise CannotWrite(say("`{name}` is there already: name a folder that is not", name=folder))
    given, chosen = read_given(params, settings), read_settings("--reading", choices)
    opened = open_policy(policy, language=language, keywords=language)
    spoken = language or opened.plan.language
    printer = find_printer() if pdf else None
    told = configure(opened, given, chosen, spoken)
    before = None
    if old is not None:
        before = open_policy(old, language=language, keywords=spoken)
    try:
        shown = _read_case(case) if case is not None else None
        pages = make_site(told, spoken, before, shown, follow_choices(spoken))
    except CaseError as refused:
        answer = told_refusal(refused, spoken, told.plan.language)
        print_text(refusal_as_text(str(case), answer["refused"], spoken), nl=False, err=True)
        ctx.exit(WRONG_INPUT)
    _write(folder, pages)
    written = str(Path(folder, "index.html"))
    if printer is not None:
        name = f"{told.name}.pdf"
        print_pdf(printer, Path(folder, f"{PRINTED}.html"), Path(folder, name))
    print_text(visible(tell(say("written: {path}", path=written), spoken)))


def _read_case(path: str) -> Mapping[str, Any]:
    """The one case of a file."""
    from polc.cli.read.cases import read_cases

    values = [value for batch in read_cases(path, at_once=True).batches for value in batch.read()]
    if len(values) != 1 or not isinstance(values[0], Mapping):
        raise CannotRead(say("`{name}` is not one case", name=path))
    return values[0]


def _write(folder: str, pages: Mapping[str, str]) -> None:
    try:
        Path(folder).mkdir(parents=True)
        for name, text in pages.items():
            Path(folder, name).write_text(text, encoding="utf-8")
    except OSError as mistake:
        raise why_unwritable(folder, mistake) from None

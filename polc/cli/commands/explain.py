"""`polc explain [CODE]`: the page of a diagnostic."""

from typing import TYPE_CHECKING

import click

from polc.cli.terminal.exit_status import WRONG_INPUT
from polc.cli.terminal.language import language_option
from polc.cli.terminal.output import print_text
from polc.cli.terminal.spoken_help import SpokenHelp

if TYPE_CHECKING:
    from polc.messages.text import Language


@click.command(cls=SpokenHelp)
@click.argument("code", required=False)
@language_option
@click.pass_context
def explain(ctx: click.Context, code: str | None, language: "Language | None") -> None:
    """Say what a message means, with an example and its repair.

    CODE is what stands in brackets in a message, `error[comma_in_number]`, or before what is
    wrong with a case. Without it all codes are listed.
    """
    from polc.cli.render.page import as_list, as_text, refusal_as_text
    from polc.cli.terminal.text_width import visible
    from polc.compiler.report.similar import suggest
    from polc.explain.find_page import codes, find_page
    from polc.explain.refusal_page import find_refusal_page, refusal_codes
    from polc.messages.text import in_language, say

    spoken = language or "en"
    if code is None:
        print_text(as_list(spoken), nl=False)
        return
    wanted = code.strip("[]` ").lower().replace("-", "_")
    page, refusal = find_page(wanted), find_refusal_page(wanted)
    if page is None and refusal is None:
        known = (*codes(), *refusal_codes())
        hint = suggest(wanted, known, say("`polc explain` lists the codes")).text
        said = say("there is no page for `{code}`; {hint}", code=visible(code), hint=hint)
        print_text(in_language(said, spoken, spoken), err=True)
        ctx.exit(WRONG_INPUT)
    if page is not None:
        print_text(as_text(page, spoken), nl=refusal is not None)
    if refusal is not None:
        print_text(refusal_as_text(refusal, spoken), nl=False)

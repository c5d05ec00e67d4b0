"""`polc page [POLICY]`: the page in a browser, answered on this machine."""

from typing import TYPE_CHECKING

import click

from polc.cli.terminal.exit_status import CannotRead
from polc.cli.terminal.language import language_option, tell
from polc.cli.terminal.output import print_text
from polc.cli.terminal.spoken_help import SpokenHelp
from polc.messages.text import say

if TYPE_CHECKING:
    from polc.messages.text import Language
    from polc.page.serve_page import OpenedPolicy


@click.command(cls=SpokenHelp)
@click.argument("policy", required=False)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port; otherwise a free one."
)
@click.option("--no-browser", is_flag=True, help="Only print where the page is.")
@language_option
def page(policy: str | None, port: int, no_browser: bool, language: "Language | None") -> None:
    """Open the page in a browser: write, mend, settle, compare, print.

    With a policy it opens that one, with the files beside it that it uses. The page is served to
    this machine alone, until `Ctrl-C`; it writes no file: what is changed is saved from the page.
    """
    import webbrowser

    from polc.page.serve_page import PageServer

    opened = None if policy is None else _open(policy)
    try:
        server = PageServer(opened, language, port)
    except OSError:
        raise CannotRead(say("port {port} is not free", port=port)) from None
    with server:
        told = say("the page is at {address}; `Ctrl-C` ends it", address=server.address)
        print_text(tell(told, language or "en"))
        if not no_browser:
            webbrowser.open(server.address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print_text("")


def _open(policy: str) -> "OpenedPolicy":
    """The policy with what it uses beside it; one with mistakes is opened all the same."""
    from pathlib import Path

    from polc.api.loader import SourceError, find_source, read_used
    from polc.compiler.pipeline import compile_text
    from polc.page.asked import MOST_TEXT
    from polc.page.serve_page import OpenedPolicy

    try:
        source = find_source(policy)
        sources = compile_text(source, read_used).sources
    except SourceError as mistake:
        raise CannotRead(mistake.why) from None
    used = {
        Path(found.name).name: found.text
        for found in sources.values()
        if found.name != source.name and not found.name.startswith("stdlib:")
    }
    if (
        sum(len(text.encode("utf-8", "replace")) for text in (source.text, *used.values()))
        > MOST_TEXT
    ):
        raise CannotRead(say("the page takes policies of at most {most} bytes", most=MOST_TEXT))
    name = Path(source.name).name
    return OpenedPolicy(
        name=name if name.endswith(".pol") else f"{name}.pol", text=source.text, used=used
    )

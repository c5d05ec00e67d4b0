"""`polc lsp`: the language server, for editors."""

from typing import TYPE_CHECKING

import click

from polc.cli.terminal.language import language_option
from polc.messages.text import say

if TYPE_CHECKING:
    from polc.messages.text import Language


@click.command()
@language_option
def lsp(language: "Language | None") -> None:
    """Answer an editor: the language server.

    It speaks the protocol on standard input and output, and needs the extra `lsp`:
    `pip install 'polc[lsp]'`. An editor starts it; by hand it waits for what an editor would say.
    """
    try:
        from polc.language_server.server import make_server
    except ImportError as missing:
        raise click.ClickException(
            say(
                "the language server needs `{package}`: install `polc[lsp]`",
                package=missing.name or "pygls",
            )
        ) from None
    make_server(language).start_io()

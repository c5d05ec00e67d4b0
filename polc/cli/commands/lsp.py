"""`polc lsp`: the language server, for editors."""

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import click

from polc.cli.terminal.exit_status import CannotRead
from polc.cli.terminal.language import language_option
from polc.cli.terminal.spoken_help import SpokenHelp
from polc.messages.text import say

if TYPE_CHECKING:
    from polc.messages.text import Language

NEEDED: Final = ("lsprotocol", "pygls", "pygments")
"""What the extra brings."""


@click.command(cls=SpokenHelp)
@language_option
def lsp(language: "Language | None") -> None:
    """Answer an editor: the language server.

    It speaks the protocol on standard input and output, and needs the extra `lsp`:
    `pip install 'polc[lsp]'`. An editor starts it; by hand it waits for what an editor would say.
    """
    if not all(find_spec(name) for name in NEEDED):
        raise CannotRead(say("`polc lsp` needs more than polc alone: `pip install 'polc[lsp]'`"))
    from polc.language_server.server import make_server

    make_server(language).start_io()

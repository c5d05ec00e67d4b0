"""`polc serve POLICY…`: settle cases for other programs, over HTTP or as tools of an assistant."""

import logging
import os
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import click

from polc.cli.terminal.exit_status import WRONG_INPUT, CannotRead, why_unloaded
from polc.cli.terminal.language import language_option
from polc.cli.terminal.spoken_help import SpokenHelp
from polc.messages.text import say

if TYPE_CHECKING:
    from polc.messages.text import Language
    from polc.serve.ledger_store import LedgerStore
    from polc.serve.shelf import Shelf

NEEDED: Final = ("mcp", "prometheus_client", "psycopg", "psycopg_pool", "starlette", "uvicorn")
"""What the extra brings."""


@click.command(cls=SpokenHelp)
@click.argument("policies", nargs=-1, required=True, metavar="POLICY...")
@click.option(
    "--host", metavar="HOST", default="127.0.0.1", show_default=True, help="Where it listens."
)
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port; 0 takes any that is free.",
)
@click.option(
    "--store",
    metavar="STORE",
    envvar="POLC_STORE",
    default="memory",
    show_default=True,
    help="Where ledgers are kept: `memory`, `sqlite:FILE`, or an address `postgresql://…`, "
    "also from POLC_STORE.",
)
@click.option(
    "--max-bytes",
    metavar="N",
    type=click.IntRange(1_000),
    default=1_000_000,
    show_default=True,
    help="The largest request that is taken.",
)
@click.option(
    "--max-seconds",
    metavar="N",
    type=click.IntRange(1, 3_600),
    default=10,
    show_default=True,
    help="The longest that an answer may take.",
)
@click.option(
    "--max-running",
    metavar="N",
    type=click.IntRange(1, 256),
    default=4,
    show_default=True,
    help="Requests that are worked on at once.",
)
@click.option(
    "--max-waiting",
    metavar="N",
    type=click.IntRange(0, 100_000),
    default=64,
    show_default=True,
    help="Requests that may wait; the next is turned away.",
)
@click.option(
    "--reload",
    "reload_seconds",
    metavar="N",
    type=click.IntRange(0, 86_400),
    default=2,
    show_default=True,
    help="Seconds after which files are looked at for changes; 0: never.",
)
@click.option(
    "--mcp",
    "as_tools",
    is_flag=True,
    help="Offer check, settle, explain and show to an assistant on standard input and output.",
)
@language_option
@click.pass_context
def serve(
    ctx: click.Context,
    policies: tuple[str, ...],
    host: str,
    port: int,
    store: str,
    max_bytes: int,
    max_seconds: int,
    max_running: int,
    max_waiting: int,
    reload_seconds: int,
    as_tools: bool,
    language: "Language | None",
) -> None:
    """Settle cases for other programs, over HTTP.

    A POLICY is a name or a path as for `settle`; several versions of one policy stand side by side.
    It listens on this machine alone unless --host says otherwise, asks nobody who they are, and
    needs the extra `serve`: `pip install 'polc[serve]'`. `/openapi.json` says what it answers.
    """
    if not all(find_spec(name) for name in NEEDED):
        raise CannotRead(
            say("`polc serve` needs more than polc alone: `pip install 'polc[serve]'`")
        )
    shelf = _fill_shelf(ctx, policies, language)
    if as_tools:
        from polc.serve.tools import run_tools

        run_tools(shelf, language)
        return
    from polc.serve.limits import ServiceLimits
    from polc.serve.run import run_service
    from polc.serve.service import Service

    limits = ServiceLimits(
        bytes=max_bytes, seconds=max_seconds, running=max_running, waiting=max_waiting
    )
    service = Service(
        shelf=shelf,
        limits=limits,
        store=_open_store(store, max_running),
        language=language,
        reload_seconds=reload_seconds,
    )
    try:
        run_service(service, host, port, lambda at: _tell_address(host, at, language))
    except OSError as mistake:
        from polc.cli.terminal.exit_status import reason_of

        reason = reason_of(mistake)
        raise CannotRead(
            say("cannot listen on `{host}:{port}`: {reason}", host=host, port=port, reason=reason)
        ) from None
    if service.is_working:
        # Python would wait for threads whose requests were answered as slow, however long.
        logging.shutdown()
        os._exit(0)


def _tell_address(host: str, port: int, language: "Language | None") -> None:
    from polc.cli.terminal.language import tell
    from polc.cli.terminal.output import print_text

    place = f"[{host}]" if ":" in host else host
    said = say("listening on {address}", address=f"http://{place}:{port}")
    print_text(tell(said, language or "en"), err=True)


def _fill_shelf(
    ctx: click.Context, policies: tuple[str, ...], language: "Language | None"
) -> "Shelf":
    import polc
    from polc.cli.print_diagnostics import print_diagnostics
    from polc.serve.shelf import ReservedNameError, fill_shelf

    try:
        return fill_shelf(policies)
    except polc.PolicyError as mistake:
        print_diagnostics(mistake.diagnostics, language=language)
        ctx.exit(WRONG_INPUT)
    except ReservedNameError as mistake:
        raise CannotRead(
            say(
                "the service has `/{name}` for itself; no policy of that name is served",
                name=mistake,
            )
        ) from None
    except OSError as mistake:
        raise why_unloaded(mistake) from None


def _open_store(word: str, running: int) -> "LedgerStore":
    from polc.serve.ledger_store import StoreError
    from polc.serve.open_store import open_store

    try:
        return open_store(word, running)
    except ValueError:
        raise click.UsageError(
            say("`--store` is `memory`, `sqlite:FILE` or begins with `postgresql://`")
        ) from None
    except StoreError as mistake:
        # Of its address nothing is told: it may have a password.
        raise CannotRead(say("the store cannot be reached: {kind}", kind=mistake.kind)) from None

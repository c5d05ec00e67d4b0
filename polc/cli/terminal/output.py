"""All that polc prints passes here.

In: text for people, or text that a program or a file takes as it is. Out: standard output or
standard error. To people nothing goes that could steer a terminal; the marks of `style.py`
become colours. Text for programs is UTF-8, whatever the terminal is. `CannotWrite` where
standard output does not take it; what standard error does not take is lost.
"""

import errno
import os
import sys
from contextlib import suppress
from typing import IO, Any, Final

import click

from polc.cli.terminal.exit_status import CannotWrite, reason_of
from polc.cli.terminal.style import with_colours
from polc.cli.terminal.text_width import harmless
from polc.messages.text import say

_LINE_AGAIN: Final = "\r\x1b[K"
"""Back to the beginning of the line, and the rest of it cleared."""


def print_text(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Text of any number of lines for people, with a line end where `nl` says so. A letter
    that the terminal does not have is shown by its number."""
    shown = with_colours(harmless(text))
    stream = sys.stderr if err else sys.stdout
    try:
        click.echo(shown, err=err, nl=nl)
    except UnicodeEncodeError as mistake:
        plain = shown.encode(mistake.encoding, "backslashreplace").decode(mistake.encoding)
        _write(plain, stream, err=err, nl=nl)
    except OSError as mistake:
        _give_up(mistake, stream, err=err)


def rewrite_line(text: str) -> None:
    """One line of standard error, a terminal, in place of the one before it."""
    with suppress(OSError, UnicodeEncodeError):
        click.echo(f"{_LINE_AGAIN}{harmless(text)}", err=True, nl=False)


def print_exact(text: str, *, nl: bool = True) -> None:
    """Text for a program or a file, as UTF-8; half a pair of surrogates stands as JSON
    escapes it."""
    _write((text + "\n" * nl).encode("utf-8", "backslashreplace"), sys.stdout, nl=False)


def _write(data: str | bytes, stream: IO[Any] | None, *, err: bool = False, nl: bool) -> None:
    try:
        click.echo(data, err=err, nl=nl)
    except OSError as mistake:
        _give_up(mistake, stream, err=err)


def _give_up(mistake: OSError, stream: IO[Any] | None, *, err: bool) -> None:
    """Ends the command, but for standard error; a reader that has left is no mistake, and
    click's own."""
    discard_rest(stream)
    if mistake.errno == errno.EPIPE and not err:
        raise mistake
    if not err:
        raise why_unprinted(mistake) from None


def why_unprinted(mistake: OSError) -> CannotWrite:
    """The error for a standard output that the system does not fill."""
    return CannotWrite(say("cannot write to standard output: {reason}", reason=reason_of(mistake)))


def discard_rest(stream: IO[Any] | None) -> None:
    """What a stream still holds goes nowhere, so that the end of the process does not try
    to write it once more."""
    if stream is None:
        return
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)

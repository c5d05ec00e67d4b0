"""What a person is told who ends a long command with Ctrl-C.

In: what is left of the work. Out: an error with status 2 that says so, in place of whatever the
interruption met: DuckDB tells one as an error of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from polc.cli.terminal.exit_status import CannotWrite
from polc.messages.text import Text

_OF_A_QUERY: Final = "Query interrupted"


@contextmanager
def telling_interrupts(what_is_left: Callable[[], Text]) -> Iterator[None]:
    """Runs what is inside; `what_is_left` is asked once it has ended."""
    try:
        yield
    except KeyboardInterrupt:
        raise CannotWrite(what_is_left()) from None
    except RuntimeError as mistake:
        if str(mistake) != _OF_A_QUERY:
            raise
        raise CannotWrite(what_is_left()) from None

"""Why a table or a mapping cannot be read.

In: nothing. Out: `TableError`.
"""

from polc.messages.text import Text


class TableError(Exception):
    """What is wrong, in one sentence."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why

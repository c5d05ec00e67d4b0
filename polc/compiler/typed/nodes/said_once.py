"""The kinds of statements of which one stands at a time.

In: nothing. Out: the kinds, by whether one must stand under every choice of readings.
"""

from typing import Final

from polc.compiler.typed.nodes.statements import (
    AsOfStatement,
    ClassStatement,
    FiguresByStatement,
    ForStatement,
    HighestStatement,
    ModeStatement,
    NotSpecifiedStatement,
    OnceStatement,
    PayerStatement,
    RoundStatement,
    ShareStatement,
    StartStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    BaseStatement,
    CapStatement,
    DeductibleStatement,
    PayStatement,
    RateStatement,
    Statement,
)

SINGLE: Final[tuple[type[Statement], ...]] = (
    ForStatement,
    BaseStatement,
    DeductibleStatement,
    RateStatement,
    BandsStatement,
    PayStatement,
    CapStatement,
    HighestStatement,
    ShareStatement,
)
"""Of which a benefit has at most one, and that under every choice of readings where it has
one under any."""

AT_MOST_ONE: Final[tuple[type[Statement], ...]] = (
    ModeStatement,
    ClassStatement,
    RoundStatement,
    OnceStatement,
    AsOfStatement,
    FiguresByStatement,
    StartStatement,
    PayerStatement,
    NotSpecifiedStatement,
)
"""Of which a benefit has at most one, under some choices perhaps none."""

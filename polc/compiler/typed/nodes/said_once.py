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
    RivalStatement,
    RoundStatement,
    ShareStatement,
    StartStatement,
    TypedStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    BaseStatement,
    CapStatement,
    CountedAtMostStatement,
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
"""Of which a benefit has at most one (of caps one of each period), and that under every choice of
readings where it has one under any."""

AT_MOST_ONE: Final[tuple[type[Statement], ...]] = (
    ModeStatement,
    ClassStatement,
    RoundStatement,
    OnceStatement,
    RivalStatement,
    AsOfStatement,
    FiguresByStatement,
    StartStatement,
    PayerStatement,
    NotSpecifiedStatement,
    CountedAtMostStatement,
)
"""Of which a benefit has at most one, under some choices perhaps none."""


def standing_at_odds(standing: list[TypedStatement]) -> list[TypedStatement]:
    """Of statements of one term that stand together those of which one is too many: all, but caps
    of several periods, which hold side by side. The bills of a stay are one claim to it."""
    if not all(isinstance(statement, CapStatement) for statement in standing):
        return standing
    seen: dict[str, TypedStatement] = {}
    for cap in standing:
        assert isinstance(cap, CapStatement)
        if cap.period is None:
            return standing
        period = "stay" if cap.period == "claim" else cap.period
        if period in seen:
            return [seen[period], cap]
        seen[period] = cap
    return standing[:1]

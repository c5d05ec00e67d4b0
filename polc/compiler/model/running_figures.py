"""The figures of a settlement so far that every value may name without declaring them.

In: nothing. Out: their words in either language, each with its kind and name: what may not be
declared, and what a value comes to, are read from this one table.
"""

from typing import Final, Literal

FigureKind = Literal["money", "date", "count"]
FigureName = Literal["remaining", "own_cost", "year", "date", "first_day", "last_day", "age"]

FIGURE_WORDS: Final[dict[str, tuple[FigureKind, FigureName]]] = {
    "remaining": ("money", "remaining"),
    "剩余政策范围内费用": ("money", "remaining"),
    "own_cost": ("money", "own_cost"),
    "个人负担费用": ("money", "own_cost"),
    "first_day_of_year": ("date", "first_day"),
    "last_day_of_year": ("date", "last_day"),
    "age": ("count", "age"),
    "年龄": ("count", "age"),
    "year": ("count", "year"),
    "年度": ("count", "year"),
}
"""A count may be the key of a table."""

LEFT_TO_POLICIES: Final = frozenset(("age", "年龄"))
"""Those that a policy may declare itself: its own stands for the word then."""

"""Under which choices of readings something stands.

In: the reading and the choices that a statement names, what is chosen. Out: whether it stands,
whether two of them can stand together.
"""

from collections.abc import Mapping

Chosen = tuple[str, tuple[str, ...]]
"""A reading and the choices of it under which a statement stands."""

Member = tuple[str, tuple[Chosen, ...]]
"""An identity, and the choices under which it belongs to those meant (all of them)."""


def stands(where: Chosen | None, chosen: Mapping[str, str]) -> bool:
    """Whether a statement stands under these choices; `where` None: under all."""
    return where is None or chosen.get(where[0]) in where[1]


def are_apart(first: Chosen | None, second: Chosen | None) -> bool:
    """Whether no choice of a reading lets statements of these choices stand together."""
    if first is None or second is None or first[0] != second[0]:
        return False
    return not set(first[1]) & set(second[1])


def covers(first: Chosen | None, second: Chosen | None) -> bool:
    """Whether the first statement stands wherever the second does."""
    if first is None:
        return True
    return second is not None and first[0] == second[0] and set(second[1]) <= set(first[1])

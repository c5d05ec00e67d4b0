"""Keeping what was made by what it was made of, and no more than so many.

In: what is known, a key, what was made. Out: nothing; where there are too many all are forgotten.
"""

from typing import TypeVar

Key = TypeVar("Key")
Made = TypeVar("Made")


def remember(known: dict[Key, Made], key: Key, made: Made, most: int) -> None:
    """Keeps what was made; of more than `most` none of those before."""
    if len(known) >= most:
        known.clear()
    known[key] = made

"""What other claims had counted above a deductible when the first bill of a stay came: rule 9.

In: the sums before that bill. Out: the sums with what they held, kept for the stay.
"""

from collections.abc import Iterator
from typing import Final

from tests.typed_reference.ask import Ask, Key

ABOVE: Final = "above the deductible of "
SEEN: Final = "first bill seen"


def first_key(key: Key, stay: str) -> Key:
    """Where it is kept."""
    return (f"at first {key[0]}\0{key[1]}", stay)


def has_bill_here(key: Key, ask: Ask) -> bool:
    """Whether the stay had a bill before that lay where a sum is kept."""
    stay = ask.scope("stay")
    return any(
        (f"{SEEN} {period} {scope}", stay) in ask.sums.kept
        for period, scope in _scopes(ask)
        if scope == key[1]
    )


def keep_first(ask: Ask) -> None:
    """After the first bill of a stay in the year, the month, the quarter, the hospital; later ones
    change nothing."""
    stay = ask.scope("stay")
    for period, scope in _scopes(ask):
        seen = (f"{SEEN} {period} {scope}", stay)
        if seen in ask.sums.kept:
            continue
        ask.sums.kept[seen] = 1
        for key, held in ask.before.kept.items():
            if key[0].startswith(ABOVE) and key[1] == scope:
                ask.sums.kept[first_key(key, stay)] = held


def _scopes(ask: Ask) -> Iterator[tuple[str, str]]:
    """What the sums are kept by that a bill moves, by their period."""
    periods = ["year", "household", "month", "quarter"]
    if ask.claim is not None and ask.claim.hospital:
        periods.append("hospital")
    yield from ((period, ask.scope(period)) for period in periods)

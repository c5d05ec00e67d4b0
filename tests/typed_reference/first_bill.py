"""What other claims had counted above a deductible when the first bill of a stay came: rule 9.

In: the sums before that bill. Out: the sums with what they held, kept for the stay.
"""

from typing import Final

from tests.typed_reference.ask import Ask, Key

ABOVE: Final = "above the deductible of "
SEEN: Final = "first bill seen"


def first_key(what: str, stay: str) -> Key:
    """Where it is kept."""
    return (f"at first {what}", stay)


def keep_first(ask: Ask) -> None:
    """After the first bill of a stay; later ones change nothing."""
    stay = ask.scope("stay")
    if (SEEN, stay) in ask.sums.kept:
        return
    ask.sums.kept[SEEN, stay] = 1
    for (what, _), held in ask.before.kept.items():
        if what.startswith(ABOVE):
            ask.sums.kept[first_key(what, stay)] = held

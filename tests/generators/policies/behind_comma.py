"""What a term of a class's line has behind a comma: a cap another figure once something has
happened, so much for each of a count how many are paid for.

In: the world, and terms as they are written. Out: terms with these.
"""

from attrs import frozen

from tests.generators.policies.values import yuan
from tests.generators.policies.world import World

_UNITS = ("0.5 yuan", "80 yuan", "33.33 yuan")
_COUNTS = ("tier", "age", "hospital_level")
_MOST = ("at most {}", "at most {} per year", "per year at most {}", "at most {} days per claim")


@frozen
class ForEach:
    """What all lines of the classes say alike: the count, and of what period so many are paid."""

    count: str
    most: str


def for_each(w: World) -> ForEach | None:
    """So much for each of a count in place of a rate; mostly not."""
    if w.lined.random() >= 0.2:
        return None
    return ForEach(w.lined.choice(_COUNTS), w.lined.choice(_MOST))


def pay_for_each(w: World, each: ForEach) -> str:
    """What one class is paid, and for how many."""
    most = each.most.format(w.lined.choice((1, 3, 5, 60)))
    return f"pay {w.lined.choice(_UNITS)} for each of {each.count}, {most}"


def with_once(w: World, cap: str) -> str:
    """The cap of a class, now and then with what it is once something has happened in the year."""
    asked = [*w.tallies.get("flag", [])]
    asked += [f"{tally} reaches 2" for tally in w.tallies.get("count", [])]
    if cap.startswith("no ") or not asked or w.lined.random() >= 0.8:
        return cap
    chance, w.chance = w.chance, w.lined
    by_residence = f"{{ rural: {yuan(w)}; otherwise: {yuan(w)} }} by residence"
    amount = w.one((yuan(w), "none", by_residence))
    w.chance = chance
    return f"{cap}, {amount} once {w.lined.choice(asked)}"

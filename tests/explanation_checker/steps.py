"""The entries of one benefit of one claim, by what they tell.

In: entries of a settlement's JSON. Out: `Steps`, and the figures of an entry by name.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from tests.explanation_checker.figures import FaultError, amount_of, work_out

Entry = dict[str, Any]

NOT_NEEDED: Final = "not needed"
"""What stands in the place of a figure that is not known and does not matter."""

UNREACHED: Final = Fraction(10**13)
"""Above every amount: what is made of no limit is none either."""


def figure(entry: Entry, name: str, otherwise: str | None = None) -> Fraction:
    """A figure that an entry has to have."""
    text = entry["inputs"].get(name, otherwise)
    if text is None:
        raise FaultError(f"`{entry['rule']}` has no `{name}`")
    return amount_of(text)


def has(*names: str) -> Callable[[Entry], bool]:
    """Whether an entry has all of these."""
    return lambda entry: all(name in entry["inputs"] for name in names)


def same(what: str, said: Fraction, found: Fraction) -> None:
    """A figure that is said is the one that follows."""
    if said != found and min(said, found) < UNREACHED:
        raise FaultError(f"{what} is said to be {float(said)}, and {float(found)} follows")


def hold_arithmetic(entry: Entry, what: str, said: Fraction) -> None:
    """Where an entry states an arithmetic, that is what the figure comes to."""
    if entry["inputs"].get("arithmetic", NOT_NEEDED) != NOT_NEEDED:
        same(what, said, work_out(entry["inputs"]["arithmetic"]))


def is_open(entry: Entry) -> bool:
    """Whether a figure is not known and was not needed: the amount is the same whatever it is."""
    return NOT_NEEDED in entry["inputs"].values()


def in_order(found: list[Fraction], start: Fraction, what: str) -> None:
    """Figures in pairs `from`, `to`: each begins where the one before ended."""
    current = start
    for before, after in zip(found[::2], found[1::2], strict=True):
        same(f"{what} before a step", before, current)
        current = after


@frozen
class Steps:
    """What one benefit is told of one claim (None: of the person's year)."""

    claim: str | None
    benefit: str
    entries: tuple[Entry, ...]

    def of(self, *, key: Callable[[Entry], bool]) -> list[Entry]:
        """Those that tell of something."""
        return [entry for entry in self.entries if key(entry)]

    def first(self, key: Callable[[Entry], bool]) -> Entry | None:
        """The one that tells of something, if any does."""
        return next(iter(self.of(key=key)), None)

    @property
    def last(self) -> Entry:
        """The one with the amount, of which there is one."""
        found = [entry for entry in self.entries if entry["amount"] is not None]
        if len(found) != 1:
            raise FaultError(f"{len(found)} entries have an amount")
        return found[0]

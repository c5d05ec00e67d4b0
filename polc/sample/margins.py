"""Margins of a sample: which share of the persons or claims is of which kind.

In: the tables of a TOML file, the values that a policy knows. Out: `Quotas`, from which values are
drawn until each has its share, to a person. Shares are exact; what a file leaves open is spread
evenly.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.amounts import RATE_UNIT, AmountError, parse_rate

NOBODY = "none"
"""Among identities: who is nothing that a policy asks for."""


class MarginError(Exception):
    """What is wrong with a file of margins: its place and a sentence."""

    def __init__(self, place: str, why: Text) -> None:
        super().__init__(f"{place}: {why}")
        self.place = place
        self.why = why


@frozen
class Margin:
    """The shares of values, in millionths; together a whole."""

    shares: Mapping[str, int]

    def quotas(self, size: int) -> "Quotas":
        """How often each value is to stand among so many: the nearest whole numbers that add up."""
        exact = {value: share * size for value, share in self.shares.items()}
        counts = {value: part // RATE_UNIT for value, part in exact.items()}
        left = size - sum(counts.values())
        by_rest = sorted(exact, key=lambda value: -(exact[value] % RATE_UNIT))
        for value in by_rest[:left]:
            counts[value] += 1
        return Quotas(counts)


@define
class Quotas:
    """How often each value is still to be drawn."""

    left: dict[str, int]

    def draw(self, chance: Random) -> str:
        """A value, each as likely as it is still to come."""
        at = chance.randrange(sum(self.left.values()))
        for value, often in self.left.items():
            if at < often:
                self.left[value] -= 1
                return value
            at -= often
        raise AssertionError

    def take(self, value: str) -> bool:
        """Takes this value, if there is one left."""
        if self.left.get(value, 0) <= 0:
            return False
        self.left[value] -= 1
        return True

    def give_back(self, value: str) -> None:
        """What was taken and is not used."""
        self.left[value] += 1


def even_margin(values: Sequence[str]) -> Margin:
    """Every value as often as any other."""
    share, rest = divmod(RATE_UNIT, len(values))
    return Margin({value: share + (at < rest) for at, value in enumerate(values)})


def rare_margin(values: Sequence[str], share: int) -> Margin:
    """Of so many millionths one of the values but `none`, evenly; of the rest none."""
    others = [value for value in values if value != NOBODY]
    each, rest = divmod(share if others else 0, max(len(others), 1))
    shares = {value: each + (at < rest) for at, value in enumerate(others)}
    return Margin({**shares, NOBODY: RATE_UNIT - sum(shares.values())})


def read_margins(data: Mapping[str, Any], known: Mapping[str, Sequence[str]]) -> dict[str, Margin]:
    """The margins of a file; `known` are the values of each. Raises `MarginError`."""
    found = {}
    for name, table in data.items():
        if name not in known:
            names = ", ".join(f"`{word}`" for word in known)
            raise MarginError(name, say("there is no such margin; there are {names}", names=names))
        if not isinstance(table, Mapping):
            raise MarginError(name, say("a table of values with their shares is expected"))
        found[name] = _read_margin(name, table, known[name])
    return found


def _read_margin(name: str, table: Mapping[str, Any], known: Sequence[str]) -> Margin:
    shares = dict.fromkeys(known, 0)
    for value, share in table.items():
        if value not in shares:
            raise MarginError(f"{name}.{value}", say("the policy knows no such value"))
        try:
            shares[value] = parse_rate(str(share))
        except AmountError as mistake:
            raise MarginError(f"{name}.{value}", mistake.why) from None
    total = sum(shares.values())
    if NOBODY in shares and NOBODY not in table and total <= RATE_UNIT:
        shares[NOBODY] = RATE_UNIT - total
        total = RATE_UNIT
    if total != RATE_UNIT:
        raise MarginError(name, say("the shares are not 100% together"))
    return Margin(shares)

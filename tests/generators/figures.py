"""Random figures for blocks and their inputs, often those where something changes."""

from random import Random
from typing import Any

from polc.runtime.amounts import MISSING, UNLIMITED

BITS = 6
EDGES = (0, 1, 50, 99, 100, 101, 5_000, 180_000, 1_000_000, 3_000_000)
RATES = (0, 1, 50_000, 333_333, 600_000, 700_000, 999_999, 1_000_000)


def random_value(chance: Random, kind: str) -> Any:
    """A value of a kind, often one of the figures where something changes."""
    match kind:
        case "money":
            return chance.choice((*EDGES, chance.randrange(10_000_000)))
        case "rate":
            return chance.choice(RATES)
        case "flag":
            return chance.randrange(2)
        case "count":
            return chance.randrange(5)
        case "mask":
            return chance.randrange(1 << BITS)
        case "date":
            return chance.randrange(1, 20)
        case "bands":
            edges = sorted(chance.sample(range(0, 4_000_000, 1_000), chance.randrange(4)))
            return tuple((edge, chance.choice(RATES)) for edge in (*edges, UNLIMITED))
        case _:
            raise AssertionError(kind)


def random_inputs(chance: Random, kinds: dict[Any, str], missing: float) -> dict[Any, Any]:
    """A value for each input, some of them missing."""
    return {
        place: MISSING if chance.random() < missing else random_value(chance, kind)
        for place, kind in kinds.items()
    }

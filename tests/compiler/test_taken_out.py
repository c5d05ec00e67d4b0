"""Every line, row and condition of a policy counts, or something says that it does not.

Each is taken out in turn: what is left is refused, or does something else, or a diagnostic of
the whole policy had said that the part has no effect. With `POLC_LONG_SWEEP` in the environment
all parts are tried, else a share of them that moves with the seed.
"""

import os
from random import Random
from typing import Final

import pytest

from polc.api.loader import read_used
from polc.compiler.report.source import SourceText
from tests.generators.policies.write import write_policy
from tests.generators.swept import Swept, read_swept

FIRST: Final = 100 + int(os.environ.get("POLC_FIRST_SEED", "0"))
LONG: Final = 25
WHOLE: Final = bool(os.environ.get("POLC_LONG_SWEEP"))
LIBRARY: Final = ("chongqing", "national", "pengshui", "suizhou", "zhangye")


def read_written(seed: int) -> Swept | None:
    """A generated policy."""
    written = write_policy(seed)

    def read(name: str, by: str) -> SourceText | None:
        if name in written.files:
            return SourceText(name, written.files[name])
        return read_used(name, by)

    return read_swept(SourceText(written.policy, written.files[written.policy]), read)


def silent(swept: Swept, sample: int, seed: int) -> list[str]:
    """Those of some parts that have no effect, which nothing says."""
    parts = list(swept.parts())
    tried = parts if WHOLE else Random(seed).sample(parts, min(sample, len(parts)))
    return [part.text for part in tried if not swept.told(part) and not swept.changes(part)]


def silent_of_made(seeds: range, sample: int) -> dict[int, list[str]]:
    """The same of generated policies, by their seed."""
    read = ((seed, read_written(seed)) for seed in seeds)
    found = {seed: silent(policy, sample, seed) for seed, policy in read if policy is not None}
    return {seed: lost for seed, lost in found.items() if lost}


def test_made_policies() -> None:
    """A few parts of a few policies."""
    assert silent_of_made(range(4), 6) == {}


@pytest.mark.long
@pytest.mark.parametrize("start", range(FIRST, FIRST + 3 * LONG, LONG))
def test_many_made_policies(start: int) -> None:
    """A share of the parts of each of many policies."""
    assert silent_of_made(range(start, start + LONG), 20) == {}


@pytest.mark.long
@pytest.mark.parametrize("policy", LIBRARY)
def test_library(policy: str) -> None:
    """A share of the parts of each policy that comes with polc."""
    source = read_used(policy, "")
    assert source is not None
    swept = read_swept(source, read_used)
    assert swept is not None
    assert silent(swept, 60, FIRST - 100 + len(policy)) == []

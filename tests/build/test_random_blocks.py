"""Sources of random blocks, every type of node among them, come to what the closures come to."""

from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from polc.build.make_program import NotBuiltError
from polc.build.write_source import write_source
from polc.compiler.readers.source.program import SourceFunction, Target
from polc.runtime.amounts import MISSING, MOST_MONEY
from tests.build.random_blocks import DAY, RandomBlocks, make_blocks
from tests.build.run_source import Answer, Call, available, run_source
from tests.generators.blocks import ACCUMULATORS
from tests.generators.figures import random_inputs

INT64 = range(-(1 << 63), 1 << 63)
CLAIMS = 12


def fitting(seeds: range, target: Target) -> list[int]:
    """Those of which the target has numbers that are wide enough."""
    found = []
    for seed in seeds:
        with suppress(NotBuiltError):
            write_source(make_blocks([seed]).program, target)
            found.append(seed)
    return found


def agree(seeds: list[int], targets: tuple[Target, ...], place: Path) -> Counter[str]:
    """Twelve claims for each block, with sums as they may stand."""
    made = make_blocks(seeds)
    calls = [*_calls(made, Random(seeds[0]))]
    expected = [_settle(made, call) for call in calls]
    outcomes: Counter[str] = Counter()
    for target in targets:
        answers = run_source(made.program, target, calls, place / target)
        found = Counter(
            _compare(made.program.functions[call.function], call, told, answer)
            for call, told, answer in zip(calls, expected, answers, strict=True)
        )
        assert not outcomes or found == outcomes, (target, found, outcomes)
        outcomes = found
    return outcomes


def _calls(made: RandomBlocks, chance: Random) -> list[Call]:
    found = []
    for place in range(len(made.blocks)):
        for _ in range(CLAIMS):
            inputs = random_inputs(chance, dict(made.kinds), missing=0.05)
            before = {acc: chance.choice((0, 0, 1, 5_000, 10**12, -1)) for acc in ACCUMULATORS}
            found.append(Call(place, 2024, {**inputs, DAY: 700_000}, before))
    return found


def _settle(made: RandomBlocks, call: Call) -> tuple[int, ...]:
    block = made.blocks[call.function]
    settle = block.make(tuple(made.slots.get(slot, MISSING) for slot in block.slots))
    values = (call.inputs.get(input_, MISSING) for input_ in block.inputs)
    return settle(*values, *(call.before[acc] for acc in block.state))


def _compare(function: SourceFunction, call: Call, told: tuple[int, ...], answer: Answer) -> str:
    refusal, outputs, after = answer
    error, *rest = told
    count = len(function.outputs)
    needs = len(function.block.needs)
    shown: Any = (function.name, call, told, answer)
    missing = any(call.inputs[read] == MISSING for read in function.must_be_given)
    if missing:
        assert refusal > needs, shown
        return "not given"
    if error:
        assert refusal == error, shown
        return "refused"
    values, sums = rest[:count], rest[count:]
    if any(value not in INT64 for value in rest) or any(abs(sum_) > MOST_MONEY for sum_ in sums):
        assert refusal > needs, shown
        return "beyond"
    assert (refusal, outputs, after) == (0, tuple(map(int, values)), tuple(sums)), shown
    return "settled"


def test_some_random_blocks_agree(tmp_path: Path) -> None:
    """Twenty blocks, in one source of each language."""
    outcomes = agree(fitting(range(20), "c"), available(), tmp_path)
    assert outcomes["settled"] > 50
    assert outcomes["refused"]
    assert outcomes["beyond"]


@pytest.mark.long
def test_very_many_random_blocks_agree(tmp_path: Path) -> None:
    """The same of six hundred."""
    for first in range(20, 620, 40):
        agree(fitting(range(first, first + 40), "c"), available(), tmp_path / str(first))

"""Machine code over rows comes to what the Python function of the same block comes to."""

from random import Random

import pytest

from polc.compiler.model.parameters import Parameter
from polc.compiler.readers.bounds.find_bounds import measure_plan
from polc.compiler.readers.closures.generate import generate_block
from polc.compiler.readers.kernel.program import BEYOND_LIMITS
from polc.compiler.readers.straight.write_block import BEYOND
from polc.runtime.amounts import MISSING, MOST_MONEY
from tests.compiler.readers.bounds.block_plan import plan_of
from tests.compiler.readers.kernel.run_rows import measure_from, run_rows
from tests.generators.blocks import ACCUMULATORS, BlockMaker
from tests.generators.figures import BITS, random_inputs

pytest.importorskip("llvmlite")

INT64 = range(-(1 << 63), 1 << 63)


def agree(seed: int) -> None:
    """One random block, eight claims of one person, one after the other."""
    chance = Random(seed)
    maker = BlockMaker(chance)
    block = maker.make(chance.randrange(5, 60))
    slots = random_inputs(chance, maker.slots, missing=0.05)
    claims = [random_inputs(chance, maker.inputs, missing=0.05) for _ in range(8)]
    function = generate_block(tuple(block), tuple(ACCUMULATORS))
    settle = function.make(tuple(slots.get(slot, MISSING) for slot in function.slots))
    parameters = tuple(
        Parameter(id=slot, title="", kind=kind)  # type: ignore[arg-type]  # kinds of parameters
        for slot, kind in maker.slots.items()
    )
    bounded = measure_plan(plan_of(*block, parameters=parameters, identities=BITS))
    sums: tuple[int, ...] = (0,) * len(ACCUMULATORS)
    expected = []
    unsure = False
    for inputs in claims:
        error, *rest = settle(*(inputs.get(input_, MISSING) for input_ in function.inputs), *sums)
        results, after = rest[: len(function.outputs)], tuple(rest[len(function.outputs) :])
        if error:
            expected.append((error,))
        elif any(value not in INT64 for value in rest):
            if any(abs(value) > MOST_MONEY for value in after):
                # Two reasons to refuse it: which is told, and whether the year goes on, is open.
                unsure = True
                break
            expected.append((BEYOND,))
        elif any(abs(value) > MOST_MONEY for value in after):
            # The rest of the year is refused with it.
            expected.append((BEYOND_LIMITS,))
            break
        else:
            expected.append((0, *map(int, results)))
            sums = after
    found = run_rows(function, measure_from(bounded, "block"), slots, claims)
    assert found[: len(expected)] == expected
    assert not unsure or found[len(expected)][0] in (BEYOND, BEYOND_LIMITS)


def test_some_random_blocks_agree() -> None:
    """Thirty random blocks, every type of node among them: results, sums and refusals."""
    for seed in range(30):
        agree(seed)


@pytest.mark.long
def test_very_many_random_blocks_agree() -> None:
    """The same of a thousand."""
    for seed in range(30, 1030):
        agree(seed)

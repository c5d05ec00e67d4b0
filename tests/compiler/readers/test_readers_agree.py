"""Closures, those for what a claim gives and those that give every value among them, trace and
reference come to the same, to the fen, on every block and case."""

import os
from collections.abc import Collection, Iterable, Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from polc.compiler.model.parameters import Parameter
from polc.compiler.plan import nodes as n
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.closures.generate import (
    FunctionBlock,
    generate_block,
    generate_trace,
    generate_variant,
)
from polc.compiler.readers.closures.write_function import NOT_FOR
from polc.compiler.readers.specialize.specialize import specialize
from polc.compiler.readers.trace import run_block
from polc.runtime.amounts import MISSING
from tests.compiler.readers.bounds.block_plan import plan_of
from tests.generators.blocks import ACCUMULATORS, BlockMaker
from tests.generators.figures import BITS, random_inputs
from tests.reference.interpreter import interpret

QUICK = 80
FIRST = int(os.environ.get("POLC_FIRST_SEED", "0"))
LONG = int(os.environ.get("POLC_LONG_EXAMPLES", "6000"))


def agree(seed: int) -> None:
    """One block, four claims: results, sums and the refusing demand are the same."""
    chance = Random(seed)
    maker = BlockMaker(chance)
    block = maker.make(chance.randrange(5, 60))
    slots = random_inputs(chance, maker.slots, missing=0.05)
    claims = (random_inputs(chance, maker.inputs, missing=0.05) for _ in range(4))
    agree_on(block, ACCUMULATORS, slots, claims, maker.slots)


def agree_on(
    block: Sequence[n.AnyNode],
    accumulators: Sequence[str],
    slots: dict[Any, Any],
    claims: Iterable[dict[Any, Any]],
    kinds: dict[str, str] = {},  # noqa: B006  # read only
) -> None:
    """These claims, one after the other, under all readers; `kinds` are those of the slots."""
    function = generate_block(tuple(block), tuple(accumulators))
    settle = function.make(tuple(slots.get(slot, MISSING) for slot in function.slots))
    traced = generate_trace(tuple(block))
    trace = traced.make(tuple(slots.get(slot, MISSING) for slot in traced.slots))
    sums: dict[str, int] = dict.fromkeys(accumulators, 0)
    for inputs in claims:
        expected, after, refused = interpret(block, inputs, sums, slots)
        run = run_block(block, inputs, sums, slots)
        values = trace(
            *(inputs.get(input_, MISSING) for input_ in traced.inputs),
            *(sums.get(name, 0) for name in traced.state),
        )
        assert values == (None if run.refused else run.values)
        arguments = [inputs.get(input_, MISSING) for input_ in function.inputs]
        arguments += [sums[name] for name in function.state]
        result = settle(*arguments)
        assert variant_for(block, function, inputs, slots, kinds)(*arguments) == result
        unmoved = {name for name, value in sums.items() if value == 0}
        guarded = variant_for(block, function, inputs, slots, kinds, unmoved)
        # What has a given figure below zero is left to the general function.
        own = arguments[: len(function.inputs)]
        below = any(value < 0 for value in own if value != MISSING)
        assert guarded(*arguments) == ((NOT_FOR,) if below else result)
        if refused is not None:
            assert run.refused == [refused]
            assert function.needs[result[0] - 1] == refused
            continue
        assert result[0] == 0
        count = len(function.outputs)
        assert dict(zip(function.outputs, result[1 : count + 1], strict=True)) == expected
        assert {name: run.outputs.get(name, 0) for name in expected} == expected
        assert dict(zip(function.state, result[count + 1 :], strict=True)) == after
        assert {acc: run.state[acc] for acc in after} == after
        sums = after


def variant_for(
    block: Sequence[n.AnyNode],
    function: FunctionBlock,
    inputs: dict[Any, Any],
    slots: dict[Any, Any],
    kinds: dict[str, str],
    unmoved: Collection[str] | None = None,
) -> Any:
    """The function of a block for claims that give what this one does; with `unmoved`, that for
    those of them before which nothing has moved these sums, which refuses others."""
    parameters = tuple(Parameter(id=slot, title="", kind=kind) for slot, kind in kinds.items())  # type: ignore[arg-type]  # kinds of parameters
    limits = InputLimits(plan_of(*block, parameters=parameters, identities=BITS), frozenset())
    given = {input_ for input_ in function.inputs if inputs.get(input_, MISSING) != MISSING}
    there = {slot for slot, value in slots.items() if value != MISSING}
    missing = set(function.inputs) - given
    simpler = specialize(block, given, missing, there, limits, unmoved or ())
    only_for = None if unmoved is None else [input_ in given for input_ in function.inputs]
    variant = generate_variant(function, simpler.nodes, simpler.never_negative, only_for)
    return variant.make(tuple(slots.get(slot, MISSING) for slot in variant.slots))


@settings(max_examples=QUICK, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
@example(0)
def test_readers_agree(seed: int) -> None:
    """Some random blocks with four claims each."""
    agree(seed)


@pytest.mark.long
def test_readers_agree_on_very_many() -> None:
    """Thousands of random blocks with four claims each, by seed."""
    for seed in range(FIRST, FIRST + LONG):
        agree(seed)


def test_a_value_taken_by_both_lines_of_a_table() -> None:
    """A table by a flag takes a value under that flag where it holds, and the same value,
    which is 0 then, where it does not: 7 and 0."""
    block = (
        n.Const(id="seven", kind="money", value=7),
        n.Read(id="asked", kind="flag", scope="claim", field="emergency"),
        n.Const(id="one", kind="flag", value=1),
        n.Test(id="flag", kind="flag", op="and", args=("asked", "one")),
        n.Load(id="before", kind="money", acc=ACCUMULATORS[0]),
        n.Arith(id="x", kind="money", guard="flag", op="add", args=("before", "seven")),
        n.Select(id="table", kind="money", key="flag", arms=(n.Arm("x", ranges=((1, 1),)),),
                 otherwise="x"),
        n.Emit(id="emit", kind="money", name="out", value="table"),
    )  # fmt: skip
    claims = [{("claim", "emergency"): 1}, {("claim", "emergency"): 0}]
    agree_on(block, ACCUMULATORS, {}, claims)

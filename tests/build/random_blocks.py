"""A program of random blocks, each a function of its own.

In: seeds. Out: the program, the figures of its parameters, the functions that the blocks are in
Python.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from attrs import frozen

from polc.compiler.model.parameters import Parameter
from polc.compiler.plan import nodes as n
from polc.compiler.readers.bounds.find_bounds import measure_in, measure_plan
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.closures.generate import FunctionBlock, generate_block
from polc.compiler.readers.source.program import (
    SourceFigure,
    SourceFunction,
    SourceInput,
    SourceProgram,
    SourceRefusal,
    SourceSum,
)
from polc.compiler.readers.source.required_inputs import must_be_given
from polc.compiler.readers.source.safe_text import make_name
from polc.runtime.read.read_value import FIRST_YEAR, LAST_YEAR
from tests.compiler.readers.bounds.block_plan import plan_of
from tests.generators.blocks import ACCUMULATORS, BlockMaker
from tests.generators.figures import BITS, random_inputs

DAY = ("system", "date")


@frozen
class RandomBlocks:
    """`slots` are the figures with which both are to be run; `kinds` the kinds of the inputs."""

    program: SourceProgram
    slots: Mapping[str, Any]
    kinds: Mapping[tuple[str, str], str]
    blocks: tuple[FunctionBlock, ...]


def make_blocks(seeds: Sequence[int]) -> RandomBlocks:
    """A block for each seed."""
    kinds: dict[tuple[str, str], str] = {DAY: "date"}
    slots: dict[str, str] = {}
    made = []
    for seed in seeds:
        chance = Random(seed)
        maker = BlockMaker(chance)
        made.append(tuple(maker.make(chance.randrange(5, 60))))
        kinds |= maker.inputs
        slots |= maker.slots
    chance = Random(seeds[0])
    values = random_inputs(chance, slots, missing=0.0)
    parameters = tuple(
        Parameter(id=slot, title="", kind=kind)  # type: ignore[arg-type]  # kinds of parameters
        for slot, kind in slots.items()
    )
    plans = [plan_of(*nodes, parameters=parameters, accumulators=ACCUMULATORS, identities=BITS)
             for nodes in made]  # fmt: skip
    limits = InputLimits(plans[0], frozenset())
    blocks = tuple(generate_block(nodes, tuple(ACCUMULATORS)) for nodes in made)
    tables = tuple(dict.fromkeys(value for value in values.values() if isinstance(value, tuple)))
    inputs = tuple(
        SourceInput(
            scope=scope,
            field=field,
            name=make_name(f"{scope}_{field}", (), "input"),
            kind=kind,  # type: ignore[arg-type]  # the same words
            parts=limits.of_kind(kind).parts,  # type: ignore[arg-type]  # the same words
        )
        for (scope, field), kind in kinds.items()
    )
    figures = tuple(
        SourceFigure(
            slot=slot,
            name=make_name(slot, (), "figure"),
            kind=kind,  # type: ignore[arg-type]  # the same words
            parts=limits.reach(n.Param(id=slot, kind=kind, slot=slot)).parts,  # type: ignore[arg-type]  # the same words
            course=((FIRST_YEAR, LAST_YEAR, _number(values[slot], tables)),),
            tables=(tables.index(values[slot]),) if kind == "bands" else (),
        )
        for slot, kind in slots.items()
    )
    functions = tuple(
        SourceFunction(
            name=f"block_{seed}",
            output=f"block_{seed}",
            what="claim",
            benefit="",
            block=block,
            measure=measure_in(measure_plan(plan), "block"),
            outputs=tuple((f"out_{place}", "count") for place in range(len(block.outputs))),
            must_be_given=must_be_given(block.nodes),
            refusals=tuple(
                SourceRefusal("demand", str(place)) for place in range(len(block.needs))
            ),
        )
        for seed, block, plan in zip(seeds, blocks, plans, strict=True)
    )
    program = SourceProgram(
        plan=plans[0],
        prefix="town",
        fingerprint="0" * 32,
        version="0",
        inputs=inputs,
        sums=tuple(
            SourceSum(id=acc, name=make_name(acc, (), "sum"), scope="year", title="")
            for acc in ACCUMULATORS
        ),
        figures=figures,
        tables=tables,
        functions=functions,
    )
    return RandomBlocks(program, values, kinds, blocks)


def _number(value: Any, tables: Sequence[Any]) -> int:
    return tables.index(value) if isinstance(value, tuple) else value

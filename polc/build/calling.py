"""How a source is called, as an example in its own language.

In: a program, a target. Out: lines of code.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from polc.build.name_file import name_file
from polc.compiler.plan.nodes import Need
from polc.compiler.readers.source.program import (
    SourceFigure,
    SourceInput,
    SourceProgram,
    Target,
)
from polc.compiler.readers.source.write_java import class_name
from polc.compiler.readers.straight.write_block import BandsTable
from polc.link.given_parameter import SlotValue
from polc.runtime.amounts import MISSING, UNLIMITED
from polc.runtime.benefit_year import first_day, last_day


def example_inputs(program: SourceProgram, year: int) -> Iterator[tuple[str, int]]:
    """What a claim of somebody without an identity must say to be settled: a bill of 50000 yuan on
    a day of the year on which the policy is in force, and what other layers paid of it. What the
    function refuses for want of is given, one input after the other; where a figure is open that
    no layer's payment can stand for, the example is refused, and says so."""
    (claim,) = (function for function in program.functions if function.what == "claim")
    day = max(date(year, 7, 1).toordinal(), claim.in_force[0] or 0)
    asked = {
        (known.scope, known.field)
        for known in program.inputs
        if known.scope == "system" or (known.scope, known.field) in claim.must_be_given
    }
    block = claim.block
    by_slot = {known.slot: figure_of(known, year, program.tables) for known in program.figures}
    settle = block.make(tuple(by_slot[slot] for slot in block.slots))
    ordinary = {
        (known.scope, known.field): _ordinary(known, year, day, program) for known in program.inputs
    }
    left_paid = (read for read in ordinary if read[0] == "paid")
    while True:
        given = (ordinary[read] if read in asked else MISSING for read in block.inputs)
        error, *_ = settle(*given, *(0 for _ in block.state))
        need = block.needs[error - 1] if error else None
        if not isinstance(need, Need):
            break
        # What a layer paid is given where its own rules lack a figure.
        wanted = next(left_paid, None) if need.code == "missing_parameter" else need.field
        if wanted is None or wanted not in ordinary or wanted in asked:
            break
        asked.add(wanted)
    for known in program.inputs:
        if (known.scope, known.field) in asked:
            yield known.name, ordinary[known.scope, known.field]


def figure_of(figure: SourceFigure, year: int, tables: Sequence[BandsTable]) -> SlotValue:
    """A figure of the year, `MISSING` where it is open."""
    held = (value for first, last, value in figure.course if first <= year <= last)
    value = next(held, MISSING)
    return tables[value] if figure.kind == "bands" and value != MISSING else value


def _ordinary(known: SourceInput, year: int, day: int, program: SourceProgram) -> int:
    begins = program.plan.dates.year_begins
    match known.scope, known.field:
        case "system", "year":
            return year
        case "system", "first_day":
            return first_day(year, begins)
        case "claim", "hospital_level":
            return 2
        case "system", "last_day":
            return last_day(year, begins)
    if known.scope == "since":
        return UNLIMITED
    if known.kind == "date":
        return day
    if known.scope == "paid":
        layers = [held.field for held in program.inputs if held.scope == "paid"]
        return 3_500_000 if known.field == layers[0] else 0
    return 5_000_000 if known.kind == "money" else 0


def show_call(program: SourceProgram, target: Target, year: int) -> list[str]:
    """A claim settled, and the next one with the sums after it."""
    prefix = program.prefix
    given = list(example_inputs(program, year))
    match target:
        case "python":
            return [
                f"import {prefix}",
                "",
                f"figures = {prefix}.figures_of({year})",
                f"inputs = {prefix}.Inputs()",
                *(f"inputs.{name} = {value}" for name, value in given),
                f"sums = {prefix}.Sums()",
                f"result = {prefix}.claim(figures, inputs, sums)",
                "if result.refusal:",
                f"    print({prefix}.CLAIM_REFUSALS[result.refusal])",
                "sums = result.after",
            ]
        case "java":
            name = class_name(program)
            return [
                f"{name}.Figures figures = {name}.figures_of({year});",
                f"{name}.Inputs inputs = new {name}.Inputs();",
                *(f"inputs.{name} = {value}L;" for name, value in given),
                f"{name}.Sums sums = new {name}.Sums();",
                f"{name}.ClaimResult result = {name}.claim(figures, inputs, sums);",
                "if (result.refusal != 0)",
                f'    System.out.println(String.join(" ", {name}.CLAIM_REFUSALS[result.refusal]));',
                "sums = result.after;",
            ]
        case "c":
            return [
                f'#include "{name_file(program, target)}"',
                "",
                f"{prefix}_figures figures;",
                f"{prefix}_figures_of({year}, &figures);",
                f"{prefix}_inputs inputs = {prefix}_no_inputs();",
                *(f"inputs.{name} = {value};" for name, value in given),
                f"{prefix}_sums sums = {{0}};",
                f"{prefix}_claim_result result;",
                f"int refusal = {prefix}_claim(&figures, &inputs, &sums, &result, &sums);",
                "if (refusal != 0)",
                f"    puts({prefix}_claim_refusals[refusal][1]);",
            ]
        case _:
            assert_never(target)

"""How a source is called, as an example in its own language.

In: a program, a target. Out: lines of code.
"""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from polc.build.name_file import name_file
from polc.compiler.readers.source.program import SourceProgram, Target
from polc.compiler.readers.source.write_java import class_name
from polc.runtime.amounts import UNLIMITED


def _example_inputs(program: SourceProgram, year: int) -> Iterator[tuple[str, int]]:
    """Every input without which the function of a claim refuses at once, of somebody without an
    identity: a bill of 50000 yuan on a day of the year on which the policy is in force."""
    (claim,) = (function for function in program.functions if function.what == "claim")
    day = max(date(year, 7, 1).toordinal(), claim.in_force[0] or 0)
    for known in program.inputs:
        if (known.scope, known.field) not in claim.must_be_given and known.scope != "system":
            continue
        if (known.scope, known.field) == ("system", "year"):
            yield known.name, year
        elif known.scope == "since":
            yield known.name, UNLIMITED
        elif known.kind == "date":
            yield known.name, day
        else:
            yield known.name, 5_000_000 if known.kind == "money" else 0


def show_call(program: SourceProgram, target: Target, year: int) -> list[str]:
    """A claim settled, and the next one with the sums after it."""
    prefix = program.prefix
    given = list(_example_inputs(program, year))
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

"""How a source is called, as an example in its own language.

In: a program, a target. Out: lines of code.
"""

from typing import assert_never

from polc.build.name_file import name_file
from polc.compiler.readers.source.program import SourceProgram, Target
from polc.compiler.readers.source.write_java import class_name


def show_call(program: SourceProgram, target: Target, year: int) -> list[str]:
    """A claim settled, and the next one with the sums after it."""
    prefix = program.prefix
    match target:
        case "python":
            return [
                f"import {prefix}",
                "",
                f"figures = {prefix}.figures_of({year})",
                f"inputs = {prefix}.Inputs(claim_in_policy=5000000)",
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
                "inputs.claim_in_policy = 5000000L;",
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
                "inputs.claim_in_policy = 5000000;",
                f"{prefix}_sums sums = {{0}};",
                f"{prefix}_claim_result result;",
                f"int refusal = {prefix}_claim(&figures, &inputs, &sums, &result, &sums);",
                "if (refusal != 0)",
                f"    puts({prefix}_claim_refusals[refusal][1]);",
            ]
        case _:
            assert_never(target)

"""A program written for a target.

In: a `SourceProgram`, a target. Out: the text of its one file.
"""

from typing import assert_never

from polc.compiler.readers.source.program import SourceProgram, Target
from polc.compiler.readers.source.write_c import write_c
from polc.compiler.readers.source.write_java import write_java
from polc.compiler.readers.source.write_python import write_python


def write_source(program: SourceProgram, target: Target) -> str:
    """The file's text."""
    remarks = (
        f"{program.plan.policy} {program.plan.title}, edition {program.plan.edition}",
        f"written by polc {program.version}, fingerprint {program.fingerprint}",
        "do not change it: build it again",
    )
    match target:
        case "python":
            return write_python(program, remarks)
        case "java":
            return write_java(program, remarks)
        case "c":
            return write_c(program, remarks)
        case _:
            assert_never(target)

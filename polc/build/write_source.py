"""A program written for a target.

In: a `SourceProgram`, a target. Out: the text of its one file.
"""

from typing import assert_never

from polc.build.make_program import NotBuiltError
from polc.compiler.readers.source.program import SourceProgram, Target
from polc.compiler.readers.source.write_c import BeyondCError, write_c
from polc.compiler.readers.source.write_java import write_java
from polc.compiler.readers.source.write_python import write_python
from polc.messages.text import Text, say


def write_source(program: SourceProgram, target: Target) -> str:
    """The file's text. Raises `NotBuiltError` where the target has no number wide enough."""
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
            try:
                return write_c(program, remarks)
            except BeyondCError as mistake:
                raise NotBuiltError(_say_beyond(mistake)) from None
        case _:
            assert_never(target)


def _say_beyond(mistake: BeyondCError) -> Text:
    return say(
        "rule `{rule}` may need more than 128 bits, which `C` does not have: build it for `Java` "
        "or `Python`",
        rule=mistake.node.origin.rule or mistake.node.id,
    )

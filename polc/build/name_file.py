"""What the file of a target is called.

In: a program, a target. Out: a name without a folder; whether a file of that name is another's.
"""

from typing import Final, assert_never

from polc.compiler.readers.source.program import SourceProgram, Target
from polc.compiler.readers.source.safe_text import as_comment
from polc.compiler.readers.source.write_java import class_name

_HEAD: Final = 2_000
"""Letters of a source within which it says what it was made of."""


def name_file(program: SourceProgram, target: Target) -> str:
    """The name of the source."""
    match target:
        case "python":
            return f"{program.prefix}.py"
        case "java":
            return f"{class_name(program)}.java"
        case "c":
            return f"{program.prefix}.c"
        case _:
            assert_never(target)


def is_of_another(text: str, program: SourceProgram) -> bool:
    """Whether a file that stands where the source goes is another policy's, or none of polc's."""
    plan = program.plan
    own = f" {as_comment(f'{plan.policy} {plan.title}, edition')} "
    return own not in text[:_HEAD] or "written by polc" not in text[:_HEAD]


def name_readme(program: SourceProgram, target: Target) -> str:
    """The name of what tells how it is called."""
    return f"README.{name_file(program, target)}.md"

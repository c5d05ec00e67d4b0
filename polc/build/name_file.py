"""What the file of a target is called.

In: a program, a target. Out: a name without a folder.
"""

from typing import assert_never

from polc.compiler.readers.source.program import SourceProgram, Target
from polc.compiler.readers.source.write_java import class_name


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


def name_readme(program: SourceProgram, target: Target) -> str:
    """The name of what tells how it is called."""
    return f"README.{name_file(program, target)}.md"

"""A program as one file of Python 3.

In: a `SourceProgram`. Out: text, which imports nothing but `dataclasses`.
"""

from collections.abc import Iterable, Iterator

from polc.compiler.readers.source.figure_course import write_course
from polc.compiler.readers.source.name_tables import NameTable, name_tables
from polc.compiler.readers.source.program import SourceFunction, SourceProgram, result_class
from polc.compiler.readers.source.python_dialect import PythonDialect
from polc.compiler.readers.source.python_helpers import PYTHON_HELPERS
from polc.compiler.readers.source.safe_text import as_comment, quote_by
from polc.compiler.readers.source.write_function import Structures, WrittenFunction, write_function
from polc.runtime.amounts import MISSING

_PLACES = Structures(
    inputs="inputs.", before="before.", figures="figures.", given="given.", after="given.after."
)
_OF_YEAR = Structures(
    inputs="inputs.", before="before.", figures="figures.", given="given.value",
    after="given.after.",
)  # fmt: skip
_QUOTED = {'"': '\\"', "\\": "\\\\"}


def write_python(program: SourceProgram, remarks: Iterable[str]) -> str:
    """The file; `remarks` are its first lines."""
    dialect = PythonDialect()
    written = {
        function.name: write_function(
            program, function, dialect, _PLACES if function.what == "claim" else _OF_YEAR
        )
        for function in program.functions
    }
    tables = name_tables(program, {name: body.refusals for name, body in written.items()})
    parts = [
        *(f"# {as_comment(line)}".rstrip() for line in remarks),
        "from dataclasses import dataclass, field, replace",
        "",
        f'FINGERPRINT = "{program.fingerprint}"',
        f"MISSING = {MISSING}",
        "",
        "",
        *_classes(program),
        *(line for table in tables for line in _table(table)),
        "",
        PYTHON_HELPERS,
        "",
        *_figures_of(program, dialect),
        *(
            line
            for function in program.functions
            for line in _define(function, written[function.name])
        ),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _classes(program: SourceProgram) -> Iterator[str]:
    inputs = ((known.name, "MISSING", f"{known.told}: {known.kind}") for known in program.inputs)
    yield from _class("Inputs", inputs)
    sums = (
        (known.name, "0", f"{known.id}: anew with each {known.scope}") for known in program.sums
    )
    yield from _class("Sums", sums)
    figures = ((known.name, "MISSING", f"{known.slot}: {known.kind}") for known in program.figures)
    yield from _class("Figures", figures)
    for function in program.functions:
        if function.what == "claim":
            members = ((name, "0", kind) for name, kind in function.outputs)
            yield from _class(result_class(function), members, after=True)
    yield from _class("YearResult", (("value", "0", "what the function gives"),), after=True)


def _class(
    name: str, members: Iterable[tuple[str, str, str]], *, after: bool = False
) -> Iterator[str]:
    yield from ("@dataclass", f"class {name}:")
    lines = [
        f"    {member}: int = {start}  # {as_comment(about)}" for member, start, about in members
    ]
    if after:
        lines.insert(0, "    refusal: int = 0  # 0, or a row of the function's refusals")
        lines.append("    after: Sums = field(default_factory=Sums)")
    yield from lines or ["    pass"]
    yield from ("", "")


def _table(table: NameTable) -> Iterator[str]:
    yield f"# {as_comment(table.about)}"
    yield f"{table.name.upper()} = ("
    for row in table.rows:
        yield f"    ({', '.join(map(_quote, row))},),".replace(",,", ",")
    yield ")"


def _quote(text: str) -> str:
    return quote_by(text, _QUOTED, "\\u{:04x}")


def _figures_of(program: SourceProgram, dialect: PythonDialect) -> Iterator[str]:
    yield "def figures_of(year):"
    yield "    figures = Figures()"
    for known in program.figures:
        yield f"    figures.{known.name} = {write_course(known, dialect)}"
    yield from ("    return figures", "", "")


def _define(function: SourceFunction, body: WrittenFunction) -> Iterator[str]:
    result = result_class(function)
    yield from (
        f"def {function.name}(figures, inputs, before):",
        f"    given = {result}(after=replace(before))",
        f"    refusal = _{function.name}(figures, inputs, before, given)",
        f"    return {result}(refusal=refusal, after=replace(before)) if refusal else given",
        "",
        "",
        f"def _{function.name}(figures, inputs, before, given):",
    )
    yield from (f"    {variable.name} = 0" for variable in body.variables)
    yield from (f"    {line}" for line in body.lines)
    yield from ("    return 0", "", "")

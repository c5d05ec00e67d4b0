"""A program as one file of Java 17.

In: a `SourceProgram`. Out: text. A function is an object that has every step's value, and does its
steps in parts, none of which is longer than a method may be.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from polc.compiler.readers.source.figure_course import write_course
from polc.compiler.readers.source.java_dialect import JavaDialect
from polc.compiler.readers.source.java_helpers import JAVA_HELPERS
from polc.compiler.readers.source.name_tables import NameTable, name_tables
from polc.compiler.readers.source.program import (
    SourceFunction,
    SourceProgram,
    in_camel,
    result_class,
)
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
_LINES_IN_A_PART: Final = 250
_TAKEN: Final = {
    *("BigInteger", "ClaimResult", "Figures", "Inputs", "Math", "String", "Sums", "YearResult")
}


def class_name(program: SourceProgram) -> str:
    """The name of the class, and of its file."""
    name = in_camel(program.prefix)
    inside = {
        taken
        for function in program.functions
        for taken in (result_class(function), _steps_class(function))
    }
    return f"{name}Policy" if name in _TAKEN | inside else name


def _steps_class(function: SourceFunction) -> str:
    """What holds the values of a function's steps."""
    return f"{in_camel(function.name)}Steps"


def write_java(program: SourceProgram, remarks: Iterable[str]) -> str:
    """The file; `remarks` are its first lines."""
    dialect = JavaDialect()
    written = {
        function.name: write_function(
            program, function, dialect, _PLACES if function.what == "claim" else _OF_YEAR
        )
        for function in program.functions
    }
    tables = name_tables(program, {name: body.refusals for name, body in written.items()})
    parts = [
        *(f"// {as_comment(line)}".rstrip() for line in remarks),
        "import java.math.BigInteger;",
        "",
        f"public final class {class_name(program)} {{",
        f'    public static final String FINGERPRINT = "{program.fingerprint}";',
        f"    public static final long MISSING = {MISSING}L;",
        "",
        *_classes(program),
        *(f"    {line}" for table in tables for line in _table(table)),
        "",
        JAVA_HELPERS,
        *_figures_of(program, dialect),
        *(
            f"    {line}".rstrip()
            for function in program.functions
            for line in _define(function, written[function.name])
        ),
        "}",
        "",
    ]
    return "\n".join(parts)


def _classes(program: SourceProgram) -> Iterator[str]:
    inputs = ((known.name, "MISSING", f"{known.told}: {known.kind}") for known in program.inputs)
    yield from _class("Inputs", inputs)
    names = [known.name for known in program.sums]
    sums = (
        (known.name, "0L", f"{known.id}: anew with each {known.scope}") for known in program.sums
    )
    copy = [
        "    public Sums copy() {",
        "        Sums found = new Sums();",
        *(f"        found.{name} = {name};" for name in names),
        "        return found;",
        "    }",
    ]
    yield from _class("Sums", sums, copy)
    figures = ((known.name, "MISSING", f"{known.slot}: {known.kind}") for known in program.figures)
    yield from _class("Figures", figures)
    result = [
        "    public int refusal;  // 0, or a row of the function's refusals",
        "    public Sums after;",
    ]
    for function in program.functions:
        if function.what == "claim":
            members = ((name, "0L", kind) for name, kind in function.outputs)
            yield from _class(result_class(function), members, result)
    yield from _class("YearResult", (("value", "0L", "what the function gives"),), result)


def _class(
    name: str, members: Iterable[tuple[str, str, str]], more: Iterable[str] = ()
) -> Iterator[str]:
    yield f"    public static final class {name} {{"
    for member, start, about in members:
        yield f"        public long {member} = {start};  // {as_comment(about)}"
    yield from (f"    {line}" for line in more)
    yield from ("    }", "")


def _table(table: NameTable) -> Iterator[str]:
    yield f"// {as_comment(table.about)}"
    yield f"public static final String[][] {table.name.upper()} = {table.name}();"
    yield f"private static String[][] {table.name}() {{"
    yield "    return new String[][] {"
    for row in table.rows:
        yield f"        {{{', '.join(map(_quote, row))}}},"
    yield from ("    };", "}")


def _quote(text: str) -> str:
    return quote_by(text, _QUOTED, "\\u{:04x}")


def _figures_of(program: SourceProgram, dialect: JavaDialect) -> Iterator[str]:
    yield "    public static Figures figures_of(long year) {"
    yield "        Figures figures = new Figures();"
    for known in program.figures:
        yield f"        figures.{known.name} = {write_course(known, dialect)};"
    yield from ("        return figures;", "    }", "")


def _define(function: SourceFunction, body: WrittenFunction) -> Iterator[str]:
    dialect = JavaDialect()
    result = result_class(function)
    steps = _steps_class(function)
    parts = [*_parts(body)]
    yield from (
        f"public static {result} {function.name}(Figures figures, Inputs inputs, Sums before) {{",
        f"    {steps} steps = new {steps}(figures, inputs, before);",
        "    int refusal = steps.run();",
        f"    {result} given = refusal == 0 ? steps.given : new {result}();",
        "    given.refusal = refusal;",
        "    if (refusal != 0) given.after = before.copy();",
        "    return given;",
        "}",
        "",
        f"private static final class {steps} {{",
        "    private final Figures figures;",
        "    private final Inputs inputs;",
        "    private final Sums before;",
        f"    private final {result} given = new {result}();",
    )
    for variable in body.variables:
        start = "0L" if variable.width == "i64" else "BigInteger.ZERO"
        declared = dialect.declare(dialect.type_of(variable.width), variable.name, start)
        yield f"    private {declared}"
    yield from (
        "",
        f"    {steps}(Figures figures, Inputs inputs, Sums before) {{",
        "        this.figures = figures;",
        "        this.inputs = inputs;",
        "        this.before = before;",
        "        given.after = before.copy();",
        "    }",
        "",
        "    int run() {",
        "        int refusal = 0;",
        *(
            f"        if (refusal == 0) refusal = part{place}();"
            for place in range(1, len(parts) + 1)
        ),
        "        return refusal;",
        "    }",
        "",
    )
    for place, lines in enumerate(parts, start=1):
        yield f"    private int part{place}() {{"
        yield from (f"        {line}" for line in lines)
        yield from ("        return 0;", "    }", "")
    yield from ("}", "")


def _parts(body: WrittenFunction) -> Iterator[list[str]]:
    """The lines in parts of about so many."""
    start = 0
    for end in body.ends:
        if end - start >= _LINES_IN_A_PART:
            yield [*body.lines[start:end]]
            start = end
    yield [*body.lines[start:]]

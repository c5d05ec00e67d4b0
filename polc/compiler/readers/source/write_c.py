"""A program as one file of C11.

In: a `SourceProgram`. Out: text. Included it defines everything; included after a definition of
`PREFIX_DECLARATIONS` it only declares.
"""

from collections.abc import Iterable, Iterator

from polc.compiler.plan.nodes import AnyNode
from polc.compiler.plan.operations.reach import within_128_bits
from polc.compiler.readers.source.c_dialect import CDialect
from polc.compiler.readers.source.c_helpers import C_HELPERS
from polc.compiler.readers.source.figure_course import write_course
from polc.compiler.readers.source.name_tables import NameTable, name_tables
from polc.compiler.readers.source.program import SourceFunction, SourceProgram
from polc.compiler.readers.source.safe_text import as_comment, quote_by
from polc.compiler.readers.source.write_function import Structures, WrittenFunction, write_function
from polc.runtime.amounts import MISSING

_PLACES = Structures(
    inputs="inputs->", before="before->", figures="figures->", given="given.", after="next."
)
_OF_YEAR = Structures(
    inputs="inputs->", before="before->", figures="figures->", given="given", after="next."
)
_QUOTED = {'"': '\\"', "\\": "\\\\", "?": "\\?"}


class BeyondCError(ValueError):
    """A step that may need more than the 128 bits that C has; `node` is it."""

    def __init__(self, node: AnyNode) -> None:
        super().__init__(node.id)
        self.node = node


def write_c(program: SourceProgram, remarks: Iterable[str]) -> str:
    """The file; `remarks` are its first lines. Raises `BeyondCError`."""
    for function in program.functions:
        _check_width(function)
    prefix, dialect = program.prefix, CDialect(program.prefix)
    written = {
        function.name: write_function(program, function, dialect, _places_of(function))
        for function in program.functions
    }
    tables = name_tables(program, {name: body.refusals for name, body in written.items()})
    guard = prefix.upper()
    parts = [
        *(f"// {as_comment(line)}".rstrip() for line in remarks),
        f"#ifndef {guard}_C",
        f"#define {guard}_C",
        "#include <stdbool.h>",
        "#include <stdint.h>",
        "",
        f'#define {guard}_FINGERPRINT "{program.fingerprint}"',
        f"#define {guard}_MISSING INT64_MIN",
        "",
        *_structures(program),
        *(line for table in tables for line in _declare_table(prefix, table)),
        "",
        f"{prefix}_inputs {prefix}_no_inputs(void);",
        f"void {prefix}_figures_of(int64_t year, {prefix}_figures *figures);",
        *(f"{_head(prefix, function)};" for function in program.functions),
        "",
        f"#ifndef {guard}_DECLARATIONS",
        "",
        C_HELPERS,
        *(line for table in tables for line in _define_table(prefix, table)),
        "",
        *_no_inputs(program),
        *_figures_of(program, dialect),
        *(
            line
            for function in program.functions
            for line in _define(prefix, function, written[function.name])
        ),
        "#endif",
        "#endif",
        "",
    ]
    return "\n".join(parts)


def _check_width(function: SourceFunction) -> None:
    for node in function.block.nodes:
        measured = function.measure(node.id)
        if not all(map(within_128_bits, (*measured.reach.parts, *measured.inner))):
            raise BeyondCError(node)


def _places_of(function: SourceFunction) -> Structures:
    return _PLACES if function.what == "claim" else _OF_YEAR


def _structures(program: SourceProgram) -> Iterator[str]:
    prefix = program.prefix
    inputs = ((known.name, f"{known.told}: {known.kind}") for known in program.inputs)
    yield from _structure(f"{prefix}_inputs", inputs)
    sums = ((known.name, f"{known.id}: anew with each {known.scope}") for known in program.sums)
    yield from _structure(f"{prefix}_sums", sums)
    figures = ((known.name, f"{known.slot}: {known.kind}") for known in program.figures)
    yield from _structure(f"{prefix}_figures", figures)
    for function in program.functions:
        if function.what == "claim":
            yield from _structure(f"{prefix}_{function.name}_result", function.outputs)


def _structure(name: str, members: Iterable[tuple[str, str]]) -> Iterator[str]:
    lines = [f"    int64_t {member};  // {as_comment(about)}" for member, about in members]
    yield from ("typedef struct {", *(lines or ["    int64_t nothing;"]), f"}} {name};", "")


def _head(prefix: str, function: SourceFunction) -> str:
    result = f"{prefix}_{function.name}_result" if function.what == "claim" else "int64_t"
    return (
        f"int {prefix}_{function.name}(const {prefix}_figures *figures, "
        f"const {prefix}_inputs *inputs, const {prefix}_sums *before, "
        f"{result} *result, {prefix}_sums *after)"
    )


def _declare_table(prefix: str, table: NameTable) -> Iterator[str]:
    yield f"// {as_comment(table.about)}"
    yield f"#define {prefix.upper()}_{table.name.upper()}_ROWS {len(table.rows)}"
    yield f"extern {_typed(prefix, table)};"


def _define_table(prefix: str, table: NameTable) -> Iterator[str]:
    yield f"{_typed(prefix, table)} = {{"
    for row in table.rows:
        yield f"    {{{', '.join(map(_quote, row))}}},"
    yield "};"


def _typed(prefix: str, table: NameTable) -> str:
    return f"const char *const {prefix}_{table.name}[{len(table.rows)}][{len(table.rows[0])}]"


def _quote(text: str) -> str:
    """The text in UTF-8; what is not plain as octal numbers, which are never longer than three."""
    plain = text.encode("utf-8").decode("latin-1")
    return quote_by(plain, _QUOTED, "\\{:03o}")


def _no_inputs(program: SourceProgram) -> Iterator[str]:
    prefix = program.prefix
    yield f"{prefix}_inputs {prefix}_no_inputs(void) {{"
    yield f"    {prefix}_inputs found;"
    for known in program.inputs:
        yield f"    found.{known.name} = {prefix.upper()}_MISSING;"
    if not program.inputs:
        yield f"    found.nothing = {MISSING + 1}LL;"
    yield from ("    return found;", "}", "")


def _figures_of(program: SourceProgram, dialect: CDialect) -> Iterator[str]:
    prefix = program.prefix
    yield f"void {prefix}_figures_of(int64_t year, {prefix}_figures *figures) {{"
    yield "    (void)year;"
    for known in program.figures:
        yield f"    figures->{known.name} = {write_course(known, dialect)};"
    if not program.figures:
        yield "    figures->nothing = 0;"
    yield from ("}", "")


def _define(prefix: str, function: SourceFunction, body: WrittenFunction) -> Iterator[str]:
    dialect = CDialect(prefix)
    yield f"{_head(prefix, function)} {{"
    if function.what == "claim":
        yield f"    {prefix}_{function.name}_result given = {{0}};"
    else:
        yield "    int64_t given = 0;"
    yield f"    {prefix}_sums next = *before;"
    yield "    (void)figures;"
    yield "    (void)inputs;"
    for variable in body.variables:
        yield f"    {dialect.declare(dialect.type_of(variable.width), variable.name, '0')}"
    yield from (f"    {line}" for line in body.lines)
    yield from (f"    (void){name};" for name in body.unread)
    yield from ("    *result = given;", "    *after = next;", "    return 0;", "}", "")

"""A built source, run over many calls: compiled with what a caller of it would write.

In: a program, a target, calls of its functions. Out: of each call the refusal, the results, the
sums after it.
"""

import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from polc.build.write_source import write_source
from polc.compiler.readers.source.program import (
    SourceFunction,
    SourceProgram,
    Target,
    result_class,
)
from polc.compiler.readers.source.write_java import class_name
from polc.runtime.amounts import MISSING

Input = tuple[str, str]
Answer = tuple[int, tuple[int, ...], tuple[int, ...]]
TARGETS: tuple[Target, ...] = ("python", "java", "c")

FOR_C = ("-std=c11", "-Wall", "-Wextra", "-Werror", "-Wno-tautological-compare", "-O1",
         "-fsanitize=undefined", "-fno-sanitize-recover=all")  # fmt: skip


@frozen
class Call:
    """A call of a function by its place in the program, in a benefit year; `figures` is given in
    place of those of the year, where a test asks for others."""

    function: int
    year: int
    inputs: Mapping[Input, int]
    before: Mapping[str, int]


def available() -> tuple[Target, ...]:
    """The targets whose compilers are on this machine."""
    programs = {"java": "javac", "c": "gcc"}
    return tuple(
        target
        for target in TARGETS
        if target not in programs or shutil.which(programs[target]) is not None
    )


def run_source(
    program: SourceProgram, target: Target, calls: Sequence[Call], place: Path
) -> list[Answer]:
    """The answers, each by itself."""
    if not calls:
        return []
    place.mkdir(parents=True, exist_ok=True)
    rows = "\n".join(" ".join(map(str, _numbers(program, call))) for call in calls)
    run = {"python": _run_python, "java": _run_java, "c": _run_c}[target]
    text = run(program, write_source(program, target), f"{len(calls)}\n{rows}\n", place)
    lines = text.splitlines()
    assert len(lines) == len(calls)
    found = []
    for call, line in zip(calls, lines, strict=True):
        refusal, *rest = map(int, line.split())
        count = len(program.functions[call.function].outputs)
        found.append((refusal, tuple(rest[:count]), tuple(rest[count:])))
    return found


def _numbers(program: SourceProgram, call: Call) -> list[int]:
    return [
        call.function,
        call.year,
        *(call.inputs.get((known.scope, known.field), MISSING) for known in program.inputs),
        *(call.before.get(known.id, 0) for known in program.sums),
    ]


def _results(function: SourceFunction, given: str, value: str) -> list[str]:
    if function.what == "year":
        return [value]
    return [f"{given}{name}" for name, _ in function.outputs]


def _run_python(program: SourceProgram, source: str, rows: str, place: Path) -> str:
    space: dict[str, Any] = {"__name__": program.prefix}
    (place / f"{program.prefix}.py").write_text(source, encoding="utf-8")
    exec(compile(source, f"{program.prefix}.py", "exec"), space)  # noqa: S102  # what is tested
    functions: list[Callable[..., Any]] = [space[function.name] for function in program.functions]
    lines = []
    for row in rows.splitlines()[1:]:
        which, year, *numbers = map(int, row.split())
        inputs, before = space["Inputs"](), space["Sums"]()
        names = [known.name for known in program.inputs]
        for name, value in zip(names, numbers[: len(names)], strict=True):
            setattr(inputs, name, value)
        for known, value in zip(program.sums, numbers[len(names) :], strict=True):
            setattr(before, known.name, value)
        given = functions[which](space["figures_of"](year), inputs, before)
        function = program.functions[which]
        values = [
            getattr(given, name.removeprefix(".")) for name in _results(function, ".", ".value")
        ]
        sums = [getattr(given.after, known.name) for known in program.sums]
        lines.append(" ".join(map(str, (given.refusal, *values, *sums))))
    return "\n".join(lines)


def _run_java(program: SourceProgram, source: str, rows: str, place: Path) -> str:
    name = class_name(program)
    cases = []
    for number, function in enumerate(program.functions):
        result = result_class(function)
        told = "".join(
            f"out.append(' ').append(g.{text});" for text in _results(function, "", "value")
        )
        cases.append(
            f"case {number}: {{ {name}.{result} g = {name}.{function.name}(f, i, b);"
            f" out.append(g.refusal); {told} after = g.after; break; }}"
        )
    reads = "".join(f"i.{known.name} = next();" for known in program.inputs)
    reads += "".join(f"b.{known.name} = next();" for known in program.sums)
    sums = "".join(f"out.append(' ').append(after.{known.name});" for known in program.sums)
    driver = f"""
import java.io.*;
public class Driver {{
    static BufferedReader reader;
    static java.util.StringTokenizer words = new java.util.StringTokenizer("");
    static long next() throws IOException {{
        while (!words.hasMoreTokens()) words = new java.util.StringTokenizer(reader.readLine());
        return Long.parseLong(words.nextToken());
    }}
    public static void main(String[] given) throws IOException {{
        reader = new BufferedReader(new InputStreamReader(System.in));
        long count = next();
        StringBuilder out = new StringBuilder();
        for (long row = 0; row < count; row++) {{
            int which = (int) next();
            {name}.Figures f = {name}.figures_of(next());
            {name}.Inputs i = new {name}.Inputs();
            {name}.Sums b = new {name}.Sums();
            {name}.Sums after = b;
            {reads}
            switch (which) {{ {" ".join(cases)} default: throw new IOException(); }}
            {sums}
            out.append('\\n');
        }}
        System.out.print(out);
    }}
}}
"""
    (place / f"{name}.java").write_text(source, encoding="utf-8")
    (place / "Driver.java").write_text(driver, encoding="utf-8")
    command = ["javac", "-encoding", "UTF-8", "-Xlint:all", "-Werror"]
    _do([*command, f"{name}.java", "Driver.java"], place)
    return _do(["java", "-XX:TieredStopAtLevel=1", "-cp", ".", "Driver"], place, rows)


def _run_c(program: SourceProgram, source: str, rows: str, place: Path) -> str:
    prefix = program.prefix
    cases = []
    for number, function in enumerate(program.functions):
        claim = function.what == "claim"
        type_ = f"{prefix}_{function.name}_result" if claim else "int64_t"
        told = "".join(
            f'printf(" %lld", (long long){text});' for text in _results(function, "g.", "g")
        )
        start = "memset(&g, 0, sizeof g);" if claim else "g = 0;"
        cases.append(
            f"case {number}: {{ {type_} g; {start}"
            f" int r = {prefix}_{function.name}(&f, &i, &b, &g, &b); "
            f'printf("%d", r); {told} break; }}'
        )
    reads = "".join(f"i.{known.name} = next();" for known in program.inputs)
    reads += "".join(f"b.{known.name} = next();" for known in program.sums)
    sums = "".join(f'printf(" %lld", (long long)b.{known.name});' for known in program.sums)
    driver = f"""
#define {prefix.upper()}_DECLARATIONS
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "{prefix}.c"
static long long next(void) {{ long long v; if (scanf("%lld", &v) != 1) exit(3); return v; }}
int main(void) {{
    long long count = next();
    for (long long row = 0; row < count; row++) {{
        int which = (int)next();
        {prefix}_figures f;
        {prefix}_figures_of(next(), &f);
        {prefix}_inputs i = {prefix}_no_inputs();
        {prefix}_sums b;
        memset(&b, 0, sizeof b);
        {reads}
        switch (which) {{ {" ".join(cases)} default: return 4; }}
        {sums}
        printf("\\n");
    }}
    return 0;
}}
"""
    (place / f"{prefix}.c").write_text(source, encoding="utf-8")
    (place / "driver.c").write_text(driver, encoding="utf-8")
    _do(["gcc", *FOR_C, f"{prefix}.c", "driver.c", "-o", "driver"], place)
    return _do(["./driver"], place, rows)


def _do(command: list[str], place: Path, given: str = "") -> str:
    done = subprocess.run(
        command, cwd=place, input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[:4000]
    return done.stdout

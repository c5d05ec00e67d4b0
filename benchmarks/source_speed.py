"""One claim by a policy's built sources, against the closures that polc settles it with.

`python -m benchmarks.source_speed [POLICY…]`, by default every policy that settles. In: the claim
that the README of a source prints, which is settled. Out: microseconds a claim in each language
whose compiler is there, with the ratio to the closures; the least of several rounds, since a busy
machine only adds. No language's answer is taken unless it settles to what the closures do.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import thread_time

from polc.build.calling import example_inputs, figure_of
from polc.build.make_program import make_program
from polc.build.name_file import name_file
from polc.build.write_source import write_source
from polc.compiler.readers.source.program import SourceProgram, Target
from polc.compiler.readers.source.write_java import class_name
from polc.runtime.amounts import MISSING
from tests.build.policies import YEARS, configured
from tests.build.run_source import available

ROUNDS = 7
IN_PYTHON = 3_000
IN_OTHERS = 300_000


def least(settle: Callable[[], object]) -> float:
    """Microseconds of one call."""
    found = []
    for _ in range(ROUNDS):
        begin = thread_time()
        for _ in range(IN_PYTHON):
            settle()
        found.append(1e6 * (thread_time() - begin) / IN_PYTHON)
    return min(found)


def time_closures(program: SourceProgram, year: int) -> tuple[float, int]:
    """With the claim's first result, in the order of the source."""
    block = program.functions[0].block
    slots = {known.slot: figure_of(known, year, program.tables) for known in program.figures}
    settle = block.make(tuple(slots[slot] for slot in block.slots))
    given = dict(example_inputs(program, year))
    names = {(known.scope, known.field): known.name for known in program.inputs}
    row = [*(given.get(names[read], MISSING) for read in block.inputs), *(0 for _ in block.state)]
    error, *results = settle(*row)
    assert not error
    return least(lambda: settle(*row)), results[0]


def time_python(program: SourceProgram, year: int, _place: Path) -> tuple[float, int]:
    space: dict[str, object] = {"__name__": program.prefix}
    source = write_source(program, "python")
    exec(compile(source, f"{program.prefix}.py", "exec"), space)  # noqa: S102  # what is timed
    figures, inputs, sums = space["figures_of"](year), space["Inputs"](), space["Sums"]()
    for name, value in example_inputs(program, year):
        setattr(inputs, name, value)
    claim = space["claim"]
    result = claim(figures, inputs, sums)
    assert not result.refusal
    return least(lambda: claim(figures, inputs, sums)), getattr(result, _first(program))


def time_java(program: SourceProgram, year: int, place: Path) -> tuple[float, int]:
    name = class_name(program)
    given = "\n".join(f"i.{key} = {value}L;" for key, value in example_inputs(program, year))
    text = f"""class Time {{ public static void main(String[] none) {{
{name}.Figures f = {name}.figures_of({year}); {name}.Inputs i = new {name}.Inputs();
{name}.Sums s = new {name}.Sums(); {given}
long least = Long.MAX_VALUE, sink = 0, first = 0;
for (int round = 0; round < {ROUNDS}; round++) {{ long begin = System.nanoTime();
for (int n = 0; n < {IN_OTHERS}; n++) {{ {name}.ClaimResult g = {name}.claim(f, i, s);
if (g.refusal != 0) System.exit(3); first = g.{_first(program)}; sink += first; }}
least = Math.min(least, System.nanoTime() - begin); }}
if (sink == 1) System.out.println();
System.out.println(least + " " + first); }} }}
"""
    (place / "Time.java").write_text(text, encoding="utf-8")
    told(["javac", "-encoding", "UTF-8", f"{name}.java", "Time.java"], place)
    return read(told(["java", "-cp", ".", "Time"], place))


def time_c(program: SourceProgram, year: int, place: Path) -> tuple[float, int]:
    prefix = program.prefix
    given = "\n".join(f"i.{key} = {value};" for key, value in example_inputs(program, year))
    text = f"""#define {prefix.upper()}_DECLARATIONS
#include <stdio.h>
#include <time.h>
#include "{prefix}.c"
int main(void) {{ {prefix}_figures f; {prefix}_figures_of({year}, &f);
{prefix}_inputs i = {prefix}_no_inputs(); {prefix}_sums s = {{0}}, after; {given}
{prefix}_claim_result g; long long least = -1, first = 0;
for (int round = 0; round < {ROUNDS}; round++) {{ struct timespec a, b;
clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
for (int n = 0; n < {IN_OTHERS}; n++) {{
if ({prefix}_claim(&f, &i, &s, &g, &after)) return 3; first = g.{_first(program)}; }}
clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
long long t = (b.tv_sec - a.tv_sec) * 1000000000LL + b.tv_nsec - a.tv_nsec;
if (least < 0 || t < least) least = t; }}
printf("%lld %lld\\n", least, first); return 0; }}
"""
    (place / "time.c").write_text(text, encoding="utf-8")
    # The function is compiled by itself: no loop around a call that always gives the same.
    told(["gcc", "-std=gnu11", "-O2", f"{prefix}.c", "time.c", "-o", "timed"], place)
    return read(told(["./timed"], place))


TIMED = {"python": time_python, "java": time_java, "c": time_c}


def _first(program: SourceProgram) -> str:
    return program.functions[0].outputs[0][0]


def told(command: list[str], place: Path) -> str:
    """What a command prints."""
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[:2000]
    return done.stdout


def read(line: str) -> tuple[float, int]:
    """Nanoseconds of all calls and the result."""
    nanoseconds, result = map(int, line.split())
    return nanoseconds / 1000 / IN_OTHERS, result


def main() -> None:
    """A row for each policy."""
    targets: tuple[Target, ...] = available()
    print(f"{'microseconds a claim':22} {'closures':>9}", *(f"{name:>16}" for name in targets))
    for policy in sys.argv[1:] or YEARS:
        program, year = make_program(configured(policy)), YEARS[policy]
        closures, result = time_closures(program, year)
        row = [f"{policy:22} {closures:9.2f}"]
        for target in targets:
            with TemporaryDirectory() as folder:
                place = Path(folder)
                source = write_source(program, target)
                (place / name_file(program, target)).write_text(source, encoding="utf-8")
                taken, other = TIMED[target](program, year, place)
            assert other == result, (target, other, result)
            row.append(f"{taken:8.3f} ({taken / closures:.2f})")
        print(*row, flush=True)


if __name__ == "__main__":
    main()

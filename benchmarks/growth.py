"""What hostile or long input costs as it grows: twice as much may take twice as long.

Run with `python -m benchmarks.growth`. Each row is timed at n and at 2n in turn, five times in
one run; the ratio is the median of the pairs: 2 is linear, 4 square.
"""

import gc
import statistics
from collections.abc import Callable
from time import perf_counter

import polc
from benchmarks.growing_texts import TEXTS, TOWN, layers_that_ask
from polc.cli.files.format_files import names_in_use_lines
from polc.cli.render.diagnostics import as_text
from polc.cli.render.diff import as_diff
from polc.cli.render.settlement import as_text as settlement_as_text
from polc.cli.terminal.text_width import harmless, visible_parts
from polc.compiler.format.format import format_text
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib

PAIRS = 5
LENGTH = 4_000


def time_pairs(name: str, make: Callable[[int], object], run: Callable[[object], object]) -> None:
    """Prints the time at n and the ratio of 2n to n."""
    short, long = make(LENGTH), make(2 * LENGTH)
    times, ratios = [], []
    for _ in range(PAIRS):
        start = perf_counter()
        run(short)
        middle = perf_counter()
        run(long)
        end = perf_counter()
        times.append(middle - start)
        ratios.append((end - middle) / (middle - start))
    print(
        f"{name:42} {LENGTH:6}: {statistics.median(times) * 1e3:7.1f} ms,"
        f" 2n to n {statistics.median(ratios):.2f}"
    )


def check(text: object) -> object:
    """Everything `polc check` says of a text."""
    found = compile_text(SourceText("town.pol", str(text)), read_stdlib).diagnostics
    return "".join(map(as_text, found))


def lay_out(text: object) -> object:
    """The text as `polc fmt` writes it."""
    names = frozenset(names_in_use_lines(str(text)))
    return format_text(SourceText("town.pol", str(text)), None, names)


def every_other_line(count: int) -> object:
    """As many lines, and the same with every other one laid out anew."""
    lines = [f"line {at}" for at in range(count)]
    anew = (f"  {line}" if at % 2 else line for at, line in enumerate(lines))
    return "\n".join(lines), "\n".join(anew)


def compare(texts: object) -> object:
    """The diff of two texts."""
    assert isinstance(texts, tuple)
    return as_diff("town.pol", *texts)


def settle_many(count: int) -> object:
    """A settlement of a person's `count // 8` claims as a plain object."""
    claim = {"kind": "inpatient", "in_policy": "100.00"}
    claims = [
        {**claim, "id": f"c{at}", "date": f"2022-{at % 12 + 1:02}-01", "seq": at + 1}
        for at in range(count // 8)
    ]
    case = {"year": 2022, "person": {"identities": ["dibao"]}, "claims": claims}
    return polc.compile(TOWN).settle(case).to_dict()


def show(settled: object) -> object:
    """The settlement as text."""
    return harmless(settlement_as_text(visible_parts(settled), {}, explain=True))


def main() -> None:
    """Prints every row, and what is bounded."""
    check(TOWN)
    gc.disable()  # as good as a command does
    for name, make in TEXTS.items():
        time_pairs(f"check: {name}", make, check)
        if name != "mistakes on one line":
            time_pairs(f"fmt: {name}", make, lay_out)
    time_pairs("a settlement as text, claims / 8", settle_many, show)
    time_pairs("fmt --diff: every other line", every_other_line, compare)
    for count in (6, 7, 8, 9, 14):
        start = perf_counter()
        said = check(layers_that_ask(count))
        taken = perf_counter() - start
        print(f"{count:2} layers that ask each other: {taken:.2f} s {'refused' if said else ''}")


if __name__ == "__main__":
    main()

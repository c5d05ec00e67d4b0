"""Whole cases and whole policies: the API around the closures, and the compiler.

Run with `python -m benchmarks.settle_speed`. Prints: for each policy, `settle(dict)` of cases with
one, ten and a hundred claims against as many claims of the yardstick in the same run, taken pair by
pair in the time of the thread, where nothing of the result is read, before and after claims of
these keys have a function of their own; and how the compiler's time grows with the length of a
policy.
"""

import random
import statistics
from pathlib import Path
from time import perf_counter, thread_time

import polc
from benchmarks.claim_speed import make_functions, make_people, run
from benchmarks.ordinary_cases import ORDINARY
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.normalise import normalise
from polc.grammar.build_tables import load_parser
from polc.runtime.amounts import format_money
from polc.runtime.plain.beginning_claims import PATIENCE

COUNTS = (1, 10, 100)
"""Claims in a case."""

CLAIMS = 300
"""Claims in a round, whatever the cases they are in."""


def make_cases(ordinary, count):
    """Cases of so many claims; of each claim what is in policy differs, as bills do."""
    chance = random.Random(count)
    cases = []
    for _ in range(CLAIMS // count):
        case = ordinary.case(count)
        for claim in case["claims"]:
            fen = chance.randrange(2_000_000, 3_000_000)
            claim["in_policy"] = claim["total"] = format_money(fen)
        cases.append(case)
    return cases


def settle_many(ordinary, policy, count):
    """So many claims that those of these keys have a function of their own."""
    cases = make_cases(ordinary, count)
    for _ in range(PATIENCE // CLAIMS * (1 if count == 1 else 2)):
        for case in cases:
            policy.settle(case)


def time_settling(ordinary, policy, count, yardstick, when):
    """`settle(dict)` of cases with so many claims, and as many yardstick claims."""
    people = [[(4, *claim[1:]) for claim in claims] for claims in make_people(CLAIMS, 1)]
    cases = make_cases(ordinary, count)
    whole, yard, ratios = [], [], []
    for _ in range(9):
        start = thread_time()
        for case in cases:
            policy.settle(case)
        middle = thread_time()
        run(yardstick, people, (0,) * 6, 5)
        end = thread_time()
        whole.append((middle - start) / CLAIMS)
        yard.append((end - middle) / CLAIMS)
        ratios.append(whole[-1] / yard[-1])
    print(
        f"{ordinary.name:9} settle(dict) of {count:3} claims, {when}: "
        f"{statistics.median(whole) * 1e6:6.1f} µs a claim, yardstick "
        f"{statistics.median(yard) * 1e6:.2f}; ratio {statistics.median(ratios):.1f}"
    )


def time_compiling():
    """Policies of growing length: Lark's parse alone, and parse to checked program."""
    folder = Path(polc.__file__).parent / "stdlib_policies"
    text = (folder / "suizhou.pol").read_text(encoding="utf-8")
    example = text[text.index("example ") :]
    for copies in (0, 1, 8, 30):
        long = text + example * copies
        lines = long.count("\n")
        load_parser().parse(normalise(text))
        start = perf_counter()
        load_parser().parse(normalise(long))
        parsed = perf_counter()
        found = compile_text(
            SourceText("long.pol", long),
            lambda name, by: SourceText(name, (folder / f"{name}.pol").read_text(encoding="utf-8")),
        )
        end = perf_counter()
        assert found.program is not None
        print(
            f"{lines:6} lines: {lines / (end - parsed):,.0f} lines/s; "
            f"{(end - parsed) / (parsed - start):.2f} × Lark's own parse"
        )


def main():
    """Everything, one line each."""
    *_, yardstick = make_functions()
    for ordinary in ORDINARY:
        for count in COUNTS:
            policy = ordinary.configured()
            time_settling(ordinary, policy, count, yardstick, "at first")
            settle_many(ordinary, policy, count)
            time_settling(ordinary, policy, count, yardstick, "later on")
    time_compiling()


if __name__ == "__main__":
    main()

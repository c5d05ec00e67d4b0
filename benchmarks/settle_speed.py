"""Whole cases and whole policies: the API around the closures, and the compiler.

Run with `python -m benchmarks.settle_speed`. Prints: `settle(dict)` of a person's ten
claims against ten claims of the yardstick in the same run, taken pair by pair; and how
the compiler's time grows with the length of a policy.
"""

import statistics
from pathlib import Path
from time import perf_counter

import polc
from benchmarks.claim_speed import make_functions, make_people, run
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import Source
from polc.compiler.syntax.normalise import normalise
from polc.grammar.build_tables import load_parser
from polc.runtime.amounts import format_money
from polc.runtime.vocabulary import KINDS, PLACES
from tests.stdlib_texts import MAIN_ROAD

TERMS = {
    "basic_deductible": {"1": "200.00", "2": "500.00", "3": "1000.00"},
    "basic_rate": {"1": "90%", "2": "75%", "3": "60%"},
    "critical_illness_deductible": "12000.00",
    "critical_illness_bands": [
        {"up_to": "30000.00", "rate": "60%"},
        {"up_to": "100000.00", "rate": "65%"},
        {"up_to": None, "rate": "75%"},
    ],
    "critical_illness_cap": "300000.00",
}


def as_case(claims):
    """Ten claims of the benchmark's people as a case of the contract."""
    return {
        "year": 2022,
        "person": {"id": "p", "identities": ["dibao"]},
        "claims": [
            {
                "id": f"c{at}",
                "date": f"2022-{at + 1:02d}-01",
                "kind": KINDS[claim[1]],
                "place": PLACES[claim[2]],
                "hospital_level": claim[3],
                "referred": bool(claim[4]),
                "designated": bool(claim[5]),
                "total": format_money(claim[6]),
                "in_policy": format_money(claim[6]),
            }
            for at, claim in enumerate(claims)
        ],
    }


def time_settling():
    """`settle(dict)` with ten claims, and ten yardstick claims."""
    policy = polc.load(MAIN_ROAD).with_parameters(TERMS)
    *_, yardstick = make_functions()
    people = [[(4, *claim[1:]) for claim in claims] for claims in make_people(300, 10)]
    cases = [as_case(claims) for claims in people]
    whole, yard, ratios = [], [], []
    for _ in range(9):
        start = perf_counter()
        for case in cases:
            policy.settle(case)
        middle = perf_counter()
        run(yardstick, people, (0,) * 6, 5)
        end = perf_counter()
        whole.append((middle - start) / len(cases))
        yard.append((end - middle) / len(cases))
        ratios.append(whole[-1] / yard[-1])
    print(
        f"settle(dict), ten claims: {statistics.median(whole) * 1e6:.0f} µs; "
        f"ten yardstick claims {statistics.median(yard) * 1e6:.1f} µs; "
        f"ratio {statistics.median(ratios):.1f}"
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
            Source("long.pol", long),
            lambda name, by: Source(name, (folder / f"{name}.pol").read_text(encoding="utf-8")),
        )
        end = perf_counter()
        assert found.program is not None
        print(
            f"{lines:6} lines: {lines / (end - parsed):,.0f} lines/s; "
            f"{(end - parsed) / (parsed - start):.2f} × Lark's own parse"
        )


if __name__ == "__main__":
    time_settling()
    time_compiling()

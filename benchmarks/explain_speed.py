"""What telling a settlement costs, without and with how it came about.

Run with `python -m benchmarks.explain_speed`. Prints for cases of one claim and of ten, under a
policy of four layers and under Suizhou: `to_dict()` and `to_dict(explain=True)` of a
settlement that nothing was read of, each as a multiple of the yardstick's claims, taken pair
by pair in one run; of the explanations also what the first sixty take, when hardly a way of
explaining is known, where the others come after so many cases that most are.
"""

import statistics
from time import thread_time

import polc
from benchmarks.claim_speed import make_functions, make_people, run
from benchmarks.claims_as_case import as_case, as_suizhou
from benchmarks.ordinary_cases import TERMS
from tests.stdlib_texts import MAIN_ROAD

RUNS = 9
CASES = 60
BEFORE = 900
"""Claims explained before those that are timed."""


def time_telling(name, policy, make_case, count):
    """Prints one line for cases of as many claims."""
    *_, yardstick = make_functions()
    made = make_people(CASES + BEFORE // count, count)
    people = [[(4, *claim[1:]) for claim in claims] for claims in made]
    cases = [make_case(claims) for claims in people]
    start = thread_time()
    for case in cases[:CASES]:
        policy.settle(case).to_dict(explain=True)
    first = thread_time() - start
    for case in cases[CASES:]:
        policy.settle(case).to_dict(explain=True)
    people, cases = people[:CASES], cases[:CASES]
    plain, explained, yards = [], [], []
    for _ in range(RUNS):
        settled = [policy.settle(case) for case in cases]
        again = [policy.settle(case) for case in cases]
        start = thread_time()
        for settlement in settled:
            settlement.to_dict()
        told = thread_time()
        for settlement in again:
            settlement.to_dict(explain=True)
        end = thread_time()
        for _ in range(20):
            run(yardstick, people, (0,) * 6, 5)
        yard = (thread_time() - end) / 20
        plain.append((told - start) / yard)
        explained.append((end - told) / yard)
        yards.append(yard)
    print(
        f"{name}, {count} claims: to_dict() {statistics.median(plain):.1f} × the yardstick's, "
        f"explained {statistics.median(explained):.0f} ×, "
        f"settled and explained for the first time {first / statistics.median(yards):.0f} ×"
    )


def main():
    """Prints both policies with one claim and with ten."""
    main_road = polc.load(MAIN_ROAD).with_parameters(TERMS)
    figures = {"basic_deductible": TERMS["basic_deductible"]}
    suizhou = polc.load("suizhou").with_parameters(figures)
    for count in (1, 10):
        time_telling("four layers", main_road, as_case, count)
        time_telling("suizhou", suizhou, as_suizhou, count)


if __name__ == "__main__":
    main()

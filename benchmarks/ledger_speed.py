"""A year of claims added one by one: whether a claim more costs what the first did.

Run with `python -m benchmarks.ledger_speed`. Prints for a policy of four layers and for
Suizhou: what adding a thousand claims takes, in process time; the median of the last hundred
additions against that of the first hundred; and the same year settled at once.
"""

import statistics
from time import process_time, thread_time

import polc
from benchmarks.claim_speed import make_people
from benchmarks.claims_as_case import as_case, as_suizhou
from benchmarks.ordinary_cases import TERMS
from tests.stdlib_texts import MAIN_ROAD

CLAIMS = 1_000
WINDOW = 100
RUNS = 5


def order_claims(case):
    """The case with its claims in the order of their days, several on each day."""
    for at, claim in enumerate(case["claims"]):
        month, day = divmod(at * 336 // CLAIMS, 28)
        claim["date"] = f"{case['year']}-{month + 1:02}-{day + 1:02}"
        claim["seq"], claim["visit"] = at, f"v{at // 2}"
    return case


def time_year(policy, case):
    """The seconds of each addition, of the whole year, and of the year settled at once."""
    each = []
    ledger = policy.open_year(case["person"], year=case["year"])
    begun = process_time()
    for claim in case["claims"]:
        start = thread_time()
        _, ledger = ledger.add(claim)
        each.append(thread_time() - start)
    added = process_time() - begun
    start = process_time()
    policy.settle(case)
    return each, added, process_time() - start


def print_year(name, policy, case):
    """One line for a policy."""
    ratios, added, settled = [], [], []
    for _ in range(RUNS):
        each, whole, at_once = time_year(policy, case)
        first, last = statistics.median(each[:WINDOW]), statistics.median(each[-WINDOW:])
        ratios.append(last / first)
        added.append(whole)
        settled.append(at_once)
    print(
        f"{name}: {CLAIMS} claims added in {statistics.median(added):.3f} s, settled at once in "
        f"{statistics.median(settled):.3f} s; the last {WINDOW} against the first {WINDOW}: "
        f"{statistics.median(ratios):.2f}"
    )


def main():
    """Prints both policies."""
    claims = [(4, *claim[1:]) for claim in make_people(1, CLAIMS)[0]]
    four = polc.load(MAIN_ROAD).with_parameters(TERMS)
    print_year("four layers", four, order_claims(as_case(claims)))
    figures = {"basic_deductible": TERMS["basic_deductible"]}
    suizhou = polc.load("suizhou").with_parameters(figures)
    print_year("suizhou", suizhou, order_claims(as_suizhou(claims)))


if __name__ == "__main__":
    main()

"""A year of claims added one by one: whether a claim more costs what the first did.

Run with `python -m benchmarks.ledger_speed`. Prints for a policy of four layers and for
Suizhou: what adding a thousand claims takes, in process time; the median of the last hundred
additions against that of the first hundred; and the same year settled at once.
"""

import statistics
from time import process_time, thread_time

import polc
from benchmarks.claim_speed import make_people
from benchmarks.settle_speed import TERMS, as_case
from tests.stdlib_texts import MAIN_ROAD

CLAIMS = 1_000
WINDOW = 100
RUNS = 5


def make_year(policy, claims):
    """The claims in the order of their days, several on each day."""
    case = as_case(claims)
    for at, claim in enumerate(case["claims"]):
        month, day = divmod(at * 336 // CLAIMS, 28)
        claim["id"], claim["date"] = f"c{at}", f"2022-{month + 1:02}-{day + 1:02}"
        claim["seq"] = at
        claim["visit"] = f"v{at // 2}"
        if policy == "suizhou":
            claim["date"] = claim["date"].replace("2022", "2023")
            claim["paid"] = {"basic": "0.00", "critical_illness": "0.00"}
    return case


def time_year(policy, person, year, claims):
    """The seconds of each addition, of the whole year, and of the year settled at once."""
    each = []
    ledger = policy.open_year(person, year=year)
    begun = process_time()
    for claim in claims:
        start = thread_time()
        _, ledger = ledger.add(claim)
        each.append(thread_time() - start)
    added = process_time() - begun
    start = process_time()
    policy.settle({"person": person, "year": year, "claims": claims})
    return each, added, process_time() - start


def print_year(name, policy, person, year, claims):
    """One line for a policy."""
    ratios, added, settled = [], [], []
    for _ in range(RUNS):
        each, whole, at_once = time_year(policy, person, year, claims)
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
    person = {"id": "p", "identities": ["dibao"]}
    main_road = polc.load(MAIN_ROAD).with_parameters(TERMS)
    print_year("four layers", main_road, person, 2022, make_year("", claims)["claims"])
    insured = {**person, "insured_at": "in_county", "enrolled": "2020-01-01"}
    suizhou = make_year("suizhou", claims)["claims"]
    figures = {"basic_deductible": TERMS["basic_deductible"]}
    print_year("suizhou", polc.load("suizhou").with_parameters(figures), insured, 2023, suizhou)


if __name__ == "__main__":
    main()

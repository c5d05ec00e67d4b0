"""One claim through Suizhou's four layers: the compiled closures against the yardstick.

Run with `python -m benchmarks.claim_speed`. All settle the same 2,000 people's claims
with their running sums: the function that settles every claim, the one for claims that give what
these give, which a long run comes to, and the yardstick. The results are compared before anything
is timed. They are timed in turn, by the thread's own clock, and the ratios are taken pair by pair,
so that they hold on a noisy machine. Prints microseconds a claim, the ratios, and how all grow
with the number of claims.
"""

import random
import statistics
from time import thread_time

import polc
from benchmarks.yardstick import make_yardstick
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.closures.generate import generate_claim, generate_variant
from polc.compiler.readers.specialize.specialize import specialize
from polc.runtime.amounts import MISSING, UNLIMITED
from tests.stdlib_texts import MAIN_ROAD

PARAMETERS = {
    "basic_deductible.1": 20_000,
    "basic_deductible.2": 50_000,
    "basic_deductible.3": 100_000,
    "basic_rate.1": 900_000,
    "basic_rate.2": 750_000,
    "basic_rate.3": 600_000,
    "critical_illness_deductible": 1_200_000,
    "critical_illness_bands": ((3_000_000, 600_000), (10_000_000, 650_000), (UNLIMITED, 750_000)),
    "critical_illness_cap": 30_000_000,
}
ORDER = (
    ("system", "held"),
    ("claim", "kind"),
    ("claim", "place"),
    ("claim", "hospital_level"),
    ("claim", "referred"),
    ("claim", "designated"),
    ("claim", "in_policy"),
)
STATE = (
    "critical_illness.accumulated",
    "critical_illness.paid_so_far",
    "assistance.accumulated",
    "pool.annual_assistance",
    "tilted.accumulated",
    "tilted.paid_so_far",
)
LAYERS = ("basic", "critical_illness", "assistance", "tilted", "remaining")


def make_people(count, claims_each, seed=2022):
    """Claims of `count` people: tuples in the order of `ORDER`."""
    chance = random.Random(seed)
    people = []
    for _ in range(count):
        held = chance.choice((0, 1, 2, 4, 8, 16, 32, 64, 4 | 8, 128))
        people.append(
            [
                (
                    held,
                    chance.choice((0, 0, 0, 2, 3)),
                    chance.choice((0, 1, 2, 3)),
                    chance.choice((1, 2, 3)),
                    chance.randrange(2),
                    chance.randrange(2),
                    chance.randrange(0, 20_000_000),
                )
                for _ in range(claims_each)
            ]
        )
    return people


def load_plan():
    """Suizhou's main road under its default readings."""
    return polc.load(MAIN_ROAD).plan


def make_functions():
    """The two claim functions, both over the same arguments in the same order."""
    block = generate_claim(load_plan())
    function = block.make(tuple(PARAMETERS.get(slot, MISSING) for slot in block.slots))
    places = [ORDER.index(name) if name in ORDER else None for name in block.inputs]
    levels = {
        level: (PARAMETERS[f"basic_deductible.{level}"], PARAMETERS[f"basic_rate.{level}"])
        for level in (1, 2, 3)
    }
    yardstick = make_yardstick(
        levels,
        PARAMETERS["critical_illness_deductible"],
        PARAMETERS["critical_illness_bands"],
        PARAMETERS["critical_illness_cap"],
    )
    return block, function, places, yardstick


def make_variant(block):
    """The function for claims that give all that `ORDER` has, and no amount of a layer."""
    plan = load_plan()
    given = [name for name in block.inputs if name in ORDER]
    missing = [name for name in block.inputs if name not in ORDER]
    limits = InputLimits(plan, frozenset())
    simpler = specialize(plan.claim, given, missing, PARAMETERS, limits)
    variant = generate_variant(block, simpler.nodes, simpler.never_negative)
    return variant.make(tuple(PARAMETERS.get(slot, MISSING) for slot in variant.slots))


def run(function, people, opening, first):
    """Every claim of everybody in order, the running sums handed on; `first` is where
    they begin in a result."""
    for claims in people:
        state = opening
        for claim in claims:
            state = function(*claim, *state)[first:]


def main():
    """Checks that all agree, then times them."""
    block, function, places, yardstick = make_functions()
    people = make_people(2_000, 5)
    compiled_people = [
        [tuple(MISSING if at is None else claim[at] for at in places) for claim in claims]
        for claims in people
    ]
    first = 1 + len(block.outputs)
    variant = make_variant(block)
    for compiled in (function, variant):
        check_agreement(block, compiled, compiled_people, yardstick, people, first)
    opening = (0,) * len(block.state)
    for count in (200, 2_000):
        runs = (
            (yardstick, people[:count], (0,) * len(STATE), len(LAYERS)),
            (function, compiled_people[:count], opening, first),
            (variant, compiled_people[:count], opening, first),
        )
        times = [[took(*arguments) / (count * 5) for arguments in runs] for _ in range(15)]
        yard, general, special = (
            statistics.median(column) * 1e6 for column in zip(*times, strict=True)
        )
        ratios = [statistics.median(row[place] / row[0] for row in times) for place in (1, 2)]
        print(
            f"{count * 5:6} claims: every claim {general:.2f} µs, these claims {special:.2f} µs, "
            f"yardstick {yard:.2f} µs a claim, ratios {ratios[0]:.2f} and {ratios[1]:.2f}"
        )


def took(*arguments):
    """Seconds that a run takes."""
    start = thread_time()
    run(*arguments)
    return thread_time() - start


def check_agreement(block, function, compiled_people, yardstick, people, first):
    """Every amount and every running sum equal, on every claim."""
    where = [block.outputs.index(name) + 1 for name in LAYERS]
    sums = [block.state.index(name) for name in STATE]
    for compiled_claims, claims in zip(compiled_people, people, strict=True):
        state, yard_state = (0,) * len(block.state), (0,) * len(STATE)
        for compiled_claim, claim in zip(compiled_claims, claims, strict=True):
            result = function(*compiled_claim, *state)
            expected = yardstick(*claim, *yard_state)
            assert result[0] == 0, (claim, block.needs[result[0] - 1])
            state = result[first:]
            yard_state = expected[len(LAYERS) :]
            assert [result[at] for at in where] == list(expected[: len(LAYERS)]), claim
            assert [state[at] for at in sums] == list(yard_state), claim


if __name__ == "__main__":
    main()

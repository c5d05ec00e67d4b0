"""A case under every reading that matters for it: how the time grows with the settlements.

Run with `python -m benchmarks.readings_speed`. Settles an example of Suizhou that meets seven
open questions under its defaults, and under more and more combinations of their answers, each time
with a policy that was just loaded. Prints for each number of settlements the thread's own
milliseconds, those of a settlement, and how many settlements of a claim by a function that is
there already take as long as one of them (both timed in turn; the median of the pairs).
"""

import statistics
from time import thread_time

import polc
from polc.api import outcomes

CASE = 3
"""The place of the example among those of the file."""
TIMES = 3


def settle_under(most):
    """Seconds of at most so many settlements, how many there were, seconds of a plain one."""
    policy = polc.load("suizhou")
    case = policy.program.examples[CASE].case
    outcomes.MOST_RUNS = most
    start = thread_time()
    runs = policy.settle_all_readings(case).runs
    taken = thread_time() - start
    for _ in range(40):
        policy.settle(case).results()
    start = thread_time()
    for _ in range(100):
        policy.settle(case).results()
    return taken, runs, (thread_time() - start) / 100


def main():
    """Prints a line for each number of settlements."""
    for most in (16, 64, 256):
        found = [settle_under(most) for _ in range(TIMES)]
        runs = found[0][1]
        taken = statistics.median(seconds for seconds, _, _ in found)
        ratio = statistics.median(seconds / runs / plain for seconds, _, plain in found)
        print(
            f"{runs:4} settlements: {taken * 1000:6.0f} ms, {taken * 1000 / runs:5.1f} ms each, "
            f"{ratio:4.0f} times one by functions that are there"
        )


if __name__ == "__main__":
    main()

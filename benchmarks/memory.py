"""What a compiled policy and a settled case keep.

Run with `python -m benchmarks.memory`. Prints for each policy: what is kept of it once it is loaded
and has settled a year with its explanation; what a settlement of ten claims keeps before anything
of it is read, and after its results were read.
"""

import gc
import tracemalloc

from benchmarks.ordinary_cases import ORDINARY

KEPT = 40
"""So many settlements are kept and what they keep is divided by it."""


def kept_by(make):
    """What is kept of what `make` gives, in bytes, and that itself."""
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    made = make()
    gc.collect()
    return tracemalloc.get_traced_memory()[0] - before, made


def measure(ordinary):
    """One policy."""

    def load():
        policy = ordinary.configured()
        policy.settle(ordinary.case(1)).to_dict(explain=True)
        return policy

    compiled, policy = kept_by(load)

    def settle(*, read):
        settled = [policy.settle(ordinary.case(10)) for _ in range(KEPT)]
        for settlement in settled:
            if read:
                settlement.to_dict()
        return settled

    settle(read=True)  # what the first case makes is of the policy
    unread, _ = kept_by(lambda: settle(read=False))
    read, _ = kept_by(lambda: settle(read=True))
    print(
        f"{ordinary.name:9} compiled {compiled / 1e6:5.1f} MB; ten claims settled "
        f"{unread / KEPT / 1e3:5.1f} kB, their results read {read / KEPT / 1e3:5.1f} kB"
    )


def main():
    """Every policy, after one that loads what all share."""
    ORDINARY[0].configured()
    tracemalloc.start(1)
    for ordinary in ORDINARY:
        measure(ordinary)


if __name__ == "__main__":
    main()

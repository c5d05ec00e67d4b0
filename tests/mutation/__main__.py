"""How many mutants of the package the tests kill: `python -m tests.mutation --help`.

In: which mutants, picked by a seed. Out: those that survived, with their place, and the
figure; the exit code is 1 where fewer are killed than `--at-least`.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from time import monotonic
from typing import Final

from tests.mutation.equivalent import EQUIVALENT
from tests.mutation.judge import KILLED, SURVIVED, start_judging
from tests.mutation.mutants import Mutant, modules, mutants_of
from tests.mutation.reach import Stages, stages_of

SEED: Final = 12


def main() -> int:
    asked = _options().parse_args()
    found = _pick(asked)
    if not asked.unchecked and not _holds(found, asked.seconds_each):
        sys.stdout.write("tests fail on the package as it is: no mutant can be judged\n")
        return 2
    ends = monotonic() + asked.seconds
    judged, survived = 0, list[Mutant]()
    for mutant, killed in _judge(found, asked.workers, asked.seconds_each, ends):
        judged += 1
        if not killed:
            survived.append(mutant)
            sys.stdout.write(_line(mutant))
            sys.stdout.flush()
    if not judged:
        sys.stdout.write("no mutant was judged\n")
        return 2
    share = 100 * (judged - len(survived)) / judged
    sys.stdout.write(f"{judged - len(survived)} of {judged} mutants killed ({share:.1f}%)\n")
    return int(share < asked.at_least)


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    options.add_argument("room", nargs="*", help="paths inside polc/, such as `runtime`; or all")
    options.add_argument("--sample", type=int, default=80, help="so many, picked by the seed")
    options.add_argument("--all", action="store_true", help="every mutant")
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--seconds", type=int, default=10**6, help="start none after so many")
    options.add_argument(
        "--seconds-each", type=int, default=120, help="a test that takes longer has failed"
    )
    options.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options.add_argument("--at-least", type=float, default=0, help="percent; less is a failure")
    options.add_argument(
        "--unchecked", action="store_true", help="do not run the tests as they are"
    )
    return options


def _pick(asked: argparse.Namespace) -> Sequence[Mutant]:
    """The mutants in question without those that are known to change no result."""
    every = [
        mutant
        for module in modules()
        if not asked.room or any(f"{module}/".startswith(f"{room}/") for room in asked.room)
        for mutant in mutants_of(module)
        if mutant.key not in EQUIVALENT
    ]
    if asked.all:
        return every
    return sorted(every, key=lambda mutant: _lot(asked.seed, mutant))[: asked.sample]


def _lot(seed: int, mutant: Mutant) -> bytes:
    """Drawn for each mutant by itself: a change of the package leaves the others in the sample."""
    return sha256("\n".join((str(seed), *mutant.key)).encode()).digest()


def _holds(found: Sequence[Mutant], seconds: int) -> bool:
    """Whether every test that will be asked passes as the package is."""
    files = {file for mutant in found for stage in stages_of(mutant.module) for file in stage}
    stages: Stages = (tuple(sorted(files)),)
    _, status = os.waitpid(start_judging(None, stages, seconds), 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == SURVIVED


def _judge(
    found: Sequence[Mutant], workers: int, seconds: int, ends: float
) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant with whether it was killed, several at a time, in the order they end."""
    waiting = list(reversed(found))
    running: dict[int, Mutant] = {}
    while waiting or running:
        while waiting and len(running) < workers and monotonic() < ends:
            mutant = waiting.pop()
            running[start_judging(mutant, stages_of(mutant.module), seconds)] = mutant
        if not running:
            return
        child, status = os.wait()
        mutant = running.pop(child)
        yield mutant, not os.WIFEXITED(status) or os.WEXITSTATUS(status) == KILLED


def _line(mutant: Mutant) -> str:
    place = f"polc/{mutant.module}:{mutant.line}"
    return f"{place} {mutant.within}: {mutant.before}  →  {mutant.after or 'left out'}\n"


if __name__ == "__main__":
    sys.exit(main())

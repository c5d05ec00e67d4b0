"""What a command costs: process time of Python alone, of a first run and of the next.

Run with `python -m benchmarks.start_speed`. Each command runs in a process of its own, with a
folder of kept entries that is empty before its first run; bare Python is run in turn. Prints
the medians in milliseconds. Byte code must have been written before: a process that compiles the
sources each time (`PYTHONDONTWRITEBYTECODE`) takes twice as long.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import polc

ROOT = Path(polc.__file__).parent.parent
MAIN_ROAD = ROOT / "tests/stdlib_policies/main_road.pol"
CASE = ROOT / "examples/suizhou-dibao.json"
RUNS = 5
COMMANDS = {
    "--help": ("--help",),
    "check of 294 lines": ("check", str(MAIN_ROAD)),
    "check of the five": ("check", *polc.stdlib_names()),
    "settle suizhou": ("settle", "suizhou", str(CASE)),
    "test of the five": ("test", *polc.stdlib_names()),
}
RUN = "from polc.cli.main import main; main()"


def process_time(words, folder):
    """Milliseconds that a process of its own takes of a core."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "POLC_CACHE": folder}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(  # this Python, words of our own
        [sys.executable, "-c", *words],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def main():
    """Prints a line for each command."""
    for name, words in COMMANDS.items():
        bare, first, again = [], [], []
        for _ in range(1 if "five" in name else RUNS):
            with tempfile.TemporaryDirectory() as folder:
                kept = str(Path(folder) / "kept")
                process_time((RUN, *words), kept)
                shutil.rmtree(kept, ignore_errors=True)
                bare.append(process_time(("pass",), kept))
                first.append(process_time((RUN, *words), kept))
                again.append(process_time((RUN, *words), kept))
        print(
            f"{name:20} first {statistics.median(first):7.0f} ms,"
            f" again {statistics.median(again):5.0f} ms; Python {statistics.median(bare):.0f}"
        )


if __name__ == "__main__":
    main()

"""Machine code against the closures on a million sampled claims under each policy that settles.

Run with `python -m benchmarks.agreement [PERSONS [POLICY …]]`; it needs the extra `batch`. 400,000
persons, which no number asks for, have about a million claims. For each policy the table of
`tests/batch/sampled_tables.py` is settled by `polc batch` column by column, in batches of two
sizes, and row after row by the closures; every file of every table must be the same, byte for byte.
Prints how many claims and persons there were, how many of these machine code settled, and how much
longer the closures took, by the time that all cores worked. The closures take about 0.4 ms a claim:
several minutes a policy.
"""

import sys
import tempfile
from pathlib import Path
from time import process_time

from polc.batch.open_table import open_table
from polc.batch.person_batches import ROWS
from polc.batch.run_batch import BatchRun, run_batch
from tests.batch.sampled_tables import NAMES, sampled_table

PERSONS = 400_000
SEED = 1


def settle(policy, mapping, table, output, rows, *, by_machine):
    """The sums, and the seconds of all cores."""
    run = BatchRun(
        policy=policy, mapping=mapping, mapping_text="", form="csv", language="en", rows=rows,
        by_machine=by_machine,
    )  # fmt: skip
    began = process_time()
    sums = run_batch(run, open_table(str(table)), output, lambda _: None).sums
    return sums, process_time() - began


def compare(name, persons):
    """Settles a table by each road, and prints what came of it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        policy, mapping = sampled_table(name, persons, SEED, folder / "claims.csv")
        asked = (policy, mapping, folder / "claims.csv")
        sums, by_code = settle(*asked, folder / "code", ROWS, by_machine=True)
        small, _ = settle(*asked, folder / "small", 10_000, by_machine=True)
        rows, by_row = settle(*asked, folder / "rows", ROWS, by_machine=False)
        assert sums == small, name
        assert (sums.fen, sums.alerts) == (rows.fen, rows.alerts), name
        for path in (folder / "rows").glob("*.csv"):
            expected = path.read_bytes()
            for other in ("code", "small"):
                assert (folder / other / path.name).read_bytes() == expected, (name, path.name)
    print(
        f"{name}: {sums.claims} claims of {sums.persons} persons, "
        f"{sums.persons - sums.by_row} by machine code; every table the same; the closures "
        f"{by_row / by_code:.0f} times as long",
        flush=True,
    )


def main():
    """Each policy, or those named."""
    persons = int(sys.argv[1]) if len(sys.argv) > 1 else PERSONS
    for name in sys.argv[2:] or NAMES:
        compare(name, persons)


if __name__ == "__main__":
    main()

"""A bureau's table through `polc batch`, Parquet to Parquet with the sort, against DuckDB.

Run with `python -m benchmarks.batch_speed [--text] [ROWS …]`; it needs the extra `batch`. For 10^5
and 10^6 rows (or those named: 10000000 takes a few minutes) the table of `bureau_table.py` is
settled under Suizhou's four layers, by `polc batch` and by the query of `window_sql.py`, each in a
process of its own that may take as many threads and as much memory; every amount of every row is
compared. They are run in turn and the ratios taken pair by pair: of the time that passed, and of
the time that all cores worked, which holds on a busy machine. Prints claims a second, the ratios
(DuckDB's time by that of `polc batch`), the most memory held, and how it grows from one size to the
next.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from attrs import frozen

from benchmarks.bureau_table import write_table
from tests.stdlib_texts import MAIN_ROAD

ROWS = (100_000, 1_000_000)
MEMORY = "512MB"
PAIRS = 3
LAYERS = ("basic", "critical_illness", "assistance", "tilted", "remaining")
_MEASURED = """
import resource, runpy, sys
name = sys.argv.pop(1)
try:
    if name == "polc":
        from polc.cli.main import main
        main()
    else:
        runpy.run_module(name, run_name="__main__", alter_sys=True)
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(f"used {used.ru_utime + used.ru_stime} {used.ru_maxrss}", file=sys.stderr)
"""


@frozen
class Run:
    """Seconds that passed, seconds of all cores, the most MB held."""

    passed: float
    worked: float
    peak: float


def measure(cache, *asked):
    """A command in a process of its own, whose byte code is in `cache` from the second time on."""
    kept = {**os.environ, "PYTHONPYCACHEPREFIX": str(cache)}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    began = perf_counter()
    done = subprocess.run(  # our own commands
        [sys.executable, "-c", _MEASURED, *map(str, asked)],
        capture_output=True, text=True, check=False, env=kept,
    )  # fmt: skip
    passed = perf_counter() - began
    assert done.returncode == 0, done.stdout + done.stderr
    worked, peak = done.stderr.rpartition("used ")[2].split()
    return Run(passed, float(worked), int(peak) / 1024)


def compare(by_batch, by_sql):
    """How many rows differ in an amount, a person or a day."""
    import duckdb

    differs = " OR ".join(f"a.{name} IS DISTINCT FROM b.{name}" for name in ("claim", *LAYERS))
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT count(*), count(*) FILTER ({differs} OR a.person <> b.person "
            "OR a.date <> b.date::VARCHAR) "
            f"FROM read_parquet('{by_batch}') a FULL JOIN read_parquet('{by_sql}') b USING (row)"
        )
        return found.fetchone()


def run_pair(folder, cache):
    """Both, one after the other."""
    claims, sql, out = folder / "claims.parquet", folder / "sql.parquet", folder / "out"
    by_sql = measure(cache, "benchmarks.window_sql", claims, sql, MEMORY)
    by_batch = measure(
        cache, "polc", "batch", MAIN_ROAD, claims, out, "--map", folder / "town.toml",
        "--params", folder / "terms.toml", "--language", "en", "--memory", MEMORY,
    )  # fmt: skip
    rows, differ = compare(out / "claims.parquet", sql)
    for path in out.iterdir():
        path.unlink()
    out.rmdir()
    assert differ == 0, f"{differ} of {rows} rows differ"
    return by_sql, by_batch


def main():
    """Each size."""
    asked = sys.argv[1:]
    sizes = [int(size) for size in asked if size != "--text"] or ROWS
    before = None
    for rows in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            write_table(folder, rows, typed="--text" not in asked)
            pairs = [
                run_pair(folder, folder / "cache") for _ in range(PAIRS if rows <= ROWS[-1] else 1)
            ]
        passed = statistics.median(sql.passed / batch.passed for sql, batch in pairs)
        worked = statistics.median(sql.worked / batch.worked for sql, batch in pairs)
        best = min((batch for _, batch in pairs), key=lambda run: run.passed)
        least = min(batch.worked for _, batch in pairs)
        peak = max(batch.peak for _, batch in pairs)
        grown = f", {peak / before:.2f} of the size before" if before else ""
        print(
            f"{rows} rows: {rows / best.passed / 1e6:.2f} million claims a second in "
            f"{best.passed:.1f} s, {least / rows * 1e6:.2f} µs of all cores a claim; DuckDB's time "
            f"{passed:.2f} of it, worked {worked:.2f}; {peak:.0f} MB{grown}"
        )
        before = peak


if __name__ == "__main__":
    main()

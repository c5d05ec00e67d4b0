"""Suizhou's four layers over sorted columns: machine code of the plan against C by hand.

Run with `python -m benchmarks.kernel_speed [ROWS …]`; it needs gcc and the extra `batch`. Both
settle the same rows, of five claims a person, on one thread; every amount is compared before any is
timed. They are timed in turn and the ratios taken pair by pair. Prints how long the program of each
policy took to make, claims a second, and the ratio (C's time by the kernel's) for 10^5 and 10^6
rows, or those named: 10000000 needs 2 GB.
"""

import ctypes
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import thread_time

import polc
from benchmarks.claim_speed import LAYERS, ORDER, PARAMETERS, make_people
from benchmarks.ordinary_cases import CLAIM, ORDINARY
from polc.api.prepared_year import prepare_year
from polc.batch.machine_code import compile_rows
from polc.batch.row_program import write_policy_rows
from polc.compiler.readers.kernel.program import RowColumn
from polc.link.compiled import Compiled
from tests.stdlib_texts import MAIN_ROAD

ROWS = (100_000, 1_000_000)
DRAWN = 1_000_000
"""So many rows at most are drawn; of more there are as many copies, each of other persons."""

CLAIMS_EACH = 5
EVEN_PLACES = {"hospital_level", "kind", "place"}


def column(values):
    """Figures as a column."""
    return (ctypes.c_int64 * len(values))(*values)


def empty(rows):
    """A column of noughts."""
    return (ctypes.c_int64 * rows)()


def compile_c():
    """The yardstick, as optimised as gcc does it."""
    source = Path(__file__).with_name("yardstick.c")
    library = Path(tempfile.mkdtemp()) / "yardstick.so"
    subprocess.run(  # our own source, by the compiler of the machine
        ["gcc", "-O3", "-march=native", "-shared", "-fPIC", "-o", str(library), str(source)],
        check=True,
    )
    return ctypes.CDLL(str(library)).settle


def make_rows(count):
    """Columns by input, and where a person begins."""
    drawn = min(count, DRAWN)
    people = make_people(drawn // CLAIMS_EACH, CLAIMS_EACH)
    rows = [claim for claims in people for claim in claims]
    copies = count // drawn
    inputs = {
        name: column([row[place] for row in rows] * copies) for place, name in enumerate(ORDER)
    }
    return inputs, column([int(at % CLAIMS_EACH == 0) for at in range(count)])


def prepare_c(settle, inputs, start, rows):
    """What settles the rows by C, and its results."""
    results = {name: empty(rows) for name in LAYERS}
    deductibles = column([0, *(PARAMETERS[f"basic_deductible.{level}"] for level in (1, 2, 3))])
    rates = column([0, *(PARAMETERS[f"basic_rate.{level}"] for level in (1, 2, 3))])
    bands = PARAMETERS["critical_illness_bands"]
    edges, band_rates = column([edge for edge, _ in bands]), column([rate for _, rate in bands])
    order = ("held", "kind", "place", "hospital_level", "referred", "designated", "in_policy")
    by_field = {field: values for (_, field), values in inputs.items()}
    figures = [ctypes.c_int64(rows), start, *(by_field[field] for field in order), deductibles,
               rates, ctypes.c_int64(PARAMETERS["critical_illness_deductible"]), edges, band_rates,
               ctypes.c_int64(len(bands)), ctypes.c_int64(PARAMETERS["critical_illness_cap"]),
               *results.values()]  # fmt: skip
    return lambda: settle(*figures), results


def prepare_kernel(code, program, inputs, start, rows):
    """What settles the rows by the kernel, and its results."""
    columns = {}
    for wanted in program.columns:
        match wanted.what:
            case "input":
                columns[wanted] = inputs[wanted.name]
            case "start":
                columns[wanted] = start
            case "key":
                columns[wanted] = column(range(rows))
            case "kept":
                columns[wanted] = empty(rows * len(program.kept_sums[wanted.name[0]]))
            case _:
                columns[wanted] = empty(rows)
    places = [ctypes.addressof(made) for made in columns.values()]
    results = {name: columns[RowColumn("output", ("claim", name))] for name in LAYERS}
    return lambda: code.settle_rows(rows, places), results, columns


def time_programs():
    """How long the program of each policy takes to write and to compile, reports and all."""
    for ordinary in ORDINARY:
        year = prepare_year(ordinary.configured(), ordinary.year)
        assert year is not None
        asked = {("claim", name) for name in (*CLAIM, *ordinary.more, "date", "admitted")}
        present = frozenset((*asked, *year.executable.inputs))
        began = thread_time()
        made = write_policy_rows(year.compiled, year.slots, present, sums=True)
        written = thread_time()
        compile_rows(made.program.text)
        ended = thread_time()
        print(f"{ordinary.name}: program written in {written - began:.3f} s, compiled in "
              f"{ended - written:.3f} s")  # fmt: skip


def main():
    """Each size."""
    time_programs()
    compiled = Compiled(polc.load(MAIN_ROAD).plan)
    made = write_policy_rows(compiled, PARAMETERS, frozenset(ORDER))
    code = compile_rows(made.program.text)
    settle = compile_c()
    for count in [int(size) for size in sys.argv[1:]] or ROWS:
        inputs, start = make_rows(count)
        by_c, expected = prepare_c(settle, inputs, start, count)
        by_kernel, found, columns = prepare_kernel(code, made.program, inputs, start, count)
        by_c()
        by_kernel()
        assert not any(columns[RowColumn("error", ("claim", ""))])
        for name in LAYERS:
            assert bytes(expected[name]) == bytes(found[name]), name
        ratios, times = [], []
        for _ in range(9):
            began = thread_time()
            by_c()
            between = thread_time()
            by_kernel()
            ended = thread_time()
            ratios.append((between - began) / (ended - between))
            times.append(ended - between)
        rate = count / statistics.median(times) / 1e6
        print(f"{count} rows: {rate:.1f} million claims a second, "
              f"{statistics.median(ratios):.2f} of C by hand")  # fmt: skip


if __name__ == "__main__":
    sys.setswitchinterval(0.5)
    random.seed(1)
    main()

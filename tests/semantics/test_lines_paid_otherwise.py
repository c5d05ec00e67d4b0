"""Lines that look idle and are not: nothing is told, and without the line an example fails."""

from typing import Final

import pytest

import polc
from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from polc.inspect.examples import run_example

_HEAD: Final = """policy town "某县" edition 1
in force from 2022-01-01
use identities
rank tekun > dibao"""

_MARK: Final = "# counts"

LINES: Final = {
    "counts when, of the most that counts": (
        "counts when referred # counts\nrate 50%\ncounted at most 1000 yuan per year",
        ("inpatient 1000", "inpatient 1000"),
        "b.basic 500 yuan",  # the first counts for none: 1000 × 50%
    ),
    "counts when, of bands along the year": (
        "counts when referred # counts\ndeductible per claim 100 yuan\n"
        "bands per year { to 1000 yuan: 50%; above: 90% }",
        ("inpatient 1100", "inpatient 1100"),
        "b.basic 500 yuan",  # (1100 − 100) × 50%
    ),
    "counts when, of a deductible of each month": (
        "counts when referred # counts\ndeductible per month 100 yuan\nrate 50%",
        ("inpatient 300", "inpatient 300"),
        "b.basic 100 yuan",  # (300 − 100) × 50%
    ),
    "counts when, of a deductible of each quarter": (
        "counts when referred # counts\ndeductible per quarter 100 yuan\nrate 50%",
        ("inpatient 300", "inpatient 300"),
        "b.basic 100 yuan",  # (300 − 100) × 50%
    ),
    "counts when, of a deductible of each hospital": (
        "counts when referred # counts\ndeductible per hospital per year 100 yuan\nrate 50%",
        ('inpatient 300 hospital "h"', 'inpatient 300 hospital "h"'),
        "b.basic 100 yuan",  # (300 − 100) × 50%
    ),
    "counts when, of the bands of one of two kinds of care": (
        "counts when referred # counts\nfirst of {\n"
        'clinic "门诊" when kind is outpatient { bands { to 1000 yuan: 50%; above: 90% } }\n'
        "otherwise { rate 50%\ndeductible per claim 300 yuan }\n}",
        ("outpatient 1000", "outpatient 1000"),
        "b.basic 500 yuan",  # 1000 × 50%
    ),
    "a cap over claims of which some count for no other": (
        "counts when referred\nrate 50%\ncounted at most 1000 yuan per year\n"
        "cap 500 yuan per year # counts",
        ("inpatient 1000", "inpatient 1000"),
        "b.basic 0 yuan",  # 500 − 1000 × 50%
    ),
    "a cap over the rows of a deductible, each of which counts so much": (
        "deductible per year { inpatient: 1500 yuan; otherwise: 500 yuan } by kind\nrate 50%\n"
        "counted at most 1000 yuan per year\ncap 500 yuan per year # counts",
        ("inpatient 2500", "outpatient 1500"),
        "b.basic 0 yuan",  # 500 − (2500 − 1500) × 50%
    ),
    "a cap over what someone was paid of two classes": (
        "for tekun, dibao\nrate { tekun: 90%; dibao: 50% }\n"
        "counted at most { tekun: 1000 yuan; dibao: 2000 yuan } per year\n"
        "cap 1000 yuan per year # counts",
        ("inpatient 1000", "inpatient 1000"),
        "b.basic 100 yuan",  # 1000 − 1000 × 90%
    ),
    "a cap of each claim below the rate of what a claim counts": (
        "base lower of (remaining, 1000 yuan)\nrate 50%\ncap 499 yuan per claim # counts",
        ("inpatient 1000", "inpatient 1000"),
        "b.basic 499 yuan",
    ),
    "a cap of the year over claims of a bounded base": (
        "base lower of (remaining, 1000 yuan)\nrate 50%\ncap 500 yuan per year # counts",
        ("inpatient 1000", "inpatient 1000"),
        "b.basic 0 yuan",  # 500 − 1000 × 50%
    ),
    "a cap of the year beside a kind of care that counts apart": (
        'deductible per year 100 yuan\nfirst of {\nclinic "门诊" when kind is outpatient '
        "{ rate 50%\ndeductible per year 100 yuan }\notherwise { rate 50% }\n}\n"
        "cap 500 yuan per year # counts",
        ("inpatient 1100", "outpatient 1100"),
        "b.basic 0 yuan",  # 500 − (1100 − 100) × 50%
    ),
    "a deductible of each claim below what is left of its base": (
        "base lower of (remaining, 500 yuan)\ndeductible per claim 499 yuan # counts\nrate 50%",
        ("inpatient 1000", "inpatient 1000"),
        "b.basic 0.5 yuan",  # (500 − 499) × 50%
    ),
}
"""The lines of a benefit of which one is marked, two claims, an amount with its arithmetic."""


@pytest.mark.parametrize("name", LINES)
def test_counts(name: str) -> None:
    """The line is not told; without it the example has another amount."""
    written, claims, expected = LINES[name]
    text = _write(written, claims, expected)
    found = compile_text(SourceText("town.pol", text), read_used).diagnostics
    assert [diagnostic.code for diagnostic in found] == []
    assert not _differs(text)
    marked = [line for line in text.splitlines() if line.endswith(_MARK)]
    assert len(marked) == 1
    assert _differs(text.replace(marked[0], ""))


def _differs(text: str) -> bool:
    policy = polc.compile(text)
    (example,) = policy.program.examples
    return bool(run_example(policy, example).differences)


def _write(written: str, claims: tuple[str, str], expected: str) -> str:
    """A policy of these lines, or of these benefits, with an example of two claims."""
    benefits = written
    if "benefit " not in written:
        benefits = f'layers basic\nbenefit basic "基本医保" per claim {{\n{written}\n}}'
    person = "tekun until 2022-03-15, dibao from 2022-03-16" if "for tekun" in written else "dibao"
    lines = [_HEAD, benefits, 'example "一例" {', f"  person {person}"]
    for name, day, claim in zip("ab", ("2022-03-01", "2022-03-20"), claims, strict=True):
        kind, amount, *more = claim.split(" ", 2)
        fields = f"in_policy {amount} yuan; referred no; {' '.join(more)}"
        lines.append(f"  claim {name} {day} {kind} {{ {fields} }}")
    return "\n".join([*lines, f"  expect {expected}", "}", ""])

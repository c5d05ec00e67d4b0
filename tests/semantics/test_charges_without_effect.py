"""What counts, and what a pool is charged, where no settlement hangs on it."""

import pytest

from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.semantics.test_lines_without_effect import HEAD

TOLD = {
    "a charge of an amount of 0": """pool y "限" 9 yuan per year
    benefit basic per claim { rate 50%  counts toward y }
    benefit grant per person per year {
    pay 0 yuan
    charges y
    }""",
    "what counts beside bands and a deductible of each stay or claim": """reading r {
    a default
    b
    }
    benefit basic per claim {
    deductible { a: per stay; b: per claim } by r 100 yuan
    bands { to 500 yuan: 10%; above: 20% }
    counts when emergency
    }""",
    "less paid of a deductible that is asked, where nothing is paid": """benefit basic per claim {
    deductible per year 500 yuan
    not specified
    cumulated less paid
    }
    entitlement due per claim {
    when in_policy over 100 yuan
    due at admission basic.deductible
    }""",
    "a pool around one that what charges it names, beside one of another choice": """reading r {
    a default
    b
    }
    pool whole "总" 900 yuan per year
    pool part "分" 500 yuan per year inside whole where r is a
    pool inner "内" 300 yuan per year inside part where r is b
    benefit basic per claim { rate 50%  counts toward whole, part  }
    benefit grant per person per year { pay 5 yuan  counts toward inner }""",
}


@pytest.mark.parametrize("what", TOLD)
def test_told(what: str) -> None:
    """What has no effect is told where it stands, and nothing else is."""
    found = compile_text(SourceText("t.pol", HEAD + TOLD[what]), read_used).diagnostics
    assert [diagnostic.code for diagnostic in found] == ["line_without_effect"]


def test_a_pool_that_holds_what_is_not_specified() -> None:
    """What another charges to it limits nobody: the pool is told."""
    text = """pool y "限" 5 yuan per person per year
    benefit basic per claim { counts toward y  not specified }
    benefit grant per person per year { pay 5 yuan  charges y }"""
    found = compile_text(SourceText("t.pol", HEAD + text), read_used).diagnostics
    assert [diagnostic.code for diagnostic in found] == ["unused_pool"]

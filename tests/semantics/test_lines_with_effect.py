"""Lines that look as if they said nothing, and without which somebody would be paid otherwise."""

import pytest

from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText

HEAD = """policy town "某镇" edition 1
use identities
layers basic
"""
ACTS = {
    "a pool around one that is charged less": """pool whole "总" 9 yuan per year
        pool part "分" 5 yuan per year inside whole
        benefit basic per claim { rate 50%  limited by part  counts toward whole }
        benefit grant per person per year { pay 5 yuan  counts toward part }""",
    "a pool around one that only some claims count toward": """pool whole "总" 9 yuan per year
        pool part "分" 5 yuan per year inside whole
        benefit basic per claim { rate 50%  counts toward part only when referred
        counts toward whole only when emergency }""",
    "another rounding than that of the policy": """round to 1 yuan
        benefit basic per claim { rate 50%  round down to 1 yuan }
        benefit grant per person per year { pay 50% of 9 yuan }""",
    "a year of figures of a parameter": """param size "额" : money = 5 yuan
        benefit basic per claim { rate 50% }
        benefit grant per person per year { pay size  figures by year of enrolled }""",
    "a year of figures of a pool": """param size "额" : money = 5 yuan
        pool y "限" size per year
        benefit basic per claim { rate 50% }
        benefit grant per person per year { pay 4 yuan  counts toward y
        figures by year of enrolled }""",
    "what counts for the bands of the whole benefit": """benefit basic per claim {
        bands { to 500 yuan: 10%; above: 20% }
        counts when emergency }""",
    "what counts for the bands of a kind of care": """benefit basic per claim {
        first of { far when referred { bands { to 500 yuan: 10%; above: 20% } }
        otherwise { rate 50% } }
        counts when emergency }""",
}


@pytest.mark.parametrize("what", ACTS)
def test_what_acts_is_not_told(what: str) -> None:
    """A line without which somebody would be paid otherwise."""
    found = compile_text(SourceText("t.pol", HEAD + ACTS[what]), read_used).diagnostics
    assert [diagnostic.code for diagnostic in found] == []


@pytest.mark.parametrize("how", ["in proportion", "from in_city first", "each"])
def test_a_bound_of_the_year_beside_a_divided_deductible_is_refused(how: str) -> None:
    """The parts are worked out on the year so far: of 500 yuan under 1000 yuan nothing would be
    paid, where 100 yuan of the year are the most that is borne."""
    text = f"""{HEAD}benefit basic per claim {{
    deductible 1000 yuan per year, at most 100 yuan per year, {how}
    rate {{ in_city: 80%; otherwise: 50% }} by place
    }}"""
    found = compile_text(SourceText("t.pol", text), read_used)
    assert [diagnostic.code for diagnostic in found.diagnostics] == ["mode_without_year"]
    assert found.program is None

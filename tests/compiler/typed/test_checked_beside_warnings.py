"""A warning in a line of a benefit ends no check of the benefit."""

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText

TEXT = """policy town "某镇" edition 1
use identities
in force from 2022-01-01
layers basic
param by_level : money by hospital_level unspecified
pool fam "家" 13000 yuan per household per year
benefit basic "基本" per claim { rate 50%  counts toward fam }
benefit grant "补助" per person per year {
  as of first day of year
  pay by_level
  counts toward fam
}
"""


def test_what_is_wrong_is_told_beside_a_warning() -> None:
    """`by_level` is of a claim, which is a warning; that the pool is of a household is an error."""
    from polc.api.loader import read_used

    found = compile_text(SourceText("town.pol", TEXT), read_used).diagnostics
    codes = {(diagnostic.code, diagnostic.severity) for diagnostic in found}
    assert {("asks_a_claim", "warning"), ("period_misplaced", "error")} <= codes

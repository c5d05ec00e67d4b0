"""A town whose bureau wrote down what it paid, for the tests of audits."""

from pathlib import Path

POLICY = """policy town "试点" edition 1
use identities
reading year_line "起付线按年还是按次" {
  per_year "按年" default because "首行"
  per_stay "按次"
}
layers basic > help
benefit basic "基本" per claim {
  deductible per year 500 yuan where year_line is per_year
  deductible per claim 500 yuan where year_line is per_stay
  rate 60%
}
benefit help "救助" per claim {
  for dibao
  rate { inpatient: 70%; otherwise: 50% } by kind
  cap 1000 yuan per year
}
"""

HEADER = "id,person,kind,identity,date,hospital,in_policy,basic,help,refund"

MAPPING = """[claims]
id = "id"
person = "person"
date = "date"
hospital = "hospital"
in_policy = "in_policy"
kind = { column = "kind", codes = { 21 = "inpatient", 11 = "outpatient" } }
refund.of = "refund"
recorded = { basic = "basic", help = "help" }
[[person.identities]]
column = "identity"
codes = { 1 = "none", 7 = "dibao" }
"""


def write_town(folder: Path, *rows: str) -> None:
    """`town.pol`, `town.toml` and `claims.csv` with these rows, which may leave out what they take
    back."""
    (folder / "town.pol").write_text(POLICY, encoding="utf-8")
    (folder / "town.toml").write_text(MAPPING, encoding="utf-8")
    full = (row + "," * (HEADER.count(",") - row.count(",")) for row in rows)
    text = "\n".join((HEADER, *full)) + "\n"
    (folder / "claims.csv").write_text(text, encoding="utf-8")

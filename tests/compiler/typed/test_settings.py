"""What an example gives a parameter: tables with ranges and `otherwise`."""

import polc

POLICY = """policy town "城" edition 1
use identities
rank tekun > dibao
layers basic
param base_rate "比例" : rate by hospital_level unspecified
param share "份额" : rate by identity unspecified
param premium "缴费标准" : money per year unspecified
benefit basic "基本医保" per claim { rate base_rate }
benefit subsidy "资助" per person per year as of first day of year { pay share of premium }
example "两级" {
  with base_rate { 2022..2023: { 1..2: 70%; otherwise: 60% } }
  with share { tekun: 100%; otherwise: 50% }
  with premium { 2022..2023: 350 yuan; 2024: 380 yuan }
  person dibao { year 2023 }
  claim a 2023-03-01 inpatient { in_policy 1000 yuan; hospital_level 2 }
}
"""


def test_ranges_and_otherwise_stand_for_the_words_that_there_are() -> None:
    """Each year of a range, each level of a range, and for `otherwise` those that no key has."""
    (example,) = polc.compile(POLICY, name="town.pol").program.examples
    levels = {"1": "70%", "2": "70%", "3": "60%"}
    assert example.case["parameters"] == {
        "base_rate": {"2022": levels, "2023": levels},
        "share": {"tekun": "100%", "dibao": "50%"},
        "premium": {"2022": "350.00", "2023": "350.00", "2024": "380.00"},
    }

"""What an example gives for a parameter by a word, such as a rate by the kind of care."""

import pytest

import polc
from polc.inspect.examples import run_example

POLICY = """policy town "某镇" edition 1
layers basic
param share "比例" : rate by kind unspecified
benefit basic "基本" per claim {
  rate share
}
example "门诊" {
  with share GIVEN
  claim 2022-03-01 outpatient { in_policy 1000 yuan }
  expect basic 500 yuan  # 1000 × 50%
}
"""


@pytest.mark.parametrize(
    "given", ["{ inpatient: 60%; outpatient: 50% }", "{ 住院: 60%; 普通门诊: 50% }"]
)
def test_a_table_by_words(given: str) -> None:
    """The words are those of a case, in either language: 1000 × 50%."""
    policy = polc.compile(POLICY.replace("GIVEN", given), name="town.pol")
    (example,) = policy.program.examples
    assert run_example(policy, example).differences == ()

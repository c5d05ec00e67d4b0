"""What an explanation says of a field that a case leaves out."""

import pytest

import polc
from polc.runtime.explanation import show_value

POLICY = """policy town "镇" edition 1
layers basic
field person applied "申请日期" : date or none
benefit basic per claim {
  when applied reaches date
  rate 50%
}
"""


def test_what_is_compared_with_nothing_is_said() -> None:
    """Nothing is paid without a day of application, and the step says that there is none."""
    claim = {"id": "a", "date": "2022-03-01", "kind": "inpatient", "in_policy": "1000.00"}
    case = {"policy": "town", "year": 2022, "person": {"id": "p"}, "claims": [claim]}
    (entry,) = polc.compile(POLICY).settle(case).entries
    assert [(str(fact.label), show_value(fact.value)) for fact in entry.facts] == [
        ("applied", "none")
    ]


def test_a_table_by_yes_or_no_names_what_was_answered() -> None:
    """The row of whoever was not referred is told with that."""
    text = POLICY.replace("rate 50%", "rate { yes: 70%; no: 55% } by referred")
    claim = {"id": "a", "date": "2022-03-01", "kind": "inpatient", "in_policy": "1000.00"}
    person = {"id": "p", "applied": "2022-03-01"}
    case = {"policy": "town", "year": 2022, "person": person}
    settled = polc.compile(text).settle({**case, "claims": [{**claim, "referred": False}]})
    told = {str(fact.label): show_value(fact.value) for fact in settled.entries[-1].facts}
    assert (told["rate"], told["referred"]) == ("55%", "no")


def test_only_what_is_compared_may_be_left_out() -> None:
    """A yes or no that may be none is refused: no rule could tell none from no."""
    text = POLICY.replace("date or none", "yes or no or none").replace("reaches date", "")
    with pytest.raises(polc.PolicyError) as refused:
        polc.compile(text)
    assert {diagnostic.code for diagnostic in refused.value.diagnostics} == {"wrong_kind"}

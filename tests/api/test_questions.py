"""What each open question costs by itself: the `questions` of all outcomes."""

from decimal import Decimal
from typing import Any

import polc
from polc.api.questions import Question

TEXT = """
policy asked "问" edition 1
use identities
layers basic > second
field claim night "夜间" : yes or no
benefit basic "基本" per claim {
  deductible per year 1000 yuan where period is annual
  deductible per stay 1000 yuan where period is per_stay
  rate { low: 60%; high: 70% } by rates
  reading period "按年还是按次" = XX-A1 { annual (a) "按年" default; per_stay (b) "按次" }
  reading rates "比例" = XX-A2 { low (a) "低" default; high (b) "高" }
}
benefit second "二次" per claim {
  when night where hours is night_only
  when designated where hours is any
  rate 10%
  reading hours "时间" = XX-A3 { any (a) "不限" default; night_only (b) "夜间" }
}
alert high "高额" {
  for dibao
  when in_policy over 5000 yuan where edge is over
  when in_policy reaches 9000 yuan where edge is reach
}
reading edge "超过" = XX-A4 { over (a) "超过" default; reach (b) "达到" }
"""
POLICY = polc.compile(TEXT, "asked.pol")


def case(*amounts: str, **more: Any) -> dict[str, Any]:
    claims = [
        {
            "id": f"c{place}",
            "date": f"2022-0{place}-01",
            "kind": "inpatient",
            "total": amount,
            "in_policy": amount,
            **more,
        }
        for place, amount in enumerate(amounts, start=1)
    ]
    return {"year": 2022, "person": {"identities": ["dibao"]}, "claims": claims}


def question(name: str, given: dict[str, Any]) -> Question:
    found = POLICY.settle_all_readings(given)
    return next(question for question in found.questions if question.reading == name)


def test_an_answer_costs_the_difference() -> None:
    """Two stays of 2000: by the year (4000 − 1000) × 60% = 1800, by the stay 1200, so −600;
    the second benefit has 10% of what is left, +60; 540 stay with the person."""
    (answer,) = question("period", case("2000.00", "2000.00", night=False)).answers
    assert answer.differences == {
        "basic": Decimal("-600.00"),
        "second": Decimal("60.00"),
        "remaining": Decimal("540.00"),
    }
    assert answer.payments == Decimal("-540.00")


def test_each_answer_is_chosen_alone() -> None:
    """70% for 60% of 1000: +100; 10% of that less for the second."""
    (answer,) = question("rates", case("2000.00", night=False)).answers
    assert (answer.differences["basic"], answer.payments) == (Decimal("100.00"), Decimal("90.00"))


def test_of_no_consequence() -> None:
    """One stay a year: the line by the stay or by the year is the same."""
    assert not question("period", case("2000.00", night=False)).matters


def test_what_changes_beside_the_sums() -> None:
    """6000 is over 5000 and does not reach 9000: the alert goes, no amount changes."""
    (answer,) = question("edge", case("6000.00", night=False)).answers
    assert (answer.differences, answer.also) == ({}, ("alerts",))


def test_an_answer_that_refuses_the_case() -> None:
    """Whether it was at night is not given, and only the other answer asks for it."""
    (answer,) = question("hours", case("2000.00")).answers
    assert [problem.code for problem in answer.refused] == ["missing_field"]
    assert answer.matters


def test_a_question_names_its_choices() -> None:
    """The ambiguity, the choice in force with its letter, the others."""
    asked = question("period", case("2000.00", night=False))
    assert (asked.ambiguities, asked.chosen.letter, asked.title) == (
        ("XX-A1",),
        "a",
        "按年还是按次",
    )
    assert [(answer.letter, answer.title) for answer in asked.answers] == [("b", "按次")]


def test_a_case_that_chooses_is_not_asked() -> None:
    """What the case fixes is no question."""
    given = {**case("2000.00", night=False), "readings": {"XX-A1": "b"}}
    found = POLICY.settle_all_readings(given)
    assert "period" not in {question.reading for question in found.questions}


def test_outcomes_with_one_choice_come_before_those_with_two() -> None:
    """The defaults, each other answer alone, then two together."""
    found = POLICY.settle_all_readings(case("2000.00", "7000.00", night=False))
    defaults = {reading.id: reading.default for reading in POLICY.program.readings}
    many = [
        sum(defaults[reading] != choice for reading, choice in outcome.choices.items())
        for outcome in found.outcomes
    ]
    assert many == sorted(many)
    assert many[0] == 0


def test_what_is_due_at_admission_changes() -> None:
    """By the stay 300 are due, by the year 1000; at 1000 in policy under given payments no
    amount changes."""
    policy = polc.compile(
        """policy due "应缴" edition 1
use identities
layers basic
benefit basic "基本" per claim {
  deductible per claim { low: 300 yuan; high: 1000 yuan } by line
  rate 60%
  reading line "起付线" = XX-A1 { low (a) "低" default; high (b) "高" }
}
entitlement no_deposit "先诊疗后付费" per claim {
  for dibao
  due at admission basic.deductible
}
""",
        "due.pol",
    )
    found = policy.settle_all_readings(case("1000.00", paid={"basic": "0.00"}))
    ((answer,),) = (question.answers for question in found.questions)
    assert (answer.differences, answer.also) == ({}, ("due",))

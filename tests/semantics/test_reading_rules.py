"""Readings: what is consulted, and a case under all that matter."""

from typing import Any

import pytest

import polc
from polc.api import outcomes as outcomes_of_api
from polc.api.outcomes import MOST_RUNS

POLICY = polc.compile(
    """policy readings "理解" edition 1
use identities
layers basic > tilted
reading rates "比例" = SZ-A01, SZ-A02 { low (a) default; high (b) }
reading tilt "倾斜" { narrow (a) default; wide (b) }
reading part "倾斜比例" { third (a) default; half (b) }
benefit basic "基本" per claim {
  for dibao
  rate { low: 50%; high: 100% } by rates
}
benefit tilted "倾斜" per claim {
  for dibao, orphan
  when kind is inpatient                where tilt is narrow
  when in_policy reaches 0 yuan         where tilt is wide
  rate { third: 30%; half: 50% } by part
}
""",
    name="readings.pol",
)


def case(identity: str, kind: str, **more: Any) -> dict[str, Any]:
    claim = {"date": "2022-03-01", "kind": kind, "in_policy": "1000.00"}
    return {"person": {"identities": [identity]}, "claims": [claim], **more}


def outcomes(given: dict[str, Any], policy: polc.Policy = POLICY) -> list[tuple[Any, ...]]:
    """The choices that lead to each outcome, and what both layers pay."""
    return [
        (
            dict(outcome.choices),
            *(str(amount) for amount in outcome.settlement.claims[0].benefits.values()),
        )
        for outcome in policy.settle_all_readings(given).outcomes
        if outcome.settlement is not None
    ]


def test_consulted_are_those_of_the_rules_reached() -> None:
    """Rule 24: an orphan's claim asks the two readings of the tilt and not that of the basic
    rate, which is not for orphans."""
    settled = POLICY.settle(case("orphan", "inpatient"))
    assert settled.readings_consulted == {"tilt", "part"}


def test_a_line_that_a_reading_removed_is_consulted() -> None:
    """Rule 24: where the condition of the chosen line is false, the reading that chose it is
    consulted, that of the terms behind it is not."""
    settled = POLICY.settle(case("orphan", "outpatient"))
    assert settled.readings_consulted == {"tilt"}


def test_a_line_that_stands_and_is_not_reached_is_not_consulted() -> None:
    """Rule 24: of nothing nothing is paid, whatever the reading says of the least payment; where
    its line falls away, that is by the reading."""
    policy = polc.compile(
        """policy least "最低" edition 1
use identities
layers basic
reading floor "最低额" { stands default; falls }
benefit basic "基本" per claim { rate 50%  at least 10 yuan where floor is stands }
""",
        name="least.pol",
    )
    nothing = {"person": {}, "claims": [{"date": "2022-03-01", "in_policy": "0.00"}]}
    assert policy.settle(nothing).readings_consulted == set()
    assert policy.with_readings(floor="falls").settle(nothing).readings_consulted == {"floor"}


def test_the_day_in_force_that_a_reading_chose_stands_before_the_usual_one() -> None:
    """Rule 24: a claim of March is before June, from when the policy holds, and after January,
    which one reading takes."""
    policy = polc.compile(
        """policy begins "施行" edition 1
in force from 2022-06-01
in force from 2022-01-01 where start is early
use identities
layers basic
reading start "施行日" { usual default; early }
benefit basic "基本" per claim { rate 50% }
""",
        name="begins.pol",
    )
    march = {"person": {}, "claims": [{"date": "2022-03-01", "in_policy": "100.00"}]}
    with pytest.raises(polc.CaseError):
        policy.settle(march)
    settled = policy.with_readings(start="early").settle(march)
    assert str(settled.claims[0].benefits["basic"]) == "50.00"  # 100 × 50%


def test_a_reading_may_carry_several_ambiguities() -> None:
    """Rule 24: each of its ids chooses it: 1000 × 100%."""
    for name in ("rates", "SZ-A01", "SZ-A02"):
        settled = POLICY.with_readings({name: "b"}).settle(case("dibao", "outpatient"))
        assert str(settled.claims[0].benefits["basic"]) == "1000.00"


def test_the_tree_finds_interactions() -> None:
    """Rule 25: the rate of the tilt matters only where the tilt is wide; narrow is one outcome,
    wide two: 1000 × 30% and 1000 × 50%."""
    found = outcomes(case("orphan", "outpatient"))
    assert found[0] == ({"tilt": "narrow"}, "0.00", "0.00")
    assert sorted(found[1:], key=lambda outcome: outcome[2]) == [
        ({"tilt": "wide", "part": "third"}, "0.00", "300.00"),
        ({"tilt": "wide", "part": "half"}, "0.00", "500.00"),
    ]


def test_a_reading_that_leaves_nothing_ends_a_branch() -> None:
    """Rule 25: at 100% the first layer leaves the second no base, so its rate is not run:
    low with 500 × 30% = 150 and 500 × 50% = 250, and high alone."""
    found = outcomes(case("dibao", "inpatient", readings={"tilt": "narrow"}))
    assert sorted(found, key=lambda outcome: (outcome[1], outcome[2]))[0] == (
        {"rates": "high"},
        "1000.00",
        "0.00",
    )
    assert {outcome[1:] for outcome in found} == {
        ("500.00", "150.00"),
        ("500.00", "250.00"),
        ("1000.00", "0.00"),
    }


def test_no_run_more_than_needed() -> None:
    """Rule 25: the three outcomes of an orphan's claim are three settlements."""
    found = POLICY.settle_all_readings(case("orphan", "outpatient"))
    assert (found.runs, found.complete) == (3, True)


LACKING = """policy open "读" edition 1
use identities
layers one
param figure "比例" : rate unspecified
benefit one "一" per claim {{
  rate {{ x: 50%; y: {{ p: figure; q: 70% }} by second }} by first
  reading first "甲" {{ {first} }}
  reading second "乙" {{ p default; q }}
}}
"""
HUNDRED = {
    "year": 2022,
    "person": {"identities": ["dibao"]},
    "claims": [{"date": "2022-01-01", "in_policy": "100.00", "total": "100.00"}],
}


def lacking(first: str) -> dict[tuple[str, ...], str]:
    """What 100 yuan come to by the choices, or the place of what is missing."""
    found = polc.compile(LACKING.format(first=first)).settle_all_readings(HUNDRED)
    assert found.complete
    return {
        tuple(outcome.choices.values()): str(outcome.settlement.claims[0].benefits["one"])
        if outcome.settlement is not None
        else outcome.refused[0].path
        for outcome in found.outcomes
    }


def test_a_refused_outcome_leads_on() -> None:
    """Rule 25: a choice that lacks a figure is refused and leads on: x is 100 × 50% = 50, y with
    p is refused, y with q is 100 × 70% = 70."""
    assert lacking("x default; y") == {
        ("x",): "50.00",
        ("y", "p"): "parameters.figure",
        ("y", "q"): "70.00",
    }


def test_defaults_that_lack_a_figure_are_one_outcome() -> None:
    """Rule 25: where the defaults lack the figure the others are settled all the same: 50 and
    70."""
    assert lacking("x; y default") == {
        ("y", "p"): "parameters.figure",
        ("x",): "50.00",
        ("y", "q"): "70.00",
    }


def test_what_no_reading_settles_is_refused() -> None:
    """Rule 25: a case of a person who is nobody is refused under every reading, and for that."""
    policy = polc.compile(LACKING.format(first="x default; y"))
    with pytest.raises(polc.CaseError) as refused:
        policy.settle_all_readings({**HUNDRED, "person": {"identities": ["nobody"]}})
    assert [error.code for error in refused.value.errors] == ["unknown_identity"]


def test_it_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule 25: at most 256 settlements are made. Were it 16, of five readings of two choices,
    which would be 32, so many are made, and the outcome says that it is not whole."""
    assert MOST_RUNS == 256
    monkeypatch.setattr(outcomes_of_api, "MOST_RUNS", 16)
    names = [f"r{number}" for number in range(5)]
    rows = "\n".join(f"  when in_policy reaches 0 yuan where {name} is a" for name in names)
    text = (
        'policy many "多" edition 1\nuse identities\nlayers basic\n'
        + "\n".join(f"reading {name} {{ a default; b }}" for name in names)
        + f'\nbenefit basic "基本" per claim {{\n{rows}\n  rate 50%\n}}\n'
    )
    found = polc.compile(text, name="many.pol").settle_all_readings(case("dibao", "inpatient"))
    assert (found.runs, found.complete) == (16, False)


def test_implying_goes_on() -> None:
    """Rule 24: a choice implies another reading's, that one a third's: 1000 × 20%."""
    policy = polc.compile(
        """policy implied "连带" edition 1
use identities
layers basic
benefit basic "基本" per claim { rate { low: 10%; high: 20% } by third }
reading first  "一" { a default; b implies second q }
reading second "二" { p default; q implies third high }
reading third  "三" { low default; high }
""",
        name="implied.pol",
    )
    settled = policy.with_readings(first="b").settle(case("dibao", "inpatient"))
    assert str(settled.claims[0].benefits["basic"]) == "200.00"

"""Every step and every clause on the way to an amount stands in its explanation."""

from collections.abc import Mapping
from typing import Any

import polc

HEAD = 'policy t "x" edition 1\nuse identities\nlayers basic\n'
CLAIM = {"id": "a", "date": "2022-03-01", "kind": "inpatient", "place": "in_city"}

Step = tuple[str, str | None, str, Mapping[str, str]]


def told(
    policy: str, *claims: Mapping[str, Any], identities: tuple[str, ...] = ("dibao",)
) -> list[Step]:
    """Rule, clause, status and inputs of each entry of the last claim."""
    given = [
        {**CLAIM, "id": f"c{at}", "date": f"2022-0{at}-01", **claim}
        for at, claim in enumerate(claims, start=1)
    ]
    case = {"person": {"identities": list(identities)}, "claims": given}
    found = polc.compile(HEAD + policy).settle(case).explanation
    return [
        (step["rule"], step["clause"], step["status"], step["inputs"])
        for step in found
        if step["claim"] == f"c{len(claims)}"
    ]


def test_a_deductible_that_is_borne() -> None:
    """The first claim bore 600 of the 1000: of the second's 900 the 400 that are left, and
    (900 − 400) × 60% = 300 are paid."""
    policy = """benefit basic per claim {
  deductible per year 1000 yuan borne  TN-1
  rate 60%  TN-2
}"""
    assert told(policy, {"in_policy": "600.00"}, {"in_policy": "900.00"}) == [
        (
            "basic.deductible",
            "TN-1",
            "applied",
            {"deductible": "1000.00", "borne_before": "600.00"},
        ),
        (
            "basic.rate",
            "TN-2",
            "paid",
            {"base": "900.00", "counted": "500.00", "rate": "60%"},
        ),
    ]


def test_what_is_asked_twice_hides_nothing() -> None:
    """The base is the lower of 600 and 600 − 100: the first part is told, though `in_policy`, which
    is asked before it, is met a second time."""
    policy = """field claim first_part "先行自付" : money
benefit basic per claim {
  base lower of (in_policy, in_policy - first_part)  TN-1
  rate 60%  TN-2
}"""
    (base, _) = told(policy, {"in_policy": "600.00", "first_part": "100.00"})
    assert base[3]["in_policy"] == "600.00"
    assert base[3]["first_part"] == "100.00"


def test_a_rate_of_all_so_far() -> None:
    """(600 + 900 − 1000) × 60% = 300, less the nothing that was due before; where the claim begins
    is told once, beside the deductible."""
    policy = """benefit basic per claim {
  deductible per year 1000 yuan  TN-1
  rate 60%  TN-2
  cumulated less paid
}"""
    deductible, rate = told(policy, {"in_policy": "600.00"}, {"in_policy": "900.00"})
    assert deductible[3]["counted_before"] == "600.00"
    assert "counted_before" not in rate[3]


def test_a_deductible_that_was_taken_once() -> None:
    """The first claim bore it, so that nothing is left to bear: 900 × 60% = 540."""
    policy = """benefit basic per claim {
  deductible per referral chain 1000 yuan collected once  TN-1
  rate 60%  TN-2
}"""
    found = told(
        policy,
        {"in_policy": "600.00"},
        {"in_policy": "900.00", "continues": "c1"},
    )
    inputs = {"deductible": "1000.00", "borne_before": "600.00", "still_borne": "0.00"}
    assert found[0] == ("basic.deductible", "TN-1", "applied", inputs)
    assert found[1][3] == {"base": "900.00", "counted": "900.00", "rate": "60%"}


def test_a_threshold_that_counts_the_whole() -> None:
    """2500 reach the threshold of 2000: all of it counts, 2500 × 50% = 1250."""
    policy = """benefit basic per claim {
  deductible per claim 2000 yuan counting the whole once reached  TN-1
  rate 50%  TN-2
}"""
    assert told(policy, {"in_policy": "2500.00"}) == [
        (
            "basic.deductible",
            "TN-1",
            "applied",
            {
                "deductible": "2000.00",
                "counted_before": "0.00",
                "counts": "the whole once reached",
            },
        ),
        (
            "basic.rate",
            "TN-2",
            "paid",
            {"base": "2500.00", "counted": "2500.00", "rate": "50%"},
        ),
    ]


def test_a_kind_of_care_and_its_adjustment() -> None:
    """1000 × (70% + 10%) = 800: the points and the rate have their clauses; the kind, whose line
    has none, has that of its rate."""
    policy = """benefit basic per claim {
  for dibao  TN-1
  first of {
    stay when kind is inpatient { rate 70%  TN-2 }
    otherwise: not specified  TN-3
  }
}
adjust basic for dibao { rate raised by 10 points, at most 90%  TN-4 }"""
    assert told(policy, {"in_policy": "1000.00"}) == [
        ("basic.for", "TN-1", "applied", {"class": "dibao"}),
        ("basic.stay", "TN-2", "applied", {"kind": "inpatient"}),
        (
            "basic.adjust.rate",
            "TN-4",
            "adjusted",
            {"rate_raised_by": "10%", "rate_at_most": "90%", "identities": "dibao"},
        ),
        (
            "basic.stay.rate",
            "TN-2",
            "paid",
            {"base": "1000.00", "counted": "1000.00", "rate": "80%", "as_written": "70%"},
        ),
    ]


def test_bands_whose_rates_hang_on_the_person() -> None:
    """6000 × 70% + 1000 × 75% = 4950: each band at the rate of the class."""
    policy = """rank tekun > dibao
benefit basic per claim {
  for tekun, dibao  TN-2
  bands { to 6000 yuan: { tekun: 100%; dibao: 70% }; above: { tekun: 100%; dibao: 75% } }  TN-1
}"""
    *_, paid = told(policy, {"in_policy": "7000.00"})
    assert paid == (
        "basic.bands",
        "TN-1",
        "paid",
        {
            "base": "7000.00",
            "counted_before": "0.00",
            "counted": "7000.00",
            "bands": "6000.00 × 70%, 1000.00 × 75%",
            "as_written": "to 6000.00: 70%, above: 75%",
            "class": "dibao",
        },
    )


def test_bands_of_one_period_alone() -> None:
    """10000 × 50% + 20000 × 60%: the bands are those of its period, however many another has."""
    policy = """benefit basic per claim {
  bands { to 10000 yuan: 50%; above: 60% } until 2022-06-30
  bands { to 10000 yuan: 50%; to 20000 yuan: 60%; to 25000 yuan: 65%; above: 70% } from 2022-07-01
}"""
    (*_, (_, _, _, inputs)) = told(policy, {"in_policy": "30000.00"})
    assert inputs["bands"] == "10000.00 × 50%, 20000.00 × 60%"
    assert inputs["as_written"] == "to 10000.00: 50%, above: 60%"


def test_a_deductible_that_is_divided() -> None:
    """In proportion: of 4000 in the city and 4000 elsewhere each bears 500; so 3500 × 65% +
    3500 × 45% = 3850 are due on both, of which (4000 − 1000) × 65% = 1950 were due before."""
    policy = """benefit basic per claim {
  deductible per year 1000 yuan, in proportion  TN-1
  rate { in_city: 60%  TN-2; elsewhere: 40%  TN-3 } by place
}
adjust basic for dibao { rate raised by 5 points  TN-4 }"""
    found = told(policy, {"in_policy": "4000.00"}, {"in_policy": "4000.00", "place": "elsewhere"})
    raised = {"rate_raised_by": "5%", "identities": "dibao"}
    half = {"part_of_base": "4000.00", "part_of_deductible": "500.00", "counted": "3500.00"}
    adjusted = ("basic.adjust.rate", "TN-4", "adjusted", raised)
    assert found[:4] == [
        (
            "basic.deductible",
            "TN-1",
            "applied",
            {"deductible": "1000.00", "counted_before": "4000.00", "counts": "divided"},
        ),
        adjusted,
        ("basic.rate", "TN-2", "applied", {"place": "in_city", **half, "rate": "65%"}),
        ("basic.rate", "TN-3", "applied", {"place": "elsewhere", **half, "rate": "45%"}),
    ]
    rule, clause, status, inputs = found[4]
    assert (rule, clause, status) == ("basic.deductible", "TN-1", "applied")
    assert inputs == {"due": "3850.00", "due_before": "1950.00"}
    assert found[5][3]["bands"] == "3500.00 × 65%, 3500.00 × 45%"


def test_a_deductible_that_is_halved_twice() -> None:
    """100.01 → 50.01 (50.005 rounded) → 25.01 (25.005 rounded): 1000 − 25.01 = 974.99."""
    policy = """round to 1 fen at every step
benefit basic per claim {
  deductible per claim 100.01 yuan  TN-1
  rate 100%  TN-2
}
adjust basic for dibao stacking { deductible lowered by 50%  TN-3 }
adjust basic for marginal stacking { deductible lowered by 50%  TN-4 }"""
    found = told(policy, {"in_policy": "1000.00"}, identities=("dibao", "marginal"))
    held = {"lowered_by": "50%", "identities": "dibao, marginal"}
    assert [step[3] for step in found[1:3]] == [
        {"deductible": "100.01", "lowered_to": "50.01", **held},
        {"deductible": "50.01", "lowered_to": "25.01", **held},
    ]
    assert [step[1] for step in found] == ["TN-1", "TN-3", "TN-4", "TN-2"]


def test_what_lifts_and_rounds() -> None:
    """333.50 × 50% = 166.75, rounded down to 166, lifted to 200."""
    policy = """benefit basic per claim {
  rate 50%  TN-1
  round down to 1 yuan  TN-2
  at least 200 yuan only when referred  TN-3
}"""
    found = told(policy, {"in_policy": "333.50", "referred": True})
    assert found == [
        (
            "basic.round",
            "TN-2",
            "applied",
            {
                "exact": "166.75",
                "rounded": "166.00",
                "rounded_to": "1.00",
                "rounded_how": "down",
            },
        ),
        (
            "basic.at_least",
            "TN-3",
            "raised",
            {"from": "166.00", "to": "200.00", "referred": "yes"},
        ),
        ("basic.rate", "TN-1", "paid", {"base": "333.50", "counted": "333.50", "rate": "50%"}),
    ]
    told_without = told(policy, {"in_policy": "333.50", "referred": False})
    assert [step[0] for step in told_without] == ["basic.round", "basic.rate"]


def test_a_base_of_its_own() -> None:
    """The line that says from what is paid has its clause: (1000 − 100) × 50% = 450."""
    policy = """benefit basic per claim {
  base in_policy - 100 yuan  TN-1
  rate 50%  TN-2
}"""
    found = told(policy, {"in_policy": "1000.00"})
    assert found[0] == (
        "basic.base",
        "TN-1",
        "applied",
        {"base": "900.00", "arithmetic": "1000.00 − 100.00", "in_policy": "1000.00"},
    )
    assert found[1][3] == {"base": "900.00", "counted": "900.00", "rate": "50%"}


def test_an_adjustment_whose_block_is_cited_too() -> None:
    """Who is adjusted has its clause, and what is adjusted its own: 1000 × (50% + 10%) = 600."""
    policy = """benefit basic per claim { rate 50%  TN-1 }
adjust basic {
  for dibao  TN-2
  rate raised by 10 points  TN-3
}"""
    found = told(policy, {"in_policy": "1000.00"})
    assert [step[:3] for step in found] == [
        ("basic.adjust", "TN-2", "applied"),
        ("basic.adjust.rate", "TN-3", "adjusted"),
        ("basic.rate", "TN-1", "paid"),
    ]

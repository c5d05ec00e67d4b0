"""A table by identity that leaves out the class of a case, where the compiler does not look."""

from typing import Any

import pytest

import polc

HEAD = """policy town "某镇" edition 1
use identities
rank tekun > dibao
layers basic
"""
CLAIM = {"date": "2022-02-01", "in_policy": "1000.00", "total": "1000.00"}


def settle(declared: str, lines: str = "", identity: str = "dibao") -> Any:
    benefit = f'benefit basic "基本" per claim {{ for tekun, dibao  rate 50%  {lines} }}\n'
    policy = polc.compile(HEAD + declared + "\n" + benefit, name="town.pol")
    case = {"person": {"identities": [identity]}, "claims": [CLAIM]}
    return policy.settle(case)


@pytest.mark.parametrize(
    ("declared", "lines"),
    [
        ('pool year "限额" { tekun: 100 yuan } per person per year', "counts toward year"),
        ("", "when in_policy over { tekun: 100 yuan }"),
        ("", "at most 10 yuan only when in_policy over { tekun: 100 yuan }"),
        ("", "deductible per claim 50 yuan, at least { tekun: 100 yuan }"),
        (
            "adjust basic for tekun, dibao { deductible lowered to { tekun: 10 yuan } }",
            "deductible per claim 50 yuan",
        ),
    ],
    ids=["pool", "condition", "only when", "bound", "adjustment"],
)
def test_on_the_way_to_a_payment(declared: str, lines: str) -> None:
    """Rule 5: a pool, a condition, a bound or an adjustment whose table has no line for the
    class refuses the case, and nobody is paid by a figure that is not there."""
    with pytest.raises(polc.CaseError) as refusal:
        settle(declared, lines)
    assert [error.code for error in refusal.value.errors] == ["not_covered"]
    assert settle(declared, lines, "orphan").claims[0].benefits["basic"] == 0


@pytest.mark.parametrize(
    ("declared", "outputs"),
    [
        (
            'benefit grant "定额" per person per year as of first day of year {\n'
            "  pay the highest of { one for tekun, dibao: { tekun: 100 yuan } }\n}",
            ["person_year.grant"],
        ),
        ('alert poor "返贫" { for dibao  when in_policy over { tekun: 1 yuan } }', ["alerts.poor"]),
        (
            'limit part "占比" { for dibao  share of total - in_policy in total\n'
            "  at most { tekun: 1% }  borne by institution }",
            ["claims[0].patient_pays", "limits.part.claims[0]"],
        ),
        (
            'entitlement right "权利" per claim { for dibao  due at admission { tekun: 1 yuan } }',
            ["claims[0].due_at_admission"],
        ),
    ],
    ids=["year", "alert", "limit", "due"],
)
def test_beside_the_payments(declared: str, outputs: list[str]) -> None:
    """Rule 5: beside the payments such a table makes its output undetermined, and what the
    person pays where an institution would bear it; the claim is paid, 1000 × 50% = 500."""
    settled = settle(declared)
    assert str(settled.claims[0].benefits["basic"]) == "500.00"
    assert [gap["output"] for gap in settled.undetermined] == outputs


@pytest.mark.parametrize("how", ["in proportion", "from in_city first", "each"])
def test_of_a_divided_deductible(how: str) -> None:
    """Rule 9: a claim that is of no row of the rate table is refused, and not paid nothing."""
    policy = polc.compile(
        HEAD + f'benefit basic "基本" per claim {{ deductible per year 100 yuan, {how}\n'
        "  rate { in_city: 80%; in_province: 70% } by place }\n",
        name="town.pol",
    )
    claim = {**CLAIM, "place": "elsewhere"}
    with pytest.raises(polc.CaseError) as refusal:
        policy.settle({"person": {"identities": ["dibao"]}, "claims": [claim]})
    assert [error.code for error in refusal.value.errors] == ["not_covered"]

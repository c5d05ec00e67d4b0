"""Bills of one visit that contradict each other are told, and settled."""

from typing import Any

import pytest

import polc

POLICY = polc.compile(
    """policy town "某镇" edition 1
layers basic
benefit basic "基本" per claim { deductible per stay 100 yuan
rate 60% }
"""
)


def notes(*more: dict[str, Any]) -> list[str]:
    """What is told of bills `a`, `b`, … of the visit `v`, each of 1000 yuan."""
    claims = [
        {
            "id": name,
            "visit": "v",
            "date": f"2022-03-0{day}",
            "in_policy": f"{day}000.00",
            "total": f"{day}000.00",
            "designated": True,
            "valid_papers": True,
            **own,
        }
        for day, (name, own) in enumerate(zip("abc", more, strict=False), 1)
    ]
    settled = POLICY.settle({"person": {}, "claims": claims})
    ledger = POLICY.open_year({}, year=2022)
    for claim in claims:
        _, ledger = ledger.add(claim)
    assert ledger.close().notes == settled.notes
    return [note for note in map(str, settled.notes) if "of the visit" in note]


def told(claim: str, bill: str, names: str) -> str:
    return (
        f"`{claim}` and `{bill}` are bills of the visit `v` and differ in {names}: what is settled "
        "for the stay goes by the later of them"
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"kind": "inpatient"}, {"kind": "outpatient"}),
        ({"place": "in_county"}, {"place": "in_city"}),
        ({"hospital_level": 1}, {"hospital_level": 3}),
        ({"hospital": "H1"}, {"hospital": "H2"}),
        ({"admitted": "2022-02-20"}, {"admitted": "2022-02-21"}),
    ],
)
def test_what_a_stay_has_once(first: dict[str, Any], second: dict[str, Any]) -> None:
    """The kind of care, where it was, when it began."""
    (name,) = first
    assert notes(first, second) == [told("b", "a", f"`{name}`")]


def test_what_is_not_said_contradicts_nothing() -> None:
    """And is held against the last bill that says it."""
    level = {"hospital_level": 1}
    assert notes(level, {}, level) == []
    assert notes(level, {}, {"hospital_level": 2}) == [told("c", "a", "`hospital_level`")]


def test_what_bills_of_one_stay_may_differ_in() -> None:
    """Amounts, days of settlement and diseases."""
    assert notes({"disease": "x"}, {"disease": "y", "special_disease": True}) == []


def test_a_bill_without_a_total_is_told() -> None:
    """Of three bills only the second gives one; a visit of which none does is told nothing."""
    bill = {"date": "2022-03-01", "in_policy": "10.00", "designated": True, "valid_papers": True}
    claims = [
        {**bill, "id": "a", "visit": "v"},
        {**bill, "id": "b", "visit": "v", "total": "12.00"},
        {**bill, "id": "c", "visit": "v"},
        {**bill, "id": "d", "visit": "w"},
    ]
    told = POLICY.settle({"person": {}, "claims": claims}).notes
    assert [str(note)[:40] for note in told if "of the stay" in str(note)] == [
        "`a` gives no `total`, and `b` of the sam",
        "`c` gives no `total`, and `b` of the sam",
    ]


def test_a_bill_without_an_amount_of_the_stay_is_told() -> None:
    """By the name of the field and of the bill, for each amount that a rule asks of the stay;
    `beside` is asked of each bill alone."""
    policy = polc.compile(
        """policy town "某镇" edition 1
layers basic
field claim first_part "先行自付" : money
field claim beside "旁列" : money
benefit basic "基本" per claim {
  when kind is inpatient
  base in_policy of the stay - { outpatient: 0 yuan; otherwise: first_part of the stay } by kind
  rate 60%
}
tally seen = sum of beside
alert much "多" { when seen over 1 yuan }
"""
    )
    bill = {"in_policy": "1000.00", "total": "1000.00", "visit": "v"}
    first = {**bill, "id": "a", "date": "2022-03-01", "kind": "outpatient", "beside": "1.00"}
    second = {**bill, "id": "b", "date": "2022-03-02", "kind": "inpatient", "first_part": "100.00"}
    notes = policy.settle({"person": {}, "claims": [first, second]}).notes
    assert [str(note) for note in notes if "of the stay" in str(note)] == [
        "`a` gives no `first_part`, and `b` of the same visit `v` does: it adds nothing to that of "
        "the stay"
    ]

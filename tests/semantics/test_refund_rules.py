"""Refunds: what is left of a claim, and one stay under two ids."""

from typing import Any

import pytest

import polc

PERSON = {"id": "p1", "identities": ["dibao"]}
REFUND = polc.compile(
    """policy partial_refund "退费" edition 1
in force from 2022-01-01
use identities
layers basic > assistance
pool yearly "年度限额" 10000 yuan per person per year
benefit basic "基本医保" per claim {
  base in_policy
  deductible per year 1000 yuan
  rate 60%
}
benefit assistance "医疗救助" per claim {
  for dibao
  rate 70%
  counts toward yearly
}
"""
)
BILL = {"date": "2022-03-01", "kind": "inpatient", "total": "5000.00", "in_policy": "5000.00"}


def bill(number: str, amount: str = "5000.00", **more: Any) -> dict[str, Any]:
    """A bill that lies in policy whole."""
    return {**BILL, "id": number, "total": amount, "in_policy": amount, **more}


def refund(number: str, amount: str, of: str = "a", **more: Any) -> dict[str, Any]:
    return bill(number, amount, **{"date": "2022-03-05", "reverses": of, **more})


def refunded(*claims: dict[str, Any]) -> Any:
    return REFUND.settle({"year": 2022, "person": PERSON, "claims": list(claims)})


def refusals(*claims: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(polc.CaseError) as refused:
        refunded(*claims)
    return [(error.code, error.path) for error in refused.value.errors]


@pytest.mark.parametrize("amounts", [("2000.00",), ("-2000.00",), ("500.00", "-1500.00")])
def test_a_refund_of_a_part(amounts: tuple[str, ...]) -> None:
    """Rule 20: 2000 of 5000 taken back, at once or in two parts, with a minus or without, leave
    3000: (3000 − 1000) × 60% = 1200, then (3000 − 1200) × 70% = 1260; the person pays 540."""
    parts = [refund(f"r{place}", amount) for place, amount in enumerate(amounts)]
    settled = refunded(bill("a"), *parts)
    (claim,) = settled.claims
    assert {name: str(by) for name, by in claim.benefits.items()} == {
        "basic": "1200.00",
        "assistance": "1260.00",
    }
    assert str(claim.patient_pays) == "540.00"  # 3000 − 1200 − 1260
    assert "3000.00 yuan are settled" in settled.notes[-1]


def test_a_refund_of_an_amount_of_the_policy_s_own() -> None:
    """Rule 20: 200 of the 500 that the implant cost, with a minus like the rest: 300 are left."""
    implants = polc.compile(
        """policy implants "器械" edition 1
use identities
layers basic
field claim device "器械费" : money
benefit basic "基本医保" per claim { base device  rate 50% }
"""
    )
    claims = [bill("a", device="500.00"), refund("r", "-2000.00", device="-200.00")]
    settled = implants.settle({"year": 2022, "person": PERSON, "claims": claims})
    assert str(settled.claims[0].benefits["basic"]) == "150.00"  # (500 − 200) × 50%


def test_refunds_of_all_parts_leave_nothing() -> None:
    """Rule 20: 2000 and 3000 of 5000 are the whole, and nothing is left of the claim."""
    assert refunded(bill("a"), refund("r", "2000.00"), refund("s", "3000.00")).claims == ()


def test_a_refund_says_of_each_amount_how_much() -> None:
    """Rule 20: of a claim with a total and a given payment, a part is taken back of both, or the
    missing ones are named: 1800 − 600 given of 3000 leave 1200, then 1800 × 70% = 1260."""
    given = bill("a", paid={"basic": "1800.00"})
    bare = {"id": "r", "date": "2022-03-05", "in_policy": "2000.00", "reverses": "a"}
    assert refusals(given, bare) == [
        ("missing_field", "claims[1].total"),
        ("missing_field", "claims[1].paid.basic"),
    ]
    (claim,) = refunded(given, refund("r", "2000.00", paid={"basic": "600.00"})).claims
    assert [str(amount) for amount in claim.benefits.values()] == ["1200.00", "1260.00"]


REFUSED_REFUNDS: list[tuple[str, list[dict[str, Any]], list[tuple[str, str]]]] = [
    (
        "more than there was",
        [bill("a"), refund("r", "5000.01")],
        [("bad_value", "claims[1].total"), ("bad_value", "claims[1].in_policy")],
    ),
    (
        "more than is left",
        [bill("a"), refund("r", "3000.00"), refund("s", "2000.01")],
        [("bad_value", "claims[2].total"), ("bad_value", "claims[2].in_policy")],
    ),
    (
        "after the whole",
        [bill("a"), refund("r", "5000.00"), refund("s", "1.00")],
        [("bad_value", "claims[2].reverses")],
    ),
    (
        "of a refund",
        [bill("a"), refund("r", "2000.00"), refund("s", "2000.00", "r")],
        [("bad_value", "claims[2].reverses")],
    ),
    (
        "of a payment that was not given",
        [bill("a"), refund("r", "2000.00", paid={"basic": "600.00"})],
        [("bad_value", "claims[1].paid.basic")],
    ),
    (
        "of another kind of care",
        [bill("a"), refund("r", "5000.00", kind="outpatient")],
        [("contradiction", "claims[1].kind")],
    ),
    (
        "of two signs",
        [bill("a"), refund("r", "-2000.00", total="2000.00")],
        [("bad_value", "claims[1]")],
    ),
    (
        "that leaves less than in policy",
        [bill("a", total="6000.00"), refund("r", "1000.00", total="2500.00")],
        [("bad_value", "claims[1].total")],
    ),
    (
        "below zero",
        [bill("a", "-1.00")],
        [("bad_value", "claims[0].total"), ("bad_value", "claims[0].in_policy")],
    ),
]


@pytest.mark.parametrize(
    ("claims", "problems"),
    [row[1:] for row in REFUSED_REFUNDS],
    ids=lambda example: str(example)[:20],
)
def test_a_refund_that_does_not_fit(
    claims: list[dict[str, Any]], problems: list[tuple[str, str]]
) -> None:
    """Rule 20: a refund above what is left, after the whole, of a refund, or of what the claim
    does not say is refused at its place."""
    assert refusals(*claims) == problems


def test_a_ledger_takes_back_a_part() -> None:
    """Rule 20: in a ledger 2000 of 5000 taken back change the claim to (3000 − 1000) × 60% = 1200
    and (3000 − 1200) × 70% = 1260; the year closed is the case settled at once, and settles
    again."""
    ledger = REFUND.open_year(PERSON, year=2022)
    _, ledger = ledger.add(bill("a"))
    changes, ledger = ledger.reverse("a", refund("r", "500.00"))
    changes, ledger = ledger.reverse("a", refund("s", "-1500.00"))
    assert {change.benefit: str(change.after) for change in changes} == {
        "basic": "1200.00",
        "assistance": "1260.00",
    }
    closed = ledger.close()
    whole = refunded(bill("a"), refund("r", "500.00"), refund("s", "-1500.00"))
    assert closed.to_dict() == whole.to_dict() == REFUND.settle(closed.case).to_dict()
    changes, ledger = ledger.reverse("a", refund("t", "3000.00"))
    assert ledger.close().claims == ()


def test_a_ledger_tells_of_a_whole_refund_of_another_year() -> None:
    """Rule 20: all 5000 are taken back in January: the ledger says so as the case does, and what
    it closes with settles again to the same; an id that is given anew is settled."""
    _, ledger = REFUND.open_year(PERSON, year=2022).add(bill("a"))
    _, ledger = ledger.reverse("a", refund("r", "5000.00", date="2023-01-05"))
    closed = ledger.close()
    whole = refunded(bill("a"), refund("r", "5000.00", date="2023-01-05"))
    assert "another year" in str(closed.notes[0])
    assert closed.to_dict() == whole.to_dict() == REFUND.settle(closed.case).to_dict()
    again, ledger = ledger.add(bill("a"))
    closed = ledger.close()
    assert (
        closed.claims[0].benefits == again.benefits == REFUND.settle(closed.case).claims[0].benefits
    )


def test_a_ledger_refuses_what_does_not_fit() -> None:
    """Rule 20: 5000.01 of 5000, and a refund with the id of the claim."""
    _, ledger = REFUND.open_year(PERSON, year=2022).add(bill("a"))
    for wrong in (refund("r", "5000.01"), refund("a", "1.00"), refund("r", "1.00", "b")):
        with pytest.raises(polc.CaseError):
            ledger.reverse("a", wrong)
    assert ledger.close().claims[0].id == "a"


def test_one_stay_under_two_ids_is_told() -> None:
    """Rule 20: the same days and costs twice in one hospital are settled and told; another day,
    other costs, another hospital, or one that was taken back are not."""
    same = refunded(bill("a"), bill("b"))
    assert [note for note in same.notes if "`b`" in note and "`a`" in note] == list(same.notes)
    assert len(same.notes) == 1
    _, ledger = REFUND.open_year(PERSON, year=2022).add(bill("a"))
    assert ledger.add(bill("b"))[1].close().notes == same.notes
    others = (bill("b", date="2022-03-02"), bill("b", "5000.01"), bill("b", hospital="h2"))
    for second in others:
        assert refunded(bill("a", hospital="h1"), second).notes == ()
    assert "paid twice" not in str(refunded(bill("a"), bill("b"), refund("r", "5000.00")).notes)


STAY = {"admitted": "2022-03-01", "date": "2022-03-09", "hospital": "h1", "place": "in_city"}

DOUBLES = {
    "less of it in policy": {"in_policy": "4000.00"},
    "the place written in another way": {"place": "in_county"},
    "another kind of care": {"kind": "outpatient_chronic"},
    "a day later": {"admitted": "2022-03-02"},
    "without the day of admission": {"admitted": None},
    "without the hospital": {"hospital": None},
    "within the days of the first": {"admitted": "2022-03-03", "date": "2022-03-04"},
    "without the total": {"total": None},
}

SINGLES = {
    "admitted again on the day of discharge": {"admitted": "2022-03-09", "date": "2022-03-12"},
    "admitted and discharged on that day": {"admitted": "2022-03-09", "date": "2022-03-09"},
    "moved to another hospital on that day": {
        "admitted": "2022-03-09",
        "date": "2022-03-12",
        "hospital": "h2",
    },
    "a prescription of another hospital": {
        "kind": "outpatient",
        "admitted": None,
        "hospital": "h2",
    },
    "a prescription at other costs": {"kind": "outpatient", "total": "5000.01"},
}


def second_bill(changes: dict[str, Any]) -> list[str]:
    """The notes of a bill and one that differs from it in so much."""
    changed = {**bill("b"), **STAY, **changes}
    given = {name: value for name, value in changed.items() if value is not None}
    return [str(note) for note in refunded({**bill("a"), **STAY}, given).notes]


@pytest.mark.parametrize("what", DOUBLES)
def test_what_a_bill_that_was_sent_twice_looks_like(what: str) -> None:
    """Rule 20: overlapping days in one hospital at one cost are one stay to whoever reads them,
    whatever else was written."""
    (note,) = second_bill(DOUBLES[what])
    assert "`b`" in note
    assert "paid twice" in note


@pytest.mark.parametrize("what", SINGLES)
def test_what_is_a_stay_of_its_own(what: str) -> None:
    """Rule 20: a readmission on the day of discharge, and another bill, are not told."""
    assert second_bill(SINGLES[what]) == []


def test_two_beds_at_once() -> None:
    """Rule 20: nobody lies in two hospitals on one day, whatever the bills come to."""
    (note,) = second_bill({"hospital": "h2", "total": "7000.00", "in_policy": "6000.00"})
    assert "two stays in hospital" in note


def test_the_later_bill_is_named_first() -> None:
    """Rule 20: the note is of the bill that stands later in the case, whichever began earlier."""
    (note,) = second_bill({"admitted": "2022-02-27"})
    assert note.startswith("`b`")


def test_a_refund_says_how_much() -> None:
    """Rule 20: a refund without its amount lacks a field of a refund."""
    given = refund("r", "2000.00")
    del given["in_policy"]
    with pytest.raises(polc.CaseError) as refused:
        refunded(bill("a"), given)
    (error,) = refused.value.errors
    assert (error.code, error.path) == ("missing_field", "claims[1].in_policy")
    assert "the refund" in str(error.message)


def test_a_refund_before_its_claim() -> None:
    """Rule 20: nothing is taken back before it was billed; on the same day it may be."""
    before = refund("r", "2000.00", date="2022-02-28")
    assert refusals(bill("a"), before) == [("bad_value", "claims[1].date")]
    _, ledger = REFUND.open_year(PERSON, year=2022).add(bill("a"))
    with pytest.raises(polc.CaseError):
        ledger.reverse("a", before)
    assert len(refunded(bill("a"), refund("r", "2000.00", date="2022-03-01")).claims) == 1


@pytest.mark.parametrize("amount", ["2000.00", "5000.00"])
def test_a_refund_of_another_year(amount: str) -> None:
    """Rule 20: it counts in the year of the claim, and that is told."""
    notes = refunded(bill("a"), refund("r", amount, date="2023-01-05")).notes
    assert "another year" in str(notes[0])
    assert "2022" in str(notes[0])


def test_the_year_of_what_was_taken_back() -> None:
    """A case of which nothing is left is of the year of its claims, as any other is."""
    result = REFUND.settle({"person": PERSON, "claims": [bill("a"), refund("r", "-5000.00")]})
    assert (result.year, result.claims) == (2022, ())

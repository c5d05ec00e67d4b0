"""Every mode of a deductible beside `pays when` and `counts when` (rules 9, 10 and 12).

Three claims: a of 1000 yuan that is not referred, b and c of 600 that are, each continuing the
one before; c is in another city of the province where places matter. The deductible is 1000, the
rate 50% (40% there). With `pays when referred` nothing is paid of a and it counts; with `counts
when referred` it is paid as it comes and does not count.
"""

from decimal import Decimal

import pytest

import polc

PLACES = "rate { in_city: 50%; in_province: 40% } by place"
GATES = {
    "none": "",
    "pays": "pays when referred",
    "counts": "counts when referred",
    "both": "pays when referred\n  counts when referred",
}
# What each claim is paid: without a gate, then with `pays when`, `counts when`, both.
MODES = {
    # a ends at 1000, so b is paid 600 × 50% and c too; where a does not count b ends at 600
    # and c at 1200: 200 × 50%.
    "deductible per year 1000 yuan rate 50%": ("0 300 300", "0 300 300", "0 0 100", "0 0 100"),
    "deductible per stay 1000 yuan rate 50%": ("0 0 0", "0 0 0", "0 0 0", "0 0 0"),
    # Each claim for itself: 500 × 50%, 100 × 50%; nothing is counted.
    "deductible per claim 500 yuan rate 50%": ("250 50 50", "0 50 50", "250 50 50", "0 50 50"),
    # a bears 1000; where it does not count b bears 600 and c the other 400.
    "deductible per year 1000 yuan borne rate 50%": (
        "0 300 300",
        "0 300 300",
        "0 0 100",
        "0 0 100",
    ),
    "deductible per referral chain 1000 yuan borne rate 50%": (
        "0 300 300",
        "0 300 300",
        "0 0 100",
        "0 0 100",
    ),
    # Collected of a; where a does not count of b, which is 600, so that c is free of it.
    "deductible per referral chain 1000 yuan collected once rate 50%": (
        "0 300 300",
        "0 300 300",
        "0 0 300",
        "0 0 300",
    ),
    # The 1000 of the year are borne by a; else 600 by b, and 400 are left for c.
    "deductible per claim 1000 yuan, at most 1000 yuan per year rate 50%": (
        "0 300 300",
        "0 300 300",
        "0 0 100",
        "0 0 100",
    ),
    # 1600 exceed 1000: 800, of which b has 600. Where a does not count c gets there: 1200 × 50%.
    "deductible per year 1000 yuan counting the whole once exceeded rate 50%": (
        "0 600 300",
        "0 600 300",
        "0 0 600",
        "0 0 600",
    ),
    # a reaches it: 500. Paid or not, it is reached; where a does not count c reaches it.
    "deductible per year 1000 yuan counting the whole once reached rate 50%": (
        "500 300 300",
        "0 300 300",
        "500 0 600",
        "0 0 600",
    ),
    # 0, then (1600 − 1000) × 50%, then (2200 − 1000) × 50% − 300; else (1200 − 1000) × 50%.
    "deductible per year 1000 yuan cumulated less paid rate 50%": (
        "0 300 300",
        "0 300 300",
        "0 0 100",
        "0 0 100",
    ),
    # After b is paid it starts again: c has 600 of 1000.
    "deductible per year 1000 yuan start again after a payment rate 50%": (
        "0 300 0",
        "0 300 0",
        "0 0 100",
        "0 0 100",
    ),
    # By the order of the claims: c 600 × 40%, else (1200 − 1000) × 40%.
    f"deductible per year 1000 yuan {PLACES}": ("0 300 240", "0 300 240", "0 0 80", "0 0 80"),
    # Of 1600 and 600: 727.27 and 272.73 of the deductible, 872.73 × 50% + 327.27 × 40% = 567.273,
    # less 300. Of 600 and 600 a half each: 100 × 50% + 100 × 40%.
    f"deductible per year 1000 yuan, in proportion {PLACES}": (
        "0 300 267.27",
        "0 300 267.27",
        "0 0 90",
        "0 0 90",
    ),
    # 600 × 50% + 600 × 40% − 300; of 600 and 600 all of the city's and 400 elsewhere: 200 × 40%.
    f"deductible per year 1000 yuan, from in_city first {PLACES}": (
        "0 300 240",
        "0 300 240",
        "0 0 80",
        "0 0 80",
    ),
    # In the city 1600 − 1000 is paid; 600 elsewhere never reach 1000.
    f"deductible per year 1000 yuan, each {PLACES}": ("0 300 0", "0 300 0", "0 0 0", "0 0 0"),
    # What is paid once is paid once, whether it counts or not.
    "once per year rate 50%": ("500 0 0", "0 300 0", "500 0 0", "0 300 0"),
    # The bands' line of the year: a fills the first; where it does not count, b and c begin it.
    "bands { to 1000 yuan: 50%; above: 40% }": (
        "500 240 240",
        "0 240 240",
        "500 300 280",
        "0 300 280",
    ),
    # A cap holds what is paid, and knows nothing of what counts: 500 of 550, then 50.
    "rate 50% cap 550 yuan per year": ("500 50 0", "0 300 250", "500 50 0", "0 300 250"),
}


def settle(body: str, gate: str, head: str = "", claims: tuple[str, ...] = ()) -> list[Decimal]:
    """What each of the claims is paid."""
    text = f"""policy t "t" edition 1
    use identities
    layers one
    {head}
    benefit one "一" per claim {{ {gate}
    {body}
    }}"""
    days = (("a", "1000.00", False), ("b", "600.00", True), ("c", "600.00", True))
    found = [
        {
            "id": name,
            "date": f"2022-0{place}-01",
            "in_policy": claims[place - 1] if claims else cost,
            "place": "in_province" if name == "c" else "in_city",
            "referred": referred,
            **({"continues": "abc"[place - 2]} if place > 1 else {}),
        }
        for place, (name, cost, referred) in enumerate(days, start=1)
    ]
    case = {"year": 2022, "person": {"identities": ["dibao"]}, "claims": found}
    return [claim.benefits["one"] for claim in polc.compile(text, name="t.pol").settle(case).claims]


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("mode", MODES)
def test_mode_beside_gate(mode: str, gate: str) -> None:
    """What each mode pays beside each gate."""
    expected = dict(zip(GATES, MODES[mode], strict=True))[gate]
    assert settle(mode, GATES[gate]) == [Decimal(amount) for amount in expected.split()]


def test_what_a_claim_that_does_not_count_was_paid_is_no_due_of_the_line() -> None:
    """(3000 − 1000) × 50% are paid of a, and the line of b and c is their own: 600 + 600 − 1000,
    of which 50%."""
    mode = "deductible per year 1000 yuan cumulated less paid rate 50%"
    paid = settle(mode, GATES["counts"], claims=("3000.00", "600.00", "600.00"))
    assert paid == [Decimal(1000), Decimal(0), Decimal(100)]


def test_the_class_of_a_claim_that_counts_without_pay_bears_its_deductible() -> None:
    """Where every class is tried, a bears 1000 though nothing is paid of it: 600 × 50% of b."""
    body = "class highest by amount\n for dibao\n deductible per year 1000 yuan borne rate 50%"
    assert settle(body, GATES["pays"]) == [Decimal(0), Decimal(300), Decimal(300)]


def test_kinds_of_care_share_what_was_borne() -> None:
    """a bears 1000 of the deductible of both kinds and is not paid: 600 × 50% of b and c."""
    body = """deductible per year 1000 yuan borne
    first of { far when place is in_province { rate 50% } otherwise { rate 50% } }"""
    assert settle(body, GATES["pays"]) == [Decimal(0), Decimal(300), Decimal(300)]


def test_what_is_not_specified_bears_the_deductible() -> None:
    """Of a the document says nothing, and its 1000 are borne: 600 × 50% of b and c."""
    body = """deductible per year 1000 yuan borne
    rate 50%
    not specified only when not referred"""
    assert settle(body, "") == [Decimal(0), Decimal(300), Decimal(300)]

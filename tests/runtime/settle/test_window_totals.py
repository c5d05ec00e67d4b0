"""What a window takes is settled by its payer alone."""

import polc

POLICY = polc.compile(
    """policy after "新政" edition 1
use identities
layers basic
follows older "原政策" not supplied
payer county "县区统筹资金"
in force from 2022-03-01
window before "结算窗口" from 2022-02-01 until 2022-04-30 by settlement paid by county
benefit basic "基本" per claim { rate 50% }
entitlement no_deposit "免押金" per claim { for everyone }
""",
    name="after.pol",
)


def test_what_a_window_takes_enters_no_total_and_no_right() -> None:
    """Rule 18: of 300 by the window and 1000 × 50% the policy pays 500, and leaves 500."""
    taken = {
        "id": "a",
        "date": "2022-02-10",
        "in_policy": "1000.00",
        "total": "1000.00",
        "settled": "2022-02-20",
        "paid": {"basic": "300.00"},
    }
    own = {"id": "b", "date": "2022-03-10", "in_policy": "1000.00", "total": "1000.00"}
    settled = POLICY.settle({"person": {"identities": []}, "claims": [taken, own]})
    assert settled.to_dict()["totals"] == {"benefits": {"basic": "500.00"}, "remaining": "500.00"}
    assert [(claim.window, dict(claim.entitlements)) for claim in settled.claims] == [
        ("before", {}),
        (None, {"no_deposit": True}),
    ]

"""Where an explanation says that a benefit stopped: at a whole condition."""

import polc
from polc.runtime.tell.result import Settlement


def settled(lines: str, **fields: object) -> Settlement:
    policy = polc.compile(
        'policy t "x"\nuse identities\nlayers basic\nbenefit basic per claim { rate 50% '
        f"{lines} }}"
    )
    claim = {"date": "2022-03-01", "in_policy": "100.00", "total": "100.00", **fields}
    return policy.settle({"person": {"identities": ["dibao"]}, "claims": [claim]})


def test_the_second_of_three_alternatives_fails() -> None:
    """Of `or` the third part may hold alone; what is paid is then explained: 100 × 50%."""
    found = settled(
        "when referred or emergency or special_disease",
        referred=False,
        emergency=False,
        special_disease=True,
    )
    (paid,) = [step for step in found.explanation if step["amount"] is not None]
    assert (paid["amount"], paid["status"]) == ("50.00", "paid")


def test_who_is_left_out() -> None:
    """Whom `not for` names is told so, and not that nothing is left to pay from."""
    (entry,) = settled("not for dibao").explanation
    assert (entry["rule"], entry["status"]) == ("basic.not_for", "not_for")


def test_what_stops_the_payment_alone() -> None:
    """A `pays when` that fails is named, and not that nothing is left to pay from."""
    (entry,) = settled("pays when referred", referred=False).explanation
    assert (entry["rule"], entry["status"]) == ("basic.pays_when", "not_when")


def test_no_kind_of_care_is_that_of_the_claim() -> None:
    """Where none of the kinds applies nothing is paid, and it is told on what they hung."""
    policy = polc.compile(
        'policy t "x"\nuse identities\nlayers basic\nbenefit basic per claim {\n'
        "  first of { near when place is in_county { rate 50% } }\n}"
    )
    claim = {"date": "2022-03-01", "place": "elsewhere", "in_policy": "100.00"}
    (entry,) = policy.settle({"person": {"identities": []}, "claims": [claim]}).explanation
    assert (entry["status"], entry["amount"]) == ("not_when", "0.00")
    assert entry["inputs"] == {"place": "elsewhere"}

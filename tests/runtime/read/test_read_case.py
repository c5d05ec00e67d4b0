"""What a case may say: every mistake is found, with its place, and nothing is guessed."""

from decimal import Decimal
from time import process_time
from typing import Any

import pytest

from polc.runtime.errors import CaseError
from tests.runtime.hand_built_plan import refusals, settle
from tests.stdlib_texts import stdlib_policy

CLAIM: dict[str, Any] = {"id": "a", "date": "2022-03-01", "in_policy": "100.00"}


def case(*claims: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"person": {"identities": []}, "claims": list(claims), **more}


CASES: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    ("nothing needed is there", case({"id": "a"}),
     [("missing_field", "claims[0].date"), ("missing_field", "claims[0].in_policy")]),
    ("a stranger does not hide what is missing", case({"date": "2022-03-01", "x": 1}),
     [("unknown_field", "claims[0].x"), ("missing_field", "claims[0].in_policy")]),
    ("a bad date is not also a missing one, nor a missing year", case({**CLAIM, "date": "1.3.22"}),
     [("bad_value", "claims[0].date")]),
    ("one field under two names", case({**CLAIM, "inscp_scp_amt": "1.00"}),
     [("bad_value", "claims[0].inscp_scp_amt")]),
    ("an id that is no text", case({**CLAIM, "id": {}}), [("bad_value", "claims[0].id")]),
    ("a visit that is no text", case({**CLAIM, "visit": 7}), [("bad_value", "claims[0].visit")]),
    ("a person's id that is no text", case(CLAIM, person={"id": 5}), [("bad_value", "person.id")]),
    ("no time of settling", case({**CLAIM, "settled": "soon"}),
     [("bad_value", "claims[0].settled")]),
    ("a layer the policy does not have", case({**CLAIM, "maf_pay": "1.00"}),
     [("unknown_field", "claims[0].paid.assistance")]),
    ("a code of the platform that means a level", case({**CLAIM, "hosp_lv": 3}),
     [("unknown_field", "claims[0].hosp_lv")]),
    ("an id twice", case(CLAIM, CLAIM), [("bad_value", "claims[1].id")]),
    ("claims of two years", case(CLAIM, {**CLAIM, "id": "b", "date": "2023-03-01"}),
     [("several_years", "year")]),
    ("no year at all", case(), [("missing_field", "year")]),
    ("a year not in force", case(year=2021), [("not_in_force", "year")]),
    ("a claim of another year", case({**CLAIM, "date": "2023-01-01"}, year=2022),
     [("bad_value", "claims[0].date")]),
    ("an amount of 5,000 digits", case({**CLAIM, "in_policy": 10**5000}),
     [("bad_value", "claims[0].in_policy")]),
    ("not a number", case({**CLAIM, "in_policy": Decimal("NaN")}),
     [("bad_value", "claims[0].in_policy")]),
    ("a part of an opening", case(CLAIM, opening={"first": {"payed": "1.00"}}),
     [("unknown_field", "opening.first.payed")]),
    ("an identity before it was recognised",
     case(CLAIM, person={"recognised": "2022-02-01",
                         "identities": [{"id": "poor", "from": "2022-01-31"}]}),
     [("bad_value", "person.identities[0].from")]),
    ("an identity that was added and not chosen", case(CLAIM, person={"identities": [{}]}),
     [("bad_value", "person.identities[0].id")]),
    ("taking back what is not there", case({**CLAIM, "reverses": "z"}),
     [("unknown_claim", "claims[0].reverses")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_refused(given: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """Exactly these problems, with their places."""
    assert refusals(given) == expected


def test_until_is_told_as_to() -> None:
    """The word of a policy where JSON has another."""
    identity = {"id": "tekun", "from": "2022-01-01", "until": "2022-12-31"}
    with pytest.raises(CaseError) as refused:
        stdlib_policy("suizhou").settle(case(CLAIM, person={"identities": [identity]}))
    told = [error for error in refused.value.errors if error.path.endswith(".until")]
    assert [str(problem.message) for problem in told] == [
        "an identity has no field `until`; its last day is `to`"
    ]


@pytest.mark.parametrize(
    ("given", "write"),
    [
        ({**CLAIM, "date": "2022/3/1"}, "write `2022-03-01`"),
        ({**CLAIM, "date": "2022.03.01"}, "write `2022-03-01`"),
        ({**CLAIM, "date": "20220301"}, "write `2022-03-01`"),
        ({**CLAIM, "date": "2022年3月1日"}, "write `2022-03-01`"),
        ({**CLAIM, "date": "2022-3-1"}, "write `2022-03-01`"),
        ({**CLAIM, "date": "3月1日"}, "such as `2022-03-01`"),
        ({**CLAIM, "就医类别": "住院"}, "its name in a case is `kind`"),
        ({**CLAIM, "编号": "a"}, "its name in a case is `id`"),
    ],
)
def test_what_to_write_is_told(given: dict[str, Any], write: str) -> None:
    """A day in another form, a field by its Chinese title."""
    with pytest.raises(CaseError) as refused:
        stdlib_policy("suizhou").settle(case(given))
    assert any(str(error.message).endswith(write) for error in refused.value.errors)


def test_the_platform_speaks_too() -> None:
    """Its columns are the fields of the contract; `setl_time` is read and not used."""
    claim = {
        "setl_id": "s1",
        "dscg_time": "2022-03-01",
        "setl_time": "2022-03-02T09:30:00",
        "inscp_scp_amt": "100.00",
        "medfee_sumamt": "110.00",
    }
    found = settle(case(claim), share=0).claims[0]
    assert (found.id, str(found.patient_pays)) == ("s1", "110.00")


def test_null_is_absent() -> None:
    """A claim whose optional fields are null is one without them."""
    nothing = dict.fromkeys(("visit", "seq", "total", "paid", "place", "reverses", "settled"))
    found = settle(case({**CLAIM, **nothing}, region=None, opening=None), share=0)
    assert found.claims[0].patient_pays is None


def test_a_reversed_pair_is_left_out() -> None:
    """Neither the claim nor the one that takes it back counts; a note says so."""
    back = {**CLAIM, "id": "b", "reverses": "a"}
    found = settle(case(CLAIM, back, {**CLAIM, "id": "c"}), share=0)
    assert [claim.id for claim in found.claims] == ["c"]
    assert "`b` takes back `a`: both are left out" in found.notes


def test_an_endless_number_is_refused_at_once() -> None:
    """A decimal of 10**9 digits is not written out to be refused."""
    start = process_time()
    given = case({**CLAIM, "in_policy": Decimal("1E+999999999")})
    assert refusals(given) == [("bad_value", "claims[0].in_policy")]
    assert process_time() - start < 1

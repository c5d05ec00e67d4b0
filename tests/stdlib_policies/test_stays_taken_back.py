"""Bills of one stay that are taken back, whole or in part: what the library's policies pay then."""

from typing import Any, Final

import pytest

import polc

NOTHING: Final = {"basic": "0.00", "critical_illness": "0.00"}


def bill(name: str, day: str, amount: str, **more: Any) -> dict[str, Any]:
    """A bill of the stay `v`, all of it in policy and none of it paid by insurance."""
    paid = {"in_policy": amount, "total": amount, "paid": NOTHING}
    place = {"kind": "inpatient", "place": "in_county", "hospital_level": 2, "designated": True}
    referred = {"referred": True, "base_referral": True, "special_disease": True}
    return {"id": name, "date": day, "visit": "v", **paid, **place, **referred, **more}


def taken_back(name: str, day: str, amount: str) -> dict[str, Any]:
    """So much of a bill is taken back."""
    paid = {"in_policy": amount, "total": amount, "paid": NOTHING}
    return {"id": f"back_{name}", "reverses": name, "date": day, **paid}


THREE: Final = [
    bill("a", "2023-07-01", "10000.00"),
    bill("b", "2023-07-02", "9500.00"),
    bill("c", "2023-07-03", "500.00"),
]
OVER: Final = [
    bill("a", "2023-07-01", "20000.00", special_disease=False),
    bill("b", "2023-07-02", "16000.00", special_disease=False),
]
PENGSHUI: Final = {
    # 20000 × 80%; 4000 × 60%
    "nothing is taken back": (THREE, "16000.00", "2400.00"),
    # 19500 × 80%; 3900 is under 4000
    "the last": ([*THREE, taken_back("c", "2023-07-05", "500.00")], "15600.00", "0.00"),
    # 10500 × 80%; 2100
    "the middle one, whole": (
        [*THREE, taken_back("b", "2023-07-05", "9500.00")],
        "8400.00",
        "0.00",
    ),
    # 10000 × 80%; 2000
    "the first": ([*THREE, taken_back("a", "2023-07-05", "10000.00")], "8000.00", "0.00"),
    # (20000 − 100) × 80%; 3980
    "the last, in part": ([*THREE, taken_back("c", "2023-07-05", "100.00")], "15920.00", "0.00"),
    # (20000 − 4500 + 5000) × 80%; 4100 × 60%
    "the middle one, in part, and a bill after it": (
        [
            *THREE,
            taken_back("b", "2023-07-05", "4500.00"),
            bill("d", "2023-07-06", "5000.00"),
        ],
        "16400.00",
        "2460.00",
    ),
    # 36000 × 80%; 7200 × 60%
    "over 30000 with the second": (OVER, "28800.00", "4320.00"),
    # 30000 is not over 30000; 30000 × 60%
    "no longer over 30000": ([*OVER, taken_back("b", "2023-07-09", "6000.00")], "0.00", "18000.00"),
    # 30001 × 80%; 6000.20 × 60%
    "still over 30000": ([*OVER, taken_back("b", "2023-07-09", "5999.00")], "24000.80", "3600.12"),
}


@pytest.mark.parametrize("name", PENGSHUI)
def test_pengshui_by_the_bills_that_are_left(name: str) -> None:
    """Assistance and its tilt; a ledger closes with the same."""
    claims, assistance, tilted = PENGSHUI[name]
    policy = polc.load("pengshui").with_readings({"PS-A10": "b"})
    person = {"identities": ["dibao"]}
    settled = policy.settle({"year": 2023, "person": person, "claims": claims})
    paid = settled.results()["totals"]["benefits"]
    assert (paid["assistance"], paid["tilted"]) == (assistance, tilted)
    year = policy.open_year(person, year=2023)
    for claim in claims:
        if "reverses" in claim:
            refund = {key: value for key, value in claim.items() if key != "reverses"}
            _, year = year.reverse(claim["reverses"], refund)
        else:
            _, year = year.add(claim)
    assert year.close().results()["totals"] == settled.results()["totals"]


def test_an_opening_in_mid_stay_is_of_the_pools() -> None:
    """Special pool: 100000 − 90000 of 20000 × 80%, then 10000 × 60%; of the tilt 20000 − 19500."""
    policy = polc.load("pengshui").with_readings({"PS-A10": "b"})
    bills = [bill("a", "2023-07-01", "10000.00"), bill("b", "2023-07-02", "10000.00")]
    for pools, assistance, tilted in (
        ({"special": "90000.00", "other": "0.00", "tilted_year": "0.00"}, "10000.00", "6000.00"),
        ({"special": "0.00", "other": "0.00", "tilted_year": "19500.00"}, "16000.00", "500.00"),
    ):
        case = {"year": 2023, "person": {"identities": ["dibao"]}, "claims": bills}
        paid = policy.settle({**case, "opening": {"pools": pools}}).results()["totals"]["benefits"]
        assert (paid["assistance"], paid["tilted"]) == (assistance, tilted)


def test_suizhou_by_the_stay() -> None:
    """SZ-A10 b: (1000 + 3000 − 1800) × 70% = 1540; without the first (3000 − 1800) × 70% = 840;
    without the second 1000 is under 1800."""
    policy = polc.load("suizhou").with_readings({"SZ-A10": "b"})
    held = {"identities": ["returned_to_poverty"], "residence": "rural", "insured_at": "in_city"}
    bills = [bill("a", "2022-03-01", "1000.00"), bill("b", "2022-03-09", "3000.00")]
    for more, assistance in (
        ([], "1540.00"),
        ([taken_back("a", "2022-03-10", "1000.00")], "840.00"),
        ([taken_back("b", "2022-03-10", "3000.00")], "0.00"),
    ):
        person = {**held, "enrolled": "2022-01-01"}
        settled = policy.settle({"year": 2022, "person": person, "claims": [*bills, *more]})
        assert settled.results()["totals"]["benefits"]["assistance"] == assistance


def test_suizhou_between_two_spells() -> None:
    """A bill in the gap waits for the next recognition: (10000 − 6000) × 60%; those in a spell are
    paid 10000 × 70%."""
    spells = [
        {"id": "dibao", "from": "2021-01-01", "to": "2022-03-31"},
        {"id": "dibao", "from": "2022-07-01"},
    ]
    place = {"residence": "rural", "insured_at": "in_city", "enrolled": "2022-01-01"}
    days = ("2022-02-01", "2022-05-01", "2022-08-01")
    bills = [bill(day, day, "10000.00", visit=day) for day in days]
    case = {"year": 2022, "person": {"identities": spells, **place}, "claims": bills}
    came = polc.load("suizhou").settle(case).results()
    paid = [claim["benefits"]["assistance"] for claim in came["claims"]]
    assert paid == ["7000.00", "0.00", "7000.00"]
    assert came["person_year"]["on_application"] == "2400.00"

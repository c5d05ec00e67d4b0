"""What the texts come to where it is no amount of an example: what is taken of an ordinary person,
what an opening may not say, refunds of another year, identities without a place, a municipality.

Each was worked out from the texts first, as those of `hand_cases/`.
"""

from typing import Any

import pytest

import polc
from tests.stdlib_policies.settled_once import settled_once


def bill(day: str, in_policy: str, name: str = "c1", **said: Any) -> dict[str, Any]:
    """A stay in the city, referred, of which the layers before assistance paid nothing."""
    return {
        "id": name,
        "date": day,
        "kind": "inpatient",
        "place": "in_city",
        "referred": True,
        "total": in_policy,
        "in_policy": in_policy,
        "paid": {"basic": "0.00", "critical_illness": "0.00"},
        **said,
    }


def case(policy: str, year: int, *claims: dict[str, Any], **said: Any) -> dict[str, Any]:
    """A case of somebody on the dibao list who lives in the country, unless it says another."""
    person = {"identities": ["dibao"], "residence": "rural"}
    return {"policy": policy, "year": year, "person": person, "claims": [*claims], **said}


def refusals(given: dict[str, Any]) -> list[tuple[str, str]]:
    """Why a case is refused: places and messages."""
    with pytest.raises(polc.CaseError) as refused:
        settled_once(given["policy"]).settle(given)
    return [(error.path or "", str(error.message)) for error in refused.value.errors]


IN_SUIZHOU = {
    "person": {
        "identities": ["dibao"],
        "residence": "rural",
        "enrolled": "2022-01-01",
        "insured_at": "in_city",
    }
}


def test_what_suizhou_takes_of_an_ordinary_person() -> None:
    """10000 × 70% = 7000. Enrolment, place of insurance and residence are taken and told; of tiers
    and of the day of payment the document does not ask."""
    given = case("suizhou", 2022, bill("2022-03-01", "10000.00"), person={"identities": ["dibao"]})
    settled = polc.load("suizhou").settle(given, usual=True)
    assert str(settled.claims[0].benefits["assistance"]) == "7000.00"
    taken = sorted(
        str(note).split("`")[1] for note in settled.notes if "ordinary person" in str(note)
    )
    assert taken == ["person.enrolled", "person.insured_at", "person.residence"]


def test_nothing_is_taken_instead_of_what_is_given() -> None:
    """A stay in March of somebody enrolled in April is before his assistance."""
    person = {"identities": ["dibao"], "residence": "urban", "enrolled": "2022-04-01"}
    given = case("suizhou", 2022, bill("2022-03-01", "10000.00"), person=person)
    settled = polc.load("suizhou").settle(given, usual=True)
    assert str(settled.claims[0].benefits["assistance"]) == "0.00"
    assert [note for note in settled.notes if "person.residence" in str(note)] == []


def test_without_it_all_that_is_missing_is_told_at_once() -> None:
    """The place of insurance, and the enrolment that counts behind it."""
    given = case("suizhou", 2022, bill("2022-03-01", "10000.00"), person={"identities": ["dibao"]})
    assert [path for path, _ in refusals(given)] == ["person.insured_at", "person.enrolled"]


@pytest.mark.parametrize(
    ("policy", "identity", "parameters", "subsidy"),
    [
        ("chongqing", "at_risk", {"premium": "320.00", "transition_end": "2025-12-31"}, "224.00"),
        (
            "zhangye",
            "out_of_poverty",
            {"premium": "320.00", "premium_subsidy_out_of_poverty": "80.00"},
            "80.00",
        ),
    ],
)
def test_who_pays_the_premium_as_most_do(
    policy: str, identity: str, parameters: dict[str, str], subsidy: str
) -> None:
    """In December before, of the first tier: 320 × 70% = 224 in Chongqing; in Zhangye the amount
    handed down for 2022, not the 100 of the year of payment."""
    given = case(policy, 2022, person={"identities": [identity]}, parameters=parameters)
    settled = polc.load(policy).settle(given, usual=True)
    assert settled.to_dict()["person_year"]["premium_subsidy"] == subsidy
    assert any("2021-12-01" in str(note) for note in settled.notes)


def test_an_opening_that_may_be_of_two_limits() -> None:
    """The 100,000 of special diseases and the 60,000 of others stand each for itself."""
    stay = bill("2023-07-01", "10000.00", special_disease=True, hospital_level=2)
    given = case(
        "pengshui",
        2023,
        stay,
        parameters={"in_force_from": "2023-06-01"},
        opening={"assistance": "50000.00"},
    )
    ((path, message),) = refusals(given)
    assert path == "opening.assistance.paid"
    assert "`special`" in message
    assert "`other`" in message


def test_what_was_paid_without_what_had_counted() -> None:
    """39,000 were paid on application, of a line that is not given: that it starts at 0 is told,
    however the amount is written. With 71,000 it is (71000 + 1000 − 6000) × 60% − 39000 = 600."""
    said = {**IN_SUIZHOU["person"], "identities": [{"id": "dibao", "from": "2022-07-01"}]}
    stay = bill("2022-06-01", "1000.00")
    for paid in ("39000.00", {"paid": "39000.00"}):
        given = case("suizhou", 2022, stay, person=said, opening={"on_application": paid})
        assert any(
            "starts at 0" in str(note) for note in settled_once("suizhou").settle(given).notes
        )
    whole = {"on_application": {"paid": "39000.00", "line": "71000.00"}}
    settled = settled_once("suizhou").settle(
        case("suizhou", 2022, stay, person=said, opening=whole)
    )
    assert not any("starts at 0" in str(note) for note in settled.notes)
    assert settled.to_dict()["person_year"]["on_application"] == "600.00"


@pytest.mark.parametrize("limit", ["counts", "fresh"])
def test_more_before_august_than_in_the_year(limit: str) -> None:
    """What was paid until July is of the year: 20,000 of 15,000 it cannot be."""
    given = case(
        "zhangye",
        2021,
        bill("2021-09-01", "10000.00"),
        parameters={"annual_limit": "30000.00"},
        person={"identities": ["tekun"], "assisted_before_august": "20000.00"},
        opening={"pools": {"annual_assistance": "15000.00"}},
        readings={"limit_2021": limit},
    )
    assert [path for path, _ in refusals(given)] == ["person.assisted_before_august"]


@pytest.mark.parametrize(
    ("year", "limit", "told"),
    [(2022, "counts", True), (2022, "fresh", True), (2021, "counts", False)],
)
def test_what_was_paid_before_august_of_another_year(year: int, limit: str, told: bool) -> None:
    """Of 2021 it opens the year; in a case of 2022 nothing begins with it, and that is told."""
    given = case(
        "zhangye",
        year,
        bill(f"{year}-09-01", "10000.00"),
        parameters={"annual_limit": "30000.00"},
        person={"identities": ["tekun"], "assisted_before_august": "20000.00"},
        readings={"limit_2021": limit},
    )
    notes = [str(note) for note in settled_once("zhangye").settle(given).notes]
    assert told == any(
        "person.assisted_before_august" in note and "nothing begins with it" in note
        for note in notes
    )


@pytest.mark.parametrize(
    ("choice", "given", "told"),
    [("settled", True, True), ("settled", False, False), ("incurred", True, False)],
)
def test_former_rules_where_the_window_goes_by_settlement(
    choice: str, given: bool, told: bool
) -> None:
    """CQ-A07: a bill of January 2022 of which nobody says more is of the new rules; that
    `former_rules` is not asked for by settlement is told, and by the day incurred it is."""
    paid = {"basic": "2000.00", "critical_illness": "0.00", "assistance": "1000.00"}
    stay = bill("2022-01-10", "3000.00", settled="2022-01-20", hospital_level=2)
    stay |= {"paid": paid} | ({"former_rules": True} if given else {})
    case_ = case("chongqing", 2022, stay, readings={"window_counts": choice})
    settled = settled_once("chongqing").settle(case_)
    notes = [str(note) for note in settled.notes]
    assert told == any("`claims[0].former_rules` changes nothing" in note for note in notes)
    assert (settled.claims[0].payer == "county_bridging") == (choice == "incurred")


def test_a_field_of_the_person_that_nothing_asks_for() -> None:
    """What is asked for under another reading alone is told, by a ledger too; what a rule asks for
    is not."""
    policy = polc.compile(
        """policy town "镇" edition 1
layers basic
field person asked "问到的" : money
field person idle "没有问到的" : money
benefit basic "基本" per claim {
  rate 50%
  cap { x: asked; y: idle } by R per year
}
reading R "口径" { x default; y }
"""
    )
    person = {"asked": "100.00", "idle": "50.00"}
    stay = {"date": "2022-03-01", "kind": "inpatient", "in_policy": "1000.00"}
    whole = {"policy": "town", "year": 2022, "person": person, "claims": [stay]}
    for notes in (policy.settle(whole).notes, policy.open_year(person, year=2022).notes):
        assert [str(note) for note in notes if "changes nothing" in str(note)] == [
            "`person.idle` changes nothing: no rule asks for it under the readings chosen"
        ]


def test_a_refund_of_the_year_after() -> None:
    """It is of the year of its claim, and that is told; of 10,000 nothing is left."""
    refund = bill("2023-01-15", "10000.00", "r", reverses="a")
    given = case("suizhou", 2022, bill("2022-12-20", "10000.00", "a"), refund, **IN_SUIZHOU)
    settled = settled_once("suizhou").settle(given)
    assert not settled.claims
    assert any("it counts in 2022" in str(note) for note in settled.notes)


@pytest.mark.parametrize(
    ("refund", "path"),
    [
        (bill("2022-12-21", "10000.01", "r", reverses="a"), "claims[1].total"),
        (bill("2022-12-21", "100.00", "r", reverses="old"), "claims[1].reverses"),
    ],
)
def test_what_cannot_be_taken_back(refund: dict[str, Any], path: str) -> None:
    """A fen more than there was; a claim that is of another case."""
    given = case("suizhou", 2022, bill("2022-12-20", "10000.00", "a"), refund, **IN_SUIZHOU)
    assert path in [path for path, _ in refusals(given)]


@pytest.mark.parametrize("identity", ["severe_hardship", "at_risk", "dibao_margin"])
def test_words_that_suizhou_does_not_use(identity: str) -> None:
    """Its list has seven groups and closes with them: nothing is paid, and the identity is told."""
    person = {**IN_SUIZHOU["person"], "identities": [identity]}
    given = case("suizhou", 2022, bill("2022-03-01", "10000.00"), person=person)
    settled = settled_once("suizhou").settle(given)
    assert str(settled.claims[0].benefits["assistance"]) == "0.00"
    assert any(f"`{identity}`" in str(note) for note in settled.notes)


def test_in_a_municipality_the_province_is_the_city() -> None:
    """20000 × 80% = 16000 are paid of each; the 4,000 that are left are 4,000 or more: 60%, 2,400,
    inside the municipality, and nothing outside."""
    stays = [
        bill("2023-07-01", "20000.00", "a", place="in_province"),
        bill("2023-08-01", "20000.00", "b", place="elsewhere"),
    ]
    for stay in stays:
        stay |= {"special_disease": True, "hospital_level": 3}
    given = case("pengshui", 2023, *stays, parameters={"in_force_from": "2023-06-01"})
    settled = settled_once("pengshui").settle(given)
    paid = [
        (str(stay.benefits["assistance"]), str(stay.benefits["tilted"])) for stay in settled.claims
    ]
    assert paid == [("16000.00", "2400.00"), ("16000.00", "0.00")]


def test_a_second_after_the_platforms_stopped() -> None:
    """24:00 of 31 January is the last; a bill of December settled after it is nobody's here."""
    stay = bill("2021-12-20", "3000.00", settled="2022-02-01T00:00:01")
    stay["paid"] |= {"assistance": "0.00"}
    del stay["referred"]
    assert [path for path, _ in refusals(case("chongqing", 2022, stay))] == ["claims[0].settled"]

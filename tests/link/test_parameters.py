"""The parameters that somebody supplies: whose counts, for which year, in which form."""

import json
from decimal import Decimal
from typing import Any

import pytest

import polc
from tests.stdlib_texts import main_road

CASE: dict[str, Any] = {
    "person": {"identities": ["dibao"]},
    "claims": [
        {
            "id": "c1",
            "date": "2022-03-01",
            "kind": "inpatient",
            "place": "in_county",
            "referred": True,
            "total": "55000.00",
            "in_policy": "50000.00",
            "paid": {"basic": "35000.00", "critical_illness": "0.00"},
        }
    ],
}


@pytest.fixture(scope="module")
def policy() -> polc.Policy:
    return main_road()


def test_parameters_by_precedence(policy: polc.Policy) -> None:
    """The case's premium counts before the call's, that before the service's."""
    service = policy.with_parameters(premium="400.00")
    assert str(service.settle(CASE).person_year["premium_own"]) == "40.00"  # 400 − 400 × 90%
    called = service.settle(CASE, premium="500.00")
    assert str(called.person_year["premium_own"]) == "50.00"  # 500 − 500 × 90%
    own = service.settle({**CASE, "parameters": {"premium": "600.00"}}, premium="500.00")
    assert str(own.person_year["premium_own"]) == "60.00"  # 600 − 600 × 90%


@pytest.mark.parametrize("premium", [350, "350", Decimal("350.0"), "350.00"])
def test_a_parameter_is_said_in_one_form(policy: polc.Policy, premium: Any) -> None:
    """However it was written, it is `350.00`, JSON can carry it, the fingerprint is one."""
    settled = policy.settle({**CASE, "parameters": {"premium": premium}}).to_dict()
    assert json.loads(json.dumps(settled))["parameters"] == {"premium": "350.00"}
    assert settled["fingerprint"] == policy.with_parameters(premium="350").fingerprint


def test_a_value_by_year_leaves_other_years_alone(policy: polc.Policy) -> None:
    """The case speaks of 2023; in 2022 the service's 400 yuan hold: 400 − 400 × 90%."""
    service = policy.with_parameters(premium="400.00")
    settled = service.settle({**CASE, "parameters": {"premium": {"2023": "500.00"}}})
    assert str(settled.person_year["premium_own"]) == "40.00"
    assert settled.to_dict()["parameters"] == {"premium": "400.00"}


def test_a_parameter_is_not_changed_from_outside(policy: polc.Policy) -> None:
    """The table that was handed in belongs to its owner."""
    table = {"1": "200.00"}
    own = policy.with_parameters(basic_deductible=table)
    before = own.fingerprint
    table["1"] = "999.00"
    assert own.parameters == {"basic_deductible": {"1": "200.00"}}
    assert own.fingerprint == before


FOUR = {"2022": "400.00", "2023": "450.00"}
PRECEDENCE: list[tuple[str, Any, Any, Any, str]] = [
    # what is said, by the service, the call and the case; a tenth of what counts is left
    ("the service alone", "380.00", None, None, "38.00"),
    ("the call before the service", "380.00", "400.00", None, "40.00"),
    ("the case before both", "380.00", "400.00", "500.00", "50.00"),
    ("the case before the service", "380.00", None, "500.00", "50.00"),
    ("of a value by year that of the year", FOUR, None, None, "40.00"),
    ("for every year before by year", FOUR, "500.00", None, "50.00"),
    ("by year before every year", "380.00", FOUR, None, "40.00"),
    ("another year leaves every year", "380.00", {"2023": "500.00"}, None, "38.00"),
    ("another year leaves this one", FOUR, {"2023": "500.00"}, None, "40.00"),
    ("this year before this year", FOUR, {"2022": "500.00"}, None, "50.00"),
    ("the case's other year leaves the call", "380.00", "400.00", {"2023": "500.00"}, "40.00"),
    ("the case's year before all", FOUR, "400.00", {"2022": "600.00"}, "60.00"),
]


@pytest.mark.parametrize(
    ("service", "call", "case", "own"),
    [row[1:] for row in PRECEDENCE],
    ids=[row[0] for row in PRECEDENCE],
)
def test_whose_value_counts(
    policy: polc.Policy, service: Any, call: Any, case: Any, own: str
) -> None:
    """Case before call before service, year by year; of the premium 100% − 90% are one's own."""
    given = {**CASE, "parameters": {"premium": case}} if case is not None else CASE
    called = {"premium": call} if call is not None else {}
    settled = policy.with_parameters(premium=service).settle(given, **called)
    assert str(settled.person_year["premium_own"]) == own


def test_a_value_for_every_year_replaces_those_by_year(policy: polc.Policy) -> None:
    """What a service said of 2022 does not stay beside what it then says of every year."""
    service = policy.with_parameters(premium={"2022": "300"}).with_parameters(premium="350")
    assert service.parameters == {"premium": "350.00"}


COURSES: list[tuple[str, Any, list[str]]] = [
    # what is given of a rate, the years refused
    ("strictly", "80%", []),
    ("strictly", "90%", [""]),
    ("strictly", {"2022": "80%", "2023": "70%"}, []),
    ("strictly", {"2023": "70%", "2022": "80%"}, []),
    ("strictly", {"2022": "80%", "2023": "80%"}, [".2023"]),
    ("strictly", {"2023": "80%", "2022": "70%"}, [".2023"]),
    ("strictly", {"2022": "90%", "2023": "80%"}, [".2022"]),
    ("not rising", "90%", []),
    ("not rising", "90.01%", [""]),
    ("not rising", {"2022": "80%", "2023": "80%", "2024": "80.01%"}, [".2024"]),
]


@pytest.mark.parametrize(("course", "given", "refused"), COURSES)
def test_a_value_that_goes_down(course: str, given: Any, refused: list[str]) -> None:
    """From 90%, year after year in whatever order they are given; the first year that does not
    go down is refused."""
    written = "falling strictly from 90%" if course == "strictly" else "not rising from 90%"
    policy = polc.compile(
        'policy down "下降" edition 1\nuse identities\nlayers basic\n'
        f'param share "比例" : rate per year {written} unspecified\n'
        'benefit basic "基本" per claim { rate share }\n'
    )
    problems: list[str] = []
    try:
        policy.with_parameters(share=given)
    except polc.CaseError as refusal:
        problems = [error.path.partition("share")[2] for error in refusal.errors]
    assert problems == refused


FALLING = """policy a "t" edition 1
use identities
layers one
param step "比例" : rate per year falling strictly from 60% {own}
param share "另比" : rate by place not rising from 60% unspecified
benefit one "一" per claim {{
  rate {{ inpatient: step; outpatient: share }} by kind
}}
"""
FIFTY = {"2022": "50%"}


def refused_for(own: str, service: Any, call: Any, case: Any, year: int = 2023) -> list[str]:
    """The problems of a year to which `step` is given in parts."""
    policy = polc.compile(FALLING.format(own=own))
    try:
        policy = policy.with_parameters({"step": service} if service else {})
        claim = {"date": f"{year}-01-01", "in_policy": "100.00", "kind": "inpatient"}
        given = {"parameters": {"step": case}} if case else {}
        settled = {"person": {"identities": ["dibao"]}, "claims": [claim], **given}
        policy.settle(settled, **({"step": call} if call else {}))
    except polc.CaseError as refusal:
        return [f"{error.path}: {error.message}" for error in refusal.errors]
    return []


PARTS: list[tuple[str, Any, Any, Any]] = [
    ("unspecified", {"2022": "50%", "2023": "55%"}, None, None),
    ("unspecified", FIFTY, None, {"2023": "55%"}),
    ("unspecified", FIFTY, {"2023": "55%"}, None),
    ("unspecified", None, FIFTY, {"2023": "55%"}),
    ("unspecified", {"2023": "55%"}, None, FIFTY),
    ("= { 2022: 50% } by year", None, None, {"2023": "55%"}),
    ("= { 2022: 50% } by year", {"2023": "55%"}, None, None),
]


@pytest.mark.parametrize(("own", "service", "call", "case"), PARTS)
def test_a_value_that_goes_down_in_parts(own: str, service: Any, call: Any, case: Any) -> None:
    """50% for 2022 and 55% for 2023 are refused with both years, whoever says which."""
    (problem,) = refused_for(own, service, call, case)
    assert problem.startswith("parameters.step")
    assert "`55%` for 2023 is not below `50%` for 2022" in problem


def test_a_figure_without_a_year_is_that_of_the_year_settled() -> None:
    """50% by the service and 55% for 2023 by the case: in 2022, 50% comes before 55%; in 2023
    the 50% is said of no year that is settled."""
    assert refused_for("unspecified", "50%", None, {"2023": "55%"}) == []
    (problem,) = refused_for("unspecified", "50%", None, {"2023": "55%"}, 2022)
    assert problem.startswith("parameters.step.2023: `55%` for 2023 is not below `50%` for 2022")


def test_a_figure_that_is_supplied_takes_the_place_of_the_policy_s_own() -> None:
    """The policy has 50% for 2022, the service 58%: 55% for 2023 is below the 58%."""
    own = "= { 2022: 50% } by year"
    assert refused_for(own, {"2022": "58%"}, None, {"2023": "55%"}) == []


def test_parts_that_go_down_are_taken() -> None:
    """50% for 2022 and 45% for 2023, from the service and the case."""
    assert refused_for("unspecified", FIFTY, None, {"2023": "45%"}) == []


def test_a_ledger_holds_the_course() -> None:
    """A year is not opened on the 55% of every other year after 50% for 2022."""
    policy = polc.compile(FALLING.format(own="unspecified"))
    policy = policy.with_parameters(step="55%").with_parameters(step=FIFTY)
    with pytest.raises(polc.CaseError, match="`55%` for 2023 is not below `50%` for 2022"):
        policy.open_year({"identities": ["dibao"]}, year=2023)


def test_every_key_of_a_table_goes_down_by_itself() -> None:
    """In the county from 50% to 40%, in the city from 60% to 55%: 60% is not after 50%."""
    policy = polc.compile(FALLING.format(own="unspecified"))
    first, second = {"in_county": "50%", "in_city": "60%"}, {"in_county": "40%", "in_city": "55%"}
    policy = policy.with_parameters(share={"2022": first}).with_parameters(share={"2023": second})
    with pytest.raises(polc.CaseError, match="`51%` for 2024 is not at most `40%` for 2023"):
        policy.with_parameters(share={"2024": {"in_county": "51%"}})

"""One case under several policies."""

from typing import Any

import pytest

import polc
from polc.api.comparison import compare

HEAD = 'use identities\nparam base_rate "比例" : rate unspecified\n'
NORTH = polc.compile(
    f"""policy north "北" edition 1
{HEAD}
layers basic > assistance
field person farmer "务农" : yes or no
benefit basic "基本医保" per claim {{ rate base_rate }}
benefit assistance "医疗救助" per claim {{ for dibao  when farmer  rate 70% }}
""",
    name="north.pol",
)
SOUTH = polc.compile(
    f"""policy south "南" edition 1
{HEAD}
layers basic > critical_illness > assistance
param floor_amount "起付线" : money per year unspecified
benefit basic "基本医保" per claim {{ rate base_rate }}
benefit critical_illness "大病保险" per claim {{ rate 10% }}
benefit assistance "医疗救助" per claim {{
  for dibao
  deductible per year floor_amount
  rate {{ wide: 80%; narrow: 60% }} by breadth
}}
reading breadth "宽窄" = SO-A01 {{ wide (a) "宽" default; narrow (b) "窄" }}
""",
    name="south.pol",
)
CASE: dict[str, Any] = {
    "policy": "north",
    "year": 2022,
    "parameters": {"base_rate": "50%", "floor_amount": "0.00"},
    "person": {"identities": ["dibao"], "farmer": True},
    "claims": [
        {
            "id": "c1",
            "date": "2022-03-01",
            "kind": "inpatient",
            "total": "1000.00",
            "in_policy": "1000.00",
        }
    ],
}


def rows(case: Any, **more: Any) -> dict[str, dict[str, Any]]:
    found = compare([NORTH, SOUTH], case, **more).to_dict()
    return {row["row"]: row["amounts"] for row in found["claims"][0]["rows"]}


def test_layer_by_layer() -> None:
    """1000 at 50%; in the south 10% of the 500 left, then 80% of 450; in the north 70% of
    500. The layer that the north has not stands between the two that both have."""
    found = rows(CASE)
    assert list(found) == ["basic", "critical_illness", "assistance", "remaining", "patient_pays"]
    assert found["basic"] == {"north": "500.00", "south": "500.00"}
    assert found["critical_illness"] == {"north": None, "south": "50.00"}
    assert found["assistance"] == {"north": "350.00", "south": "360.00"}
    assert found["remaining"] == {"north": "150.00", "south": "90.00"}


def test_a_reading_goes_to_the_policy_that_has_it() -> None:
    """60% of 450 in the south; the north is what it was."""
    found = rows(CASE, readings={"SO-A01": "b"})
    assert found["assistance"] == {"north": "350.00", "south": "270.00"}


def test_the_case_counts_before_what_is_given_beside_it() -> None:
    """Its own 50%, not the 10%."""
    assert rows(CASE, parameters={"base_rate": "10%"})["basic"]["south"] == "500.00"


@pytest.mark.parametrize(
    ("part", "name", "code"),
    [
        ("parameters", "floor_amuont", "unknown_parameter"),
        ("readings", "XX-A01", "unknown_reading"),
    ],
)
def test_what_no_policy_has_refuses_the_case(part: str, name: str, code: str) -> None:
    """With the policies that were asked."""
    case = {**CASE, part: {**CASE.get(part, {}), name: "a"}}
    with pytest.raises(polc.CaseError) as refused:
        compare([NORTH, SOUTH], case)
    (problem,) = refused.value.errors
    assert (problem.code, problem.path) == (code, f"{part}.{name}")
    assert "`north`, `south`" in problem.message


def test_a_field_that_no_policy_has_is_refused_by_each() -> None:
    """`framer` is nobody's."""
    case = {**CASE, "person": {**CASE["person"], "framer": True}}
    found = compare([NORTH, SOUTH], case)
    assert all(isinstance(compared.outcome, polc.CaseError) for compared in found.compared)


def test_one_that_refuses_leaves_the_other() -> None:
    """Without the south's own figure only the north settles."""
    case = {**CASE, "parameters": {"base_rate": "50%"}}
    found = compare([NORTH, SOUTH], case).to_dict()
    assert "refused" not in found["outcomes"][0]
    assert [problem["path"] for problem in found["outcomes"][1]["refused"]] == [
        "parameters.floor_amount"
    ]
    assert found["claims"][0]["rows"][0]["amounts"] == {"north": "500.00", "south": None}


def test_amounts_paid_by_a_layer_that_another_has_not() -> None:
    """Only the south has critical illness insurance, and takes what the case says it paid."""
    claim = {**CASE["claims"][0], "paid": {"critical_illness": "100.00"}}
    found = rows({**CASE, "claims": [claim]})
    assert found["critical_illness"] == {"north": None, "south": "100.00"}


def test_two_editions_need_names() -> None:
    """Both are `north`."""
    with pytest.raises(ValueError, match="name of its own"):
        compare([NORTH, NORTH], CASE)
    case = {**CASE, "parameters": {"base_rate": "50%"}}
    found = compare([NORTH, NORTH], case, names=["old", "new"]).to_dict()
    assert found["policies"] == ["old", "new"]


@pytest.mark.parametrize("case", [[], {}, {"person": 5, "claims": 7}, {"claims": ["x", None]}])
def test_what_is_no_case_is_refused(case: Any) -> None:
    """By `compare` itself or by every policy, without a mistake of its own."""
    try:
        found = compare([NORTH, SOUTH], case)
    except polc.CaseError:
        return
    assert all(isinstance(compared.outcome, polc.CaseError) for compared in found.compared)

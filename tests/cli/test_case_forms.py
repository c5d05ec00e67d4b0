"""`polc show --what inputs` and `--what case`: what a case may say, and one to fill in."""

import json
from copy import deepcopy
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import polc
from polc.runtime.case_snapshot import as_plain
from polc.runtime.vocabulary import FIELDS
from tests.cli.invoke import CASE, run
from tests.inspect.exact_validator import validator_of
from tests.stdlib_texts import stdlib_policy

POLICY = stdlib_policy("suizhou")
LARGE = ("zhangye", "chongqing", "pengshui")
README_CASE = json.loads(CASE.read_text(encoding="utf-8"))


def shown(what: str, *options: str) -> Any:
    done = run("show", "suizhou", "--what", what, *options)
    assert (done.exit_code, done.stderr) == (0, "")
    return json.loads(done.stdout)


@cache
def schema() -> Any:
    """Printed once for all tests, which only read it."""
    return shown("inputs", "--format", "json")


@cache
def validator() -> Draft202012Validator:
    """What holds a case against it."""
    return validator_of(schema())


@cache
def blank() -> Any:
    """So is the blank case."""
    return shown("case")


def mistakes(case: Any) -> list[str]:
    """What the schema has against a case."""
    return [error.message for error in validator().iter_errors(case)]


def changed(path: str, value: Any) -> dict[str, Any]:
    """The README's case with the value at a path such as `claims.0.date`."""
    case = deepcopy(README_CASE)
    *steps, last = path.split(".")
    inner = case
    for step in steps:
        inner = inner[int(step)] if isinstance(inner, list) else inner.setdefault(step, {})
    inner[last] = value
    return case


def codes(case: Any) -> set[str]:
    """The codes of the refusal, none where the case is settled."""
    try:
        POLICY.settle(case)
    except polc.CaseError as refused:
        return {error.code for error in refused.errors}
    return set()


@pytest.mark.parametrize("example", POLICY.program.examples, ids=lambda example: example.title)
def test_the_examples_conform(example: Any) -> None:
    """Every example of the policy is a case of the schema."""
    assert mistakes(as_plain(example.case)) == []


def test_the_case_of_the_readme_conforms() -> None:
    """It has no field that the schema does not know."""
    assert mistakes(README_CASE) == []


GOOD = [
    ("claims.0.settled", "2022-03-02T09:30"),
    ("claims.0.reverses", None),
    ("claims.0.seq", 2),
    ("claims.0.in_policy", Decimal("50000.1")),
    ("claims.0.kind", "住院"),
    ("claims.0.emergency", True),
    ("person.identities", ["低保对象", {"id": "tekun", "from": "2022-02-01", "to": None}]),
    ("opening.assistance", "10.00"),
    ("opening.assistance", {"paid": "10.00", "line": "5.00"}),
    ("region.rural_income_last_year", "18259.00"),
    ("readings.SZ-A10", "b"),
    ("readings.deductible_period", "per_stay"),
    ("parameters.premium", {"2022": "320.00"}),
    ("parameters.basic_rate", {"1": "90%", "3": "60.5%"}),
    ("parameters.basic_rate", {"2022": {"2": "75%"}}),
    ("parameters.critical_illness_cap", None),
    ("parameters.critical_illness_bands", [{"up_to": "3.00", "rate": "1%"}, {"rate": "2%"}]),
    ("parameters.transition_end", "2026-12-31"),
]
BAD = [
    ("remarks", "none"),
    ("policy", "zhangye"),
    ("year", "2022"),
    ("claims.0.in_polcy", "1.00"),
    ("claims.0.in_policy", Decimal("50000.001")),
    ("claims.0.in_policy", "50000.001"),
    ("claims.0.in_policy", "-1.00"),
    ("claims.0.in_policy", True),
    ("claims.0.date", "2022-3-1"),
    ("claims.0.referred", "yes"),
    ("claims.0.place", "in_town"),
    ("claims.0.paid.second", "1.00"),
    ("person.identities", ["diabo"]),
    ("person.identities", [{"id": "dibao", "since": "2022-01-01"}]),
    ("person.residense", "rural"),
    ("opening.premium_subsidy", "1.00"),
    ("opening.assistance", {"payed": "1.00"}),
    ("region.income", "1.00"),
    ("readings.SZ-A10", "z"),
    ("readings.SZ-A99", "a"),
    ("parameters.premium", "60%"),
    ("parameters.premium", None),
    ("parameters.premum", "320.00"),
    ("parameters.basic_rate", {"4": "60%"}),
    ("parameters.basic_rate", "60%"),
    ("parameters.critical_illness_bands", [{"up_to": None}]),
    ("parameters.transition_end", "the end"),
]


@pytest.mark.parametrize(("path", "value"), GOOD)
def test_what_a_case_may_say(path: str, value: Any) -> None:
    """The schema takes it, and so does the settlement."""
    case = changed(path, value)
    assert mistakes(case) == []
    assert codes(case) == set()


@pytest.mark.parametrize(("path", "value"), BAD)
def test_what_a_case_may_not_say(path: str, value: Any) -> None:
    """The schema refuses it, and so does the settlement."""
    case = changed(path, value)
    assert mistakes(case)
    assert codes(case)


@pytest.mark.parametrize("lacking", ["person", "claims.0.date", "claims.0.in_policy"])
def test_what_a_case_must_say(lacking: str) -> None:
    """Without it both refuse the case."""
    case = changed(lacking, None)
    inner = case["claims"][0] if lacking.startswith("claims") else case
    del inner[lacking.rpartition(".")[2]]
    assert mistakes(case)
    assert codes(case)


def test_the_year_is_that_of_the_claims_or_given() -> None:
    """A case without claims gives it."""
    bare = {"person": {}}
    assert mistakes(bare)
    assert mistakes({**bare, "year": 2022}) == []


def test_the_schema_has_every_field() -> None:
    """Under its name and under the platform's, and no other that the settlement refuses."""
    claim = schema()["properties"]["claims"]["items"]["properties"]
    person = schema()["properties"]["person"]["properties"]
    region = schema()["properties"]["region"]["properties"]
    for field in FIELDS:
        names = {field.name, field.alias or field.name}
        assert names <= {*{"claim": claim, "person": person, "region": region}[field.scope]}
    case = {
        "person": dict.fromkeys(person),
        "region": dict.fromkeys(region),
        "claims": [dict.fromkeys(claim)],
    }
    assert "unknown_field" not in codes(case)


def test_a_field_says_who_reads_it() -> None:
    """The place of a claim decides on the tilted assistance and on its rate."""
    place = schema()["properties"]["claims"]["items"]["properties"]["place"]
    assert place["title"] == "就医地点"
    assert "tilted.rate" in place["description"].removeprefix("read by ").split(", ")


def test_inputs_as_text() -> None:
    """Each with its Chinese name, its kind, its default, and on the next line who reads it."""
    lines = run("show", "suizhou", "--what", "inputs").stdout.splitlines()
    at = lines.index("claim.designated 定点 (yes or no; yes when absent)")
    assert "tilted.when" in lines[at + 1].removeprefix("  read by ").split(", ")
    assert "paid.basic 基本医保 (yuan; also `hifp_pay`)" in lines


def blanks(value: Any, path: str) -> list[str]:
    """The places in a parameter that are to be filled in."""
    if isinstance(value, dict):
        return [place for key, part in value.items() for place in blanks(part, f"{path}.{key}")]
    return [path] if value in (None, "") else []


FILLED: dict[str, Any] = {
    "premium": "320.00",
    "basic_deductible": {"1": "200.00", "2": "500.00", "3": "1000.00"},
    "basic_rate": {"1": "90%", "2": "75%", "3": "60%"},
    "critical_illness_deductible": "12000.00",
    "critical_illness_bands": [{"up_to": None, "rate": "60%"}],
    "critical_illness_cap": None,
    "outpatient_grant_amount": "500.00",
}


def test_the_blank_case_invents_no_amount() -> None:
    """No figure stands in it that nobody said: settling names every blank parameter, one that
    may be none too, and the amounts that every case has."""
    assert "0.00" not in json.dumps({**blank(), "opening": None})
    assert "%" not in json.dumps(blank())
    with pytest.raises(polc.CaseError) as refused:
        POLICY.settle(blank())
    named = [error.path for error in refused.value.errors if error.code == "missing_parameter"]
    expected = [
        place
        for name, value in blank()["parameters"].items()
        for place in blanks(value, f"parameters.{name}")
    ]
    assert sorted(named) == sorted(expected)
    assert "parameters.critical_illness_cap" in named
    others = {error.path for error in refused.value.errors} - {*named}
    assert others == {"claims[0].in_policy"}


def test_a_blank_is_named_until_it_is_filled() -> None:
    """With all but one parameter filled in, that one is refused by its name, whichever it is."""
    assert {*FILLED} == {*blank()["parameters"]}
    claim = blank()["claims"][0] | {"in_policy": "1.00"}
    for name in FILLED:
        given = {**FILLED, name: blank()["parameters"][name]}
        with pytest.raises(polc.CaseError) as refused:
            POLICY.settle({**blank(), "parameters": given, "claims": [claim]})
        assert all(error.path.startswith(f"parameters.{name}") for error in refused.value.errors)
        assert all(f"`{name}` is blank" in error.message for error in refused.value.errors)


@pytest.mark.parametrize(
    "name",
    [
        "national",
        "suizhou",
        *(pytest.param(name, marks=pytest.mark.long) for name in LARGE),
    ],
)
def test_every_policy_has_a_blank_case(name: str) -> None:
    """Also a framework, whose document has no day."""
    assert json.loads(run("show", name, "--what", "case").stdout)["policy"] == name


def test_the_blank_case_is_json_in_either_form() -> None:
    """There is nothing but JSON to fill in."""
    assert shown("case", "--format", "json") == blank()


def test_the_blank_case_filled_in() -> None:
    """With the figures of the README's case in its places it comes to the same:
    (50000.00 − 35000.00) × 70% = 10500.00."""
    case = deepcopy(blank()) | {"parameters": FILLED}
    case["region"] = dict.fromkeys(case["region"], "18259.00") | {"treat_first_pay_later": True}
    case["person"]["identities"][0]["id"] = "dibao"
    claim = case["claims"][0] | {"date": "2022-03-01", "in_policy": "50000.00"}
    claim |= {"total": "55000.00", "referred": True}
    claim["paid"] |= {"basic": "35000.00", "critical_illness": "0.00"}
    settled = POLICY.settle({**case, "claims": [claim]})
    assert str(settled.claims[0].benefits["assistance"]) == "10500.00"


def test_the_blank_case_asks_for_all_that_rules_read() -> None:
    """Under any reading: the designated hospital counts beside the referral, the stay for
    the deductible by stay."""
    claim = blank()["claims"][0]
    assert {"kind", "place", "hospital_level", "referred", "designated", "visit"} <= {*claim}
    assert {*blank()["parameters"]} == {
        parameter.id for parameter in POLICY.plan.parameters if not parameter.values
    }
    assert {*blank()["readings"]} == {reading.id for reading in POLICY.program.readings}


def test_blank_case_of_a_policy_without_identities(tmp_path: Path) -> None:
    """Nobody can be of any: the list is empty."""
    path = tmp_path / "town.pol"
    path.write_text(
        'policy town "某镇" edition 1\nin force from 2023-01-01\nlayers a\n'
        'benefit a "医保" per claim {\n  rate 70%\n}\n',
        encoding="utf-8",
    )
    done = run("show", path, "--what", "case")
    assert json.loads(done.stdout)["person"]["identities"] == []

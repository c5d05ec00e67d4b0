"""The schema of a case against the settlement that reads it: both know the same keys and forms."""

import json
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import polc
from polc.compiler.pipeline import Example
from polc.inspect.blank_case import blank_case
from polc.inspect.case_schema import case_schema
from polc.inspect.input_rules import plans_by_reading
from polc.inspect.inputs import list_inputs
from polc.link.parameters import names_of_parameters
from polc.runtime.case_snapshot import as_plain
from polc.runtime.vocabulary import FIELDS
from tests.inspect.exact_validator import validator_of
from tests.stdlib_texts import stdlib_policy

PACKAGE = Path(polc.__file__).parent
LIBRARY = ("chongqing", "pengshui", "suizhou", "zhangye")


@cache
def schema_of(name: str) -> dict[str, Any]:
    policy = stdlib_policy(name)
    return case_schema(policy.plan, list_inputs(plans_by_reading(policy.program)))


def validator(name: str) -> Draft202012Validator:
    return validator_of(schema_of(name))


def test_examples_are_in_the_schema() -> None:
    """Every third case of Suizhou's examples that settles is one that the schema accepts."""
    assert_in_the_schema("suizhou", stdlib_policy("suizhou").program.examples[::3])


@pytest.mark.long
@pytest.mark.parametrize("name", LIBRARY)
def test_all_examples_are_in_the_schema(name: str) -> None:
    """And every other, of all policies of the library."""
    assert_in_the_schema(name, stdlib_policy(name).program.examples)


def assert_in_the_schema(name: str, examples: tuple[Example, ...]) -> None:
    policy, schema = stdlib_policy(name), validator(name)
    for example in examples:
        try:
            policy.settle(dict(example.case))
        except polc.CaseError:
            continue
        assert [error.message for error in schema.iter_errors(as_plain(example.case))] == []


def test_printed_cases_are_in_the_schema() -> None:
    """So are those of the examples folder that are cases of one policy."""
    for name, file in (("suizhou", "suizhou-dibao"), ("zhangye", "zhangye-tekun")):
        text = (PACKAGE.parent / "examples" / f"{file}.json").read_text(encoding="utf-8")
        case = json.loads(text, parse_float=Decimal)
        assert [error.message for error in validator(name).iter_errors(case)] == []


def blank(name: str) -> dict[str, Any]:
    policy = stdlib_policy(name)
    plans = plans_by_reading(policy.program)
    return blank_case(plans, list_inputs(plans))


def keys_of(schema: dict[str, Any]) -> Iterator[tuple[str | int, ...]]:
    """Where the schema knows a key: at the top, of the person, the region, a claim."""
    top = schema["properties"]
    yield from ((key,) for key in top)
    for group in ("person", "region", "opening", "readings", "parameters"):
        yield from ((group, key) for key in top[group]["properties"])
    claim = top["claims"]["items"]["properties"]
    yield from (("claims", 0, key) for key in claim)
    yield from (("claims", 0, "paid", key) for key in claim["paid"]["properties"])


@cache
def other_names() -> dict[str, str]:
    """What a value may also be called → the name under which the blank case has it."""
    plan = stdlib_policy("suizhou").plan
    found = {alias: field.name for field in FIELDS if (alias := field.alias) is not None}
    found |= {
        name: parameter.id
        for name, parameter in names_of_parameters(plan).items()
        if name != parameter.id
    }
    return found | {"psn_no": "id", "setl_id": "id"}


def put(case: dict[str, Any], place: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """The case with this value there, and without the value's other name."""
    changed = deepcopy(case)
    inner: Any = changed
    for step in place[:-1]:
        inner = inner[step] if isinstance(inner, list) else inner.setdefault(step, {})
    if value is not None:
        inner.pop(other_names().get(str(place[-1])), None)
    inner[place[-1]] = value
    return changed


def refusals(policy: polc.Policy, case: dict[str, Any]) -> list[str]:
    """The codes of what is wrong with the case."""
    try:
        policy.settle(case)
    except polc.CaseError as refused:
        return [problem.code for problem in refused.errors]
    return []


@pytest.mark.parametrize("value", [None, "?", [], {}], ids=["null", "text", "list", "object"])
def test_each_key_takes_the_same(value: Any) -> None:
    """Null, a stray text, a list and an object in the place of each value of a blank case are
    taken by both or by neither. What a rule misses, or what another claim is, no schema knows."""
    policy, schema, case = stdlib_policy("suizhou"), validator("suizhou"), blank("suizhou")
    wrong = []
    for place in keys_of(schema_of("suizhou")):
        changed = put(case, place, value)
        codes = set(refusals(policy, changed)) - {"unknown_claim"}
        known = schema.is_valid(changed)
        if known != (not codes) and not (known and codes == {"missing_field"}):
            wrong.append((place, codes))
    assert wrong == []


def reversing(*, amounts: str, **more: Any) -> dict[str, Any]:
    """A case of Suizhou with a claim and one of these amounts beside it."""
    plain = {"date": "2022-03-01", "kind": "inpatient", "in_policy": "5000.00"}
    second = {"date": "2022-03-02", "in_policy": amounts, "paid": {"basic": amounts}, **more}
    return {"person": {}, "claims": [{"id": "a", **plain}, second]}


@pytest.mark.parametrize(
    ("case", "known"),
    [
        (reversing(amounts="-2000.00", reverses="a"), True),
        (reversing(amounts="2000.00", reverses="a"), True),
        (reversing(amounts="-2000.00"), False),
        (reversing(amounts="-2000.00", reverses=None), False),
    ],
    ids=["a refund", "without a sign", "a claim", "a claim of none"],
)
def test_the_amounts_of_a_refund_may_have_a_minus(case: dict[str, Any], known: bool) -> None:
    """As the settlement takes them; those of a claim may not."""
    assert validator("suizhou").is_valid(case) == known


def test_what_documents_call_an_identity_is_known_to_both() -> None:
    """低保户 are the identity of the library; 监测对象 are several."""
    policy, schema = stdlib_policy("suizhou"), validator("suizhou")
    for word, known in (("低保户", True), ("特困供养人员", True), ("监测对象", False)):
        case = {"year": 2022, "person": {"identities": [word]}}
        assert schema.is_valid(case) == known
        assert ("unknown_identity" in refusals(policy, case)) == (not known)

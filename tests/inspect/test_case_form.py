"""The form of a policy's cases: it has a place for all that the blank case says, and titles."""

from collections.abc import Iterator
from typing import Any

import pytest

import polc
from polc.inspect.blank_case import blank_case
from polc.inspect.case_form import case_form
from polc.inspect.input_rules import plans_by_reading
from polc.inspect.inputs import list_inputs
from polc.messages.text import Language

LIBRARY = ("chongqing", "national", "pengshui", "suizhou", "zhangye")
HOUSEHOLD = """policy home "某县" edition 1
source doc "〔2024〕1号" issued 2024-01-01
in force from 2024-01-01  D-9
identity poor "低保对象"
rank poor  D-9
layers help  D-9
field claim in_town "城区" : one of north, south  D-4
pool shared "家庭限额" 5000 yuan per household per year  D-3
param most "年度最高" : money or none unspecified  D-2
benefit help "救助" per claim {
  for poor                            D-1
  rate { north: 50%; otherwise: 60% } by in_town  D-1
  cap most per year                   D-2
  counts toward shared                D-3
}
"""


def form_of(policy: polc.Policy, language: Language = "en") -> dict[str, Any]:
    plans = plans_by_reading(policy.program)
    return case_form(plans, list_inputs(plans), language)


def test_examples_of_days_are_of_the_policy_s_first_year() -> None:
    """Of one whose first day is open none is told."""
    dated = polc.compile(HOUSEHOLD, name="home")
    undated = polc.compile(
        'policy z "z" edition 1\nlayers b\nbenefit b "b" per claim { rate 60% }\n', name="z"
    )
    assert form_of(dated)["year"] == 2024
    assert "year" not in form_of(undated)


def places_of(value: Any, path: str = "") -> Iterator[str]:
    """The paths of what a case says; of a list its first item counts."""
    match value:
        case dict():
            for key, inside in value.items():
                yield from places_of(inside, f"{path}.{key}")
        case list():
            yield from places_of(value[0], path)
        case _:
            yield path


def fields_of(entry: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The fields of a form by their paths."""
    for part in entry["of"]:
        at = f"{path}.{part['key']}"
        if part["form"] == "field":
            yield at, part
        else:
            yield from fields_of(part, at)


@pytest.mark.parametrize("name", LIBRARY)
def test_every_value_of_the_blank_case_has_a_field(name: str) -> None:
    """All but the policy's name; of bands a field for each column, of an identity its grade."""
    policy = polc.load(name)
    plans = plans_by_reading(policy.program)
    blank = set(places_of(blank_case(plans, list_inputs(plans)))) - {".policy"}
    bands = {place for place in blank if place.endswith("_bands")}
    columns = {f"{place}.{column}" for place in bands for column in ("up_to", "rate")}
    fields = {place for place, _ in fields_of(form_of(policy))}
    assert fields == (blank - bands) | columns | {".person.identities.grade"}


@pytest.mark.parametrize("name", LIBRARY)
def test_every_entry_has_a_title(name: str) -> None:
    """Of a group or a field, in Chinese without a word of English."""

    def titles(entry: dict[str, Any]) -> Iterator[str]:
        for part in entry["of"]:
            yield part["title"]
            if part["form"] != "field":
                yield from titles(part)

    found = list(titles(form_of(polc.load(name), "zh")))
    assert all(found)
    assert [title for title in found if title.isascii() and not title.isdigit()] == []


def test_members_of_a_household_have_what_is_theirs() -> None:
    """Person, sums and claims of each; what they have together beside them."""
    form = form_of(polc.compile(HOUSEHOLD))
    parts = {part["key"]: part for part in form["of"]}
    assert parts["household"]["form"] == "list"
    assert [part["key"] for part in parts["household"]["of"]] == ["person", "opening", "claims"]
    assert "person" not in parts
    assert ".opening.pools.shared" in dict(fields_of(form))


def test_choice_of_a_field_that_the_policy_declares() -> None:
    """Its values with their titles."""
    field = dict(fields_of(form_of(polc.compile(HOUSEHOLD))))[".household.claims.in_town"]
    assert [choice["value"] for choice in field["choices"]] == ["north", "south"]


def test_a_parameter_may_have_no_limit() -> None:
    """Where the policy says `or none`; null says so in the case."""
    fields = dict(fields_of(form_of(polc.compile(HOUSEHOLD))))
    assert fields[".parameters.most"]["limitless"]


def test_field_tells_what_it_is_when_it_is_left_out() -> None:
    """A hospital is a designated one, and a reading the policy's default."""
    fields = dict(fields_of(form_of(polc.load("suizhou"))))
    assert fields[".claims.designated"]["default"] is True
    assert fields[".readings.rounding"]["default"] == "half_up"


def test_field_tells_which_rules_read_it() -> None:
    """As `polc show --what inputs` does."""
    fields = dict(fields_of(form_of(polc.load("suizhou"))))
    assert "outpatient_grant.when" in fields[".person.residence"]["rules"]

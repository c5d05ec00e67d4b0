"""What people say for the values of a case is told, and what to write for it."""

from typing import Any

import pytest

import polc

POLICY = polc.compile(
    """policy town "城" edition 1
use identities
layers a
benefit a "救助" per claim {
  for tekun, dibao
  when place within in_city and kind is inpatient and residence is rural and tier is 1
  rate { 1: 80%; otherwise: 50% } by hospital_level
}
"""
)
PERSON = {"identities": ["dibao"], "recognised": "2022-01-01", "residence": "rural", "tier": 1}
CLAIM = {"id": "c", "date": "2022-03-01", "kind": "inpatient", "place": "in_city"}
COSTS = {"hospital_level": 1, "total": "100.00", "in_policy": "100.00"}

SAID: tuple[tuple[str, str, str], ...] = (
    ("place", "out_of_province", "did you mean `elsewhere`?"),
    ("place", "县域内", "did you mean `县内`?"),
    ("place", "本地", "did you mean `市内`?"),
    ("place", "异地", "did you mean `省内` or `省外`?"),
    ("place", "out_of_county", "did you mean `in_city` or `in_province` or `elsewhere`?"),
    ("kind", "慢性病", "did you mean `门诊慢特病`?"),
    ("kind", "INPATIENT", "did you mean `inpatient`?"),
    ("kind", "门诊", "did you mean `普通门诊` or `门诊慢特病` or `重特大疾病门诊`?"),
    ("hospital_level", "三甲", "write `3`"),
    ("hospital_level", "2级", "write `2`"),
    ("hospital_level", "二级乙等", "write `2`"),
    ("hospital_level", "二级甲等医院", "write `2`"),
    ("hospital_level", "三级乙等", "write `3`"),
    ("hospital_level", "三级特等", "write `3`"),
    ("hospital_level", "一级医疗机构", "write `1`"),
    ("hospital_level", "III", "write `3`"),
    ("hospital_level", "primary", "write `1`"),
    ("residence", "非农", "did you mean `城镇`?"),
    ("residence", "农村户口", "did you mean `农村`?"),
    ("tier", "第一档", "write `1`"),
    ("identities", "dibao", 'write `["dibao"]`'),
)


@pytest.mark.parametrize(("field", "word", "told"), SAID)
def test_what_people_say_is_told(field: str, word: str, told: str) -> None:
    """None of it is taken for what it may mean."""
    assert refusal(field, word).endswith(told)


@pytest.mark.parametrize(
    ("identity", "told"),
    [
        ("普通居民", "; an ordinary person has an empty list: `[]`"),
        ({"id": "dibao", "start": "2022-01-01"}, "; its first day is `from`"),
        ({"id": "dibao", "截止": "2022-12-31"}, "; its last day is `to`"),
    ],
)
def test_what_people_say_of_identities_is_told(identity: Any, told: str) -> None:
    """Of nobody's identity that there is none, of its days what they are called."""
    assert refusal("identities", [identity]).endswith(told)


def refusal(field: str, value: Any) -> str:
    """The first message about a case with the value."""
    given = {field: value}
    person = PERSON | given if field in PERSON else PERSON
    claim = CLAIM | COSTS | (given if field not in PERSON else {})
    with pytest.raises(polc.CaseError) as refused:
        POLICY.settle({"year": 2022, "person": person, "claims": [claim]})
    return str(refused.value.errors[0].message)

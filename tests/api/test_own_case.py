"""What `settle` accepts, its own case settles again, in whatever forms a caller holds values."""

import json
from collections import UserDict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polc

POLICY = polc.compile(
    """policy forms "形式" edition 1
use identities
layers basic > tilted
field claim bonus "补助" : money
field claim nights "住院天数" : count
field claim from_day "起算日" : date
param rate_of "比例" : rate by tier unspecified
param limit "限额" : money or none unspecified
benefit basic "基本" per claim {
  when nights reaches 1 and from_day reaches 2022-03-01
  cap limit per year
  rate rate_of
}
benefit tilted "倾斜" per claim {
  base bonus
  when kind is inpatient or hospital_level up to 2
  rate 10%
}
"""
)


class Own(Mapping[str, Any]):
    """A mapping of one's own, which is no dict and cannot be pickled."""

    def __init__(self, held: dict[str, Any]) -> None:
        self.held = held
        self.lock = lambda: None

    def __getitem__(self, key: str) -> Any:
        return self.held[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)


class Name(str):
    """A text of one's own."""

    def __str__(self) -> str:
        return "something else"


class Kind(StrEnum):
    INPATIENT = "inpatient"


class Level(IntEnum):
    TWO = 2


def subclass_of_int(value: int) -> int:
    return type("Number", (int,), {})(value)


TEXTS = [str, Name]
COUNTS = [
    int,
    str,
    subclass_of_int,
    Decimal,
    lambda number: Decimal(f"{number}.00"),
    lambda number: Decimal(f"{number}.{'0' * 30}"),
    lambda number: Decimal(number).scaleb(0).normalize(),
]
MONEY = [
    *COUNTS,
    lambda number: Name(f"{number}.5"),
    lambda number: Decimal(f"{number}.05"),
    lambda number: Decimal(f"{number}.25{'0' * 28}"),
    lambda number: f"{number}.05",
]
DATES = [date.isoformat, lambda day: day, lambda day: Name(day.isoformat())]
MAPPINGS = [
    dict,
    Own,
    UserDict,
    MappingProxyType,
    lambda mapping: type("Sub", (dict,), {})(mapping),
]
LISTS = [list, lambda items: type("Row", (list,), {})(items)]


@st.composite
def cases(draw: st.DrawFn) -> Any:
    """A case of plain values, each in one of the forms that a caller may hold it in."""

    def form(forms: list[Any], value: Any) -> Any:
        return draw(st.sampled_from(forms))(value)

    def mapping(held: dict[Any, Any]) -> Any:
        return form(MAPPINGS, {form(TEXTS, key): part for key, part in held.items()})

    day = date(2022, draw(st.integers(1, 12)), 3)
    claims = [
        mapping(
            {
                "id": form(TEXTS, f"c{place}"),
                "date": form(DATES, day),
                "seq": form(COUNTS, draw(st.integers(0, 2))),
                "kind": draw(st.sampled_from(["inpatient", Name("outpatient"), Kind.INPATIENT])),
                "hospital_level": draw(st.sampled_from([1, Level.TWO, Decimal("2.000"), "3"])),
                "designated": draw(st.sampled_from([True, False, None])),
                "total": form(MONEY, 90_000),
                "in_policy": form(MONEY, draw(st.integers(0, 80_000))),
                "bonus": form(MONEY, draw(st.sampled_from([0, 1]))),
                "nights": form(COUNTS, draw(st.integers(0, 3))),
                "from_day": form(DATES, day),
            }
        )
        for place in range(draw(st.integers(1, 2)))
    ]
    rates = {"1": form(TEXTS, "60%"), "2": form(TEXTS, "70.5%")}
    return mapping(
        {
            "year": draw(st.sampled_from([2022, Decimal("2022.00"), subclass_of_int(2022)])),
            "person": mapping(
                {
                    "id": form(TEXTS, "p1"),
                    "identities": form(
                        LISTS,
                        [
                            draw(
                                st.sampled_from(
                                    ["dibao", Name("低保对象"), mapping({"id": "dibao"})]
                                )
                            )
                        ],
                    ),
                    "tier": form(COUNTS, 1),
                }
            ),
            "parameters": mapping(
                {"rate_of": mapping(rates), "limit": draw(st.sampled_from([None, "5", Decimal(5)]))}
            ),
            "opening": mapping({"basic": mapping({"paid": form(MONEY, 0)})}),
            "claims": draw(st.sampled_from([list, tuple]))(claims),
        }
    )


@settings(max_examples=150, deadline=None)
@given(case=cases())
def test_the_own_case_of_a_settlement_settles_to_it(case: Any) -> None:
    """By way of JSON text: `settle(result.case)` is the result, whole."""
    settled = POLICY.settle(case)
    again = POLICY.settle(json.loads(json.dumps(settled.case)))
    assert json.dumps(again.to_dict()) == json.dumps(settled.to_dict())
    assert type(settled.claims[0].id) is str


PERSON = {"identities": ["dibao"]}
CLAIM = {"date": "2022-03-01", "kind": "inpatient", "total": "100.00", "in_policy": "100.00"}
CLAIM |= {"bonus": "0.00", "nights": 1, "from_day": "2022-03-01"}
TERMS = {"rate_of": {"1": "60%"}, "limit": "5000.00"}


@pytest.mark.parametrize(
    "value",
    [
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("1E+999999"),
        Decimal("1E-999999"),
        Decimal("1.001"),
        1.0,
        float("nan"),
        b"1",
        object(),
    ],
    ids=lambda value: "object" if type(value) is object else repr(value),
)
def test_what_cannot_be_kept_is_refused(value: Any) -> None:
    """A value that is no exact amount and no count is refused at once, at its place."""
    case = {"person": {**PERSON, "tier": value}, "parameters": TERMS}
    with pytest.raises(polc.CaseError) as refused:
        POLICY.settle({**case, "claims": [{**CLAIM, "bonus": value}]})
    paths = [error.path for error in refused.value.errors]
    assert paths == ["person.tier", "claims[0].bonus"]


def test_a_count_that_is_whole_in_digits() -> None:
    """Tier `1.00` and `1` are the first: 100 × 60% = 60."""
    for tier in (1, "1", "1.00", Decimal("1.00"), Decimal("1")):
        case = {"person": {**PERSON, "tier": tier}, "parameters": TERMS, "claims": [CLAIM]}
        assert str(POLICY.settle(case).claims[0].benefits["basic"]) == "60.00"


def test_a_ledger_keeps_values_of_ones_own() -> None:
    """A year opened with, and made of, such values settles again."""
    policy = POLICY.with_parameters(TERMS)
    ledger = policy.open_year(Own({**PERSON, "tier": Decimal("1.00")}), year=2022)
    _, ledger = ledger.add(Own({**CLAIM, "in_policy": Decimal("100.0000")}))
    closed = ledger.close()
    assert policy.settle(json.loads(json.dumps(closed.case))).to_dict() == closed.to_dict()


def test_an_opening_by_a_name_of_ones_own() -> None:
    """4999 of 5000 was paid: of 60% of 100 yuan 1 is left, whatever the key prints."""
    opening = {Name("basic"): {Name("paid"): "4999.00"}}
    case = {"person": {**PERSON, "tier": 1}, "parameters": TERMS, "opening": opening}
    paid = POLICY.settle({**case, "claims": [CLAIM]}).claims[0].benefits["basic"]
    assert paid == Decimal("1.00")

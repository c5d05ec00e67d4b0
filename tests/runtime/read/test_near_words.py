"""A disease that is nearly one that a rule asks for is noted, and taken as another."""

import pytest

import polc

POLICY = polc.compile(
    """policy town "城" edition 1
layers a
list rare "罕见病" = "戈谢病", "重型地中海贫血（β）", "HIV"
benefit a "救助" per claim {
  when disease in rare
  rate 50%
}
"""
)
NEAR = {
    "戈谢 病": "戈谢病",
    "戈谢病（Ⅰ型）": "戈谢病",
    "戈谢病。": "戈谢病",
    "重型地中海贫血(β)": "重型地中海贫血（β）",
    "重型地中海贫血": "重型地中海贫血（β）",
    "ＨＩＶ": "HIV",
    "hiv": "HIV",
}


def settle(disease: str) -> polc.Settlement:
    """A claim of 1,000 yuan."""
    claim = {"id": "x", "date": "2022-03-01", "in_policy": "1000.00", "total": "1000.00"}
    return POLICY.settle({"person": {}, "claims": [claim | {"disease": disease}]})


@pytest.mark.parametrize(("given", "asked"), NEAR.items())
def test_a_near_miss_is_noted(given: str, asked: str) -> None:
    """It pays nothing, and the note names both words."""
    settlement = settle(given)
    assert settlement.claims[0].benefits["a"] == 0
    assert settlement.notes[-1] == (
        f"claims[0].disease `{given}` is not `{asked}`, which the policy asks for, and was taken "
        "as another"
    )


@pytest.mark.parametrize(("given", "yuan"), [("戈谢病", 500), ("肺癌", 0), ("戈谢", 0)])
def test_another_word_is_no_near_miss(given: str, yuan: int) -> None:
    """1000 × 50% for a word of the list; nothing is noted of either."""
    settlement = settle(given)
    assert settlement.claims[0].benefits["a"] == yuan
    assert not any("disease" in note for note in settlement.notes)

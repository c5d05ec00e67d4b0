"""A disease that is nearly one that a rule asks for is noted, and taken as another; so is a
hospital that is nearly that of another claim."""

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


HOSPITALS = polc.compile(
    """policy town "城" edition 1
layers a
benefit a "救助" per claim {
  deductible per hospital per year 300 yuan
  rate 50%
}
"""
)


def settle_in(*hospitals: str) -> polc.Settlement:
    """A claim of 1,000 yuan of a month in each."""
    claims = [
        {
            "id": f"c{month}",
            "date": f"2022-{month:02}-01",
            "in_policy": "1000.00",
            "total": "1000.00",
            "hospital": hospital,
        }
        for month, hospital in enumerate(hospitals, start=1)
    ]
    return HOSPITALS.settle({"person": {}, "claims": claims})


@pytest.mark.parametrize("other", ["甲 医院", "甲医院 ", "甲·医院", "甲医院。"])
def test_a_hospital_written_otherwise_is_noted(other: str) -> None:
    """It is another, with a deductible of its own: (1000 − 300) × 50% each; noted once."""
    settlement = settle_in("甲医院", other, other)
    assert [claim.benefits["a"] for claim in settlement.claims[:2]] == [350, 350]
    told = [note for note in settlement.notes if "two hospitals" in note]
    assert told == [f"`c2` is of `{other}` and `c1` of `甲医院`: written so they are two hospitals"]


@pytest.mark.parametrize("other", ["乙医院", "甲医院（东院）", "甲医院"])
def test_another_hospital_is_not_noted(other: str) -> None:
    """Nor is the same one, nor a house of it that its name tells."""
    assert not any("two hospitals" in note for note in settle_in("甲医院", other).notes)

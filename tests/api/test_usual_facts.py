"""Facts of an ordinary person, taken where a case is silent and only when they are asked for."""

from typing import Any

import pytest

import polc
from polc.messages.text import Text, in_language

TOWN = """policy town "某镇" edition 1
in force from 2022-01-01
use identities
layers basic
benefit basic "基本医保" per claim {
  when insured_at is in_county, in_city
  rate { rural: 60%; urban: 70% } by residence
}
benefit subsidy "资助" per person per year as of premium_paid {
  pay the highest of {
    some for dibao: { 1: 100 yuan; 2: 160 yuan } by tier
  }
}
"""
PLAIN = """policy town "某镇" edition 1
in force from 2022-01-01
use identities
layers basic
benefit basic "基本医保" per claim { rate 60% }
"""
CLAIM = {"id": "c1", "date": "2023-03-01", "kind": "inpatient", "in_policy": 1000}


def case(**person: Any) -> dict[str, Any]:
    return {"person": {"identities": ["dibao"], **person}, "claims": [CLAIM]}


def test_the_facts_are_taken() -> None:
    """1000 × 60% of the countryside, 100 of the first tier; enrolment is not asked, and so not
    told."""
    settled = polc.compile(TOWN).settle(case(), usual=True)
    assert str(settled.claims[0].benefits["basic"]) == "600.00"
    assert str(settled.person_year["subsidy"]) == "100.00"
    assert [str(note) for note in settled.notes if "ordinary" in note] == [
        "`person.residence` is not given: `rural` is taken, as of an ordinary person",
        "`person.tier` is not given: `1` is taken, as of an ordinary person",
        "`person.premium_paid` is not given: `2022-12-01` is taken, as of an ordinary person",
        "`person.insured_at` is not given: `in_city` is taken, as of an ordinary person",
    ]


def test_nothing_is_taken_unasked() -> None:
    """Without it a case that lacks a fact is refused as ever."""
    with pytest.raises(polc.CaseError) as refused:
        polc.compile(TOWN).settle(case())
    assert "missing_field" in {error.code for error in refused.value.errors}


def test_what_is_given_stays() -> None:
    """1000 × 70% in town, 160 of the second tier; these are not noted."""
    settled = polc.compile(TOWN).settle(case(residence="urban", tier=2), usual=True)
    assert str(settled.claims[0].benefits["basic"]) == "700.00"
    assert str(settled.person_year["subsidy"]) == "160.00"
    assert not [note for note in settled.notes if "residence" in note or "tier" in note]


def test_a_policy_that_asks_nothing_is_told_nothing() -> None:
    """Facts that the policy has no place for are not taken."""
    noted = polc.compile(PLAIN).settle(case(), usual=True).notes
    assert not [note for note in noted if "ordinary" in note]


def test_the_stored_case_settles_the_same() -> None:
    """What was taken stands in the case that is kept."""
    policy = polc.compile(TOWN)
    stored = policy.settle(case(), usual=True)
    again = policy.settle(stored.case)
    assert again.claims == stored.claims
    assert again.person_year == stored.person_year


def test_a_ledger_takes_them_too() -> None:
    """600.00 of the same claim, with the same notes."""
    year = polc.compile(TOWN).open_year({"identities": ["dibao"]}, year=2023, usual=True)
    paid, _ = year.add(CLAIM)
    assert str(paid.benefits["basic"]) == "600.00"
    assert len(year.notes) == 4


def test_they_are_told_in_chinese() -> None:
    """A note is a sentence of the catalogue."""
    text = PLAIN.replace("rate 60%", "rate { 1: 60%; 2: 70% } by tier")
    notes = polc.compile(text).settle(case(), usual=True).notes
    note = next(note for note in notes if "ordinary" in note)
    assert isinstance(note, Text)
    assert in_language(note, "zh", "en") == "个案未给出`person.tier`：按一般人员取`1`"

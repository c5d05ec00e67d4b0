"""An identity that a case gives and the policy has no place for is told."""

import polc

TOWN = """policy town "某镇" edition 1
in force from 2022-01-01
use identities
layers basic
rank tekun > dibao
reading r "谁" { first "甲" default; both "乙" }
group weak "弱" = unstable | marginal
count orphan as tekun
benefit basic "基本医保" per claim {
  for tekun, (weak when referred)
  for tekun, weak, severe_disability where r is both
  rate 60%
}
"""


def notes(*identities: str) -> list[str]:
    """What is told of identities of a person with one claim."""
    text = TOWN.replace("referred)\n", "referred)  where r is first\n")
    case = {
        "person": {"identities": list(identities)},
        "claims": [{"date": "2023-03-01", "kind": "inpatient", "in_policy": 100, "referred": True}],
    }
    settled = polc.compile(text).settle(case)
    return [str(note) for note in settled.notes if "identity" in note]


def test_an_identity_without_a_place_is_told() -> None:
    """None of the rules, tables, groups and ranks names it; once, however often it is held."""
    said = "the policy has no place for the identity `special_family`, which changes nothing"
    assert notes("special_family", "tekun") == [said]


def test_an_identity_with_a_place_is_not() -> None:
    """A rule, a rank, a group, an equivalence and another reading each are a place."""
    assert notes("tekun", "dibao", "unstable", "orphan", "severe_disability") == []


def test_a_ledger_tells_it_too() -> None:
    """Among the notes of the year."""
    year = polc.compile(TOWN.replace("referred)\n", "referred)  where r is first\n")).open_year(
        {"identities": ["special_family"]}, year=2023
    )
    assert [note for note in year.notes if "special_family" in note]


def test_a_grade_that_nothing_asks_is_told() -> None:
    """The policy knows `dibao` as one identity: whoever gives its grade meant another."""
    case = {"person": {"identities": [{"id": "dibao", "grade": 2}, {"id": "tekun"}]}, "claims": []}
    text = TOWN.replace("referred)\n", "referred)  where r is first\n")
    told = [
        note for note in polc.compile(text).settle({"year": 2023, **case}).notes if "grade" in note
    ]
    assert told == ["the grade of `dibao` changes nothing: the policy does not ask for it"]

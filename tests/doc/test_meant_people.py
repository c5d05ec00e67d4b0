"""Which classes something is for."""

import pytest

import polc
from polc.doc.book import open_book
from polc.doc.meant_people import classes_of, identities_as
from polc.doc.who_gets_what import Entitled, shares_of
from tests.stdlib_texts import stdlib_policy

HEAD = """policy town "某镇" edition 1
use identities
in force from 2023-01-01
rank tekun > dibao
layers help
"""


def shares(text: str, benefit: str = "help") -> tuple[Entitled, ...]:
    """What each class gets of a benefit."""
    book = open_book(polc.compile(HEAD + text, name="town"), "en")
    program = book.policy.program
    return shares_of(
        next(known for known in program.benefits if known.id == benefit), program, book.words
    )


def told(text: str) -> dict[tuple[str, ...], str]:
    """The rate of each class."""
    return {share.people: share.rate[0].told for share in shares(text)}


def test_whoever_is_treated_as_another_gets_what_that_one_gets() -> None:
    """Also where the table has no row of its own."""
    text = """count orphan as tekun
    benefit help "救助" per claim { for tekun, dibao rate { tekun: 100%; dibao: 70% } }"""
    assert told(text) == {("tekun", "orphan"): "rate: 100%", ("dibao",): "rate: 70%"}


def test_whoever_is_never_recognised_comes_under_no_day_of_recognition() -> None:
    """The class of the condition does; before a recognition everybody may be."""
    text = """benefit help "救助" per claim { when date reaches recognised as (dibao) rate 50% }"""
    assert told(text) == {("dibao",): "rate: 50%"}


@pytest.mark.parametrize(
    ("condition", "people"),
    [
        ("dibao", [("dibao",)]),
        ("not dibao", [("tekun", "")]),
        ("dibao or referred", [("tekun", "dibao", "")]),
        ("dibao and referred", [("dibao",)]),
    ],
)
def test_a_condition_on_an_identity(condition: str, people: list[tuple[str, ...]]) -> None:
    """What hangs on something else may hold for anybody."""
    text = f"""benefit help "救助" per claim {{ when {condition} rate 50% }}"""
    assert list(told(text)) == people


def test_the_grant_of_a_document() -> None:
    """Suizhou 二(五)3 gives it to one class; the file asks for its recognition."""
    book = open_book(stdlib_policy("suizhou"), "zh")
    program = book.policy.program
    benefit = next(known for known in program.benefits if known.id == "outpatient_grant")
    assert [share.people for share in shares_of(benefit, program, book.words)] == [("tekun",)]


def test_the_classes_are_those_that_the_policy_has_a_place_for() -> None:
    """By rank, and whoever is none of them behind; each is treated as itself."""
    policy = polc.compile(HEAD + 'benefit help "救助" per claim { rate 50% }', name="town")
    assert classes_of(policy.program) == ("tekun", "dibao", "")
    words = open_book(policy, "en").words
    assert identities_as("", policy.program, words) == ("",)
    assert identities_as("dibao", policy.program, words) == ("dibao",)

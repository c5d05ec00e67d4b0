"""No message proposes another group of people: every pair of names, and the words near them."""

from itertools import permutations
from typing import Final

import pytest

from polc.compiler.names.suggest_people import TITLES, suggest_people
from polc.compiler.pipeline import compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from polc.messages.text import NOTHING
from polc.runtime.read.spelling import is_same_name
from polc.stdlib_policies.identity_synonyms import EXCEPT, OTHER_PEOPLE
from tests.stdlib_texts import read_stdlib, stdlib_text

IDENTITIES: Final = [
    (parts[1], parts[2].strip('"'))
    for line in stdlib_text("identities").splitlines()
    if (parts := line.split())[:1] == ["identity"]
]
TOWN: Final = """policy a "某镇" edition 1
use identities
layers b
benefit b per claim {{
  {line}
  rate 50%
}}
"""
NAMES: Final = [name for pair in IDENTITIES for name in pair]
NEAR: Final = (
    *("监测人口", "低保边缘户对象", "特困儿童", "农村特困", "一类特困", "五类低保", "低保边沿"),
    *("脱贫监测户", "返贫人口", "致贫人口", "困难家庭成员", "重度残疾儿童", "残疾人", "优抚人员"),
    *(
        "边缘人口",
        "稳定人口",
        "不稳定人口",
        "突发困难人口",
        "严重困难人口",
        "精神障碍患者",
        "孤寡老人",
    ),
    *("失能人员", "事实孤儿", "困境儿童", "计生家庭", "重病患者", "因病返贫人员", "支出型困难家庭"),
    *("dibao_class_5", "dibao_margins", "tekuns", "orphans", "unstable_margin", "severe"),
)


def same(word: str, found: str) -> bool:
    """Whether both name the same people: two spellings of one name, or what documents call it."""
    title = TITLES.get(word, word)
    pair = {name: identity for identity in IDENTITIES for name in identity}
    return is_same_name(word, found) or pair.get(title) == pair.get(TITLES.get(found, found))


def test_no_name_is_offered_for_another() -> None:
    """Where a policy knows one identity and another is written, nothing is put in its place."""
    for written, known in permutations(NAMES, 2):
        found = suggest_people(written, [known], NOTHING).words
        assert all(same(written, word) for word in found), (written, known)


@pytest.mark.parametrize("word", [*NEAR, *OTHER_PEOPLE])
def test_a_word_near_a_name_is_given_no_other_people(word: str) -> None:
    """In a list of people and in a condition: no repair and no suggestion names other people."""
    for line in (f"for {word}", f"when {word}", f"not for {word}"):
        for told in find(line):
            edits = told.fix.edits if told.fix is not None else ()
            offered = (*told.suggests, *(edit.text for edit in edits))
            people = [name for name in offered if name in NAMES]
            assert all(same(word, name) for name in people), (line, people)


@pytest.mark.parametrize(
    ("word", "excepted"),
    [
        ("非特困人员", True),
        ("非低保", True),
        ("非低收入人口", True),
        ("除低保对象", True),
        ("除了低保对象以外", True),
        ("除参保职工外", True),
        ("低保对象除外", True),
        ("非农业人口", False),
        ("非遗传承人", False),
        ("除名人员", False),
    ],
)
def test_who_is_left_out_is_told_by_people_that_are_known(word: str, *, excepted: bool) -> None:
    """A word that only begins with 非 or 除 is the name of people that nobody has declared."""
    assert (suggest_people(word, NAMES, NOTHING).text == EXCEPT) == excepted


def test_a_name_that_begins_with_not_is_found_in_another_spelling() -> None:
    """Of declared people whose name begins with 非."""
    assert suggest_people("非农业人园", ["非农业人员"], NOTHING).words == ("非农业人员",)


def find(line: str) -> tuple[Diagnostic, ...]:
    """What is said of a benefit with the line."""
    text = TOWN.format(line=line)
    return compile_text(SourceText("a.pol", text), read_stdlib).diagnostics

"""No message proposes another group of people: every pair of names, and the words near them."""

import re
from itertools import permutations
from typing import Final

import pytest

from polc.compiler.names.suggest_people import TITLES, suggest_people
from polc.compiler.pipeline import compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from polc.compiler.typed.nodes.program import Program
from polc.messages.text import NOTHING
from polc.runtime.read.spelling import is_same_name
from polc.stdlib_policies.other_people import EXCEPT, OTHER_PEOPLE
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


@pytest.mark.parametrize(
    ("word", "quoted"),
    [
        ("建档立卡贫困户", ["脱贫人口", 'identity NAME "title"']),
        ("建档立卡贫困人口", ["脱贫人口", 'identity NAME "title"']),
        ("支出型困难家庭", ['identity NAME "title"', "因病致贫重病患者"]),
        ("支出型贫困家庭成员", ['identity NAME "title"', "因病致贫重病患者"]),
        ("刚性支出困难家庭", ['identity NAME "title"', "因病致贫重病患者"]),
        ("因病致贫家庭", ["因病致贫重病患者", 'identity NAME "title"']),
        ("因病返贫人员", ["因病致贫重病患者", 'identity NAME "title"']),
        ("重残人员", ["重度残疾人", "丧失劳动能力的残疾人", 'identity NAME "title" grade 1..2']),
        ("残疾人", ["重度残疾人", "丧失劳动能力的残疾人", 'identity NAME "title" grade 1..2']),
        ("一二级残疾人", ['identity NAME "title" grade 1..2', "重度残疾人"]),
        ("低保残疾人", ["for (dibao when severe_disability)"]),
        ("困境儿童", ["group NAME = orphan | de_facto_orphan"]),
        ("孤困儿童", ["group NAME = orphan | de_facto_orphan"]),
        ("散居孤儿", ["孤儿", 'identity NAME "title"']),
        ("集中供养特困人员", ["特困人员", 'identity NAME "title"']),
        ("农村五保", ["特困人员", "特困人员", 'identity NAME "title"']),
        ("优抚对象", ["在乡重点优抚对象", 'identity NAME "title" grade 1..6']),
        ("残疾军人", ['identity NAME "title" grade 1..6']),
        ("精神病患者", ["严重精神障碍患者", 'identity NAME "title"']),
        ("失独家庭", ["计生特困家庭成员", 'identity NAME "title"']),
        ("易致贫边缘户", ["边缘易致贫人口", 'identity NAME "title"']),
        ("突发困难户", ["突发严重困难人口", 'identity NAME "title"']),
        ("返贫人口", ["返贫致贫人口", "易返贫致贫人口", 'identity NAME "title"']),
        ("防贫监测户", ["group NAME = unstable | marginal | sudden_hardship"]),
        ("特殊困难群体", ["group NAME = tekun | dibao | dibao_margin"]),
        ("一档低保", ["一类低保", "四类低保", 'identity NAME "title"']),
        ("低收入家庭老年人", ["for (dibao when age reaches 60)"]),
        ("低收入家庭重病患者", ["for (dibao when disease in NAME)"]),
        ("高血压患者", ["when disease is 尿毒症", "when disease in NAME"]),
        ("新生儿", ["when age reaches 60", "when age under 18"]),
        ("退休人员", ['field person NAME "title" : yes or no', "when NAME"]),
        ("在校学生", ['field person NAME "title" : yes or no', "when NAME"]),
        ("离休干部", ['identity NAME "title"']),
        ("享受低保的", ['identity NAME "title"', "group NAME = tekun | dibao"]),
    ],
)
def test_what_documents_call_people_is_told_precisely(word: str, quoted: list[str]) -> None:
    """Which identity of the library is near, how such people are declared or asked; all that the
    sentence quotes."""
    (told,) = [told for told in find(f"for {word}") if told.code == "unknown_name"]
    assert re.findall("`([^`]+)`", str(told.help)) == quoted


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("低保边缘家庭成员", "低保边缘家庭成员"),
        ("因病致贫重病患者", "因病致贫重病患者"),
        ("因病致贫家庭重病患者", "因病致贫重病患者"),
        ("重度残疾人", "重度残疾人"),
        ("城乡重度残疾人员", "重度残疾人"),
        ("孤儿", "孤儿"),
        ("城乡孤儿", "孤儿"),
        ("事实无人抚养儿童", "事实无人抚养儿童"),
        ("事实无人抚养困境儿童", "事实无人抚养儿童"),
        ("二类低保对象", "二类低保"),
        ("稳定脱贫户", "稳定脱贫人口"),
        ("计划生育特困家庭", "计生特困家庭成员"),
        ("严重精神障碍者", "严重精神障碍患者"),
        ("丧失劳动能力残疾人", "丧失劳动能力的残疾人"),
    ],
)
def test_what_documents_call_an_identity_is_that_identity(word: str, title: str) -> None:
    """A benefit for the people of the word is for those of the identity."""
    assert not find(f"for {word}")
    assert program_of(word) == program_of(title)


def program_of(people: str) -> Program | None:
    """What a benefit for these people comes to."""
    text = TOWN.format(line=f"for {people}")
    return compile_text(SourceText("a.pol", text), read_stdlib).program


def test_a_name_that_begins_with_not_is_found_in_another_spelling() -> None:
    """Of declared people whose name begins with 非."""
    assert suggest_people("非农业人园", ["非农业人员"], NOTHING).words == ("非农业人员",)


def find(line: str) -> tuple[Diagnostic, ...]:
    """What is said of a benefit with the line."""
    text = TOWN.format(line=line)
    return compile_text(SourceText("a.pol", text), read_stdlib).diagnostics

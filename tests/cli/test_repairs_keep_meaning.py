"""Safe repairs of a refused file never make one that compiles and means something else.

A policy in either language is the original. Into it go a keyword in the place of another, a
misspelt keyword, a word of the field in the place of a keyword, two mistakes at once; where the
repairs make a file of it that compiles, it comes to the plan of the original or of what the
table of synonyms says was meant.
"""

import os
from collections.abc import Iterator
from itertools import combinations
from typing import Any, Final

import pytest

from polc.cli.files.fix_files import repair_text
from polc.compiler.lower.lower import lower
from polc.compiler.pipeline import compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from polc.grammar.keywords import KEYWORDS
from polc.grammar.synonyms import ACCEPTED, TOLD
from tests.generators.plan_effect import without_origins
from tests.stdlib_texts import read_stdlib

FIRST: Final = int(os.environ.get("POLC_FIRST_SEED", "0"))
MANY: Final = 11
"""Of so many the long run takes one, beginning with the seed; a prime, so that every word and
every place is met. With seeds from 0 to 10 it takes all."""

CHINESE: Final = """政策 town “某镇” 版次 1
施行 自 2023年1月1日 起
引入 identities
支付次序 a
身份次序 特困人员 优先于 低保对象
限额 shared “共用” 每年 5万元
待遇 a “医疗救助” 每笔结算 {
  对象 特困人员、低保对象
  须 政策范围内费用 达到 100元
  起付线 每年 1000元
  比例 { 特困人员：100%；低保对象：70% }
  不低于 10元
  封顶线 每年 3万元
  计入 shared
}
"""
ENGLISH: Final = """policy town "某镇" edition 1
in force from 2023-01-01
use identities
layers a
rank tekun > dibao
pool shared "共用" per year 50000 yuan
benefit a "医疗救助" per claim {
  for tekun, dibao
  when in_policy reaches 100 yuan
  deductible per year 1000 yuan
  rate { tekun: 100%; dibao: 70% }
  at least 10 yuan
  cap 30000 yuan per year
  counts toward shared
}
"""
BODIES: Final = {"zh": (1, CHINESE), "en": (0, ENGLISH)}

MISTAKES: Final = {
    "  起付线 每年 1000元\n": (
        "  免赔额 每年 1000元\n",
        "  门槛费 每年 1千元\n",
        "  起付线 每半年 1000元\n",
        "  起付线 每年 1000\n",
        "  起付线：每年 1000元\n",
        "  起付线 每年 1，000元\n",
    ),
    "  比例 { 特困人员：100%；低保对象：70% }\n": (
        "  比例 { 特困人员：100%，低保对象：70% }\n",
        "  自付比例 { 特困人员：100%；低保对象：70% }\n",
        "  比例 特困人员100%，低保对象70%\n",
        "  比例 { 特困人员＝100%；低保对象＝70% }\n",
        "  比例 60%–70%\n",
        "  比例 { 特困人员：100；低保对象：70 }\n",
    ),
    "  封顶线 每年 3万元\n": (
        "  封顶线 每人每年 3万\n",
        "  年度限额 3万元\n",
        "  不封顶 每年 3万元\n",
        "  封顶线 ３万元／年\n",
        "  上限 每年 3万元\n",
        "  封顶线 每年 30000元/人\n",
    ),
}
"""Lines of the Chinese original, and what is written for them by mistake. None but the original
line is meant by any of those that can be repaired."""


def check(source: SourceText) -> tuple[Diagnostic, ...]:
    return compile_text(source, read_stdlib).diagnostics


def _is_safe(diagnostic: Diagnostic) -> bool:
    return diagnostic.fix is not None and diagnostic.fix.safety == "safe"


def errors(found: tuple[Diagnostic, ...]) -> int:
    return sum(diagnostic.severity == "error" for diagnostic in found)


def plan_of(text: str) -> Any:
    """The plan, without the places it comes from; None where the text is refused."""
    program = compile_text(SourceText("t.pol", text), read_stdlib).program
    return None if program is None else without_origins(lower(program, {}))


def keeps_meaning(wrong: str, *meant: Any) -> None:
    """Where the wrong text is refused, what the repairs make of it is refused as well or comes
    to one of these plans; they lower the number of mistakes, and a second run finds none."""
    source = SourceText("t.pol", wrong)
    before = check(source)
    if not errors(before) or not any(_is_safe(diagnostic) for diagnostic in before):
        return
    once = repair_text(source, check)
    again = repair_text(once.after, check)
    assert again.after.text == once.after.text, wrong
    if not once.made:
        return
    assert errors(check(once.after)) <= errors(before), wrong
    plan = plan_of(once.after.text)
    assert plan is None or plan in meant, f"{wrong}\nbecame\n{once.after.text}"


def keywords_in(language: int, text: str) -> Iterator[tuple[str, int]]:
    """The spellings of keywords that stand in a text, each with its first place."""
    for spellings in KEYWORDS.values():
        for word in spellings[language]:
            at = text.find(word)
            if at >= 0:
                yield word, at


def exchanged(language: int, text: str) -> Iterator[str]:
    """Every keyword of the text in turn replaced by every other."""
    others = sorted({word for spellings in KEYWORDS.values() for word in spellings[language]})
    for word, at in keywords_in(language, text):
        for keyword in others:
            if keyword != word:
                yield text[:at] + keyword + text[at + len(word) :]


def misspelt(language: int, text: str) -> Iterator[str]:
    """Every keyword with a letter left out, doubled, or exchanged with the next."""
    for word, at in keywords_in(language, text):
        for place in range(len(word)):
            head, letter, tail = word[:place], word[place], word[place + 1 :]
            for near in (
                head + tail,
                head + 2 * letter + tail,
                head + tail[:1] + letter + tail[1:],
            ):
                if near not in ("", word):
                    yield text[:at] + near + text[at + len(word) :]


def with_synonyms(language: int, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every word of the table of synonyms in the place of every keyword of a benefit; with the
    texts that it may mean."""
    for word, at in keywords_in(language, text):
        before, after = text[:at], text[at + len(word) :]
        for terminal, spellings in ACCEPTED.items():
            own = KEYWORDS[terminal][language][0]
            for said in spellings[1 - language] if language == 0 else spellings[1]:
                yield before + said + after, (before + own + after,)
        for said, told in TOLD.items():
            if said.isascii() == (language == 0):
                texts = tuple(before + own + after for own in told.write)
                yield before + said + after, texts


def hold(wrong: list[str], text: str, step: int) -> None:
    original = plan_of(text)
    assert original is not None
    for text_with_mistake in wrong[FIRST % step :: step]:
        keeps_meaning(text_with_mistake, original)


@pytest.mark.parametrize(
    "line", ["资助对象s toward shared", "for toward shared", "对象 tekun dibao"]
)
def test_words_that_may_be_no_names_of_a_list(line: str) -> None:
    """A comma between two words is no safe repair where one of them is left of a keyword, or the
    line speaks another language than the file."""
    wrong = ENGLISH.replace("counts toward shared", line)
    found = [told for told in check(SourceText("t.pol", wrong)) if told.code == "odd_list"]
    assert [told.fix is not None and told.fix.safety for told in found] == ["unsafe"]
    keeps_meaning(wrong, plan_of(ENGLISH))


@pytest.mark.parametrize("language", BODIES)
def test_a_keyword_for_another(language: str) -> None:
    """Some pairs of keywords."""
    place, text = BODIES[language]
    wrong = list(exchanged(place, text))
    hold(wrong, text, len(wrong) // 8)


@pytest.mark.parametrize("language", BODIES)
def test_a_misspelt_keyword(language: str) -> None:
    """Some of the misspelt keywords."""
    place, text = BODIES[language]
    wrong = list(misspelt(place, text))
    hold(wrong, text, len(wrong) // 8)


@pytest.mark.long
@pytest.mark.parametrize("language", BODIES)
def test_many_keywords_for_others(language: str) -> None:
    """Hundreds of pairs, and of misspellings; which ones moves with the seed."""
    place, text = BODIES[language]
    hold([*exchanged(place, text), *misspelt(place, text)], text, MANY)


def hold_synonyms(language: str, parts: int) -> None:
    place, text = BODIES[language]
    original, every = plan_of(text), list(with_synonyms(place, text))
    for wrong, meant in every[FIRST % parts :: parts]:
        keeps_meaning(wrong, original, *map(plan_of, meant))


@pytest.mark.parametrize("language", BODIES)
def test_a_synonym_for_a_keyword(language: str) -> None:
    """Some words of the field at some places."""
    hold_synonyms(language, 401)


@pytest.mark.long
@pytest.mark.parametrize("language", BODIES)
def test_many_synonyms_for_keywords(language: str) -> None:
    """Hundreds of words of the table of synonyms at keywords of the original."""
    hold_synonyms(language, MANY)


PAIRS: Final = [
    (
        CHINESE.replace(first, first_mistake).replace(second, second_mistake),
        f"{first_mistake.strip()} | {second_mistake.strip()}",
    )
    for first, second in combinations(MISTAKES, 2)
    for first_mistake in MISTAKES[first]
    for second_mistake in MISTAKES[second]
]


def hold_pairs(step: int) -> None:
    original = plan_of(CHINESE)
    for wrong, _ in PAIRS[FIRST % step :: step]:
        keeps_meaning(wrong, original)


def test_two_mistakes_at_once() -> None:
    """Some of the pairs."""
    hold_pairs(len(PAIRS) // 6)


@pytest.mark.long
def test_every_two_mistakes_at_once() -> None:
    """Every pair of lines that are wrong, in one file."""
    hold_pairs(1)

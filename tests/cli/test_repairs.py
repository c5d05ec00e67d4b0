"""What safe repairs may do to a text, over every wrong program that the tests have."""

import os
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from polc.cli.files.fix_files import repair_text
from polc.compiler.pipeline import compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from polc.explain.find_page import codes, find_page
from polc.grammar.keywords import all_spellings
from polc.grammar.synonyms import TOLD
from tests.stdlib_texts import read_stdlib

TESTS = Path(__file__).parents[1]
LEFT = sorted((TESTS / "mistakes" / "left").glob("*.pol"))
WRONG = [*sorted((TESTS / "corpus").glob("*.pol")), *sorted((TESTS / "mistakes").glob("*.pol"))]
PAGES = [page for code in codes() if (page := find_page(code)) is not None]
EXAMPLES = [(page.code, page.example) for page in PAGES if page.example]
TEXTS = [(path.stem, path.read_bytes().decode("utf-8")) for path in [*WRONG, *LEFT]] + EXAMPLES

_WORD = re.compile(r"[A-Za-z]+|[㐀-鿿]")
_UNITS = {
    "yuan",
    "RMB",
    "CNY",
    *"元万亿千百成整正年月日号天",
    "wan",
    "percent",
    "pct",
    "per",
    "cent",
}
_WORDS_OF_SIGNS = {"is", "reaches", "of", "not", "and", "or", *"是达到以内非且或的", "up", "to"}


def check(source: SourceText) -> tuple[Diagnostic, ...]:
    return compile_text(source, read_stdlib).diagnostics


@cache
def check_once(source: SourceText) -> tuple[Diagnostic, ...]:
    """The same of a text that several tests ask about."""
    return check(source)


def words(text: str) -> list[str]:
    """The letters that are neither a unit nor what a sign is written as, in their order."""
    plain = unicodedata.normalize("NFKC", text)
    return [word.lower() for word in _WORD.findall(plain) if word not in _UNITS | _WORDS_OF_SIGNS]


@pytest.mark.parametrize("path", LEFT, ids=lambda path: path.stem)
def test_what_is_close_is_left(path: Path) -> None:
    """A word that is close to a keyword may mean the opposite: nothing is changed."""
    source = SourceText("t.pol", path.read_text(encoding="utf-8"))
    assert repair_text(source, check).after.text == source.text


OF_OTHER_WORDS = {
    "missing_use",
    "no_layer",
    "mixed_languages",
    "mixed_script",
    "needless_allow",
}
"""Codes whose safe repair writes or leaves out words, and changes no rule."""


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_a_second_run_changes_nothing(name: str, text: str) -> None:
    """What one run leaves, the next leaves too, and a run lowers the number of mistakes."""
    once = repair_text(SourceText("t.pol", text), check_once)
    again = repair_text(once.after, check_once)
    assert (again.made, again.after.text) == (0, once.after.text)


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_a_safe_repair_keeps_every_word(name: str, text: str) -> None:
    """No letter is exchanged, put in or left out: only signs, widths and units; but for the
    lines that `use` a file and give the order of paying, the keywords of the other language,
    and a comment that allows nothing."""
    source = SourceText("t.pol", text)
    for found in check_once(source):
        if found.fix is None or found.fix.safety == "unsafe":
            continue
        if found.code in (
            "missing_use",
            "no_layer",
            "mixed_languages",
            "mixed_script",
            "needless_allow",
        ):
            continue
        for edit in found.fix.edits:
            before = text[edit.span.start : edit.span.end]
            assert words(before) == words(edit.text), found.message


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_a_page_says_whether_its_repair_is_safe(name: str, text: str) -> None:
    """Of each code that has a repair, in both languages."""
    for found in check_once(SourceText("t.pol", text)):
        page = find_page(found.code)
        if found.fix is not None:
            assert page is not None
            assert all(page.safety.get(language) for language in ("en", "zh")), found.code


TOWN = """政策 town “某镇” 版次 1
施行 自 2023年1月1日 起
引入 identities
支付次序 a
待遇 a “医疗救助” 每笔结算 {
  对象 特困人员、低保对象
LINE
}
"""
HOSTS = [
    "  {word} 60%",
    "  比例 {word} 60%",
    "  {word} 每年 1000元\n  比例 60%",
    "  起付线 {word} 1000元\n  比例 60%",
    "  封顶线 1000元 {word}\n  比例 60%",
    "  比例 { 特困人员：60%{word}低保对象：70% }",
    "  须 政策范围内费用 {word} 1000元\n  比例 60%",
    "  {word}每年 1000元\n  比例 60%",
]
FIRST = int(os.environ.get("POLC_FIRST_SEED", "0"))
EVERY_WORD = sorted(all_spellings() | set(TOLD))


def keeps_every_word(host: str, word: str) -> None:
    """After the repairs the file says the words that it said before, in their order, but that a
    keyword of the other language may be in that of the file."""
    line = host.replace("{word}", word)
    text = TOWN.replace("LINE", line)
    repaired = repair_text(SourceText("t.pol", text), check)
    if word.isascii() and repaired.made:
        assert "mixed_languages" in {
            diagnostic.code for diagnostic in check(SourceText("t.pol", text))
        }
    else:
        assert words(repaired.after.text) == words(text)


@pytest.mark.parametrize("host", HOSTS)
def test_no_repair_exchanges_a_keyword(host: str) -> None:
    """Some of the keywords and synonyms at every place of a benefit."""
    for word in EVERY_WORD[:: len(EVERY_WORD) // 12]:
        keeps_every_word(host, word)


@pytest.mark.long
@pytest.mark.parametrize("host", HOSTS)
def test_no_repair_exchanges_many_keywords(host: str) -> None:
    """A third of them, which third moves with the seed."""
    for word in EVERY_WORD[FIRST % 3 :: 3]:
        keeps_every_word(host, word)


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("rate：70％，", "rate 70％"),
        ("rate: 70%,", "rate  70%"),
        ("rate＝70％，", "rate 70％"),
        ("rate 70%, # 七成", "rate 70% # 七成"),
    ],
)
def test_a_last_line_is_mended_in_one_run(line: str, mended: str) -> None:
    """A sign behind the keyword and one at the end, where nothing but the brace follows."""
    host = 'policy p "x"\nlayers a\nbenefit a "x" per claim {{\n  {}\n}}\n'
    repaired = repair_text(SourceText("t.pol", host.format(line)), check).after.text
    assert repaired == host.format(mended)

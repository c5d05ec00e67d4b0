"""The style, fact by fact: what is written and what becomes of it."""

import pytest

from polc.compiler.format import format as formatter
from polc.compiler.format.format import NotKeptError, format_text
from polc.compiler.format.glued import divide
from polc.compiler.report.source import SourceText

HEAD = 'policy p "甲" edition 1\n'

TURNS = [
    (
        "a block on several lines",
        'benefit b "乙" per claim { for dibao\nrate 60% }\n',
        'benefit b "乙" per claim {\n  for dibao\n  rate 60%\n}\n',
    ),
    (
        "a block on one line",
        'benefit   b "乙" per claim {for dibao rate 60 %}\n',
        'benefit b "乙" per claim { for dibao  rate 60% }\n',
    ),
    (
        "entries on one line",
        "param t : date = {a:2025-12-31   b : 2026-12-31;} by r\n",
        "param t : date = { a: 2025-12-31; b: 2026-12-31 } by r\n",
    ),
    (
        "a table in several lines",
        "benefit b per claim {\nrate { tekun, orphan: 100%;\ndibao: 70% ;}\n}\n",
        "benefit b per claim {\n  rate {\n    tekun, orphan: 100%\n    "
        "dibao:         70%\n  }\n}\n",
    ),
    (
        "citations below each other, a Chinese character two wide",
        'benefit b per claim {\nfor dibao SZ-1\nbase in_policy "二" SZ-2\n}\n',
        'benefit b per claim {\n  for dibao       SZ-1\n  base in_policy  "二" SZ-2\n}\n',
    ),
    (
        "comments below each other",
        "# 甲\nlayers a # 一\nrank tekun > dibao#二\n",
        "# 甲\nlayers a            # 一\nrank tekun > dibao  #二\n",
    ),
    (
        "empty lines",
        "\n\n\nlayers a\n\n\n\nbenefit b per claim {\n\nrate 60%\n\n}\n",
        "\nlayers a\n\nbenefit b per claim {\n  rate 60%\n}\n",
    ),
    (
        "a statement that goes on",
        "group g = a | b\n| c where r is x\n",
        "group g = a | b\n  | c where r is x\n",
    ),
    (
        "choices of a reading",
        'reading r "问" { one (a) "一" default\ntwo_and_more (b) "二"\nthird "三" }\n',
        'reading r "问" {\n  one          (a) "一" default\n  two_and_more (b) "二"\n'
        '  third            "三"\n}\n',
    ),
    (
        "a semicolon without which the next word is a keyword",
        "group w = {\nwith_it: dibao;\nwithout: tekun\n} by r\n",
        "group w = {\n  with_it: dibao;\n  without: tekun\n} by r\n",
    ),
    (
        "a semicolon below a comment",
        "group w = {\na: dibao # 一\n; b: tekun\n} by r\n",
        "group w = {\n  a: dibao  # 一\n  b: tekun\n} by r\n",
    ),
    (
        "people, their clause and a change on one line",
        'adjust b { for dibao; cite "二" S-1 no cap }\n',
        'adjust b { for dibao; cite "二" S-1; no cap }\n',
    ),
    (
        "classes with terms of their own",
        "benefit b per claim {\nfor a, b: no deductible, rate 90% S-1\n"
        "for c: deductible per year 5 yuan, rate 7%\n}\n",
        "benefit b per claim {\n"
        "  for a, b:  no deductible,               rate 90%  S-1\n"
        "  for c:     deductible per year 5 yuan,  rate 7%\n"
        "}\n",
    ),
    (
        "a matrix with bars",
        "benefit b per claim {\nterms by class {\n"
        "| class | per year deductible | rate |\n| a, b | 5yuan | 90% | S-1 |\n"
        "|otherwise| no deductible|7%|\n}\n}\n",
        "benefit b per claim {\n"
        "  terms by class {\n"
        "    class      per year deductible  rate\n"
        "    a, b       5 yuan               90%  S-1\n"
        "    otherwise  no deductible        7%\n"
        "  }\n"
        "}\n",
    ),
    (
        "full-width punctuation",
        "benefit b “乙” per claim { rate ｛ dibao：６０％；otherwise： 0％｝ }\n",
        'benefit b "乙" per claim { rate { dibao: 60%; otherwise: 0% } }\n',
    ),
    (
        "figures",
        "pool y 4 万元 per person per year\npool z 5yuan per person per year\n",
        "pool y 4万元 per person per year\npool z 5 yuan per person per year\n",
    ),
]


@pytest.mark.parametrize(
    ("before", "after"), [row[1:] for row in TURNS], ids=[row[0] for row in TURNS]
)
def test_what_becomes_of_it(before: str, after: str) -> None:
    """As the style says."""
    text, mistakes = format_text(SourceText("p", HEAD + before))
    assert mistakes == ()
    assert text == HEAD + after


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("base 50% of premium", "基数 premium 的 50%"),
        ("base 50% of 50% of premium", "基数 (premium 的 50%) 的 50%"),
        ("when date over 2022-01-01", "须 日期 超过 2022-01-01"),
        ("cap 1 yuan per year", "封顶线 1元 每年"),
        ("when place within in_city", "须 就医地点 属于 市内"),
        ("base remaining - a.cut_off", "基数 剩余政策范围内费用 - a.超限额部分"),
        (
            "pay { inpatient: 5 fen; otherwise: 0 yuan } by kind",
            "支付 { 住院: 5分; 其他: 0元 } 按 就医类别",
        ),
        ("base higher of (a, b)", "基数 较高 (a, b)"),
    ],
)
def test_the_other_language(english: str, chinese: str) -> None:
    """The keywords change, and what stands in another order changes places."""
    whole = f"{HEAD}benefit b per claim {{\n  {english}\n  rate 60%\n}}\n"
    there, _ = format_text(SourceText("p", whole), "zh")
    assert there is not None
    assert there.splitlines()[2].strip() == chinese
    assert format_text(SourceText("p", there), "en") == (whole, ())


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "base { # 甲\n    1: 90%  # 乙\n    2: 70%\n  } by tier of premium",
            "基数 premium 的 {  # 甲\n    1: 90%           # 乙\n    2: 70%\n  } 按 档次",
        ),
        (
            "base 50% of {\n    1: 320 yuan  # 甲\n    2: 695 yuan\n  } by tier",
            "基数 {\n    1: 320元  # 甲\n    2: 695元\n  } 按 档次 的 50%",
        ),
    ],
)
def test_a_broken_table_of_a_product_moves_whole(english: str, chinese: str) -> None:
    """Where its lines end goes with the rate, or the amount, that the author broke."""
    whole, _ = format_text(
        SourceText("p", f"{HEAD}benefit b per claim {{\n  {english}\n  rate 60%\n}}\n")
    )
    assert whole is not None
    there, _ = format_text(SourceText("p", whole), "zh")
    assert there is not None
    assert chinese in there
    assert format_text(SourceText("p", there), "en") == (whole, ())


def test_comments_of_rate_and_amount_keep_their_order() -> None:
    """The rate changes places with the amount, and the comment of the first stays the first."""
    base = "{\n1: 90% # 甲\n2: 70%\n} by tier of {\n1: 320 yuan # 乙\n2: 695 yuan\n} by tier"
    whole = f"{HEAD}benefit b per claim {{\n  base {base}\n  rate 60%\n}}\n"
    there, mistakes = format_text(SourceText("p", whole), "zh")
    assert mistakes == ()
    assert there is not None
    assert there.index("# 甲") < there.index("# 乙")


def test_years_onward() -> None:
    """`2025 起` is `from 2025`."""
    whole = f"{HEAD}param t : money = {{ 2024: 1 yuan; 2025 起: 2 yuan }} by year\n"
    english, _ = format_text(SourceText("p", whole), "en")
    assert english is not None
    assert "; from 2025: 2 yuan }" in english


def test_a_word_with_one_division() -> None:
    """A keyword and a title of the file."""
    assert divide("对象孤儿", 'identity orphan "孤儿"') == "对象 孤儿"


def test_a_word_with_two_divisions_stays() -> None:
    """`甲乙丙` may be `甲 乙丙` or `甲乙 丙`."""
    assert divide("甲乙丙", '"甲" "乙丙" "甲乙" "丙"') is None


def test_a_word_with_no_division_stays() -> None:
    """Nothing is called so."""
    assert divide("对象某某", "") is None


def test_a_text_that_says_something_else_is_not_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the layout loses a line."""
    lost = formatter.make_lines
    monkeypatch.setattr(formatter, "make_lines", lambda *pieces, keep: lost(*pieces)[:-1])
    with pytest.raises(NotKeptError):
        format_text(SourceText("p", HEAD + "layers a\nrank tekun\n"))

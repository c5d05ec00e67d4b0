"""What analysts write for a keyword: it is read as what it means, or told with what to write.

Each line of the two tables is one that a Chinese document or an English draft has. A benefit
with the line comes to the same plan as one with the line that it means, or its message names
what is to be written, at the word that is wrong.
"""

import pytest

import polc
from polc.compiler.pipeline import Compilation, compile_text
from polc.compiler.report.source import SourceText
from polc.grammar.keywords import KEYWORDS, language_of
from polc.grammar.synonyms import ACCEPTED, TOLD
from tests.stdlib_texts import read_stdlib

CHINESE = """政策 town “某镇” 版次 1
施行 自 2023年1月1日 起
引入 identities
支付次序 a
待遇 a “医疗救助” 每笔结算 {{
  对象 特困人员、低保对象
  {line}
}}
"""
ENGLISH = """policy town "某镇" edition 1
in force from 2023-01-01
use identities
layers a
{above}
benefit a "医疗救助" per claim {{
  for tekun, dibao
  {line}
}}
"""
SAME = {
    "不封顶": "不设封顶线",
    "无封顶线": "不设封顶线",
    "上不封顶": "不设封顶线",
    "不设封顶": "不设封顶线",
    "无起付线": "不设起付线",
    "不设起付标准": "不设起付线",
    "取消起付线": "不设起付线",
    "免赔额 每年 1000元": "起付线 每年 1000元",
    "门槛费 每年 1000元": "起付线 每年 1000元",
    "封顶额 每年 3万元": "封顶线 每年 3万元",
    "最高支付限额 每年 3万元": "封顶线 每年 3万元",
    "封顶线 每人每年 3万元": "封顶线 每年 3万元",
    "封顶线 ３万元／年": "封顶线 每年 3万元",
    "不高于 100元": "不超过 100元",
    "不少于 100元": "不低于 100元",
}
"""Beside a rate of 60%."""

RATES = {
    "救助比例为70%": "比例 70%",
    "支付比率 40%": "比例 40%",
    "补助比例 70%": "比例 70%",
}
OFFERED = {
    "上限 3万元": ("上限", "封顶线"),
    "按70%救助": ("按70%救助", "比例 70%"),
    "给予100%救助": ("给予100%救助", "比例 100%"),
    "1000元以上部分按70%救助": ("1000元以上部分", "起付线"),
    "年度救助限额 3万元": ("年度救助限额", "封顶线 每年"),
    "救助限额 每年 3万元": ("救助限额", "封顶线"),
    "限额 每年 3万元": ("限额", "封顶线"),
    "年度限额 3万元": ("年度限额", "封顶线 每年"),
    "封顶线 每年 30000元/人": ("/人", "每年"),
    "分段 { 3万元以下：60%；3万元以上：70% }": ("3万元以下", "至 3万元"),
    "分段 { 至 30000元（含）：60%；以上部分：70% }": ("（含）", "删去"),
    "分段 { 30000元以内：60%；以上部分：70% }": ("30000元以内", "至 30000元"),
    "比例 不低于70%": ("不低于70%", "不低于 70%"),
    "比例 不得超过70%": ("不得超过70%", "不超过 70%"),
    "比例 最多70%": ("最多70%", "不超过 70%"),
    "比例 至少70%": ("至少70%", "不低于 70%"),
    "比例 约70%": ("约70%", "比例 未规定"),
    "比例 60% 超过1000元": ("超过1000元", "起付线"),
    "封顶线 每年 3w": ("3w", "3万元"),
    "（1）比例 60%": ("（1）", "删去"),
    "2、比例 60%": ("2、", "删去"),
    "一、比例 60%": ("一、", "删去"),
    "（二）比例 60%": ("（二）", "删去"),
    "不含 特困人员/孤儿": ("/", "、"),
    "救助比例 为 70%": ("为", "删去"),
    "比例 特困人员100%，低保对象70%": (
        "特困人员100%，低保对象70%",
        "比例 { 特困人员：100%；低保对象：70% }",
    ),
    "起付线 每年 上年居民人均可支配收入的10%": (
        "上年居民人均可支配收入的10%",
        "上年居民人均可支配收入 的 10%",
    ),
    "起付线 每年 1000元以上": ("1000元以上", "1000元"),
    "起付线 每年 1000圆": ("圆", "元"),
    "起付线 每年 150% 的 premium × 家庭人口": ("×", "80元 乘以"),
    "每次 封顶线 1000元": ("每次", "每次住院"),
    "每半年 支付限额 300元": ("每半年", "按年"),
    "封顶线 每人每月 300元": ("每人每月", "每月"),
    "自付比例 30%": ("自付比例", "比例 70%"),
    "比例 70%①": ("①", "删去"),
    "比例 60%–70%": ("60%–70%", "参数"),
    "比例 60%~70%": ("60%~70%", "参数"),
    "比例 60%至70%": ("60%至70%", "参数"),
    "比例 70%～80%": ("70%～80%", "参数"),
    "比例 60%-70%": ("60%-70%", "参数"),
    "比例 60%—70%": ("60%—70%", "参数"),
    "起付线 每年 1000元～2000元": ("1000元～2000元", "参数"),
    "封\u00ad顶线 每年 3万元": ("\u00ad", "删除"),
    "年度最高救助限额为3万元": ("年度最高救助限额为", "封顶线 每年"),
    "年度累计救助不超过3万元": ("年度累计救助不超过", "封顶线 每年"),
    "单次最高 1000元": ("单次最高", "不超过"),
    "封顶金额 每年 3万元": ("封顶金额", "封顶线 每年"),
    "费用不封顶": ("费用不封顶", "不设封顶线"),
    "不设最高限额": ("不设最高限额", "不设封顶线"),
    "免起付": ("免起付", "不设起付线"),
    "起付线为零": ("起付线为零", "不设起付线"),
    "保底 100元": ("保底", "不低于"),
    "封顶线 一年 3万元": ("一年", "每年"),
    "封顶线 半年 3万元": ("半年", "按年"),
    "比例 70% 每年": ("每年", "删去"),
    "比例 60%\n  不超过 3万元/年": ("/年", "`封顶线`"),
    "救助比例是70%": ("是", "删去"),
    "个人负担 30%": ("个人负担", "比例 70%"),
    "比例 70% 只当 转诊": ("只当", "仅当"),
    "超过1000元的部分按70%救助": ("超过1000元的", "起付线"),
    "分段 { 不满30000元：60%；以上部分：70% }": ("不满30000元", "至 30000元"),
    "分段 { 至 1万元：60%；超过1万元：70% }": ("超过1万元", "以上部分"),
    "支付比例不低于70%": ("不低于70%", "参数"),
    "比例不高于 70%": ("不高于 70%", "参数"),
    "，起付线 每年 1000元\n  比例 70%": ("，", "删去"),
    "、起付线 每年 1000元\n  比例 70%": ("、", "删去"),
    "；起付线 每年 1000元\n  比例 70%": ("；", "删去"),
    "起付线 每年 1000元；\n  比例 70%": ("；", "省去"),
    "起付线 每年 1000元，\n  比例 70%": ("，", "删去"),
    "起付线 每年 1000元；比例 70%": ("；", "各写一行"),
    "| 起付线 每年 1000元": ("|", "删去"),
    "| 起付线 | 1000元 |": ("|", "大括号"),
    "自付封顶 每年 3万元": ("自付封顶", "基数 个人负担费用"),
    "个人负担最高限额 3万元": ("个人负担最高限额", "基数 个人负担费用"),
    "止损线 3万元": ("止损线", "基数 个人负担费用"),
    "重新起算 当 转诊": ("重新起算", "支付后重新累计"),
    "起付线 每年 { 特困人员：0；低保对象：1000 }": (
        "{ 特困人员：0；低保对象：1000 }",
        "`0元`",
    ),
    "起付线 每年 { 特困人员：0元；低保对象：1000 }": ("1000", "1000元"),
    "不计起付线": ("不计起付线", "不设起付线"),
    "封顶线 每人 3万元": ("每人", "删去"),
    "封顶线 不设": ("不设", "不设封顶线"),
    "起付线 每年 无": ("无", "不设起付线"),
    "报销70%": ("报销70%", "比例 70%"),
    "70%": ("70%", "比例 70%"),
    "补助 1000元": ("补助 1000元", "支付 1000元"),
    "支付 70%": ("70%", "比例 70%"),
    "不包括 脱贫人口": ("不包括", "不含"),
    "除脱贫人口外": ("除脱贫人口外", "不含"),
    "终身 封顶线 3万元": ("终身", "没有终身限额"),
    "支付须\n  比例 70%": ("支付须", "写完"),
}
"""What the message stands at, and what its help names."""

ENGLISH_OFFERED = {
    "limit 3000 yuan per year": ("limit", "`cap`"),
    "ceiling per year 30000 yuan": ("ceiling", "`cap`"),
    "threshold 1000 yuan": ("threshold", "`deductible`"),
    "excess per year 100 yuan": ("excess", "`deductible`"),
    "minimum 100 yuan": ("minimum", "`at least`"),
    "coinsurance 30%": ("coinsurance", "`rate 70%`"),
    "deductible per day 100 yuan": ("per day", "a month, a stay or a claim"),
    "deductible monthly 100 yuan": ("monthly", "`per month`"),
    "no cap per year": ("per year", "leave it out"),
    "rate 60% only when referred": ("only when", "first of"),
    "rate is 70%": ("is", "leave it out"),
    "rate 60% to 70%": ("60% to 70%", "param"),
    "rate { 1: 70%; 0: 60% } by referred": ("1", "{ yes: …; no: … }"),
    "rate { often: 70%; no: 60% } by seen": ("often", "{ yes: …; no: … }"),
    "rate { yes: 70%; no: 60% } by stays": ("yes", "{ 0: …; from 1: … }"),
    "rate 60%\n  rate 70% for dibao": ("rate 70% for dibao", "rate { tekun: 100%; dibao: 70% }"),
    "rate 60%\n  cap per year 9 yuan\n  cap per year 10 yuan": (
        "cap per year 10 yuan",
        "at most 1000 yuan",
    ),
    "when age over 18 years": ("18 years", "`18`"),
    "rate at least 70%": ("at least 70%", "param"),
    "rate up to 70%": ("up to 70%", "rate at most 70%"),
    "rate about 70%": ("about 70%", "param"),
    "rate 60% over 100 yuan": ("over 100 yuan", "a deductible"),
    "rate 60% of in_policy": ("60% of in_policy", "base in_policy"),
    "rate seventy percent": ("percent", "in digits"),
    "payment rate 70%": ("payment rate", "`rate`"),
    "pays 70%": ("pays", "rate 70%"),
    "patient pays 30%": ("patient pays", "`rate 70%`"),
    "co-pay 20%": ("co-pay", "`rate 80%`"),
    "no limits": ("no limits", "`no cap`"),
    "cap 1000 yuan only for dibao per year": ("only for", "table"),
    "bands { up to 30000 yuan: 60%; above: 70% }": ("up to 30000 yuan", "`to 30000 yuan`"),
    "bands { to 30000 yuan: 60%; over 30000 yuan: 70% }": ("over 30000 yuan", "`above`"),
    "rate 60%\n  at most 3000 yuan per year": ("per year", "`cap`"),
    "stop-loss 30000 yuan": ("stop-loss", "base own_cost"),
    "out of pocket maximum 30000 yuan": ("out of pocket maximum", "base own_cost"),
    "start again when referred": ("start again when", "start again after a payment"),
    "rate { tekun | dibao: 70% }": ("|", "`,`"),
    "; rate 70%": (";", "leave it out"),
    ", rate 70%": (",", "leave it out"),
    "| rate 70%": ("|", "leave it out"),
    "rate 70%,\n  no cap": (",", "leave it out"),
    "no annual cap": ("no annual cap", "`no cap`"),
    "not exceeding 3000 yuan": ("not exceeding", "`at most`"),
    "no less than 3000 yuan": ("no less than", "`at least`"),
    "excludes out_of_poverty": ("excludes", "`not for`"),
    "cap per person 3000 yuan": ("per person", "each person's"),
    "lifetime cap 3000 yuan": ("lifetime", "none is for a life"),
    "pays when\n  rate 70%": ("pays when", "what belongs to it"),
    "deductible per year { tekun: 0 yuan; dibao: 1000 }\n  rate 70%": ("1000", "1000 yuan"),
}
ABOVE = {
    'adjust a as x "y" for everyone { rate raised by 5 points }': ("everyone", "identities"),
    'field person own "x" : rate': ("rate", "param"),
    'field person own "x" : date optional': ("optional", "leave it out"),
    'adjust a as x "y" for anyone { rate raised by 5 points }': ("anyone", "identities"),
    'adjust a as x "y" if referred { rate raised by 5 points }': ("if", "for NAMES when"),
    "priority tekun > dibao": ("priority", "`rank`"),
    "payment order a": ("payment order", "`layers`"),
    'group g "x" = tekun and dibao': ("and", "tekun | dibao"),
    "次序 特困人员 优先于 低保对象": ("次序", "`身份次序`"),
    "身份排序 特困人员 优先于 低保对象": ("身份排序", "`身份次序`"),
    "支付顺序 a": ("支付顺序", "`支付次序`"),
}
SAME_PEOPLE = ("低保", "低保户", "特困供养人员", "低保边缘人口", "特困人口", "低保家庭", "低边家庭")
OTHER_PEOPLE = (
    *("农村低保", "城镇低保", "监测对象", "五保户", "一类低保户"),
    *("低收入人口", "困难群众", "边缘户"),
)
PEOPLE = dict.fromkeys(SAME_PEOPLE, True) | dict.fromkeys(OTHER_PEOPLE, False)
"""Whether the word is read as the identity that it means."""


def compiled(text: str) -> Compilation:
    return compile_text(SourceText("t.pol", text), read_stdlib)


@pytest.mark.parametrize(("written", "meant"), [*SAME.items(), *RATES.items()])
def test_a_synonym_is_read_as_what_it_means(written: str, meant: str) -> None:
    """Both settle a stay of 100,000 yuan to the same amount, which is not nothing."""
    more = "" if written in RATES else "比例 60%\n  "
    as_written, as_meant = (settled(CHINESE.format(line=more + line)) for line in (written, meant))
    assert as_written == as_meant
    assert as_written != "0.00"


def settled(text: str) -> str:
    case = {
        "person": {"identities": ["dibao"]},
        "claims": [{"date": "2023-03-01", "kind": "inpatient", "total": 100000,
                    "in_policy": 100000}],
    }  # fmt: skip
    claim = polc.compile(text).settle(case).claims[0]
    return str(claim.benefits["a"])


@pytest.mark.parametrize(("written", "told"), OFFERED.items())
def test_a_word_is_told_with_what_to_write(written: str, told: tuple[str, str]) -> None:
    """The first message stands at the word, and its help names what is right."""
    at, names = told
    first = compiled(CHINESE.format(line=written)).diagnostics[0].in_language("zh")
    assert first.source.text[first.span.start : first.span.end] == at
    assert names in str(first.help)


@pytest.mark.parametrize(("written", "told"), ENGLISH_OFFERED.items())
def test_an_english_word_is_told(written: str, told: tuple[str, str]) -> None:
    """The same of English drafts."""
    at, names = told
    above = 'tally seen "x" = any claim only when referred' if "seen" in written else ""
    above = 'tally stays "x" = count of visits' if "stays" in written else above
    found = compiled(ENGLISH.format(line=written, above=above)).diagnostics
    first = next(diagnostic for diagnostic in found if diagnostic.severity == "error")
    assert first.source.text[first.span.start : first.span.end] == at
    assert names in str(first.help)


@pytest.mark.parametrize(("written", "told"), ABOVE.items())
def test_a_declaration_is_told(written: str, told: tuple[str, str]) -> None:
    """The same of a line above the benefit."""
    at, names = told
    first = compiled(ENGLISH.format(line="rate 70%", above=written)).diagnostics[0]
    assert first.source.text[first.span.start : first.span.end] == at
    assert names in str(first.help)


def test_a_colon_after_a_field_of_a_case() -> None:
    """The sign is told, and no keyword is proposed that looks like the field."""
    case = 'example "x" { person dibao  claim 2022-01-01 inpatient { in_policy: 100 yuan } }'
    first = compiled(ENGLISH.format(line="rate 70%", above=case)).diagnostics[0]
    assert first.source.text[first.span.start : first.span.end] == ":"
    assert str(first.help) == "leave it out"


@pytest.mark.parametrize(("word", "read"), PEOPLE.items())
def test_no_other_people_are_proposed(word: str, read: bool) -> None:
    """A word for the same people is read; of another, no identity that looks like it is
    offered."""
    found = compiled(CHINESE.format(line="比例 60%").replace("低保对象", word))
    assert (found.program is not None) == read
    assert all(
        not diagnostic.suggests
        for diagnostic in found.diagnostics
        if diagnostic.code == "unknown_name"
    )


def test_accepted_words_are_of_one_keyword() -> None:
    """A synonym is no spelling of another keyword, and is not told beside."""
    spelt = [word for pair in KEYWORDS.values() for words in pair for word in words]
    accepted = [word for pair in ACCEPTED.values() for words in pair for word in words]
    assert [word for word in accepted if spelt.count(word) > 1] == []
    assert set(accepted) & set(TOLD) == set()


def test_what_is_told_is_in_the_language_of_the_word() -> None:
    """Who writes Chinese is told Chinese keywords."""
    for word, told in TOLD.items():
        assert all(language_of(synonym) == language_of(word) for synonym in told.write)

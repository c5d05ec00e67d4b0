"""Words that newcomers write: what is said of them, in the language of the file."""

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib

ENGLISH = """policy t "t" edition 1
source t "文" issued 2026-01-01
in force from 2026-01-01 cite t "附" T-9
use identities
layers basic cite t "一" T-0
benefit basic "x" per claim {
  deductible per year 100 yuan T-1
  rate 70% T-2
  cap 300000 yuan per year T-3
}
adjust basic for dibao { deductible lowered by 50% T-4 }
"""
CHINESE = """政策 t "t" 版次 1
文件 t "文" 印发 2026年1月1日
施行 自 2026年1月1日 起 依据 t "附" T-9
引入 identities
支付次序 basic 依据 t "一" T-0
待遇 basic "x" 每笔结算 {
  每年 起付线 100元 T-1
  比例 70% T-2
  每年 封顶线 300000元 T-3
}
调整 basic 对象 低保对象 { 起付线 降低 50% T-4 }
"""
LOWERED = (
    "write `lowered to` and the deductible that is left: `lowered to 300 yuan`; "
    "what it is lowered by is a share: `lowered by 50%`"
)
LOWERED_ZH = "请写`降低到`和降低后的起付线：`降低到 300元`；降低多少写成比例：`降低 50%`"
EXAMPLE = """example "a" {
  person dibao
  claim 2026-03-01 inpatient { in_policy 200 yuan }
  expect basic 70 yuan
}
adjust basic"""
ORDINARY = (
    "an ordinary person has no identity: in an example leave the name out, in a benefit write "
    "`for everyone`"
)
STRETCH = (
    "write `to 50000 yuan`: a band begins where the one before it ends, and the last is `above`"
)


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("benefit basic", "benifit basic", "did you mean `benefit` for `benifit`?"),
        ("use identities", "import identities", "write `use`"),
        ("100 yuan T-1", "100 yuna T-1", "write `100 yuan`"),
        ("per year T-3", "per yaer T-3", "did you mean `per year`?"),
        ("cap 300000 yuan", "cap 15w", "write `15万元`"),
        ("lowered by 50%", "lowered by 50 yuan", LOWERED),
        ("from 2026-01-01", "from 2026-01-01 to 2026-12-31", "write `until`"),
        ("layers basic", "rank tekun 〉 dibao cite t T-8\nlayers basic", "write `>`"),
        ("rate 70%", "bands { 0..50000 yuan: 60%; above: 70% }", STRETCH),
        ("rate 70%", "rate { secondary: 60%; 3: 50% } by hospital_level", "write `2`"),
        (
            "per year 100 yuan",
            "for every visit 100 yuan",
            "write `per stay` or `per claim`; the one is for a stay, the other for a claim",
        ),
        (
            "rate 70%",
            "rate 70% of the part above 1000 yuan",
            "write `deductible` or `bands`; a rate is of what lies above the deductible",
        ),
        (
            "rate 70%",
            "rate between 60% and 70%",
            "write one figure, or a parameter: `at least 60%, at most 70%`",
        ),
        ("rate 70%", "coverage 70%", "write `rate`"),
        (
            "cap 300000 yuan",
            "cap 30,000-50,000 yuan",
            "write the figure that holds, or where the document gives a range, a parameter with "
            "bounds: `param NAME : money at least 30000 yuan, at most 50000 yuan unspecified`; a "
            "difference is written as the figure that it comes to",
        ),
        ("adjust basic", EXAMPLE.replace("dibao", "nobody"), ORDINARY),
        ("adjust basic", EXAMPLE.replace("dibao", "none"), ORDINARY),
        ("adjust basic", EXAMPLE.replace("dibao", "dibao since 2026-01-01"), "write `from`"),
        ("adjust basic", EXAMPLE.replace("70 yuan", "70"), "write `yuan` after the figure"),
        ("rate 70%", "rate { 2: 60%; 3: 50% } by hospital_grade", "did you mean `hospital_level`?"),
    ],
)
def test_told_in_english(right: str, wrong: str, told: str) -> None:
    """The word in place of the right one is told with what to write, and never repaired unasked."""
    _check(ENGLISH.replace(right, wrong, 1), told)


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("引入", "引用", "请写作`引入`"),
        ("300000元", "15w", "请写作`15万元`"),
        ("降低 50%", "降低 50元", LOWERED_ZH),
        ("比例 70%", "比例 { 三级: 60%; 2: 50% } 按 医院级别", "请写作`3`"),
        ("比例 70%", "比例 { 3: 60%; 2: 50% } 按 医院等级", "是否应为`医院级别`？"),
        ("比例 70% T-2", "就医类别为住院\n  比例 70% T-2", "请写作`当 就医类别 是 住院`"),
        (
            "比例 70% T-2",
            "比例 70% T-2\n  当 就医类别为住院、门诊慢特病",
            "请写作`就医类别 是 住院 或 就医类别 是 门诊慢特病`",
        ),
        (
            "调整 basic",
            '待遇 s "资助" 每人每年 身份日 年初 {\n  就高 { 全额 对象 特困人员: 400元 T-5 }\n'
            '  个人承担 own "个人" 400元 T-6\n}\n调整 basic',
            "此处可写`=`",
        ),
    ],
)
def test_told_in_chinese(right: str, wrong: str, told: str) -> None:
    """The word in place of the right one is told with what to write, and never repaired unasked."""
    _check(CHINESE.replace(right, wrong, 1), told)


def _check(text: str, told: str) -> None:
    found = compile_text(SourceText("t.pol", text), read_stdlib).diagnostics
    assert told in [str(diagnostic.in_language().help) for diagnostic in found]
    repairs = [diagnostic.fix for diagnostic in found if diagnostic.fix is not None]
    assert [repair.title for repair in repairs if repair.safety == "safe"] == []

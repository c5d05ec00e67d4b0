"""Mistakes whose repair takes knowing what was meant: `--fix` leaves them."""

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib

HEAD = """policy t "t" edition 1
source t "文" issued 2026-01-01
in force from 2026-01-01 cite t "附" T-9
use identities
layers basic cite t "一" T-0
"""
CHINESE_HEAD = """政策 t "t" 版次 1
文件 t "文" 印发 2026年1月1日
施行 自 2026年1月1日 起 依据 t "附" T-9
引入 identities
支付次序 basic 依据 t "一" T-0
"""


@pytest.mark.parametrize(
    "lines",
    [
        'benefit basic "x" per claim { rate { tekun: 100%; dibao: 7; otherwise: 65% } T-1 }',
        '待遇 basic "x" 每笔结算 { 比例 { 特困人员：100%；低保对象：7；其他：65% } T-1 }',
        'benefit basic "x" per claim { rate { 1: 85%; 2: 7; 3: 60% } by hospital_level T-1 }',
        'benefit basic "x" per claim { bands { to 1000 yuan: 6; above: 70% } T-1 }',
        'benefit basic "x" per claim { rate 60% T-1 }\nadjust basic for dibao { rate raised by 5 }',
        'benefit basic "x" per claim {\n  deductible per stay { inpatient: { 1: 200 yuan; '
        "2: 500 yuan } byhospital_level; otherwise: 0 yuan } by kind T-1\n  rate 70% T-2 }",
        '待遇 basic "x" 每笔结算 {\n  每次住院 起付线 { 住院：{ 1：200元；2：500元 } 按医院级别；'
        "其他：0元 } 按 就医类别 T-1\n  比例 70% T-2 }",
        '待遇 basic "x" 每笔结算 {\n  比例 {\n    住院：{ 1：20%；2：50% } 按 医院级别 甲；\n'
        "    其他：0%\n  } 按 就医类别 T-1 }",
    ],
)
def test_no_safe_repair(lines: str) -> None:
    """`7` among rates may be 70%, and `;` between rows is never what is wrong."""
    head = CHINESE_HEAD if lines.startswith("待遇") else HEAD
    found = compile_text(SourceText("t.pol", head + lines), read_stdlib).diagnostics
    assert any(diagnostic.severity == "error" for diagnostic in found)
    repairs = [diagnostic.fix for diagnostic in found if diagnostic.fix is not None]
    assert [repair.title for repair in repairs if repair.safety == "safe"] == []

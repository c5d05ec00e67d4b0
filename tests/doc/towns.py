"""Two versions of a small policy, for tests of the site."""

from functools import cache

import polc
from polc.compiler.format.format import format_text
from polc.compiler.report.source import SourceText

NEW = """policy town "某镇<b>" edition 2
source t "某医保发〔2023〕1号" issued 2023-01-01
use identities
in force from 2023-01-01                                        cite t "一" T-1
rank tekun > dibao
layers basic > help
no rule { T-9 t "九" narrative "目的" }
param basic_rate "基本医保比例" : rate unspecified                cite t "三" T-3
pool yearly "年度限额" 3万元 per person per year                  cite t "四" T-4

benefit basic "基本医保" per claim {
  deductible per year 500 yuan                                  cite t "三" T-3
  rate basic_rate                                               cite t "三" T-3
}
benefit help "医疗救助" per claim {
  for tekun, dibao                                              cite t "四" T-4
  when place within in_city                                     cite t "四" T-4
  base remaining                                                cite t "四" T-4
  deductible per year 1000 yuan where line is annual            cite t "四" T-4a
  deductible per stay 1000 yuan where line is stay              cite t "四" T-4a
  rate { tekun: 100%; dibao: 70% }                              cite t "四" T-4b
  counts toward yearly                                          cite t "四" T-4
  reading line "1000元按年还是按次" {
    annual "按年" default because "没有写按次"
    stay   "按次"
  }
}
example "两次住院" {
  with basic_rate 50%
  person dibao
  claim a 2023-03-01 inpatient { place in_county in_policy 4500 yuan }
  claim b 2023-04-01 inpatient { place in_county in_policy 4000 yuan }
  expect a.help 1050 yuan
  expect b.help 1400 yuan
}
"""
"""Of the first stay basic pays 50% of 4,500 − 500, 2,000; of the 2,500 left help pays 70% of what
lies above 1,000, 1,050. Of the second basic pays 2,000; of the 2,000 left help pays 70%, 1,400, and
under the other reading 70% of 1,000, 700."""
OLD = NEW.replace("edition 2", "edition 1").replace("dibao: 70%", "dibao: 60%")
OLD = OLD.replace("1050 yuan", "900 yuan").replace("1400 yuan", "1200 yuan")
"""The same a year before, when help paid 60%."""


@cache
def town() -> polc.Policy:
    """The newer version, with English keywords."""
    return polc.compile(NEW, name="town")


@cache
def chinese_town() -> polc.Policy:
    """The same with Chinese keywords."""
    told, _ = format_text(SourceText("town", NEW), "zh")
    assert told is not None
    return polc.compile(told, name="town")


@cache
def chinese_old_town() -> polc.Policy:
    """The older version, with Chinese keywords."""
    told, _ = format_text(SourceText("town", OLD), "zh")
    assert told is not None
    return polc.compile(told, name="town")

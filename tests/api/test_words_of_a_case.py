"""What a case is told of the words in it: in the policy's language, and each thing once."""

import pytest

import polc
from polc.messages.text import in_language

POLICY = polc.compile(
    """
政策 某镇 "某镇" 版次 1
引入 identities
支付次序 basic
字段 人员 listed_on "入库日" ：日期
待遇 basic "基本医保" 每笔结算 {
  对象 低保对象
  须 定点
  比例 50%
}
"""
)


def test_a_default_is_noted_in_the_language_of_the_policy() -> None:
    """Whether the hospital is a designated one is not given."""
    claim = {"date": "2022-03-01", "in_policy": "1000.00"}
    case = {"person": {"identities": ["低保户"]}, "claims": [claim]}
    settled = POLICY.settle(case)
    assert str(settled.claims[0].benefits["basic"]) == "500.00"
    (note,) = settled.notes
    assert str(note) == "claims[0].designated is not given and was taken as yes"
    assert in_language(note, "zh", "zh") == "未给出claims[0].designated，按“是”处理"


def test_a_declared_field_under_both_its_names_is_told() -> None:
    """Neither silently counts before the other."""
    case = {"year": 2022, "person": {"listed_on": "2022-01-01", "入库日": "2022-02-01"}}
    with pytest.raises(polc.CaseError) as refused:
        POLICY.settle(case)
    assert [(error.code, error.path) for error in refused.value.errors] == [
        ("bad_value", "person.入库日")
    ]

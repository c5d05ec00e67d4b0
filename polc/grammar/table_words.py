"""What the field says for the keys of tables and for levels of hospitals.

In: nothing. Out: by the word, the name of the key or the figure that is written for it; told and
never accepted, as the synonyms of keywords.
"""

from typing import Final

LEVEL_WORDS: Final = {
    "一级": "1",
    "二级": "2",
    "三级": "3",
    "一级医院": "1",
    "二级医院": "2",
    "三级医院": "3",
    "primary": "1",
    "secondary": "2",
    "tertiary": "3",
}
"""Levels of hospitals in words, and the number that is written for one."""

KEY_SYNONYMS: Final = {
    **dict.fromkeys(("医院等级", "医疗机构级别", "医疗机构等级", "机构级别"), "医院级别"),
    **dict.fromkeys(("机构等级", "医院等次", "医院类别", "定点机构级别"), "医院级别"),
    **dict.fromkeys(("就诊类别", "就诊类型", "就医类型", "医疗类别", "就医方式"), "就医类别"),
    **dict.fromkeys(("level", "hospital_grade", "hospital_class", "grade"), "hospital_level"),
    **dict.fromkeys(("care_kind", "kind_of_care", "care_type"), "kind"),
}
"""What the field says for the keys of tables."""

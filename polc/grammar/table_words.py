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

PLACE_WORDS: Final = {
    **dict.fromkeys(
        ("本市", "统筹区内", "统筹地区内", "本地", "市域内", "全市", "local"), "in_city"
    ),
    **dict.fromkeys(("本县", "县域内", "本县区", "区内", "县区内", "本区"), "in_county"),
    **dict.fromkeys(("本省", "省域内", "全省"), "in_province"),
    **dict.fromkeys(("跨省", "外省", "out_of_province"), "elsewhere"),
}
"""What the field says for a place of the case, and the place that it is."""

OUTSIDE_WORDS: Final = {
    **dict.fromkeys(
        (
            *("市外", "异地", "外地", "外市", "统筹区外", "统筹地区外", "市域外", "转外", "外埠"),
            *("out_of_city", "outside", "outside_city", "non_local", "out_of_area"),
        ),
        "in_city",
    ),
    **dict.fromkeys(
        ("县外", "县域外", "外县", "区外", "out_of_county", "outside_county"), "in_county"
    ),
}
"""What lies outside of a place, which is no place of its own, and the place."""

"""What the field says for the keys of tables and for the fields of a case.

In: nothing. Out: by the word, the name of the key that is written for it; told and
never accepted, as the synonyms of keywords.
"""

from typing import Final

KEY_SYNONYMS: Final = {
    **dict.fromkeys(("医院等级", "医疗机构级别", "医疗机构等级", "机构级别"), "医院级别"),
    **dict.fromkeys(("机构等级", "医院等次", "医院类别", "定点机构级别"), "医院级别"),
    **dict.fromkeys(("就诊类别", "就诊类型", "就医类型", "医疗类别", "就医方式"), "就医类别"),
    **dict.fromkeys(("level", "hospital_grade", "hospital_class", "grade"), "hospital_level"),
    **dict.fromkeys(("就诊", "就诊种类", "诊疗类别", "就医种类", "业务类型"), "就医类别"),
    **dict.fromkeys(("care_kind", "kind_of_care", "care_type", "visit", "visit_type"), "kind"),
    **dict.fromkeys(("encounter", "encounter_type", "care", "service_type", "setting"), "kind"),
}
"""What the field says for the keys of tables, and for the fields of a case in a condition."""

FIELD_SYNONYMS: Final = {
    **KEY_SYNONYMS,
    **dict.fromkeys(("referral", "transfer", "transferred"), "referred"),
    **dict.fromkeys(("hospital_name", "institution"), "hospital"),
    **dict.fromkeys(("医疗机构", "定点医疗机构", "就诊医院", "就医机构"), "医院"),
    **dict.fromkeys(("diagnosis", "illness"), "disease"),
    **dict.fromkeys(("诊断", "疾病", "疾病名称"), "病种"),
    **dict.fromkeys(("total_cost", "total_fee", "gross"), "total"),
    **dict.fromkeys(("birthday", "birth_date", "date_of_birth"), "born"),
}
"""What the field says for the fields of a case."""

LEFT_WORDS: Final = {
    **dict.fromkeys(
        ("合规自付", "政策内自付", "合规自付费用", "政策范围内自付", "政策范围内自付费用"),
        "剩余政策范围内费用",
    ),
    **dict.fromkeys(("范围内自付", "政策范围内个人自付", "合规费用余额"), "剩余政策范围内费用"),
    **dict.fromkeys(("compliant_left", "compliant_self", "compliant_self_pay"), "remaining"),
}
"""What the field says for what earlier layers leave in policy."""

LEFT_OF_WHICH: Final = {
    **dict.fromkeys(
        ("个人自付", "自付费用", "个人自付费用", "个人负担"), ("剩余政策范围内费用", "个人负担费用")
    ),
    **dict.fromkeys(
        ("out_of_pocket", "self_paid", "patient_cost", "patient_share"), ("remaining", "own_cost")
    ),
}
"""What the field says for what earlier layers leave, in policy or of the whole bill: which of the
two, the document says."""

NONE_WORDS: Final[tuple[str, ...]] = (
    "不设",
    "没有",
    "不限",
    "取消",
    "免",
    "不封顶",
    "无限",
    "unlimited",
    "nothing",
    "no",
    *("waived", "exempt", "exempted", "无限制", "不计", "免除", "减免", "不收", "零", "zero"),
)
"""What documents and drafts write for a figure that there is not."""

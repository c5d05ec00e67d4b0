"""What documents and people say for the values that a case and a table may have.

In: a word. Out: the values that it may mean: of a place, a kind of care, a residence, a level. They
are told and never accepted.
"""

import re
from typing import Final

from polc.runtime.vocabulary import PLACES, Field

PLACE_WORDS: Final = {
    **dict.fromkeys(
        ("本市", "统筹区内", "统筹地区内", "本地", "市域内", "全市", "local"), "in_city"
    ),
    **dict.fromkeys(("本县", "县域内", "本县区", "区内", "县区内", "本区"), "in_county"),
    **dict.fromkeys(("本省", "省域内", "全省"), "in_province"),
    **dict.fromkeys(("跨省", "外省", "out_of_province"), "elsewhere"),
}
"""What documents and people say for a place, and the place that it is."""

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

KIND_WORDS: Final = {
    **dict.fromkeys(
        ("门诊", "clinic", "ambulatory"), ("outpatient", "outpatient_chronic", "outpatient_major")
    ),
    **dict.fromkeys(("普通门诊统筹", "门诊统筹", "门急诊"), ("outpatient",)),
    **dict.fromkeys(
        ("慢性病", "门诊慢性病", "门诊慢病", "慢病门诊", "门特", "门诊特病", "慢特病", "门慢"),
        ("outpatient_chronic",),
    ),
    **dict.fromkeys(
        ("chronic", "outpatient_special", "special_outpatient"), ("outpatient_chronic",)
    ),
    **dict.fromkeys(("大病门诊", "重大疾病门诊"), ("outpatient_major",)),
    **dict.fromkeys(
        ("入院", "住院治疗", "住院费用", "普通住院", "hospital", "hospitalised"), ("inpatient",)
    ),
    **dict.fromkeys(("hospitalized", "ward", "admission"), ("inpatient",)),
    **dict.fromkeys(("双通道", "国谈药", "国家谈判药", "谈判药品"), ("negotiated_drug",)),
    **dict.fromkeys(("两病", "两病门诊", "两病门诊用药"), ("two_disease_drug",)),
}
"""What the field says for kinds of care, and the kinds that it may mean."""

RESIDENCE_WORDS: Final = {
    **dict.fromkeys(("城市", "非农", "非农业", "非农业户口", "城镇户口", "城市户口"), "urban"),
    **dict.fromkeys(("城镇居民", "城市居民", "居民户口", "city", "town", "non_rural"), "urban"),
    **dict.fromkeys(("农业", "农业户口", "农村户口", "农村居民", "乡村", "农民"), "rural"),
    **dict.fromkeys(("country", "countryside", "village", "agricultural"), "rural"),
}
"""What people say for a residence, and the one that it is."""

LEVEL_WORDS: Final = {
    **dict.fromkeys(("一级", "一级医院", "一级甲等", "primary", "level_1"), "1"),
    **dict.fromkeys(("二级", "二级医院", "二级甲等", "二甲", "secondary", "level_2"), "2"),
    **dict.fromkeys(("三级", "三级医院", "三级甲等", "三甲", "tertiary", "level_3"), "3"),
}
"""Levels of hospitals in words, and the number that is written for one."""

NOBODY: Final = frozenset(
    (
        *("nobody", "none", "no_one", "ordinary", "无", "没有", "普通人", "无身份", "普通居民"),
        *("普通人员", "一般居民", "一般人员", "普通参保人", "普通参保人员", "普通参保居民"),
        *("一般参保人员", "普通群众", "ordinary_person", "ordinary_people"),
    )
)
"""What is written for people without an identity."""

_STEP: Final = re.compile(
    r"第?\s*(?:level|grade|tier|class)?\s*([0-9一二三四]|iii|ii|i)"
    r"\s*[级档甲乙丙特]*(?:等|医院|医疗机构)*",
    re.IGNORECASE,
)
_STEPS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "i": 1, "ii": 2, "iii": 3}


def meant_choices(word: str, field: Field) -> tuple[str, ...]:
    """The values of the field that the word may mean; none where it is not known."""
    plain = word.strip().lower()
    outside = OUTSIDE_WORDS.get(plain)
    meant: tuple[str, ...] = ()
    if plain in PLACE_WORDS:
        meant = (PLACE_WORDS[plain],)
    elif outside is not None:
        meant = PLACES[PLACES.index(outside) + 1 :]
    elif plain in RESIDENCE_WORDS:
        meant = (RESIDENCE_WORDS[plain],)
    else:
        meant = KIND_WORDS.get(plain, (plain,))
    return meant if set(meant) <= set(field.choices) else ()


def meant_step(word: str) -> int | None:
    """The level of a hospital, or of a premium, in words: `二级甲等`, `第一档`, `III`."""
    plain = word.strip()
    if plain in LEVEL_WORDS:
        return int(LEVEL_WORDS[plain])
    found = _STEP.fullmatch(plain)
    return None if found is None else _STEPS.get(found[1].lower()) or int(found[1])

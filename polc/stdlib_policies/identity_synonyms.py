"""What documents call the identities of `identities.pol`.

In: nothing. Out: `SAME_PEOPLE`, by the title of an identity the words that mean the same
people and may stand in its place; `OTHER_PEOPLE`, words for more or fewer people than any one
identity, with what to write. No word is here because it looks like another.
"""

from collections.abc import Mapping
from typing import Final

from polc.messages.text import Text, say

SAME_PEOPLE: Final[Mapping[str, tuple[str, ...]]] = {
    "特困人员": (
        *("特困", "特困供养人员", "特困救助供养人员", "特困供养对象", "城乡特困人员"),
        *("特困救助对象", "特困对象", "特困人口", "特困救助人员", "特困供养人口"),
    ),
    "低保对象": (
        *("低保", "低保户", "低保人员", "低保家庭成员", "低保人口", "城乡低保", "城乡低保对象"),
        *("最低生活保障对象", "最低生活保障家庭成员", "最低生活保障人员", "低保家庭", "低保群众"),
        *("最低生活保障家庭", "最低生活保障人口", "享受低保人员"),
    ),
    "低保边缘家庭成员": (
        *("低保边缘人口", "低保边缘家庭", "低保边缘对象", "低保边缘户", "低保边缘人员"),
        *("低保边缘", "最低生活保障边缘家庭成员", "低保边缘家庭人口", "低保边缘家庭人员"),
        *("最低生活保障边缘家庭", "最低生活保障边缘人口", "低边家庭", "低边对象", "低边人口"),
    ),
    "返贫致贫人口": ("返贫致贫人员", "返贫致贫户"),
    "脱贫不稳定人口": ("脱贫不稳定户", "脱贫不稳定人员", "脱贫不稳定对象"),
    "边缘易致贫人口": ("边缘易致贫户", "边缘易致贫人员", "边缘易致贫对象"),
    "突发严重困难人口": ("突发严重困难户", "突发严重困难人员", "突发严重困难家庭"),
    "易返贫致贫人口": ("易返贫致贫人员", "易返贫致贫户"),
    "脱贫人口": ("脱贫人员", "脱贫户"),
    "事实无人抚养儿童": ("事实孤儿",),
    "因病致贫重病患者": ("因病致贫重病人员",),
}

_ONE_OF_TWO: Final = say(
    "`低保对象` are those of town and country; where the document means the ones alone, declare "
    'an identity: `identity NAME "title"`'
)
_MONITORED: Final = say(
    "they are several identities; declare the group that the document means: `group NAME = "
    "unstable | marginal | sudden_hardship`"
)

_SEVERAL: Final = say(
    "documents call several identities so; declare the group that this one means: "
    "`group NAME = tekun | dibao | dibao_margin`"
)
_FORMER: Final = say(
    "the `特困人员` of towns and villages took their place in 2014; write `特困人员` where the "
    'document means them, or declare an identity: `identity NAME "title"`'
)
_EDGE: Final = say("write `低保边缘家庭成员` or `边缘易致贫人口`, whichever the document means")
_BY_AGE: Final = say(
    "people of an age have no identity: a condition asks it, `when age reaches 60` or "
    "`when age under 18`"
)
EXCEPT: Final = say("whoever is left out stands on a line of its own: `not for tekun`")

OTHER_PEOPLE: Final[Mapping[str, Text]] = {
    **dict.fromkeys(
        (
            *("农村低保", "城镇低保", "城市低保", "农村低保对象", "城镇低保对象", "城市低保对象"),
            *("农村低保户", "城镇低保户", "城市低保户"),
        ),
        _ONE_OF_TWO,
    ),
    **dict.fromkeys(
        (
            *("监测对象", "防返贫监测对象", "防止返贫监测对象", "返贫监测对象", "监测户"),
            *("防止返贫致贫监测对象", "三类监测对象", "三类人员", "三类户"),
        ),
        _MONITORED,
    ),
    **dict.fromkeys(
        (
            *("低收入人口", "低收入家庭", "低收入人员", "低收入群体", "农村低收入人口"),
            *("困难群众", "困难人员", "困难人口", "救助对象", "医疗救助对象", "贫困人口"),
            *("特殊困难人员", "困难群体", "困难家庭", "重点救助对象", "一般救助对象"),
        ),
        _SEVERAL,
    ),
    **dict.fromkeys(
        ("low_income", "low", "poor", "needy", "vulnerable", "disadvantaged", "hardship"), _SEVERAL
    ),
    **dict.fromkeys(
        (
            *(
                "老年人",
                "老人",
                "老年",
                "儿童",
                "未成年人",
                "少年儿童",
                "青少年",
                "婴幼儿",
                "成年人",
            ),
            *("elderly", "seniors", "children", "child", "minors", "minor", "adults", "adult"),
            *("infants", "newborns", "pensioners", "youth"),
        ),
        _BY_AGE,
    ),
    **dict.fromkeys(("五保户", "五保对象", "五保供养对象", "五保供养人员", "三无人员"), _FORMER),
    **dict.fromkeys(("边缘户", "边缘人口", "低边", "低边户", "边缘家庭"), _EDGE),
}

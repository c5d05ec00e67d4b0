"""What documents call people who are not one identity of `identities.pol`.

In: nothing. Out: `OTHER_PEOPLE`, words for more or fewer people than any one identity, or for
none of them, with what to write. A sentence that names an identity leaves it to the document
whether that one is meant: nothing is put in the place of such a word.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from polc.messages.text import Text, say

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
_BY_DISEASE: Final = say(
    "people with a disease have no identity: a condition asks it, `when disease is 尿毒症`, or "
    "of a list `when disease in NAME`"
)
_CLASSES_BY_LETTER: Final = say(
    "the library has `一类低保` to `四类低保`; where the document has classes of its own, declare "
    'each: `identity NAME "title"`'
)
_REGISTERED: Final = say(
    "the registered poor are `脱贫人口` since 2021; write that where the document means them, or "
    'declare an identity: `identity NAME "title"`'
)
_BY_EXPENSE: Final = say(
    'the library has no such families: declare them, `identity NAME "title"`; where the document '
    "means their patients alone, they are `因病致贫重病患者`"
)
_BY_ILLNESS: Final = say(
    "the library has their patients alone, `因病致贫重病患者`; where the document means all of the "
    'family, declare an identity: `identity NAME "title"`'
)
_OF_CHILDREN: Final = say(
    "documents count several identities so; declare the group that this one means: "
    "`group NAME = orphan | de_facto_orphan`"
)
_OF_ORPHANS: Final = say(
    "`孤儿` are all of them; where the document means a part alone, declare an identity: "
    '`identity NAME "title"`'
)
_OF_TEKUN: Final = say(
    "`特困人员` are all of them; where the document means a part alone, declare an identity: "
    '`identity NAME "title"`'
)
_OF_ORDER: Final = say(
    "the library has `在乡重点优抚对象`; where the document means others, declare an identity, "
    'with its grades if it has them: `identity NAME "title" grade 1..6`'
)
_SOLDIERS: Final = say(
    "the library has no such identity; declare it, with its grades if the document names them: "
    '`identity NAME "title" grade 1..6`'
)
_OF_DISABLED: Final = say(
    "the library has `重度残疾人` and `丧失劳动能力的残疾人`; where the document means others, "
    'declare an identity, with its grades: `identity NAME "title" grade 1..2`'
)
_OF_GRADE: Final = say(
    'a grade stands at the identity: declare it, `identity NAME "title" grade 1..2`; those of '
    "grades 1 and 2 are the `重度残疾人` of the library"
)
_OF_BOTH: Final = say(
    "people who hold two identities are asked by a condition: `for (dibao when severe_disability)`"
)
_OF_BOTH_BY_AGE: Final = say(
    "people of an identity who have an age are asked by a condition: "
    "`for (dibao when age reaches 60)`"
)
_OF_BOTH_BY_DISEASE: Final = say(
    "people of an identity who have a disease are asked by a condition: "
    "`for (dibao when disease in NAME)`"
)
_OF_MIND: Final = say(
    "the library has `严重精神障碍患者`; write that where the document means them, or declare an "
    'identity: `identity NAME "title"`'
)
_OF_ONE_CHILD: Final = say(
    "the library has `计生特困家庭成员`; write that where the document means those found in "
    'hardship, or declare an identity: `identity NAME "title"`'
)
_OF_MARGIN_ONE: Final = say(
    "write `边缘易致贫人口` where the document means those who may become poor, or declare an "
    'identity: `identity NAME "title"`'
)
_OF_SUDDEN: Final = say(
    "write `突发严重困难人口` where the document means them, or declare an identity: "
    '`identity NAME "title"`'
)
_OF_RETURN: Final = say(
    "the library has `返贫致贫人口` and, of those who are watched, `易返贫致贫人口`; where the "
    'document means others, declare an identity: `identity NAME "title"`'
)
EXCEPT: Final = say("whoever is left out stands on a line of its own: `not for tekun`")
_INSURED_AS: Final = say(
    "what a person does and how a person is insured is a field of the person: declare it, "
    '`field person NAME "title" : yes or no`, and ask it, `when NAME`'
)
_NO_IDENTITY: Final = say('the library has no such identity; declare it: `identity NAME "title"`')


def _tell(words: Iterable[str], told: Text) -> dict[str, Text]:
    return dict.fromkeys(words, told)


OTHER_PEOPLE: Final[Mapping[str, Text]] = {
    **_tell(
        (
            *("农村低保", "城镇低保", "城市低保", "农村低保对象", "城镇低保对象", "城市低保对象"),
            *("农村低保户", "城镇低保户", "城市低保户"),
        ),
        _ONE_OF_TWO,
    ),
    **_tell(
        (
            *("监测对象", "防返贫监测对象", "防止返贫监测对象", "返贫监测对象", "监测户"),
            *("防止返贫致贫监测对象", "三类监测对象", "三类人员", "三类户", "监测帮扶对象"),
            *("防贫监测户", "防贫监测对象", "监测人口", "监测人员", "农村监测对象"),
        ),
        _MONITORED,
    ),
    **_tell(
        (
            *("低收入人口", "低收入家庭", "低收入人员", "低收入群体", "农村低收入人口"),
            *("困难群众", "困难人员", "困难人口", "救助对象", "医疗救助对象", "贫困人口"),
            *("特殊困难人员", "困难群体", "困难家庭", "重点救助对象", "一般救助对象"),
            *("特殊困难群体", "特殊困难群众", "重点对象", "医疗救助重点对象", "民政对象"),
            *("民政救助对象", "低收入救助对象", "困难家庭成员", "低收入家庭成员", "社会救助对象"),
            *("low_income", "low", "poor", "needy", "vulnerable", "disadvantaged", "hardship"),
        ),
        _SEVERAL,
    ),
    **_tell(
        (
            *("老年人", "老人", "老年", "儿童", "未成年人", "少年儿童", "青少年", "婴幼儿"),
            *("成年人", "新生儿", "婴儿", "幼儿", "高龄老人", "高龄老年人", "百岁老人", "少儿"),
            *("elderly", "seniors", "children", "child", "minors", "minor", "adults", "adult"),
            *("infants", "newborns", "pensioners", "youth"),
        ),
        _BY_AGE,
    ),
    **_tell(
        (
            *("重病患者", "大病患者", "重特大疾病患者", "慢性病患者", "慢特病患者", "两病患者"),
            *("高血压患者", "糖尿病患者", "尿毒症患者", "恶性肿瘤患者", "癌症患者", "艾滋病患者"),
            *("肺结核患者", "血友病患者", "白血病患者", "罕见病患者", "透析患者", "重大疾病患者"),
        ),
        _BY_DISEASE,
    ),
    **_tell(
        (
            *("五保户", "五保对象", "五保供养对象", "五保供养人员", "三无人员", "五保", "农村五保"),
            *("农村五保对象", "农村五保户", "农村五保供养对象", "城市三无人员", "城镇三无人员"),
            *("城市三无对象", "三无对象", "五保人员", "五保老人"),
        ),
        _FORMER,
    ),
    **_tell(("边缘户", "边缘人口", "低边", "低边户", "边缘家庭"), _EDGE),
    **_tell(
        (
            *("低保一类", "低保二类", "低保三类", "低保四类", "一档低保", "二档低保", "三档低保"),
            *("一档低保对象", "二档低保对象", "三档低保对象", "低保一档", "低保二档", "低保三档"),
            *("一级低保", "二级低保", "重点低保对象", "一般低保对象", "常补对象", "全额低保对象"),
        ),
        _CLASSES_BY_LETTER,
    ),
    **_tell(
        (
            *("建档立卡贫困户", "建档立卡贫困人口", "建档立卡人员", "建档立卡户", "建档立卡人口"),
            *("建档立卡对象", "建档立卡", "农村建档立卡贫困人口", "农村建档立卡贫困户", "贫困户"),
            *("原建档立卡贫困人口", "建档立卡脱贫人口", "建档立卡脱贫户", "已脱贫人口", "未脱贫户"),
            *("未脱贫人口", "已脱贫户", "农村贫困人口", "农村贫困户", "精准扶贫对象", "扶贫对象"),
        ),
        _REGISTERED,
    ),
    **_tell(
        (
            *("支出型困难家庭", "支出型贫困家庭", "支出型困难人员", "支出型困难家庭成员"),
            *("支出型贫困人口", "支出型贫困家庭成员", "支出型困难对象", "支出型困难群众"),
            *("刚性支出困难家庭", "刚性支出困难家庭成员", "支出型困难人口", "支出型贫困对象"),
            *("因病支出型困难家庭", "因病支出型困难家庭成员", "医疗支出型困难家庭"),
        ),
        _BY_EXPENSE,
    ),
    **_tell(
        (
            *("因病致贫家庭", "因病致贫人员", "因病致贫对象", "因病致贫户", "因病致贫人口"),
            *("因病致贫家庭成员", "因病致贫患者", "因病致贫群众"),
            *("因病返贫人员", "因病返贫人口", "因病致贫返贫人员"),
        ),
        _BY_ILLNESS,
    ),
    **_tell(("困境儿童", "孤困儿童", "孤残儿童", "福利机构儿童", "儿童福利机构儿童"), _OF_CHILDREN),
    **_tell(
        ("散居孤儿", "集中供养孤儿", "机构供养孤儿", "社会散居孤儿", "福利机构孤儿", "弃婴"),
        _OF_ORPHANS,
    ),
    **_tell(
        (
            *("集中供养特困人员", "分散供养特困人员", "特困分散供养人员", "特困集中供养人员"),
            *("农村特困人员", "城市特困人员", "城镇特困人员", "农村特困", "城市特困"),
            *("农村特困供养人员", "城市特困供养人员", "特困儿童", "特困老人"),
        ),
        _OF_TEKUN,
    ),
    **_tell(
        (
            *("优抚对象", "重点优抚对象", "在乡优抚对象", "优抚人员", "定期抚恤对象"),
            *("享受定期抚恤补助的优抚对象", "抚恤对象", "重点优抚人员"),
        ),
        _OF_ORDER,
    ),
    **_tell(
        (
            *("残疾军人", "伤残军人", "革命伤残军人", "退役军人", "退伍军人", "复员军人", "烈属"),
            *("一级至六级残疾军人", "烈士遗属", "三属", "军属", "老红军", "参战退役人员"),
        ),
        _SOLDIERS,
    ),
    **_tell(
        (
            *("残疾人", "残疾人员", "困难残疾人", "重残", "重残人员", "重残人", "重残对象"),
            *("残疾儿童", "重度残疾儿童", "智力残疾人", "持证残疾人", "贫困残疾人"),
            *("完全丧失劳动能力的残疾人", "丧失劳动能力人员", "贫困重度残疾人", "disabled"),
        ),
        _OF_DISABLED,
    ),
    **_tell(
        (
            *("一级残疾人", "二级残疾人", "一二级残疾人", "一级重度残疾人", "二级重度残疾人"),
            *("一级和二级残疾人", "一至二级残疾人", "一级二级残疾人", "一二级重度残疾人"),
            *("三级残疾人", "四级残疾人"),
        ),
        _OF_GRADE,
    ),
    **_tell(
        (
            *("低保残疾人", "特困残疾人", "低保重度残疾人", "低保重残人员", "低保家庭残疾人"),
            *("低收入残疾人", "低保家庭重度残疾人", "低收入家庭重度残疾人", "低收入重残人员"),
        ),
        _OF_BOTH,
    ),
    **_tell(
        (
            *("低收入家庭老年人", "低收入家庭中的老年人", "低收入老年人", "低收入家庭未成年人"),
            *("低收入家庭中的未成年人", "低保老人", "低保老年人", "低保儿童", "低保未成年人"),
            *("低保家庭老年人", "低保家庭儿童", "低保家庭未成年人"),
        ),
        _OF_BOTH_BY_AGE,
    ),
    **_tell(
        (
            *("低收入重病患者", "低收入家庭重病患者", "低保边缘家庭重病患者", "低保重病患者"),
            *("低收入家庭中的重病患者", "低保家庭重病患者", "低保边缘重病患者"),
        ),
        _OF_BOTH_BY_DISEASE,
    ),
    **_tell(
        (
            *("精神病患者", "精神病人", "重性精神病患者", "重性精神疾病患者", "精神障碍患者"),
            *("精神残疾人", "重症精神病患者", "重度精神障碍患者", "重度精神病患者"),
            *("肇事肇祸精神病人", "严重精神病患者", "精神疾病患者"),
        ),
        _OF_MIND,
    ),
    **_tell(
        (
            *("计生特殊家庭", "计划生育特殊家庭", "计划生育特殊家庭成员", "计生特殊家庭成员"),
            *("失独家庭", "失独老人", "失独父母", "独生子女", "独生子女户", "计生家庭"),
            *("计划生育家庭", "计划生育特殊困难家庭", "计划生育特殊困难家庭成员", "双女户"),
            *("独生子女家庭", "农村独生子女户", "农村计生家庭", "计生困难家庭"),
        ),
        _OF_ONE_CHILD,
    ),
    **_tell(("易致贫边缘户", "易致贫人口", "易致贫户", "边缘贫困户"), _OF_MARGIN_ONE),
    **_tell(
        ("突发困难户", "突发困难人口", "突发困难人员", "突发困难家庭", "突发严重困难对象"),
        _OF_SUDDEN,
    ),
    **_tell(("返贫人口", "致贫人口", "易返贫人口", "返贫户", "致贫户", "易返贫户"), _OF_RETURN),
    **_tell(
        (
            *("职工", "城镇职工", "参保职工", "在职职工", "在职人员", "退休人员", "退休职工"),
            *("城乡居民", "居民", "城镇居民", "农村居民", "灵活就业人员", "失业人员", "下岗职工"),
            *("学生", "在校学生", "大学生", "中小学生", "大中专学生", "students"),
            *("employee", "employees", "retired", "retirees", "resident", "residents", "student"),
        ),
        _INSURED_AS,
    ),
    **_tell(
        (
            *("离休人员", "离休干部", "离休老干部", "流浪乞讨人员", "失能人员", "失能老人"),
            *("见义勇为人员", "劳动模范", "劳模", "麻风病人", "孤寡老人", "留守儿童", "困难职工"),
            *("长护险失能人员", "重度失能人员", "农民工", "临时救助对象", "孤老", "严重困难人口"),
            *("见义勇为", "麻风病患者", "留守老人", "空巢老人", "精减退职职工"),
        ),
        _NO_IDENTITY,
    ),
}

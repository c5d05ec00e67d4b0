"""Lines of a policy that sentences quote, with the keywords of either language.

The key is what stands between the backticks of an English sentence.
"""

from typing import Final

LINES: Final[dict[str, str]] = {
    "at most 30000 yuan": "不超过 30000元",
    "bands { to 30000 yuan: 60%; above: 0% }": "分段 { 至 30000元：60%；以上部分：0% }",
    "base basic.left": "基数 基本医保.支付后剩余",
    "base remaining": "基数 剩余政策范围内费用",
    "edition 1": "版次 1",
    "pool": "限额",
    "rate { 1: 90%; otherwise: … } by hospital_level": "比例 { 1：90%；其他：… } 按 医院级别",
    "tally": "累计量",
    "when age reaches 60": "须 年龄 达到 60",
    "when disease is 尿毒症": "须 病种 是 尿毒症",
    "when disease in NAME": "须 病种 列入 名称",
    "dibao itself": "低保对象 本身",
    "{expect} NAME {figure}": "{expect} 名称 {figure}",
    "when NAME": "须 名称",
    "group NAME = orphan | de_facto_orphan": "人群 名称 = 孤儿、事实无人抚养儿童",
    'identity NAME "title" grade 1..6': "身份 名称 “标题” 等级 1..6",
    'identity NAME "title" grade 1..2': "身份 名称 “标题” 等级 1..2",
    "for (dibao when severe_disability)": "对象 （低保对象 须 重度残疾人）",
    "for (dibao when age reaches 60)": "对象 （低保对象 须 年龄 达到 60）",
    "for (dibao when disease in NAME)": "对象 （低保对象 须 病种 列入 名称）",
    'field person NAME "title" : yes or no': "字段 人员 名称 “标题” ：是否",
    'NAME "{word}"': "名称 “{word}”",
    '{keyword} NAME "{word}"': "{keyword} 名称 “{word}”",
    "when age under 18": "须 年龄 低于 18",
    "for (dibao when referred): rate 80%": "对象 （低保对象 须 转诊）：比例 80%",
    "at most { tekun: 1000 yuan; otherwise: 500 yuan }": (
        "不超过 { 特困人员：1000元；其他：500元 }"
    ),
}

"""First drafts of declarations, with the places to be filled, in both keyword languages.

In: a language. Out: by the terminal that begins a declaration its snippet, in the form of the
language server's protocol (`${1:name}`). A test holds that each compiles as it stands.
"""

from typing import Final

from polc.messages.text import Language

_ENGLISH: Final = {
    "BENEFIT": 'benefit ${1:basic} "${2:基本医保}" per claim {\n'
    "  for ${3:everyone}\n  deductible ${4:per claim 1000 yuan}\n  rate ${5:60%}\n}",
    "PARAM": 'param ${1:amount} "${2:数额}" : ${3:money} unspecified',
    "POOL": 'pool ${1:annual} "${2:年度限额}" ${3:50000 yuan} per person per year',
    "GROUP": 'group ${1:poor} "${2:困难群众}" = ${3:tekun | dibao}',
    "SOURCE": 'source ${1:doc} "${2:〔2024〕1号}" issued ${3:2024-01-01}',
    "READING": 'reading ${1:open} "${2:如何理解}" {\n'
    '  ${3:first}  (a) "${4:甲}" default\n  ${5:second} (b) "${6:乙}"\n}',
    "EXAMPLE": 'example "${1:一例}" {\n  person ${2:tekun}\n'
    "  claim ${3:2024-05-01} inpatient { in_policy ${4:10000 yuan} }\n"
    "  expect ${5:basic} ${6:0 yuan}\n}",
}
_CHINESE: Final = {
    "BENEFIT": '待遇 ${1:basic} "${2:基本医保}" 每笔结算 {\n'
    "  对象 ${3:全体参保人}\n  起付线 ${4:每笔结算 1000元}\n  比例 ${5:60%}\n}",
    "PARAM": '参数 ${1:amount} "${2:数额}" : ${3:金额} 未规定',
    "POOL": '限额 ${1:annual} "${2:年度限额}" ${3:5万元} 每人每年',
    "GROUP": '人群 ${1:poor} "${2:困难群众}" = ${3:特困人员 | 低保对象}',
    "SOURCE": '文件 ${1:doc} "${2:〔2024〕1号}" 印发 ${3:2024-01-01}',
    "READING": '理解 ${1:open} "${2:如何理解}" {\n'
    '  ${3:first}  (a) "${4:甲}" 默认\n  ${5:second} (b) "${6:乙}"\n}',
    "EXAMPLE": '算例 "${1:一例}" {\n  人员 ${2:特困人员}\n'
    "  就医 ${3:2024-05-01} 住院 { 政策范围内费用 ${4:1万元} }\n"
    "  应得 ${5:basic} ${6:0元}\n}",
}

_BY_LANGUAGE: Final[dict[Language, dict[str, str]]] = {"en": _ENGLISH, "zh": _CHINESE}


def snippets_of(language: Language) -> dict[str, str]:
    """The snippets of a language, by the terminal that begins them."""
    return _BY_LANGUAGE[language]

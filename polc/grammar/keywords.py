"""The keywords in both languages, and the terminals they become.

In: nothing. Out: `KEYWORDS`, terminal name to spellings (the first of each language
is what the formatter writes), and `keyword_grammar()`, the terminals as Lark text.
Every keyword has a guard: no letter of the same script may follow, so `capital` is
a name and not `cap`, while `封顶4万元` is a keyword and an amount.
"""

from typing import Final, Literal

from polc.grammar.synonyms import ACCEPTED

Language = Literal["en", "zh"]

_WRITTEN: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "POLICY": (("policy",), ("政策",)),
    "EDITION": (("edition",), ("版次",)),
    "SOURCE": (("source",), ("文件",)),
    "ISSUED": (("issued",), ("印发",)),
    "IN_FORCE": (("in force",), ("施行", "执行")),
    "FROM": (("from",), ("自",)),
    "OUT_OF_POLICY": (("out of policy",), ("政策范围外",)),
    "APPLIES": (("applies",), ("适用",)),
    "UNTIL": (("until",), ("至",)),
    "ONWARD": ((), ("起",)),
    "ENDING": ((), ("止",)),
    "CITE": (("cite",), ("依据",)),
    "USE": (("use",), ("引入",)),
    "LAYERS": (("layers",), ("支付次序",)),
    "IDENTITY": (("identity",), ("身份",)),
    "WORD_LIST": (("list",), ("目录",)),
    "GROUP": (("group",), ("人群", "类别")),
    "RANK": (("rank",), ("身份次序",)),
    "BEFORE": ((), ("优先于",)),
    "SAME_AS": ((), ("同于",)),
    "PARAM": (("param",), ("参数",)),
    "UNSPECIFIED": (("unspecified",), ("未规定",)),
    "INFERRED": (("inferred",), ("推定",)),
    "BECAUSE": (("because",), ("因",)),
    "POOL": (("pool",), ("限额", "共用限额")),
    "SECTION": (("section",), ("节",)),
    "BENEFIT": (("benefit",), ("待遇",)),
    "ADJUST": (("adjust",), ("调整",)),
    "READING": (("reading",), ("理解", "口径")),
    "CONTINUED_WHEN": (("continued when",), ("连续计算 当",)),
    "UNSETTLED": (("cannot be settled",), ("无法结算",)),
    "DEFAULT": (("default",), ("默认",)),
    "EXAMPLE": (("example",), ("算例",)),
    "EXAMPLES_WITH": (("examples with",), ("以下算例取",)),
    "PERSON": (("person",), ("人员",)),
    "CLAIM": (("claim",), ("就医",)),
    "MEMBER": (("member",), ("成员",)),
    "REGION": (("region",), ("统筹地区",)),
    "WITH": (("with",), ("取",)),
    "EXPECT": (("expect",), ("应得",)),
    "REFUSAL": (("error",), ("拒绝",)),
    "TOTAL_OF": (("total of",), ("全年合计",)),
    "ADJUSTMENT_OF": (("adjustment of",), ("调整额",)),
    "PER_CLAIM": (("per claim", "/claim"), ("每笔结算",)),
    "PER_STAY": (("per stay", "/stay"), ("每次住院",)),
    "OF_STAY": (("of the stay",), ("本次就医合计",)),
    "PER_YEAR": (("per year", "/year"), ("每年", "年度", "/年")),
    "PER_MONTH": (("per month", "/month"), ("每月", "/月")),
    "PER_QUARTER": (("per quarter", "/quarter"), ("每季度", "/季度")),
    "PER_HOSPITAL": (("per hospital per year",), ("每家医院每年",)),
    "PER_HOUSEHOLD": (("per household per year",), ("每户每年", "每个家庭每年", "/户·年")),
    "CARRIED_OVER": (("carried over within the year",), ("年内结转",)),
    "PER_PERSON_YEAR": (("per person per year",), ("每人每年", "/人·年")),
    "AS_OF": (("as of",), ("身份日",)),
    "FIRST_DAY": (("first day of year",), ("年初",)),
    "LAST_DAY": (("last day of year",), ("年末",)),
    "FIGURES_BY": (("figures by",), ("标准取自",)),
    "PAY_HIGHEST": (("pay the highest of",), ("就高",)),
    "LEAVING": (("leaving",), ("个人承担",)),
    "FOR": (("for",), ("对象",)),
    "EVERYONE": (("everyone",), ("全体参保人",)),
    "WHEN": (("when",), ("须", "当")),
    "THEN": ((), ("时",)),
    "WHERE": (("where",), ("若",)),
    "BASE": (("base",), ("基数", "计算基数")),
    "DEDUCTIBLE": (("deductible",), ("起付线", "起付标准")),
    "NO_DEDUCTIBLE": (("no deductible",), ("不设起付线",)),
    "RATE": (("rate",), ("比例", "救助比例", "报销比例", "支付比例", "资助比例")),
    "BANDS": (("bands",), ("分段",)),
    "TO": (("to",), ("至",)),
    "ABOVE": (("above",), ("以上部分",)),
    "ALONG_YEAR": (("per year",), ("每年",)),
    "LEADING_YEAR": (("per year",), ("每年", "年度")),
    "COUNTED_AT_MOST": (("counted at most",), ("纳入支付不超过", "纳入不超过")),
    "EDGES_FIXED": (("edges fixed",), ("按累计额分段",)),
    "EDGES_ABOVE": (("edges above the deductible",), ("按起付线以上部分分段",)),
    "EDGES_MOVED": (("edges moved with the deductible",), ("随起付线移动分段",)),
    "CAP": (("cap",), ("封顶线", "封顶", "支付限额")),
    "NO_CAP": (("no cap",), ("不设封顶线", "取消封顶线")),
    "COUNTS_TOWARD": (("counts toward",), ("计入",)),
    "FIRST_OF": (("first of",), ("依次",)),
    "NOT_SPECIFIED": (("not specified",), ("本文未规定",)),
    "LIMITED_BY": (("limited by",), ("受限于",)),
    "INSIDE": (("inside",), ("包含在",)),
    "COUNTING_EXCESS": (("counting the excess",), ("计超出部分",)),
    "COUNTING_WHOLE": (("counting the whole",), ("计全额",)),
    "ONCE": (("once",), ("一旦",)),
    "ONCE_REACHED": (("once reached",), ("达到即计",)),
    "ONCE_EXCEEDED": (("once exceeded",), ("超过即计",)),
    "BORNE": (("borne",), ("按已承担",)),
    "CUMULATED": (("cumulated less paid",), ("累计补差",)),
    "START_AGAIN": (("start again after a payment",), ("支付后重新累计",)),
    "HIGHER_OF_BOTH": (("pay the higher of this and",), ("就高不重复",)),
    "NEVER_FALLING": (("never falling",), ("只增不减",)),
    "AS": (("as",), ()),
    "TREATED_AS": ((), ("视同",)),
    "IMPLIES": (("implies",), ("随之",)),
    "AT_LEAST": (("at least",), ("不低于",)),
    "AT_MOST": (("at most",), ("不超过",)),
    "LOWERED_BY": (("lowered by",), ("降低",)),
    "LOWERED_TO": (("lowered to",), ("降低到",)),
    "RAISED_BY": (("raised by",), ("提高",)),
    "RAISED_TO": (("raised to",), ("提高到",)),
    "OF": (("of",), ()),
    "TIMES_RATE": ((), ("的",)),
    "OTHERWISE": (("otherwise",), ("其他", "其余")),
    "BY": (("by",), ("按",)),
    "REACHES": (("reaches",), ("达到",)),
    "OVER": (("over",), ("超过", "高于")),
    "UNDER": (("under",), ("低于", "不满", "不足")),
    "UP_TO": (("up to",), ("以内",)),
    "IS": (("is",), ("是",)),
    "WITHIN": (("within",), ("属于",)),
    "IN_LIST": (("in",), ("列入",)),
    "AND": (("and",), ("且",)),
    "OR": (("or",), ("或",)),
    "NOT": (("not",), ("非",)),
    "YES": (("yes",), ("是",)),
    "NO": (("no",), ("否",)),
    "NONE": (("none",), ("无",)),
    "MONEY_TYPE": (("money",), ("金额",)),
    "DATE_TYPE": (("date",), ("日期",)),
    "COUNT_TYPE": (("count",), ("数目",)),
    "OR_NONE": (("or none",), ("可无",)),
    "PAID": (("paid",), ("已付",)),
    "FRAMEWORK": (("framework",), ("框架",)),
    "STAY_ACROSS": (("stay across years",), ("跨年度住院",)),
    "BY_DISCHARGE": (("settled by discharge",), ("按出院日结算",)),
    "SPLIT_ON": (("split on",), ("分段于",)),
    "ONE_DEDUCTIBLE": (("one deductible",), ("只计一次起付线",)),
    "BENEFIT_YEAR": (("benefit year",), ("待遇年度",)),
    "DATED_BY": (("dated by",), ("适用日",)),
    "IDENTITIES_DATED_BY": (("identities dated by",), ("身份适用日",)),
    "IDENTITIES_OF_YEAR": (("identities of the year",), ("身份按全年",)),
    "HELD_THIS_YEAR": (("held this year",), ("本年内具备",)),
    "HELD_THIS_MONTH": (("held this month",), ("本月内具备",)),
    "BEFORE_RECOGNITION": (("before recognition",), ()),
    "REACHING_BACK": ((), ("自认定前", "认定前")),
    "FROM_RECOGNITION_MONTH": (("from the month of recognition",), ("自认定当月起", "自认定当月")),
    "FOLLOWS": (("follows",), ("承接",)),
    "MUNICIPALITY": (("municipality",), ("直辖市",)),
    "WINDOW": (("window",), ("结算窗口",)),
    "NOT_SUPPLIED": (("not supplied",), ("未提供",)),
    "GRADE": (("grade",), ("等级",)),
    "GRADE_EXCEPT": (("except grade",), ("除等级",)),
    "ITSELF": (("itself",), ("本身",)),
    "FIELD": (("field",), ("字段",)),
    "YES_OR_NO": (("yes or no",), ("是否",)),
    "ONE_OF": (("one of",), ("取值",)),
    "PAYER": (("payer",), ("支付方",)),
    "PAID_BY": (("paid by",), ("支付来源",)),
    "PAID_UP_TO": (("paid up to",), ("支付至多",)),
    "NEXT_UP_TO": (("up to",), ("至多",)),
    "BY_PAYER": (("by",), ("由",)),
    "REST_BY": (("rest by",), ("其余由",)),
    "ROUNDED_TO": (("rounded to",), ("四舍五入到",)),
    "ROUNDED_DOWN_TO": (("rounded down to",), ("只舍不入到",)),
    "ROUND_TO": (("round to",), ("取整到",)),
    "ROUND_DOWN_TO": (("round down to",), ("向下取整到",)),
    "EACH_STEP": (("at every step",), ("逐步",)),
    "TALLY": (("tally",), ("累计量",)),
    "COUNT_OF_VISITS": (("count of visits",), ("就医次数",)),
    "SUM_OF": (("sum of",), ("合计",)),
    "HIGHEST_OF": (("highest of",), ("最高的",)),
    "ANY_CLAIM": (("any claim",), ("曾有一次",)),
    "ONLY_WHEN": (("only when",), ("仅当",)),
    "OVER_CLAIMS": (("over the year's claims",), ("全年合并计算",)),
    "PAYS_WHEN": (("pays when",), ("支付须",)),
    "COUNTS_WHEN": (("counts when",), ("累计须",)),
    "NOT_FOR": (("not for",), ("不含",)),
    "PER_CHAIN": (("per referral chain",), ("每次转诊",)),
    "COLLECTED_ONCE": (("collected once",), ("只收一次",)),
    "IN_PROPORTION": (("in proportion",), ("按比例分摊",)),
    "FIRST": (("first",), ()),
    "TAKEN_FIRST": ((), ("先扣",)),
    "EACH_PART": (("each",), ("分别扣除",)),
    "PAY": (("pay",), ("支付",)),
    "PAY_SUM": (("pay the sum of",), ("合并支付",)),
    "ONCE_PER_YEAR": (("once per year",), ("每年一次",)),
    "CLASS_BY_AMOUNT": (("class highest by amount",), ("身份按金额就高",)),
    "CLASS_LOWEST": (("class lowest by rank",), ("身份按次序就低",)),
    "CHARGES": (("charges",), ("仅计入",)),
    "NAMED": ((), ("称为",)),
    "STACKING": (("stacking",), ("可叠加",)),
    "BEST": (("best",), ("取优",)),
    "ENTITLEMENT": (("entitlement",), ("权利",)),
    "DUE_AT_ADMISSION": (("due at admission",), ("入院时缴",)),
    "DUE_AT_DISCHARGE": (("due at discharge",), ("出院时缴",)),
    "ALERT": (("alert",), ("预警",)),
    "LIMIT": (("limit",), ("占比限制",)),
    "SHARE_OF": (("share of",), ("占比",)),
    "IN_WHOLE": (("in",), ("在其中",)),
    "BORNE_BY": (("borne by",), ("承担方",)),
    "NO_RULE": (("no rule",), ("无规则",)),
    "NARRATIVE": (("narrative",), ("叙述",)),
    "INPUT": (("input",), ("输入",)),
    "TARGET": (("target",), ("指标",)),
    "ABOUT": (("about",), ("约为",)),
    "EXACTLY": (("exactly",), ("恰为",)),
    "GIVE_OR_TAKE": (("give or take",), ("上下",)),
    "DEADLINE": (("deadline",), ("期限",)),
    "ON_OR_BEFORE": (("on or before",), ("不晚于",)),
    "BEFORE_DAY": (("before",), ("早于",)),
    "EVERY_MONTH": (("every month",), ("每月",)),
    "WORKING_DAYS_AFTER": (("working days after",), ("个工作日内自",)),
    "ROLL_HOLIDAYS": (
        ("moved from public holidays to the next working day",),
        ("遇节假日顺延至工作日",),
    ),
    "ROLL_DAYS_OFF": (("moved from days off to the next working day",), ("遇休息日顺延至工作日",)),
    "COUNTED_NEXT": (("counted from the next day",), ("次日起算",)),
    "COUNTED_SAME": (("counted from the day itself",), ("当日起算",)),
    "OBLIGATION": (("obligation",), ("职责",)),
    "EXTENDS": (("extends",), ("沿用",)),
    "CONFORMS_TO": (("conforms to",), ("遵循",)),
    "DEPARTS_FROM": (("departs from",), ("偏离",)),
    "REPLACE": (("replace",), ("替换",)),
    "IN_BENEFIT": (("in",), ("其中",)),
    "WITHOUT": (("without",), ("不沿用",)),
    "REQUIRE": (("require",), ("要求",)),
    "PRINTED": (("as printed",), ("按文字",)),
    "EFFECTIVE": (("as paid",), ("按实付",)),
    "SAME_FOR_ALL": (("is the same for all",), ("一视同仁",)),
    "ENDS_BY": (("ends by",), ("止于",)),
    "GRANTED": (("is granted",), ("应予",)),
    "OPENING": (("opening",), ("年初已用",)),
    "FALLING": (("falling strictly from",), ("逐年低于",)),
    "NOT_RISING": (("not rising from",), ("逐年不高于",)),
    "GREATER": (("later of", "higher of"), ("较晚", "较高")),
    "LESSER": (("earlier of", "lower of"), ("较早", "较低")),
    "TERMS_BY_CLASS": (("terms by class",), ("分类待遇",)),
    "CLAUSE_COLUMN": (("clause",), ("条款",)),
    "FOR_EACH_OF": (("for each of",), ("乘以",)),
    "PORTION": (("portion of",), ("份额",)),
    "RECOGNISED_AS": (("recognised as",), ("认定为",)),
    "DAYS_TYPE": (("days",), ("天数",)),
    "MONTHS_TYPE": (("months",), ("月数",)),
}

_NO_SYNONYMS: Final[tuple[tuple[str, ...], tuple[str, ...]]] = ((), ())

KEYWORDS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    terminal: (english + more[0], chinese + more[1])
    for terminal, (english, chinese) in _WRITTEN.items()
    for more in (ACCEPTED.get(terminal, _NO_SYNONYMS),)
}
"""The terminals with all their spellings: those of the language and the synonyms that can mean
one of them alone."""

MONTH_NAMES: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""As a day of every year may be written: `31 December`."""

HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff"
"""The Chinese characters, for use inside a character class."""


def spelling(terminal: str, language: Language) -> str:
    """How the formatter writes `terminal` in `language`; the other one's where it has none."""
    english, chinese = KEYWORDS[terminal]
    first, second = (english, chinese) if language == "en" else (chinese, english)
    return (first or second)[0]


def all_spellings() -> frozenset[str]:
    """Every keyword in every spelling, for "did you mean" and for splitting glued words."""
    return frozenset(word for pair in KEYWORDS.values() for words in pair for word in words)


def is_han(letter: str) -> bool:
    """Whether a letter is one of `HAN`, without an expression to compile."""
    return "\u3400" <= letter <= "\u4dbf" or "\u4e00" <= letter <= "\u9fff"


def language_of(text: str) -> Language:
    """The language a keyword is written in."""
    return "zh" if any(map(is_han, text)) else "en"


def keyword_grammar() -> str:
    """The terminals of `KEYWORDS` as Lark text, longer spellings first.

    A spelling of several English words admits any white space between them. The
    priority lets a keyword win over a name where the parser could take either.
    """
    lines = []
    for terminal, (english, chinese) in KEYWORDS.items():
        parts = []
        if english:
            words = sorted(english, key=len, reverse=True)
            spaced = "|".join(word.replace(" ", r"\s+").replace("/", r"\/") for word in words)
            parts.append(f"(?:{spaced})(?![A-Za-z0-9_])")
        if chinese:
            words = sorted(chinese, key=len, reverse=True)
            spaced = "|".join(word.replace("/", r"\/") for word in words)
            parts.append(f"(?:{spaced})(?![{HAN}])")
        lines.append(f"{terminal}.2: /{'|'.join(parts)}/")
    return "\n".join(lines) + "\n"


def keyword_page() -> str:
    """The page of all keywords: English, Chinese, the spelling `fmt` writes first."""
    lines = [
        "# Keywords",
        "",
        "Every keyword in both languages, in the order of the grammar's table; further",
        "spellings and synonyms of the field stand after it; `polc fmt` writes the first.",
        "A file speaks one language.",
        "",
        "| English | Chinese |",
        "|---|---|",
    ]
    for english, chinese in KEYWORDS.values():
        cells = (" ".join(f"`{word}`" for word in words) for words in (english, chinese))
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(keyword_page(), end="")

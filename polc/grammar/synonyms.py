"""What the field says for the keywords: one table, in both languages.

In: nothing. Out: `ACCEPTED`, further spellings of a keyword that can mean it alone, which `fmt`
writes as the keyword; `TOLD`, words that may mean several things, or that would drop what they
say, with what to write instead. A word of `TOLD` is never put in the place of another without
asking.
"""

from collections.abc import Mapping
from typing import Final

from polc.grammar import advice
from polc.grammar.advice import Advice
from polc.messages.text import say

ACCEPTED: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "DEDUCTIBLE": (
        (),
        ("起付额", "起付金额", "免赔额", "门槛费", "起付线为", "起付标准为", "免赔额为"),
    ),
    "NO_DEDUCTIBLE": (
        (),
        (
            *("无起付线", "取消起付线", "不设起付标准", "无起付标准", "取消起付标准"),
            *("不设免赔额", "无免赔额", "不设门槛费", "无门槛费", "不设起付额"),
        ),
    ),
    "RATE": (
        (),
        (
            *("比例为", "救助比例为", "报销比例为", "支付比例为", "补偿比例", "补偿比例为"),
            *("补助比例", "补助比例为", "支付比率", "报销比率", "救助比率", "补偿比率"),
        ),
    ),
    "CAP": ((), ("封顶额", "最高支付限额", "封顶线为", "支付限额为", "最高支付限额为")),
    "NO_CAP": (
        (),
        (
            *("不封顶", "上不封顶", "不设封顶", "无封顶", "无封顶线", "不设最高支付限额"),
            *("不设支付限额", "不设年度封顶线", "不设年度最高支付限额", "取消封顶", "不设封顶额"),
        ),
    ),
    "AT_MOST": ((), ("不高于", "不得超过", "不得高于", "最高不超过")),
    "AT_LEAST": ((), ("不少于", "不得低于", "不得少于", "最低不低于")),
    "PER_YEAR": (("per annum", "per calendar year"), ("每年度", "每个年度", "每一年度")),
    "PER_PERSON_YEAR": (("per person per annum",), ("每人每年度", "/人年")),
    "OR_NONE": ((), ("或无", "或者无")),
    "FOR": ((), ("救助对象", "保障对象", "资助对象")),
}
"""By terminal: English, Chinese."""


_CHINESE: Final[Mapping[str, Advice]] = {
    **dict.fromkeys(
        ("上限", "最高限额", "最高额"), Advice(("封顶线 每年", "不超过"), advice.LIMIT)
    ),
    **dict.fromkeys(
        (
            *("年度救助限额", "年度限额", "年度最高支付限额", "年度封顶额", "年度上限"),
            *("年度最高限额", "年度最高救助限额", "年度累计限额", "年度报销限额", "全年限额"),
        ),
        Advice(("封顶线 每年",), advice.SHARED),
    ),
    **dict.fromkeys(
        ("限额", "救助限额", "最高救助限额", "报销限额", "补助限额", "赔付限额"),
        Advice(("封顶线",), advice.SHARED),
    ),
    **dict.fromkeys(("分情形", "分情况", "按情形", "分类别", "分别"), Advice(("依次",))),
    **dict.fromkeys(("下限", "最低"), Advice(("不低于",))),
    "最高": Advice(("不超过",)),
    "累计不超过": Advice(("封顶线 每年",), advice.LIMIT),
    "每年不超过": Advice(("封顶线 每年",)),
    "年度累计不超过": Advice(("封顶线 每年",)),
    **dict.fromkeys(
        (
            *("自付比例", "自负比例", "个人自付比例", "个人负担比例", "个人承担比例"),
            *("自付比率", "个人自负比例", "自费比例", "个人负担", "个人自付", "个人自负"),
            *("自付", "自负", "自费", "患者自付", "患者负担", "个人支付"),
        ),
        Advice((), advice.BORNE),
    ),
    **dict.fromkeys(("一年", "一个年度", "每一年", "全年", "年内", "一年内"), Advice(("每年",))),
    **dict.fromkeys(("半年", "每半年"), Advice((), advice.MONTHLY)),
    **dict.fromkeys(("一个月", "按月", "每个月", "每人每月"), Advice(("每月",))),
    **dict.fromkeys(("一季度", "按季", "按季度", "每季"), Advice(("每季度",))),
    **dict.fromkeys(("只当", "只有当", "仅在", "只在"), Advice(("仅当",))),
    **dict.fromkeys(("仅对", "只对"), Advice((), advice.BY_PERSON)),
    **dict.fromkeys(
        (
            *("次序", "顺序", "排序", "优先顺序", "优先次序", "优先级", "先后次序", "先后顺序"),
            *("优先序", "层级"),
        ),
        Advice(("身份次序", "支付次序"), advice.ORDERS),
    ),
    **dict.fromkeys(
        (
            *("身份排序", "身份顺序", "身份优先次序", "身份优先顺序", "身份优先级", "身份等级"),
            *("身份层级", "身份就高", "对象次序", "对象排序", "对象顺序", "人群次序", "人群排序"),
            *("人群顺序", "人员次序", "人员排序", "人员顺序", "人员类别次序", "救助对象次序"),
            *("救助次序", "救助顺序", "就高次序", "就高顺序", "类别次序", "类别顺序"),
        ),
        Advice(("身份次序",)),
    ),
    **dict.fromkeys(
        (
            *("支付顺序", "支付排序", "支付层次", "支付层级", "报销次序", "报销顺序", "结算次序"),
            *("结算顺序", "赔付次序", "赔付顺序", "待遇次序", "待遇顺序", "待遇层级", "补偿顺序"),
        ),
        Advice(("支付次序",)),
    ),
    **dict.fromkeys(
        (
            *("止损线", "止损", "自付封顶", "自付封顶线", "个人自付封顶", "个人自付封顶线"),
            *("个人负担封顶", "个人负担封顶线", "个人自付上限", "个人负担上限", "自付上限"),
            *("个人支付上限", "个人最高负担", "个人最高自付", "自付限额", "个人自付限额"),
            *("个人负担限额", "个人支付封顶线"),
        ),
        Advice((), advice.MOST_BORNE),
    ),
    **dict.fromkeys(
        (
            *("重新起算", "重新累计", "重新计算", "支付后重新计算", "支付后重新起算", "累计清零"),
            *("重新开始累计", "清零", "支付后清零", "赔付后重新累计", "报销后重新累计"),
        ),
        Advice(("支付后重新累计",), advice.ANEW),
    ),
    **dict.fromkeys(
        ("不包括", "不包含", "除外", "排除", "不适用于", "不适用", "剔除"), Advice(("不含",))
    ),
    **dict.fromkeys(("终身", "终生", "一生", "终身限额"), Advice((), advice.LIFE)),
    **dict.fromkeys(("每人", "每位", "人均"), Advice((), advice.EACH_PERSON)),
    **dict.fromkeys(
        (
            *("先行自付", "先自付", "个人先行自付", "个人先自付", "首先自付", "乙类先自付"),
            *("先行自付比例", "个人先行自付比例", "乙类先行自付", "先由个人自付", "先行负担"),
        ),
        Advice((), advice.PAID_FIRST),
    ),
    **dict.fromkeys(("床日", "每床日", "按床日", "日均"), Advice((), advice.EACH_DAY)),
    **dict.fromkeys(
        ("每日", "每天", "每天补助", "每日补助", "每天给予"), Advice((), advice.EACH_DAY)
    ),
    **dict.fromkeys(
        ("每次", "单次", "每人每次", "每人次", "次均"),
        Advice(("每次住院", "每笔结算"), say("the one is for a stay, the other for a claim")),
    ),
    **dict.fromkeys(("每次入院", "每次住院治疗", "每住院次"), Advice(("每次住院",))),
    **dict.fromkeys(("每次就诊", "每次就医", "每次结算", "每笔"), Advice(("每笔结算",))),
    "圆": Advice(("元",)),
    "块": Advice(("元",)),
    "块钱": Advice(("元",)),
    "人民币": Advice((), say("leave it out: every amount is in yuan")),
    **dict.fromkeys(
        ("为", "是", "即", "按", "按照"), Advice((), say("leave it out: the figure follows"))
    ),
    **dict.fromkeys(("含", "不含本数", "含本数"), Advice((), advice.EDGE)),
    **dict.fromkeys(("案例", "示例", "样例", "例", "举例"), Advice(("算例",))),
    **dict.fromkeys(("引用", "导入", "引进", "使用", "采用", "启用"), Advice(("引入",))),
    **dict.fromkeys(("版本", "版本号", "版次号", "第一版", "版"), Advice(("版次",))),
    "不限": Advice(("不设封顶线",)),
    "不限额": Advice(("不设封顶线",)),
    "不设上限": Advice(("不设封顶线",)),
    "无上限": Advice(("不设封顶线",)),
    "全额": Advice(("比例 100%",)),
    "全额救助": Advice(("比例 100%",)),
    "全额资助": Advice(("比例 100%",)),
    "免起付线": Advice(("不设起付线",)),
    "免除起付线": Advice(("不设起付线",)),
    "零起付": Advice(("不设起付线",)),
    "零起付线": Advice(("不设起付线",)),
}

_ENGLISH: Final[Mapping[str, Advice]] = {
    **dict.fromkeys(
        ("limit", "ceiling", "maximum", "max", "limited to", "capped at"),
        Advice(("cap", "at most"), advice.LIMIT),
    ),
    **dict.fromkeys(
        ("best of", "highest of", "greatest of", "largest of", "maximum of", "max of"),
        Advice(("pay the highest of",)),
    ),
    **dict.fromkeys(("threshold", "excess", "franchise"), Advice(("deductible",))),
    **dict.fromkeys(("minimum", "min", "floor"), Advice(("at least",))),
    **dict.fromkeys(
        (
            *("coinsurance", "copay", "copayment", "co_payment", "co-pay", "co-payment"),
            *("patient pays", "person pays", "person bears", "own share"),
        ),
        Advice((), advice.BORNE),
    ),
    **dict.fromkeys(
        (
            *("reimburse", "reimbursement", "reimbursement rate", "percentage"),
            *("payment rate", "pay rate", "benefit rate", "pays at"),
        ),
        Advice(("rate",)),
    ),
    **dict.fromkeys(
        (
            "unlimited",
            "uncapped",
            "no limit",
            "no ceiling",
            "no maximum",
            "without cap",
            "no limits",
            *("no upper limit", "without limit", "without a cap", "without any cap"),
            *("without a limit", "without ceiling", "no upper bound"),
        ),
        Advice(("no cap",)),
    ),
    **dict.fromkeys(("no annual cap", "no yearly cap", "no annual limit"), Advice(("no cap",))),
    **dict.fromkeys(
        ("not exceeding", "not more than", "no more than", "not over", "up to"),
        Advice(("at most",)),
    ),
    **dict.fromkeys(("not less than", "no less than", "not under"), Advice(("at least",))),
    **dict.fromkeys(
        (
            *("order", "priority", "precedence", "ranking", "sequence", "ordering", "hierarchy"),
            *("order of precedence", "priority order", "order of priority"),
        ),
        Advice(("rank", "layers"), advice.ORDERS),
    ),
    **dict.fromkeys(
        (
            *("order of payment", "order of paying", "payment order", "paying order"),
            *("payment sequence", "benefit order", "order of benefits", "layer order"),
        ),
        Advice(("layers",)),
    ),
    **dict.fromkeys(
        ("identity order", "order of identities", "identity rank", "rank order"), Advice(("rank",))
    ),
    **dict.fromkeys(
        (
            *("stop-loss", "stop loss", "stoploss", "stop_loss", "stop-loss limit", "oop maximum"),
            *("out-of-pocket maximum", "out-of-pocket limit", "out-of-pocket cap", "moop"),
            *("out of pocket maximum", "out of pocket limit", "out of pocket cap", "oop limit"),
            *("out_of_pocket_maximum", "out-of-pocket max", "out of pocket max", "oop max"),
        ),
        Advice((), advice.MOST_BORNE),
    ),
    **dict.fromkeys(
        (
            *("start again when", "start again if", "start again", "starts again", "restart"),
            *("begin again", "start over", "reset", "resets", "start again after", "restarts"),
        ),
        Advice(("start again after a payment",), advice.ANEW),
    ),
    **dict.fromkeys(
        ("exclude", "excludes", "excluding", "except", "except for", "excluded"),
        Advice(("not for",)),
    ),
    **dict.fromkeys(
        ("only if", "only when", "provided that", "provided", "on condition that", "as long as"),
        Advice(("when",), advice.CONDITION),
    ),
    **dict.fromkeys(
        ("pays if", "pays only when", "pays only if", "paid when", "pays where"),
        Advice(("pays when",)),
    ),
    **dict.fromkeys(
        ("counts if", "counts only when", "counts only if", "counted when", "accumulates when"),
        Advice(("counts when",)),
    ),
    **dict.fromkeys(("lifetime", "per lifetime", "per life", "for life"), Advice((), advice.LIFE)),
    "per person": Advice((), advice.EACH_PERSON),
    **dict.fromkeys(
        (
            *("no threshold", "no excess", "without deductible", "without a deductible"),
            *("waive deductible", "waived deductible", "no deductibles", "zero deductible"),
        ),
        Advice(("no deductible",)),
    ),
    "per day": Advice((), advice.MONTHLY),
    **dict.fromkeys(("monthly", "a month", "each month"), Advice(("per month",))),
    **dict.fromkeys(("quarterly", "a quarter", "each quarter"), Advice(("per quarter",))),
    **dict.fromkeys(
        (
            *("annual cap", "yearly cap", "annual limit", "yearly limit", "annual maximum"),
            *("yearly maximum", "annual ceiling", "annual payment limit", "annual benefit limit"),
        ),
        Advice(("cap per year",)),
    ),
    **dict.fromkeys(
        ("annual deductible", "yearly deductible", "annual threshold"),
        Advice(("deductible per year",)),
    ),
    **dict.fromkeys(
        (
            *("payment limit", "benefit limit", "benefit maximum", "benefit cap", "overall limit"),
            *("overall cap", "total limit", "aggregate limit", "maximum payment", "max payment"),
            *("maximum benefit", "upper limit"),
        ),
        Advice(("cap", "at most"), advice.LIMIT),
    ),
    **dict.fromkeys(
        ("annually", "yearly", "a year", "annual", "each year", "every year"), Advice(("per year",))
    ),
    **dict.fromkeys(
        (
            *("per visit", "per episode", "each time", "every time", "each visit", "every visit"),
            *("for each visit", "for every visit", "for each stay", "for every stay"),
        ),
        Advice(("per stay", "per claim"), say("the one is for a stay, the other for a claim")),
    ),
    **dict.fromkeys(
        (
            *("per admission", "per hospitalisation", "per hospitalization", "per discharge"),
            *("per hospital stay", "per inpatient stay", "per hospital admission"),
        ),
        Advice(("per stay",)),
    ),
    **dict.fromkeys(("is", "of", "equals"), Advice((), say("leave it out: the figure follows"))),
    **dict.fromkeys(("only for", "just for"), Advice((), advice.BY_PERSON)),
    **dict.fromkeys(("import", "imports", "include", "includes", "using"), Advice(("use",))),
    **dict.fromkeys(
        ("the part above", "the part over", "the portion above", "the excess over"),
        Advice(("deductible", "bands"), say("a rate is of what lies above the deductible")),
    ),
    **dict.fromkeys(("version", "ver", "revision", "release"), Advice(("edition",))),
    "since": Advice(("from",)),
    "between": Advice((), say("write one figure, or a parameter: `at least 60%, at most 70%`")),
    "coverage": Advice(("rate",)),
    "all": Advice(("everyone",)),
    "anyone": Advice(("everyone",)),
}

TOLD: Final[Mapping[str, Advice]] = {**_CHINESE, **_ENGLISH}
"""By what is written."""

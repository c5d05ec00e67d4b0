"""What is said of cases, examples and frameworks, in Chinese.

The key is the English sentence. What stands between backticks is written as in English;
`code.py` has it in Chinese.
"""

from typing import Final

CASES: Final[dict[str, str]] = {
    "a case is an object with `person` and `claims`, and this is {found}": (
        "个案应为含有`person`和`claims`的对象，此处却是{found}"
    ),
    "the case is an empty object; `polc show POLICY --what case` prints one to fill in": (
        "个案是空对象；`polc show POLICY --what case`可打印待填写的个案"
    ),
    "null": "null",
    "an empty list": "空列表",
    "a list; settle its cases one by one": "列表，请逐个结算其中的个案",
    "a text": "文字",
    "a yes or no": "是否值",
    "a `{word}`": "`{word}`类型的值",
    "the text is not JSON": "该文本不是JSON",
    "{what} for `{identity}` changes by {figure}": "`{identity}`的{what}变动为{figure}",
    "the rule says `{written}`": "规定是`{written}`",
    "this is required": "这是要求",
    "in example `{example}` claim `{claim}` is paid {paid} of {base} yuan": (
        "算例`{example}`中`{claim}`在{base}元中支付{paid}元"
    ),
    "parameter `{one}` has no value": "参数`{one}`没有值",
    "nothing takes the cap away for `{identity}`": "未对`{identity}`取消封顶线",
    "there is no benefit `{name}`": "没有待遇`{name}`",
    "none of the people it speaks of are known here": "所涉人员在此均无定义",
    "what is paid in the end needs a proof": "最终实付多少需要证明",
    "its figure cannot be found here": "此处找不到它的数值",
    "it hangs on an amount": "取决于金额",
    "nothing changes {what} for `{identity}`": "未对`{identity}`调整{what}",
    "nothing is said for `{identity}`": "未对`{identity}`作出规定",
    "what `{identity}` gets has no such end": "`{identity}`的待遇没有这样的终止日",
    "it is adjusted for some people": "对部分人员另有调整",
    "there is no right `{name}`": "没有权利`{name}`",
    "it is no more": "没有更高",
    "it is {figure}": "为{figure}",
    "parameter `{one}` says so": "参数`{one}`如此规定",
    "it is for some people only": "只适用于部分人员",
    "its {term} differs by identity": "其{term}因身份而异",
    "the right is not given to `{identity}`": "未把该权利给予`{identity}`",
    "there is no requirement `{name}` to depart from": "没有可偏离的要求`{name}`",
    "{named} ({clauses})": "{named}（{clauses}）",
    "the policy cannot be held against {named}: {reason}": "无法判断政策是否符合{named}：{reason}",
    "the policy departs from {named} and meets it all the same": "政策声明偏离{named}，实际却符合",
    "the policy breaches {named}: {reason}": "政策违反{named}：{reason}",
    'mend the rule, or write `departs from {requirement} because "…"`': (
        '请修改规则，或写`departs from {requirement} because "…"`'
    ),
    "the policy is silent on {named}: {reason}": "政策对{named}未作规定：{reason}",
    "take the departure out": "请删去该偏离声明",
    "it must be inherited to be changed": "只有沿用而来的内容才能更改",
    "nothing inherited is called `{name}`": "沿用的内容中没有`{name}`",
    "`{name}` has no parts": "`{name}`没有组成部分",
    "`{name}` has no part `{part}`": "`{name}`没有`{part}`这一部分",
    "nothing inherited of this kind": "沿用的内容中没有这一类",
    "`{benefit}` is no benefit": "`{benefit}`不是待遇",
    "this policy extends no other, so there is nothing to change": (
        "本政策未沿用其他政策，没有可更改的内容"
    ),
    "write `extends NAME` first, or declare the thing itself": (
        "请先写`extends NAME`，或直接声明该内容"
    ),
    "no case is refused with `{word}`": "个案不会以`{word}`被拒绝",
    "`{kind}` is no kind of care": "`{kind}`不是就医类别",
    "a {scope} has no field `{word}`": "{scope}没有字段`{word}`",
    "a {scope} has no field `{word}`{hint}": "{scope}没有字段`{word}`{hint}",
    "a payment wants an amount of money": "支付应为金额",
    "the codes are {known}": "可用的代码有{known}",
    "nothing is opened with `{part}`": "年初已用没有`{part}`这一项",
    "it is `{paid}`, `{line}` or `{borne}`": "可写`{paid}`、`{line}`或`{borne}`",
    "`{field}` is never `{word}`": "`{field}`没有取值`{word}`",
    "`{field}` is never `{word}`{hint}": "`{field}`没有取值`{word}`{hint}",
    "nothing is called `{name}` in the result": "结算结果中没有`{name}`",
    "this example has no claim `{claim}`": "该算例中没有就医`{claim}`",
    "an amount of money is expected": "此处应为金额",
    "`yes` or `no` is expected": "此处应为`yes`或`no`",
    "the day of the alert is expected, or `no`": "此处应为预警日期，或`no`",
    "a name is expected": "此处应为名称",
    "its claims are {claims}": "其中的就医有{claims}",
    "bands in an example are figures": "算例中的分段应为数值",
    "the value of a parameter in an example is a figure or a table of figures": (
        "算例中参数的值应为数值或数值表"
    ),
    "the year has no claim `{claim}`": "该年度没有就医`{claim}`",
    "a claim of a ledger is taken back by `reverse({reverses})`": (
        "台账中的就医用`reverse({reverses})`冲回"
    ),
    "there is a claim `{claim}` already": "已有就医`{claim}`",
    "policy `{policy}` has no parameter `{name}`{hint}": "政策`{policy}`没有参数`{name}`{hint}",
    "`{parameter}` may not be none": "`{parameter}`不能为空",
    "`{parameter}` is given twice": "`{parameter}`给出两次",
    "`{shown}` is not at most `{most}`: this value goes down year by year": (
        "`{shown}`高于`{most}`：该值应逐年不高于上一年"
    ),
    "`{shown}` is not below `{most}`: this value goes down year by year": (
        "`{shown}`不低于`{most}`：该值应逐年降低"
    ),
    "`{parameter}` is a table by {keys}: `{example}`": "`{parameter}`是按{keys}列的表：`{example}`",
    "`{form}` is below the least that the policy allows": "`{form}`低于政策允许的下限",
    "`{form}` is not over the figure that it must be over": "`{form}`未超过应当超过的数值",
    "`{form}` is above the most that the policy allows": "`{form}`高于政策允许的上限",
    "`{by}` = `{choice}` implies `{reading}` = `{wanted}`, and `{against}` is chosen": (
        "`{by}`取`{choice}`时，`{reading}`随之取`{wanted}`，而所选为`{against}`"
    ),
    "there is no output `{output}`{hint}": "没有结果项`{output}`{hint}",
    "`{output}` is required, and {missing} is missing": "要求给出`{output}`，而缺少{missing}",
    "policy `{policy}` has no reading `{name}`{hint}": "政策`{policy}`没有口径`{name}`{hint}",
    "`{reading}` = `{choice}` cannot be settled: {reason}": (
        "`{reading}`取`{choice}`时无法结算：{reason}"
    ),
    "`{word}` is none of {choices}{hint}": "`{word}`不是{choices}之一{hint}",
    "reading `{reading}` is chosen twice": "口径`{reading}`选了两次",
    "an object is expected": "此处应为对象",
    "`{choice}` ({letter})": "`{choice}`（{letter}）",
    "the amount given for `{layer}` is more than the {left} yuan it can pay from": (
        "`{layer}`给出的金额超过其可支付的{left}元"
    ),
    "parameter {name}": "参数{name}",
    "field {name}": "字段{name}",
    "a line of the table of {rule}": "规则{rule}的表中对应的一行",
    "parameter `{parameter}` has no value, and rule `{rule}` needs it; supply it with "
    "`--param {parameter}=…` or under `parameters` of the case": (
        "参数`{parameter}`没有值，而规则`{rule}`需要它；"
        "请用`--param {parameter}=…`给出，或写在个案的`parameters`中"
    ),
    "parameter `{parameter}` has no value for the {keys} of this claim, and rule `{rule}` needs "
    "it; supply it with `--param {parameter}=…` or under `parameters` of the case": (
        "参数`{parameter}`对本次就医的{keys}没有值，而规则`{rule}`需要它；"
        "请用`--param {parameter}=…`给出，或写在个案的`parameters`中"
    ),
    "`{field_name}` is not given, and rule `{rule}` needs it": (
        "未给出`{field_name}`，而规则`{rule}`需要它"
    ),
    "what `{benefit}` is to pay from comes out below zero": "`{benefit}`的计算基数小于零",
    "the table of rule `{rule}` has no line for this case": "规则`{rule}`的表中没有适用本个案的行",
    "a payment that fits its base": "不超过基数的支付额",
    "what `{benefit}` has used is not known: {missing} is missing": (
        "`{benefit}`已用多少无法确定：缺少{missing}"
    ),
    "the claims of the year add up to more than {most}": "全年就医费用合计超过{most}",
    "the amounts of the opening add up to more than {most}": "年初已用合计超过{most}",
    "a running sum of the year comes to more than {most}": "年度累计额超过{most}",
}

"""What is said of the values of a case, in Chinese: its days, its claims, its person.

The key is the English sentence. What stands between backticks is written as in English;
`code.py` has it in Chinese.
"""

from typing import Final

VALUES: Final[dict[str, str]] = {
    "; did you mean `{found}`?": "；是否应为`{found}`？",
    "`{text}` is not an amount in yuan such as `320.00`": (
        "`{text}`不是以元为单位的金额，如`320.00`"
    ),
    "`{text}` is finer than one fen": "`{text}`比1分更细",
    "`{text}` is more than {most} yuan": "`{text}`超过{most}元",
    "`{text}` is not a percentage such as `60%`": "`{text}`不是百分比，如`60%`",
    "`{text}` has more than four decimals": "`{text}`的小数超过四位",
    "{what} is outside the days in force, from {begin}": "{what}不在施行期间内：自{begin}起",
    "{what} is outside the days in force, from {begin} until {end}": (
        "{what}不在施行期间内：自{begin}起至{end}止"
    ),
    "{said}; before it `{earlier}` held": "{said}；此前适用`{earlier}`",
    "the beginning": "最初",
    "everything": "全部内容",
    "the year {year}": "{year}年",
    "`{policy}` is a framework and settles nothing; it leaves open: {left}": (
        "`{policy}`是框架性文件，不能结算；未定的有：{left}"
    ),
    "the year is a number such as `2022`, and `{shown}` is a text": (
        "年度应为数字，如`2022`，而`{shown}`是文字"
    ),
    "parameter `{name}` has no value, and it says from when the policy is in force": (
        "参数`{name}`没有值，而政策的施行日由它规定"
    ),
    "{day} is before the policy, and `settled` is not given, by which it might still be taken": (
        "{day}早于政策施行，又未给出`settled`，无法判断是否仍可结算"
    ),
    "{outside}; it was settled on {settled}, after the last day for that, {last}": (
        "{outside}；其结算日{settled}晚于结算窗口的最后一日{last}"
    ),
    "what `{benefit}` paid under the rules before the policy is not given": (
        "未给出`{benefit}`按此前政策支付的金额"
    ),
    "a case has no field `{word}`{hint}": "个案没有字段`{word}`{hint}",
    "this case is for `{policy}`, not for `{own}`": "该个案适用`{policy}`，不适用`{own}`",
    "the claims are of several years; give each year a case of its own": (
        "就医分属多个年度；请每个年度各用一个个案"
    ),
    "the benefit year is missing; give `year`, or a claim to take it from": (
        "缺少待遇年度；请给出`year`，或给出可据以确定年度的就医"
    ),
    "`{year}` is no year": "`{year}`不是年度",
    "an object of benefits is expected": "此处应为以待遇为项的对象",
    "no benefit per claim is called `{word}`{hint}": "没有名为`{word}`的按次支付待遇{hint}",
    "an opening has `paid`, `line`, `borne`{hint}": "年初已用的项为`paid`、`line`、`borne`{hint}",
    "{day} is not in the benefit year {year}; give each year a case of its own": (
        "{day}不在待遇年度{year}内；请每个年度各用一个个案"
    ),
    "the day of admission is after the day of the claim": "入院日晚于就医日期",
    "a claim has no field `{word}`{hint}": "就医没有字段`{word}`{hint}",
    "the total cost is less than the in-policy cost": "医疗总费用低于政策范围内费用",
    "an object of benefits and amounts is expected": "此处应为待遇与金额对应的对象",
    "a list is expected": "此处应为列表",
    "the case has no claim `{reverses}` to take back": "个案中没有可冲回的就医`{reverses}`",
    "a claim is an object": "就医应为对象",
    "`{name}` is not given, and the policy looks up its rules by it": (
        "未给出`{name}`，而政策据此确定适用的规则"
    ),
    "the claim has no `{field}`": "该笔就医缺少`{field}`",
    "there are two claims `{claim}`": "有两笔就医的编号都是`{claim}`",
    "`{field}` is given twice": "`{field}`给出两次",
    "`{reverses}` is taken back twice": "`{reverses}`被冲回两次",
    "what `{key}` paid is given twice": "`{key}`的支付额给出两次",
    "`{identity}` counts by its grade, and none is given": "`{identity}`按等级认定，而未给出等级",
    "the case has no `person`": "个案缺少`person`",
    "the person's id is given twice": "人员编号给出两次",
    "an identity is its id, or an object with `id`, `from`, `to`": (
        "身份应为其编号，或含`id`、`from`、`to`的对象"
    ),
    "there is no identity `{word}`{hint}": "没有身份`{word}`{hint}",
    "this day is earlier than `recognised`": "该日期早于`recognised`",
    "this day is earlier than `from`": "该日期早于`from`",
    "an identity has no field `{word}`{hint}": "身份没有字段`{word}`{hint}",
    "`{text}` is below zero": "`{text}`小于零",
    "a rate is a text such as `60%`": "比例应为文字，如`60%`",
    "`{value}` is above 100%": "`{value}`超过100%",
    "a date is a text such as `2022-03-01`": "日期应为文字，如`2022-03-01`",
    "a whole number is expected": "此处应为整数",
    "the number is out of range": "数字超出范围",
    "true or false is expected": "此处应为true或false",
    "a text of up to 200 characters is expected": "此处应为不超过200个字符的文字",
    "one of {choices} is expected": "应为{choices}之一",
    "bands are a list of `up_to` and `rate`": "分段应为`up_to`与`rate`的列表",
    "the last band is open: `up_to` is null": "最后一段没有上限：`up_to`应为null",
    "yes or no is no amount of money": "是否值不是金额",
    "{value} is a float; write the amount as a text such as `320.00`": (
        "{value}是浮点数；金额请写成文字，如`320.00`"
    ),
    "an amount is a text in yuan such as `320.00`": "金额应为以元为单位的文字，如`320.00`",
    "`{value}` is not a day and time such as `2022-03-01T09:30`": (
        "`{value}`不是日期和时间，如`2022-03-01T09:30`"
    ),
    "`{text}` is not a day of the calendar": "日历上没有`{text}`这一天",
    'a band is `{"up_to": "30000.00", "rate": "60%"}`': (
        '分段写作`{"up_to": "30000.00", "rate": "60%"}`'
    ),
    "the edges of bands rise": "各分段点应逐段升高",
    "the amount is out of range": "金额超出范围",
    "an amount is finite": "金额应为有限数",
    "`{value}…` is too long for an amount": "`{value}…`作为金额太长",
}

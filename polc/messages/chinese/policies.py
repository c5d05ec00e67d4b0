"""What is said of the rules of a policy, in Chinese: names, benefits, terms, tables.

The key is the English sentence. What stands between backticks is written as in English;
`code.py` has it in Chinese.
"""

from typing import Final

POLICIES: Final[dict[str, str]] = {
    "amounts are taken to be up to {most} yuan, so declare the most a parameter may be; claims "
    "are settled exactly all the same, but a program that computes whole columns must use wider "
    "numbers there": (
        "金额按最高{most}元推算，请声明参数的上限；逐笔结算仍然精确，"
        "但整列计算的程序在此须用更宽的整数"
    ),
    "rule `{rule}` may need more than 64 bits at its step `{node}`": (
        "规则`{rule}`的步骤`{node}`可能超出64位整数"
    ),
    "rule `{rule}` hangs on more than {most} conditions at once": (
        "规则`{rule}`同时依赖超过{most}个条件"
    ),
    "a settlement uses the name `{word}` itself": "`{word}`是结算结果自用的名称",
    "`{name}` is {kind}, not {wanted}": "`{name}`是{kind}，不是{wanted}",
    "give the benefit another name": "请给该待遇另取名称",
    "group `{group}` is made of groups more than {most} deep": (
        "人群`{group}`由人群组成，嵌套超过{most}层"
    ),
    "group `{symbol}` contains itself: {chain}": "人群`{symbol}`包含自身：{chain}",
    "`{word}` is declared twice": "`{word}`重复声明",
    "unknown name `{name}`": "未知名称`{name}`",
    "first declared here": "首次声明在此",
    "the title `{word}` already names `{earlier}`": "标题`{word}`已用于`{earlier}`",
    "{wanted} is expected here": "此处应为{wanted}",
    "a parameter, a field of the case or a group may stand here": (
        "此处可写参数、个案的字段或人群"
    ),
    "write figures in digits: `60%`, `500元`, `3万元`": (
        "数值请用阿拉伯数字：`60%`、`500元`、`3万元`"
    ),
    "two adjustments change the {part} of `{benefit}` for `{identity}`, and nothing says what "
    "they do together": ("两处调整都改变`{benefit}`对`{identity}`的{part}，而未写明两者如何并用"),
    "write `stacking` or `best` after the people of the second": (
        "请在第二处调整的对象之后写`stacking`或`best`"
    ),
    "the {term} of `{benefit}` hangs on too many readings at once": (
        "`{benefit}`的{term}同时取决于过多的口径"
    ),
    "`{benefit}` has {count} lines for its {term}": "`{benefit}`的{term}写了{count}行",
    "`{benefit}` has no {term} when {under}": "当{under}时，`{benefit}`没有{term}",
    "`{reading}` is `{choice}`": "`{reading}`取`{choice}`",
    "{message} when {under}": "当{under}时，{message}",
    "`{symbol}` is a parameter of kind {kind}, not bands": "参数`{symbol}`的类型是{kind}，不是分段",
    "these are more than {most} bands": "分段超过{most}段",
    "end with `above: 0%` if nothing is paid there": "若以上部分不予支付，请以`above: 0%`结尾",
    "nothing is said above the last edge": "最后一档以上的部分未作规定",
    "nothing can lie above a band without an upper edge": "没有上限的一段之上不能再有分段",
    "this rate is above 100%": "该比例超过100%",
    "this edge is not above the one before": "该分段点不高于前一个分段点",
    "the rate table has no line for `{part}`": "比例表中没有`{part}`这一行",
    "`{name}` does not say what it pays": "`{name}`未写明支付多少",
    "write `rate 70%`, or `rate 100%` where it pays all that is left": (
        "请写`rate 70%`；若剩余部分全额支付，请写`rate 100%`"
    ),
    "write the rate as a table, `rate { in_city: 80%; in_province: 70% } by place`": (
        "请把比例写成表：`rate { in_city: 80%; in_province: 70% } by place`"
    ),
    "a deductible that is divided needs a rate table whose lines are the parts": (
        "分摊起付线需要一张比例表，表的各行即为各部分"
    ),
    "write `pay 500 yuan`, or `pay the highest of { … }`": (
        "请写`pay 500 yuan`，或`pay the highest of { … }`"
    ),
    "`{name}` pays for {per}, and a {term} has no meaning there": (
        "`{name}`按{per}支付，{term}在其中没有意义"
    ),
    "a case says what is paid, limits and pools; this belongs to the benefit": (
        "分情形只规定怎样支付、限额和共用限额；这一行属于待遇本身"
    ),
    "write the clause's id at the end of the line, as in `SZ-2.1.1`": (
        "请在行末写条款编号，如`SZ-2.1.1`"
    ),
    "{what} cites no clause": "{what}未注明依据条款",
    "reading `{symbol}` has no choice `{name}`": "口径`{symbol}`没有选项`{name}`",
    "its choices are {known}": "可选的有{known}",
    "`{word}` stands in this {term} table twice": "`{word}`在这张{term}表中出现两次",
    "this {term} table has no value for {names}": "这张{term}表没有{names}的值",
    "the benefit is for {names} too: add a line, or `otherwise: …`": (
        "该待遇的对象也包括{names}：请补一行，或写`otherwise: …`"
    ),
    "`{key}` is never reached: the benefit is not for it": (
        "`{key}`永远不会用到：它不是该待遇的对象"
    ),
    "add it to `for`, or take the line out": "请把它加入`for`，或删去该行",
    "this {term} table has no value for people without an identity": (
        "这张{term}表没有普通参保人（不具备任何身份）的值"
    ),
    "the benefit is for everyone: add `otherwise: …` with what the rest have": (
        "该待遇的对象是全体参保人：请加上`otherwise: …`，写明其余的人"
    ),
    "`{one}` and `{other}` have different {term}s here, and the rank does not say which counts "
    "for a person who holds both": (
        "`{one}`与`{other}`在此处的{term}不同，而身份次序未写明同时具备两种身份的人按哪一种"
    ),
    "order them: `rank … {one} > {other} …`": "请排定次序：`rank … {one} > {other} …`",
    "`{name}` is no day of a claim": "`{name}`不是就医的日期",
    "a window is open by the day of settlement": "结算窗口以结算日为准",
    "it is `discharge`, `admission` or `settlement`": "可写`discharge`、`admission`或`settlement`",
    "write `by settlement`": "请写`by settlement`",
    "this policy ends before it begins": "政策的终止日早于施行日",
    "this says a second time what `{rule}` says": "此处与`{rule}`重复规定",
    "give each line its own choice: `where READING is CHOICE`": (
        "请给每行写明各自的选项：`where READING is CHOICE`"
    ),
    "the value of `{name}` must be a figure, or a table of figures by year": (
        "`{name}`的值应为数值，或按年度列出的数值表"
    ),
    "`{name}` is a field that every case has already": "`{name}`是每个个案都已有的字段",
    "use it as it is, or choose another name": "请直接使用，或另取名称",
    "`{name}` does not say which claims it means": "`{name}`未写明指哪些就医",
    "a parameter cannot be a table by `{name}`": "参数不能按`{name}`列表",
    "the bound of `{name}` is no {kind}": "`{name}`的上下限不是{kind}",
    "only one reading may choose what `{name}` may be": "`{name}`可以是多少，只能由一个口径选择",
    "write the bounds of an unspecified parameter under choices of one reading": (
        "待定参数的上下限，写在同一个口径的各种选择之下"
    ),
    "`{name}` has two values for {start}": "`{name}`在{start}年有两个值",
    "{kind} cannot be {verb} over claims": "{kind}不能在各笔就医之间{verb}",
    "added up": "相加",
    "compared": "比较",
    "add `only when …`": "请加上`only when …`",
    "it can be by {known}": "可以按{known}列表",
    "`{name}` is above 100%": "`{name}`超过100%",
    "`{name}` does not say what is aimed at": "`{name}`未写明目标值",
    "add `at least 90%`, `about 70%`, or `unspecified`": (
        "请加上`at least 90%`、`about 70%`或`unspecified`"
    ),
    "`{name}` does not say when it is due": "`{name}`未写明何时到期",
    "add `on or before 2022-02-28`, `every month on or before 5`, or `unspecified`": (
        "请加上`on or before 2022-02-28`、`every month on or before 5`或`unspecified`"
    ),
    "no month has a day {day}": "没有哪个月有{day}日",
    "there are more than {most} identities": "身份超过{most}种",
    "`{identity}` stands in the rank twice": "`{identity}`在身份次序中出现两次",
    "of the benefits per claim these stand in no order of paying: {names}": (
        "下列按次支付的待遇没有列入支付次序：{names}"
    ),
    "write `layers {order}`": "请写`layers {order}`",
    "pool `{start}` stands inside itself": "限额`{start}`包含在自身之内",
    "`{symbol}` stands in the order of paying twice": "`{symbol}`在支付次序中出现两次",
    "`{day}` is no date of the person": "`{day}`不是人员的日期",
    "a benefit has no figure `{part}`": "待遇没有`{part}`这一数额",
    "`{symbol}` does not pay before `{asking}`, so it has no figures yet": (
        "`{symbol}`不在`{asking}`之前支付，此时还没有数额"
    ),
    "it has {parts}": "它有{parts}",
    "the file does not say which policy it is": "文件未写明是哪项政策",
    "reading `{name}` has more than one default": "口径`{name}`有不止一个默认选项",
    "reading `{name}` has no default": "口径`{name}`没有默认选项",
    "write `default` after the choice that holds when nobody chooses": (
        "请在无人选择时适用的选项之后写`default`"
    ),
    "`{name}` cannot be settled, and nothing says why": "`{name}`无法结算，而未写明原因",
    "`{name}` cannot be settled, and is the default": "`{name}`无法结算，却是默认选项",
    'name the facts that no case has: `cannot be settled because "…"`': (
        '请写明个案中没有的事实：`cannot be settled because "…"`'
    ),
    "`{name}` does not say when a person is reported": "`{name}`未写明何时预警",
    "add `when …`": "请加上`when …`",
    "of what it is a share": "是什么的占比",
    "how large the share may be": "占比的上限",
    "who bears what lies over it": "超出部分由谁承担",
    "add `share of AMOUNT in AMOUNT`": "请加上`share of AMOUNT in AMOUNT`",
    "add `at most 10%`": "请加上`at most 10%`",
    "add `borne by institution`": "请加上`borne by institution`",
    "`{name}` does not say {what}": "`{name}`未写明{what}",
    "this row has {here}, and the others have {before}": "这一行是{here}，其余各行是{before}",
    "this table has more than {most} lines": "这张表超过{most}行",
    "a table is by year, a field of the case or a reading": "表可以按年度、个案的字段或口径列出",
    "no table can be by `{name}`": "表不能按`{name}`列出",
    "this table has numbers as keys and does not say what they are": (
        "这张表以数字为项，而未写明数字的含义"
    ),
    "write `by year`, or the field they are, after the closing brace": (
        "请在右大括号之后写`by year`，或数字所指的字段"
    ),
    "`{name}` is no number, and this table is by one": "这张表按数字列出，而`{name}`不是数字",
    "`{low}..{high}` runs backwards": "`{low}..{high}`首尾颠倒",
    "the choice `{choice}` of `{symbol}` has no value here": "`{symbol}`的选项`{choice}`在此没有值",
    "`{word}` stands in this table twice": "`{word}`在这张表中出现两次",
    "`{benefit}` is of the person's year, and tally `{name}` counts claims": (
        "`{benefit}`是人员年度的待遇，而累计量`{name}`按就医累计"
    ),
    "`{asking}` is of the person's year, and `{symbol}` pays for claims": (
        "`{asking}`是年度的，而`{symbol}`按每笔就医支付"
    ),
    "`{benefit}` asks pool `{name}`, whose size is known only after {layer}": (
        "`{benefit}`用到限额`{name}`，而它的数额要在{layer}之后才能确定"
    ),
    "`{benefit}` is of the person's year, and pool `{name}` asks a claim": (
        "`{benefit}`是年度待遇，而限额`{name}`要用每笔就医的数"
    ),
    "`{name}` is of the person's year, and a claim has what is due": (
        "`{name}`是年度权利，而应缴的数属于每笔就医"
    ),
    "write `per claim` after the right's name": "在权利的名称之后写`per claim`",
    "`{benefit}` asks tally `{name}`, which is known only after {layer}": (
        "`{benefit}`用到累计量`{name}`，而它要在{layer}之后才能确定"
    ),
    "count a figure of an earlier layer, such as `basic.left`": (
        "请累计先支付层次的数额，如`basic.left`"
    ),
    "write `per year`, `per stay` or `per claim` after it": (
        "请在其后写`per year`、`per stay`或`per claim`"
    ),
    "write `per year`, `per stay` or `per claim` before the amount": (
        "请在金额之前写`per year`、`per stay`或`per claim`"
    ),
    "per stay and per claim it is simply the deductible": "按次住院或按笔结算时，它就是起付线",
    "only a deductible of a year or a referral chain can count what was borne": (
        "只有年度或转诊的起付线可以按已承担计算"
    ),
    "write `borne` (the difference is made up) or `collected once` after the amount": (
        "请在金额之后写`borne`（补足差额）或`collected once`"
    ),
    "a deductible of a referral chain must say how it goes on": (
        "转诊的起付线须写明转诊后如何接续"
    ),
    "a claim is left out with `counts when`, or by a table of amounts": (
        "不计入的就医请用`counts when`排除，或用金额表表示"
    ),
    "only a deductible of a referral chain is continued or not": "只有转诊的起付线才有是否连续计算",
    "write `per referral chain`": "请写`per referral chain`",
    "only a deductible of a referral chain is collected once": "只有转诊的起付线才只收一次",
    "this cap has no period": "该封顶线没有写明期间",
    "this deductible has no period": "该起付线没有写明期间",
    "a rate is at most `100%`: `{rate}` would pay more than the cost": (
        "比例最高为`100%`：按`{rate}`支付将超过费用本身"
    ),
    "`{what}` wants {wanted}, and this is {found}": "`{what}`应为{wanted}，此处却是{found}",
    "{first} and {second} {what}": "{first}与{second}{what}",
    "cannot be added or taken off": "不能相加减",
    "cannot be compared": "不能比较",
    "`is` wants a field with named values, and this is {found}": (
        "`is`要求有列明取值的字段，此处却是{found}"
    ),
    "points raise a rate: `rate raised by 5 points`; a rate itself is `70%`": (
        "百分点用于提高比例：`rate raised by 5 points`；比例本身写作`70%`"
    ),
    "`within` is asked of a place; elsewhere write `is`": "`within`只用于地点；其他情况请写`is`",
    "it is one of {known}": "可取{known}",
    "this is {first}": "这是{first}",
    "this is {second}": "这是{second}",
    "this condition has more than {most} parts": "该条件超过{most}项",
}

"""What the checks of a policy that compiles say, and `polc check` and `explain` of them, in
Chinese.

The key is the English sentence.
"""

from typing import Final

CHECKS: Final[dict[str, str]] = {
    "`checks` of `{path}` is no table": "`{path}`的`checks`不是表",
    "`polc explain` lists them": "`polc explain`列出全部代码",
    "`{path}` sets a level for `{code}`, which is no check; {hint}": (
        "`{path}`为`{code}`设了级别，而它不是检查；{hint}"
    ),
    "`{path}` sets `{code}` to `{wanted}`; a level is {levels}": (
        "`{path}`把`{code}`设为`{wanted}`；级别只能是{levels}"
    ),
    "`{level}`": "`{level}`",
    "there is no page for `{code}`; {hint}": "没有`{code}`的说明；{hint}",
    "`polc explain` lists the codes": "`polc explain`列出全部代码",
    "{name}: {count} repaired": "{name}：已修正{count}处",
    "`polc check --fix` repairs {count} of them": "`polc check --fix`可修正其中{count}处",
    "case": "个案",
    "why it matters": "为什么要紧",
    "for example": "例如",
    "says": "提示",
    "repaired": "改正后",
    'its level is set in `polc.toml`, `[checks] {code} = "off"`, or it is allowed on a line with '
    "`# polc: allow {code} because …`": (
        '可在`polc.toml`中设级别：`[checks] {code} = "off"`；'
        "或在行末注明`# polc: allow {code} because …`"
    ),
    "nothing says why `{code}` is allowed here": "没有说明为什么在这里允许`{code}`",
    "write `# polc: allow {code} because …`": "请写`# polc: allow {code} because …`",
    "no `{code}` is found on the line for which it is allowed": "所允许的那一行没有`{code}`",
    "take the comment out": "请删去这条注释",
    "`{benefit}` pays on `{field}`, from which `{earlier}` has been paid before it": (
        "`{benefit}`以`{field}`为基数，而`{earlier}`此前已从中支付"
    ),
    "take the line out: without it the base is what earlier layers left": (
        "请删去这一行：不写时基数就是前面各层支付后的余额"
    ),
    "this layer pays first": "这一层先支付",
    "the cap of `{benefit}`, {cap} yuan, is reached by whatever it pays: {why}": (
        "`{benefit}`只要支付就达到封顶线{cap}元：{why}"
    ),
    "hold the cap, the deductible and the rate against the document once more": (
        "请对照文件再核对封顶线、起付线和比例"
    ),
    "{rate} of the {edge} yuan that the deductible lets through is {paid} yuan": (
        "起付线放行的{edge}元按{rate}就是{paid}元"
    ),
    "it pays at least {least} yuan": "它至少支付{least}元",
    "`{word}` looks like `{earlier}`": "`{word}`与`{earlier}`看上去一样",
    "give one of them another name: a reader cannot tell them apart": (
        "请给其中一个换个名称：读的人分不清"
    ),
    "the other name": "另一个名称",
    "nothing counts toward the pool `{name}`, so it never fills": (
        "没有支付计入限额`{name}`，它永远用不完"
    ),
    "write `counts toward {name}` in a benefit, or a `cap` in place of the pool": (
        "请在待遇中写`counts toward {name}`，或用`cap`代替这个限额"
    ),
    "`{output}` is {amount} here, and {other} in the example `{title}` of the same case": (
        "`{output}`在这里是{amount}，在个案相同的算例`{title}`中是{other}"
    ),
    "one of them is wrong, or the cases differ in something that neither says": (
        "其中一个有误，或者两个个案的差别都没有写出来"
    ),
    "expected here": "在这里应得",
    "for `{identity}` the rate of `{benefit}` becomes {sum}": (
        "对`{identity}`，`{benefit}`的比例成为{sum}"
    ),
    "write `, at most 100%` after the points, or mend the rate": (
        "请在百分点后写`, at most 100%`，或改正比例"
    ),
    "the rate that is raised": "被提高的比例",
    "this says it already": "这里已经写了",
    "take one of them out": "请删去其中一个",
    "the groups `{one}` and `{other}` have the same members": "人群`{one}`与`{other}`的成员相同",
    "this line says again what another says": "这一行与另一行重复",
    "what counts toward `{pool}` is limited by it too": "计入`{pool}`的支付本来就受它限制",
    "the choices `{one}` and `{other}` of `{reading}` give the same plan": (
        "口径`{reading}`的选项`{one}`与`{other}`结果相同"
    ),
    "write the lines that differ, or join the two choices": "请写出两者不同的规定，或合并两个选项",
    "no source is declared that `{clause}` could be of": "没有声明`{clause}`所属的文件",
    "the clauses of the declared sources begin with {known}": "已声明文件的条款以{known}开头",
    "the `otherwise` of this table is never reached": "这个表的`otherwise`永远用不到",
    "take it out: every key that can occur has a line of its own": (
        "请删去它：每一种可能都有自己的一行"
    ),
    "no rule uses the group `{name}`": "没有规则用到人群`{name}`",
    "name it after `for` or in a table, or take it out": "请在`for`后或表中使用它，或删去",
    "no rule uses the parameter `{name}`": "没有规则用到参数`{name}`",
    "let a rule ask it by its name, or take it out": "请在规则中按名称引用，或删去",
    "no rule uses the pool `{name}`": "没有规则用到限额`{name}`",
    "write `counts toward {name}` in the benefit that it limits, or take it out": (
        "请在受它限制的待遇中写`counts toward {name}`，或删去"
    ),
    "no rule hangs on the reading `{name}`": "没有规则取决于口径`{name}`",
    "write `where {name} is {choice}` after the lines that it decides": (
        "请在它决定的各行后写`where {name} is {choice}`"
    ),
    "no rule uses the tally `{name}`": "没有规则用到累计量`{name}`",
    "{first} to {last}": "{first}至{last}年度",
    "{what} has no value for {years}": "{what}在{years}没有数值",
    "add the years, as in `{year}: …` or `from {year}: …`, or end the policy before": (
        "请补上这些年度，如`{year}: …`或`from {year}: …`，或让政策在此之前结束"
    ),
    "{year} and later": "{year}年度及以后",
    "{year}": "{year}年度",
    "parameter `{name}`": "参数`{name}`",
    "this table": "这个表",
    "the bands of `{benefit}` begin anew with every visit, as its deductible does": (
        "`{benefit}`的分段随起付线一样每次就医重新开始"
    ),
    "write `deductible per year …` if the bands are of the year's cost, or allow it where the "
    "document has bands of a single visit": (
        "若分段是按全年费用，请写`deductible per year …`；若文件确实按次分段，请在该行注明允许"
    ),
    "this is per visit": "这是按次的",
    "`{word}` can mean points or a part of the rate": (
        "`{word}`可以指百分点，也可以指原比例的一部分"
    ),
    "`{word}` can mean points or tenths": "`{word}`可以指百分点，也可以指成数",
    "write `{points}` if a rate of 70% becomes {sum}; otherwise write the new rate itself": (
        "若70%成为{sum}，请写`{points}`；否则请直接写新的比例"
    ),
    "`{word}` leaves open whether that day is included": "`{word}`没有说清是否包括当日",
    "write `on or before {day}` if it is, `before {day}` if it is not": (
        "包括当日请写`on or before {day}`，不包括请写`before {day}`"
    ),
    "write `{day}` if it is, and the day before it if it is not": (
        "包括当日请写`{day}`，不包括请写前一日"
    ),
    "write `on or before {day}` if it is, and with the day before it if it is not": (
        "包括当日请写`on or before {day}`，不包括请写前一日"
    ),
    "`{sign}` is no Latin letter but {name}": "`{sign}`不是拉丁字母，而是{name}",
    "write `{word}` in Latin letters": "请用拉丁字母写`{word}`",
    "names have Latin or Chinese letters": "名称只用拉丁字母或汉字",
    "nothing is declared under the names {names}{more}": "没有声明这些名称：{names}{more}",
    "the policy is silent on {count} requirements: {names}{more}": (
        "本政策没有回应{count}项要求：{names}{more}"
    ),
    ", …": "等",
    "declare them, or use the file that does: `use NAME`": (
        "请声明它们，或引入声明它们的文件：`use NAME`"
    ),
    "this is one": "其中之一",
    "`{sign}` separates names, not the rows of a table": "`{sign}`隔开名称，不隔开表的各行",
    "a rate is a percentage: `70%`; an amount is paid with `pay 500 yuan`": (
        "比例写成百分数：`70%`；支付固定金额写`pay 500 yuan`"
    ),
    "an amount has its unit: `500 yuan`; a share of one is `50% of premium`": (
        "金额要带单位：`500 yuan`；金额的一部分写`50% of premium`"
    ),
    "`{word}` wants {kind}": "`{word}`应为{kind}",
    "write `{word} {figure} yuan`": "请写作`{word} {figure} yuan`",
    "declared are {known}": "已声明的有{known}",
    "`yes` or `no`": "`yes`或`no`",
    "a word": "一个词",
    "the other line": "另一行",
    "keep one of them, or give each a choice of its own: `where READING is CHOICE`": (
        "请只留一行，或让每一行各取一个选项：`where READING is CHOICE`"
    ),
    "add `{closing}` after `{word}`": "请在`{word}`之后加上`{closing}`",
    "; others are met: {rows}": "；已用到的有：{rows}",
    "no example comes here as {row}{others}": "没有算例以{row}的身份用到这里{others}",
    "no example comes here with {name} {row}{others}": "没有算例以{name} {row}用到这里{others}",
    "no example comes here with a claim of {people}": "没有算例以{people}的就医用到这里",
    "no example has such a claim": "没有算例有这样的就医",
    "every example gives what `{benefit}` paid": "每个算例都直接给出了`{benefit}`的支付额",
    "nothing is left for `{benefit}` in any example": "没有算例给`{benefit}`留下余额",
    "{name} is {value}": "{name}为{value}",
    ", {amount} yuan off": "，差{amount}元",
    "`{condition}` fails; closest is `{title}`: {facts}{far}": (
        "条件`{condition}`不成立；最接近的是`{title}`：{facts}{far}"
    ),
    "nothing of it is given": "都没有给出",
    "{name}: the examples reach {reached} of {rules} rules": (
        "{name}：算例用到了{rules}条规定中的{reached}条"
    ),
    "line {line}": "第{line}行",
    "no `{sign}` ends a line": "行末不写`{sign}`",
    "a day of the month is written without `{word}`": "每月的日期不写`{word}`",
}

"""What the command line says around the messages, in Chinese.

The key is the English sentence.
"""

from typing import Final

COMMANDS: Final[dict[str, str]] = {
    "`{name}` cannot be the name of a policy; `{better}` can": (
        "`{name}`不能作政策的名称，`{better}`可以"
    ),
    "`{name}` is a name that polc uses itself": "`{name}`是polc自用的名称",
    "there is a file `{name}` already": "已有文件`{name}`",
    "wrote `{path}`": "已写入`{path}`",
    "next: `polc check {path}`, then `polc test {path}`": (
        "接下来：`polc check {path}`，然后`polc test {path}`"
    ),
    "    they part at {rule}, line {line}: {why}": "    从第{line}行 {rule} 起不同：{why}",
    "nothing before it explains the difference": "此前没有能解释差额的步骤",
    "before this limit it is {amount}": "未受此限制时是{amount}",
    "without the deductible it would be as expected": "不扣起付线时正是应得的数",
    "{amount} is {rate} of {part}, and the rate is {own}": (
        "{amount}是{part}的{rate}，而比例是{own}"
    ),
    "a deductible of {amount} would lead to what is expected": "起付线为{amount}时正是应得的数",
    "nothing is computed after it: {status} ({facts})": "此后不再计算：{status}（{facts}）",
    "it is as expected where reading `{reading}` is `{choice}`": (
        "口径`{reading}`取`{choice}`时正是应得的数"
    ),
    "error": "错误",
    "warning": "警告",
    "help": "建议",
    ": ": "：",
    "{message}; {help}": "{message}；{help}",
    "checked 1 file": "已检查1个文件",
    "checked {count} files": "已检查{count}个文件",
    ", could not read {count}": "，{count}个无法读取",
    "{counted}{left}: {found}": "{counted}{left}：{found}",
    "no errors": "没有错误",
    "1 error": "1个错误",
    "{count} errors": "{count}个错误",
    "1 warning": "1个警告",
    "{count} warnings": "{count}个警告",
    "{name}: refused": "{name}：拒绝结算",
    "failed": "未通过",
    "  line {line}: {output}": "  第{line}行：{output}",
    "    expected {expected}": "    应得 {expected}",
    "    got      {got}": "    实得 {got}",
    "{name}: no examples": "{name}：没有算例",
    "{name}: {passed} passed, {failed} failed": "{name}：{passed}个通过，{failed}个未通过",
    "refused, {said}": "被拒绝，{said}",
    "the case was settled": "个案已结算",
    "a settlement": "结算结果",
    "{place}: not JSON: {reason}": "{place}：不是JSON：{reason}",
    "{place}: nested too deeply to be a case": "{place}：嵌套过深，不是个案",
    "{place}: the key `{key}` stands twice in one object": "{place}：同一对象中键`{key}`出现两次",
    "{name} stays as it is: laid out it would not say the same; please report this": (
        "{name}保持原样：排版后意思会变；请报告这个问题"
    ),
    "the public holidays of {year} are not known": "没有{year}年的法定节假日",
    "the public holidays are not installed: `pip install polc[calendar]`": (
        "没有安装法定节假日：`pip install polc[calendar]`"
    ),
    "{why}; give them with `--calendar FILE`": "{why}；请用`--calendar FILE`给出",
    "a calendar has `holidays`, `working_days` and `years`, not `{name}`": (
        "日历有`holidays`、`working_days`、`years`，没有`{name}`"
    ),
    "{day} is both a holiday and a working day": "{day}既是节假日又是工作日",
    "a year is expected, not `{value}`": "这里应是年份，不是`{value}`",
    "`{path}`: {reason}": "`{path}`：{reason}",
    "none of {policies} has a parameter `{name}`{hint}": "{policies}都没有参数`{name}`{hint}",
    "none of {policies} has a reading `{name}`{hint}": "{policies}都没有口径`{name}`{hint}",
    "{name} is larger than {most} bytes": "{name}超过{most}字节",
    "`{name}` is larger than {most} bytes": "`{name}`超过{most}字节",
    "`{name}` is not UTF-8: line {line} has a byte that no character begins with; save the "
    "file as UTF-8": "`{name}`不是UTF-8：第{line}行有无效字节；请把文件存为UTF-8",
    "there is no file `{name}`; {hint}": "没有文件`{name}`；{hint}",
    "`{name}` is a folder, not a policy": "`{name}`是文件夹，不是政策",
    "`{name}` cannot be read: {reason}": "`{name}`无法读取：{reason}",
    "`{name}` is not UTF-8 text (at byte {byte})": "`{name}`不是UTF-8文本（第{byte}字节）",
    "cannot read `{name}`: {reason}": "无法读取`{name}`：{reason}",
    "there is no `.pol` file in the folder `{path}`": "文件夹`{path}`中没有`.pol`文件",
    "`{path}` is not TOML: {reason}": "`{path}`不是TOML：{reason}",
}

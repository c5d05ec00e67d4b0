"""What is said of the writing of a file, in Chinese: signs, words, brackets, figures.

The key is the English sentence. What stands between backticks is written as in English;
`code.py` has it in Chinese.
"""

from typing import Final

WRITING: Final[dict[str, str]] = {
    "did you mean `{found}`?": "是否应为`{found}`？",
    "did you mean `{begun}` for `{previous}`?": "`{previous}`是否应为`{begun}`？",
    "write `{word}`": "请写作`{word}`",
    "this `}` ends its block too early": "此处的`}`过早结束了所在的块",
    "this `{letter}` closes nothing": "此处的`{letter}`没有与之配对的左括号",
    "this `(` is never closed": "此处的`(`没有闭合",
    "add `)` on this line": "请在本行补上`)`",
    "add `{closing}` where the block ends": "请在块结束处补上`{closing}`",
    "this `{letter}` is never closed": "此处的`{letter}`没有闭合",
    "by the indentation the block ends here": "按缩进，该块到此结束",
    "add `{closing}` at the end of line {line}": "请在第{line}行末尾补上`{closing}`",
    "add `{closing}` before line {line}": "请在第{line}行之前补上`{closing}`",
    "brackets are nested more than {most} deep": "括号嵌套超过{most}层",
    "take it out": "请删去",
    "a bound is a figure such as `500 yuan`": "上下限应为数值，如`500 yuan`",
    "`{whole}` has a comma inside a number": "`{whole}`的数字中间有逗号",
    "`{word}` has a space inside a number": "`{word}`的数字中间有空格",
    "`{word}` is not how an amount is written": "`{word}`不是金额的写法",
    "`{word}` says more than the amount": "`{word}`在金额之外有多余的字",
    "`{word}` is no amount": "`{word}`不是金额",
    "`{word}` is no date as dates are written here": "`{word}`不是本语言的日期写法",
    "`{word}` does not say which day": "`{word}`未写明是哪一日",
    "write the day too, as in `{written}`": "请把日也写上，如`{written}`",
    "`{word}` is no percentage": "`{word}`不是百分比",
    "`{word}` has no unit": "`{word}`没有单位",
    "the name `{word}` begins with a digit": "名称`{word}`以数字开头",
    "begin it with a letter, as in `a{word}`": "名称请以字母开头，如`a{word}`",
    "write `{figure}%`": "请写作`{figure}%`",
    "write `{figure} yuan`": "请写作`{figure} yuan`",
    "write `{share}%` for a rate": "比例请写作`{share}%`",
    "`{word}` cannot stand here": "`{word}`不能出现在此处",
    "expected {words}": "此处可写{words}",
    "the file ends in the middle of a statement": "文件在语句中途结束",
    "`{word}` is written as one word": "`{word}`连写成了一个词",
    "`{word}` is not a keyword here": "`{word}`在此处不是关键词",
    "write `{word} yuan`, or `{word}%` for a rate": "请写作`{word} yuan`，如为比例请写作`{word}%`",
    "`{word}` cannot stand after `{previous}`": "`{word}`不能出现在`{previous}`之后",
    "`{word}` is no quotation mark of the language": "`{word}`不是本语言的引号",
    "`{word}` begins no comment": "`{word}`不是注释的开头",
    "a character that cannot be seen stands here, {number}": "此处有不可见字符{number}",
    "this text has no closing quotation mark": "这段文字缺少右引号",
    "this text has no opening quotation mark": "这段文字缺少左引号",
    'write texts as `“…”` or `"…"`': '文字请写作`“…”`或`"…"`',
    "begin a comment with `#`": "注释请以`#`开头",
    "`{sign}` is not how things are compared": "`{sign}`不是比较的写法",
    "no `{sign}` stands between a word and its value here": "此处词与值之间不写`{sign}`",
    "`{word}` is no bracket of the language": "`{word}`不是本语言的括号",
    "write `{ … }` around a table or a block, and `( … )` elsewhere": (
        "表和块请用`{ … }`，其余用`( … )`"
    ),
    "no full stop ends a statement": "语句末尾不写句号",
    "`{word}` does not join conditions": "`{word}`不能连接条件",
    "a name has no `-` in it, as `{word}` does": "名称中不能有`-`，而`{word}`有",
    "`*` does not multiply": "`*`不表示相乘",
    "write a share as `50% of premium`": "所占份额请写作`50% of premium`",
    "delete it": "请删除",
    'add `"` where it ends': '请在文字结束处补上`"`',
    'write `"{word}"`': '请写作`"{word}"`',
    "leave it out": "请省去",
    "leave it out: the line ends it": "请省去：换行即为语句结束",
    "write `when …` as a line of its own, or a table `{ a: …; otherwise: … }`": (
        "请单独写一行`when …`，或写成表`{ a: …; otherwise: … }`"
    ),
    "write `when not …` as a line of its own": "请单独写一行`when not …`",
    "leave it out: the line ends with its condition": "请省去：条件写完即为行末",
    "write `otherwise: …` in a table": "请在表中写`otherwise: …`",
    "write a further row of a table `{ a: …; otherwise: … }`": (
        "请在表`{ a: …; otherwise: … }`中再写一行"
    ),
    "write `须 …` as a line of its own, or a table `{ a：…；其他：… }`": (
        "请单独写一行`须 …`，或写成表`{ a：…；其他：… }`"
    ),
    "write `其他：…` in a table": "请在表中写`其他：…`",
    "write `is`": "请写作`is`",
    "write `是`": "请写作`是`",
    "write `over`": "请写作`over`",
    "write `超过`": "请写作`超过`",
    "write `达到`": "请写作`达到`",
    "write `低于`": "请写作`低于`",
    "write `以内`": "请写作`以内`",
    "nothing stands between `{previous}` and `{word}`": "`{previous}`与`{word}`之间缺少分隔",
    "write `{previous}{comma}{word}`": "请写作`{previous}{comma}{word}`",
    "the text `{word}` stands in no quotation marks": "文字`{word}`没有加引号",
    "`{word}` is no word of the language": "`{word}`不是本语言的词",
    "`{word}` does not join the names of a list": "`{word}`不能连接并列的名称",
    "`{spelling}` belongs into {level} and stands in {here}": (
        "`{spelling}`属于{level}的内容，却写在{here}中"
    ),
    "put it between the braces of {level}": "请移到{level}的大括号内",
    "put it before or after {here}": "请移到{here}之前或之后",
    "`and` and `or` stand side by side without brackets": "`and`与`or`并列而没有括号",
    "say which belongs together: `(a and b) or c`, or `a and (b or c)`": (
        "请用括号写明组合：`(a and b) or c`，或`a and (b or c)`"
    ),
    "the file has more than {most} characters": "文件超过{most}个字符",
    'begin with `policy NAME "title" edition 1`': '请以`policy NAME "title" edition 1`开头',
    "the file says nothing": "文件没有内容",
    "a character that turns the direction of writing stands here, {number}": (
        "此处有改变书写方向的字符{number}"
    ),
    "this is nested more than {most} deep": "此处嵌套超过{most}层",
    "this number is too long": "这个数字太长",
    "`{word}` is finer than {finest}": "`{word}`比{finest}更细",
    "`{word}` is not a day of the calendar": "日历上没有`{word}`这一天",
    "`{mixed}` is a keyword of the other language": "`{mixed}`是另一种语言的关键词",
    "one file speaks one language: use the keywords of the rest of the file": (
        "一个文件只用一种语言：请与文件其余部分的关键词保持一致"
    ),
    "the name is that of a file in this folder or of the standard library": (
        "名称应为本文件夹或标准库中的文件名"
    ),
    "there is no file `{name}`": "没有文件`{name}`",
    "`{name}` uses this file in turn": "`{name}`又反过来引入本文件",
    "`{file}` has the identities {names}, and this file does not use it": (
        "身份{names}在`{file}`中，而本文件未引入它"
    ),
    "add `use {file}`": "请加上`use {file}`",
    "polc comes with {known}": "polc自带{known}",
}

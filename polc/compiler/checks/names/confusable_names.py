"""Names that look like one another.

In: a subject. Out: a `confusable_names` at the second: the two differ only in letters and
digits that most fonts draw alike. Letters that are neither Latin nor Chinese cannot stand in
a name at all. The pairs are a part of Unicode's confusables, UTS 39, for what a name may have.
"""

from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.names.scope import Symbol
from polc.compiler.report.diagnostics import Label
from polc.messages.text import say

_ALIKE: Final = ("0Oo", "1lI", "己已巳", "末未", "土士", "人入", "日曰", "戊戌戍", "天夭", "干千")
_DRAWN: Final = str.maketrans({sign: alike[0] for alike in _ALIKE for sign in alike})


def check_confusable_names(context: CheckContext) -> None:
    """Warns of each name of the policy's own file that an earlier one looks like."""
    seen: dict[str, tuple[str, Symbol]] = {}
    for word, symbol in context.scope.words.items():
        drawn = word.translate(_DRAWN).replace("rn", "m").replace("vv", "w")
        earlier, namesake = seen.setdefault(drawn, (word, symbol))
        if earlier == word or namesake.id == symbol.id or symbol.source.name != context.main:
            continue
        message = say("`{word}` looks like `{earlier}`", word=word, earlier=earlier)
        hint = say("give one of them another name: a reader cannot tell them apart")
        label = Label(namesake.source, namesake.node.name.span, say("the other name"))
        context.own.warning(
            "confusable_names", message, symbol.node.name.span, hint, (label,), subject=word
        )

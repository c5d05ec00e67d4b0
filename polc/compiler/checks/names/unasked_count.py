"""An identity that others are treated as, and that no rule asks.

In: a context. Out: a `line_without_effect` at a `count … as …` of which the last name stands in no
rule, no rank and no group that is asked.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.syntax.nodes.items import CountAs, IdentitySyntax
from polc.messages.text import say


def check_unasked_count(context: CheckContext) -> None:
    """Warns of each of the policy's own."""
    said: dict[str, int] = {}
    titles: dict[str, str] = {}
    for located in context.located:
        item = located.item
        if isinstance(item, CountAs):
            said[item.treated_as.text] = said.get(item.treated_as.text, 0) + 1
        elif isinstance(item, IdentitySyntax):
            said[item.name.text] = said.get(item.name.text, 0) + 1
            titles[item.name.text] = item.title
            titles[item.title] = item.name.text
    for node in context.own_items(CountAs):
        name = node.treated_as.text
        words = [name, *([titles[name]] if titles.get(name) else [])]
        if all(context.asked_words[word] <= said.get(word, 0) for word in words):
            why = say("no rule asks `{name}`", name=name)
            context.own.warning(
                "line_without_effect",
                say("this line has no effect: {why}", why=why),
                node.span,
                say("name it in the rule that is meant, or take the line out"),
                subject=name,
            )

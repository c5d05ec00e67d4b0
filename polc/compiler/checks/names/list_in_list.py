"""A word of a list that is the name of another list.

In: a subject. Out: a `confusable_names` at the list: its words are words, and no list stands for
its own among them.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.names.asked_texts import words_of_list
from polc.compiler.syntax.nodes.items import WordList
from polc.messages.text import say


def check_list_in_list(context: CheckContext) -> None:
    """Warns of each of the policy's own lists, once for each such word."""
    for node in context.own_items(WordList):
        for word in node.words:
            if word not in (node.name.text, node.title) and words_of_list(word, context.scope):
                message = say("`{word}` is a list, and a word of this one", word=word)
                hint = say(
                    "here it stands for itself alone; a rule asks for both lists with "
                    "`in {name}, {word}`",
                    name=node.name.text,
                    word=word,
                )
                context.own.warning("confusable_names", message, node.span, hint, subject=word)

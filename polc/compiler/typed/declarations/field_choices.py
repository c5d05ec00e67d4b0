"""The words that a field is one of.

In: a field with its words. Out: findings: a word that stands there twice, and one that is read as
yes, no or none where an example says it.
"""

from typing import Final

from polc.compiler.report.findings import Findings
from polc.compiler.syntax.nodes.items import FieldDeclaration
from polc.grammar.keywords import KEYWORDS
from polc.messages.text import say

_ANSWERS: Final = frozenset(
    word for terminal in ("YES", "NO") for words in KEYWORDS[terminal] for word in words
)
_NONE: Final = frozenset(word for words in KEYWORDS["NONE"] for word in words)


def check_choices(node: FieldDeclaration, findings: Findings) -> None:
    """Says what is wrong with the words of a field."""
    words = [word.text for word in node.words]
    for at, word in enumerate(node.words):
        if word.text in words[:at]:
            message = say("`{word}` stands twice among the values", word=word.text)
            hint = say("leave it out: a value is listed once")
            findings.error("declared_twice", message, word.span, hint, subject=word.text)
        elif word.text in _ANSWERS | _NONE:
            message = say("`{word}` is a word of the language, and no value", word=word.text)
            hint = say("name the value by a word of its own, as in `one of a, b`")
            if all(choice in {*_ANSWERS, *_NONE, "有", "没有"} for choice in words):
                hint = say("what is either so or not is `yes or no`")
            findings.error("wrong_kind", message, word.span, hint, subject=word.text)

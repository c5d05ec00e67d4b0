"""Claims of an example in the words of a sentence.

In: a mistake. Out: how a claim is written, for `住院 2022-03-01 政策内 20000元`, `2022-03-01 住院
20000元`, `bill 2022-03-01 inpatient 20000 yuan`, `claim 1 2022-03-01 …`,
`person dibao, born 1980-01-01`; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.word_patterns import match_keywords
from polc.grammar.keywords import spelling
from polc.messages.text import say
from polc.runtime.vocabulary import find_field

_DAY: Final = r"(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)"
_CLAIM: Final = re.compile(rf"\s*(?:[^\s{{}}]+\s+){{0,2}}{_DAY}")
_FIGURE: Final = re.compile(
    rf"\s*(?:{match_keywords('CLAIM')}\s+(?P<word>[0-9]+)\s+{_DAY}"
    rf"|{match_keywords('EXPECT')}\s+(?P<of>[0-9]+)\s*\.)"
)
_OF_NOTHING: Final = re.compile(
    rf"\s*(?P<expect>{match_keywords('EXPECT')})\s*(?P<figure>[0-9][0-9,.]*\s*(?:万元|元|yuan\b))"
)
_PERSON: Final = re.compile(rf"\s*{match_keywords('PERSON')}\s")


def explain_claim(mistake: Mistake) -> Diagnostic | None:
    """The line of the mistake, which is one of an example."""
    return (
        _explain_unnamed(mistake)
        or _explain_figure_as_name(mistake)
        or _explain_field(mistake)
        or _explain_of_nothing(mistake)
    )


def _explain_of_nothing(mistake: Mistake) -> Diagnostic | None:
    """`expect 6000 yuan`, which does not say of what."""
    found = _OF_NOTHING.match(mistake.line)
    if found is None or mistake.start != mistake.line_start + found.start("figure"):
        return None
    message = say("what pays `{figure}` is not said", figure=found["figure"])
    hint = say(
        "write the benefit before it: `{expect} NAME {figure}`",
        expect=found["expect"],
        figure=found["figure"],
    )
    end = mistake.line_start + found.end("figure")
    return mistake.at("unexpected_word", message, mistake.start, end, hint)


def _explain_figure_as_name(mistake: Mistake) -> Diagnostic | None:
    """`claim 1 2022-03-01 …`, `expect 1.basic …`."""
    found = _FIGURE.match(mistake.line)
    if found is None or mistake.start > mistake.line_start + found.end():
        return None
    group = "word" if found["word"] else "of"
    number = found[group]
    message = say("a claim is named by a word, and `{word}` is a number", word=number)
    start = mistake.line_start + found.start(group)
    hint = say("write `{word}`", word=f"k{number}")
    return mistake.at("odd_word", message, start, start + len(number), hint, f"k{number}")


def _explain_field(mistake: Mistake) -> Diagnostic | None:
    """`person dibao, born 1980-01-01`."""
    found = _PERSON.match(mistake.line)
    previous = mistake.previous
    if found is None or previous is None or find_field(str(previous)) is None:
        return None
    if "{" in mistake.line[: mistake.start - mistake.line_start]:
        return None
    message = say("what a case says of a person stands in braces")
    said = mistake.line[(previous.start_pos or 0) - mistake.line_start :].strip()
    start = previous.start_pos or 0
    hint = say("write `{word}`", word=f"{{ {said} }}")
    return mistake.at("odd_word", message, start, start + len(said), hint)


def _explain_unnamed(mistake: Mistake) -> Diagnostic | None:
    """A line that has a day and begins with no keyword of an example."""
    if mistake.start != mistake.statement_start or "CLAIM" not in mistake.expected:
        return None
    if "EXPECT" not in mistake.expected or _CLAIM.match(mistake.line) is None:
        return None
    end = mistake.line_start + len(mistake.line.rstrip())
    message = say(
        "a claim of an example begins with `{word}`", word=spelling("CLAIM", mistake.language)
    )
    hint = say("write `{word}`", word=_LIKE[mistake.language])
    return mistake.at("odd_word", message, mistake.start, end, hint)


_LIKE: Final = {
    "en": "claim 2022-03-01 inpatient { in_policy 20000 yuan }",
    "zh": "就医 2022-03-01 住院 { 政策范围内费用 20000元 }",
}

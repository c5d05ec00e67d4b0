"""A message that remembers what it was made of, so that it can be said in Chinese too.

In: a template in English and what stands in its places. Out: `Text`, a `str`: the English
sentence. `in_language` says the same in another language; its sentences are loaded only
then. A template is always written out in the code; what a user wrote is an argument.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, Self

Language = Literal["en", "zh"]

LONGEST_WORD: Final = 1000
"""No message says more of one thing that a user wrote."""

_PLACE: Final = re.compile(r"\{([a-z_]+)\}")
_CODE: Final = re.compile(r"`([^`]*)`")


def _fill(template: str, arguments: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: arguments[place[1]], template)


class Text(str):
    """An English sentence with the template and the arguments it came from."""

    __slots__ = ("arguments", "template")

    template: str
    arguments: Mapping[str, str]

    def __new__(cls, template: str, arguments: Mapping[str, str]) -> Self:
        """The sentence; every place of the template has its argument."""
        made = super().__new__(cls, _fill(template, arguments))
        made.template = template
        made.arguments = arguments
        return made

    def __reduce__(self) -> tuple[type["Text"], tuple[str, Mapping[str, str]]]:
        return Text, (self.template, self.arguments)


def say(template: str, /, **arguments: object) -> Text:
    """`say("unknown name `{name}`", name=…)`; an argument that is a `Text` speaks the language
    of the sentence around it. Of a word longer than `LONGEST_WORD` the beginning is quoted."""
    return Text(template, {name: _quote(argument) for name, argument in arguments.items()})


def _quote(argument: object) -> str:
    if isinstance(argument, Text):
        return argument
    try:
        word = str(argument)
    except (ValueError, RecursionError):  # thousands of digits, or of lists in lists
        return "…"
    return word if len(word) <= LONGEST_WORD else f"{word[:LONGEST_WORD]}…"


NOTHING: Final = Text("", {})
"""Where there is nothing to say."""


def listed(items: Iterable[object]) -> Text:
    """`a, b, c`."""
    return _chained("{some}, {other}", items)


def joined(items: Iterable[object]) -> Text:
    """`a; b; c`: whole sentences."""
    return _chained("{some}; {other}", items)


def either(items: Iterable[object]) -> Text:
    """`a or b or c`."""
    return _chained("{some} or {other}", items)


def both(items: Iterable[object]) -> Text:
    """`a and b and c`."""
    return _chained("{some} and {other}", items)


def quoted(items: Iterable[object]) -> Text:
    """The same words as the user writes them, between backticks, as `listed` has them."""
    return listed(say("`{word}`", word=item) for item in items)


def in_language(said: Text, language: Language, keywords: Language) -> Text:
    """The sentence in `language`; the code that it quotes has the keywords of the file's.
    What is no `Text` stays as it is."""
    template = getattr(said, "template", "")
    if not template or (language == "en" and keywords == "en"):
        return said
    from polc.messages.chinese import chinese_of  # loaded where the first is read
    from polc.messages.quoted_code import CODE

    if language == "zh":
        template = chinese_of(template)
    arguments = {}
    for name, argument in said.arguments.items():
        spoken = keywords if f"`{{{name}}}`" in template else language
        arguments[name] = (
            in_language(argument, spoken, keywords) if isinstance(argument, Text) else argument
        )
    if keywords == "zh":
        template = _CODE.sub(lambda part: f"`{CODE.get(part[1], part[1])}`", template)
    return Text(template, arguments)


def tell(said: Text, language: Language) -> Text:
    """A sentence of polc's own in a language; it quotes no code of a file."""
    return in_language(said, language, language)


def _chained(joint: str, items: Iterable[object]) -> Text:
    """The items one after the other, with this template between them."""
    found: Text | None = None
    for value in items:
        item = value if isinstance(value, Text) else say("{word}", word=value)
        found = item if found is None else Text(joint, {"some": found, "other": item})
    return found or NOTHING

"""A message that remembers what it was made of, so that it can be said in Chinese too.

In: a template in English and what stands in its places. Out: `Text`, a `str`: the English
sentence. `in_language` says the same in another language; its sentences are loaded only
then. A template is always written out in the code; what a user wrote is an argument.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, Self

Language = Literal["en", "zh"]
Argument = str | int

_PLACE: Final = re.compile(r"\{([a-z_]+)\}")


def _fill(template: str, arguments: Mapping[str, Argument]) -> str:
    return _PLACE.sub(lambda place: str(arguments[place[1]]), template)


class Text(str):
    """An English sentence with the template and the arguments it came from."""

    __slots__ = ("arguments", "template")

    template: str
    arguments: Mapping[str, Argument]

    def __new__(cls, template: str, arguments: Mapping[str, Argument]) -> Self:
        """The sentence; every place of the template has its argument."""
        made = super().__new__(cls, _fill(template, arguments))
        made.template = template
        made.arguments = arguments
        return made

    def __reduce__(self) -> tuple[type["Text"], tuple[str, Mapping[str, Argument]]]:
        return Text, (self.template, self.arguments)


def say(template: str, /, **arguments: Argument) -> Text:
    """`say("unknown name `{name}`", name=…)`."""
    return Text(template, arguments)


NOTHING: Final = Text("", {})
"""Where there is nothing to say."""


def listed(items: Iterable[Argument]) -> Text:
    """`a, b, c`."""
    return _chained("{some}, {other}", items)


def either(items: Iterable[Argument]) -> Text:
    """`a or b or c`."""
    return _chained("{some} or {other}", items)


def both(items: Iterable[Argument]) -> Text:
    """`a and b and c`."""
    return _chained("{some} and {other}", items)


def quoted(items: Iterable[Argument]) -> Text:
    """The same words as the user writes them, between backticks, as `listed` has them."""
    return listed(say("`{word}`", word=one) for one in items)


def places_of(template: str) -> frozenset[str]:
    """The names of a template's places."""
    return frozenset(_PLACE.findall(template))


def in_language(said: str, language: Language) -> str:
    """The sentence in this language; what is no `Text` stays as it is."""
    if language == "en" or not isinstance(said, Text) or not said:
        return said
    from polc.messages.chinese import CHINESE  # loaded where it is read

    arguments = {
        name: in_language(one, language) if isinstance(one, str) else one
        for name, one in said.arguments.items()
    }
    return _fill(CHINESE.get(said.template, said.template), arguments)


def _chained(joint: str, items: Iterable[Argument]) -> Text:
    """The items one after the other, with this template between them."""
    found: Text | None = None
    for one in items:
        item = one if isinstance(one, Text) else say("{word}", word=one)
        found = item if found is None else Text(joint, {"some": found, "other": item})
    return found or NOTHING

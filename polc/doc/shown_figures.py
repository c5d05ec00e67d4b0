"""What holds for a parameter, in words.

In: a parameter, what was supplied for it. Out: a sentence; nothing where the policy leaves the
figure open and nobody supplies it.
"""

from collections.abc import Mapping
from typing import Any

from polc.compiler.model.parameters import Parameter
from polc.inspect.describe import show_value
from polc.messages.text import NOTHING, Text, joined, listed, say
from polc.wording.figures import band_words


def figure_of(parameter: Parameter, supplied: Any) -> Text:
    """The figure, with its years or keys."""
    if supplied is not None:
        return say("{value}, as supplied", value=plain_words(parameter, supplied))
    return joined(
        _dated(parameter, value.first, value.last, value.value) for value in parameter.values
    )


def _dated(parameter: Parameter, first: int | None, last: int | None, value: Any) -> Text:
    told = plain_words(parameter, show_value(parameter.kind, value))
    if first is None and last is None:
        return told
    if first == last:
        return say("{year}: {value}", year=first, value=told)
    if last is None:
        return say("from {year}: {value}", year=first, value=told)
    if first is None:
        return say("to {year}: {value}", year=last, value=told)
    return say("{first} to {last}: {value}", first=first, last=last, value=told)


def plain_words(parameter: Parameter, value: Any) -> Text:
    """A figure in the form of a case, in words."""
    match value:
        case None:
            return say("no limit")
        case Mapping():
            return joined(
                say("{keys}: {value}", keys=key, value=plain_words(parameter, part))
                for key, part in value.items()
            )
        case list() | tuple():
            return joined(
                band_words(
                    None if band["up_to"] is None else say("{amount} yuan", amount=band["up_to"]),
                    say("{word}", word=band["rate"]),
                )
                for band in value
            )
        case _ if parameter.kind == "money":
            return say("{amount} yuan", amount=value)
        case _ if parameter.kind == "days":
            return say("{days} days", days=value)
        case _ if parameter.kind == "months":
            return say("{months} months", months=value)
        case _:
            return listed([say("{word}", word=value)]) if value != "" else NOTHING

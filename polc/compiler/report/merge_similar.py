"""Messages that say one thing of many, told together.

In: what was found. Out: the same with one message where there were many: of one file's
unknown names that are like no other name, and of the requirements on which a policy is silent
that has hardly begun. So a file that is being written, whose declarations are still to come,
has one message for them.
"""

from collections.abc import Iterable
from typing import Final

from attrs import evolve

from polc.compiler.report.diagnostics import Diagnostic, Label
from polc.messages.text import NOTHING, Text, quoted, say

_MOST: Final = {"unknown_name": 3, "silent_on": 4}
"""So many messages of a code, at most, are told each by itself."""

_NAMED: Final = 5
_PLACES: Final = 20


def merge_similar(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings, in any order; the message for many stands at the first of them."""
    left: list[Diagnostic] = []
    alike: dict[tuple[str, str, int], list[Diagnostic]] = {}
    for one in found:
        if one.code == "unknown_name" and not _has_hint(one):
            alike.setdefault((one.code, one.source.name, 0), []).append(one)
        elif one.code == "silent_on":
            alike.setdefault((one.code, one.source.name, one.span.start), []).append(one)
        else:
            left.append(one)
    for (code, _, _), many in alike.items():
        many.sort(key=lambda one: one.span.start)
        if len(many) <= _MOST[code]:
            left += many
        else:
            left.append(_gather_names(many) if code == "unknown_name" else _gather_silent(many))
    return left


def _has_hint(one: Diagnostic) -> bool:
    """Whether its help says what the name should be."""
    return getattr(one.help, "template", "").startswith(("did you mean", "write"))


def _gather_names(many: list[Diagnostic]) -> Diagnostic:
    names = list(dict.fromkeys(_name_of(one) for one in many))
    message = say(
        "nothing is declared under the names {names}{more}",
        names=quoted(names[:_NAMED]),
        more=_more(names),
    )
    hint = say("declare them, or use the file that does: `use NAME`")
    places = tuple(Label(one.source, one.span, say("this is one")) for one in many[1:_PLACES])
    return evolve(many[0], message=message, help=hint, related=places, fix=())


def _gather_silent(many: list[Diagnostic]) -> Diagnostic:
    names = [str(getattr(one.message, "arguments", {}).get("named", "")) for one in many]
    message = say(
        "the policy is silent on {count} requirements: {names}{more}",
        count=len(many),
        names=quoted(name.strip("`").partition("` ")[0] for name in names[:_NAMED]),
        more=_more(names),
    )
    return evolve(many[0], message=message, related=())


def _more(names: list[str]) -> Text:
    return say(", …") if len(names) > _NAMED else NOTHING


def _name_of(one: Diagnostic) -> str:
    return one.source.text[one.span.start : one.span.end]

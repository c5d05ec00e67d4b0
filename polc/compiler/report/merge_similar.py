"""Messages that say one thing of many, told together.

In: what was found. Out: the same with one message where there were many: of one file's
unknown names that are like no other name, and of the requirements on which a policy is silent
that has hardly begun. So a file that is being written, whose declarations are still to come,
has one message for them.
"""

from collections.abc import Callable, Iterable
from typing import Final

from polc.compiler.report.codes import CODES
from polc.compiler.report.diagnostics import Diagnostic, Label
from polc.messages.text import NOTHING, Text, quoted, say
from polc.records.evolve import evolve

_NAMED: Final = 5
_PLACES: Final = 20


def merge_similar(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings, in any order; the message for many stands at the first of them. What
    suggests a word has a repair of its own, and is told by itself."""
    left: list[Diagnostic] = []
    alike: dict[tuple[str, str, int], list[Diagnostic]] = {}
    for diagnostic in found:
        merged = CODES[diagnostic.code].merged
        if merged is None or diagnostic.suggests:
            left.append(diagnostic)
        else:
            place = diagnostic.span.start if merged.within == "place" else 0
            key = (diagnostic.code, diagnostic.source.name, place)
            alike.setdefault(key, []).append(diagnostic)
    for (code, _, _), many in alike.items():
        many.sort(key=lambda diagnostic: diagnostic.span.start)
        merged = CODES[code].merged
        if merged is None or len(many) < merged.least:
            left += many
        else:
            left.append(MERGES[code](many))
    return left


def _merge_names(many: list[Diagnostic]) -> Diagnostic:
    names = list(dict.fromkeys(diagnostic.subject for diagnostic in many))
    message = say(
        "nothing is declared under the names {names}{more}",
        names=quoted(names[:_NAMED]),
        more=_more(names),
    )
    hint = say("declare them, or use the file that does: `use NAME`")
    places = tuple(
        Label(diagnostic.source, diagnostic.span, say("this is one"))
        for diagnostic in many[1:_PLACES]
    )
    return evolve(many[0], message=message, help=hint, related=places, fix=None)


def _merge_silent(many: list[Diagnostic]) -> Diagnostic:
    names = [diagnostic.subject for diagnostic in many]
    message = say(
        "the policy is silent on {count} requirements: {names}{more}",
        count=len(many),
        names=quoted(names[:_NAMED]),
        more=_more(names),
    )
    return evolve(many[0], message=message, related=())


def _more(names: list[str]) -> Text:
    return say(", …") if len(names) > _NAMED else NOTHING


MERGES: Final[dict[str, Callable[[list[Diagnostic]], Diagnostic]]] = {
    "unknown_name": _merge_names,
    "silent_on": _merge_silent,
}
"""How the message for many is made, for each code that the registry merges."""

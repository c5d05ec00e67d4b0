"""A statement in quotes, which is read as the place of the document that the line before cites.

In: a context. Out: a `statement_as_place` at each citation whose place has a figure with a unit:
what it says is of no effect.
"""

import re
from bisect import bisect_left
from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.syntax.nodes.values import Citation, Syntax
from polc.messages.text import say

_QUOTED: Final = re.compile(r'"[^"\n]*"|“[^”\n]*”')
_SAYS_FIGURE: Final = re.compile(r"[0-9０-９]\s*(?:[%％]|万?元|亿元|yuan\b|个百分点|points?\b)")


def check_statement_as_place(context: CheckContext) -> None:
    """Warns once for each such citation of the policy's own file."""
    quoted = _QUOTED.finditer(context.own.source.text)
    places = [said.start() for said in quoted if _SAYS_FIGURE.search(said.group())]
    told = set[int]()
    for item in context.own_items(Syntax) if places else ():
        first = bisect_left(places, item.span.start)
        if first == len(places) or places[first] >= item.span.end:
            continue
        for part in context.parts(item, Citation):
            if part.span.start in told or _SAYS_FIGURE.search(part.locator) is None:
                continue
            told.add(part.span.start)
            message = say(
                "`{place}` is read as a place of the document, and what it says has no effect",
                place=part.locator,
            )
            hint = say("write a statement without quotation marks; what is only noted begins `#`")
            context.own.warning(
                "statement_as_place", message, part.span, hint, subject=part.locator
            )

"""A statement in quotes, which is read as the place of the document that the line before cites.

In: a context. Out: a `statement_as_place` at each citation whose place has a figure with a unit:
what it says is of no effect.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.walk import held_parts
from polc.compiler.syntax.nodes.values import HERE, Citation, Syntax
from polc.messages.text import say

_QUOTED: Final = re.compile(r'"[^"\n]*"|“[^”\n]*”')
_SAYS_FIGURE: Final = re.compile(r"[0-9０-９]\s*(?:[%％]|万?元|亿元|yuan\b|个百分点|points?\b)")


def check_statement_as_place(context: CheckContext) -> None:
    """Warns once for each such citation of the policy's own file."""
    quoted = _QUOTED.finditer(context.own.source.text)
    places = [said.start() for said in quoted if _SAYS_FIGURE.search(said.group())]
    told = set[int]()
    for item in context.own_items(object):
        for part in _citations(item, places):
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


def _citations(node: object, places: Sequence[int]) -> Iterator[Citation]:
    """The citations in a node within which one of these places of the text lies."""
    if isinstance(node, Syntax) and node.span != HERE:
        span = node.span
        first = bisect_left(places, span.start)
        if first == len(places) or places[first] >= span.end:
            return
    if isinstance(node, Citation):
        yield node
    for part in held_parts(node):
        yield from _citations(part, places)

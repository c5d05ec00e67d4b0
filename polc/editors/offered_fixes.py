"""The repairs that an editor offers for a finding.

In: a diagnostic. Out: its repair; where it has none and names what may have been meant in place of
a word, the word in place of it, for each: somebody has to choose, so none of these is safe.
"""

from typing import Final

from polc.compiler.report.diagnostics import Diagnostic, Edit, Fix
from polc.messages.text import say

MOST_OFFERED: Final = 3


def offered_fixes(found: Diagnostic) -> tuple[Fix, ...]:
    """The repairs, the likeliest first."""
    if found.fix is not None:
        return (found.fix,)
    word = found.source.text[found.span.start : found.span.end]
    if word != found.subject:
        return ()
    return tuple(
        Fix((Edit(found.span, meant),), say("write `{word}`", word=meant), "unsafe")
        for meant in found.suggests[:MOST_OFFERED]
    )

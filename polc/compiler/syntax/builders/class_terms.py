"""What one class of people has of a benefit, as a line or the row of a matrix says it.

In: nothing. Out: `ClassTerms`, which both ways of writing come to, and the names of its terms.
"""

from collections.abc import Mapping
from typing import Final

from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.people import ReachingPeople
from polc.compiler.syntax.nodes.statements import Term, TermSyntax
from polc.compiler.syntax.nodes.values import NO_CITATION, Citation, Key, Syntax, Value
from polc.messages.text import Text, say

TERM_WORDS: Final[Mapping[Term, Text]] = {
    "deductible": say("deductible"),
    "rate": say("rate"),
    "cap": say("cap"),
    "pay": say("pay"),
}
"""The terms that a class may have of its own."""


@frozen
class ClassTerms(Syntax):
    """`for dibao: no deductible, rate 70%  XY-4.2a`; the key `otherwise` is everybody else."""

    keys: tuple[Key, ...]
    terms: tuple[TermSyntax, ...]
    cites: Citation = NO_CITATION
    reaching: tuple[ReachingPeople, ...] = ()
    condition: Value | None = None
    """Under which the class has these terms: `for (dibao when referred): rate 80%`."""

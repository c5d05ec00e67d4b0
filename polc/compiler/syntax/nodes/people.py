"""Parts of the list of people after a `for` that say more than a name.

In: nothing. Out: their syntax nodes.
"""

from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.values import Name, Number, Reference, Syntax, Value


@frozen
class ReachingPeople(Syntax):
    """`expenditure_poor from 12 months before recognition`: people of a list whose recognition
    reaches back as far as `back` says, None: to the first day of its month."""

    people: Name
    back: Number | Reference | None


@frozen
class LimitedPeople(Syntax):
    """`(dibao when residence is rural)`, `(dibao from 2023-07-01)`: people of a list under a
    condition of their own, with those of them `reaching` back too."""

    people: tuple[Name, ...]
    condition: Value
    reaching: tuple[ReachingPeople, ...] = ()

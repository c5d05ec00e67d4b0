"""Parts of the list of people after a `for` that say more than a name.

In: nothing. Out: their syntax nodes.
"""

from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.values import Name, Number, Reference, Syntax, Value


@frozen
class LimitedPeople(Syntax):
    """`(dibao when residence is rural)`: people of a list under a condition of their own."""

    people: tuple[Name, ...]
    condition: Value


@frozen
class ReachingPeople(Syntax):
    """`expenditure_poor from 12 months before recognition`: people of a list whose recognition
    reaches back as far as `back` says, None: to the first day of its month."""

    people: Name
    back: Number | Reference | None

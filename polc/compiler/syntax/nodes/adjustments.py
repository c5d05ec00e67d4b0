"""Adjustments of benefits as they were written.

In: nothing. Out: their syntax nodes.
"""

from typing import Literal

from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.statements import Attribute, Period, StatementSyntax
from polc.compiler.syntax.nodes.values import NO_CITATION, Citation, Name, Syntax, Value


@frozen
class ChangeSyntax(StatementSyntax):
    """One line of an `adjust`; `period` of which cap, where there are several."""

    attribute: Attribute
    value: Value | None = None
    most: int | None = None
    period: Period | None = None


@frozen(kw_only=True)
class Adjust(Syntax):
    """`adjust critical_illness for tekun { … }`; `people` is empty for everyone; `name` after
    `as`, for those who replace it; `combining` says what several that one person meets do."""

    benefit: Name
    title: str
    people: tuple[Name, ...]
    changes: tuple[ChangeSyntax, ...]
    condition: Value | None = None
    name: Name | None = None
    combining: Literal["", "stacking", "best"] = ""
    cites: Citation = NO_CITATION

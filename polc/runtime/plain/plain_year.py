"""A benefit year of a policy as plain cases need it: its functions, its days, who tells of it.

In: the policy's functions of the year. Out: `PlainYear`.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

from attrs import field

from polc.messages.text import Text
from polc.records.mutable import define
from polc.runtime.case import PersonRead
from polc.runtime.executable import Executable
from polc.runtime.plain.explain_plain_year import YearExplainer
from polc.runtime.plain.plain_claim import Target
from polc.runtime.plain.plain_person import Words
from polc.runtime.plain.settle_plain import Fixed, PlainSettler
from polc.runtime.plain.tell_plain import PlainTeller
from polc.runtime.tell.header import Header


@define(eq=False, kw_only=True)
class PlainYear:
    """A benefit year of a policy: its functions, the `first` and `last` day (ordinals, included)
    of its claims; `note_unplaced` says which identities the policy has no place for."""

    executable: Executable
    header: Header
    year: int
    first: int
    last: int
    fixed: tuple[Target, ...]
    note_unplaced: Callable[[PersonRead], Sequence[Text]]
    figures: dict[Words | None, tuple[Fixed, tuple[Text, ...]]] = field(factory=dict)
    """By the identities held on all days, what hangs on them and on the year, and what is noted of
    them."""

    @cached_property
    def settler(self) -> PlainSettler:
        """What settles its claims."""
        return PlainSettler(self.executable)

    @cached_property
    def explainer(self) -> YearExplainer:
        """What explains the person's year of its cases."""
        return YearExplainer(self.executable, self.fixed)

    @cached_property
    def teller(self) -> PlainTeller:
        """What tells of its cases."""
        return PlainTeller(executable=self.executable, year=self.year, fixed=self.fixed)

"""What a policy settles a benefit year with, for who settles whole columns of claims.

In: a policy under its own readings and parameters, a year. Out: a `PreparedYear`, or None where
cases of that year are not settled without more being known of them.
"""

from attrs import field

from polc.api.policy import Policy
from polc.link.compiled import Compiled
from polc.link.given_parameter import SlotValue
from polc.link.parameters import resolve_slots
from polc.records.frozen import frozen
from polc.runtime.benefit_year import days_of_year
from polc.runtime.case import CaseLayout
from polc.runtime.executable import Executable
from polc.runtime.read.read_value import FIRST_YEAR, LAST_YEAR


@frozen(kw_only=True)
class PreparedYear:
    """The functions of a year and the figures that they were made for; `first` and `last` the days
    (ordinals, included) of its claims."""

    year: int
    compiled: Compiled = field(repr=False)
    executable: Executable = field(repr=False)
    slots: dict[str, SlotValue] = field(repr=False)
    layout: CaseLayout = field(repr=False)
    first: int
    last: int


def layout_of(policy: Policy) -> CaseLayout:
    """What the policy knows of its cases."""
    return policy._compiled.layout_under(policy._given)


def prepare_year(policy: Policy, year: int) -> PreparedYear | None:
    """None for a year that has no functions, where a window takes what a claim marks, where a
    household has sums together, and where a benefit of the person's year moves sums that claims
    read."""
    layout = layout_of(policy)
    if layout.in_force_missing or layout.left_open is not None or policy.usual:
        return None
    if layout.shared is not None or any(window.flag for window in layout.windows):
        return None
    prepared = policy._prepare_own(year) if FIRST_YEAR <= year <= LAST_YEAR else None
    if prepared is None or prepared[0].pays_years:
        return None
    start, end = layout.in_force
    first, last = days_of_year(year, layout.year_begins)
    return PreparedYear(
        year=year,
        compiled=policy._compiled,
        executable=prepared[0],
        slots=dict(resolve_slots(policy.plan, policy._given, year)),
        layout=layout,
        first=first if start is None else max(first, start),
        last=last if end is None else min(last, end),
    )

"""Stays that lie in two benefit years.

In: the claims that are settled. Out: a note for each that was admitted in a year before the one to
which it belongs: whose year it is, and what goes on in it.
"""

from collections.abc import Iterable, Iterator

from polc.messages.text import Text, say
from polc.runtime.benefit_year import year_of_day
from polc.runtime.case import CaseLayout, ClaimRead

_LAST_YEAR = ("claim", "in_policy_last_year")


def note_stays_across(claims: Iterable[ClaimRead], layout: CaseLayout) -> Iterator[Text]:
    """In the order of the claims."""
    for claim in claims:
        admitted = claim.inputs.get(("claim", "admitted"))
        if admitted is None:
            continue
        before = year_of_day(admitted, layout.year_begins)
        year = year_of_day(claim.day, layout.year_begins)
        if before >= year:
            continue
        if _LAST_YEAR in layout.reads:
            yield say(
                "`{claim}` is the part in {year} of a stay that began in {before}: a deductible "
                "per stay goes on from what was in policy of it then",
                claim=claim.id,
                year=year,
                before=before,
            )
        else:
            yield say(
                "the stay of `{claim}` began in {before}, and all of it is settled in {year}",
                claim=claim.id,
                year=year,
                before=before,
            )

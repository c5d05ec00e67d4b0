"""One stay that stands twice in a case, under two ids.

In: the claims that are settled. Out: a note for each that looks like one before it: the days of
both overlap, in one hospital as far as that is said, at one cost; and for each stay in hospital on
whose days the person lay in another bed. A bill sent twice differs in its id, often in what of it
was found to be in policy, sometimes in its days or in how the place is written. Who is discharged
and admitted again on one day has two stays. All are settled all the same: two prescriptions of one
day may cost the same.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from polc.messages.text import Text, say
from polc.runtime.case import ClaimRead
from polc.runtime.vocabulary import KINDS

_MOST_BESIDE: Final = 50
"""So many claims of the same days are compared with one, so that the time stays linear."""

_INPATIENT: Final = KINDS.index("inpatient")
_WHERE: Final = ("place", "hospital_level")


def note_doubles(claims: Iterable[ClaimRead]) -> Iterator[Text]:
    """Claims that look like one before them, in the order in which they stand."""
    billed = [claim for claim in claims if claim.inputs["claim", "in_policy"]]
    if len(billed) < 2:
        return
    told: dict[int, Text] = {}
    beside: list[ClaimRead] = []
    for claim in sorted(billed, key=lambda claim: (_first_day(claim), claim.position)):
        beside = [known for known in beside[-_MOST_BESIDE:] if known.date >= _first_day(claim)]
        for known in beside:
            first, second = sorted((known, claim), key=lambda stay: stay.position)
            note = None if second.position in told else _note(first, second)
            if note is not None:
                told[second.position] = note
        beside.append(claim)
    yield from (told[position] for position in sorted(told))


def _note(first: ClaimRead, second: ClaimRead) -> Text | None:
    if not _overlap(first, second):
        return None
    if _may_be_there(first, second) and _costs_alike(first, second):
        return say(
            "`{claim}` has the days, the hospital and the costs of `{first}`, as far as they are "
            "given: if they are one stay, it is paid twice",
            claim=second.id,
            first=first.id,
        )
    if _is_stay(first) and _is_stay(second):
        return say(
            "`{claim}` and `{first}` are two stays in hospital on the same days",
            claim=second.id,
            first=first.id,
        )
    return None


def _first_day(claim: ClaimRead) -> int:
    return claim.inputs.get(("claim", "admitted"), claim.date)


def _overlap(first: ClaimRead, second: ClaimRead) -> bool:
    """Whether two claims share days, and not alone that on which the one begins and the other
    ends."""
    days, others = (_first_day(first), first.date), (_first_day(second), second.date)
    shared = min(days[1], others[1]) - max(days[0], others[0])
    if shared > 0 or days == others:
        return True
    both_say = all(("claim", "admitted") in claim.inputs for claim in (first, second))
    return days[1] == others[1] and not both_say


def _may_be_there(first: ClaimRead, second: ClaimRead) -> bool:
    """Whether nothing says that they are of two hospitals: two ids, or where one is without, two
    places, two levels or two kinds of care."""
    if first.hospital and second.hospital:
        return first.hospital == second.hospital
    own, others = first.inputs, second.inputs
    return all(
        own.get(("claim", name), others.get(("claim", name)))
        == others.get(("claim", name), own.get(("claim", name)))
        for name in (*_WHERE, "kind")
    )


def _costs_alike(first: ClaimRead, second: ClaimRead) -> bool:
    """Whether the bills come to the same, or where one has no total, what is in policy does."""
    totals = [claim.inputs.get(("claim", "total")) for claim in (first, second)]
    if None not in totals:
        return totals[0] == totals[1]
    return first.inputs["claim", "in_policy"] == second.inputs["claim", "in_policy"]


def _is_stay(claim: ClaimRead) -> bool:
    """Whether the person lay in hospital on days that are given."""
    inputs = claim.inputs
    return ("claim", "admitted") in inputs and inputs.get(("claim", "kind")) == _INPATIENT

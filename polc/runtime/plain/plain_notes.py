"""What is noted of a plain case, where that is no more than what each claim leaves open.

In: plain claims. Out: their notes, or that they may have more: then the claims are made by name
first.
"""

from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from polc.messages.text import Text
from polc.runtime.plain.settle_plain import PlainClaim
from polc.runtime.read.near_words import bare_name


def note_plain_claims(claims: Sequence[PlainClaim], first: int) -> list[Text] | None:
    """The notes in the order in which the claims stand in the case; None where one may look like
    another or contradict it, or began before the `first` day of the year. `claims` stand in the
    order of settlement."""
    for *_, shape, values in claims:
        if shape.admitted is not None and values[shape.admitted] < first:
            return None
    if len(claims) > 1 and (_may_touch(claims) or _may_be_one_hospital(claims)):
        return None
    found: list[Text] = []
    for _, _, position, shape, _ in sorted(claims, key=_POSITION) if len(claims) > 1 else claims:
        found += shape.notes(position)
    return found


_POSITION: Final = itemgetter(2)


def _may_be_one_hospital(claims: Sequence[PlainClaim]) -> bool:
    """Whether two hospitals are written nearly alike."""
    named = {shape.text_of(values, "hospital") for *_, shape, values in claims} - {""}
    return len(named) > 1 and len({bare_name(name) for name in named}) < len(named)


def _may_touch(claims: Sequence[PlainClaim]) -> bool:
    """Whether two share a visit or a day."""
    last = 0
    visits = set()
    for day, _, position, shape, values in claims:
        first = day if shape.admitted is None else values[shape.admitted]
        if first <= last:
            return True
        last = day
        visits.add(shape.visit_of(values, position))
    return len(visits) < len(claims)

"""One stay that stands twice in a case, under two ids.

In: the claims that are settled. Out: a note for each that says what another says already. It is
settled all the same: two prescriptions of one day may cost the same.
"""

from collections.abc import Iterable, Iterator

from polc.messages.text import Text, say
from polc.runtime.case import ClaimRead

_SAME = ("date", "admitted", "kind", "place", "hospital_level", "total", "in_policy")


def note_doubles(claims: Iterable[ClaimRead]) -> Iterator[Text]:
    """Claims of the same days, place, kind and costs as one before them."""
    known: dict[tuple[object, ...], str] = {}
    for claim in claims:
        inputs = claim.inputs
        if not inputs["claim", "in_policy"]:
            continue
        stay = (claim.hospital, *(inputs.get(("claim", name)) for name in _SAME))
        first = known.setdefault(stay, claim.id)
        if first != claim.id:
            yield say(
                "`{claim}` has the days, the kind and the costs of `{first}`: if they are one "
                "stay, it is paid twice",
                claim=claim.id,
                first=first,
            )

"""Bills of one visit that do not say the same of it.

In: the claims that are settled. Out: a note for each that contradicts an earlier bill of its visit:
one stay is in one hospital, of one level and place, of one kind of care, and began on one day. All
are settled all the same, by what the latest says. One note more for each that does not give an
amount that is added up over the stay where another of its visit does.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from polc.messages.text import Text, quoted, say
from polc.runtime.case import CaseLayout, ClaimRead

_OF_THE_VISIT: Final = ("kind", "place", "hospital_level", "admitted")


def note_visits(claims: Iterable[ClaimRead], layout: CaseLayout) -> Iterator[Text]:
    """In the order in which the claims stand; a bill is held against the one before it that says
    something of the kind."""
    known: dict[str, dict[str, tuple[object, str]]] = {}
    claims = tuple(claims)
    amounts = layout.stay_amounts
    giving = {
        (claim.visit, name): claim.id
        for claim in reversed(claims)
        for name in amounts
        if _gives(claim, name)
    }
    for claim in claims:
        for name in amounts:
            if (claim.visit, name) in giving and not _gives(claim, name):
                yield say(
                    "`{claim}` gives no `{field}`, and `{bill}` of the same visit `{visit}` does: "
                    "it adds nothing to that of the stay",
                    claim=claim.id,
                    field=name,
                    bill=giving[claim.visit, name],
                    visit=claim.visit,
                )
        said = known.setdefault(claim.visit, {})
        different: dict[str, list[str]] = {}
        for name, value in _facts(claim):
            before, bill = said.get(name, (value, ""))
            if before != value:
                different.setdefault(bill, []).append(name)
            said[name] = value, claim.id
        for bill, names in different.items():
            yield say(
                "`{claim}` and `{bill}` are bills of the visit `{visit}` and differ in {names}: "
                "what is settled for the stay goes by the later of them",
                claim=claim.id,
                bill=bill,
                visit=claim.visit,
                names=quoted(names),
            )


def _gives(claim: ClaimRead, amount: str) -> bool:
    return claim.inputs.get(("claim", amount)) is not None


def _facts(claim: ClaimRead) -> Iterator[tuple[str, object]]:
    """What a bill says of its visit."""
    for name in _OF_THE_VISIT:
        value = claim.inputs.get(("claim", name))
        if value is not None:
            yield name, value
    if claim.hospital:
        yield "hospital", claim.hospital

"""The bill of a claim: from its cost to what the person pays of it.

In: a claim of a settlement, the claim of the case, the shares that lie over a limit, as the plain
objects of the contract. Out: `Bar`s in the order of the layers; none where the case does not say
what the claim costs.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from polc.messages.text import say
from polc.pictures.waterfall import Bar
from polc.wording.names import Names

Json = Mapping[str, Any]


def bill_of(
    claim: Json, given: Json, limits: Sequence[Json], notes: Mapping[str, str], names: Names
) -> tuple[Bar, ...]:
    """The bill; `notes` are the clauses by benefit. Where the whole cost is not known it is that of
    the costs in policy."""
    if claim["patient_pays"] is not None and "total" in given:
        whole, rest = given["total"], claim["patient_pays"]
        heads = (say("the whole bill"), say("you pay"))
    elif "in_policy" in given:
        whole, rest = given["in_policy"], claim["remaining"]
        heads = (say("costs in policy"), say("left of the costs in policy"))
    else:
        return ()
    bars = [Bar(label=names.tell(heads[0]), fen=fen_of(str(whole)), what="whole")]
    for benefit, amount in claim["benefits"].items():
        label = names.tell(say("{benefit} pays", benefit=names.of(benefit)))
        note = notes.get(benefit, "")
        fen = fen_of(amount)
        unsaid = benefit in claim["not_specified"] and not fen
        told = names.tell(say("not known")) if unsaid else ""
        bars.append(Bar(label=label, fen=fen, what="less", note=note, told=told))
    if claim["patient_pays"] is not None and "total" in given:
        bars += _borne_by_others(claim, limits, names)
    bars.append(Bar(label=names.tell(heads[1]), fen=fen_of(rest), what="rest"))
    return tuple(bars)


def _borne_by_others(claim: Json, limits: Sequence[Json], names: Names) -> list[Bar]:
    """What an institution bears of the bill."""
    return [
        Bar(
            label=names.tell(
                say("{bearer} bears, by {limit}", bearer=bearer_of(limit, names),
                    limit=names.of(limit["id"]))
            ),
            fen=fen_of(limit["excess"]),
            what="less",
        )
        for limit in limits
        if limit["claim"] == claim["id"] and limit["borne_by"] == "institution"
    ]  # fmt: skip


def bearer_of(limit: Json, names: Names) -> str:
    """Who bears what lies over a limit; nobody is named where the document names nobody."""
    bearer = limit["borne_by"]
    if bearer == "institution":
        return names.tell(say("the hospital"))
    return names.of(bearer) if bearer else names.tell(say("nobody named"))


def fen_of(amount: str) -> int:
    """An amount of a settlement, or of a case that is settled, in fen."""
    return int(Decimal(amount).scaleb(2))

"""The members of a household, each a case of its own: rule 9.

In: a case with a `household`, or of one person. Out: `Member`s with their sums, the claims of all
of them in one order; what the members' results come to together.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import define, evolve, field

from polc.compiler.typed.nodes.statement_values import all_statements, pools_of
from polc.compiler.typed.nodes.statements import TypedStatement
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    CapStatement,
    CountedAtMostStatement,
    DeductibleStatement,
)
from tests.typed_reference.ask import HOUSEHOLD, Ask, Sums
from tests.typed_reference.case import CaseRead, Claim, read_case
from tests.typed_reference.figures import RefusedError
from tests.typed_reference.openings import check_together, open_year
from tests.typed_reference.outcome import Outcome
from tests.typed_reference.person_year import YearResult
from tests.typed_reference.policy import Chosen


@define
class Member:
    """A member as it is settled: what was read, the sums after the last claim."""

    name: str
    read: CaseRead
    sums: Sums
    roots: dict[str, str] = field(factory=dict)
    years: dict[str, YearResult] = field(factory=dict)
    settled: list[tuple[Ask, dict[str, Outcome]]] = field(factory=list)


def read_members(case: Mapping[str, Any], policy: Chosen) -> list[Member]:
    """Whoever is of the household; a person alone is refused where something is the
    household's."""
    if "household" not in case:
        if _shares(policy):
            raise RefusedError("missing_field", "household")
        read = read_case(case, policy)
        return [Member("", read, Sums(open_year(read, policy)))]
    of_all = {key: case[key] for key in ("policy", "year", "region") if key in case}
    days = [claim["date"] for member in case["household"] for claim in member["claims"]]
    members = []
    for place, given in enumerate(case["household"], start=1):
        own = {**of_all, **given}
        if "year" not in own and not given["claims"]:
            own["year"] = int(days[0][:4])
        read = read_case(own, policy)
        name = given["person"].get("id") or f"p{place}"
        sums = Sums(open_year(read, policy))
        members.append(Member(name, read, sums))
    first = members[0].read
    together = read_case({**of_all, "year": first.year, "person": {}, **_opening_of(case)}, policy)
    check_together([member.sums.opening for member in members], together.opening, first, policy)
    for member in members:
        member.sums = evolve(member.sums, together=together.opening)
    return members


def _opening_of(case: Mapping[str, Any]) -> dict[str, Any]:
    return {"opening": case["opening"]} if "opening" in case else {}


def _shares(policy: Chosen) -> bool:
    """Whether a term or a pool of a benefit is of a household."""
    pools = policy.pools
    for benefit in policy.program.benefits:
        for line in all_statements(benefit.statements):
            if policy.stands(line.where) and _is_shared(line):
                return True
        names = pools_of(benefit.statements, pools)
        if any(pools[name].period == HOUSEHOLD for name in names):
            return True
    return False


def _is_shared(line: TypedStatement) -> bool:
    match line:
        case DeductibleStatement() | CapStatement() | CountedAtMostStatement():
            return line.period == HOUSEHOLD
        case BandsStatement():
            return line.edges == HOUSEHOLD
        case _:
            return False


def claims_in_order(members: Sequence[Member]) -> Iterator[tuple[Member, Claim]]:
    """By date, then `seq`, then the member, then position."""
    claims = [(at, claim) for at, member in enumerate(members) for claim in member.read.claims]
    claims.sort(key=lambda placed: (placed[1].date, placed[1].seq, placed[0], placed[1].position))
    yield from ((members[at], claim) for at, claim in claims)


def hand_over(of: Member, members: Sequence[Member]) -> None:
    """What the household has together is, after a claim, that of every member."""
    shared = {key: held for key, held in of.sums.kept.items() if key[1] == HOUSEHOLD}
    for member in members:
        member.sums.kept.update(shared)


def join_members(
    names: Sequence[str], told: Sequence[dict[str, Any]], order: Sequence[str]
) -> dict[str, Any]:
    """The results of all members: claims in their order, amounts together."""
    claims = {
        claim["id"]: {**claim, "person": name}
        for name, results in zip(names, told, strict=True)
        for claim in results["claims"]
    }
    totals: dict[str, Any] = {
        "benefits": {
            name: _sum(results["totals"]["benefits"][name] for results in told)
            for name in told[0]["totals"]["benefits"]
        },
        "remaining": _sum(results["totals"]["remaining"] for results in told),
    }
    undetermined = []
    for at, results in enumerate(told):
        for output in results["undetermined"]:
            place, _, rest = output.removeprefix("claims[").partition("]")
            if output.startswith("claims["):
                claim = results["claims"][int(place)]["id"]
                undetermined.append(f"claims[{order.index(claim)}]{rest}")
            else:
                undetermined.append(f"household[{at}].{output}")
    person_year = {}
    for name in told[0]["person_year"]:
        amounts = [results["person_year"][name] for results in told]
        if all(amount is not None and amount.lstrip("-")[:1].isdigit() for amount in amounts):
            person_year[name] = _sum(amounts)
    return {
        "claims": [claims[name] for name in order],
        "totals": totals,
        "adjustments": sorted(
            (made for results in told for made in results["adjustments"]),
            key=lambda made: order.index(made["claim"]),
        ),
        "person_year": person_year,
        "entitlements": {},
        "alerts": [
            {**alert, "person": name}
            for name, results in zip(names, told, strict=True)
            for alert in results["alerts"]
        ],
        "limits": [limit for results in told for limit in results["limits"]],
        "undetermined": sorted(undetermined),
    }


def _sum(amounts: Any) -> str:
    return str(sum((Decimal(amount) for amount in amounts), Decimal("0.00")))

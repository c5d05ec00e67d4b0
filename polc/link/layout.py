"""What a policy knows of its cases, from its plan.

In: a plan, the inputs that its functions read, the identities that its nodes are about. Out:
`CaseLayout`.
"""

from collections.abc import Iterable, Iterator, Sequence

from polc.compiler.plan.nodes import AnyNode, Mask, Read, Select
from polc.compiler.plan.plan import Accumulator, Plan
from polc.records.evolve import evolve
from polc.runtime.case import CaseLayout, GivenWindow, OwnOpening
from polc.runtime.periods import OF_YEAR
from polc.stdlib_policies.identity_synonyms import SAME_PEOPLE


def make_layout(plan: Plan, reads: frozenset[tuple[str, str]], asked: int) -> CaseLayout:
    """The layout; `reads` are (scope, field), `asked` bits of identities."""
    bits = words_of_identities(plan)
    grades = {
        place: (*identity.grades, identity.except_grades)
        for place, identity in enumerate(plan.identities)
        if identity.grades is not None
    }
    dates = plan.dates
    layout = CaseLayout(
        policy=plan.policy,
        bits=bits,
        benefits=tuple(benefit.id for benefit in plan.benefits if benefit.per == "claim"),
        over_year=tuple(benefit.id for benefit in plan.benefits if benefit.per == "claims_of_year"),
        reads=reads,
        in_force=(dates.start, dates.end),
        in_force_clauses=dates.origin.clauses,
        equivalences=plan.equivalences,
        grades=grades,
        in_force_missing="",
        follows=plan.follows[1] or plan.follows[0],
        municipality=plan.municipality,
        year_begins=dates.year_begins,
        rules_day=dates.rules,
        identity_day=dates.identities,
        of_year=dates.of_year,
        windows=tuple(
            GivenWindow(
                id=window.id,
                start=window.start or 0,
                end=window.end,
                days=window.days,
                flag=window.flag,
                payer=window.payer,
                clauses=window.origin.clauses,
            )
            for window in plan.windows
        ),
        fields=plan.fields,
        idle_fields=frozenset(_find_idle(plan, reads)),
        asked_identities=asked | _treated_identities(plan),
        stay_amounts=tuple(
            dict.fromkeys(("total", *(acc.amount for acc in plan.accumulators if acc.amount)))
        ),
        titled={benefit.title: benefit.id for benefit in plan.benefits if benefit.title},
        left_open=tuple(_handed_down(plan)) if plan.framework else None,
    )
    shared = [known for known in plan.running_sums if known.scope == "household"]
    own = _with_openings(layout, [known for known in plan.running_sums if known not in shared])
    if not shared:
        return own
    together = evolve(_with_openings(layout, shared), surely=tuple(_surely_of(shared)))
    return evolve(own, shared=together, of_household=of_households(plan))


def _find_idle(plan: Plan, reads: frozenset[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The fields that no rule asks for, by which no window takes a claim and no day is, and that
    say nothing of an opening."""
    days = {plan.dates.rules, plan.dates.identities}
    for window in plan.windows:
        days |= {window.flag, *window.days}
    for known in plan.fields:
        target = (known.scope, known.name)
        if target not in reads and not known.opens and known.name not in days:
            yield target


def of_households(plan: Plan) -> tuple[str, ...]:
    """The benefits and the pools of which a running sum is of a whole household."""
    shared = (known for known in plan.running_sums if known.scope == "household")
    return tuple(dict.fromkeys(filter(None, map(_owner_of, shared))))


def _surely_of(
    shared: Sequence[Accumulator],
) -> Iterator[tuple[tuple[str, str], tuple[tuple[str, str], ...]]]:
    """Of each sum its name in an opening, and what surely went to it."""
    for known in shared:
        parts = tuple(part for part in known.opens if part not in known.sometimes)
        if parts:
            yield known.own or parts[0], parts


def _with_openings(layout: CaseLayout, sums: Sequence[Accumulator]) -> CaseLayout:
    """The layout with what an opening can say of these running sums."""
    return evolve(
        layout,
        opened=frozenset(part for accumulator in sums for part in accumulator.opens),
        unopened=frozenset(
            part
            for accumulator in sums
            if accumulator.scope in OF_YEAR
            for part in accumulator.unopened
        ),
        within_year=frozenset(
            part
            for accumulator in sums
            if accumulator.scope not in OF_YEAR
            for part in accumulator.unopened
        ),
        accumulating=tuple(
            dict.fromkeys(
                benefit
                for accumulator in sums
                for benefit, part in accumulator.opens
                if part == "line"
            )
        ),
        own_openings={
            accumulator.own: OwnOpening(
                accumulator.own_kind,
                accumulator.opens,
                accumulator.sometimes,
                accumulator.unopened,
                accumulator.own_also,
            )
            for accumulator in sums
            if accumulator.own is not None
        },
    )


def _owner_of(shared: Accumulator) -> str:
    """The benefit or the pool that a sum of the household is of."""
    if shared.own is not None and shared.own[0] == "pools":
        return shared.own[1]
    return next((benefit for benefit, _ in (*shared.opens, *shared.unopened)), "")


def asked_identities(nodes: Iterable[AnyNode], plan: Plan) -> int:
    """The identities that some of these nodes is about."""
    found, everybody = 0, (1 << len(plan.identities)) - 1
    for node in nodes:
        match node:
            case Mask():
                found |= node.among if node.among != everybody else 0
            case Select():
                for arm in node.arms:
                    found |= arm.bits
            case Read(scope="since"):
                found |= int(node.field)
            case _:
                pass
    return found


def _treated_identities(plan: Plan) -> int:
    """The identities that an equivalence is about."""
    found = 0
    for held, treated_as in plan.equivalences:
        found |= held | treated_as
    return found


def words_of_identities(plan: Plan) -> dict[str, int]:
    """The bit of each identity by what a case may call it: its id, its title, and what documents
    call the same people, where that is no name of another."""
    bits = {identity.id: place for place, identity in enumerate(plan.identities)}
    titles = {
        identity.title: place for place, identity in enumerate(plan.identities) if identity.title
    }
    same = {
        word: titles[title]
        for title, words in SAME_PEOPLE.items()
        if title in titles
        for word in words
    }
    return {**same, **titles, **bits}


def _handed_down(plan: Plan) -> list[str]:
    """What a framework leaves to those it binds: its parameters without a value, and the
    clauses that it says so of."""
    open_values = [
        f"parameter `{parameter.id}`" for parameter in plan.parameters if not parameter.values
    ]
    left = [
        f"{account.clause} {account.reason}".strip()
        for account in plan.declared.accounts
        if account.status in ("framework", "unspecified")
    ]
    return [*open_values, *left]

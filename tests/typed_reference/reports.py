"""Rights, alerts and limits of shares beside the payments.

In: the settled claims, each with its `Ask` as it stands when everything is paid. Out: what
is told of each. Rule 21: what a report lacks makes it undetermined and refuses no claim.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from attrs import define, evolve, field

from polc.compiler.typed.nodes.program import TypedReport
from tests.typed_reference.ask import Ask, Sums
from tests.typed_reference.benefit_year import first_of_year, last_of_year
from tests.typed_reference.case import CaseRead
from tests.typed_reference.deductible import within_whole
from tests.typed_reference.figures import RefusedError, half_up, is_no_day
from tests.typed_reference.limits import stands
from tests.typed_reference.lines import Terms
from tests.typed_reference.people import class_of, meant, with_class
from tests.typed_reference.person_year import year_ask
from tests.typed_reference.policy import Chosen
from tests.typed_reference.tallies import ask_tally, tallies_in
from tests.typed_reference.to_bear import still_to_bear
from tests.typed_reference.values import value, without_class
from tests.typed_reference.whatever import whatever

Lacks = RefusedError
Work = Callable[[Ask], Any]


@define
class Excess:
    """What of a claim lies over a share, and who bears it."""

    report: str
    claim: str
    fen: int
    bearer: str | None


@define
class Told:
    """By claim (empty: of the year) and name; `undetermined` the outputs that lack something;
    `open_shares` the claims of which it is not known what an institution bears."""

    rights: dict[str, dict[str, bool | None]] = field(factory=dict)
    due: dict[str, dict[str, int | None]] = field(factory=dict)
    alerts: list[tuple[str, int]] = field(factory=list)
    excesses: list[Excess] = field(factory=list)
    undetermined: list[str] = field(factory=list)
    open_shares: set[str] = field(factory=set)


def tell(case: CaseRead, policy: Chosen, asks: Sequence[Ask]) -> Told:
    """All reports over the claims so far."""
    told = Told()
    for report in policy.program.reports:
        terms = policy.terms[report.id]
        if report.per == "person_year":
            _right_of_year(report, terms, case, policy, told)
        elif report.what == "entitlement":
            _rights(report, terms, asks, told)
        elif report.what == "alert":
            _alert(report, terms, asks, told)
        else:
            _excess(report, terms, asks, told)
    return told


def _holding(terms: Terms, ask: Ask) -> Ask | None:
    """Who it is for, its conditions, `from` which day; the `Ask` with its class."""
    ask = without_class(ask)
    among = meant(terms, ask)
    if among is None:
        return None
    ask = with_class(ask, class_of(terms, among, ask))
    if not all(value(condition, ask) for condition in terms.when):
        return None
    starts = [value(day, ask) for day in terms.start]
    return ask if all(not is_no_day(start) and ask.day >= start for start in starts) else None


def _over(asks: Sequence[Ask], parts: Any, work: Work) -> list[Any]:
    """One output for each claim. It has sums of its own for the tallies that no payment asks;
    where one of those is not known, it is not known for the claims after either."""
    found: list[Any] = []
    own = Sums(asks[0].sums.opening) if asks else Sums()
    lost: Lacks | None = None
    for ask in asks:
        if lost is not None:
            found.append(lost)
            continue
        if ask.claim is not None and ask.claim.window:
            # Rule 18: what a window takes enters no right, alert or limit.
            found.append(0)
            continue
        mine = [
            tally for tally in tallies_in(parts, ask.policy) if tally not in ask.progress.tallies
        ]
        attempt = partial(_attempt, ask, own, mine, work)
        try:
            result, moved = whatever(attempt, ask.policy, lambda came: (came[0], came[1].kept))
            found.append(result)
        except RefusedError as lacks:
            found.append(lacks)
            lost = lacks if mine else None
            continue
        if ask.claim is not None and not ask.claim.window:
            own = moved
    return found


def _attempt(ask: Ask, own: Sums, mine: Sequence[str], work: Work) -> tuple[Any, Sums]:
    """One output for one claim, and the sums of its own after it."""
    moved = own.copy()
    progress = evolve(ask.progress, tallies=dict(ask.progress.tallies))
    asked = evolve(ask, sums=moved, progress=progress)
    for name in mine:
        ask_tally(name, asked, value)
    return work(asked), moved


def _rights(report: TypedReport, terms: Terms, asks: Sequence[Ask], told: Told) -> None:
    who = (terms.people, terms.limited, terms.excluded, terms.when, terms.start)
    holds = _over(asks, who, lambda ask: _holding(terms, ask) is not None)
    for at, (ask, held) in enumerate(zip(asks, holds, strict=True)):
        assert ask.claim is not None
        if ask.claim.window:
            continue
        lacks = isinstance(held, RefusedError)
        told.rights.setdefault(ask.claim.id, {})[report.id] = None if lacks else held
        if lacks:
            told.undetermined.append(f"claims[{at}].entitlements.{report.id}")
    for moment, amount in terms.due:
        name = f"due_at_{moment}"

        def due(ask: Ask, amount: Any = amount) -> int:
            held = _holding(terms, ask)
            if held is None:
                return 0
            return int(value(amount, evolve(held, deductible_of=still_to_bear)))

        for at, (ask, held, fen) in enumerate(
            zip(asks, holds, _over(asks, (*who, amount), due), strict=True)
        ):
            assert ask.claim is not None
            amounts = told.due.setdefault(ask.claim.id, {})
            if isinstance(fen, RefusedError):
                amounts[name] = None
                told.undetermined.append(f"claims[{at}].{name}")
            elif held is True:
                amounts[name] = fen


def _right_of_year(
    report: TypedReport, terms: Terms, case: CaseRead, policy: Chosen, told: Told
) -> None:
    """A right of the year: whoever holds an identity on any of its days."""
    ends = (first_of_year(case.year, policy), last_of_year(case.year, policy))
    first, last = (day.toordinal() for day in ends)
    held = case.person.held_between(first, last)
    ask = evolve(year_ask(case, policy, Sums(), last), held=held, held_of_month=held)
    rights = told.rights.setdefault("", {})
    try:
        held = partial(_holding, terms, ask)
        rights[report.id] = whatever(held, policy, lambda found: found is None) is not None
    except RefusedError:
        rights[report.id] = None
        told.undetermined.append(f"entitlements.{report.id}")


def _alert(report: TypedReport, terms: Terms, asks: Sequence[Ask], told: Told) -> None:
    """The day of the first claim with which the condition holds."""
    who = (terms.people, terms.limited, terms.excluded, terms.when, terms.start)
    for ask, holds in zip(
        asks, _over(asks, who, lambda ask: _holding(terms, ask) is not None), strict=True
    ):
        assert ask.claim is not None
        if isinstance(holds, RefusedError):
            told.undetermined.append(f"alerts.{report.id}")
            return
        if holds:
            told.alerts.append((report.id, ask.claim.date))
            return


def _excess(report: TypedReport, terms: Terms, asks: Sequence[Ask], told: Told) -> None:
    """What lies over the share that is allowed, and who bears it: the first `at most` and the
    first bearer whose condition holds."""
    who = (terms.people, terms.limited, terms.excluded, terms.when, terms.start)
    over = _over(asks, (who, terms.share, terms.at_most), lambda ask: _over_share(terms, ask))
    bearers = _over(asks, (who, terms.borne_by), lambda ask: _bearer(terms, ask))
    for at, (ask, fen, bearer) in enumerate(zip(asks, over, bearers, strict=True)):
        assert ask.claim is not None
        if isinstance(fen, RefusedError) or (fen and isinstance(bearer, RefusedError)):
            told.undetermined.append(f"limits.{report.id}.claims[{at}]")
            may_bear = {line.value for line in terms.borne_by}
            if bearer == "institution" or (
                isinstance(bearer, RefusedError) and "institution" in may_bear
            ):
                told.open_shares.add(ask.claim.id)
        elif fen:
            named = None if bearer == "nobody" else bearer
            told.excesses.append(Excess(report.id, ask.claim.id, fen, named))


def _over_share(terms: Terms, ask: Ask) -> int:
    """Rule 1: the allowed share of a limit, from 0 to 100%, is a whole number of fen."""
    held = _holding(terms, ask)
    if held is None:
        return 0
    assert terms.share is not None
    part, of = value(terms.share[0], held), value(terms.share[1], held)
    for line in terms.at_most:
        if stands(line, held):
            allowed = int(half_up(Fraction(of * within_whole(value(line.value, held)))))
            return int(max(0, part - allowed))
    return 0


def _bearer(terms: Terms, ask: Ask) -> str | None:
    held = _holding(terms, ask)
    if held is None:
        return None
    return next((line.value for line in terms.borne_by if stands(line, held)), None)

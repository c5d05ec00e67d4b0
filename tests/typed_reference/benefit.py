"""A benefit of a claim, or over the year's claims: asked in the order of rule 21.

In: a benefit, the `Ask` of the claim. Out: what it pays; the sums and the figures of the
claim move on.
"""

from attrs import define, evolve, field

from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.values import Running
from tests.typed_reference.amount import due_on
from tests.typed_reference.ask import Ask, Figures
from tests.typed_reference.deductible import effective_deductible
from tests.typed_reference.figures import RefusedError
from tests.typed_reference.limits import charge, lift, limits_of, round_want, stands
from tests.typed_reference.lines import Case, Terms
from tests.typed_reference.people import class_of, meant, with_class, without_conditions
from tests.typed_reference.split import moves_of_parts, split_due
from tests.typed_reference.stretch import (
    Moves,
    Stretch,
    borne_key,
    find_stretch,
    line_key,
    line_of,
    line_start,
    line_table,
)
from tests.typed_reference.values import value


@define
class Computed:
    """The rounded want, what limits leave of it, what was counted, the sums that move."""

    want: int = 0
    taken: int = 0
    counted: int = 0
    silent: bool = False
    moves: Moves = field(factory=dict)
    class_: str | None = None


@define
class Outcome:
    """What the claim says of a benefit."""

    paid: int = 0
    flagged: bool = False
    for_earlier: int = 0


def settle_benefit(benefit: TypedBenefit, ask: Ask) -> Outcome:
    """Rule 21: is the amount given, is it for this person, do its conditions hold, does it
    pay, is there a base; then its terms. It stops at the first that is false or nothing."""
    assert ask.claim is not None
    terms, progress = ask.policy.terms[benefit.id], ask.progress
    given = ask.claim.paid.get(benefit.id) if benefit.per == "claim" else None
    said_before, opened = progress.silent, False
    if given is None:
        among = meant(terms, ask)
        if among is not None:
            ask = with_class(ask, class_of(terms, among, ask))
            opened = all(value(condition, ask) for condition in terms.when)
    else:
        among = without_conditions(terms, ask)
        ask = with_class(ask, class_of(terms, among, ask))
    if given is None and not opened:
        # Rule 12: nothing is paid and nothing accumulates.
        progress.layers[benefit.id] = Figures(left=progress.remaining)
        return Outcome(0, progress.silent)
    base = _base(terms, ask)
    most = _most(terms, ask, base)
    due = opened and _pays(benefit, terms, ask, base)
    if due and _is_silent(terms, ask):
        progress.silent, due = True, False
    computed = Computed(class_=ask.class_)
    if due:
        computed = _compute(benefit, terms, ask, among or frozenset(), base, most)
        ask = with_class(ask, computed.class_)
        progress.silent = progress.silent or computed.silent
    elif opened and base > 0:
        computed.moves = _borne_without_pay(benefit.id, terms, ask, among or frozenset(), base)
    if given is not None and given > most:
        raise RefusedError("given_more_than_base", benefit.id)
    paid = computed.taken if given is None else given
    if given is not None:
        computed.moves |= _given_moves(benefit.id, terms, ask, base, given)
    progress.layers[benefit.id] = Figures(
        base,
        max(0, base - computed.counted) if due else 0,
        computed.want,
        max(0, computed.want - computed.taken),
        paid,
    )
    _advance(benefit.id, terms, ask, base, paid, computed.moves)
    charge(benefit.id, terms, ask, paid)
    case = _case_of(terms, ask)
    if case is not None:
        charge(f"{benefit.id} {case.name}", case.terms, ask, paid)
    if terms.once:
        key = (f"once of {benefit.id}", "")
        ask.sums.kept[key] = ask.sums.of(key, (benefit.id, "paid")) + paid
    found = Outcome(paid, progress.silent, _for_earlier(terms, computed, most) if due else 0)
    if benefit.per == "claim":
        _pay(benefit.id, terms, ask, paid)
    else:
        # Rule 19: it stands under the person's year and lowers no claim's remainder.
        progress.silent = said_before
    progress.layers[benefit.id].left = progress.remaining
    return found


def _is_silent(terms: Terms, ask: Ask) -> bool:
    """Rule 22: nothing, with a flag, for the claims of which the document says nothing."""
    if terms.silent is None or not (terms.says_what or terms.cases is not None):
        return False
    return stands(terms.silent, ask)


def _is_silent_of_case(case: Case, ask: Ask) -> bool:
    """Rule 22: of a kind of care nothing is specified, or nothing of some claims."""
    terms = case.terms
    return terms.silent is not None and (not terms.says_what or stands(terms.silent, ask))


def _pays_on_bill(terms: Terms) -> bool:
    return isinstance(terms.base, Running) and terms.base.name == "own_cost"


def _base(terms: Terms, ask: Ask) -> int:
    """Rule 8: what is left, unless the file says otherwise; a base that it computes and that
    comes to less than nothing refuses the case."""
    if terms.base is None:
        return max(0, ask.progress.remaining)
    found = int(value(terms.base, ask))
    if found < 0 and not isinstance(terms.base, Running):
        raise RefusedError("base_below_zero", "base")
    return max(0, found)


def _most(terms: Terms, ask: Ask, base: int) -> int:
    """Rule 8: never more than the base, than what is left in policy, nor, after a payment on
    the whole bill, than what is left of the bill."""
    most = base
    if not _pays_on_bill(terms):
        most = min(most, max(0, ask.progress.remaining)) if terms.base is not None else most
        if ask.progress.outside > 0:
            most = min(most, value(Running("money", "own_cost"), ask))
    return most


def _pays(benefit: TypedBenefit, terms: Terms, ask: Ask, base: int) -> bool:
    """Rules 12 and 21: `pays when`, not yet paid where it pays once a year, a base."""
    if not all(value(condition, ask) for condition in terms.pays_when):
        return False
    if terms.once and ask.sums.of((f"once of {benefit.id}", ""), (benefit.id, "paid")):
        return False
    return base > 0


def _compute(
    benefit: TypedBenefit, terms: Terms, ask: Ask, among: frozenset[str], base: int, most: int
) -> Computed:
    """Rule 5: by the class that counts; `highest by amount` tries every identity held, the
    largest payment after limits wins, of equals the higher in rank."""
    if terms.class_ != "by_amount":
        return _compute_as(benefit, terms, ask, base, most)
    best = Computed(class_=None)
    for place, identity in enumerate(
        identity for identity in ask.policy.order if identity in among
    ):
        tried = _compute_as(benefit, terms, with_class(ask, identity), base, most)
        silent = best.silent or tried.silent
        if place == 0 or tried.taken > best.taken:
            best = tried
        best.silent = silent
    return best


def _compute_as(benefit: TypedBenefit, terms: Terms, ask: Ask, base: int, most: int) -> Computed:
    """The deductible, the stretch, the want, the payment."""
    if terms.silent is not None and not terms.says_what and terms.cases is None:
        return Computed(silent=True, counted=base, class_=ask.class_)
    deductible = effective_deductible(benefit.id, terms, ask)
    own, part = terms, benefit.id
    if terms.deductible is not None and terms.deductible.split:
        exact, stretch = split_due(part, benefit.id, terms, ask, base, deductible.amount)
    else:
        stretch = find_stretch(part, terms, ask, base, deductible.amount)
        if terms.cases is not None:
            case = _case_of(terms, ask)
            if case is None or _is_silent_of_case(case, ask):
                silent = case is not None
                return Computed(0, 0, stretch.counted, silent, stretch.moves, ask.class_)
            own, part = _inherit(case, terms), f"{benefit.id} {case.name}"
        exact = due_on(benefit.id, own, ask, stretch, deductible)
    want = lift(own, round_want(own.rounding, exact, ask), ask)
    limits = [most, *limits_of(part, benefit.id, own, ask)]
    if own is not terms:
        # Rule 13: a kind of care is held by the lines of its benefit too.
        want = lift(terms, want, ask)
        limits += limits_of(benefit.id, benefit.id, terms, ask)
    want = _less_before(part, terms, ask, want, stretch)
    taken = max(0, min([want, *limits]))
    return Computed(want, taken, stretch.counted, False, stretch.moves, ask.class_)


def _borne_without_pay(
    name: str, terms: Terms, ask: Ask, among: frozenset[str], base: int
) -> Moves:
    """Rule 12: a claim that is not paid bears of the deductible what it would bear if it were."""
    line = terms.deductible
    nothing_said = terms.silent is not None and not terms.says_what and terms.cases is None
    if line is None or nothing_said:
        return {}
    if line.counting not in ("borne", "once") and not any(bound.per_year for bound in line.bounds):
        return {}
    if terms.class_ == "by_amount":
        ask = with_class(
            ask, next((identity for identity in ask.policy.order if identity in among), None)
        )
    edge = effective_deductible(name, terms, ask).amount
    return find_stretch(name, terms, ask, base, edge).moves


def _inherit(case: Case, terms: Terms) -> Terms:
    """A kind of care rounds as its benefit does."""
    return evolve(case.terms, rounding=case.terms.rounding or terms.rounding)


def _case_of(terms: Terms, ask: Ask) -> Case | None:
    """The first kind of care whose condition holds."""
    for case in terms.cases or ():
        if case.condition is None or value(case.condition, ask):
            return case
    return None


def _due_key(part: str, terms: Terms, ask: Ask) -> tuple[str, str] | None:
    if terms.mode != "cumulated" or line_of(terms) not in ("year", "stay"):
        return None
    return (f"due of {part}", ask.scope(line_of(terms)))


def _less_before(part: str, terms: Terms, ask: Ask, want: int, stretch: Stretch) -> int:
    """Rules 9 and 19: what is due on the whole line less what was due before limits on the
    claims before; never less than nothing."""
    key = _due_key(part, terms, ask)
    if key is None:
        return want
    before = ask.sums.of(key)
    now = max(0, want - before)
    stretch.moves[key] = before + now
    return now


def _given_moves(name: str, terms: Terms, ask: Ask, base: int, given: int) -> Moves:
    """Rule 14: what a given payment leaves of its base counts as borne; with `cumulated less
    paid` the given amount is what was due."""
    found: Moves = {}
    if terms.deductible is not None and terms.deductible.counting in ("borne", "once"):
        key, opens = borne_key(name, terms, ask)
        found[key] = ask.sums.of(key, *opens) + max(0, base - given)
    case = _case_of(terms, ask)
    due = _due_key(name if case is None else f"{name} {case.name}", terms, ask)
    if due is not None:
        found[due] = ask.sums.of(due) + given
    return found


def _advance(name: str, terms: Terms, ask: Ask, base: int, paid: int, moves: Moves) -> None:
    """Rules 9, 12 and 14: the line moves on by the base, paid or not, where the claim counts,
    and so does what was borne and what was due; it starts again after a payment where the
    benefit says so."""
    counts = all(value(condition, ask) for condition in terms.counts_when)
    counted = base if counts else 0
    moves = moves if counts else {}
    if terms.deductible is not None and terms.deductible.split:
        moves |= moves_of_parts(name, terms, ask, counted)
    moving = counted or paid or line_table(terms, ask) is None
    key = line_key(name, terms, ask) if moving else None
    if key is not None:
        moves[key] = line_start(name, terms, ask) + counted
        if terms.mode == "start_again" and paid > 0:
            moves[key] = 0
    ask.sums.kept |= moves


def _for_earlier(terms: Terms, computed: Computed, most: int) -> int:
    """Rule 10: what the whole of a yearly deductible owes beyond what the claim has left."""
    line = terms.deductible
    if line is None or not line.counting.startswith("whole") or line.period != "year":
        return 0
    return max(0, computed.want - most)


def _pay(name: str, terms: Terms, ask: Ask, paid: int) -> None:
    """Rule 8: a payment on the whole bill leaves `remaining` as it is; whoever is named
    pays the layer."""
    progress = ask.progress
    if paid > 0:
        named = next((line.value for line in terms.paid_by if stands(line, ask)), None)
        progress.payers[name] = named
    if _pays_on_bill(terms):
        progress.outside += paid
    else:
        progress.remaining -= paid

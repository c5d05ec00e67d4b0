"""What a benefit comes to for the classes and kinds of care that count: rules 5, 9, 12, 13.

In: the terms that stand, the base, the most that can be paid. Out: `Computed`.
"""

from fractions import Fraction

from attrs import define, evolve, field

from polc.compiler.typed.nodes.program import TypedBenefit
from tests.typed_reference.amount import cost_above, due_on
from tests.typed_reference.ask import OF_YEAR, Ask, begins_with_opening
from tests.typed_reference.deductible import Effective, effective_deductible
from tests.typed_reference.limits import lift, limits_of, round_want, stands
from tests.typed_reference.lines import KindOfCare, Terms
from tests.typed_reference.people import with_class
from tests.typed_reference.periods import WITHIN_YEAR
from tests.typed_reference.split import split_due
from tests.typed_reference.stretch import Moves, Stretch, find_stretch, line_of
from tests.typed_reference.units import units_after, units_key
from tests.typed_reference.values import value


@define
class Computed:
    """The rounded want, what limits leave of it, what was counted, the sums that move, the class,
    the cost above the limits."""

    want: int = 0
    taken: int = 0
    counted: int = 0
    silent: bool = False
    moves: Moves = field(factory=dict)
    class_: str | None = None
    above_cap: int = 0


def _is_silent_of_kind(kind: KindOfCare, ask: Ask) -> bool:
    """Rule 22: of a kind of care nothing is specified, or nothing of some claims."""
    terms = kind.terms
    return terms.silent is not None and (not terms.says_what or stands(terms.silent, ask))


def compute(
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
    if terms.silent is not None and not terms.says_what and terms.kinds is None:
        return Computed(silent=True, counted=base, class_=ask.class_)
    kind = kind_of_care(terms, ask)
    if kind is not None and kind.terms.deductible is not None:
        return _compute_apart(benefit, terms, kind, ask, base, most)
    deductible = effective_deductible(benefit.id, terms, ask)
    own, part = terms, benefit.id
    if terms.deductible is not None and terms.deductible.split:
        exact, stretch = split_due(part, benefit.id, terms, ask, base, deductible.amount)
    else:
        stretch = find_stretch(part, terms, ask, base, deductible.amount)
        if terms.kinds is not None:
            if kind is None or _is_silent_of_kind(kind, ask):
                silent = kind is not None
                above = stretch.counted + stretch.over
                return Computed(0, 0, above, silent, stretch.moves, ask.class_)
            own, part = _inherit(kind, terms), f"{benefit.id} {kind.name}"
        exact = due_on(benefit.id, own, ask, stretch, deductible)
    if own.most_units is not None:
        stretch.moves[units_key(benefit.id)] = units_after(benefit.id, own, ask)
    found = _hold(benefit, terms, own, part, ask, most, exact, stretch)
    return _with_cost_above(benefit.id, own, ask, stretch, deductible, found)


def _compute_apart(
    benefit: TypedBenefit, terms: Terms, kind: KindOfCare, ask: Ask, base: int, most: int
) -> Computed:
    """Rule 13: a kind of care that has a deductible of its own has an amount that is accumulated of
    its own."""
    if _is_silent_of_kind(kind, ask):
        return Computed(silent=True, class_=ask.class_)
    own, part = own_line(benefit.id, kind, terms)
    deductible = effective_deductible(benefit.id, own, ask)
    stretch = find_stretch(part, own, ask, base, deductible.amount)
    exact = due_on(benefit.id, own, ask, stretch, deductible)
    found = _hold(benefit, terms, own, part, ask, most, exact, stretch)
    return _with_cost_above(benefit.id, own, ask, stretch, deductible, found)


def _with_cost_above(
    benefit: str,
    own: Terms,
    ask: Ask,
    stretch: Stretch,
    deductible: Effective,
    found: Computed,
) -> Computed:
    """Rule 15: what of the cost lies above the limits, where something asks."""
    if benefit not in ask.policy.asked_above_cap:
        return found
    kept = (found.want, found.taken)
    above = cost_above(benefit, own, ask, stretch, deductible, *kept)
    return evolve(found, above_cap=above)


def own_line(benefit: str, kind: KindOfCare, terms: Terms) -> tuple[Terms, str]:
    """The terms of a kind of care with its own deductible, and what its sums are called by."""
    return evolve(_inherit(kind, terms), mode=terms.mode), f"{benefit} {kind.name}"


def _hold(
    benefit: TypedBenefit,
    terms: Terms,
    own: Terms,
    part: str,
    ask: Ask,
    most: int,
    exact: Fraction,
    stretch: Stretch,
) -> Computed:
    """The amount rounded, lifted, held."""
    want = lift(own, round_want(own.rounding, exact, ask), ask)
    limits = [most, *limits_of(part, benefit.id, own, ask)]
    if own is not terms:
        # Rule 13: a kind of care is held by the lines of its benefit too.
        want = lift(terms, want, ask)
        limits += limits_of(benefit.id, benefit.id, terms, ask)
    line = own if own.deductible is not None else terms
    want = _less_before(part, line, ask, want, stretch)
    taken = max(0, min([want, *limits]))
    return Computed(want, taken, stretch.counted + stretch.over, False, stretch.moves, ask.class_)


def borne_without_pay(name: str, terms: Terms, ask: Ask, among: frozenset[str], base: int) -> Moves:
    """Rule 12: a claim that is not paid bears of the deductible what it would bear if it were."""
    kind = kind_of_care(terms, ask)
    if kind is not None and kind.terms.deductible is not None:
        return {}
    line = terms.deductible
    nothing_said = terms.silent is not None and not terms.says_what and terms.kinds is None
    if line is None or nothing_said:
        return {}
    borne = line.counting in ("borne", "once") or any(bound.per_year for bound in line.bounds)
    if not borne and not terms.counts_of_year:
        return {}
    if terms.class_ == "by_amount":
        ask = with_class(
            ask, next((identity for identity in ask.policy.order if identity in among), None)
        )
    edge = effective_deductible(name, terms, ask).amount
    return find_stretch(name, terms, ask, base, edge).moves


def _inherit(kind: KindOfCare, terms: Terms) -> Terms:
    """A kind of care rounds as its benefit does."""
    return evolve(kind.terms, rounding=kind.terms.rounding or terms.rounding)


def kind_of_care(terms: Terms, ask: Ask) -> KindOfCare | None:
    """The first kind of care whose condition holds."""
    for kind in terms.kinds or ():
        if kind.condition is None or value(kind.condition, ask):
            return kind
    return None


def due_key(part: str, terms: Terms, ask: Ask) -> tuple[str, str] | None:
    if terms.mode != "cumulated" or line_of(terms) not in (*OF_YEAR, "stay", *WITHIN_YEAR):
        return None
    return (f"due of {part}", ask.scope(line_of(terms)))


def due_opens(part: str, key: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Rule 13: what an opening says was paid was due."""
    return () if not begins_with_opening(key[1]) else ((part.partition(" ")[0], "paid"),)


def _less_before(part: str, terms: Terms, ask: Ask, want: int, stretch: Stretch) -> int:
    """Rules 9 and 19: what is due on the whole line less what was due before limits on the
    claims before; never less than nothing."""
    key = due_key(part, terms, ask)
    if key is None:
        return want
    before = ask.sums.of(key, *due_opens(part, key))
    now = max(0, want - before)
    stretch.moves[key] = want if terms.may_fall else before + now
    return now

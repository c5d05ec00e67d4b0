"""What a benefit pays of a claim, worked out from its entries.

In: its steps, what earlier layers left in policy where that is known. Out: the payment; a fault
where it does not follow.
"""

from fractions import Fraction
from typing import Final

from tests.explanation_checker.deductible import (
    Stretch,
    amount_above,
    hold_bound,
    is_deductible,
    stretch_of,
)
from tests.explanation_checker.figures import FEN, FaultError, amount_of, to_unit, work_out
from tests.explanation_checker.rates import exact_of
from tests.explanation_checker.steps import (
    NOT_NEEDED,
    Entry,
    Steps,
    figure,
    has,
    hold_arithmetic,
    is_open,
    same,
)

NOTHING: Final = frozenset(
    ("not_for", "not_when", "expired", "paid before", "nothing left", "not specified")
)
"""What is said of a benefit that pays nothing."""


def payment_of(steps: Steps, left: Fraction | None) -> Fraction:
    """The payment; `left` is what a benefit without a base of its own pays from, None where
    that is not known."""
    last = steps.last
    said = amount_of(last["amount"])
    if last["status"] == "given":
        return said
    if steps.of(key=is_open):
        _hold_without(steps, last, said)
        return said
    if "base" in last["inputs"]:
        _hold_base(steps, last, left)
    if last["status"] in NOTHING:
        same("a payment of nothing", said, _of_claim(steps, Fraction(0)))
        return said
    if last["status"] != "paid":
        raise FaultError(f"the payment is {last['status']}")
    if "counted" not in last["inputs"]:
        same("a payment of nobody's class", said, _of_claim(steps, Fraction(0)))
        return said
    _hold_kind(steps, last)
    _hold_class(steps, last, said)
    stretch = stretch_of(steps, figure(last, "base"))
    same("what is counted", figure(last, "counted"), stretch.counted)
    wanted = _wanted(steps, exact_of(steps, stretch))
    paid = _of_claim(steps, hold_limits(steps, wanted))
    same("the payment", said, paid)
    return said


def _of_claim(steps: Steps, due: Fraction) -> Fraction:
    """What is due with earlier claims, less what is for them and what they were paid."""
    told = steps.first(has("together"))
    if told is None:
        return due
    stopped = ("not_for", "not_when", "nothing left")
    held = steps.last["status"] in stopped
    before = figure(told, "paid_before", "0.00")
    if not held:
        same("what is due together", figure(told, "together"), _together(steps, due, before))
    return figure(told, "together") - before - figure(told, "for_earlier")


def _together(steps: Steps, due: Fraction, before: Fraction) -> Fraction:
    """What is due on the whole: of the year's claims also where it is less than was due before, and
    as far as limits leave it beside what was paid."""
    whole = steps.first(has("due", "due_before"))
    if whole is None:
        return due
    limits = steps.of(key=has("wanted", "limit", "left"))
    reach = [before + figure(limit, "left") for limit in limits]
    return max(Fraction(0), min([figure(whole, "due"), *reach]))


def _hold_without(steps: Steps, last: Entry, said: Fraction) -> None:
    """A payment of which a figure is not known: what is known of it decides it, or else a limit
    that holds whatever was wanted."""
    if last["status"] in ("nothing left", "not specified"):
        same("a payment of nothing", said, Fraction(0))
        return
    limits = steps.of(key=has("wanted", "limit", "left"))
    exact = _exact_without(steps, last)
    if exact is not None and not any(map(is_open, limits)):
        same("the payment", said, hold_limits(steps, _wanted(steps, exact)))
        return
    lefts = [figure(limit, "left") for limit in limits if limit["inputs"]["left"] != NOT_NEEDED]
    if said not in [max(Fraction(0), left) for left in lefts]:
        raise FaultError("what was not needed decides the payment")


def _exact_without(steps: Steps, last: Entry) -> Fraction | None:
    """What the payment comes to before it is lifted and held, where that is known: a flat amount,
    a rate of all or of nothing, whatever the deductible is."""
    inputs = last["inputs"]
    counted = inputs.get("counted", NOT_NEEDED)
    if inputs.get("rate") == "0%":
        return Fraction(0)
    if "arithmetic" in inputs:
        return None if is_open(last) else work_out(inputs["arithmetic"])
    if counted == NOT_NEEDED:
        return None
    amount, base = amount_of(counted), figure(last, "base")
    deductible = steps.first(is_deductible)
    told = deductible is None or deductible["inputs"]["deductible"] != NOT_NEEDED
    if told:
        stretch = stretch_of(steps, base)
    elif amount_above(steps, amount) in (0, base):
        stretch = Stretch(amount, amount, amount, ())
    else:
        raise FaultError("what is counted hangs on a deductible that is not told")
    same("what is counted", amount, stretch.counted)
    if amount == 0:
        return Fraction(0)
    # Where bands begin is known by the deductible alone.
    unplaced = "bands" in inputs and not told
    return None if is_open(last) or unplaced else exact_of(steps, stretch)


def _hold_base(steps: Steps, last: Entry, left: Fraction | None) -> None:
    """The base is what its own line comes to, or else what was left."""
    base = figure(last, "base")
    own = steps.first(lambda entry: entry["rule"] == f"{steps.benefit}.base" and entry is not last)
    if own is not None:
        same("the base", base, figure(own, "base"))
        hold_arithmetic(own, "the base", base)
        made_of = own["inputs"].keys() - {"base", "paid_from"}
        if made_of and "arithmetic" not in own["inputs"]:
            raise FaultError("of what the base is made is not told")
    elif left is not None and not last["rule"].endswith(".base"):
        bills = steps.first(has("earlier_bills"))
        earlier = Fraction(0) if bills is None else figure(bills, "earlier_bills")
        same("what was left", base, left + earlier)


def _hold_kind(steps: Steps, last: Entry) -> None:
    """A term inside a kind of care counts where that kind is told. A row of the amount of a
    `pay` is `pay.of`: it stands where its line does."""
    kind = last["rule"].removesuffix(".of").rpartition(".")[0]
    if "." in kind and not any(entry["rule"] == kind for entry in steps.entries):
        raise FaultError(f"why `{kind}` applies is not told")


def _hold_class(steps: Steps, last: Entry, said: Fraction) -> None:
    """One class in every table; of several that were tried the one that is paid most."""
    losing = steps.of(key=lambda entry: entry["status"] == "not the highest")
    own = [entry for entry in steps.of(key=has("class")) if entry not in losing]
    if len({entry["inputs"]["class"] for entry in own}) > 1:
        raise FaultError("several classes count")
    # Of a stay, or of the year's claims, they were tried on the whole.
    told = steps.first(has("together"))
    most = said if told is None else figure(told, "together")
    for lost in losing:
        if figure(lost, "amount") > most:
            raise FaultError(f"{lost['inputs']['class']} would be paid more")


def hold_rounding(entries: list[Entry], exact: Fraction) -> Fraction:
    """Rounded as an entry says, else half-up to the fen."""
    for told in entries:
        if figure(told, "exact") == exact:
            unit, how = figure(told, "rounded_to"), told["inputs"]["rounded_how"]
            rounded = figure(told, "rounded")
            same("the rounded amount", rounded, to_unit(exact, unit, how))
            return rounded
    return to_unit(exact, FEN)


def _wanted(steps: Steps, exact: Fraction) -> Fraction:
    """The amount before limits: rounded, lifted, less what was due before."""
    current = hold_rounding(steps.of(key=has("exact", "rounded")), exact)
    for bound in steps.of(key=has("from", "to")):
        if not bound["rule"].endswith((".deductible", ".counted")):
            same("the amount before it is lifted", figure(bound, "from"), current)
            current = hold_bound(bound)
    due = steps.first(has("due", "due_before"))
    if due is not None:
        same("what is due on the whole", figure(due, "due"), current)
        current = max(Fraction(0), current - figure(due, "due_before"))
    return current


def hold_limits(steps: Steps, wanted: Fraction) -> Fraction:
    """The least of what was wanted and what each limit leaves."""
    lefts = [wanted]
    told = steps.of(key=has("wanted", "limit", "left"))
    for limit in told:
        same("what was wanted", figure(limit, "wanted"), wanted)
        left = figure(limit, "left")
        hold_arithmetic(limit, f"what `{limit['inputs']['limit']}` leaves", left)
        lefts.append(left)
    paid = max(Fraction(0), min(lefts))
    for limit in told:
        holds = wanted > paid == max(Fraction(0), figure(limit, "left"))
        if holds != (limit["status"] == "limited"):
            raise FaultError(f"`{limit['inputs']['limit']}` is said to be {limit['status']}")
    return paid

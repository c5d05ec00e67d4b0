"""A stay is one thing, however many bills it has (rule 9), and what a claim makes due for
earlier ones (rule 10).

In: the `Ask` of a bill. Out: the `Ask` of the stay so far, its bills as one; what of its amount is
this bill's.
"""

from collections.abc import Iterable

from attrs import define, evolve

from tests.typed_reference.ask import HOUSEHOLD, Ask, Figures, Key, Progress, Sums, pool_key
from tests.typed_reference.first_bill import keep_first

OF_BILL = (("claim", "in_policy"), ("claim", "total"))
"""The amounts of a bill; a field of the file says itself that it is `of the stay`."""

PARTS = ("base", "deducted", "before_cap", "cut_off", "above_cap", "paid", "left")


def start(ask: Ask) -> None:
    """What the bills before have in policy, and what they cost, before anything is paid."""
    ask.progress.earlier_left = ask.sums.of(_of_stay("field in_policy", ask))
    ask.progress.earlier_cost = ask.sums.of(_of_stay("cost", ask))
    ask.progress.earlier_within = ask.sums.of(_of_stay("within", ask))
    _take_for_others(ask)


def _take_for_others(ask: Ask) -> None:
    """Rule 10: what claims of other visits made due for the year's since the last bill is taken
    from what the stay's bills have left after all; it is what a layer paid, so of those before it
    and of itself it is no base."""
    progress, kept = ask.progress, ask.sums.kept
    progress.left_after_all = ask.sums.of(_of_stay("left after all", ask))
    for name in _lines_of_year(ask):
        taken = _of_stay(f"taken for {name}", ask)
        since = ask.sums.of(_elsewhere(name)) - ask.sums.of(_of_stay(f"seen {name}", ask))
        of_this = min(max(0, since), max(0, progress.left_after_all))
        progress.left_after_all -= of_this
        progress.taken[name] = kept[taken] = ask.sums.of(taken) + of_this


def _lines_of_year(ask: Ask) -> list[str]:
    """The layers that reach the whole of a year, in the order of paying."""
    layers = [benefit.id for benefit in ask.policy.program.benefits if benefit.per == "claim"]
    lines = {layer: ask.policy.terms[layer].deductible for layer in layers}
    return [
        layer
        for layer, line in lines.items()
        if line is not None and line.counting.startswith("whole") and line.period == "year"
    ]


def _elsewhere(name: str) -> Key:
    """What a layer made due in the year for claims of other visits."""
    return (f"due elsewhere for {name}", "")


def of_stay(ask: Ask) -> Ask:
    """The same claim with the amounts of the earlier bills added: what a figure `of the stay`
    is, and what every amount is in a layer that is settled for it."""
    progress = ask.progress
    amounts = dict(ask.fields)
    for (scope, name), amount in ask.fields.items():
        if (scope, name) in OF_BILL:
            amounts[scope, name] = amount + ask.sums.of(_of_stay(f"field {name}", ask))
    layers = {
        name: progress.stay_layers.get(name) or _with_earlier(name, figures, ask)
        for name, figures in progress.layers.items()
    }
    whole = Progress(
        remaining=progress.remaining + progress.earlier_left,
        outside=progress.outside + progress.earlier_outside,
        payers=progress.payers,
        parts=progress.parts,
        silent=progress.silent,
        layers=layers,
        tallies=progress.tallies,
        counted=progress.counted,
    )
    return evolve(ask, fields=amounts, progress=whole, whole=True)


def amount_of_stay(name: str, of_bill: int, ask: Ask) -> int:
    """An amount of this bill with those of the earlier ones."""
    return of_bill + ask.sums.of(_of_stay(f"field {name}", ask))


def _with_earlier(name: str, figures: Figures, ask: Ask) -> Figures:
    return Figures(
        *(
            getattr(figures, part) + ask.sums.of(_of_stay(f"figure {name}.{part}", ask))
            for part in PARTS
        )
    )


@define
class Open:
    """A layer that is being settled for the stay: the bill's `Ask`, that of the stay, what the
    earlier bills that it is for have left, what they were paid."""

    name: str
    bill: Ask
    stay: Ask
    left: int
    before: int


def open_stay(name: str, ask: Ask) -> Open:
    """The stay as one bill, its own traces taken out of every sum."""
    progress = ask.progress
    had = max(0, ask.sums.of(_of_stay(f"left for {name}", ask)) - progress.change)
    left = min(had, progress.earlier_left)
    inner = of_stay(ask)
    inner.progress.remaining = progress.remaining + left
    sums = Sums(ask.sums.opening, dict(ask.sums.kept), together=ask.sums.together)
    for key, own in _own(name, ask).items():
        sums.kept[key] -= own
    for key in sums.kept:
        sums.kept[key] -= _own_behind(name, key, ask)
    return Open(
        name, ask, evolve(inner, sums=sums), left, ask.sums.of(_of_stay(f"paid for {name}", ask))
    )


def keep_moves(opened: Open) -> None:
    """The sums go on with what the stay as one bill moved."""
    ask, inner = opened.bill, opened.stay.sums
    known = _own(opened.name, ask)
    before = {
        key: value - known.get(key, 0) - _own_behind(opened.name, key, ask)
        for key, value in ask.sums.kept.items()
    }
    for key, value in inner.kept.items():
        # What bills have left for a line of the year moves when all layers have paid (rule 10).
        apart = key[0].startswith(("own ", "year left"))
        if apart or _is_of_stay(opened.name, key, ask):
            continue
        was = before.get(key, inner.opened.get(key, 0))
        if key in known or value != was:
            ask.sums.kept[_own_key(opened.name, key, ask)] = value - was
            ask.sums.kept[key] = value + _own_behind(opened.name, key, ask)
    ask.progress.silent = opened.stay.progress.silent


def moved_in_stay(name: str, key: Key, ask: Ask, sums: Sums) -> int:
    """What of a sum a layer moved with the earlier bills of the stay, as these sums have it."""
    return sums.kept.get(_own_key(name, key, ask), 0)


def moved_of_pool(opened: Open, pool: str) -> int:
    """What the earlier bills charged to a pool."""
    own = _own_key(opened.name, pool_key(pool, opened.bill), opened.bill)
    return opened.bill.sums.kept.get(own, 0)


def give_back(opened: Open, pools: Iterable[str], due: int) -> None:
    """Pools, its own caps and `once` get back what a bill that is none of the layer's takes from
    its earlier ones."""
    name = opened.name
    paid = [
        key
        for key in _own(name, opened.bill)
        if key[0] in (f"paid of {name}", f"once of {name}") or key[0].startswith(f"paid of {name} ")
    ]
    for key in (*(pool_key(pool, opened.bill) for pool in pools), *paid):
        sums = opened.bill.sums.kept
        own = _own_key(name, key, opened.bill)
        back = min(opened.before - due, sums.get(own, 0))
        if back:
            sums[own] -= back
            sums[key] -= back


def _is_of_stay(name: str, key: Key, ask: Ask) -> bool:
    """Whether a sum is one of the stay alone: as one bill it has none before."""
    terms = ask.policy.terms[name]
    parts = {name: terms, **{f"{name} {kind.name}": kind.terms for kind in terms.kinds or ()}}
    capped = {
        cap.sum_of(part) for part, own in parts.items() for cap in own.caps if cap.period == "stay"
    }
    of_line = key[0].startswith((f"line of {name}", f"due of {name}"))
    begins_anew = key[1] in ("", HOUSEHOLD, *_within_year(ask))
    return not begins_anew and (of_line or key[0] in capped)


def _within_year(ask: Ask) -> tuple[str, ...]:
    """What the sums of the bill's month, quarter and hospital are kept by."""
    hospital = (ask.scope("hospital"),) if ask.claim is not None and ask.claim.hospital else ()
    return (ask.scope("month"), ask.scope("quarter"), *hospital)


def add_own(name: str, key: Key, more: int, ask: Ask) -> None:
    """A sum moves by so much with the stay of this bill."""
    own = _own_key(name, key, ask)
    ask.sums.kept[own] = ask.sums.kept.get(own, 0) + more


def _own_key(name: str, key: Key, ask: Ask) -> Key:
    return (f"own {name}\0{key[0]}\0{key[1]}", ask.scope("stay"))


def _own_behind(name: str, key: Key, ask: Ask) -> int:
    """What layers behind, settled for the stay too, moved of a pool: as one bill the stay has not
    come to them yet."""
    if not key[0].startswith("pool "):
        return 0
    layers = [benefit.id for benefit in ask.policy.program.benefits if benefit.per == "claim"]
    behind = (layer for layer in layers[layers.index(name) + 1 :] if layer in ask.policy.for_stay)
    return sum(ask.sums.kept.get(_own_key(layer, key, ask), 0) for layer in behind)


def _own(name: str, ask: Ask) -> dict[Key, int]:
    """What the stay moved, of the sums that this bill moves too: what it had counted in another
    month or hospital stays counted there."""
    found = {}
    here = ("", HOUSEHOLD, ask.scope("stay"), ask.scope("chain"), *_within_year(ask))
    for (what, scope), moved in ask.sums.kept.items():
        if scope == ask.scope("stay") and what.startswith(f"own {name}\0"):
            _, of, of_scope = what.split("\0")
            if of_scope in here:
                found[of, of_scope] = moved
    return found


def paid_before(name: str, ask: Ask) -> int:
    """What a layer was paid of the stay."""
    return ask.sums.of(_of_stay(f"paid for {name}", ask))


def leave(name: str, ask: Ask, own: int, adjustment: int, *, on_bill: bool) -> None:
    """What the earlier bills have left, and what was paid of the stay."""
    key = _of_stay(f"paid for {name}", ask)
    earlier = ask.sums.of(key) + adjustment
    ask.sums.kept[key] = earlier + own
    if on_bill and name not in ask.policy.for_stay:
        ask.progress.by_bill += own
    _take(ask, earlier, adjustment, on_bill=on_bill)


def leave_of_year(name: str, ask: Ask, own: int, adjustment: int, room: int) -> None:
    """Rule 10: what is due for earlier claims of the year is of the stay's own bills first, as far
    as they have `room` where the layer is settled for the stay, else something left after all."""
    key, kept = _of_stay(f"paid for {name}", ask), ask.sums.kept
    if name in ask.policy.for_stay:
        of_year = ask.sums.of(key) + adjustment
        kept[key] = of_year + own
        key = _of_stay(f"paid in stay for {name}", ask)
        earlier = min(max(0, of_year), room)
        change = earlier - ask.sums.of(key)
    else:
        change = min(adjustment, max(0, ask.progress.left_after_all))
        earlier = ask.sums.of(key) + change
    kept[key] = earlier + own
    kept[_elsewhere(name)] = ask.sums.of(_elsewhere(name)) + adjustment - change
    ask.progress.adjusted += adjustment - change
    _take(ask, earlier, change, on_bill=False)
    taken = ask.progress.taken.pop(name)
    ask.progress.earlier_left -= taken
    ask.progress.earlier_within -= taken


def _take(ask: Ask, earlier: int, change: int, *, on_bill: bool) -> None:
    """What was paid of the earlier bills in all, by how much this claim changes it."""
    progress = ask.progress
    progress.earlier_cost -= earlier
    if on_bill:
        progress.earlier_outside += earlier
        return
    progress.earlier_within -= earlier
    progress.adjusted += change
    progress.change += change
    progress.left_after_all -= change
    progress.earlier_left -= earlier


def keep_left(opened: Open, *, meant: bool) -> None:
    """What this bill, if it is one of those, has left for the next."""
    found = opened.bill.progress.remaining if meant else 0
    opened.bill.sums.kept[_of_stay(f"left for {opened.name}", opened.bill)] = opened.left + found


def finish(ask: Ask) -> None:
    """The amounts and figures of this bill are there for the next; one without a total costs what
    it has in policy."""
    keep_first(ask)
    in_policy = ask.fields.get(("claim", "in_policy"), 0)
    ask.sums.kept[_of_stay("left after all", ask)] = (
        ask.progress.left_after_all + ask.progress.remaining
    )
    for name in _lines_of_year(ask):
        ask.sums.kept[_of_stay(f"seen {name}", ask)] = ask.sums.of(_elsewhere(name))
    cost = max(in_policy, ask.fields.get(("claim", "total"), 0))
    _add("cost", cost, ask)
    # Of no bill more is paid in policy than those leave of it that go by the bill.
    _add("within", min(in_policy, max(0, cost - ask.progress.by_bill)), ask)
    for (scope, name), amount in ask.fields.items():
        if scope == "claim" and ask.policy.is_money(name):
            _add(f"field {name}", amount, ask)
    for layer, figures in ask.progress.layers.items():
        whole = ask.progress.stay_layers.get(layer)
        for part in PARTS:
            if (layer, part) not in ask.policy.asked_figures:
                continue
            key = _of_stay(f"figure {layer}.{part}", ask)
            if whole is not None:
                ask.sums.kept[key] = getattr(whole, part)
            else:
                _add(f"figure {layer}.{part}", getattr(figures, part), ask)


def figures_of_bill(name: str, whole: Figures, ask: Ask) -> Figures:
    """What of the stay's figures this bill brought."""
    return Figures(
        *(
            max(0, getattr(whole, part) - ask.sums.of(_of_stay(f"figure {name}.{part}", ask)))
            for part in PARTS
        )
    )


def _add(what: str, more: int, ask: Ask) -> None:
    key = _of_stay(what, ask)
    ask.sums.kept[key] = ask.sums.of(key) + more


def _of_stay(what: str, ask: Ask) -> Key:
    return (what, ask.scope("stay"))

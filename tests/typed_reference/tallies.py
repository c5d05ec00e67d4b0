"""Figures of the year so far, this claim included.

In: a tally, an `Ask`, how a value is asked. Out: its figure; the sums that carry it move.
Rule 5: a sum over the year's claims knows no benefit's class.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from attrs import evolve, fields, has

from polc.compiler.typed.nodes import values as t
from polc.compiler.typed.nodes.tallies import AnyTally, ValueTally, VisitTally
from tests.typed_reference.ask import Ask, Progress, highest
from tests.typed_reference.figures import is_no_day
from tests.typed_reference.policy import Chosen

Value = Callable[[t.Typed, Ask], Any]
_UNREAD: Final = ("origin", "otherwise_origin")


def ask_tally(name: str, ask: Ask, value: Value) -> Any:
    """The figure, moved by this claim the first time it is asked for."""
    known = ask.progress.tallies
    if name not in known:
        counted = evolve(ask, class_=highest(ask.held, ask.policy), progress=_in_total(ask))
        known[name] = _move(name, counted, value)
    return known[name]


def _in_total(ask: Ask) -> Progress:
    """Rule 9: a sum over the claims counts what a claim makes due for earlier ones."""
    progress = ask.progress
    return evolve(
        progress,
        remaining=progress.remaining - progress.adjusted,
        layers={**progress.layers, **progress.total_layers},
    )


def _move(name: str, ask: Ask, value: Value) -> Any:
    tally, sums = ask.policy.tallies[name], ask.sums
    key = (f"tally {name}", "")
    before = sums.of(key)
    counts = tally.condition is None or bool(value(tally.condition, ask))
    match tally:
        case VisitTally():
            own = (f"visit of {name}", ask.scope("stay"))
            if counts and not sums.of(own):
                sums.kept[key] = sums.kept[own] = before + 1
            return sums.of(own) or sums.of(key)
        case AnyTally():
            sums.kept[key] = int(bool(before or counts))
            return sums.kept[key]
        case ValueTally(what="sum"):
            sums.kept[key] = before + (value(tally.value, ask) if counts else 0)
            return sums.kept[key]
        case ValueTally():
            found = value(tally.value, ask) if counts else 0
            sums.kept[key] = max(before, 0 if tally.kind == "date" and is_no_day(found) else found)
            return sums.kept[key]


def tallies_in(asked: Any, policy: Chosen) -> Iterator[str]:
    """The tallies that these terms or values ask for under the chosen readings, in the order
    in which they are written. A tally counts every claim, also one that never gets as far as
    the line that asks for it."""
    match asked:
        case t.TallyValue():
            yield asked.tally
            tally = policy.tallies[asked.tally]
            yield from tallies_in((tally.condition, getattr(tally, "value", None)), policy)
        case t.ByReading():
            yield from tallies_in(dict(asked.choices)[policy.choices[asked.reading]], policy)
        case t.LayerValue():
            if asked.part == "deductible":
                yield from tallies_in(deductible_parts(policy, asked.benefit), policy)
        case tuple() | list():
            for part in asked:
                yield from tallies_in(part, policy)
        case _ if has(type(asked)):
            for field in fields(type(asked)):
                if field.name not in _UNREAD:
                    yield from tallies_in(getattr(asked, field.name), policy)
        case _:
            return


def deductible_parts(policy: Chosen, benefit: str) -> tuple[Any, ...]:
    """What the deductible of a benefit hangs on."""
    terms = policy.terms[benefit]
    changes = [
        (getattr(change, "value", None), change.condition)
        for owner in policy.program.benefits
        if owner.id == benefit
        for change in owner.changes
        if policy.stands(change.where) and change.term == "deductible"
    ]
    found = (terms.people, terms.limited, terms.excluded, terms.deductible)
    return (*found, changes) if terms.deductible is not None else found[:3]

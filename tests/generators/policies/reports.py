"""Rights, alerts and limits of shares."""

from tests.generators.policies.reaching import listed
from tests.generators.policies.terms import new_reading
from tests.generators.policies.values import condition, day, money, percent
from tests.generators.policies.world import World


def write_reports(w: World) -> list[str]:
    """One of each, now and then."""
    found = []
    w.for_now = None
    for write, share in ((_right, 0.6), (_right_of_year, 0.4), (_alert, 0.5), (_limit, 0.5)):
        if w.maybe(share):
            name = f"report_{len(w.reports)}"
            w.reports.append(name)
            found.append(write(w, name))
    return found


def _people(w: World) -> list[str]:
    found = [f"for {listed(w, w.names()[0])}{w.tail()}"] if w.maybe(0.5) else []
    found += [f"not for {w.names(1)[0][0]}{w.tail()}"] if w.maybe(0.2) else []
    found += [new_reading(w)] if w.maybe(0.1) else []
    return found


def _right(w: World, name: str) -> str:
    per = " per claim" if w.maybe(0.7) else ""
    w.of_year = not per
    lines = _people(w)
    lines += [f"when {condition(w)}{w.tail()}"] if w.maybe() else []
    lines += [f"from {day(w)}{w.tail()}"] if w.maybe(0.4) else []
    w.of_year = False
    if per and w.maybe(0.7):
        moment = w.one(("admission", "discharge"))
        lines.append(f"due at {moment} {w.one((f'{w.layers[0]}.deductible', money(w)))}{w.tail()}")
    return f"entitlement {name}{w.opt(chr(34) + name + chr(34))}{per} {{{w.block(0.15)} " + _in(
        lines
    )


def _right_of_year(w: World, name: str) -> str:
    w.of_year = True
    lines = _people(w)
    lines += [f"when {condition(w)}{w.tail()}"] if w.maybe() else []
    w.of_year = False
    return f"entitlement {name} per person per year {{{w.block(0.15)} " + _in(lines)


def _alert(w: World, name: str) -> str:
    lines = [*_people(w), f"when {condition(w)}{w.tail()}"]
    return f"alert {name}{w.opt(chr(34) + name + chr(34))} {{{w.block(0.15)} " + _in(lines)


def _limit(w: World, name: str) -> str:
    part = w.one(("total - in_policy", money(w, 1), "own_cost"))
    lines = [*_people(w), f"share of {part} in {w.one(('total', money(w, 1)))}{w.tail()}"]
    lines += [f"when {condition(w, 0)}{w.tail()}"] if w.maybe(0.3) else []
    if w.maybe():
        lines.append(f"at most {percent(w)} only when {condition(w, 0)}{w.tail()}")
    lines.append(f"at most {percent(w)}{w.tail()}")
    who = w.one(("institution", "nobody"))
    if w.maybe():
        lines += [
            f"borne by institution only when {condition(w, 0)}{w.tail()}",
            f"borne by nobody otherwise{w.tail()}",
        ]
    else:
        lines.append(f"borne by {who}{w.tail()}")
    return (
        f"limit {name}{w.opt(chr(34) + name + chr(34))}{w.opt('per claim')} {{{w.block(0.15)} "
        + _in(lines)
    )


def _in(lines: list[str]) -> str:
    return "\n  ".join(lines) + "\n}"

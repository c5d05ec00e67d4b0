"""The deductible, what is paid, and the limits of a benefit per claim."""

from typing import Final

from tests.generators.policies.accepted import rising
from tests.generators.policies.declarations import write_reading
from tests.generators.policies.mixed import deductible_period
from tests.generators.policies.values import (
    condition,
    identity_table,
    money,
    rate,
    yuan,
)
from tests.generators.policies.world import ROUNDINGS, World

PERIODS = ("per year", "per stay", "per claim", "per referral chain")


def deductible(w: World, *, split: bool, over_claims: bool) -> str:
    """A deductible in one of its modes."""
    if w.maybe(0.12):
        if not split and w.dated.random() < 0.05:
            begins = f"no deductible until 2022-05-31{w.tail()}"
            return f"{begins}\n  deductible per year 500 yuan from 2022-06-01{w.tail()}"
        return "no deductible" + w.tail()
    period = "per year" if split or over_claims or w.maybe(0.5) else w.one(PERIODS)
    period = period if split or over_claims else deductible_period(w, period)
    w.one_line = period != "per claim"
    value = money(w) if w.maybe(0.5) else identity_table(w, yuan) if w.maybe(0.4) else yuan(w)
    w.one_line = False
    text = w.one(
        (
            f"deductible {period} {value}",
            f"{period} deductible {value}",
            f"deductible {value} {period}",
        )
    )
    chosen = not split and not over_claims and w.readings and w.maybe(0.2)
    if chosen and period != "per referral chain":
        reading = w.one(list(w.readings))
        rows = w.one(("; ", " ")).join(
            f"{choice}: {w.one(PERIODS[:3])}" for choice in w.readings[reading]
        )
        text, period = f"deductible {{ {rows} }} by {reading} {value}", "chosen"
    text += w.rounding()
    if period == "per referral chain":
        text += w.one((" borne", " collected once"))
    elif period == "per year" and not split and not over_claims and w.maybe(0.25):
        text += " borne"
    elif w.maybe(0.4):
        text += w.one(
            (
                " counting the excess",
                " counting the whole",
                " counting the whole once reached",
                " counting the whole once exceeded",
            )
        )
        if text.endswith("once exceeded") and len(w.readings) == 1:
            reading, choices = next(iter(w.readings.items()))
            first, *others = (f"{choice}: once exceeded" for choice in choices)
            rows = "; ".join((first.replace("exceeded", "reached"), *others))
            text = text.removesuffix("once exceeded") + f"{{ {rows} }} by {reading}"
    if w.maybe(0.3):
        text += f", at least {yuan(w)}"
    if w.maybe(0.3):
        of_year = w.opt("per year", 0.4)
        text += f", at most {yuan(w)}{'' if split else of_year}"
    if split:
        how = w.one((", in proportion", ", from in_city first", ", each"))
        if "first" in how and w.paired.random() < 0.5:
            how = f", from {w.paired.choice(('in_province', 'elsewhere'))} and in_city first"
        text += how
    if period == "per referral chain" and w.maybe():
        text += f"{w.one((',', ''))} continued when {condition(w, 0)}"
    during = "" if split or over_claims else w.during()
    return text + during + w.tail()


_EDGES: Final = (" edges fixed", " edges above the deductible", " edges moved with the deductible")
DAYS: Final = (" from 2022-04-01", " until 2022-05-31", " from 2022-03-01 until 2022-08-31")


def bands(w: World) -> str:
    """Bands of figures or of values, or a parameter."""
    if w.parameters.get("bands") and w.maybe(0.3):
        text = f"bands {w.one(w.parameters['bands'])}"
    else:
        edge = w.chance.randrange(100, 3000)
        moving = w.maybe(0.4)
        edges = []
        for _ in range(w.chance.randint(0, 3)):
            edges.append(f"({money(w, 1)})" if False else _edge(w) if moving else f"{edge} yuan")
            edge += w.chance.randrange(1, 9000)
        rows = [f"to {upper}: {rate(w, 1)}" for upper in rising(edges)] + [f"above: {rate(w, 1)}"]
        text = "bands { " + w.one(("; ", " ")).join(rows) + w.one((";", "")) + " }"
    return (
        text
        + w.one(
            (
                "",
                "",
                " edges fixed",
                " edges above the deductible",
                " edges moved with the deductible",
            )
        )
        + w.tail()
    )


def _by_date(w: World, line: str) -> list[str]:
    """The bands, or some until a day and others from the next on; mostly the same on all days."""
    if w.banded.random() >= 0.1:
        return [line]
    before, after = w.banded.sample(
        (
            "bands { above: 40% }",
            "bands { to 2500 yuan: 50%; above: 70% }",
            "bands { to 900 yuan: 30%; to 3000 yuan: 45%; to 7000 yuan: 66.6%; above: 80% }",
        ),
        2,
    )
    edges = w.banded.choice(("", *_EDGES))
    until = w.banded.choice((" until 2022-05-31", ""))
    return [f"{before}{edges}{until}", f"{after}{edges} from 2022-06-01"]


def _edge(w: World) -> str:
    options = [f"{w.chance.randrange(9000)} yuan", *w.parameters.get("money", [])]
    options += [f"{w.one(w.done)}.deductible"] if w.done else []
    options.append(f"higher of ({yuan(w)}, {yuan(w)})")
    return w.one(options)


def pays(w: World, *, cases: bool = True) -> list[str]:
    """The rate, the bands, the flat amount, the kinds of care, or silence."""
    match w.chance.randrange(12):
        case 0 | 1 | 2:
            return _by_date(w, bands(w))
        case 3 if cases:
            return [f"pay {money(w)}{w.rounding()}{w.during(0.3)}{w.tail()}"]
        case 4 | 5 if cases:
            return [first_of(w)]
        case 6:
            # A kind of care is silent for ever: what it pays before is not said there.
            during = w.during(0.3)
            return [f"not specified{during if cases else ''}{w.tail()}"]
        case 7 if w.readings:
            reading = w.one(list(w.readings))
            return [
                f"rate {rate(w)} where {reading} is {choice}{w.cites()}"
                for choice in w.readings[reading]
            ]
        case _:
            most = ", at most 85%" if w.counts() else ""
            return [f"rate {rate(w, 2)}{most}{w.during()}{w.tail()}"]


def limits(w: World, *, most: int = 3) -> list[str]:
    """Floors, ceilings, caps, pools."""
    found = []
    only = f" only when {condition(w, 1)}" if w.maybe(0.3) else ""
    for what in w.chance.sample(range(6), w.chance.randint(0, most)):
        match what:
            case 0:
                found.append(f"at least {money(w, 1)}{w.rounding()}{w.during()}{only}{w.tail()}")
            case 1:
                found.append(f"at most {money(w, 1)}{w.rounding()}{w.during(0.09)}{only}{w.tail()}")
            case 2:
                found += _caps(w, only)
            case _ if w.pools:
                word = ("counts toward", "charges", "limited by")[what % 3]
                found.append(f"{word} {', '.join(w.some(w.pools, 2))}{w.during()}{only}{w.tail()}")
            case _:
                pass
    return found


def _caps(w: World, only: str) -> list[str]:
    """A cap, seldom one of another period beside it."""
    first = _cap(w, only)
    said = next((period for period in PERIODS if period in first), None)
    # Two lines by date are one term, beside which no other stands.
    if said is None or w.paired.random() > 0.25 or "\n" in first:
        return [first]
    taken = {said, "per stay" if said == "per claim" else "per claim" if said == "per stay" else ""}
    beside = w.paired.choice([period for period in PERIODS if period not in taken])
    return [first, f"cap {beside} {w.paired.randrange(1, 4000)} yuan"]


def _cap(w: World, only: str) -> str:
    if w.maybe(0.15):
        return "no cap" + w.tail()
    period = w.one(PERIODS)
    if w.dated.random() < 0.05:
        begins = f"no cap until 2022-05-31{w.tail()}"
        return f"{begins}\n  cap 500 yuan {period} from 2022-06-01{w.tail()}"
    w.one_line = period != "per claim"
    value = yuan(w) if w.maybe(0.5) else money(w, 1)
    if w.parameters.get("limit") and w.maybe(0.5):
        value = w.one(w.parameters["limit"])
    w.one_line = False
    none = "none" if w.maybe(0.08) else value
    if none == "none":
        return f"cap none{w.tail()}"
    said = "per person per year" if period == "per year" and w.maybe(0.2) else period
    value += w.rounding() + (", at most 5000 yuan" if w.counts() else "")
    spelt = (f"cap {said} {value}", f"{said} cap {value}", f"cap {value} {said}")
    return w.one(spelt) + _once(w) + w.during() + only + w.tail()


def _once(w: World) -> str:
    """Seldom what the cap is once something has happened in the year."""
    asked = [*w.tallies.get("flag", [])]
    asked += [f"{tally} reaches 2" for tally in w.tallies.get("count", [])]
    asked += [f"{tally} over 900 yuan" for tally in w.tallies.get("money", [])]
    if w.of_year or not asked or w.risen.random() > 0.2:
        return ""
    condition = " and ".join(w.risen.sample(asked, w.risen.randint(1, min(2, len(asked)))))
    amount = f"{w.risen.randrange(1, 4000)} yuan{w.risen.choice((*ROUNDINGS, '', '', ''))}"
    return f", {amount} once {condition}"


def first_of(w: World) -> str:
    """Kinds of care, the last of them for the rest."""
    found = []
    for place in range(w.chance.randint(1, 3)):
        title = w.opt('"种类"')
        lines = [*pays(w, cases=False), *limits(w, most=2)]
        if w.paired.random() < 0.3:
            period = w.paired.choice(("per year", "per year", "per stay", "per claim"))
            lines[0] += f"  deductible {period} {w.paired.randrange(1, 3000)} yuan"
        if w.maybe(0.15):
            lines.append(new_reading(w))
        days = w.banded.choice(DAYS) if w.banded.random() < 0.08 else ""
        found.append(f"kind_{place}{title} when {condition(w, 1)}{days} {{ {_join(lines)} }}")
    match w.chance.randrange(3):
        case 0:
            found.append(f"otherwise {{ {_join([*pays(w, cases=False), *limits(w, most=1)])} }}")
        case 1:
            found.append(f"otherwise: not specified{w.tail()}")
        case _:
            pass
    return "first of { " + w.one(("; ", "\n    ")).join(found) + w.one((";", "")) + " }" + w.tail()


def new_reading(w: World) -> str:
    """A reading that stands where it is used."""
    name = f"inner_{w.late_readings}"
    w.late_readings += 1
    choices = [f"{name}_x", f"{name}_y"]
    text = write_reading(w, name, choices)
    w.readings[name] = tuple(choices)
    w.late_texts[name] = text
    return text


def _join(lines: list[str]) -> str:
    return "\n      ".join(lines)

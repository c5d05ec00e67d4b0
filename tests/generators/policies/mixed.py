"""What few policies have side by side: recognitions that reach back and referral chains beside
adjustments, rows by kind of care under conditions, several caps under one condition.

In: a benefit's lines, the people of a benefit that is changed. Out: the same with these, in the
policies that mix.
"""

import re

from tests.generators.policies.values import KINDS, Maker, percent, yuan
from tests.generators.policies.world import World

_RATE = re.compile(r"rate (?:[0-9.]+%)(?= |$)")
_OF_CLAIM = re.compile(r"(deductible|cap) per claim [0-9.]+ (?:yuan|fen|万元)(?= |$)")
_GOES_ON = re.compile(
    r"deductible|cumulated|start again|first of|edges|bands .*(from|until)|:.*rate"
)
_DAYS = "from 2022-04-01 until 2022-09-30, from 2023-01-01"
_ASKED = ("referred", "emergency", "designated", "special_disease")


def mix_lines(w: World, lines: list[str], *, over_claims: bool) -> list[str]:
    """Rows by kind in place of some figures, and a cap of the chain or the stay under a condition
    beside that of the year."""
    if not w.mixing or over_claims:
        return lines
    text = "\n".join(lines)
    found = [_by_kind(w, line) for line in lines]
    if not _GOES_ON.search(text):
        found = [_along_year(w, line) for line in found]
    whole = not re.search(r"\bcap\b|first of|terms by class|^(for|otherwise)[^\n]*:", text, re.M)
    if whole and w.mixed.random() < 0.6:
        only = w.mixed.choice(("", f" only when {w.mixed.choice(_ASKED)}", " only when tier is 1"))
        short = w.mixed.choice(("per claim", "per stay"))
        periods = w.mixed.sample(("per referral chain", "per year", short), 2)
        found += [f"cap {period} {_figure(w, period)}{only}" for period in periods]
    return found


def _by_kind(w: World, line: str) -> str:
    """The line with rows by kind in place of its one figure, seldom."""
    if w.mixed.random() < 0.5:
        return line
    chance, w.chance = w.chance, w.mixed
    if line.startswith("rate "):
        line = _RATE.sub(lambda _: f"rate {_rows(w, percent)}", line, count=1)
    else:
        line = _OF_CLAIM.sub(lambda term: f"{term[1]} per claim {_rows(w, yuan)}", line, count=1)
    w.chance = chance
    return line


def _rows(w: World, make: Maker) -> str:
    if w.mixed.random() < 0.2:
        return f"{{ {_DAYS}: {make(w)}; otherwise: {make(w)} }} by date"
    asked = w.mixed.choice(_ASKED)
    row = f"{{ yes: {make(w)}; no: {make(w)} }} by {asked}"
    return f"{{ {w.mixed.choice(KINDS)}: {row}; otherwise: {make(w)} }} by kind"


def _along_year(w: World, line: str) -> str:
    """A rate, or bands of each claim, as bands along the year."""
    line = re.sub(r"^bands \{", "bands per year {", line)
    if line.startswith("rate ") and "\n" not in line and w.mixed.random() < 0.4:
        return "bands per year { to 900 yuan: 40%; to 5000 yuan: 66.6667%; above: 85% }"
    return line


def _figure(w: World, period: str) -> str:
    figure = f"{w.mixed.choice((50, 333, 900, 2500, 7000))} yuan"
    if period != "per claim" or w.mixed.random() < 0.5:
        return figure
    return f"{{ {_DAYS}: {figure}; otherwise: 70 yuan }} by date"


def deductible_period(w: World, period: str) -> str:
    """The period of a deductible, oftener that of a referral chain."""
    return "per referral chain" if w.mixing and w.mixed.random() < 0.35 else period


def changed_people(w: World, benefit: str, names: list[str]) -> list[str]:
    """Whom an adjustment is for: oftener people for whom the benefit is."""
    if not w.mixing or w.mixed.random() < 0.3:
        return names
    said = re.search(r"\n\s*for ([^:\n]*)", w.texts[benefit])
    own = [name for name in w.people if said and re.search(rf"\b{name}\b", said[1])]
    taken: list[str] = []
    held: set[str] = set()
    for name in w.mixed.sample(own, min(2, len(own))):
        if not held & set(w.people[name]):
            taken.append(name)
            held |= set(w.people[name])
    return taken or names

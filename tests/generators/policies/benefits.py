"""Benefits per claim and over the year's claims, with their adjustments."""

import re
from typing import Final

from tests.generators.policies import terms
from tests.generators.policies.accepted import (
    has_cost_above,
    has_own_deductibles,
    of_earlier,
    of_one_sum,
    with_readings,
)
from tests.generators.policies.classes import class_lines
from tests.generators.policies.counted import count_along_year
from tests.generators.policies.mixed import changed_people, mix_lines
from tests.generators.policies.payers import pay_by
from tests.generators.policies.reaching import held_in, reaching
from tests.generators.policies.timed import with_periods
from tests.generators.policies.values import condition, money, rate, yuan
from tests.generators.policies.world import World

_ON_BILL = re.compile(r"(?<=base )(own_cost|(total - in_policy|900 yuan) out of policy)")
_WHOLE = re.compile(
    r" counting the whole(?: once (?:reached|exceeded))?"
    r"|(?: counting the whole)? \{[^{}]*once reached[^{}]*\} by \w+"
)
_MODES = ("cumulated", "start again")


def write_benefit(w: World, name: str, *, over_claims: bool = False) -> str:
    """One benefit with lines in any order."""
    lines, readings, first = _people(w), [], w.late_readings
    for word in w.some(("when", "when", "pays when", "counts when"), 2) if w.maybe(0.5) else ():
        days = " from 2022-05-01 until 2022-09-30" if w.handed.random() < 0.06 else ""
        lines.append(f"{word} {condition(w)}{days}{w.tail()}")
    split = w.maybe(0.12)
    bases = ["remaining", "own_cost", "in_policy", *[f"{layer}.left" for layer in w.done]]
    bases += [f"remaining - {layer}.cut_off" for layer in w.done]
    if w.maybe(0.35):
        usual = w.one((*bases, money(w, 1)))
        base = _other_base(w) or usual
        lines.append(f"base {base}{w.during()}{w.tail()}")
    mode = w.one(("cumulated less paid", "start again after a payment")) if w.maybe(0.15) else ""
    if split:
        w.divided += [name]
        rows = f"in_city: {rate(w, 0)}; in_province: {rate(w, 0)}; otherwise: {rate(w, 0)}"
        lines += [terms.deductible(w, split=True, over_claims=over_claims)]
        lines += [f"rate {{ {rows} }} by place{w.tail()}"]
    else:
        if w.maybe(0.7):
            lines.append(terms.deductible(w, split=False, over_claims=over_claims))
        lines += with_units(w, terms.pays(w), over_claims=over_claims)
        lines += [mode + w.tail()] if mode and _has_line(lines, mode) else []
    if not split and not over_claims:
        lines = count_along_year(w, lines)
    lines = _of_whole_year(w, lines) if over_claims else lines
    lines += terms.limits(w)
    for line, share in (
        ("once per year", 0.08),
        (pay_by(w, several=not over_claims, of_claim=True), 0.2),
        (f"round {w.one(('to', 'down to'))} {w.one(('1 yuan', '1 fen'))}", 0.12),
    ):
        if w.maybe(share):
            only = f" only when {condition(w, 1)}" if line[0] == "p" and w.maybe(0.4) else ""
            during = w.during(0.2) if line[0] == "p" else ""
            lines.append(line + during + only + w.tail())
    if w.for_now and w.maybe(0.2):
        lines.append(f"class {w.one(('highest by amount', 'lowest by rank'))}{w.tail()}")
    if w.maybe(0.1):
        readings.append(terms.new_reading(w))
    w.chance.shuffle(lines)
    if w.dated.random() < 0.05:
        lines.append(
            f"applies{w.dated.choice((' from 2022-02-01', ' until 2022-11-30'))}{w.tail()}"
        )
    if not split and not over_claims and w.classed.random() < 0.12:
        lines = [line for line in lines if line.startswith("when ")] + class_lines(w)
    if not over_claims:
        lines = with_periods(w, name, lines)
    lines = mix_lines(w, lines, over_claims=over_claims) if not split else lines
    lines = [of_one_sum(w, line) for line in lines]
    readings += with_readings(w, [*readings, *lines], first)
    w.own_deductibles += [name] if has_own_deductibles(lines) else []
    per = " over the year's claims" if over_claims else " per claim"
    title = w.opt(f'"待遇 {name}"')
    w.for_now = None
    head = w.cited.choice((f"{per}{w.block()} {{", f"{per} {{{w.block()}"))
    text = f"benefit {name}{title}{head}\n  " + "\n  ".join([*readings, *lines]) + "\n}"
    text = text if over_claims else _apart_from_bill(w, text)
    w.texts[name] = text
    w.with_cost += [name] if has_cost_above(text) else []
    return text


def with_units(w: World, lines: list[str], *, over_claims: bool) -> list[str]:
    """So much for each of a count in place of what is paid, and how many are paid for; mostly
    not."""
    if w.numbered.random() >= 0.05:
        return lines
    unit = w.numbered.choice(("0.5 yuan", "80 yuan", "33.33 yuan"))
    count = w.numbered.choice(("tier", "age", "hospital_level"))
    most = [", at most 3", ", at most 30 days per claim", ", per claim at most 2"]
    if not over_claims:
        most += [", at most 5 per year", ", at most 60 days per year", ", per year at most 1"] * 2
    return [f"pay {unit} for each of {count}{w.numbered.choice(most)}"]


def _other_base(w: World) -> str:
    """A base out of policy, or of the cost above the limits of an earlier benefit; mostly none."""
    base = ""
    if w.dated.random() < 0.1:
        base = f"{w.dated.choice(('total - in_policy', '900 yuan'))} out of policy"
    if w.with_cost and w.handed.random() < 0.3:
        base = f"{w.handed.choice(w.with_cost)}.above_cap"
    return base


def _apart_from_bill(w: World, text: str) -> str:
    """What is due for earlier claims of the year stands beside nothing that is paid on the bill."""
    earlier = "\n".join(w.texts.values())
    if _WHOLE.search(earlier):
        text = _ON_BILL.sub("remaining", text)
    elif _ON_BILL.search(f"{earlier}\n{text}"):
        text = _WHOLE.sub("", text)
    return text


def _of_whole_year(w: World, lines: list[str]) -> list[str]:
    """What is due may fall with the deductible's share of a sum, or what is paid never does."""
    sums = w.tallies.get("money", [])
    if sums and w.falling.random() < 0.4:
        kept = [line for line in lines if not line.startswith(_OWN_LINE)]
        share = w.falling.choice(("10%", "25%", "60%"))
        lines = [*kept, f"deductible per year {share} of {w.falling.choice(sums)}"]
    if w.falling.random() < 0.3 and not any(line.startswith(_MODES) for line in lines):
        lines = [*lines, "never falling"]
    return lines


def _has_line(lines: list[str], mode: str) -> bool:
    """Whether the deductible has a line along which this mode may go on."""
    text = "\n".join(lines)
    if re.search(r"per claim|per referral chain| borne|collected once", text):
        return False
    return mode.startswith("cumulated") or "bands" in text or bool(_DEDUCTIBLE.search(text))


def _people(w: World) -> list[str]:
    """`for` and `not for`; what they say is remembered for the tables."""
    w.for_now = None
    if w.maybe(0.3):
        return [f"for everyone{held_in(w, 0.2)}{w.tail()}"] if w.maybe() else []
    names, held = w.names()
    written = [reaching(w, name) for name in names]
    if len(written) > 1 and w.maybe(0.3):
        written[-1] = f"({names[-1]} when {condition(w, 1)})"
    w.for_now = held
    lines = [f"for {', '.join(written)}{held_in(w, 0.1)}{w.tail()}"]
    if w.maybe(0.15):
        lines.append(f"not for {', '.join(w.names(2)[0])}{w.tail()}")
    return lines


def write_adjustments(w: World) -> list[str]:
    """Changes of benefits for some people; later ones say what they do together."""
    found = []
    for place in range(w.mixed.randint(1, 4) if w.mixing else w.chance.randint(0, 3)):
        benefit = w.one(w.layers)
        combining = "" if place == 0 else w.one((" stacking", " best"))
        when = f" when {of_earlier(w, benefit, condition(w, 1))}" if w.maybe(0.4) else ""
        days = w.banded.choice(terms.DAYS) if w.banded.random() < 0.1 else ""
        names = changed_people(w, benefit, w.names(2)[0])
        people = f"for {', '.join(names)}{when}{days}{combining}"
        if when and w.shapes(0.3):
            people = f"{when.strip()}{days}{combining}"
        options = that_act(w, benefit)
        if not options:
            continue
        changes = w.some(options, 3)
        lines = w.one(("; ", "\n  ")).join(change + w.tail() for change in _once(changes))
        name = f" as change_{place}" if w.maybe() else ""
        if name:
            w.changes.append(f"change_{place}")
            w.changed[f"change_{place}"] = benefit
        title = w.opt('"倾斜"', 0.3)
        if w.maybe(0.3):
            found.append(
                f"adjust {benefit}{name}{title} {{ {people}"
                f"{w.one((';', ''))}{w.cites(0.3)} {lines} }}"
            )
        else:
            head = w.cited.choice((f"{w.block()} {{", f"{{{w.block()}"))
            found.append(f"adjust {benefit}{name}{title} {people} {head} {lines} }}")
    return found


def that_act(w: World, benefit: str) -> list[str]:
    """The changes of what the benefit has."""
    lines = [line.strip() for line in w.texts[benefit].splitlines()]
    found = []
    if any(_DEDUCTIBLE.match(line) for line in lines):
        found.append(f"deductible lowered by {w.one(('50%', '10%', '33.33%'))}")
        found.append(f"deductible lowered to {yuan(w)}{w.rounding()}")
        found.append("no deductible")
        if w.shapes(0.3):
            found.append(f"deductible raised to {yuan(w)}{w.rounding()}")
            found.append(f"deductible raised by {w.shaped.choice(('50%', '33.33%'))}")
    if any(re.search(r"\b(rate|bands)\b", line) for line in lines):
        top = w.opt(w.one((", at most 100%", "at most 90%")))
        found.append(f"rate raised by {w.one(('5 points', '2.5 points'))}{top}")
        if w.shapes(0.4):
            found.append(f"rate lowered by {w.shaped.choice(('15 points', '80 points'))}")
    if any(_CAP.search(line) for line in lines):
        found.append("no cap")
        if w.shapes(0.4):
            by = w.shaped.choice(("10%", "33.33%", "150.05 yuan"))
            found += [f"{cap} raised by {by}" for cap in _caps_of(lines)]
    return found


def _caps_of(lines: list[str]) -> list[str]:
    """The caps as an adjustment names them: by their periods, where there are several."""
    text = "\n".join(line for line in lines if _CAP.search(line))
    said = [period for period in terms.PERIODS if period in text.replace("per person per", "per")]
    if len(said) < 2:
        return ["cap"]
    return [f"cap {said[0]}", f"{said[1]} cap"]


_OWN_LINE: Final = ("deductible ", "no deductible", "per year deductible ")
_NOTHING: Final = r"(?!.*\bdeductible (?:per [a-z ]+ )?0 yuan(?! \+)(?!.*at least (?!0 yuan)))"
_DEDUCTIBLE: Final = re.compile(rf"{_NOTHING}(deductible (?!0 yuan)|per .*deductible )")
_CAP: Final = re.compile(r"(?<!no )\bcap (?!none)")


def _once(changes: list[str]) -> list[str]:
    """One change of the deductible."""
    kept = [change for change in changes if "deductible" in change][:1]
    return kept + [change for change in changes if "deductible" not in change]

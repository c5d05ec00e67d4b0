"""A benefit whose terms stand class by class, on lines of their own or as a matrix."""

import re

from tests.generators.policies.behind_comma import for_each, pay_for_each, with_once
from tests.generators.policies.reaching import reaching
from tests.generators.policies.values import identity_rows, percent, yuan
from tests.generators.policies.world import World

MONEY = ("(yuan)", "（元）", "（单位：元）", "（单位：元）")
UNITS = {"rate": ("(%)",), "deductible": MONEY, "cap": MONEY, "pay": MONEY}
PERIODS = ("per year", "per stay", "per claim", "per person per year")


def class_lines(w: World) -> list[str]:
    """What each class has; the people are those that the lines name."""
    chance, w.chance = w.chance, w.classed
    w.for_now = w.names()[1]
    keys = [key for key, _ in identity_rows(w, yuan)]
    columns = ["rate"] if w.maybe(0.8) else ["pay"]
    periods = {"deductible": w.one(PERIODS)} if w.maybe() else {}
    if w.maybe():
        periods["cap"] = w.one((*PERIODS, "per referral chain"))
    columns = sorted([*columns, *periods], key=w.one(("deductible rate cap pay",)).index)
    lines = _matrix(w, keys, columns, periods) if w.maybe() else _lines(w, keys, columns, periods)
    w.for_now = None
    w.chance = chance
    return lines


def _lines(w: World, keys: list[str], columns: list[str], periods: dict[str, str]) -> list[str]:
    counting = w.one(("", "", " counting the excess", " counting the whole once reached"))
    found = []
    rest = "otherwise" in keys
    beside = "year" in periods.get("cap", "") and w.paired.random() < 0.5
    # A row under a condition would have a running sum of its own.
    sums = any("year" in period or "chain" in period for period in periods.values())
    each = for_each(w)

    def terms_of_one() -> list[str]:
        return [
            pay_for_each(w, each)
            if each is not None and term in ("rate", "pay")
            else _term(w, term, periods.get(term, ""), counting)
            for term in columns
        ]

    for key in keys:
        terms = terms_of_one()
        people = key if rest else reaching(w, key, 0.15)
        said = key if key == "otherwise" else f"for {people}"
        terms += _beside(w, terms) if beside else []
        between = w.one((", ", ", ", "; ", " "))
        # A period behind a most would be that of the most.
        between = ", " if each is not None else between
        found.append(f"{said}: {between.join(terms)}{w.cites(0.4)}")
        # All lines of a class say how far a recognition reaches back.
        if key != "otherwise" and people == key and w.cited.random() < 0.2 and not sums:
            terms = terms_of_one()
            terms += _beside(w, terms) if beside else []
            asked = w.cited.choice(("referred", "kind is inpatient", "hospital_level over 1"))
            found.append(f"for ({key} when {asked}): {', '.join(terms)}{w.cites(0.4)}")
    return found


def _beside(w: World, terms: list[str]) -> list[str]:
    """The cap of a stay beside that of the year, or none of it; `no cap` is none of either."""
    if "no cap" in terms:
        return []
    none = w.paired.choice(("per stay no cap", "no cap per stay", ""))
    return [none or f"cap per stay {w.paired.randrange(1, 4000)} yuan"]


def _term(w: World, term: str, period: str, counting: str) -> str:
    if not period:
        return f"{term} {percent(w) if term == 'rate' else yuan(w)}"
    if w.maybe(0.2):
        return f"no {term}"
    figure = yuan(w)
    spelt = (f"{term} {period} {figure}", f"{period} {term} {figure}", f"{term} {figure} {period}")
    written = w.one(spelt)
    return with_once(w, written) if term == "cap" else written + counting


def _matrix(w: World, keys: list[str], columns: list[str], periods: dict[str, str]) -> list[str]:
    bar = w.one((" | ", "  "))
    edge = "|" if bar == " | " and w.maybe() else ""
    leads = bool(periods) and w.maybe(0.3)
    heads = []
    for term in columns:
        period = periods.get(term, "")
        heads.append(f"{period} {term}" if leads else f"{term} {period}")
    if leads and columns[0] not in periods:
        # A head begins with a period, or has each behind its term.
        heads = [f"{term} {periods.get(term, '')}" for term in columns]
        leads = False
    units = [term for term in columns if w.maybe(0.4)]
    for place, term in enumerate(columns):
        if term in units and term in periods and not leads and w.maybe():
            heads[place] = f"{term} (yuan {periods[term]})"
        elif term in units:
            heads[place] += f" {w.one(UNITS[term])}"
    first = w.one(("class", "person", "group", "for", "identity", ""))
    rows = [[first, *heads] if first else heads]
    for key in keys:
        rows.append([key, *(_bare(_cell(w, term), term in units) for term in columns)])
    head, *under = [edge + bar.join(row) for row in rows]
    clause = w.one(("", f"{bar}clause", f"{bar}cite"))
    ruled = ["|:--|-|" if w.maybe() else "|---|"] if edge else []
    texts = [
        f"{head}{clause}{edge}",
        *ruled,
        *(f"{row}{w.one((edge, ''))}{w.cites(0.4)}{edge}" for row in under),
    ]
    return ["terms by class {\n    " + "\n    ".join(texts) + "\n  }" + w.cites(0.3)]


def _bare(cell: str, unit: bool) -> str:
    """The figure alone, where the head says its unit."""
    return re.sub(r"^([0-9.]+) *(?:yuan|%)$", r"\1", cell) if unit else cell


def _cell(w: World, term: str) -> str:
    known = [
        name
        for name in w.parameters.get("rate" if term == "rate" else "money", [])
        if name not in w.of_claim and name.isidentifier()
    ]
    if known and w.handed.random() < 0.12:
        return w.handed.choice(known)
    if term == "rate":
        return percent(w)
    if term != "pay" and w.maybe(0.2):
        return w.one(("no cap", "none")) if term == "cap" else "no deductible"
    return yuan(w)

"""Amounts, rates, days and conditions, and the tables they may stand in."""

from collections.abc import Callable

from tests.generators.policies.world import World

Maker = Callable[[World], str]

FIGURES = (
    "0",
    "0.01",
    "0.50",
    "1",
    "33.33",
    "100",
    "150.05",
    "500",
    "1000",
    "1800",
    "3000",
    "6000",
)
PARTS = ("base", "deductible", "deducted", "before_cap", "cut_off", "paid", "left")
PLACES = ("in_county", "in_city", "in_province", "elsewhere")
KINDS = ("inpatient", "outpatient", "outpatient_chronic", "outpatient_major")

RARE_RATES = (
    "lower of (50% + 0.25% for each of tier, 66.6667%)",
    "{ 0..14: 80%; 15..59: 60%; from 60: 70% } by age",
)
SHARES = ("20%", "80%", "33.3333%", "100%")
"""Of a rate."""

UNITS = ("0.5 yuan", "80 yuan", "33.33 yuan")
YEARS = ("year", "year", "year", "year of premium_paid", "year of last day of year")


def yuan(w: World) -> str:
    """A figure of money."""
    return (
        w.one(
            (
                f"{w.one(FIGURES)} yuan",
                f"{w.chance.randrange(9000)}.{w.chance.randrange(100):02} yuan",
                f"{w.chance.randrange(1, 9)}万元",
                "50 fen",
            )
        )
        if w.maybe(0.5)
        else f"{w.one(FIGURES)} yuan"
    )


def percent(w: World) -> str:
    """A figure of a rate."""
    return w.one(("0%", "33.33%", "50%", "60%", "66.6667%", "70%", "85%", "100%"))


def table(w: World, make: Maker) -> str:
    """A table, now and then as a row of one by yes or no."""
    found = _table(w, make)
    if w.dated.random() < 0.03 and not w.one_line:
        return _by_date(w, make, found)
    if w.of_year or w.one_line or not w.shapes():
        return found
    rows = w.shaped.choice(("yes: {row}; no: {row}", "no: {row}; otherwise: {row}"))
    asked = ["referred", "emergency", *w.flags, *w.tallies.get("flag", [])]
    return f"{{ {rows.format(row=found)} }} by {w.shaped.choice(asked)}"


def _by_date(w: World, make: Maker, first: str) -> str:
    """A table by date, of which `first` is a row."""
    chance, w.chance = w.chance, w.dated
    rows = w.one(
        (
            "until 2022-05-31: {0}; from 2022-06-01: {1}",
            "2022-03-01..2022-06-30: {0} otherwise: {1}",
            "from 2022-04-01 until 2022-09-30, from 2023-01-01: {0}; otherwise: {1}",
        )
    ).format(first, make(w))
    w.chance = chance
    return f"{{ {rows} }} by date"


def _table(w: World, make: Maker) -> str:
    """A table by identity, by a field, by the year, by a tally or by a reading."""
    kinds = ["year", "residence", "tier", "identity"]
    kinds += ["reading"] if w.readings else []
    if not w.of_year and not w.one_line:
        kinds += ["place", "hospital_level", "kind", "field", "tally"]
    what = w.one(kinds)
    sep = w.one(("; ", " "))

    def rows(keys: list[str], by: str, *, rest: bool) -> str:
        lines = [f"{key}: {make(w)}{w.cites(0.1)}" for key in keys]
        if rest:
            lines.append(f"otherwise: {make(w)}")
        end = w.one((";", ""))
        return "{ " + sep.join(lines) + end + " }" + (f" by {by}" if by else "")

    match what:
        case "year":
            first = w.one(("2022", "2021..2022", "2020, 2021, 2022"))
            return rows([first, "2023..2024", "from 2025"], w.one(YEARS), rest=w.maybe(0.5))
        case "residence":
            return rows(["rural"], "residence", rest=True)
        case "tier":
            return rows(["1", "2..3"], "tier", rest=True)
        case "place":
            return rows(w.some(PLACES, 3), "place", rest=True)
        case "hospital_level":
            return rows(["1, 2", "from 3"], "hospital_level", rest=w.maybe(0.5))
        case "kind":
            return rows([", ".join(w.some(KINDS, 2))], "kind", rest=True)
        case "field" if w.fields.get("sort"):
            return rows(["north", "south"], w.fields["sort"][0], rest=w.maybe(0.5))
        case "tally" if w.tallies.get("count"):
            return rows(["1", "from 2"], w.one(w.tallies["count"]), rest=w.maybe(0.5))
        case "reading":
            reading = w.one(list(w.readings))
            return rows(list(w.readings[reading]), reading, rest=False)
        case _:
            return identity_table(w, make, sep)


def identity_table(w: World, make: Maker, sep: str = "; ") -> str:
    """A table by identity."""
    return "{ " + sep.join(f"{key}: {value}" for key, value in identity_rows(w, make)) + " }"


def identity_rows(w: World, make: Maker) -> list[tuple[str, str]]:
    """Rows by identity that cover whom the benefit is for, equal for those that tie."""
    if w.for_now is None:
        keys = []
    else:
        keys = [
            ", ".join(identity for identity in level if identity in w.for_now)
            for level in w.levels
            if set(level) & set(w.for_now)
        ]
    if w.grouped and w.maybe(0.3):
        keys = []
    rest = not keys or w.maybe(0.4)
    if rest and len(keys) > 1:
        keys = w.some(keys, len(keys) - 1)
    rows = [(key, f"{make(w)}{w.cites(0.1)}") for key in keys]
    return [*rows, ("otherwise", make(w))] if rest else rows


def money(w: World, depth: int = 2) -> str:
    """An amount: a term without a sum at its top where `depth` is 0."""
    if depth <= 0:
        return yuan(w)
    options: list[Callable[[], str]] = [
        lambda: yuan(w),
        lambda: f"{percent(w)} of {atom(w, depth - 1)}",
        lambda: f"{table(w, lambda v: money(v, depth - 2))}",
        lambda: f"{w.one(('higher', 'lower'))} of ({money(w, depth - 1)}, {money(w, depth - 1)})",
        lambda: f"portion of ({money(w, depth - 1)}, {money(w, 0)}, {money(w, depth - 1)})",
        lambda: f"{money(w, depth - 1)} + {term(w, depth - 1)}",
        lambda: f"{table(w, percent)} of {yuan(w)}",
        lambda: atom(w, depth),
    ]
    found = w.one(options)()
    # Rare things are of a stream of their own, so that all else stays as it was.
    if w.counts():
        return f"{w.counted.choice(UNITS)} for each of {w.counted.choice(('age', 'tier', 'year'))}"
    rounding = w.rounding()
    return f"({found}{rounding})" if rounding else found


def term(w: World, depth: int) -> str:
    """An amount that is no sum."""
    return f"{percent(w)} of {atom(w, depth)}" if w.maybe(0.4) else atom(w, depth)


def atom(w: World, depth: int) -> str:
    """An amount that a rate may stand before: a figure, a name, a table."""
    options = [yuan(w)]
    options += w.parameters.get("money", [])
    options += w.fields.get("region money", [])
    if not w.of_year:
        options += w.fields.get("claim money", [])
        options += w.tallies.get("money", [])
        options += [f"{w.one(w.done)}.{w.one(PARTS)}"] * 3 if w.done else []
    if depth > 0:
        options += [table(w, lambda v: money(v, 0))]
    return w.one(options)


def rate(w: World, depth: int = 1) -> str:
    """A rate of at most 100%."""
    if depth <= 0 or w.maybe(0.4):
        return percent(w)
    if w.parameters.get("rate") and w.maybe(0.3):
        return w.one(w.parameters["rate"])
    found = (
        table(w, lambda v: rate(v, depth - 1)) if w.maybe(0.8) else f"lower of (70%, {percent(w)})"
    )
    if w.shapes():
        return f"{w.shaped.choice(SHARES)} of {found}"
    return w.counted.choice(RARE_RATES) if w.counts() else found


def day(w: World) -> str:
    """A date."""
    options = [
        "2022-06-30",
        "2022年3月1日",
        f"{w.one(('later', 'earlier'))} of (2022-03-01, 2022-09-01)",
    ]
    options += [
        "first day of year + 90 days",
        "last day of year - 2 months",
        "2022-02-28 + 1 months",
    ]
    options += w.parameters.get("date", [])
    options += [f"{date_parameter} + 30 days" for date_parameter in w.parameters.get("date", [])]
    options += [f"2022-01-31 + {parameter}" for parameter in w.parameters.get("days", [])]
    options += [f"2022-01-31 + {parameter}" for parameter in w.parameters.get("months", [])]
    names = w.names(2)[0]
    options += [f"recognised as ({', '.join(names)})", "enrolled", "recognised"]
    options += w.fields.get("person date", [])
    return w.one(options)


def condition(w: World, depth: int = 2) -> str:
    """A condition, of the claim or of the person."""
    simple = w.one((_flag, _comparison, _membership))
    if depth <= 0:
        return simple(w)
    match w.chance.randrange(6):
        case 0:
            joined = f" {w.one(('and', 'or'))} "
            return joined.join(_inner(w, depth) for _ in range(w.chance.randint(2, 3)))
        case 1:
            return f"not {_inner(w, depth)}"
        case _:
            return simple(w)


def _inner(w: World, depth: int) -> str:
    return f"({condition(w, depth - 1)})" if w.maybe(0.4) else condition(w, 0)


def _flag(w: World) -> str:
    options = [*w.people] if w.maybe(0.5) else []
    if w.of_year:
        options += ["treat_first_pay_later", *w.people]
    else:
        options += ["referred", "designated", "emergency", "special_disease", *w.flags]
        options += w.tallies.get("flag", [])
    return w.one(options)


def _comparison(w: World) -> str:
    op = w.one(("reaches", "over", "under", "up to", ">", ">=", "<", "<="))
    options = [(f"{day(w)}", "2022-05-01"), ("year", "2022"), ("tier", "2")]
    options.append(("last day of year - first day of year", "100 days"))
    if w.parameters.get("months"):
        options.append((w.one(w.parameters["months"]), "3 months"))
    if w.parameters.get("count"):
        options.append((w.one(w.parameters["count"]), "2"))
    if not w.of_year:
        options += [(money(w, 1), money(w, 1)), ("in_policy", money(w, 1)), ("date", day(w))]
        options += [("hospital_level", "2"), ("total", yuan(w)), ("rate_of", "")]
        options += [(tally, "2") for tally in w.tallies.get("count", [])]
        options += [(tally, yuan(w)) for tally in w.tallies.get("money", [])]
    left, right = w.one(options)
    if w.counts():
        left, right = "age", str(w.counted.choice((14, 18, 60)))
    if w.optional and w.shapes(0.2):
        left, right = w.shaped.choice(
            (("applied_on", "2022-03-01"), ("2022-08-01", "applied_on + 3 months"))
            + ((("share_of", "100 yuan"), ("in_policy - share_of", "500 yuan")) * (not w.of_year))
        )
    if left == "rate_of":
        left, right = table(w, percent), percent(w)
    if left in ("in_policy", "total") and w.rarely(0.2):
        left += " of the stay"
    return f"{left} {op} {right}"


def _membership(w: World) -> str:
    options = ["residence is rural", "tier is 1, 2", "insured_at within in_city"]
    if not w.of_year:
        options += [f"kind is {', '.join(w.some(KINDS, 2))}", f"place within {w.one(PLACES)}"]
        options += ["hospital_level is 2, 3", f"place is {', '.join(w.some(PLACES, 2))}"]
        options += [f"{field} is north" for field in w.fields.get("sort", [])]
    found = w.one(options)
    if w.of_year or not w.shapes(0.1):
        return found
    asked = ["disease is 高血压", 'disease is 感冒, "糖尿病（II型）"', "hospital is 县医院"]
    return w.shaped.choice(asked + [f"disease in {name}" for name in w.lists] * 3)

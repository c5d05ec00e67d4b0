"""Statements that declare names: people, parameters, fields, tallies, pools, payers."""

from tests.generators.policies.values import condition, money, percent, yuan
from tests.generators.policies.world import SHARED, World


def write_people(w: World) -> list[str]:
    """Identities, groups, the rank, who is treated as another."""
    found = []
    held = list(w.chance.sample(SHARED, w.chance.randint(4, len(SHARED))))
    if w.maybe():
        span = w.one(("grade 1..2", "except grade 5..6", "grade 3", ""))
        found.append(f'identity veteran "优抚对象" {span}{w.cites()}')
        held.append("veteran")
    w.chance.shuffle(held)
    while held:
        w.levels.append([held.pop() for _ in range(min(len(held), w.one((1, 1, 2))))])
    ranked = [identity for level in w.levels for identity in level]
    w.people = {identity: (identity,) for identity in ranked}
    sep = w.one((" > ", " > "))
    found.append("rank " + sep.join(" = ".join(level) for level in w.levels) + w.cites())
    if w.maybe(0.7):
        two = w.chance.sample(ranked, 2)
        where = w.where(0.4)
        found.append(f'group broad "宽" = {two[0]}{w.one((" |", ","))} {two[1]}{where}{w.cites()}')
        w.people["broad"] = tuple(two)
    if w.maybe(0.4):
        found.append(f'group at_risk "易返贫" = at_risk itself | {ranked[0]}{w.cites()}')
    if w.maybe(0.4) and w.readings:
        reading = w.one(list(w.readings))
        rows = []
        for place, choice in enumerate(w.readings[reading]):
            rows.append(f"{choice}: " + " | ".join(ranked[: place % 2 + 1]))
        mark = w.one(("; ", " "))
        found.append(f"group narrow = {{ {mark.join(rows)} }} by {reading}{w.cites()}")
        w.people["narrow"] = tuple(ranked[:2])
    if w.maybe(0.4):
        low, high = ranked[-1], ranked[0]
        found.append(f"count {low} as {high}{w.where(0.3)}{w.cites()}")
    return found


def write_readings(w: World) -> list[str]:
    """Readings, some of which imply a choice of an earlier one."""
    found: list[str] = []
    for place in range(w.chance.randint(1, 4)):
        name = f"view_{place}"
        choices = [f"{name}_{letter}" for letter in "abc"[: w.chance.randint(2, 3)]]
        found.append(write_reading(w, name, choices))
        w.readings[name] = tuple(choices)
    return found


def write_reading(w: World, name: str, choices: list[str]) -> str:
    """One reading; the default is its first choice or none is named."""
    lines = []
    for place, choice in enumerate(choices):
        parts = [f"({'abc'[place]})"] if w.maybe() else []
        parts += [f'"{"甲乙丙"[place]}{name}"'] if w.maybe() else []
        parts += ["default"] if place == 0 else []
        parts += ['because "文字"'] if w.maybe(0.3) else []
        if place == 2 and w.maybe(0.3):
            parts += ["cannot be settled", 'because "缺少事实"']
        if place and w.readings and w.maybe(0.3):
            implied = w.one(list(w.readings))
            link = w.one(("", "is ", "with "))
            parts.append(f"implies {implied} {link}{w.one(w.readings[implied])}")
        lines.append(" ".join([choice, *parts]))
    ids = f" = GP-A{name[-1]}1" + w.opt(", GP-A99", 0.0) if w.maybe() else ""
    if ids and w.maybe(0.3):
        ids += f", GP-A{name[-1]}2"
    title = w.opt(f'"口径 {name}"')
    return f"reading {name}{title}{ids} {{ {w.one(('; ', ' ')).join(lines)} }}"


_TYPES = ("money", "money", "rate", "bands", "date", "count", "days", "months")
_FIXED = {
    "money": "{figure} yuan",
    "rate": "{percent}",
    "date": "2022-04-01",
    "count": "2",
    "days": "30 days",
    "months": "3 months",
}


def write_parameters(w: World) -> list[str]:
    """Parameters of every kind, some fixed, some tables, some bounded."""
    found = []
    for place in range(w.chance.randint(3, 8)):
        kind = w.one(_TYPES)
        name = f"param_{place}"
        written = _parameter(w, name, kind)
        # A figure that may be none is a limit, and no amount.
        kept_as = "limit" if " or none" in written else kind
        w.parameters.setdefault(kept_as, []).append(name)
        if any(f" by {key}" in written for key in ("hospital_level", "place", "kind")):
            w.of_claim.append(name)
        if kind == "date":
            w.parameters.setdefault("start", [])
        if " per year" in written:
            w.parameters.setdefault("yearly", []).append(name)
        found.append(written)
    return found


def _parameter(w: World, name: str, kind: str) -> str:
    keyed = per_year = optional = bound = ""
    fixed = kind != "bands" and w.maybe(0.35)
    if kind in ("money", "rate", "bands") and not fixed and w.maybe(0.5):
        keys = w.one(
            ("hospital_level", "place", "kind, residence", "tier", *w.fields.get("sort", []))
        )
        keyed = f" by {keys}"
    if w.maybe(0.3):
        per_year = " per year"
    if kind == "money" and w.maybe(0.2):
        optional = " or none"
    if not fixed:
        figure = _FIXED.get(kind, "").format(figure="0", percent="1%")
        if kind in ("money", "rate") and w.maybe(0.4):
            bounds = {
                "money": ("at least 1 yuan", "at most 90000 yuan", "over 0 yuan"),
                "rate": (
                    "at least 1%",
                    "over 0%",
                    "falling strictly from 90%",
                    "not rising from 90%",
                ),
            }[kind]
            bound = w.one((" ", ", ") if per_year or not keyed else (" ",)) + w.one(bounds)
            if w.readings and w.maybe(0.3):
                reading = w.one(list(w.readings))
                bound += f" where {reading} is {w.one(w.readings[reading])}"
        elif figure and kind != "date" and w.maybe(0.3):
            bound = " at most " + {"money": "90000 yuan", "rate": "90%", "count": "20"}.get(
                kind, f"40 {kind}"
            )
    value = "unspecified"
    if fixed:
        value = "= " + _fixed_value(w, kind)
        if w.maybe(0.3):
            value += " inferred" + w.opt('because "推算"')
    title = w.opt(f'"参数 {name}"')
    return f"param {name}{title} : {kind}{keyed}{per_year}{optional}{bound} {value}{w.cites()}"


def _fixed_value(w: World, kind: str) -> str:
    def figure() -> str:
        return _FIXED[kind].format(figure=w.chance.randrange(5000), percent=percent(w))

    if w.maybe(0.3):
        return f"{{ 2022: {figure()}; from 2023: {figure()} }} by year"
    if w.readings and w.maybe(0.4):
        reading = w.one(list(w.readings))
        return (
            "{ "
            + "; ".join(f"{choice}: {figure()}" for choice in w.readings[reading])
            + f" }} by {reading}"
        )
    return figure()


def write_fields(w: World) -> list[str]:
    """Fields that the policy adds to a case."""
    options = {
        "night": ("flags", 'field claim night "夜间" : yes or no'),
        "implant": ("claim money", "field claim implant : money"),
        "sort": ("sort", 'field claim sort "类型" : one of north, south'),
        "settled_on": ("person date", "field person settled_on : date"),
        "mean_income": ("region money", 'field region mean_income "收入" : money'),
        "points_of": ("claim count", "field claim points_of : count"),
    }
    found = []
    for name, (kind, text) in options.items():
        if w.maybe(0.6):
            found.append(text + w.cites())
            if kind == "flags":
                w.flags.append(name)
            else:
                w.fields.setdefault(kind, []).append(name)
    if w.shapes(0.15):
        found.append(f"field person applied_on : date or none{w.cites(0.2)}")
        found.append("field claim share_of : money or none")
        w.optional += ["applied_on", "share_of"]
    if w.shapes(0.15):
        found.append('list chronic "慢性病" = 高血压, "糖尿病（II型）", 尿毒症' + w.cites(0.2))
        w.lists.append("chronic")
    if w.rarely():
        found.append(f"field person helped : money opening basic{w.apart.choice(('', ' 2022'))}")
    return found


def write_tallies(w: World) -> list[str]:
    """Figures of the year so far; those of earlier layers come into use later."""
    found = []
    options = {
        "visits_so_far": ("count", "count of visits"),
        "spent": ("money", f"sum of {w.one(('in_policy', 'in_policy + total'))}"),
        "largest": ("money", f"highest of {w.one(('in_policy', 'total'))}"),
        "level_so_far": ("level", "highest of hospital_level"),
        "any_such": ("flag", "any claim"),
        "days_seen": ("day", "highest of date"),
    }
    for name, (kind, text) in options.items():
        if w.maybe(0.5):
            needed = kind == "flag" or w.maybe(0.3)
            only = f" only when {condition(w, 1)}" if needed else ""
            title = w.opt(f'"累计 {name}"')
            found.append(f"tally {name}{title} = {text}{only}{w.cites()}")
            w.tallies.setdefault(kind, []).append(name)
    return found


def write_pools(w: World) -> list[str]:
    """Shared limits, some inside others, of fixed and of moving sizes."""
    found: list[str] = []
    for place in range(w.chance.randint(1, 4)):
        name = f"pool_{place}"
        w.for_now = None
        per = w.one(("per person per year", "per year"))
        plain = (yuan(w), f"{w.chance.randrange(1, 20)}000 yuan")
        size = w.one((plain[0], money(w, 1), plain[1], *w.parameters.get("limit", ())))
        once = _once_tallied(w)
        whole = (f"{per} {size}" if w.maybe(0.3) else f"{size} {per}") + once
        inside, outer = "", list[str]()
        if w.pools and w.maybe(0.5):
            outer = w.some(w.pools, 2)
            inside = f" inside {', '.join(outer)}{w.where(0.3)}"
        title = w.opt(f'"限额 {name}"')
        found.append(f"pool {name}{title} {whole}{inside}{w.cites()}")
        w.pools.append(name)
        if size in plain and not once and set(outer) <= set(w.year_pools):
            w.year_pools.append(name)
    return found


def _once_tallied(w: World) -> str:
    """Seldom the size of a pool once something has happened in the year."""
    asked = [*w.tallies.get("flag", [])]
    asked += [f"{tally} reaches 2" for tally in w.tallies.get("count", [])]
    if not asked or w.pooled.random() > 0.06:
        return ""
    return f", {w.pooled.randrange(1, 12)}000 yuan once {w.pooled.choice(asked)}"


def write_payers(w: World) -> list[str]:
    """Who pays."""
    w.payers = ["fund", "county"][: w.chance.randint(1, 2)]
    return [f'payer {payer} "{payer}"{w.cites()}' for payer in w.payers]

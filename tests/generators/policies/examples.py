"""Examples in the text of a policy; whether they come out is not asked of them."""

from tests.generators.policies.values import KINDS, PLACES, yuan
from tests.generators.policies.world import World


def write_examples(w: World) -> list[str]:
    """A few examples with every part that one may have."""
    examples = [_example(w, place) for place in range(w.chance.randint(0, 2))]
    return [*_for_all(w), *examples] if w.cited.random() < 0.12 else examples


def _for_all(w: World) -> list[str]:
    """What every example has that says nothing else."""
    chance, w.chance = w.chance, w.cited
    reading = w.one(list(w.readings))
    lines = [f"under {reading} {w.readings[reading][0]}"]
    settings = _settings(w)
    lines += [w.one(("with " + ", ".join(settings), "; ".join(settings)))] if settings else []
    lines.append("person { residence urban }")
    lines.append("region { rural_income_last_year 20000 yuan }")
    lines.append("claim { place in_county; hospital_level 2 }")
    w.chance.shuffle(lines)
    text = w.one(("\n  ", ";\n  ")).join(lines)
    w.chance = chance
    return [f"examples with {{ {text}{w.cited.choice((';', ''))} }}"]


def _example(w: World, place: int) -> str:
    lines = []
    if w.maybe(0.4):
        reading = w.one(list(w.readings))
        link = w.one((" ", " is ", " with "))
        chosen = f"{reading}{link}{w.one(w.readings[reading])}"
        others = [name for name in w.readings if name != reading] if w.maybe(0.2) else []
        again = f", {others[0]} {w.readings[others[0]][0]}" if others else ""
        lines.append(f"{w.one(('under', 'where'))} {chosen}{again}")
    settings = _settings(w)
    if settings:
        lines.append("with " + ", ".join(settings))
    held = []
    for identity in w.some(
        [name for name in w.people if len(w.people[name]) == 1 and name != "narrow"], 2
    ):
        grade = " grade 1" if identity == "veteran" else ""
        held.append(
            identity + grade + w.opt("from 2022-01-01", 0.4) + w.opt("until 2022-11-30", 0.4)
        )
    fields = " { residence rural; tier 1; year 2022 }" if w.maybe() else ""
    lines.append(f"person {', '.join(held)}{fields}")
    if w.maybe(0.4):
        lines.append("region { rural_income_last_year 20000 yuan; treat_first_pay_later yes }")
    if w.maybe(0.4):
        inner = f"{w.layers[0]} 100 yuan"
        sep = w.one(("; ", ", ", " "))
        part = f"{sep}{w.layers[-1]}.line 5000 yuan" if len(w.layers) > 1 else ""
        counted = [tally for tally in w.tallies.get("count", []) if tally == "visits_so_far"]
        more = f"; {counted[0]} 2" if counted and w.rarely(0.3) else ""
        rows = [name for name in w.divided if name not in (w.layers[0], w.layers[-1])]
        row = f"; {rows[0]}.line.otherwise 20 yuan" if rows else ""
        lines.append(f"opening {{ {inner}{part}{more}{row} }}")
    for number in range(w.chance.randint(1, 3)):
        name = f"k{number} " if w.maybe(0.7) else ""
        paid = f"; paid {w.layers[0]} 10 yuan" if w.maybe(0.2) else ""
        text = '; hospital "甲院"; visit v1; seq 1' if w.maybe(0.3) else ""
        day = w.one(("2022-05-01", "2022年6月1日"))
        lines.append(
            f"claim {name}{day} {w.one(KINDS)} {{ in_policy {yuan(w)}; place {w.one(PLACES)}; "
            f"hospital_level {w.chance.randint(1, 3)}, referred {w.one(('yes', 'no'))}"
            f" admitted 2022-04-30{paid}{text} }}"
        )
        if name and w.maybe(0.3):
            lines.append(f"expect {name.strip()}.{w.layers[0]} 0 yuan{w.opt('not specified')}")
    if w.maybe(0.3):
        lines.append("expect error missing_field")
    else:
        lines.append(f"expect {w.layers[-1]} {yuan(w)}, remaining undetermined")
        lines.append(f"expect total of {w.layers[0]} 10 yuan")
        lines.append(f"expect adjustment of {w.layers[0]} -10 yuan")
        lines.append(f"expect total of {w.layers[0]} paid by {w.payers[0]} 10 yuan")
    return f'example "例{place}" {{ ' + w.one(("\n  ", ";\n  ")).join(lines) + " }"


def _settings(w: World) -> list[str]:
    values = {
        "money": "10 yuan",
        "rate": "50%",
        "date": "2022-05-01",
        "count": "2",
        "bands": "{ to 100 yuan: 50%; above: 60% }",
    }
    return [
        f"{names[0]} {values[kind]}"
        for kind, names in w.parameters.items()
        if kind in values and names and w.maybe(0.4)
    ]

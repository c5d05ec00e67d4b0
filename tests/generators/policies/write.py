"""A whole policy, and the files beside it.

In: a seed. Out: the texts by file name; `policy` is the one to compile.
"""

from random import Random

from attrs import frozen

from tests.generators.policies.accepted import without_asking
from tests.generators.policies.benefits import write_adjustments, write_benefit
from tests.generators.policies.declarations import (
    write_fields,
    write_parameters,
    write_payers,
    write_people,
    write_pools,
    write_readings,
    write_tallies,
)
from tests.generators.policies.declared import write_declared
from tests.generators.policies.examples import write_examples
from tests.generators.policies.layered import write_layered
from tests.generators.policies.reports import write_reports
from tests.generators.policies.rivals import set_rivals
from tests.generators.policies.statements import write_dates, write_header, write_window
from tests.generators.policies.timed import (
    with_stays_across,
    write_benefit_year,
    write_timed_pools,
)
from tests.generators.policies.values import condition
from tests.generators.policies.world import World
from tests.generators.policies.years import write_asking, write_year_benefit


@frozen
class Written:
    """`files` are the texts by name; `policy` names the one to compile."""

    files: dict[str, str]
    policy: str


def write_policy(seed: int) -> Written:
    """The policy of a seed; one in five stands on top of another."""
    names = (
        "apart",
        "counted",
        "shaped",
        "classed",
        "cited",
        "paired",
        "reached",
        "risen",
        "timed",
        "dated",
        "handed",
        "falling",
        "asked",
        "numbered",
        "banded",
        "pooled",
        "lined",
        "mixed",
    )
    streams = {name: Random(f"{name} {seed}") for name in names}
    w = World(Random(seed), **streams)
    w.mixing = w.mixed.random() < 0.3
    text = write_text(w)
    if w.maybe(0.2):
        w.base = text
        layered = write_layered(w)
        layered["county"] = without_asking(w, layered["county"])
        return Written({"base": without_asking(w, text), **layered}, "county")
    text = text + "\n" + "\n".join(write_examples(w))
    return Written({"policy": without_asking(w, text)}, "policy")


def write_text(w: World) -> str:
    """One file, from its header to its declared data."""
    parts = write_header(w)
    parts += write_readings(w)
    parts += write_people(w)
    parts += write_dates(w)
    parts += write_benefit_year(w)
    parts += write_fields(w)
    parts += write_parameters(w)
    parts += write_payers(w)
    parts += write_window(w)
    parts += write_tallies(w)
    parts += write_pools(w)
    parts += write_timed_pools(w)
    w.layers = ["basic", "critical_illness", "assistance", "tilted"][: w.chance.randint(1, 4)]
    over = w.maybe(0.3)
    order = [*w.layers, *(["applied"] if over and w.maybe(0.4) else [])]
    parts.append("layers " + " > ".join(order) + w.cites())
    body = []
    for name in w.layers:
        body.append(write_benefit(w, name))
        w.done.append(name)
    body = set_rivals(w, body)
    if over:
        body.append(write_benefit(w, "applied", over_claims=True))
        w.beside.append("applied")
    w.adjustments = write_adjustments(w)
    body += w.adjustments
    for place in range(w.chance.randint(0, 2)):
        w.years.append(f"yearly_{place}")
        body.append(write_year_benefit(w, f"yearly_{place}"))
        body += write_asking(w, body[-1], f"asking_{place}")
    if w.maybe(0.3):
        body.append(
            f"tally left_over = sum of {w.done[0]}.left{w.opt(f'only when {condition(w, 0)}')}"
        )
    body += write_reports(w)
    if w.maybe(0.3):
        half = len(body) // 2
        title = w.opt('"节"')
        body[half:] = [f'section {w.sources[0]} "四"{title} {{\n' + "\n".join(body[half:]) + "\n}"]
    text = "\n".join([*parts, *body, *write_declared(w)]) + "\n"
    text = with_stays_across(w, text)
    if w.rarely() and "in_province" not in text:
        return text.replace("use identities\n", f"use identities\nmunicipality{w.cites()}\n", 1)
    return text

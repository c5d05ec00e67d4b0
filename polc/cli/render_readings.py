"""The outcomes of a case under every reading that matters, as a table.

In: outcomes as the plain object of `Outcomes.to_dict()`, and titles by id. Out: text:
one row for each different result, and the choices that lead to it. Nothing here prints.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from polc.cli.columns import table

Json = Mapping[str, Any]


def as_text(name: str, found: Json, titles: Mapping[str, str]) -> str:
    """`name` says which case; the first outcome is that of the defaults. Outcomes with the
    same amounts share a row, which names every smallest set of choices that leads there."""
    outcomes: Sequence[Json] = found["outcomes"]
    first = outcomes[0]["readings"]
    settled = outcomes[0]["settlement"]
    columns = [*settled["totals"]["benefits"], *settled["person_year"]]
    ways: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for outcome in outcomes:
        amounts = tuple(_amounts(outcome, columns))
        differing = _differing(outcome["readings"], first)
        known = ways.setdefault(amounts, [])
        if not any(one.items() <= differing.items() for one in known):
            known[:] = [one for one in known if not differing.items() <= one.items()]
            known.append(differing)
    rows = [(*(f"{one} {titles.get(one, '')}".rstrip() for one in columns), "remaining", "reading")]
    rows += [(*amounts, " or ".join(map(_said, known))) for amounts, known in ways.items()]
    head = f"{name}: {len(ways)} different results of {found['runs']} settlements, sums of the year"
    if not found["complete"]:
        head += ", and there are more: fix some readings with `--reading`"
    costly = {reading for known in ways.values() for one in known for reading in one}
    lines = [head, table(rows, right=set(range(len(columns) + 1))).rstrip()]
    idle = [f"{reading} ({choice})" for reading, choice in first.items() if reading not in costly]
    if idle:
        lines.append("asked, and of no consequence here: " + ", ".join(idle))
    if not first:
        lines.append("no reading matters here")
    return "\n".join(lines) + "\n"


def _amounts(outcome: Json, columns: Sequence[str]) -> list[str]:
    settled = outcome.get("settlement")
    if settled is None:
        return ["refused", *[""] * len(columns)]
    totals = {**settled["totals"]["benefits"], **settled["person_year"]}
    return [*(totals[one] or "-" for one in columns), settled["totals"]["remaining"]]


def _said(differing: Mapping[str, str]) -> str:
    return ", ".join(f"{reading} = {choice}" for reading, choice in differing.items()) or "default"


def _differing(readings: Mapping[str, str], first: Mapping[str, str]) -> dict[str, str]:
    """The choices that are not those of the first outcome."""
    return {reading: choice for reading, choice in readings.items() if first.get(reading) != choice}

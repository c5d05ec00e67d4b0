"""The outcomes of a case under every reading that matters, as a table.

In: outcomes as the plain object of `Outcomes.to_dict()`, and titles by id. Out: text:
one row for each outcome, what it pays in all, and the choices in which it differs from
the first. Nothing here prints.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from polc.cli.render_settlement import table

Json = Mapping[str, Any]


def as_text(name: str, found: Json, titles: Mapping[str, str]) -> str:
    """`name` says which case; the first outcome is that of the defaults."""
    outcomes: Sequence[Json] = found["outcomes"]
    first = outcomes[0]["readings"]
    settled = outcomes[0]["settlement"]
    columns = [*settled["totals"]["benefits"], *settled["person_year"]]
    rows = [(*(f"{one} {titles.get(one, '')}".rstrip() for one in columns), "remaining", "reading")]
    for outcome in outcomes:
        rows.append((*_amounts(outcome, columns), _differing(outcome["readings"], first)))
    head = f"{name}: {len(outcomes)} outcomes of {found['runs']} settlements"
    if not found["complete"]:
        head += ", and there are more: fix some readings with `--reading`"
    matters = ", ".join(f"{reading} = {choice}" for reading, choice in first.items())
    defaults = f"the first row reads {matters}\n" if matters else "no reading matters here\n"
    return f"{head}\n{table(rows, right=set(range(len(columns) + 1)))}{defaults}"


def _amounts(outcome: Json, columns: Sequence[str]) -> list[str]:
    settled = outcome.get("settlement")
    if settled is None:
        return ["refused", *[""] * len(columns)]
    totals = {**settled["totals"]["benefits"], **settled["person_year"]}
    return [*(totals[one] or "-" for one in columns), settled["totals"]["remaining"]]


def _differing(readings: Mapping[str, str], first: Mapping[str, str]) -> str:
    """The choices that are not those of the first outcome."""
    return ", ".join(
        f"{reading} = {choice}"
        for reading, choice in readings.items()
        if first.get(reading) != choice
    )

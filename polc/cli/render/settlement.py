"""A settlement as text: what each claim was paid, layer by layer, with the clause.

In: a settlement as the plain object of `Settlement.to_dict()`, amounts as decimal
strings, and the titles of what it names. Out: text, columns aligned where Chinese
stands beside Latin. Nothing here prints or computes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from polc.cli.render.explanation import clause_of, explain_readings, explain_steps
from polc.cli.terminal.columns import WITHOUT, table
from polc.cli.terminal.language import tell
from polc.cli.terminal.text_width import visible
from polc.messages.text import Language, say

Json = Mapping[str, Any]


def as_text(
    settled: Json, titles: Mapping[str, str], *, explain: bool, width: int = WITHOUT
) -> str:
    """The whole settlement; `titles` are those of benefits and identities, by id.

    With `explain` each claim is followed by the rules that led to its amounts, in `width`
    columns.
    """
    steps: Sequence[Json] = settled["explanation"]
    parts = [f"{_named(settled['policy'], titles)}  {settled['year']}\n"]
    of_claims: dict[str, list[Json]] = {}
    for step in steps:
        of_claims.setdefault(step["claim"], []).append(step)
    for claim in settled["claims"]:
        own = of_claims.get(claim["id"], [])
        parts.append(_claim(claim, own, titles))
        if explain:
            parts.append(explain_steps("how it came about", own, width))
    parts += [
        _pairs("person and year", settled["person_year"], titles),
        _listed(
            "year-end adjustments",
            [_adjustment(adjustment) for adjustment in settled["adjustments"]],
        ),
    ]
    if explain:
        others = [step for step in steps if not step["claim"]]
        parts.append(explain_steps("how that came about", others, width))
    parts += [
        _listed("alerts", [(alert["id"], f"on {alert['on']}") for alert in settled["alerts"]]),
        _listed("undetermined", [_gap(gap) for gap in settled["undetermined"]]),
        explain_readings(settled["consulted"], width) if explain else "",
        _listed("notes", [(note,) for note in settled["notes"]]),
    ]
    return "\n".join(part for part in parts if part)


def refusal_as_text(name: str, refused: Sequence[Json], language: Language = "en") -> str:
    """The errors of a case that was refused; `name` says which case."""
    lines: list[str] = [tell(say("{name}: refused", name=visible(name)), language)]
    for error in refused:
        clause = f" ({error['clause']})" if error.get("clause") else ""
        where = f"{error['path']}: " if error.get("path") else ""
        lines.append(visible(f"  {error['code']}: {where}{error['message']}{clause}"))
    return "\n".join(lines) + "\n"


def _claim(claim: Json, steps: Sequence[Json], titles: Mapping[str, str]) -> str:
    identity = claim.get("identity")
    held = f"  {_named(identity, titles)}" if identity else ""
    rows = [("layer", "amount", "status", "clause")]
    for benefit, amount in claim["benefits"].items():
        step = _deciding_step(benefit, steps)
        rows.append(
            (
                _named(benefit, titles),
                _shown(amount),
                str(step.get("status", "")),
                clause_of(step),
            )
        )
    rows.append(("remaining", _shown(claim["remaining"]), "", ""))
    rows.append(("patient pays", _shown(claim["patient_pays"]), "", ""))
    return f"{claim['id']}{held}\n" + table(rows, right={1})


def _deciding_step(benefit: str, steps: Sequence[Json]) -> Json:
    """The one step of a layer that carries its amount: the rule that decided it."""
    own = (step for step in steps if step["benefit"] == benefit)
    return next((step for step in own if step["amount"] is not None), {})


def _adjustment(adjustment: Json) -> tuple[str, ...]:
    return adjustment["claim"], adjustment["benefit"], adjustment["amount"], adjustment["clause"]


def _gap(gap: Json) -> tuple[str, ...]:
    return gap["output"], f"{gap['missing']} is missing", gap.get("clause") or ""


def _pairs(heading: str, values: Json, titles: Mapping[str, str]) -> str:
    rows = [(_named(name, titles), _shown(value)) for name, value in values.items()]
    return f"{heading}\n" + table(rows, right={1}) if rows else ""


def _listed(heading: str, rows: Sequence[tuple[str, ...]]) -> str:
    return f"{heading}\n" + table(rows, right=frozenset()) if rows else ""


def _named(id_: str, titles: Mapping[str, str]) -> str:
    title = titles.get(id_, "")
    return f"{id_} {title}".rstrip()


def _shown(value: Any) -> str:
    """A value of a settlement; what has none, or is not known, is a dash."""
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)

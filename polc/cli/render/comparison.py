"""One case in several places as a table: a column for each policy.

In: `Comparison.to_dict()`, its outcomes told in a language, the titles of what it names.
Out: text: the layers of each claim, what is left, the person's year; then what each policy
leaves open, and why one refuses the case. `-` is what a policy does not have, `?` what it
leaves open.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from polc.cli.render.settlement import refusal_as_text
from polc.cli.terminal.columns import table
from polc.cli.terminal.text_width import visible
from polc.messages.text import Language

Json = Mapping[str, Any]


def as_text(
    name: str, compared: Json, titles: Mapping[str, str], language: Language, width: int
) -> str:
    """The table, and what there is to say of single policies below it."""
    policies: Sequence[str] = compared["policies"]
    outcomes = dict(zip(policies, compared["outcomes"], strict=True))
    parts = [visible(name) + "\n"]
    for claim in compared["claims"]:
        parts.append(_rows(visible(claim["id"]), claim["rows"], policies, outcomes, titles))
    if len(compared["claims"]) > 1:
        parts.append(_rows("totals", compared["totals"], policies, outcomes, titles))
    if compared["person_year"]:
        parts.append(_rows("person and year", compared["person_year"], policies, outcomes, titles))
    for policy, outcome in outcomes.items():
        if "refused" in outcome:
            parts.append(refusal_as_text(policy, outcome["refused"], language))
        elif outcome["undetermined"]:
            gaps = [
                (gap["output"], f"{gap['missing']} is missing", ", ".join(gap["clauses"]))
                for gap in outcome["undetermined"]
            ]
            parts.append(f"{policy}: undetermined\n" + table(gaps, width=width))
    return "\n".join(parts)


def _rows(
    heading: str,
    rows: Sequence[Json],
    policies: Sequence[str],
    outcomes: Mapping[str, Json],
    titles: Mapping[str, str],
) -> str:
    lines = [(heading, *policies)]
    for row in rows:
        title = titles.get(row["row"], "")
        lines.append(
            (
                f"{row['row'].replace('_', ' ') if not title else row['row']} {title}".rstrip(),
                *(_cell(row, policy, outcomes[policy]) for policy in policies),
            )
        )
    return table(lines, right=range(1, len(policies) + 1), indent=0)


def _cell(row: Json, policy: str, outcome: Json) -> str:
    value = row["amounts"][policy]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is not None:
        return str(value)
    missing = (gap["output"].rpartition(".")[2] for gap in outcome.get("undetermined", ()))
    return "?" if row["row"] in missing else "-"

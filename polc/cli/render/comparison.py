"""One case in several places as a table: a column for each policy.

In: `Comparison.to_dict()`, its outcomes told in a language, the titles of what it names.
Out: text: the layers of each claim, what is left, the person's year; then what each policy
leaves open, and why one refuses the case. `-` is what a policy does not have, `?` what it
leaves open.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from polc.cli.render.settlement import gap_as_row, refusal_as_text
from polc.cli.terminal.columns import table
from polc.cli.terminal.language import tell
from polc.cli.terminal.text_width import visible
from polc.messages.text import Language, say
from polc.records.frozen import frozen
from polc.wording.labels import label, shown

Json = Mapping[str, Any]


def as_text(
    name: str, compared: Json, titles: Mapping[str, str], language: Language, width: int
) -> str:
    """The table, and what there is to say of single policies below it."""
    policies: Sequence[str] = compared["policies"]
    outcomes = dict(zip(policies, compared["outcomes"], strict=True))
    columns = _Columns(outcomes, titles, language)
    parts = [visible(name) + "\n"]
    for claim in compared["claims"]:
        parts.append(_rows(visible(claim["id"]), claim["rows"], columns))
    if len(compared["claims"]) > 1:
        parts.append(_rows(tell(say("totals"), language), compared["totals"], columns))
    if compared["person_year"]:
        head = tell(say("person and year"), language)
        parts.append(_rows(head, compared["person_year"], columns))
    for policy, outcome in outcomes.items():
        if "refused" in outcome:
            parts.append(refusal_as_text(policy, outcome["refused"], language))
        elif outcome["undetermined"]:
            gaps = [gap_as_row(gap, language) for gap in outcome["undetermined"]]
            head = tell(say("{policy}: undetermined", policy=policy), language)
            parts.append(f"{head}\n" + table(gaps, width=width))
    return "\n".join(parts)


@frozen
class _Columns:
    """What came of each policy, by its name, and how rows are called."""

    outcomes: Mapping[str, Json]
    titles: Mapping[str, str]
    language: Language


def _rows(heading: str, rows: Sequence[Json], columns: _Columns) -> str:
    lines = [(heading, *columns.outcomes)]
    lines += [(_head(row["row"], columns), *_cells(row, columns)) for row in rows]
    return table(lines, right=range(1, len(columns.outcomes) + 1), indent=0)


def _head(row: str, columns: _Columns) -> str:
    """A result with its title; of one without, which polc itself tells, the words."""
    if row in columns.titles:
        return f"{row} {columns.titles[row]}".rstrip()
    return label(row.replace("_", " "), columns.language)


def _cells(row: Json, columns: _Columns) -> Iterator[str]:
    for policy, outcome in columns.outcomes.items():
        value = row["amounts"][policy]
        missing = (gap["output"].rpartition(".")[2] for gap in outcome.get("undetermined", ()))
        unknown = value is None and row["row"] in missing
        yield "?" if unknown else shown(value, columns.language)

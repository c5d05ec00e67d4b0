"""The clauses of a policy as a table.

In: `Policy.clauses`. Out: text: under each document's number a row for each clause with its
place, its status, and the rules that encode it or the reason why none does.
"""

from collections.abc import Iterable
from typing import Final

from polc.cli.terminal.columns import table
from polc.cli.terminal.language import tell
from polc.cli.terminal.text_width import pad, visible
from polc.compiler.format.width import column_width
from polc.inspect.clauses import Clause, Status
from polc.messages.text import Language, Text, joined, listed, say

STATUSES: Final[dict[Status, Text]] = {
    "rule": say("rule"),
    "declared": say("declared"),
    "input": say("input"),
    "framework": say("framework"),
    "narrative": say("narrative"),
    "unspecified": say("unspecified"),
}
"""What became of a clause."""


def as_text(clauses: Iterable[Clause], width: int, language: Language) -> str:
    """The table in `width` columns, and how many clauses there are of each status."""
    documents: dict[str, list[tuple[str, ...]]] = {}
    counts: dict[Status, int] = {}
    for clause in clauses:
        documents.setdefault(clause.locator.partition(" ")[0], []).append(_row(clause, language))
        counts[clause.status] = counts.get(clause.status, 0) + 1
    if not counts:
        return tell(say("no statement of this policy cites a clause"), language) + "\n"
    every = [row for rows in documents.values() for row in rows]
    widths = [max(column_width(row[at]) for row in every) for at in range(3)]
    parts = []
    for number in sorted(documents, key=lambda document: not document):
        rows = [(*map(pad, row[:3], widths), row[3]) for row in documents[number]]
        heading = visible(number) or tell(say("no document named"), language)
        parts.append(f"{heading}\n" + table(rows, width=width))
    counted = listed(
        say("{status} {count}", status=STATUSES[status], count=count)
        for status, count in counts.items()
    )
    said = tell(say("{count} clauses: {counted}", count=len(every), counted=counted), language)
    return "\n".join([*parts, f"{said}\n"])


def _row(clause: Clause, language: Language) -> tuple[str, ...]:
    said = tell(listed((*clause.rules, *clause.declared)), language)
    why = " ".join(filter(None, (clause.path, clause.reason)))
    told = tell(joined(filter(None, (said, why))), language)
    status = tell(STATUSES[clause.status], language)
    return tuple(map(visible, (clause.id, clause.locator.partition(" ")[2], status, told)))

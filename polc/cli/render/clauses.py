"""The clauses of a policy as a table.

In: `Policy.clauses`. Out: text: under each document's number a row for each clause with its
place, its status, and the rules that encode it or the reason why none does.
"""

from collections.abc import Iterable

from polc.cli.terminal.columns import table
from polc.cli.terminal.text_width import pad, visible
from polc.compiler.format.width import column_width
from polc.inspect.clauses import Clause


def as_text(clauses: Iterable[Clause], width: int) -> str:
    """The table in `width` columns, and how many clauses there are of each status."""
    documents: dict[str, list[tuple[str, ...]]] = {}
    counts: dict[str, int] = {}
    for clause in clauses:
        documents.setdefault(clause.locator.partition(" ")[0], []).append(_row(clause))
        counts[clause.status] = counts.get(clause.status, 0) + 1
    if not counts:
        return "no statement of this policy cites a clause\n"
    every = [row for rows in documents.values() for row in rows]
    widths = [max(column_width(row[at]) for row in every) for at in range(3)]
    parts = []
    for number in sorted(documents, key=lambda document: not document):
        rows = [(*map(pad, row[:3], widths), row[3]) for row in documents[number]]
        heading = visible(number) or "no document named"
        parts.append(f"{heading}\n" + table(rows, width=width))
    said = ", ".join(f"{status} {number}" for status, number in counts.items())
    return "\n".join([*parts, f"{len(every)} clauses: {said}\n"])


def _row(clause: Clause) -> tuple[str, ...]:
    said = ", ".join((*clause.rules, *clause.declared))
    why = " ".join(filter(None, (clause.path, clause.reason)))
    told = "; ".join(filter(None, (said, why)))
    return tuple(map(visible, (clause.id, clause.locator.partition(" ")[2], clause.status, told)))

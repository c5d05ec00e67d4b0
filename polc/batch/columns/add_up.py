"""The sums of what columns of claims came to.

In: settled columns. Out: `ColumnSums`. Amounts are added up in fen.
"""

from collections import Counter
from typing import Any, Final

from attrs import field

from polc.batch.columns.integer_arrays import repeat
from polc.batch.columns.read_parts import WHERE, RowParts
from polc.batch.columns.settled_columns import SettledColumns, YearRows
from polc.records.frozen import frozen
from polc.runtime.amounts import MISSING

NOBODY: Final = "none"
"""The identity, or the place, of a claim that has none."""


@frozen(kw_only=True)
class ColumnSums:
    """Counts, and fen by identity (`by_identity`), by place and benefit."""

    persons: int = 0
    claims: int = 0
    dropped: int = 0
    refunds: int = 0
    taken_back: int = 0
    alerts: Counter[tuple[str, str]] = field(factory=Counter)
    by_identity: Counter[tuple[str, str]] = field(factory=Counter)
    by_place: Counter[tuple[str, str]] = field(factory=Counter)


def add_up(settled: SettledColumns, parts: RowParts) -> ColumnSums:
    """What is settled of a batch without care."""
    by_identity: Counter[tuple[str, str]] = Counter()
    by_place: Counter[tuple[str, str]] = Counter()
    for done in settled.years:
        _add_year(done, parts, by_identity, by_place)
    return ColumnSums(
        persons=settled.persons,
        claims=settled.claims,
        dropped=settled.dropped,
        refunds=settled.refunds,
        taken_back=settled.taken_back,
        by_identity=by_identity,
        by_place=by_place,
    )


def name_identity(done: YearRows, parts: RowParts, identity: int, held: int) -> str:
    """The highest ranked of a claim that has one. A policy without a rank has no highest: then all
    that the row says is named."""
    if identity:
        return done.program.year.executable.identity_names[identity.bit_length() - 1]
    return "+".join(sorted(parts.held[held].names)) or NOBODY


def _add_year(
    done: YearRows,
    parts: RowParts,
    by_identity: Counter[tuple[str, str]],
    by_place: Counter[tuple[str, str]],
) -> None:
    import pyarrow

    executable = done.program.year.executable
    benefits, outputs = executable.benefits, done.results.outputs
    columns: dict[str, Any] = {
        "identity": outputs["identity"],
        "held": done.named,
        "place": done.given.get(WHERE, repeat(MISSING, len(done.at))),
        **{f"paid {name}": outputs[name] for name in benefits},
    }
    asked = [(f"paid {name}", "sum") for name in benefits]
    groups = pyarrow.table(columns).group_by(["identity", "held", "place"]).aggregate(asked)
    for row in groups.to_pylist():
        name = name_identity(done, parts, row["identity"], row["held"])
        place = NOBODY if row["place"] == MISSING else parts.where[row["place"]]
        for benefit in benefits:
            by_identity[name, benefit] += row[f"paid {benefit}_sum"]
            by_place[place, benefit] += row[f"paid {benefit}_sum"]

"""What whole columns of claims come to under both sides of a reform.

In: the same rows settled as columns under both. Out: `ColumnChanges`: sums by identity and benefit,
and of each person and year by how much more is paid under the new. What stays open under a side is
in no sum.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from attrs import field

from polc.batch.columns.add_up import name_identity
from polc.batch.columns.held_sets import HeldSet
from polc.batch.columns.integer_arrays import as_fen, begins_anew, number_groups, repeat
from polc.batch.columns.settle_columns import ColumnSettler
from polc.batch.columns.settled_columns import SettledColumns, YearRows
from polc.batch.columns.tell_person_years import tell_person_years
from polc.records.frozen import frozen
from polc.reform.side import Side


@frozen(kw_only=True, eq=False)
class ColumnChanges:
    """`sums` in fen under the old and the new, by identity and benefit; `undetermined` counts years
    by benefit; `changes` is a table of Arrow's of `person`, the number in the batch, `year` and
    `change`, in fen."""

    claims: int
    sums: Mapping[tuple[str, str], tuple[int, int]]
    undetermined: Counter[str]
    changes: Any = field(repr=False)


@frozen(eq=False)
class ColumnSide:
    """A side, and what settles its columns."""

    side: Side
    columns: ColumnSettler

    def amounts(self, done: YearRows) -> dict[str, Any]:
        """By benefit what is paid in the year to each of its persons, in fen; none where it stays
        open."""
        import pyarrow
        from pyarrow import compute

        outputs = done.results.outputs
        flags = dict(done.program.year.executable.flagged)
        asked = done.program.year.executable.benefits
        group = number_groups(done.begins)
        rows = {f"paid {name}": outputs[name] for name in asked}
        rows |= {f"open {name}": outputs[flag] for name, flag in flags.items()}
        wanted = [(name, "sum" if name.startswith("paid ") else "max") for name in rows]
        sums = pyarrow.table({"group": group, **rows}).group_by("group").aggregate(wanted)
        sums = sums.sort_by("group")
        none = pyarrow.scalar(None, pyarrow.int64())
        found = {}
        for name in asked:
            paid = sums.column(f"paid {name}_sum").combine_chunks()
            if name in flags:
                is_open = compute.not_equal(sums.column(f"open {name}_max").combine_chunks(), 0)
                paid = compute.if_else(is_open, none, paid)
            found[name] = paid
        of_year, _ = tell_person_years(done, self.columns)
        for benefit in self.side.policy.plan.benefits:
            if benefit.per != "claim":
                amounts = of_year.get(benefit.id)
                found[benefit.id] = (
                    pyarrow.nulls(len(sums), pyarrow.int64())
                    if amounts is None
                    else as_fen(amounts)
                )
        return found


def compare_columns(
    old: ColumnSide, new: ColumnSide, settled_old: SettledColumns, settled_new: SettledColumns
) -> ColumnChanges:
    """The changes of persons who are settled as columns under both."""
    import pyarrow

    sums: dict[tuple[str, str], tuple[int, int]] = {}
    undetermined: Counter[str] = Counter()
    changes = []
    years_new = {done.program.year.year: done for done in settled_new.years}
    for done in settled_old.years:
        year = done.program.year.year
        amounts = _pair(old.amounts(done), new.amounts(years_new[year]), undetermined)
        for key, (of_old, of_new) in _sum_by_identity(done, old, amounts).items():
            before_old, before_new = sums.get(key, (0, 0))
            sums[key] = before_old + of_old, before_new + of_new
        person = done.person.filter(done.begins)
        changes.append(
            pyarrow.table(
                {
                    "person": person,
                    "year": repeat(year, len(person)),
                    "change": _sum_changes(amounts, len(person)),
                }
            )
        )
    names = pyarrow.schema([(name, pyarrow.int64()) for name in ("person", "year", "change")])
    return ColumnChanges(
        claims=settled_old.claims,
        sums=sums,
        undetermined=undetermined,
        changes=pyarrow.concat_tables([names.empty_table(), *changes]),
    )


Amounts = Mapping[str, tuple[Any, Any]]
"""By benefit what is paid under the old and the new, none for a person of whom either is open."""


def _pair(old: Mapping[str, Any], new: Mapping[str, Any], undetermined: Counter[str]) -> Amounts:
    """What a side does not have it pays nothing of."""
    import pyarrow
    from pyarrow import compute

    none = pyarrow.scalar(None, pyarrow.int64())
    found = {}
    for name in dict.fromkeys((*old, *new)):
        count = len(old.get(name, new.get(name)))
        pair = [side.get(name, repeat(0, count)) for side in (old, new)]
        is_open = compute.or_(*(compute.is_null(amounts) for amounts in pair))
        undetermined[name] += compute.sum(is_open).as_py() or 0
        paid_old, paid_new = (compute.if_else(is_open, none, amounts) for amounts in pair)
        found[name] = paid_old, paid_new
    return found


def _sum_changes(amounts: Amounts, persons: int) -> Any:
    from pyarrow import compute

    change = repeat(0, persons)
    for old, new in amounts.values():
        more = compute.fill_null(compute.subtract(new, old), 0)
        change = compute.add(change, more)
    return change


def _sum_by_identity(
    done: YearRows, old: ColumnSide, amounts: Amounts
) -> dict[tuple[str, str], tuple[int, int]]:
    """By the highest ranked identity of the year's first claim that has one, and by benefit."""
    import pyarrow
    from pyarrow import compute

    person = done.person.filter(done.begins)
    identity = done.results.outputs["identity"]
    ranked = compute.not_equal(identity, 0)
    of_whom = done.person.filter(ranked)
    first = begins_anew(of_whom)
    at = compute.index_in(person, value_set=of_whom.filter(first))
    named = compute.fill_null(identity.filter(ranked).filter(first).take(at), 0)
    columns = {"identity": named, "held": _names_of_year(done, old)}
    asked = []
    for name, (paid_old, paid_new) in amounts.items():
        columns |= {f"old {name}": paid_old, f"new {name}": paid_new}
        asked += [(f"old {name}", "sum"), (f"new {name}", "sum")]
    groups = pyarrow.table(columns).group_by(["identity", "held"]).aggregate(asked)
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for row in groups.to_pylist():
        who = name_identity(done, old.columns.parts, row["identity"], row["held"])
        for name in amounts:
            # The sum of a benefit that is open of all of them is none.
            if row[f"old {name}_sum"] is not None:
                before_old, before_new = found.get((who, name), (0, 0))
                found[who, name] = (
                    before_old + row[f"old {name}_sum"],
                    before_new + row[f"new {name}_sum"],
                )
    return found


def _names_of_year(done: YearRows, old: ColumnSide) -> Any:
    """Of each person the number of all that the person is on the days of the claims."""
    import pyarrow
    from pyarrow import compute

    if compute.all(compute.equal(done.named, done.held)).as_py():
        return done.held.filter(done.begins)
    held = old.columns.parts.held
    group = number_groups(done.begins)
    pairs = pyarrow.table({"group": group, "named": done.named}).group_by(["group", "named"])
    names: dict[int, frozenset[str]] = {}
    for row in pairs.aggregate([]).to_pylist():
        names[row["group"]] = names.get(row["group"], frozenset()) | held[row["named"]].names
    numbers = [held.number_of(HeldSet(names[place])) for place in range(len(names))]
    return pyarrow.array(numbers, pyarrow.int64())

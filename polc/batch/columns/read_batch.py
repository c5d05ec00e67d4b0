"""The rows of some persons as columns of whole numbers.

In: texts, sorted by person; how their cells are read. Out: `BatchColumns`. Persons of whom
something is not plainly right are marked (`care`): their rows are read one by one.
"""

from collections.abc import Mapping
from typing import Any, Final

from attrs import field

from polc.batch.columns.batch_reader import BatchReader
from polc.batch.columns.integer_arrays import (
    any_in_group,
    begins_anew,
    count_up,
    number_groups,
    repeat,
)
from polc.batch.columns.join_facts import KnownFacts, join_facts
from polc.batch.columns.read_parts import CARE, DROPPED, HELD, KEPT, PAID, REGION, RowParts
from polc.batch.columns.read_refunds import read_refunds
from polc.batch.columns.take_back import TakenBack, nothing_taken, take_back
from polc.records.frozen import frozen
from polc.runtime.amounts import MISSING
from polc.runtime.case import CaseLayout
from polc.runtime.plain.plain_claim import Target
from polc.runtime.read.read_claim import DEFAULTS

ROW: Final = "polc row"
"""The column with the number of a row."""

WHO: Final = "polc person"
"""The column with the id of its person."""

_MIXED: Final = 0x1E3779B97F4A7C15
"""A number whose products spread over all numbers."""


@frozen(kw_only=True, eq=False)
class BatchColumns:
    """Of each row of `texts` the number of its person in the batch (`person`), whether it is left
    out (`dropped`), whether its person needs care; `taken` are the refunds, `aside` the rows that
    are in no settlement for them; `numbers` by input or what else a row says,
    `ids` by name; the `persons` are so many."""

    texts: Any = field(repr=False)
    person: Any
    dropped: Any
    care: Any
    taken: TakenBack
    aside: Any
    numbers: Mapping[Target, Any]
    ids: Mapping[str, Any]
    persons: int


def read_batch(
    texts: Any, parts: RowParts, layout: CaseLayout, facts: KnownFacts | None = None
) -> BatchColumns:
    """`texts` is a table of Arrow's with `WHO`, `ROW` and the columns of the mapping, see
    `read_persons`, sorted by person; `facts` what second tables say of each, where there are
    some."""
    import pyarrow
    from pyarrow import compute

    reader = BatchReader(texts)
    numbers = {part.target: reader.read_part(part) for part in parts.parts}
    for target, column in parts.amounts.items():
        needed = target[0] == PAID
        numbers[target] = reader.read_needed(column) if needed else reader.read_amount(column)
    ids = {name: reader.cells(column) for name, column in parts.ids.items()}
    rows = texts.num_rows
    ids["person"] = texts.column(WHO).combine_chunks()
    person = number_groups(begins_anew(ids["person"]))
    dropped = compute.equal(numbers.get(KEPT, repeat(1, rows)), DROPPED)
    wrong = _find_wrong_ids(reader, ids, person)
    kept = compute.invert(dropped)
    refunds = read_refunds(reader, numbers, parts, layout, kept)
    at = count_up(0) if refunds is None else refunds.at
    if refunds is not None:
        numbers = {**refunds.numbers}
        wrong = compute.or_(wrong, refunds.wrong)
    for found in numbers.values():
        wrong = compute.or_(wrong, compute.equal(found, CARE))
    for total in parts.totals:
        wrong = compute.or_(wrong, reader.breaks(total, at))
    wrong = compute.or_(wrong, _find_wrong_claims(numbers, layout))
    wrong = compute.and_(wrong, kept)
    if facts is not None:
        names = ids["person"].take(first_rows(texts)).to_pylist()
        numbers, odd = join_facts(numbers, person, names, facts, parts)
        wrong = compute.or_(wrong, odd)
    wrong = compute.or_(wrong, _find_changes(numbers, person, dropped))
    taken, alone = nothing_taken(), dropped
    if refunds is not None and len(at):
        back = take_back(numbers, parts.amounts, person, ids["id"], at, refunds.of, kept)
        wrong = compute.or_(wrong, back.wrong)
        wrong = compute.or_(wrong, _find_other_regions(numbers, person, dropped, back.taken))
        taken = back.taken
        # What is taken back, and what takes it back, stands twice with right.
        again = compute.is_in(count_up(rows), value_set=taken.claim)
        alone = compute.or_(compute.or_(dropped, refunds.is_refund), again)
    wrong = compute.or_(wrong, _find_alike(numbers, person, alone))
    if refunds is not None and len(at):
        numbers = {**back.numbers}
    for name, default in DEFAULTS.items():
        if name in numbers:
            missing = compute.equal(numbers[name], MISSING)
            numbers[name] = compute.if_else(missing, default, numbers[name])
    return BatchColumns(
        texts=texts,
        person=person,
        dropped=dropped,
        care=any_in_group(person, wrong),
        taken=taken,
        aside=compute.is_in(count_up(rows), value_set=pyarrow.concat_arrays([at, taken.gone])),
        numbers=numbers,
        ids=ids,
        persons=person[-1].as_py() + 1,
    )


def first_rows(texts: Any) -> Any:
    """The places of the first row of each person."""
    begins = begins_anew(texts.column(WHO).combine_chunks())
    return count_up(texts.num_rows).filter(begins)


def _find_wrong_ids(reader: BatchReader, ids: Mapping[str, Any], person: Any) -> Any:
    """Rows with an id that is not plain, with one that another row of the person has too, or with
    a stay that they go on from."""
    import pyarrow
    from pyarrow import compute

    # A person has one id in all rows.
    who = ids["person"].filter(begins_anew(person))
    wrong = compute.invert(reader.are_ids(who)).take(person)
    for name, texts in ids.items():
        match name:
            case "person":
                continue
            case "continues":
                odd = compute.not_equal(texts, "")
            case _:
                odd = compute.invert(reader.are_ids(texts))
        if name == "visit":
            odd = compute.and_(odd, compute.not_equal(texts, ""))
        wrong = compute.or_(wrong, odd)
    coded = compute.dictionary_encode(ids["id"])
    if len(coded.dictionary) < len(coded):
        table = pyarrow.table({"person": person, "id": coded.indices})
        counted = table.group_by(["person", "id"]).aggregate([([], "count_all")])
        several = counted.filter(compute.greater(counted.column("count_all"), 1))
        alike = several.column("person").combine_chunks()
        wrong = compute.or_(wrong, compute.is_in(person, value_set=alike))
    if "visit" in ids:
        wrong = compute.or_(wrong, _named_as_a_claim(ids, person))
    return wrong


def _named_as_a_claim(ids: Mapping[str, Any], person: Any) -> Any:
    """Rows of a stay with the name of another claim of the person: the chain of that claim is its
    own too."""
    import pyarrow
    from pyarrow import compute

    visit, claim = ids["visit"], ids["id"]
    named = compute.is_in(visit, value_set=claim)
    named = compute.and_(named, compute.not_equal(visit, claim))
    stays = pyarrow.table({"person": person.filter(named), "id": visit.filter(named)})
    if not stays.num_rows:
        return named
    found = stays.join(
        pyarrow.table({"person": person, "id": claim}), ["person", "id"], join_type="left semi"
    )
    return compute.is_in(person, value_set=found.column("person").combine_chunks())


def _find_wrong_claims(numbers: Mapping[Target, Any], layout: CaseLayout) -> Any:
    """Rows that lack what every claim has, or of which one figure contradicts another."""
    from pyarrow import compute

    in_policy, date = numbers["claim", "in_policy"], numbers["claim", "date"]
    needed = (in_policy, date, *(numbers["claim", day] for day in _days_of(layout)))
    wrong = compute.equal(needed[0], MISSING)
    for column in needed[1:]:
        wrong = compute.or_(wrong, compute.equal(column, MISSING))
    total = numbers.get(("claim", "total"))
    if total is not None:
        given = compute.not_equal(total, MISSING)
        wrong = compute.or_(wrong, compute.and_(given, compute.less(total, in_policy)))
    admitted = numbers.get(("claim", "admitted"))
    if admitted is not None:
        wrong = compute.or_(wrong, compute.greater(admitted, date))
    return wrong


def _days_of(layout: CaseLayout) -> tuple[str, str]:
    return layout.rules_day, layout.identity_day


def _find_changes(numbers: Mapping[Target, Any], person: Any, dropped: Any) -> Any:
    """Rows of which what is said of the person is other than in the row before."""
    from pyarrow import compute

    kept = compute.invert(dropped)
    of_person = [
        column.filter(kept)
        for target, column in numbers.items()
        if target[0] == "person" or target == HELD
    ]
    owner = person.filter(kept)
    changes = begins_anew(owner, *of_person)
    again = compute.and_(changes, compute.invert(begins_anew(owner)))
    return compute.is_in(person, value_set=compute.unique(owner.filter(again)))


def _find_other_regions(
    numbers: Mapping[Target, Any], person: Any, dropped: Any, taken: TakenBack
) -> Any:
    """Rows of persons of whom a claim was taken back whole and not all rows are of one division."""
    import pyarrow
    from pyarrow import compute

    division = numbers.get(REGION)
    if division is None:
        return pyarrow.repeat(pyarrow.scalar(False), len(person))
    whose = compute.is_in(person, value_set=taken.gone_person)
    return compute.and_(whose, _find_changes({HELD: division}, person, dropped))


def _find_alike(numbers: Mapping[Target, Any], person: Any, dropped: Any) -> Any:
    """Rows of persons who have two of one day and one amount: one may be the other again."""
    import pyarrow
    from pyarrow import compute

    kept = compute.invert(dropped)
    names = ("date", "in_policy")
    columns = {name: numbers["claim", name].filter(kept) for name in names}
    owner = person.filter(kept)
    # Rows that are alike have the same number, and few others have.
    mixed = compute.multiply(owner, _MIXED)
    for column in columns.values():
        mixed = compute.multiply(compute.bit_wise_xor(mixed, column), _MIXED)
    counted = compute.value_counts(mixed)
    again = counted.field("values").filter(compute.greater(counted.field("counts"), 1))
    if not len(again):
        return compute.is_in(person, value_set=owner[:0])
    maybe = compute.is_in(mixed, value_set=again)
    table = pyarrow.table({"person": owner, **columns}).filter(maybe)
    groups = table.group_by(["person", *names]).aggregate([([], "count_all")])
    several = groups.filter(compute.greater(groups.column("count_all"), 1))
    return compute.is_in(person, value_set=several.column("person").combine_chunks())

"""The rows of some persons as columns of whole numbers.

In: texts, sorted by person; how their cells are read. Out: `BatchColumns`. Persons of whom
something is not plainly right are marked (`care`): their rows are read one by one.
"""

from collections.abc import Mapping
from typing import Any, Final

from attrs import field

from polc.batch.columns.integer_arrays import (
    any_in_group,
    begins_anew,
    count_up,
    number_groups,
    repeat,
)
from polc.batch.columns.join_facts import KnownFacts, join_facts
from polc.batch.columns.read_parts import CARE, DROPPED, HELD, KEPT, CellPart, RowParts
from polc.batch.mapping import Total
from polc.records.frozen import frozen
from polc.runtime.amounts import MISSING
from polc.runtime.case import CaseLayout
from polc.runtime.plain.plain_claim import Target
from polc.runtime.read.read_claim import DEFAULTS

ROW: Final = "polc row"
"""The column with the number of a row."""

WHO: Final = "polc person"
"""The column with the id of its person."""

_AMOUNT: Final = r"^[0-9]{1,10}(\.[0-9]{1,2})?$"
_MIXED: Final = 0x1E3779B97F4A7C15
"""A number whose products spread over all numbers."""

_TOO_MUCH: Final = 10**10
"""The first whole amount of yuan that no such text has."""

_ID: Final = r"^[A-Za-z_.-]{0,40}[0-9][0-9A-Za-z_.-]{0,100}$"
"""An id of plain letters with a figure in it, so that it is no word for nothing."""


@frozen(kw_only=True, eq=False)
class BatchColumns:
    """Of each row of `texts` the number of its person in the batch (`person`), whether it is left
    out (`dropped`), whether its person needs care; `numbers` by input or what else a row says,
    `ids` by name; the `persons` are so many."""

    texts: Any = field(repr=False)
    person: Any
    dropped: Any
    care: Any
    numbers: Mapping[Target, Any]
    ids: Mapping[str, Any]
    persons: int


def read_batch(
    texts: Any, parts: RowParts, layout: CaseLayout, facts: KnownFacts | None = None
) -> BatchColumns:
    """`texts` is a table of Arrow's with `WHO`, `ROW` and the columns of the mapping, see
    `read_persons`, sorted by person; `facts` what second tables say of each, where there are
    some."""
    from pyarrow import compute

    reader = BatchReader(texts)
    numbers = {part.target: reader.read_part(part) for part in parts.parts}
    numbers |= {target: reader.read_amount(column) for target, column in parts.amounts.items()}
    ids = {name: reader.cells(column) for name, column in parts.ids.items()}
    rows = texts.num_rows
    ids["person"] = texts.column(WHO).combine_chunks()
    person = number_groups(begins_anew(ids["person"]))
    dropped = compute.equal(numbers.get(KEPT, repeat(1, rows)), DROPPED)
    wrong = _find_wrong_ids(ids, person)
    for found in numbers.values():
        wrong = compute.or_(wrong, compute.equal(found, CARE))
    if parts.refund_of:
        given = compute.not_equal(reader.cells(parts.refund_of), "")
        wrong = compute.or_(wrong, given)
    for total in parts.totals:
        wrong = compute.or_(wrong, reader.breaks(total))
    wrong = compute.or_(wrong, _find_wrong_claims(numbers, layout))
    wrong = compute.and_(wrong, compute.invert(dropped))
    if facts is not None:
        names = ids["person"].take(first_rows(texts)).to_pylist()
        numbers, odd = join_facts(numbers, person, names, facts, parts)
        wrong = compute.or_(wrong, odd)
    wrong = compute.or_(wrong, _find_changes(numbers, person, dropped))
    wrong = compute.or_(wrong, _find_alike(numbers, person, dropped))
    for name, default in DEFAULTS.items():
        if name in numbers:
            missing = compute.equal(numbers[name], MISSING)
            numbers[name] = compute.if_else(missing, default, numbers[name])
    return BatchColumns(
        texts=texts,
        person=person,
        dropped=dropped,
        care=any_in_group(person, wrong),
        numbers=numbers,
        ids=ids,
        persons=person[-1].as_py() + 1,
    )


def first_rows(texts: Any) -> Any:
    """The places of the first row of each person."""
    begins = begins_anew(texts.column(WHO).combine_chunks())
    return count_up(texts.num_rows).filter(begins)


def _find_wrong_ids(ids: Mapping[str, Any], person: Any) -> Any:
    """Rows with an id that is not plain, with one that another row of the person has too, or with
    a stay that they go on from."""
    import pyarrow
    from pyarrow import compute

    # A person has one id in all rows.
    who = ids["person"].filter(begins_anew(person))
    wrong = compute.invert(compute.match_substring_regex(who, _ID)).take(person)
    for name, texts in ids.items():
        match name:
            case "person":
                continue
            case "continues":
                odd = compute.not_equal(texts, "")
            case _:
                odd = compute.invert(compute.match_substring_regex(texts, _ID))
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


class BatchReader:
    """The cells of a batch: texts, or what `carry_columns` carries for them."""

    def __init__(self, texts: Any) -> None:
        self._texts = texts
        self._trimmed: dict[str, Any] = {}
        self._coded: dict[str, tuple[Any, list[str]]] = {}

    def cells(self, column: str) -> Any:
        """The texts of a column without blanks around them, empty where nothing stands."""
        import pyarrow
        from pyarrow import compute

        if column not in self._trimmed:
            cells = self._texts.column(column).combine_chunks().cast(pyarrow.string())
            self._trimmed[column] = compute.fill_null(compute.utf8_trim_whitespace(cells), "")
        return self._trimmed[column]

    def code(self, column: str) -> tuple[Any, list[str]]:
        """The same of a column of few texts, of each row the place of its text among them."""
        import pyarrow
        from pyarrow import compute

        if column not in self._coded:
            cells = self._texts.column(column).combine_chunks()
            if not pyarrow.types.is_dictionary(cells.type):
                cells = compute.dictionary_encode(cells)
            texts = cells.dictionary.cast(pyarrow.string())
            known = compute.fill_null(compute.utf8_trim_whitespace(texts), "").to_pylist()
            places = cells.indices.cast(pyarrow.int64())
            if places.null_count:
                places = compute.fill_null(places, len(known))
                known.append("")
            self._coded[column] = places, known
        return self._coded[column]

    def read_amount(self, column: str) -> Any:
        """Amounts in fen."""
        import pyarrow
        from pyarrow import compute

        cells = self._texts.column(column).combine_chunks()
        if pyarrow.types.is_decimal(cells.type) or pyarrow.types.is_integer(cells.type):
            return _as_fen(cells)
        cells = self.cells(column)
        plain = compute.match_substring_regex(cells, _AMOUNT)
        decimals = compute.if_else(plain, cells, "0").cast(pyarrow.decimal128(12, 2))
        hundred = pyarrow.scalar(100, pyarrow.decimal128(3, 0))
        fen = compute.multiply(decimals, hundred).cast(pyarrow.int64())
        other = compute.if_else(compute.equal(cells, ""), MISSING, CARE)
        return compute.if_else(plain, fen, other)

    def breaks(self, total: Total) -> Any:
        """Where a sum does not hold, or cannot be seen to."""
        from pyarrow import compute

        whole = self.read_amount(total.of)
        wrong = compute.less(whole, 0)
        for columns, add in ((total.parts, compute.subtract), (total.less, compute.add)):
            for column in columns:
                part = self.read_amount(column)
                wrong = compute.or_(wrong, compute.less(part, 0))
                whole = add(whole, part)
        return compute.or_(wrong, compute.not_equal(whole, 0))

    def read_part(self, part: CellPart) -> Any:
        """The numbers of a part, each of its cells read once."""
        import pyarrow
        from pyarrow import compute

        if not part.columns:
            return repeat(part.value_of(()), self._texts.num_rows)
        coded = [self.code(column) for column in part.columns]
        together = coded[0][0]
        for places, texts in coded[1:]:
            together = compute.add(compute.multiply(together, len(texts)), places)
        distinct = compute.dictionary_encode(together)
        cells = [texts for _, texts in coded]
        found = [
            part.value_of(_cells_at(number, cells)) for number in distinct.dictionary.to_pylist()
        ]
        return pyarrow.array(found, pyarrow.int64()).take(distinct.indices)


def _as_fen(amounts: Any) -> Any:
    """Numbers of 64 bits and at most two places, as their texts would be read."""
    import pyarrow
    from pyarrow import compute

    places = 0
    if pyarrow.types.is_decimal(amounts.type):
        places = amounts.type.scale
        wide = amounts.cast(pyarrow.decimal128(18, places))
        missing, figures = wide.buffers()
        whole = pyarrow.decimal128(19, 0)
        amounts = pyarrow.Array.from_buffers(
            whole, len(wide), [missing, figures], offset=wide.offset
        )
    numbers = amounts.cast(pyarrow.int64())
    least = compute.greater_equal(numbers, 0)
    plain = compute.and_(least, compute.less(numbers, _TOO_MUCH * 10**places))
    figures = compute.if_else(plain, numbers, 0)
    fen = compute.multiply(figures, 10 ** (2 - places)) if places < 2 else figures
    return compute.fill_null(compute.if_else(plain, fen, CARE), MISSING)


def _cells_at(number: int, columns: list[list[str]]) -> tuple[str, ...]:
    """The cells that a number stands for, which counts those of the last column first."""
    found = []
    for cells in reversed(columns):
        number, place = divmod(number, len(cells))
        found.append(cells[place])
    return tuple(reversed(found))

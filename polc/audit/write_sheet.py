"""A workbook that a person works through: what differs most, with room for a decision.

In: a report, the rows of its tables. Out: an Excel file. What a table says is written as text,
never as a formula; amounts are exact decimals.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from polc.audit.write_tables import COLUMNS
from polc.batch.report_names import ReportNames
from polc.messages.text import Text, say
from polc.records.frozen import frozen

MOST_ROWS: Final = 10_000
"""Rows of a sheet that somebody may still work through; the largest differences come first."""

_LONGEST: Final = 32_767
"""Characters that a cell can hold."""

_WIDTHS: Final = {"causes": 60, "clauses": 18, "explanation": 90, "reason": 60, "remark": 60}
_WIDTH: Final = 13

_DECISIONS: Final = (
    say("open"),
    say("the record is right"),
    say("the computation is right"),
    say("to be asked"),
)

_TITLES: Final[Mapping[str, Text]] = {
    "summary": say("summary"), "differences": say("differences"), "not_helped": say("not helped"),
    "by_hospital": say("by hospital"), "by_identity": say("by identity"),
    "by_month": say("by month"), "refused": say("refused rows"),
    "remarks": say("remarks"), "column": say("column"), "worst": say("worst"),
    "row": say("data row"), "person": say("person"), "year": say("year"), "claim": say("claim"),
    "date": say("date"), "hospital": say("hospital"), "identity": say("identity"),
    "benefit": say("layer"), "recorded": say("recorded"), "computed": say("computed"),
    "difference": say("difference"), "cause": say("cause"), "causes": say("possible causes"),
    "readings": say("right under"), "clauses": say("clauses"),
    "paid_too_much": say("paid too much"), "paid_too_little": say("paid too little"),
    "amounts": say("amounts"), "differing": say("differing"), "month": say("month"),
    "place": say("place"), "code": say("code"), "reason": say("reason"),
    "decision": say("decision"), "remark": say("remark"), "explanation": say("explanation"),
}  # fmt: skip


@frozen(kw_only=True)
class SheetOfRows:
    """A sheet: its name in `COLUMNS` or `worst`, its columns, its rows; `to_decide` has two columns
    more, for a person to fill in."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, Any]]
    to_decide: bool = False


def sheet_of(
    name: str, rows: Sequence[Mapping[str, Any]], *, to_decide: bool = False
) -> SheetOfRows:
    """The sheet of a table."""
    columns = tuple(COLUMNS[name])
    return SheetOfRows(name=name, columns=columns, rows=rows[:MOST_ROWS], to_decide=to_decide)


def write_workbook(
    path: Path, summary: Iterable[str], sheets: Iterable[SheetOfRows], names: ReportNames
) -> None:
    """Writes the workbook; `summary` are the lines of its first sheet, `names` what it calls
    things, in which language."""
    import xlsxwriter

    # Made in memory: what the disk does not take is then told as of any other file.
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        first = book.add_worksheet(names.tell(_TITLES["summary"]))
        first.set_column(0, 0, 110)
        for at, line in enumerate(summary):
            first.write_string(at, 0, line)
        for sheet in sheets:
            _write(book, sheet, names)
    path.write_bytes(made.getvalue())


def _write(book: Any, sheet: SheetOfRows, names: ReportNames) -> None:
    page = book.add_worksheet(names.tell(_TITLES[sheet.name]))
    head = book.add_format({"bold": True, "bottom": 1})
    money = book.add_format({"num_format": "#,##0.00"})
    long = book.add_format({"text_wrap": True, "valign": "top"})
    columns = (*sheet.columns, *(("decision", "remark") if sheet.to_decide else ()))
    for at, column in enumerate(columns):
        page.set_column(at, at, _WIDTHS.get(column, _WIDTH))
        page.write_string(0, at, names.tell(_TITLES[column]), head)
    for line, row in enumerate(sheet.rows, start=1):
        for at, column in enumerate(sheet.columns):
            value = row.get(column)
            if isinstance(value, Decimal):
                page.write_number(line, at, value, money)
            elif isinstance(value, int):
                page.write_number(line, at, value)
            elif value is not None:
                page.write_string(line, at, _shown(column, str(value), names)[:_LONGEST], long)
    last = len(sheet.rows)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, last, len(columns) - 1)
    if sheet.to_decide and last:
        words = [names.tell(word) for word in _DECISIONS]
        at = len(sheet.columns)
        page.data_validation(1, at, last, at, {"validate": "list", "source": words})


def _shown(column: str, value: str, names: ReportNames) -> str:
    """A text of a table as a person is shown it."""
    match column:
        case "benefit":
            return names.of(value)
        case "identity":
            return names.of_identity(value)
        case _:
            return value

"""The first mapping of a table: what is known by name filled in, codes listed and left open.

In: a table. Out: the text of a TOML file. A code's meaning differs from place to place, so each
stands there with the rows that have it and without a meaning, for whoever knows to fill in.
"""

from typing import Any, Final

from polc.batch.known_columns import KNOWN_COLUMNS, KnownColumn, find_known
from polc.batch.open_table import BureauTable
from polc.messages.text import Language, in_language, say

MOST_CODES: Final = 200
"""A column with more values than these is none of codes."""

SEVERAL: Final = ("person.identities",)
"""Places at which several columns may stand."""

_SUPER: Final = ("recorded",)

_HEAD: Final = (
    say("which column is which field, and what its codes mean"),
    say("a code without a meaning refuses its rows; only who wrote it knows what it means"),
)


def draft_mapping(table: BureauTable, language: Language) -> str:
    """The text of the mapping, its remarks in this language."""
    import tomlkit

    document = tomlkit.document()
    for line in _HEAD:
        document.add(tomlkit.comment(str(in_language(line, language, language))))
    read: set[str] = set()
    places: set[str] = set()
    for known in KNOWN_COLUMNS:
        column = next((name for name in table.columns if find_known(name) is known), None)
        if column is None or (known.place in places and known.place not in SEVERAL):
            continue
        read.add(column)
        places.add(known.place)
        _write(document, known, column, table)
    rest = [column for column in table.columns if column not in read]
    if rest:
        document.add(tomlkit.nl())
        document.add("not_read", tomlkit.item(rest).multiline(multiline=True))
    return str(tomlkit.dumps(document))


def _write(document: Any, known: KnownColumn, column: str, table: BureauTable) -> None:
    """What a column is read as; of codes those that it has."""
    import tomlkit

    *above, name = known.place.split(".")
    inside = document
    for part in above:
        if part not in inside:
            inside.add(part, tomlkit.table(is_super_table=part in _SUPER))
        inside = inside[part]
    if known.holds != "codes":
        inside.add(name, column)
        return
    entry = tomlkit.table()
    entry.add("column", column)
    entry.add("codes", _list_codes(column, table, with_blank=known.place in SEVERAL))
    if known.place not in SEVERAL:
        inside.add(name, entry)
        return
    if name not in inside:
        inside.add(name, tomlkit.aot())
    inside[name].append(entry)


def _list_codes(column: str, table: BureauTable, *, with_blank: bool) -> Any:
    """Each code without a meaning, and the rows that have it; of an empty cell too where that needs
    one."""
    import tomlkit

    codes = tomlkit.table()
    for code, often in table.count_values(column, MOST_CODES + 1):
        codes.add(code, "")
        codes[code].comment(f"× {often}")
    blank = table.count_blank(column) if with_blank else 0
    if blank:
        codes.add("", "")
        codes[""].comment(f"× {blank}")
    return codes

"""The first mapping of a table: what is known by name filled in, codes listed and left open.

In: a table with those beside it. Out: the text of a TOML file. A code's meaning differs from place
to place, so each stands there with the rows that have it and without a meaning, for whoever knows
to fill in.
"""

from typing import Any, Final
from unicodedata import category

from polc.batch.known_columns import KNOWN_COLUMNS, KNOWN_TOTALS, KnownColumn, find_column
from polc.batch.open_table import BureauTable
from polc.messages.text import Language, Text, in_language, say

MOST_CODES: Final = 200
"""A column with more values than these is none of codes."""

SEVERAL: Final = ("person.identities",)
"""Places at which several columns may stand."""

_WITH_BLANK: Final = (*SEVERAL, "identities")
"""Places at which an empty cell needs a meaning."""

_SUPER: Final = ("recorded",)

_DIVISION: Final = ("insu_admdvs", "参保区划")
"""The column of the claims that has the division of a person."""

_HEAD: Final = (
    say("which column is which field, and what its codes mean"),
    say("a code without a meaning refuses its rows; only who wrote it knows what it means"),
)
_ABSENT: Final = say(
    "who is not in this table is refused, unless you say that it means nothing of the kind"
)

_RECORDED_OR_PAID: Final = say(
    "what was paid: `claims.recorded.BENEFIT` compares it (`polc audit`), `claims.paid.BENEFIT` "
    "takes it as given"
)


_STEERS: Final = ("Cc", "Cf", "Cs", "Zl", "Zp")


def draft_mapping(table: BureauTable, language: Language, schema: str = "") -> str:
    """The text of the mapping, its remarks in this language; `schema` is where an editor finds the
    JSON Schema of mappings."""
    import tomlkit

    document = tomlkit.document()
    for line in _HEAD:
        _remark(document, line, language)
    rest = _write_table(document, "claims", table, language)
    added = _write_totals(document, table)
    rest = [column for column in rest if column not in added]
    if rest:
        document.add(tomlkit.nl())
        document.add("not_read", tomlkit.item(rest).multiline(multiline=True))
    for name, second in table.second.items():
        _write_second(document, name, second, table, language)
    return (f"#:schema {schema}\n\n" if schema else "") + _escape(str(tomlkit.dumps(document)))


def _escape(text: str) -> str:
    """What steers a terminal, or cannot be seen, as TOML escapes it in the texts of a table."""
    return "".join(
        letter if letter == "\n" or category(letter) not in _STEERS else f"\\U{ord(letter):08x}"
        for letter in text
    )


def _remark(container: Any, line: Text, language: Language) -> None:
    import tomlkit

    container.add(tomlkit.comment(str(in_language(line, language, language))))


def _write_table(document: Any, name: str, table: BureauTable, language: Language) -> list[str]:
    """What is known of the columns of a table; those that nobody reads."""
    read: set[str] = set()
    places: set[str] = set()
    for known in KNOWN_COLUMNS[name]:
        column = find_column(known.names, table.columns)
        one = known.place not in SEVERAL and known.holds != "list"
        if column is None or column in read or (known.place in places and one):
            continue
        read.add(column)
        places.add(known.place)
        _write(document, known, column, table, language)
    return [column for column in table.columns if column not in read]


def _write_second(
    document: Any, name: str, table: BureauTable, claims: BureauTable, language: Language
) -> None:
    """A table beside the claims; its columns that nobody reads are named once."""
    import tomlkit

    document.add(tomlkit.nl())
    inside = tomlkit.table()
    document.add(name, inside)
    if name in ("identities", "openings"):
        _remark(inside, _ABSENT, language)
        inside.add(tomlkit.comment('absent = "none"'))
    rest = _write_table(document, name, table, language)
    of_claim = find_column(_DIVISION, claims.columns)
    if "division" in document[name] and of_claim is not None:
        document[name].add("of_claim", of_claim)
    if rest:
        # A name may have a line end, after which would stand what is no remark.
        columns = ", ".join(repr(column) for column in rest)
        _remark(document, say("not read: {columns}", columns=columns), language)


def _write(
    document: Any, known: KnownColumn, column: str, table: BureauTable, language: Language
) -> None:
    """What a column is read as; of codes those that it has."""
    import tomlkit

    *above, name = known.place.split(".")
    inside = document
    for part in above:
        if part not in inside:
            inside.add(part, tomlkit.table(is_super_table=part in _SUPER))
            if part in _SUPER:
                _remark(inside[part], _RECORDED_OR_PAID, language)
        inside = inside[part]
    match known.holds:
        case "value" | "division":
            inside.add(name, column)
        case "list":
            inside[name] = [*inside.get(name, []), column]
        case "codes":
            entry = tomlkit.table()
            if known.place == "identities":
                entry = inside[name]
            entry.add("column", column)
            codes = _list_codes(column, table, with_blank=known.place in _WITH_BLANK)
            entry.add("codes", codes)
            if known.place == "identities":
                return
            if known.place not in SEVERAL:
                inside.add(name, entry)
                return
            if name not in inside:
                inside.add(name, tomlkit.aot())
            inside[name].append(entry)


def _write_totals(document: Any, table: BureauTable) -> set[str]:
    """The sums of which every column is there; their columns."""
    import tomlkit

    read: set[str] = set()
    for of, parts in KNOWN_TOTALS:
        total = find_column(of, table.columns)
        found = [find_column(names, table.columns) for names in parts]
        if total is None or None in found or "claims" not in document:
            continue
        entry = tomlkit.table()
        entry.add("of", total)
        entry.add("parts", found)
        document["claims"].add("totals", tomlkit.aot())
        document["claims"]["totals"].append(entry)
        read.update({total, *filter(None, found)})
    return read


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

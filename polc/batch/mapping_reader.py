"""The parts of a mapping that stand in several of its tables: columns, columns of codes.

In: what TOML made of a text, what a policy knows. Out: columns, and every mistake with its place.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import field

from polc.batch.mapping import NO_IDENTITY, Absent, CodeColumn, IdentityColumn
from polc.batch.meanings import Meanings, of_choices
from polc.compiler.report.similar import suggest
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.vocabulary import Field, FieldKind
from polc.stdlib_policies.other_people import OTHER_PEOPLE

YES_NO: Final = {"yes": "yes", "no": "no", "是": "yes", "否": "no"}
NOBODY: Final = "无"
"""What a mapping may write for `none`."""
KEEP_DROP: Final = {"keep": "keep", "drop": "drop", "留": "keep", "弃": "drop"}


@frozen(kw_only=True)
class Vocabulary:
    """What a policy knows: its fields, its identities by each of their names, its benefits, the
    sums that an opening can name (`basic.paid`); `households` has the benefits and the pools that
    count the claims of a household together, `targets` the names of its targets, `of_year`
    the amounts of the person's year."""

    fields: tuple[Field, ...]
    identities: Mapping[str, str]
    benefits: tuple[str, ...]
    sums: tuple[str, ...] = ()
    households: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    of_year: tuple[str, ...] = ()

    @property
    def kinds(self) -> dict[str, FieldKind]:
        """The kind of each field, by its id."""
        return {field.name: field.kind for field in self.fields}

    def of(self, scope: str) -> dict[str, Field]:
        """The fields of a claim, a person or a region, by their names."""
        return {
            word: field
            for field in self.fields
            if field.scope == scope
            for word in (field.name, *field.chinese)
        }


@define
class MappingReader:
    """`mistakes` are found while it reads, each with its place."""

    vocabulary: Vocabulary
    mistakes: list[tuple[str, Text]] = field(factory=list)

    def add(self, place: str, why: Text) -> None:
        """Notes what is wrong."""
        self.mistakes.append((place, why))

    def know(self, table: Mapping[str, Any], above: str, names: Iterable[str]) -> None:
        """Notes every name that a mapping has not."""
        known = tuple(names)
        for name in table:
            if name not in known:
                hint = suggest(name, known, say("see the documentation of mappings")).text
                self.add(
                    f"{above}{name}", say("a mapping has no `{name}`; {hint}", name=name, hint=hint)
                )

    def table(self, data: Mapping[str, Any], name: str, place: str = "") -> Mapping[str, Any]:
        """The table of a name; empty where there is none."""
        found = data.get(name, {})
        if isinstance(found, dict):
            return found
        self.add(place or name, say("`{name}` is a table of columns", name=name))
        return {}

    def column(
        self, table: Mapping[str, Any], name: str, place: str, *, needed: bool = True
    ) -> str:
        """The name of one column; empty where there is none."""
        entry = table.get(name)
        if isinstance(entry, str) and entry:
            return entry
        if entry is not None:
            self.add(f"{place}.{name}", say("the name of a column is expected"))
        elif needed:
            self.add(f"{place}.{name}", say("the mapping names no column for this"))
        return ""

    def columns(self, table: Mapping[str, Any], name: str, place: str) -> tuple[str, ...]:
        """A list of columns."""
        entry = table.get(name, [])
        if isinstance(entry, list) and all(isinstance(column, str) for column in entry):
            return tuple(entry)
        self.add(f"{place}.{name}" if place else name, say("a list of columns is expected"))
        return ()

    def values(
        self, table: Mapping[str, Any], place: str, fields: Mapping[str, Field | None]
    ) -> dict[str, str]:
        """The columns that are taken as they stand."""
        found = {}
        for word, entry in table.items():
            if word not in fields or isinstance(entry, dict):
                continue
            field_ = fields[word]
            if not isinstance(entry, str):
                self.add(f"{place}.{word}", say("the name of a column is expected"))
            elif field_ is not None and field_.kind in ("choice", "flag"):
                message = say("`{name}` is a column of codes: say what each means", name=word)
                self.add(f"{place}.{word}", message)
            else:
                found[word if field_ is None else field_.name] = entry
        return found

    def codes(
        self, table: Mapping[str, Any], place: str, fields: Mapping[str, Field]
    ) -> dict[str, CodeColumn]:
        """The columns of codes."""
        found = {}
        for word, entry in table.items():
            if word not in fields or not isinstance(entry, dict) or "insured" in entry:
                continue
            column = self.code_column(entry, f"{place}.{word}", _meanings_of(fields[word]))
            if column is not None:
                found[fields[word].name] = column
        return found

    def code_column(
        self,
        entry: Any,
        place: str,
        meanings: Meanings,
        others: tuple[str, ...] = (),
    ) -> CodeColumn | None:
        """A column and its codes; a meaning that is left open is none. `others` are names that may
        stand beside."""
        if not isinstance(entry, dict) or not isinstance(entry.get("column"), str):
            self.add(place, say("a `column` and its `codes` are expected"))
            return None
        self.know(entry, f"{place}.", ("column", "codes", *others))
        meant = {}
        for code, word in self.table(entry, "codes", f"{place}.codes").items():
            if word == "":
                continue
            # A whole number says what the same figures say as a text.
            is_number = isinstance(word, int) and not isinstance(word, bool)
            found = meanings.find(str(word)) if isinstance(word, str) or is_number else None
            if found is None:
                self.add(f"{place}.codes.{code}", meanings.refuse(str(word)))
            else:
                meant[code] = found
        return CodeColumn(entry["column"], meant)

    def identity_column(
        self, entry: Any, place: str, others: tuple[str, ...] = ()
    ) -> IdentityColumn | None:
        """A column that names what a person is, with columns of days and of a grade."""
        known = {**self.vocabulary.identities, NO_IDENTITY: NO_IDENTITY, NOBODY: NO_IDENTITY}
        beside = ("from", "to", "grade")
        codes = self.code_column(entry, place, Meanings(known, OTHER_PEOPLE), (*beside, *others))
        if codes is None:
            return None
        start, end, grade = (self.column(entry, name, place, needed=False) for name in beside)
        if grade and not (start or end):
            message = say("a grade is of an identity that has days: name `from` or `to`")
            self.add(f"{place}.grade", message)
        return IdentityColumn(codes, start, end, grade)

    def only(self, table: Mapping[str, Any], place: str) -> tuple[CodeColumn, ...]:
        """Columns of which each code says whether its rows are kept."""
        return tuple(
            found
            for name, entry in self.table(table, "only", f"{place}.only").items()
            if (found := self.code_column(entry, f"{place}.only.{name}", Meanings(KEEP_DROP)))
        )

    def absent(self, table: Mapping[str, Any], place: str) -> Absent:
        """What it means that a person is not in a table."""
        match table.get("absent", ""):
            case "none":
                return "none"
            case "":
                return ""
            case _:
                self.add(f"{place}.absent", say('only `absent = "none"` can be said here'))
                return ""


def _meanings_of(field_: Field) -> Meanings:
    """What a code of a field may mean, by the words for it."""
    match field_.kind:
        case "flag":
            return Meanings(YES_NO)
        case "choice":
            return of_choices(field_.choices)
        case "count":
            return Meanings(None, whole=True)
        case _:
            return Meanings(None)

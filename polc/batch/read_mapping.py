"""A mapping from its TOML text.

In: text, the policy's fields, identities and benefits. Out: `ColumnMapping`, or every mistake with
its place. What a code means is checked here, once, and not for every row.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from attrs import field

from polc.batch.mapping import CodeColumn, ColumnMapping, Divisions, Refunds
from polc.batch.table_error import TableError
from polc.compiler.report.similar import suggest
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.vocabulary import CHINESE_CHOICES, Field

OF_ROWS: Final = ("id", "person", "visit", "continues")
"""What a row says beside the fields of a claim."""

NEEDED: Final = ("id", "person", "date")
"""What a mapping must say where it stands."""

NO_IDENTITY: Final = "none"
"""What a code means that says of nobody what a policy asks for."""

YES_NO: Final = {"yes": "yes", "no": "no", "是": "yes", "否": "no"}
KEEP_DROP: Final = {"keep": "keep", "drop": "drop", "留": "keep", "弃": "drop"}


@frozen
class Vocabulary:
    """What a policy knows: its fields, its identities by each of their names, its benefits."""

    fields: tuple[Field, ...]
    identities: Mapping[str, str]
    benefits: tuple[str, ...]

    def of(self, scope: str) -> dict[str, Field]:
        """The fields of a claim or a person, by their names."""
        return {
            word: field
            for field in self.fields
            if field.scope == scope
            for word in (field.name, *field.chinese)
        }


class MappingError(Exception):
    """Everything that is wrong with a mapping: its place in the file and a sentence."""

    def __init__(self, found: tuple[tuple[str, Text], ...]) -> None:
        super().__init__("; ".join(f"{place}: {why}" for place, why in found))
        self.found = found


def read_mapping(text: str, vocabulary: Vocabulary) -> ColumnMapping:
    """The mapping. Raises `MappingError`, `TableError` where the text is no TOML."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as mistake:
        raise TableError(say("the mapping is no TOML: {why}", why=str(mistake))) from None
    reader = _Reader(vocabulary)
    found = reader.read(data)
    if reader.mistakes:
        raise MappingError(tuple(reader.mistakes))
    return found


@define
class _Reader:
    vocabulary: Vocabulary
    mistakes: list[tuple[str, Text]] = field(factory=list)

    def read(self, data: Mapping[str, Any]) -> ColumnMapping:
        self._know(data, "", ("claims", "person", "not_read"))
        claims = self._table(data, "claims")
        person = self._table(data, "person")
        of_claim, of_person = self.vocabulary.of("claim"), self.vocabulary.of("person")
        for name in NEEDED:
            if name not in claims and not any(word in claims for word in _names_of(of_claim, name)):
                self._add(f"claims.{name}", say("the mapping names no column for this"))
        special = ("place", "refund", "recorded", "only")
        self._know(claims, "claims.", (*OF_ROWS, *of_claim, *special))
        self._know(person, "person.", ("identities", *of_person))
        return ColumnMapping(
            values={
                **self._values(claims, "claims", dict.fromkeys(OF_ROWS)),
                **self._values(claims, "claims", of_claim),
            },
            codes=self._codes(claims, "claims", of_claim),
            person_values=self._values(person, "person", of_person),
            person_codes=self._codes(person, "person", of_person),
            identities=self._identities(person),
            divisions=self._divisions(claims),
            refunds=self._refunds(claims),
            recorded=self._recorded(claims),
            only=tuple(
                found
                for name, entry in self._table(claims, "only", "claims.only").items()
                if (found := self._code_column(entry, f"claims.only.{name}", _choose(KEEP_DROP)))
            ),
            not_read=tuple(map(str, data.get("not_read", ()))),
        )

    def _add(self, place: str, why: Text) -> None:
        self.mistakes.append((place, why))

    def _know(self, table: Mapping[str, Any], above: str, names: Iterable[str]) -> None:
        """Tells every name that a mapping has not."""
        known = tuple(names)
        for name in table:
            if name not in known:
                hint = suggest(name, known, say("see the documentation of mappings")).text
                self._add(
                    f"{above}{name}", say("a mapping has no `{name}`; {hint}", name=name, hint=hint)
                )

    def _table(self, data: Mapping[str, Any], name: str, place: str = "") -> Mapping[str, Any]:
        found = data.get(name, {})
        if isinstance(found, dict):
            return found
        self._add(place or name, say("`{name}` is a table of columns", name=name))
        return {}

    def _values(
        self, table: Mapping[str, Any], place: str, fields: Mapping[str, Field | None]
    ) -> dict[str, str]:
        """The columns that are taken as they stand."""
        found = {}
        for word, entry in table.items():
            if word not in fields or isinstance(entry, dict):
                continue
            field_ = fields[word]
            if not isinstance(entry, str):
                self._add(f"{place}.{word}", say("the name of a column is expected"))
            elif field_ is not None and field_.kind in ("choice", "flag"):
                message = say("`{name}` is a column of codes: say what each means", name=word)
                self._add(f"{place}.{word}", message)
            else:
                found[word if field_ is None else field_.name] = entry
        return found

    def _codes(
        self, table: Mapping[str, Any], place: str, fields: Mapping[str, Field]
    ) -> dict[str, CodeColumn]:
        found = {}
        for word, entry in table.items():
            if word not in fields or not isinstance(entry, dict) or "insured" in entry:
                continue
            column = self._code_column(entry, f"{place}.{word}", _meaning_of(fields[word]))
            if column is not None:
                found[fields[word].name] = column
        return found

    def _code_column(
        self, entry: Any, place: str, meaning: Callable[[str], str | None]
    ) -> CodeColumn | None:
        """A column and its codes; a meaning that is left open is none."""
        if not isinstance(entry, dict) or not isinstance(entry.get("column"), str):
            self._add(place, say("a `column` and its `codes` are expected"))
            return None
        self._know(entry, f"{place}.", ("column", "codes"))
        meanings = {}
        for code, word in self._table(entry, "codes", f"{place}.codes").items():
            if word == "":
                continue
            found = meaning(word) if isinstance(word, str) else None
            if found is None:
                self._add(
                    f"{place}.codes.{code}",
                    say("`{word}` is nothing that a code can mean here", word=str(word)),
                )
            else:
                meanings[code] = found
        return CodeColumn(entry["column"], meanings)

    def _identities(self, person: Mapping[str, Any]) -> tuple[CodeColumn, ...]:
        entries = person.get("identities", [])
        entries = entries if isinstance(entries, list) else [entries]
        names = {**self.vocabulary.identities, NO_IDENTITY: NO_IDENTITY}
        found = (
            self._code_column(entry, f"person.identities[{place}]", names.get)
            for place, entry in enumerate(entries)
        )
        return tuple(column for column in found if column is not None)

    def _divisions(self, claims: Mapping[str, Any]) -> Divisions | None:
        entry = claims.get("place")
        if not isinstance(entry, dict) or "insured" not in entry:
            return None
        self._know(entry, "claims.place.", ("insured", "hospital"))
        insured, hospital = entry.get("insured"), entry.get("hospital")
        if isinstance(insured, str) and isinstance(hospital, str):
            return Divisions(insured, hospital)
        self._add("claims.place", say("the columns `insured` and `hospital` are expected"))
        return None

    def _refunds(self, claims: Mapping[str, Any]) -> Refunds | None:
        entry = self._table(claims, "refund", "claims.refund")
        if not entry:
            return None
        self._know(entry, "claims.refund.", ("flag", "of"))
        if not isinstance(entry.get("of"), str):
            self._add(
                "claims.refund.of", say("the column with the id of what is taken back is expected")
            )
            return None
        flag = None
        if "flag" in entry:
            flag = self._code_column(entry["flag"], "claims.refund.flag", _choose(YES_NO))
        return Refunds(flag, entry["of"])

    def _recorded(self, claims: Mapping[str, Any]) -> dict[str, str]:
        table = self._table(claims, "recorded", "claims.recorded")
        return {name: column for name, column in table.items() if isinstance(column, str)}


def _names_of(fields: Mapping[str, Field], name: str) -> list[str]:
    """Every word for a field."""
    return [word for word, field_ in fields.items() if field_.name == name]


def _choose(meanings: Mapping[str, str]) -> Callable[[str], str | None]:
    return meanings.get


def _meaning_of(field_: Field) -> Callable[[str], str | None]:
    """What a code of a field may mean, by the words for it."""
    match field_.kind:
        case "flag":
            return YES_NO.get
        case "choice":
            words = {choice: choice for choice in field_.choices}
            words |= {word: id_ for word, id_ in CHINESE_CHOICES.items() if id_ in words}
            return words.get
        case "count":
            return lambda word: word if word.isdecimal() else None
        case _:
            return lambda word: word

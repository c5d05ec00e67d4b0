"""The JSON Schema of a mapping, for editors: `mapping.schema.json` beside this file.

In: nothing. Out: the schema (draft 2020-12). It knows the names that every policy has; what a
policy declares is let through, and `read_mapping.py` says what is wrong with it.
`python -m polc.batch.mapping_schema` writes the file anew.
"""

import json
from pathlib import Path
from typing import Any, Final

from polc.batch.mapping_reader import KEEP_DROP, YES_NO
from polc.batch.read_mapping import NAMED_LAYERS, OF_ROWS
from polc.batch.read_target_measures import WHOLES
from polc.runtime.read.forms import words_of
from polc.runtime.vocabulary import FIELDS, Field, Scope

FILE: Final = Path(__file__).with_name("mapping.schema.json")

Schema = dict[str, Any]

_COLUMN: Final[Schema] = {"type": "string", "minLength": 1, "description": "the name of a column"}
_COLUMNS: Final[Schema] = {"type": "array", "items": _COLUMN}
_ABSENT: Final[Schema] = {
    "enum": ["none"],
    "description": "who is not in the table is nothing of the kind",
}


def mapping_schema() -> Schema:
    """The schema of the whole file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mapping of a bureau's tables",
        "$defs": {
            "column": _COLUMN,
            "codes": _codes({"type": "string"}),
            "only": {"type": "object", "additionalProperties": _codes(_words(KEEP_DROP))},
            "identity": _identity(),
        },
        **_closed(
            {
                "not_read": {**_COLUMNS, "description": "columns that nobody reads"},
                "claims": _claims(),
                "person": _open({**_fields("person"), "identities": _identities()}),
                "persons": {
                    **_open({**_fields("person"), "person": _COLUMN, "only": _ref("only")}),
                    "required": ["person"],
                },
                "identities": _identity_table(),
                "openings": _opening_table(),
                "person_years": _person_year_table(),
                "regions": _open(
                    {
                        **_fields("region"),
                        "year": _COLUMN,
                        "division": _COLUMN,
                        "of_claim": {**_COLUMN, "description": "the claims' column of divisions"},
                    }
                ),
                "targets": {"type": "object", "additionalProperties": _target()},
            }
        ),
        "required": ["claims"],
    }


def _claims() -> Schema:
    fields = _fields("claim")
    place = _closed({"insured": _COLUMN, "hospital": _COLUMN})
    for name in ("place", "就医地点"):
        fields[name] = {"anyOf": [fields[name], {**place, "required": ["insured", "hospital"]}]}
    total = _closed({"of": _COLUMN, "parts": {**_COLUMNS, "minItems": 1}, "less": _COLUMNS})
    refund = _closed(
        {"of": _COLUMN, "flag": _codes(_words(YES_NO)), "opposite": {"type": "boolean"}}
    )
    return {
        **_open(
            {
                **fields,
                **dict.fromkeys(OF_ROWS, _COLUMN),
                "refund": refund,
                "recorded": {
                    "type": "object",
                    "properties": dict.fromkeys(NAMED_LAYERS, _COLUMN),
                    "additionalProperties": _COLUMN,
                    "description": "what was paid, by benefit",
                },
                "paid": {
                    "type": "object",
                    "additionalProperties": _COLUMN,
                    "description": "what was paid and is taken as given, by benefit",
                },
                "other_payments": {
                    **_COLUMNS,
                    "description": "what layers paid that the policy does not have",
                },
                "totals": {"type": "array", "items": {**total, "required": ["of", "parts"]}},
                "only": _ref("only"),
                "household": {
                    **_COLUMN,
                    "description": "the column that says of which household a person is",
                },
            }
        ),
        "required": ["id", "person"],
        "anyOf": [{"required": ["date"]}, {"required": ["日期"]}],
    }


def _fields(scope: Scope) -> dict[str, Schema]:
    return {
        word: _field(field)
        for field in FIELDS
        if field.scope == scope
        for word in (field.name, *field.chinese)
    }


def _field(field: Field) -> Schema:
    """A column as it stands, or one of codes; what is one of several things has codes always."""
    match field.kind:
        case "choice":
            return _codes({"enum": ["", *words_of(field)]})
        case "flag":
            return _codes(_words(YES_NO))
        case "count":
            number = {"anyOf": [
                {"type": "string", "pattern": "^[0-9]*$"}, {"type": "integer", "minimum": 0},
            ]}  # fmt: skip
            return {"anyOf": [_COLUMN, _codes(number)]}
        case _:
            return {"anyOf": [_COLUMN, _ref("codes")]}


def _identities() -> Schema:
    return {"anyOf": [_ref("identity"), {"type": "array", "items": _ref("identity")}]}


def _identity() -> Schema:
    found = _codes({"type": "string", "description": "an identity, or `none`"})
    found["properties"] |= {"from": _COLUMN, "to": _COLUMN, "grade": _COLUMN}
    return found


def _identity_table() -> Schema:
    found = _identity()
    found["properties"] |= {"person": _COLUMN, "absent": _ABSENT, "only": _ref("only")}
    return {**found, "required": ["column", "codes", "person", "from"]}


def _opening_table() -> Schema:
    sums = _codes({"type": "string", "description": "as `basic.line`, `pools.NAME`, or `drop`"})
    found = _closed(
        {
            **dict.fromkeys(("person", "year", "amount"), _COLUMN),
            "sum": sums,
            "several": {"enum": ["add"], "description": "rows of one sum are parts of it"},
            "absent": _ABSENT,
            "only": _ref("only"),
        }
    )
    return {**found, "required": ["person", "year", "amount", "sum"]}


def _person_year_table() -> Schema:
    found = _closed(
        {
            "person": _COLUMN,
            "year": _COLUMN,
            "recorded": {
                "type": "object",
                "additionalProperties": _COLUMN,
                "description": "what was paid of the person's year, by its name",
            },
            "several": {"enum": ["add"], "description": "rows of one year are parts of it"},
            "absent": _ABSENT,
            "only": _ref("only"),
        }
    )
    return {**found, "required": ["person", "year", "recorded"]}


def _target() -> Schema:
    """A target, and of which claims: by field some of its choices."""
    names: Schema = {"type": "array", "items": {"type": "string"}, "minItems": 1}
    return {
        "type": "object",
        "properties": {
            "part": {**names, "description": "benefits, of which the sum is the part"},
            "whole": {"enum": [*WHOLES]},
        },
        "additionalProperties": names,
        "required": ["part", "whole"],
    }


def _codes(meaning: Schema) -> Schema:
    """A column of codes, each with its meaning; an empty one is left open."""
    codes = {"type": "object", "additionalProperties": meaning}
    return {**_closed({"column": _COLUMN, "codes": codes}), "required": ["column", "codes"]}


def _words(meanings: dict[str, str]) -> Schema:
    return {"enum": ["", *meanings]}


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _open(properties: Schema) -> Schema:
    """A policy may declare fields of its own."""
    others = {"anyOf": [_COLUMN, _ref("codes")]}
    return {"type": "object", "properties": properties, "additionalProperties": others}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def as_text() -> str:
    """The file's text."""
    return json.dumps(mapping_schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(as_text(), encoding="utf-8")

"""What may be supplied for a parameter, as JSON Schema; and the forms of plain values.

In: a parameter of a plan. Out: a schema of the forms that a case may give it: one figure, a
table by key, either of them by benefit year. The forms of money, dates and counts are those
of the rest of a case too.
"""

from typing import Any, Final, assert_never

from polc.compiler.model.parameters import Parameter
from polc.compiler.plan.plan import Slot
from polc.compiler.plan.slots import slot_table
from polc.inspect.describe import show_value
from polc.runtime.vocabulary import Field

Schema = dict[str, Any]

MONEY: Final[Schema] = {
    "type": ["string", "integer"],
    "pattern": r"^[0-9]{1,11}(\.[0-9]{1,2})?$",
    "minimum": 0,
    "description": "yuan, as a decimal text such as `320.00`; whole yuan may be a number",
}
DATE: Final[Schema] = {
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}
COUNT: Final[Schema] = {
    "type": ["integer", "string"],
    "pattern": r"^[0-9]{1,9}(\.0+)?$",
    "minimum": 0,
}
_RATE: Final[Schema] = {
    "type": "string",
    "pattern": r"^[0-9]{1,3}(\.[0-9]{1,4})?\s*%$",
    "description": "a percentage such as `60%`",
}
_YEAR: Final = "^(19|2[0-9])[0-9]{2}$"


def or_none(schema: Schema) -> Schema:
    """The schema with null beside it: a field that is null is one left out."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "type" not in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*types, "null"]}


def parameter_schema(parameter: Parameter, fields: tuple[Field, ...] = ()) -> Schema:
    """The forms of one parameter; `fields` are those that the policy declares."""
    form = _form(parameter, slot_table(parameter, fields), 0)
    by_year = {
        "type": "object",
        "patternProperties": {_YEAR: form},
        "additionalProperties": False,
        "minProperties": 1,
        "description": "by benefit year",
    }
    return {"title": parameter.title, **_bounds(parameter), "anyOf": [form, by_year]}


def _form(parameter: Parameter, slots: tuple[Slot, ...], depth: int) -> Schema:
    if depth == len(parameter.keys):
        return or_none(_figure(parameter)) if parameter.optional else _figure(parameter)
    groups: dict[str, list[Slot]] = {}
    for slot in slots:
        groups.setdefault(slot.keys[depth], []).append(slot)
    return {
        "type": "object",
        "description": f"by {parameter.keys[depth]}",
        "properties": {
            key: _form(parameter, tuple(inside), depth + 1) for key, inside in groups.items()
        },
        "additionalProperties": False,
    }


def _figure(parameter: Parameter) -> Schema:
    match parameter.kind:
        case "money":
            return MONEY
        case "rate":
            return _RATE
        case "count" | "days" | "months":
            return COUNT
        case "date":
            return DATE
        case "bands":
            return _BANDS
        case never:
            assert_never(never)


def _bounds(parameter: Parameter) -> Schema:
    """The bounds in words: a decimal text has no order that a schema knows."""
    bounds = (
        ("at least", parameter.least),
        ("at most", parameter.most),
        ("over", parameter.over),
        ("falling strictly from", parameter.falling),
        ("not rising from", parameter.not_rising),
    )
    said = [
        f"{words} {show_value(parameter.kind, bound)}"
        for words, bound in bounds
        if bound is not None
    ]
    return {"description": ", ".join(said)} if said else {}


_BANDS: Final[Schema] = {
    "type": "array",
    "minItems": 1,
    "maxItems": 100,
    "items": {
        "type": "object",
        "properties": {"up_to": or_none(MONEY), "rate": _RATE},
        "required": ["rate"],
        "additionalProperties": False,
    },
    "description": "edges rise; the last band has none (null)",
}

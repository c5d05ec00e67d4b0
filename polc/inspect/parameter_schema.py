"""What may be supplied for a parameter, as JSON Schema.

In: a parameter of a plan. Out: a schema of the forms that a case may give it: one figure, a
table by key, either of them by benefit year.
"""

from typing import Any, Final

from polc.compiler.model.parameters import Parameter
from polc.compiler.plan.plan import Slot
from polc.compiler.plan.slots import slot_table
from polc.inspect.describe import show_value
from polc.link.parameters import FIGURES
from polc.messages.text import listed, say
from polc.runtime.read.read_value import YEAR_PATTERN
from polc.runtime.vocabulary import Field

Schema = dict[str, Any]

_YEAR: Final = f"^(?:{YEAR_PATTERN})$"


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
        "description": say("by benefit year"),
    }
    return {"title": parameter.title, **_bounds(parameter), "anyOf": [form, by_year]}


def _form(parameter: Parameter, slots: tuple[Slot, ...], depth: int) -> Schema:
    if depth == len(parameter.keys):
        figure = dict(FIGURES[parameter.kind].schema)
        return or_none(figure) if parameter.optional else figure
    groups: dict[str, list[Slot]] = {}
    for slot in slots:
        groups.setdefault(slot.keys[depth], []).append(slot)
    return {
        "type": "object",
        "description": say("by {key}", key=parameter.keys[depth]),
        "properties": {
            key: _form(parameter, tuple(inside), depth + 1) for key, inside in groups.items()
        },
        "additionalProperties": False,
    }


def _bounds(parameter: Parameter) -> Schema:
    """The bounds in words: a decimal text has no order that a schema knows."""
    kind = parameter.kind

    def shown(bound: int | None) -> str:
        return "" if bound is None else show_value(kind, bound)

    bounds = (
        (say("at least {figure}", figure=shown(parameter.least)), parameter.least),
        (say("at most {figure}", figure=shown(parameter.most)), parameter.most),
        (say("over {figure}", figure=shown(parameter.over)), parameter.over),
        (
            say("falling strictly from {figure}", figure=shown(parameter.falling)),
            parameter.falling,
        ),
        (
            say("not rising from {figure}", figure=shown(parameter.not_rising)),
            parameter.not_rising,
        ),
    )
    said = [told for told, bound in bounds if bound is not None]
    return {"description": listed(said)} if said else {}

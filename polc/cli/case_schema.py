"""What a case of a policy must and may say, as JSON Schema.

In: a plan. Out: a schema (draft 2020-12) of the case object: the fields that the
policy's rules read, each with the rules that read it, and those every case has.
"""

from typing import Any, assert_never

from polc.compiler.plan.nodes import Read
from polc.compiler.plan.plan import Plan, all_nodes
from polc.runtime.vocabulary import FIELDS, Field

Schema = dict[str, Any]

_MONEY: Schema = {
    "type": ["string", "number"],
    "pattern": r"^-?[0-9]{1,12}(\.[0-9]{1,2})?$",
    "description": "yuan; a decimal string",
}
_DATE: Schema = {"type": "string", "format": "date"}


def case_schema(plan: Plan) -> Schema:
    """The schema; `required` is only what every case needs, since what else a rule
    asks for depends on the person and the claim."""
    read = _fields_read(plan)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{plan.policy} {plan.title}",
        "type": "object",
        "required": ["person"],
        "additionalProperties": False,
        "properties": {
            "policy": {"const": plan.policy},
            "year": {"type": "integer"},
            "parameters": {
                "type": "object",
                "properties": {one.id: {"title": one.title} for one in plan.parameters},
                "additionalProperties": False,
            },
            "readings": {"type": "object", "additionalProperties": {"type": "string"}},
            "region": {"type": "object", "properties": _properties(read, "region")},
            "person": {"type": "object", "properties": _person(plan, read)},
            "opening": {
                "type": "object",
                "properties": {one.id: {"title": one.title} for one in plan.benefits},
            },
            "claims": {"type": "array", "items": _claim(plan, read)},
        },
    }


def list_inputs(plan: Plan) -> list[dict[str, Any]]:
    """The fields that rules read, one each: scope, name, Chinese name, kind, the value
    when absent, and the rules."""
    return [
        {
            "scope": field.scope,
            "name": field.name,
            "title": field.chinese[0],
            "kind": field.kind,
            "choices": list(field.choices),
            "default": _default(field),
            "rules": rules,
        }
        for field, rules in _fields_read(plan)
    ]


def _fields_read(plan: Plan) -> list[tuple[Field, list[str]]]:
    """Fields in the order of the vocabulary, with the rules whose nodes read them."""
    rules: dict[tuple[str, str], list[str]] = {}
    for node in all_nodes(plan):
        if isinstance(node, Read):
            found = rules.setdefault((node.scope, node.field), [])
            if node.origin.rule and node.origin.rule not in found:
                found.append(node.origin.rule)
    return [
        (field, rules[field.scope, field.name])
        for field in FIELDS
        if (field.scope, field.name) in rules
    ]


def _properties(read: list[tuple[Field, list[str]]], scope: str) -> Schema:
    return {field.name: _schema(field) for field, _ in read if field.scope == scope}


def _person(plan: Plan, read: list[tuple[Field, list[str]]]) -> Schema:
    names = [name for one in plan.identities for name in (one.id, one.title) if name]
    held = {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"enum": names},
            "from": _DATE,
            "to": {**_DATE, "type": ["string", "null"]},
        },
    }
    return {
        "id": {"type": "string"},
        "identities": {"type": "array", "items": {"anyOf": [{"enum": names}, held]}},
        "enrolled": _DATE,
        "recognised": _DATE,
        **_properties(read, "person"),
    }


def _claim(plan: Plan, read: list[tuple[Field, list[str]]]) -> Schema:
    layers = [one for one in plan.benefits if one.per == "claim"]
    return {
        "type": "object",
        "required": ["id", "date"],
        "properties": {
            "id": {"type": "string"},
            "date": _DATE,
            "seq": {"type": "integer"},
            **_properties(read, "claim"),
            "total": _MONEY,
            "paid": {
                "type": "object",
                "properties": {one.id: {**_MONEY, "title": one.title} for one in layers},
                "additionalProperties": False,
            },
        },
    }


def _schema(field: Field) -> Schema:
    shown = {"title": field.chinese[0]}
    default = _default(field)
    if default is not None:
        shown["default"] = default
    return {**_type(field), **shown}


def _type(field: Field) -> Schema:
    match field.kind:
        case "money":
            return _MONEY
        case "count":
            return {"type": "integer"}
        case "flag":
            return {"type": "boolean"}
        case "date":
            return _DATE
        case "choice":
            return {"enum": list(field.choices)}
        case "text":
            return {"type": "string"}
        case never:
            assert_never(never)


def _default(field: Field) -> Any:
    if field.default is None:
        return None
    return bool(field.default) if field.kind == "flag" else field.default

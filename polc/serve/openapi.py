"""What a service answers, as OpenAPI 3.1, made from the policies that it has.

In: a service. Out: the document: every operation under the name of each policy, with the JSON
Schema of its cases and of what they come to.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from polc.messages.text import Language, joined, say
from polc.serve.answer_schemas import SHARED, Schema, schemas_of_policy
from polc.serve.asked import FLAGS
from polc.serve.ledger_requests import ID_PATTERN
from polc.serve.operations import OPERATIONS, Endpoint
from polc.serve.problems import KINDS
from polc.serve.problems import MEDIA_TYPE as OF_PROBLEMS
from polc.serve.service import Service
from polc.serve.shelf import Version
from polc.serve.show_requests import shown_part
from polc.version import __version__
from polc.wording.told_schema import tell_schema

_POLICY: Final = "{policy}"

_DESCRIPTION: Final = say(
    "Cases settled under policies of medical security. A policy's name means the version that "
    "counts now; `name@fingerprint` in its place means that version and no other."
)

_JSON: Final = "application/json"

_ALWAYS: Final = ("bad_query", "not_found", "busy", "slow")
_OF_A_BODY: Final = ("not_json", "bad_request", "too_large", "not_as_json")

_OF_PATH: Final[dict[str, Schema]] = {
    "code": {"type": "string", "pattern": "^[a-z0-9_]+$"},
    "ledger": {"type": "string", "pattern": ID_PATTERN},
}


def describe_service(service: Service, language: Language) -> dict[str, Any]:
    """The document."""
    paths: dict[str, dict[str, Any]] = {}
    schemas: dict[str, Schema] = dict(SHARED)
    for operation in OPERATIONS:
        if _POLICY not in operation.path:
            _put(paths, operation.path, operation, None)
    for name in service.shelf.names:
        version = service.shelf.find(name)
        if version is None:
            continue
        schemas |= {
            f"{name}_{part}": schema for part, schema in _schemas(version, language).items()
        }
        for operation in OPERATIONS:
            if _POLICY in operation.path:
                path = operation.path.replace(_POLICY, name)
                _put(paths, path, operation, version)
    document = {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "polc",
            "version": __version__,
            "description": _DESCRIPTION,
        },
        "paths": paths,
        "components": {"schemas": schemas},
    }
    told: dict[str, Any] = tell_schema(document, language)
    return told


def _put(
    paths: dict[str, dict[str, Any]],
    path: str,
    operation: Endpoint,
    version: Version | None,
) -> None:
    paths.setdefault(path, {})[operation.method.lower()] = _describe(operation, version)


def _describe(operation: Endpoint, version: Version | None) -> dict[str, Any]:
    answered = {"schema": _ref(operation.answered, version)}
    found: dict[str, Any] = {
        "operationId": operation.id if version is None else f"{version.name}_{operation.id}",
        "summary": operation.summary,
        "parameters": list(_parameters(operation)),
        "responses": {
            "200": {"description": say("answered"), "content": {_JSON: answered}},
            **dict(_problems(operation)),
        },
    }
    if version is not None:
        found["tags"] = [version.name]
    if operation.creates:
        location = {"location": {"schema": {"type": "string"}}}
        made = {"description": say("made"), "content": {_JSON: answered}, "headers": location}
        found["responses"]["201"] = made
    if operation.body:
        sent = {_JSON: {"schema": _ref(operation.body, version)}}
        found["requestBody"] = {"required": True, "content": sent}
    return found


def _parameters(operation: Endpoint) -> Iterator[dict[str, Any]]:
    for name, schema in _OF_PATH.items():
        if f"{{{name}}}" in operation.path:
            yield {"name": name, "in": "path", "required": True, "schema": schema}
    yield _in_query("language", {"enum": ["en", "zh"]})
    for name in operation.query:
        if name in FLAGS:
            yield _in_query(name, {"type": "boolean"})
        else:
            yield _in_query(name, {"type": "array", "items": {"type": "string"}})


def _in_query(name: str, schema: Schema) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema}


def _problems(operation: Endpoint) -> Iterator[tuple[str, dict[str, Any]]]:
    """By status what else may be answered."""
    kinds = [*_ALWAYS, *(_OF_A_BODY if operation.body else ()), *operation.problems]
    schema = {"$ref": "#/components/schemas/problem"}
    for status in sorted({KINDS[kind].status for kind in kinds}):
        titles = joined(KINDS[kind].title for kind in kinds if KINDS[kind].status == status)
        content = {OF_PROBLEMS: {"schema": schema}}
        yield str(status), {"description": titles, "content": content}


def _ref(name: str, version: Version | None) -> Schema:
    own = "" if name in SHARED or version is None else f"{version.name}_"
    return {"$ref": f"#/components/schemas/{own}{name}"}


@lru_cache(maxsize=64)
def _schemas(version: Version, language: Language) -> dict[str, Schema]:
    """What is sent and answered under a policy."""
    plan = version.policy.plan
    case = shown_part(version, "inputs", language)
    return {
        "case": case,
        "opening": _opening(case),
        "entry": _entry(case),
        **schemas_of_policy(plan),
    }


def _opening(case: Schema) -> Schema:
    """A case without its claims, with its year, under an id."""
    properties = {
        name: schema
        for name, schema in case["properties"].items()
        if name not in ("claims", "policy")
    }
    needed = ["year", *case["required"]]
    if "household" in properties:
        members = properties["household"]
        member = members["items"]
        own = {name: part for name, part in member["properties"].items() if name != "claims"}
        properties["household"] = {**members, "items": {**member, "properties": own}}
    return {
        "type": "object",
        "properties": {
            **properties,
            "year": {"type": "integer"} | properties.get("year", {}),
            "id": {"type": ["string", "null"], "pattern": ID_PATTERN},
            "usual": {"type": ["boolean", "null"]},
        },
        "required": needed,
        "additionalProperties": False,
    }


def _entry(case: Schema) -> Schema:
    """A claim, or what takes one back."""
    properties = case["properties"]
    member = properties["household"]["items"] if "household" in properties else case
    claims = member["properties"]["claims"]
    claim = claims["items"]
    known = {"anyOf": [{"required": ["id"]}, {"required": ["setl_id"]}]}
    taken: Schema = {"claim": {"allOf": [claim, known]}}
    if member is not case:
        taken["person"] = {"type": "string"}
    added = {"type": "object", "properties": taken, "required": list(taken)}
    back = {"reverse": {"type": "string"}, "refund": {"type": ["object", "null"]}}
    reversed_ = {"type": "object", "properties": back, "required": ["reverse"]}
    return {
        "oneOf": [{**form, "additionalProperties": False} for form in (added, reversed_)],
    }

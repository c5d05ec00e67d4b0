"""Whether a JSON value conforms to a schema, for the keywords that polc's schemas use.

A keyword that is not known here is an error, so that no part of a schema goes unchecked.
"""

import re
from typing import Any

SAID_ONLY = {"$schema", "title", "description", "default", "format"}
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def mistakes(value: Any, schema: dict[str, Any], path: str = "") -> list[str]:
    """The places at which the value does not conform, each with the keyword."""
    found = []
    for keyword, wanted in schema.items():
        found += [] if keyword in SAID_ONLY else against(value, keyword, wanted, path, schema)
    return found


def against(value: Any, keyword: str, wanted: Any, path: str, schema: Any) -> list[str]:
    """What one keyword has to say."""
    wrong = [f"{path}: {keyword}"]
    match keyword:
        case "type":
            types = wanted if isinstance(wanted, list) else [wanted]
            return [] if any(is_of(value, one) for one in types) else wrong
        case "enum":
            return [] if value in wanted else wrong
        case "pattern" | "minLength" | "maxLength" if not isinstance(value, str):
            return []
        case "pattern":
            return [] if re.search(wanted, value) else wrong
        case "minLength" | "minItems" | "minProperties":
            return [] if value is None or len(value) >= wanted else wrong
        case "maxLength" | "maxItems":
            return [] if value is None or len(value) <= wanted else wrong
        case "minimum":
            return [] if not is_of(value, "integer") or value >= wanted else wrong
        case "maximum":
            return [] if not is_of(value, "integer") or value <= wanted else wrong
        case "anyOf":
            return [] if any(not mistakes(value, one, path) for one in wanted) else wrong
        case "allOf":
            return [each for one in wanted for each in mistakes(value, one, path)]
        case "required":
            return [] if not isinstance(value, dict) or {*wanted} <= {*value} else wrong
        case "items":
            items = value if isinstance(value, list) else []
            return [
                each
                for at, one in enumerate(items)
                for each in mistakes(one, wanted, f"{path}[{at}]")
            ]
        case "properties" | "patternProperties" | "additionalProperties":
            return inside(value, keyword, wanted, path, schema) if isinstance(value, dict) else []
        case _:
            raise AssertionError(f"nothing here knows the keyword {keyword}")


def is_of(value: Any, name: str) -> bool:
    """JSON's types, in which true is no number."""
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def inside(value: dict[str, Any], keyword: str, wanted: Any, path: str, schema: Any) -> list[str]:
    """The fields of an object."""
    known = schema.get("properties", {})
    patterns = schema.get("patternProperties", {})
    found = []
    for name, one in value.items():
        where = f"{path}.{name}" if path else name
        matching = [each for pattern, each in patterns.items() if re.search(pattern, name)]
        if keyword == "properties" and name in known:
            found += mistakes(one, known[name], where)
        elif keyword == "patternProperties":
            found += [mistake for each in matching for mistake in mistakes(one, each, where)]
        elif keyword == "additionalProperties" and name not in known and not matching:
            assert wanted is False
            found.append(f"{where}: unknown")
    return found

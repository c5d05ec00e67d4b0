"""A JSON Schema with its descriptions in a language.

In: a schema whose descriptions are sentences of the catalogue. Out: the same with plain texts.
"""

from typing import Any

from polc.messages.text import Language, Text, in_language


def tell_schema(schema: Any, language: Language) -> Any:
    """The schema, or a part of one; what is no sentence stays as it is."""
    match schema:
        case Text():
            return str.__str__(in_language(schema, language, language))
        case dict():
            return {name: tell_schema(part, language) for name, part in schema.items()}
        case list() | tuple():
            return [tell_schema(part, language) for part in schema]
        case _:
            return schema

"""A reading as the contract's JSON tells it.

In: a reading under the choice that is made. Out: a plain object: its name, the ambiguities, the
choice with its letter, whether it is the default, the others.
"""

from typing import Any

from polc.compiler.model.readings import ReadingSpec


def describe_reading(reading: ReadingSpec) -> dict[str, Any]:
    """The object."""
    chosen = next(choice for choice in reading.choices if choice.id == reading.chosen)
    return {
        "reading": reading.id,
        "title": reading.title,
        "ambiguity": list(reading.ambiguities),
        "choice": chosen.id,
        "letter": chosen.letter,
        "choice_title": chosen.title,
        "default": reading.chosen == reading.default,
        "alternatives": [
            {"choice": choice.id, "letter": choice.letter, "title": choice.title}
            for choice in reading.choices
            if choice.id != reading.chosen
        ],
    }


def copy_description(told: dict[str, Any]) -> dict[str, Any]:
    """Another object of the same, for who may change it."""
    copied = told.copy()
    copied["ambiguity"] = told["ambiguity"].copy()
    copied["alternatives"] = [*map(dict.copy, told["alternatives"])]
    return copied

"""A case as an object: the contract's JSON, read exactly.

In: a text or what a caller holds as a case. Out: a `Case` or its JSON object, whose fields
are not looked at yet.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.runtime.errors import CaseError, Problem


@frozen
class Case:
    """`data` is the JSON object, its numbers as integers and decimals."""

    data: Mapping[str, Any]

    @classmethod
    def from_json(cls, text: str) -> "Case":
        """Reads JSON; numbers keep their text. Raises `CaseError`."""
        try:
            data = json.loads(text, parse_float=Decimal)
        except (ValueError, RecursionError):
            raise CaseError((Problem("bad_value", "", say("the text is not JSON")),)) from None
        return cls(case_object(data))


def case_object(case: Any) -> Mapping[str, Any]:
    """The JSON object of a case: a `Case` or the object itself. Raises `CaseError`."""
    if type(case) is dict and case:
        return case
    data = getattr(case, "data", case)
    if not isinstance(data, Mapping):
        message = say(
            "a case is an object with `person` and `claims`, and this is {found}",
            found=_called(data),
        )
        raise CaseError((Problem("bad_value", "", message),))
    if not data:
        message = say(
            "the case is an empty object; `polc show POLICY --what case` prints one to fill in"
        )
        raise CaseError((Problem("missing_field", "", message),))
    return data


def _called(value: Any) -> Text:
    match value:
        case None:
            return say("null")
        case []:
            return say("an empty list")
        case list() | tuple():
            return say("a list; settle its cases one by one")
        case str():
            return say("a text")
        case bool():
            return say("a yes or no")
        case int() | float() | Decimal():
            return say("a number")
        case _:
            return say("a `{word}`", word=type(value).__name__)

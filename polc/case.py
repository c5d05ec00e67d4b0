"""A case as an object: the contract's JSON, read exactly."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import frozen

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
            raise CaseError((Problem("bad_value", "", "the text is not JSON"),)) from None
        if not isinstance(data, dict):
            raise CaseError((Problem("bad_value", "", "a case is an object"),))
        return cls(data)

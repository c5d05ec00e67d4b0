"""JSON Schema as its specification has it, over the exact numbers that polc reads.

The library's own validator computes with floats, takes `3.0` read as a decimal for no integer,
and lets `$` stand before a last line end; the specification's arithmetic is exact and its
patterns are those of ECMA-262.
"""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jsonschema import Draft202012Validator, TypeChecker, ValidationError
from jsonschema.validators import extend


def _is_integer(_: TypeChecker, value: Any) -> bool:
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


def _check_pattern(_: Any, pattern: str, value: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(value, str) and not re.search(pattern.replace("$", r"\Z"), value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


_Exact = extend(
    Draft202012Validator,
    validators={"pattern": _check_pattern},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer),
)


def validator_of(schema: Mapping[str, Any]) -> Draft202012Validator:
    """The validator of a schema as it is printed."""
    return _Exact(json.loads(json.dumps(schema), parse_float=Decimal))

"""The forms of plain values in JSON: what a value looks like, and how it is read.

In: nothing. Out: a `Form` for each kind of value of a case or a parameter. What its schema
accepts its reader takes, and the reverse; both are made of the same patterns and limits, and
`tests/runtime/read/test_forms.py` holds them together.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, Generic, TypeVar, assert_never

from polc.messages.text import say
from polc.records.frozen import frozen
from polc.runtime.amounts import MONEY_PATTERN, MOST_COUNT, MOST_MONEY, RATE_PATTERN
from polc.runtime.read.read_value import (
    COUNT_PATTERN,
    DATE_PATTERN,
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_AMOUNT,
    LONGEST_TEXT,
    MOMENT_PATTERN,
    MOST_BANDS,
    choice_reader,
    read_bands,
    read_count,
    read_date,
    read_flag,
    read_moment,
    read_money,
    read_rate,
    read_text,
    read_year,
)
from polc.runtime.vocabulary import CHINESE_CHOICES, Field

Read = TypeVar("Read", covariant=True)


@frozen
class Form(Generic[Read]):
    """`schema` is JSON Schema (draft 2020-12); `read` raises `ValueRefusedError`."""

    schema: Mapping[str, Any]
    read: Callable[[Any], Read]


def _whole(pattern: str) -> str:
    """The pattern of a whole text: a schema's patterns are searched for."""
    return f"^(?:{pattern})$"


MONEY: Final = Form[int](
    {
        "type": ["string", "number"],
        "pattern": _whole(MONEY_PATTERN),
        "maxLength": LONGEST_AMOUNT,
        "minimum": 0,
        "maximum": MOST_MONEY // 100,
        "multipleOf": 0.01,  # a figure of the schema, read as the decimal that is printed
        "description": say("yuan to the fen, as a decimal text such as `320.00` or a number"),
    },
    read_money,
)
RATE: Final = Form[int](
    {
        "type": "string",
        "pattern": _whole(RATE_PATTERN),
        "description": say("a percentage such as `60%`"),
    },
    read_rate,
)
COUNT: Final = Form[int](
    {
        "type": ["integer", "string"],
        "pattern": _whole(COUNT_PATTERN),
        "minimum": 0,
        "maximum": MOST_COUNT,
    },
    read_count,
)
DATE: Final = Form[int](
    {"type": "string", "format": "date", "pattern": _whole(DATE_PATTERN)}, read_date
)
MOMENT: Final = Form[int](
    {
        "type": "string",
        "pattern": _whole(MOMENT_PATTERN),
        "description": say("a day, or a day and time such as `2022-03-01T09:30`"),
    },
    read_moment,
)
YEAR: Final = Form[int]({"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}, read_year)
FLAG: Final = Form[int]({"type": "boolean"}, read_flag)
TEXT: Final = Form[str]({"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}, read_text)
BANDS: Final = Form[tuple[tuple[int, int], ...]](
    {
        "type": "array",
        "minItems": 1,
        "maxItems": MOST_BANDS,
        "items": {
            "type": "object",
            "properties": {
                "up_to": {**MONEY.schema, "type": [*MONEY.schema["type"], "null"]},
                "rate": RATE.schema,
            },
            "required": ["rate"],
            "additionalProperties": False,
        },
        "contains": {"properties": {"up_to": {"type": "null"}}},
        "minContains": 1,
        "maxContains": 1,
        "description": say("edges rise; the last band has none (null)"),
    },
    read_bands,
)


@cache
def form_of(field: Field) -> Form[int]:
    """The form of a field that rules compute with; that of a name is `TEXT`."""
    match field.kind:
        case "money":
            return MONEY
        case "count":
            return COUNT
        case "flag":
            return FLAG
        case "date":
            return MOMENT if field.name == "settled" else DATE
        case "choice":
            schema = TEXT.schema if field.open else {"enum": list(words_of(field))}
            return Form[int](schema, choice_reader(field))
        case "text":
            raise AssertionError(field.name)
        case never:
            assert_never(never)


def words_of(field: Field) -> tuple[str, ...]:
    """What a choice may be written as: its ids and their Chinese names."""
    chinese = tuple(word for word, choice in CHINESE_CHOICES.items() if choice in field.choices)
    return (*field.choices, *chinese)

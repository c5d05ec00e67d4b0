"""What the schema of a form accepts its reader takes, and the reverse."""

import json
import re
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polc.runtime.read.forms import (
    BANDS,
    COUNT,
    DATE,
    FLAG,
    MOMENT,
    MONEY,
    RATE,
    TEXT,
    YEAR,
    Form,
    form_of,
)
from polc.runtime.read.read_value import ValueRefusedError
from polc.runtime.vocabulary import find_field
from tests.inspect.exact_validator import validator_of

PLACE = find_field("place")
assert PLACE is not None
FORMS: dict[str, Form[Any]] = {
    "money": MONEY,
    "rate": RATE,
    "count": COUNT,
    "date": DATE,
    "moment": MOMENT,
    "year": YEAR,
    "flag": FLAG,
    "text": TEXT,
    "choice": form_of(PLACE),
}


def takes(form: Form[Any], value: Any) -> bool:
    try:
        form.read(value)
    except ValueRefusedError:
        return False
    return True


def near(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts of a form, and those with a character put in, taken out or written twice."""

    def change(text: str, at: int, put: str) -> str:
        place = at % (len(text) + 1)
        return text[:place] + put + text[place + (at % 3 == 0) :]

    put = st.sampled_from(("", "0", "9", "-", ".", "%", " ", "\n", ":", "T", "１", "a"))
    return texts | st.builds(change, texts, st.integers(0, 40), put)


def texts_of(form: Form[Any]) -> st.SearchStrategy[str]:
    pattern = form.schema.get("pattern")
    if pattern is not None:
        return st.from_regex(re.compile(pattern.replace("$", r"\Z"), re.ASCII))
    return st.sampled_from([str(word) for word in form.schema.get("enum", ["", "x", "x" * 201])])


NUMBERS = (
    st.integers(-3, 12)
    | st.integers(1890, 3010)
    | st.integers(10**9 - 3, 10**9 + 3)
    | st.integers(10**10 - 3, 10**10 + 3)
    | st.decimals(-1, 10**10 + 1, places=2)
    | st.decimals(0, 2, places=4)
    | st.sampled_from([Decimal(written) for written in ("-0.0", "0E-50", "1E+2", "2022.0", "1E-3")])
)
OTHERS = st.sampled_from([None, True, False, "", "2022-W01-1", "24:00", "100.5%", [], {}, [1]])


QUICK, LONG = 30, 300


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=QUICK)
@given(data=st.data())
def test_schema_and_reader_agree(name: str, data: st.DataObject) -> None:
    """A JSON value is of the form for both, or for neither."""
    assert_agree(name, data)


@pytest.mark.long
@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=LONG, deadline=None)
@given(data=st.data())
def test_schema_and_reader_agree_on_many_values(name: str, data: st.DataObject) -> None:
    """The same of more values."""
    assert_agree(name, data)


def assert_agree(name: str, data: st.DataObject) -> None:
    form = FORMS[name]
    value = data.draw(near(texts_of(form)) | NUMBERS | OTHERS)
    assert validator_of(form.schema).is_valid(value) == takes(form, value), value


EDGES = st.sampled_from(["1000", "2000.00", Decimal("3000.5"), "-1", "x", None])
ROWS = st.fixed_dictionaries(
    {"rate": st.sampled_from(["60%", "101%", 60])}, optional={"up_to": EDGES, "more": st.none()}
)


@settings(max_examples=QUICK)
@given(rows=st.lists(ROWS, max_size=4))
def test_bands_that_are_read_are_in_the_schema(rows: list[dict[str, Any]]) -> None:
    """Of bands a schema cannot say that edges rise and the open one is the last; what it can
    say the reader asks for too."""
    edges = [row.get("up_to") for row in rows]
    figures = [Decimal(edge) for edge in edges[:-1] if edge not in (None, "x")]
    in_order = len(figures) == len(rows) - 1 and figures == sorted(set(figures))
    accepted = validator_of(BANDS.schema).is_valid(rows)
    assert takes(BANDS, rows) == (accepted and in_order)


def test_a_hundred_bands_are_read() -> None:
    """99 edges and the open band; one more is refused by both."""
    rows: list[dict[str, Any]] = [{"up_to": str(edge), "rate": "1%"} for edge in range(1, 100)]
    for bands, right in (
        ([*rows, {"rate": "1%"}], True),
        ([*rows, rows[0], {"rate": "1%"}], False),
    ):
        assert validator_of(BANDS.schema).is_valid(bands) == takes(BANDS, bands) == right


@pytest.mark.parametrize("form", [*FORMS.values(), BANDS], ids=[*FORMS, "bands"])
def test_a_schema_is_one(form: Form[Any]) -> None:
    """Each form's schema is JSON, and one of draft 2020-12."""
    jsonschema.Draft202012Validator.check_schema(json.loads(json.dumps(form.schema)))


@pytest.mark.parametrize(
    ("form", "value"),
    [
        pytest.param(MONEY, Decimal("320.5"), id="a JSON number of yuan and jiao"),
        pytest.param(MONEY, "320.5000", id="zeros behind the fen"),
        pytest.param(MONEY, "10000000000.00", id="the largest amount"),
        pytest.param(RATE, "60.50000%", id="zeros behind the fourth decimal"),
        pytest.param(DATE, "2024-02-29", id="the leap day"),
        pytest.param(MOMENT, "2022-03-01T24:00", id="the end of a day"),
        pytest.param(COUNT, Decimal("3.0"), id="a whole number with a zero behind"),
    ],
)
def test_what_is_taken(form: Form[Any], value: Any) -> None:
    """Both take it."""
    assert takes(form, value)
    assert validator_of(form.schema).is_valid(value)


@pytest.mark.parametrize(
    ("form", "value"),
    [
        pytest.param(MONEY, "320.001", id="finer than a fen"),
        pytest.param(MONEY, "10000000000.01", id="a fen more than the largest amount"),
        pytest.param(MONEY, "-0.01", id="below zero"),
        pytest.param(MONEY, "320.00\n", id="a line end"),
        pytest.param(RATE, "100.0001%", id="above 100%"),
        pytest.param(DATE, "2023-02-29", id="no leap year"),
        pytest.param(DATE, "2022-W01-1", id="a day of a week"),
        pytest.param(MOMENT, "2022-03-01T25:00", id="no hour"),
        pytest.param(MOMENT, "2022-03-01 and more", id="words behind the day"),
        pytest.param(COUNT, 10**9, id="more than can be counted"),
    ],
)
def test_what_is_refused(form: Form[Any], value: Any) -> None:
    """Both refuse it."""
    assert not takes(form, value)
    assert not validator_of(form.schema).is_valid(value)

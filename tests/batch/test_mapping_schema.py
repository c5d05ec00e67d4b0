"""The JSON Schema of a mapping: what it takes the reader takes, and what it refuses is refused."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

import polc
from polc.batch.mapping_reader import Vocabulary
from polc.batch.mapping_schema import FILE, as_text
from polc.batch.read_mapping import MappingError, read_mapping
from polc.runtime.vocabulary import FIELDS
from tests.batch.town import MAPPING

VOCABULARY = Vocabulary(
    fields=FIELDS,
    identities={"dibao": "dibao", "低保对象": "dibao"},
    benefits=("basic", "help"),
    sums=("basic.line", "basic.paid"),
    of_year=("premium_subsidy",),
)
START = '[claims]\nid = "A"\nperson = "B"\ndate = "C"\n'


def page_mappings() -> list[str]:
    page = Path(polc.__file__).parents[1].joinpath("docs/batch.md").read_text(encoding="utf-8")
    first, second = (part.partition("```")[0] for part in page.split("```toml\n")[1:3])
    return [first, f"{first}\n{second}"]


def is_valid(text: str) -> bool:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(FILE.read_text(encoding="utf-8"))
    data: Any = tomllib.loads(text)
    return bool(jsonschema.Draft202012Validator(schema).is_valid(data))


def is_read(text: str) -> bool:
    try:
        read_mapping(text, VOCABULARY)
    except MappingError:
        return False
    return True


def test_the_file_is_that_of_the_module() -> None:
    """`python -m polc.batch.mapping_schema` writes it anew."""
    assert FILE.read_text(encoding="utf-8") == as_text()


@pytest.mark.parametrize("text", [START, MAPPING, *page_mappings()])
def test_what_is_read_is_valid(text: str) -> None:
    """Both take it."""
    assert is_read(text)
    assert is_valid(text)


@pytest.mark.parametrize(
    "text",
    [
        START.replace('id = "A"\n', ""),
        START.replace('date = "C"\n', ""),
        START + "total = 3\n",
        START + 'kind = "MED_TYPE"\n',
        START + 'kind = { column = "A", codes = { 1 = "住宿" } }\n',
        START + 'referred = { column = "A", codes = { 1 = "maybe" } }\n',
        START + 'hospital_level = { column = "A", codes = { 1 = "high" } }\n',
        START + 'kind = { column = "A", code = { 1 = "inpatient" } }\n',
        START + 'place = { insured = "A" }\n',
        START + 'refund = { of = "A", opposites = true }\n',
        START + 'refund = { of = "A", opposite = 1 }\n',
        START + 'totals = [{ of = "A" }]\n',
        START + 'totals = [{ of = "A", parts = [] }]\n',
        START + 'other_payments = "A"\n',
        START + 'only.valid = { column = "A", codes = { 1 = "yes" } }\n',
        START + '[[person.identities]]\ncolumn = "A"\ncodes = {}\nuntil = "B"\n',
        START + '[identities]\nperson = "A"\ncolumn = "B"\ncodes = {}\n',
        START + '[identities]\nperson = "A"\ncolumn = "B"\ncodes = {}\nfrom = "C"\nabsent = "x"\n',
        START + '[openings]\nperson = "A"\nyear = "B"\namount = "C"\n',
        START + '[persons]\nborn = "A"\n',
        START + "[clames]\n",
        "not_read = 3\n" + START,
    ],
)
def test_what_is_invalid_is_refused(text: str) -> None:
    """By both."""
    assert not is_valid(text)
    assert not is_read(text)

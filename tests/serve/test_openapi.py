"""The OpenAPI of a service: that it is one, and that what it says is so.

schemathesis makes requests of it, valid and broken ones, and holds every answer against it.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.serve.town import CASE, TEXT, claim, make_service, post, served

jsonschema = pytest.importorskip("jsonschema")


def write(folder: Path) -> Path:
    path = folder / "town.pol"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def document(tmp_path: Path) -> Any:
    with served(make_service(write(tmp_path))) as client:
        return client.get("/openapi.json").json()


def test_every_reference_is_there(document: Any) -> None:
    """No schema that is named is missing, and every one is a JSON Schema."""
    schemas = document["components"]["schemas"]

    def named(part: Any) -> set[str]:
        if isinstance(part, dict):
            own = {part["$ref"]} if "$ref" in part else set()
            return own.union(*map(named, part.values()))
        return set().union(*map(named, part)) if isinstance(part, list) else set()

    assert {name.rpartition("/")[2] for name in named(document)} <= set(schemas)
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_it_says_what_each_policy_answers(document: Any) -> None:
    """Under the policy's own name, with its cases."""
    assert document["openapi"] == "3.1.0"
    sent = document["paths"]["/town/settle"]["post"]["requestBody"]["content"]["application/json"]
    assert sent == {"schema": {"$ref": "#/components/schemas/town_case"}}
    assert document["components"]["schemas"]["town_case"]["title"] == "town 某镇"


def test_answers_are_as_it_says(tmp_path: Path) -> None:
    """A settlement, an explanation, an entry, a refusal."""
    with served(make_service(write(tmp_path))) as client:
        schemas = client.get("/openapi.json").json()["components"]["schemas"]
        opening = {"id": "y1", "year": 2023, "person": CASE["person"]}
        entry = {"claim": claim("c1", "03-01", "6000.00")}
        for path, body, schema in (
            ("/town/settle", CASE, "town_settlement"),
            ("/town/outcomes", CASE, "outcomes"),
            ("/town/explain", CASE, "town_explained"),
            ("/town/check", CASE, "checked_case"),
            ("/town/ledgers", opening, "ledger"),
            ("/town/ledgers/y1/entries", entry, "town_entered"),
            ("/town/ledgers/y1/entries", {"reverse": "c1"}, "town_entered"),
            ("/town/settle", {"claims": 1}, "problem"),
        ):
            jsonschema.validate(post(client, path, body).json(), schemas[schema])
        for body, schema in ((opening, "town_opening"), (entry, "town_entry"), (CASE, "town_case")):
            jsonschema.validate(body, schemas[schema])


def test_it_is_told_in_chinese(tmp_path: Path) -> None:
    """What each operation does."""
    with served(make_service(write(tmp_path))) as client:
        told = client.get("/openapi.json", headers={"accept-language": "zh"}).json()
    assert told["paths"]["/town/settle"]["post"]["summary"] == "结算个案"

"""schemathesis against a service: it makes requests of the OpenAPI, valid and broken ones, and
holds every answer against it. No answer is a mistake of the service's own, none is undescribed, and
what the schemas do not allow is refused.

A case that the schema allows may still be refused, with 422: that a day is out of force or an
identity ended before it began is no matter of a schema.
"""

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("schemathesis")
pytest.importorskip("starlette")

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.openapi import from_asgi

from polc.serve.app import make_app
from tests.serve.town import make_service, write_town

EXAMPLES = 15
REFUSED = ["2xx", "404", "409", "422"]
"""What may come of a request that the schemas allow."""


@pytest.fixture
def schema(tmp_path: Path) -> Any:
    service = make_service(write_town(tmp_path))
    accepted = {"positive_data_acceptance": {"expected-statuses": REFUSED}}
    load_all_checks()
    config = SchemathesisConfig.from_dict({"checks": accepted})
    return from_asgi("/openapi.json", make_app(service), config=config)


def ask(operation: Any, mode: Any) -> None:
    """Requests of one operation, each answer held against what is described."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def once(data: Any) -> None:
        data.draw(operation.as_strategy(generation_mode=mode)).call_and_validate()

    once()


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: str(mode.value))
def test_every_answer_is_described(schema: Any, mode: Any) -> None:
    """Of every operation, with requests as described or broken."""
    found = list(schema.get_all_operations())
    operations = [known.ok() for known in found if isinstance(known, Ok)]
    assert len(operations) == len(found)
    for operation in operations:
        ask(operation, mode)

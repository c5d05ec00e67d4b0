"""A request to the page's answers, as the page makes it, and the policy that it is about."""

import json
from typing import Any, Final

from polc.page.answer import answer

TOWN: Final = """policy town "某镇医疗救助" edition 1
source tn "镇发〔2022〕1号" issued 2021-12-31
use identities
layers assistance
benefit assistance "医疗救助" per claim {
  for dibao                       cite tn "一" TN-1
  deductible per year 1000 yuan   cite tn "二" TN-2
  rate 60%                        cite tn "三" TN-3
}
"""

CASE: Final = {
    "year": 2022,
    "person": {"id": "p1", "identities": ["dibao"]},
    "claims": [{"id": "c1", "date": "2022-03-01", "kind": "inpatient", "in_policy": "11000.00"}],
}


def ask(**request: Any) -> dict[str, Any]:
    """The answer to a request as data."""
    told = json.loads(answer(json.dumps(request)))
    assert isinstance(told, dict)
    return told


def ask_town(operation: str, text: str = TOWN, **more: Any) -> dict[str, Any]:
    """The answer to a request about the town's policy, or another text in its place."""
    return ask(operation=operation, files={"town.pol": text}, main="town.pol", **more)

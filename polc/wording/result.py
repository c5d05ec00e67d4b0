"""What became of a benefit in a claim, as people are told it.

In: the step that decided its amount, the steps of the claim, as `docs/json.md` has them. Out: the
word in the language of the reader: that of its status, or that nothing of the cost is above the
deductible, which the status calls `paid` with an amount of 0.00.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from polc.messages.text import Language, say, tell
from polc.runtime.explanation import BASE, COUNTED
from polc.wording.labels import label

Json = Mapping[str, Any]


def result_label(deciding: Json, steps: Iterable[Json], language: Language) -> str:
    """The word; `deciding` is empty where no step decided."""
    if _is_below_deductible(deciding, steps):
        return tell(say("below the deductible"), language)
    return label(str(deciding.get("status", "")), language).replace("_", " ")


def _is_below_deductible(deciding: Json, steps: Iterable[Json]) -> bool:
    if deciding.get("status") != "paid":
        return False
    base, counted = (deciding.get("inputs", {}).get(str(fact)) for fact in (BASE, COUNTED))
    if base is None or counted is None or Decimal(counted) or not Decimal(base):
        return False
    return any(
        step["benefit"] == deciding["benefit"]
        and step["rule"].endswith(".deductible")
        and step["status"] == "applied"
        for step in steps
    )

"""What became of a benefit in a claim, as people are told it.

In: the step that decided its amount, the steps of the claim, as `docs/json.md` has them. Out: the
word in the language of the reader: that of its status, or why the status `paid` has an amount of
0.00: nothing of the cost is above the deductible, or a limit leaves nothing.
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
    if _is_limited_to_nothing(deciding, steps):
        return tell(say("limit used up"), language)
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


def _is_limited_to_nothing(deciding: Json, steps: Iterable[Json]) -> bool:
    amount = deciding.get("amount")
    if deciding.get("status") != "paid" or amount is None or Decimal(amount):
        return False
    return any(
        step["benefit"] == deciding["benefit"] and step["status"] == "limited" for step in steps
    )

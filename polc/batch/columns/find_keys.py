"""The stays, chains, months, quarters and hospitals that have sums of their own, as numbers.

In: the rows of a year, by group of a person. Out: by scope a number of each row, from 0 without a
gap; rows of two persons have none in common.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from polc.batch.columns.integer_arrays import count_up, map_values, repeat
from polc.batch.columns.read_parts import TEXT
from polc.runtime.amounts import MISSING
from polc.runtime.days import period_of
from polc.runtime.periods import MONTHS_OF
from polc.runtime.plain.plain_claim import Target


def find_key(scope: str, group: Any, given: Mapping[Target, Any], ids: Mapping[str, Any]) -> Any:
    """The numbers of a scope; a row without a hospital has that of none."""
    import pyarrow
    from pyarrow import compute

    match scope:
        case "month" | "quarter":
            days = given["system", "date"]
            of = map_values(days, partial(_period_of, MONTHS_OF[scope]), pyarrow.int64())
            own = compute.dictionary_encode(of)
        case "hospital":
            nowhere = repeat(MISSING, len(group))
            own = compute.dictionary_encode(given.get((TEXT, "hospital"), nowhere))
        case "visit_month" | "visit_quarter" | "visit_hospital":
            stays = find_key("visit", group, given, ids)
            within = find_key(scope.removeprefix("visit_"), group, given, ids)
            both = compute.multiply(stays, 1 + (compute.max(within).as_py() or 0))
            both = compute.add(both, within)
            return compute.dictionary_encode(both).indices.cast(pyarrow.int64())
        case _ if "visit" not in ids:
            return count_up(len(group))
        case _:
            stays = compute.if_else(compute.equal(ids["visit"], ""), ids["id"], ids["visit"])
            own = compute.dictionary_encode(stays)
    together = compute.multiply(group, len(own.dictionary))
    together = compute.add(together, own.indices.cast(pyarrow.int64()))
    return compute.dictionary_encode(together).indices.cast(pyarrow.int64())


def _period_of(months: int, day: int) -> int:
    return period_of(day, months)

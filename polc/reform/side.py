"""One side of a reform: a policy under its readings and figures, as a whole or in one year.

In: a policy, a year. Out: `Side`; what it says for a parameter, as a case would write it.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from polc.api.policy import Policy
from polc.compiler.model.parameters import Parameter
from polc.inspect.describe import show_value
from polc.records.frozen import frozen
from polc.runtime.benefit_year import days_of_year


@frozen
class Side:
    """A policy, in one benefit year or in all (None); `source` is what it was called by, which
    tells two of one name apart."""

    policy: Policy
    year: int | None = None
    source: str = ""

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and the last day of the year, as ordinals."""
        if self.year is None:
            return None
        return days_of_year(self.year, self.policy.plan.dates.year_begins)

    def to_dict(self) -> dict[str, Any]:
        """What it is, as JSON has it."""
        policy = self.policy
        return {
            "policy": policy.name,
            "title": policy.plan.title,
            "fingerprint": policy.fingerprint,
            "year": self.year,
            "parameters": policy.parameters,
            "readings": dict(policy.readings),
        }

    def figure(self, parameter: Parameter) -> str:
        """What holds for a parameter; empty where the policy leaves it to be supplied and nobody
        does."""
        supplied = self.policy.parameters.get(parameter.id)
        if supplied is not None:
            return _written(self._of_year(supplied))
        values = {
            _span(value.first, value.last): show_value(parameter.kind, value.value)
            for value in parameter.values
            if self.year is None or _holds(value.first, value.last, self.year)
        }
        if len(values) == 1 and (self.year is not None or "" in values):
            return _written(next(iter(values.values())))
        return _written(values) if values else ""

    def day(self, slot: str) -> int | None:
        """The day that a parameter names in the year, where it names one."""
        parameters = {parameter.id: parameter for parameter in self.policy.plan.parameters}
        parameter = parameters.get(slot)
        if parameter is None or parameter.kind != "date" or self.year is None:
            return None
        try:
            return date.fromisoformat(self.figure(parameter)).toordinal()
        except ValueError:
            return None

    def _of_year(self, supplied: Any) -> Any:
        """Of figures by year that of this year."""
        if self.year is None or not isinstance(supplied, Mapping):
            return supplied
        if str(self.year) in supplied:
            return supplied[str(self.year)]
        return supplied.get("otherwise", supplied)


def _holds(first: int | None, last: int | None, year: int) -> bool:
    return (first is None or first <= year) and (last is None or year <= last)


def _span(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return ""
    if first == last:
        return str(first)
    return f"{'' if first is None else first}..{'' if last is None else last}"


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

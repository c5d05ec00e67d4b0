"""The plain roads of a policy: its own, and those under what cases and calls bring.

In: a policy's own road, what makes one under the parameters and readings of a case and the
parameters of a call. Out:
`PlainRoads`, which settles a case by the road that is its own. Many cases bring the same figures:
what is made for some stays for those after them.
"""

import marshal
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import field

from polc.records.mutable import define
from polc.runtime.plain.plain_case import PlainRoad
from polc.runtime.tell.result import Settlement

_BROUGHT: Final = ("parameters", "readings")

_MOST_KEPT: Final = 32
"""So many figures and choices are kept; a road under them has the functions of its years."""

_FORMAT: Final = 2
"""Of the bytes that stand for what is brought: the same for the same."""


@define(eq=False)
class PlainRoads:
    """`own` is that where nothing is brought; `configure` makes that of what a case and a call
    bring, None where it is refused. Threads share it: a road may be made twice."""

    own: PlainRoad
    configure: Callable[[Mapping[str, Any], Mapping[str, Any]], PlainRoad | None]
    _kept: dict[bytes, PlainRoad | None] = field(init=False, factory=dict)

    def settle(self, case: Mapping[str, Any], call: Mapping[str, Any]) -> Settlement | None:
        """The settlement under the parameters of a call, or None where the case is not plain."""
        if type(case) is not dict:
            return None
        if not (call or case.get("parameters") or case.get("readings")):
            return self.own.settle(case, case)
        road = self._find(case, call)
        if road is None:
            return None
        rest = {key: value for key, value in case.items() if key not in _BROUGHT}
        return road.settle(rest, case)

    def _find(self, case: dict[str, Any], call: Mapping[str, Any]) -> PlainRoad | None:
        brought = [dict(call), *[case.get(key) for key in _BROUGHT]]
        try:
            key = marshal.dumps(brought, _FORMAT)
        except ValueError:  # decimals, or values of the caller's own kinds
            return None
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = self.configure(case, call)
        return self._kept.get(key)

"""What a settlement was made with.

In: nothing; the API makes it, once for a benefit year of a policy. Out: `Header`.
"""

import marshal
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from attrs import field

from polc.records.frozen import frozen
from polc.runtime.case_snapshot import as_plain
from polc.runtime.tell.read_only import all_read_only, read_only


@frozen
class Header:
    """What a settlement was computed with; its `fingerprint` is worked out when it is read."""

    policy: str
    polc: str
    _identify: Callable[[], str] = field(eq=lambda identify: identify(), repr=False)
    parameters: Mapping[str, Any] = field(converter=all_read_only)
    readings: Mapping[str, str] = field(converter=read_only)

    @cached_property
    def fingerprint(self) -> str:
        """Identifies plan, readings and parameters: 32 hexadecimal digits."""
        return self._identify()

    @cached_property
    def _plain(self) -> dict[str, Any]:
        return {
            "policy": self.policy,
            "polc": self.polc,
            "fingerprint": self.fingerprint,
            "year": None,
            "parameters": as_plain(self.parameters),
            "readings": dict(self.readings),
        }

    @cached_property
    def _tables(self) -> tuple[tuple[str, bytes], ...]:
        """The parameters that are more than one figure, each as bytes: a copy is made of these."""
        return tuple(
            (name, marshal.dumps(value))
            for name, value in self._plain["parameters"].items()
            if isinstance(value, dict | list)
        )

    def as_plain(self, year: int) -> dict[str, Any]:
        """What the contract's JSON says of it, a new object each time: many settlements of a
        benefit year have one header."""
        plain = self._plain.copy()
        plain["year"] = year
        plain["parameters"] = parameters = plain["parameters"].copy()
        for name, table in self._tables:
            parameters[name] = marshal.loads(table)  # our own bytes
        plain["readings"] = plain["readings"].copy()
        return plain

    def __reduce__(self) -> tuple[Any, ...]:
        parts = (dict(self.parameters), dict(self.readings))
        return (_restore_header, (self.policy, self.polc, self.fingerprint, *parts))


def _restore_header(policy: str, polc: str, fingerprint: str, *parts: dict[str, Any]) -> Header:
    return Header(policy, polc, lambda: fingerprint, *parts)

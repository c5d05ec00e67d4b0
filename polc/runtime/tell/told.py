"""What a settlement tells, and what it was made with.

In: nothing; `make_settlement.py` works it out. Out: `Results`, whose parts may be worked out when
they are read, and `Told`, which has them all and travels.
"""

import marshal
from collections.abc import Callable, Mapping
from copy import deepcopy
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol

from attrs import field, fields, frozen

from polc.runtime.case_snapshot import CaseSnapshot, as_plain
from polc.runtime.explanation import Entry
from polc.runtime.settle.adjustments import Adjustment
from polc.runtime.tell.claim_result import ClaimResult
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
    def _plain(self) -> bytes:
        return marshal.dumps(as_plain(self.parameters))

    def plain_parameters(self) -> dict[str, Any]:
        """The parameters in values that JSON can carry, a new object each time: many settlements
        have one header."""
        plain: dict[str, Any] = marshal.loads(self._plain)  # our own bytes
        return plain

    def __reduce__(self) -> tuple[Any, ...]:
        parts = (dict(self.parameters), dict(self.readings))
        return (_restore_header, (self.policy, self.polc, self.fingerprint, *parts))


def _restore_header(policy: str, polc: str, fingerprint: str, *parts: dict[str, Any]) -> Header:
    return Header(policy, polc, lambda: fingerprint, *parts)


class Results(Protocol):
    """`benefits` are those per claim; `claims` stand in the order of settlement; `adjustments` are
    what claims make due for earlier ones, and in no claim; `entries` and `consulted` are made anew
    for each who asks."""

    @property
    def header(self) -> Header: ...
    @property
    def year(self) -> int: ...
    @property
    def benefits(self) -> tuple[str, ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def claims(self) -> tuple[ClaimResult, ...]: ...
    @property
    def adjustments(self) -> tuple[Adjustment, ...]: ...
    @property
    def person_year(self) -> Mapping[str, Decimal | str | None]: ...
    @property
    def undetermined(self) -> tuple[Mapping[str, str | None], ...]: ...
    @property
    def entitlements(self) -> Mapping[str, bool | None]: ...
    @property
    def alerts(self) -> tuple[Mapping[str, str], ...]: ...
    @property
    def limits(self) -> tuple[Mapping[str, str | None], ...]: ...
    @property
    def entries(self) -> tuple[Entry, ...]: ...
    @property
    def consulted(self) -> list[dict[str, Any]]: ...
    def tell_why(self) -> tuple[tuple[Entry, ...], list[dict[str, Any]]]:
        """Both: what is behind them is worked out once."""
        ...

    @property
    def snapshot(self) -> CaseSnapshot: ...


@frozen(kw_only=True)
class Told:
    """Every result, without what it was worked out from."""

    header: Header
    year: int
    benefits: tuple[str, ...]
    notes: tuple[str, ...]
    claims: tuple[ClaimResult, ...]
    adjustments: tuple[Adjustment, ...]
    person_year: Mapping[str, Decimal | str | None]
    undetermined: tuple[Mapping[str, str | None], ...]
    entitlements: Mapping[str, bool | None]
    alerts: tuple[Mapping[str, str], ...]
    limits: tuple[Mapping[str, str | None], ...]
    entries: tuple[Entry, ...]
    readings: list[dict[str, Any]]
    snapshot: CaseSnapshot

    @property
    def consulted(self) -> list[dict[str, Any]]:
        """The readings, a copy for each who asks."""
        return deepcopy(self.readings)

    def tell_why(self) -> tuple[tuple[Entry, ...], list[dict[str, Any]]]:
        """Both."""
        return self.entries, self.consulted


def tell_all(results: Results) -> Told:
    """Everything worked out."""
    names = (part.name for part in fields(Told) if part.name != "readings")
    return Told(**{name: getattr(results, name) for name in names}, readings=results.consulted)

"""What a plain claim came to as the contract's JSON says it, straight from what its function gave.

In: an executable policy, whose results have their places once. Out: `ClaimTeller`, which tells of a
claim what `ClaimResult.to_dict` tells.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import field

from polc.records.mutable import define
from polc.runtime.amounts import format_money
from polc.runtime.executable import Executable, payer_result
from polc.runtime.plain.plain_claim import ClaimShape, Pick, Values, take_at
from polc.runtime.settle.reports import Reports
from polc.runtime.tell.claim_result import format_parts

Given = tuple[int, ...]
"""What a claim's function gave: 0, its results, the sums after it."""


@define(eq=False)
class ClaimTeller:
    """The places of a claim's results in what its function gives."""

    executable: Executable
    amounts: Pick = field(init=False)
    """What each benefit pays, then what is left in policy."""
    _identity: int = field(init=False)
    _outside: int | None = field(init=False)
    _payers: tuple[tuple[str, int, int], ...] = field(init=False)
    """Of each benefit that may name who pays it: its name, its place and that of the payer."""
    _shares: tuple[tuple[str, int, str, int], ...] = field(init=False)
    """Of each benefit that several pay: its name, its place, a payer, the place of its part."""
    _flagged: tuple[tuple[str, int], ...] = field(init=False)

    @amounts.default
    def _find_amounts(self) -> Pick:
        return take_at([*map(self._at, self.executable.benefits), self._at("remaining")])

    @_identity.default
    def _find_identity(self) -> int:
        return self._at("identity")

    @_outside.default
    def _find_outside(self) -> int | None:
        return self._at("outside") if "outside" in self.executable.outputs else None

    @_payers.default
    def _find_payers(self) -> tuple[tuple[str, int, int], ...]:
        return tuple(
            (name, self._at(name), self._at(payer_result(name)))
            for name in self.executable.benefits
            if payer_result(name) in self.executable.outputs
        )

    @_shares.default
    def _find_shares(self) -> tuple[tuple[str, int, str, int], ...]:
        return tuple(
            (name, self._at(name), payer, self._at(output))
            for name, payer, output in self.executable.shares
        )

    @_flagged.default
    def _find_flagged(self) -> tuple[tuple[str, int], ...]:
        return tuple((name, self._at(output)) for name, output in self.executable.flagged)

    def _at(self, output: str) -> int:
        return 1 + self.executable.outputs.index(output)

    def tell(
        self,
        claim: str,
        shape: ClaimShape,
        values: Values,
        given: Given,
        amounts: Sequence[int],
        reports: Reports,
    ) -> dict[str, Any]:
        """The claim of this id; `amounts` are what `amounts` finds in what is `given`."""
        executable = self.executable
        identity = given[self._identity]
        texts = [*map(format_money, amounts)]
        payers = self._find_payers_of(given) if self._payers else {}
        due = reports.due.get(claim) if reports.due else None
        return {
            "id": claim,
            "identity": executable.identity_names[identity.bit_length() - 1] if identity else None,
            "benefits": dict(zip(executable.benefits, texts, strict=False)),
            "remaining": texts[-1],
            "patient_pays": self._patient_pays(claim, shape, values, given, amounts[-1], reports),
            "payer": self._payer_of_all(amounts, payers) if payers else None,
            "payers": payers,
            **(self._tell_parts(given) if self._shares else {}),
            "entitlements": dict(reports.rights.get(claim, ())) if reports.rights else {},
            "due_at_admission": None,
            **(_format_due(due) if due else {}),
            "not_specified": [name for name, place in self._flagged if given[place]],
        }

    def _patient_pays(
        self,
        claim: str,
        shape: ClaimShape,
        values: Values,
        given: Given,
        remaining: int,
        reports: Reports,
    ) -> str | None:
        """What the person pays in all, where the total cost is known and what an institution
        bears of it."""
        if shape.total is None or claim in reports.open_shares:
            return None
        fen: int = remaining + values[shape.total] - values[shape.in_policy]
        if self._outside is not None:
            fen -= given[self._outside]
        if reports.excesses:
            fen -= reports.borne_by_institutions(claim)
        return format_money(fen)

    def _find_payers_of(self, given: Given) -> dict[str, str]:
        """Who pays each benefit that pays something, where somebody is named."""
        names = self.executable.payers
        return {
            name: names[given[payer] - 1]
            for name, amount, payer in self._payers
            if given[payer] and given[amount]
        }

    def _tell_parts(self, given: Given) -> dict[str, Any]:
        """What each of several payers pays of each benefit that pays something."""
        parts: dict[str, dict[str, int]] = {}
        for name, amount, payer, part in self._shares:
            if given[amount]:
                parts.setdefault(name, {})[payer] = given[part]
        return {"paid_by": format_parts(parts)} if parts else {}

    def _payer_of_all(self, amounts: Sequence[int], payers: dict[str, str]) -> str | None:
        """Whoever pays each of the benefits of the claim."""
        benefits = zip(self.executable.benefits, amounts, strict=False)
        named = {payers.get(name) for name, fen in benefits if fen > 0}
        return named.pop() if len(named) == 1 else None


def _format_due(due: Mapping[str, int | None]) -> dict[str, str | None]:
    return {name: None if fen is None else format_money(fen) for name, fen in due.items()}

"""What a plain claim came to as the contract's JSON says it, straight from what its function gave.

In: an executable policy, whose results have their places once. Out: `ClaimTeller`, which tells of a
claim what `ClaimResult.to_dict` tells.
"""

from collections.abc import Mapping
from typing import Any

from attrs import field

from polc.records.mutable import define
from polc.runtime.amounts import FEN, format_money
from polc.runtime.executable import Executable, payer_result
from polc.runtime.plain.plain_claim import ClaimShape, Pick, Values, take_at
from polc.runtime.plain.write_teller import TellPlainly, compile_teller
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
    _tell_plainly: TellPlainly = field(init=False)
    _remaining: int = field(init=False)
    _outside: int | None = field(init=False)
    _payers: tuple[tuple[str, int, int], ...] = field(init=False)
    """Of each benefit that may name who pays it: its name, its place and that of the payer."""
    _shares: tuple[tuple[str, int, str, int], ...] = field(init=False)
    """Of each benefit that several pay: its name, its place, a payer, the place of its part."""
    _flagged: tuple[tuple[str, int], ...] = field(init=False)

    @amounts.default
    def _find_amounts(self) -> Pick:
        return take_at([*map(self._at, self.executable.benefits), self._at("remaining")])

    @_tell_plainly.default
    def _write(self) -> TellPlainly:
        executable = self.executable
        places = (*map(self._at, executable.benefits), self._at("remaining"))
        maker = compile_teller(places, self._at("identity"))
        return maker(format_money, FEN, executable.identity_names, *executable.benefits)

    @_remaining.default
    def _find_remaining(self) -> int:
        return self._at("remaining")

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
        reports: Reports,
        reported: str,
    ) -> dict[str, Any]:
        """The claim of this id, which is `reported` under that."""
        told = self._tell_plainly(claim, given)
        told["patient_pays"] = self._patient_pays(reported, shape, values, given, reports)
        payers = self._find_payers_of(given) if self._payers else {}
        told["payer"] = self._payer_of_all(given, payers) if payers else None
        told["payers"] = payers
        if self._shares:
            told |= self._tell_parts(given)
        told["entitlements"] = dict(reports.rights.get(reported, ())) if reports.rights else {}
        told["due_at_admission"] = None
        if reports.due:
            told |= _format_due(reports.due.get(reported, {}))
        told["not_specified"] = (
            [name for name, place in self._flagged if given[place]] if self._flagged else []
        )
        return told

    def _patient_pays(
        self,
        claim: str,
        shape: ClaimShape,
        values: Values,
        given: Given,
        reports: Reports,
    ) -> str | None:
        """What the person pays in all, where the total cost is known and what an institution
        bears of it."""
        if shape.total is None or claim in reports.open_shares:
            return None
        fen: int = given[self._remaining] + values[shape.total] - values[shape.in_policy]
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

    def _payer_of_all(self, given: Given, payers: dict[str, str]) -> str | None:
        """Whoever pays each of the benefits of the claim."""
        benefits = zip(self.executable.benefits, self.amounts(given), strict=False)
        named = {payers.get(name) for name, fen in benefits if fen > 0}
        return named.pop() if len(named) == 1 else None


def _format_due(due: Mapping[str, int | None]) -> dict[str, str | None]:
    return {name: None if fen is None else format_money(fen) for name, fen in due.items()}

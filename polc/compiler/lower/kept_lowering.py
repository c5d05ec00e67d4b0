"""What the lowerings of one program under many choices share.

In: a program. Out: `KeptLowering`: what is the same under all choices, and what was made of each
part of the program under those that it asks for.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from attrs import field

from polc.compiler.lower.by_choices import ByChoices
from polc.compiler.lower.chosen_parameters import ChosenParameters, chosen_parameters
from polc.compiler.lower.kept_terms import KeptTerms
from polc.compiler.model.readings import ReadingSpec
from polc.compiler.typed.nodes.program import Program, TypedPool
from polc.compiler.typed.nodes.tallies import TypedTally
from polc.records.mutable import define
from polc.runtime.vocabulary import Field

T = TypeVar("T")


@define(eq=False)
class KeptLowering:
    """`readings` are those of the program as they stand under each choice of theirs. A program that
    is lowered once (not `many`) keeps nothing: what stands behind each part of it would be as long
    as all before it."""

    program: Program
    many: bool = True
    terms: KeptTerms = field(init=False)
    parameters: ChosenParameters = field(init=False)
    bits: Mapping[str, int] = field(init=False)
    pools: Mapping[str, TypedPool] = field(init=False)
    tallies: Mapping[str, TypedTally] = field(init=False)
    payers: Mapping[str, int] = field(init=False)
    fields: Mapping[str, Field] = field(init=False)
    readings: dict[tuple[str, str], ReadingSpec] = field(init=False, factory=dict)
    _parts: dict[object, ByChoices[Any]] = field(init=False, factory=dict)

    @terms.default
    def _make_terms(self) -> KeptTerms:
        return KeptTerms(self.program)

    @parameters.default
    def _make_parameters(self) -> ChosenParameters:
        return chosen_parameters(self.program)

    @bits.default
    def _place_identities(self) -> Mapping[str, int]:
        return {identity.id: place for place, identity in enumerate(self.program.identities)}

    @pools.default
    def _name_pools(self) -> Mapping[str, TypedPool]:
        return {pool.id: pool for pool in self.program.pools}

    @tallies.default
    def _name_tallies(self) -> Mapping[str, TypedTally]:
        return {tally.id: tally for tally in self.program.tallies}

    @payers.default
    def _place_payers(self) -> Mapping[str, int]:
        return {payer.id: place for place, payer in enumerate(self.program.payers, start=1)}

    @fields.default
    def _name_fields(self) -> Mapping[str, Field]:
        return {field_.name: field_ for field_ in self.program.fields}

    def find(
        self, part: object, choices: Mapping[str, str], make: Callable[[Mapping[str, str]], T]
    ) -> T:
        """What is made of a part under these choices: made once for all choices that agree in the
        readings for which `make` asks. `part` says what else it hangs on."""
        if not self.many:
            return make(choices)
        known: ByChoices[T] = self._parts.setdefault(part, ByChoices())
        return known.find(choices, make)

"""How an ordinary person is read: one of known keys, whose identities are held on all days.

In: the keys of a person in their order, what the policy knows of its cases. Out: a `PersonShape`,
which takes the person's values to the integers that the policy computes with, and later gives the
`PersonRead` that `read_person` gives. It raises one of `NOT_PLAIN` for whatever is not plainly
right.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from polc.runtime.amounts import MISSING
from polc.runtime.case import CaseLayout, HeldIdentity, Inputs, PersonRead
from polc.runtime.forms import form_of
from polc.runtime.plain_claim import NotPlainError, Target, Values, remembering
from polc.runtime.read_person import person_fields
from polc.runtime.read_value import read_text
from polc.runtime.vocabulary import Field, in_municipality

_NOBODY: Final = ()

Bits = tuple[int, ...]


@frozen(kw_only=True)
class PersonShape:
    """The persons with the same keys in the same order. `targets` are the inputs that the keys
    give; `id` and `identities` the places of these among the values (None: not given), `places`
    those of the inputs that the policy's function takes."""

    layout: CaseLayout
    readers: tuple[Callable[[Any], Any], ...]
    targets: tuple[Target | None, ...]
    id: int | None
    identities: int | None
    places: tuple[int | None, ...]

    def read(self, person: Mapping[str, Any]) -> Values:
        """The values of a person. Raises one of `NOT_PLAIN`."""
        return [read(value) for read, value in zip(self.readers, person.values(), strict=True)]

    def bits_of(self, values: Values) -> Bits:
        """The identities held, in the order of the case."""
        found: Bits = _NOBODY if self.identities is None else values[self.identities]
        return found

    def figures_of(self, values: Values) -> tuple[int, ...]:
        """What the policy's function takes of the person."""
        return tuple(MISSING if place is None else values[place] for place in self.places)

    def as_read(self, values: Values) -> PersonRead:
        """The person as `read_person` reads it."""
        inputs: Inputs = {
            target: value
            for target, value in zip(self.targets, values, strict=True)
            if target is not None
        }
        held = tuple(HeldIdentity(bit, None, None) for bit in self.bits_of(values))
        known = "" if self.id is None else str(values[self.id])
        return PersonRead(known, held, inputs, self.layout.equivalences)


def make_person_shape(
    keys: tuple[str, ...], layout: CaseLayout, asked: Sequence[Target]
) -> PersonShape | None:
    """The shape of persons with these keys, where they are plain; `asked` are the inputs that the
    policy's function takes."""
    fields = person_fields(layout)
    readers: list[Callable[[Any], Any]] = []
    targets: list[Target | None] = []
    known: dict[str, int] = {}
    for place, key in enumerate(keys):
        field, target = fields.get(key), None
        if field is not None:
            target = (field.scope, field.name)
            if target in targets or field.opens or field.name == "recognised":
                return None
            readers.append(_reader_of(field, layout))
        elif key == "identities":
            known["identities"] = place
            readers.append(_identities_reader(layout))
        elif key in ("id", "psn_no") and "id" not in known:
            known["id"] = place
            readers.append(read_text)
        else:
            return None
        targets.append(target)
    return PersonShape(
        layout=layout,
        readers=tuple(readers),
        targets=tuple(targets),
        id=known.get("id"),
        identities=known.get("identities"),
        places=tuple(targets.index(target) if target in targets else None for target in asked),
    )


def _reader_of(field: Field, layout: CaseLayout) -> Callable[[Any], Any]:
    read = form_of(field).read
    if layout.municipality and field.name == "insured_at":
        return lambda value: in_municipality("insured_at", read(value))
    return remembering(read) if field.kind in ("date", "choice") else read


def _identities_reader(layout: CaseLayout) -> Callable[[Any], Bits]:
    """How identities without days are read: the bit of each; of one that counts by its grade
    nobody knows whether it counts."""
    bits = {word: bit for word, bit in layout.bits.items() if bit not in layout.grades}

    def read(value: Any) -> Bits:
        if type(value) is not list:
            raise NotPlainError
        return tuple([bits[_word_of(entry)] for entry in value])

    return read


def _word_of(entry: Any) -> Any:
    """The identity that an entry names, and nothing else of it."""
    if type(entry) is not dict:
        return entry
    if len(entry) > 1:
        raise NotPlainError
    return entry["id"]

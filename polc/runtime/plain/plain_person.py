"""How an ordinary person is read: one of known keys, whose identities are held on all days.

In: the keys of a person in their order, what the policy knows of its cases. Out: a `PersonShape`,
which takes the person's values to the integers that the policy computes with, and later gives the
`PersonRead` that `read_person` gives. It raises one of `NOT_PLAIN` for whatever is not plainly
right.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from polc.messages.text import Text
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.amounts import MISSING
from polc.runtime.case import CaseLayout, HeldIdentity, Inputs, PersonRead
from polc.runtime.plain.plain_claim import Pick, Target, Values, remembering, take_at
from polc.runtime.plain.reader import NotPlainError, Reader, ReadValue, Remembered
from polc.runtime.plain.settle_plain import Fixed, FixedOn
from polc.runtime.read.forms import form_of
from polc.runtime.read.read_person import person_fields
from polc.runtime.read.read_value import read_text
from polc.runtime.vocabulary import Field, in_municipality

_NOBODY: Final = ()

_LAST: Final = (MISSING,)

BORN: Final = ("person", "born")

Words = tuple[str, ...]
"""Identities as a case names them."""


@frozen(kw_only=True)
class PersonShape:
    """The persons with the same keys in the same order. `targets` are the inputs that the keys
    give; `id`, `identities` and `born` the places of these among the values (None: not given);
    `pick` takes what the policy's function asks of a person out of the values."""

    layout: CaseLayout
    reader: Reader
    targets: tuple[Target | None, ...]
    id: int | None
    identities: int | None
    born: int | None
    pick: Pick

    def read(self, person: Mapping[str, Any]) -> Values:
        """The values of a person, and last what stands for one that is not given. Raises one of
        `NOT_PLAIN`."""
        return self.reader.read(person) + _LAST

    def words_of(self, values: Values) -> Words:
        """The identities held, in the order of the case."""
        found: Words = _NOBODY if self.identities is None else values[self.identities]
        return found

    def as_read(self, values: Values) -> PersonRead:
        """The person as `read_person` reads it. Raises `KeyError` for a word that names no
        identity, or one that counts by its grade."""
        inputs: Inputs = {
            target: value
            for target, value in zip(self.targets, values, strict=False)
            if target is not None
        }
        layout = self.layout
        bits = [layout.bits[word] for word in self.words_of(values)]
        if not layout.grades.keys().isdisjoint(bits):
            raise KeyError
        held = tuple(HeldIdentity(bit, None, None) for bit in bits)
        known = "" if self.id is None else str(values[self.id])
        return PersonRead(known, held, inputs, layout.equivalences, self.identities is None)


@define(eq=False)
class PlainPerson:
    """A person of a plain case: what the policy's functions take of the person and the year, what
    is noted of the identities, where that is known; and as read with care, or the shape and the
    values."""

    fixed: Fixed | FixedOn
    notes: tuple[Text, ...] | None
    _read: PersonRead | PersonShape
    _values: Values | None = None

    @property
    def has_days(self) -> bool:
        """Whether it was read with care, for the days of its identities."""
        return self._values is None

    @property
    def words(self) -> Words | None:
        """The identities, as the case names them, of one who holds them on all days."""
        if self._values is None or isinstance(self._read, PersonRead):
            return None
        return self._read.words_of(self._values)

    def open(self) -> PersonRead:
        """The person as `read_person` reads it."""
        if self._values is None or isinstance(self._read, PersonRead):
            assert isinstance(self._read, PersonRead)
            return self._read
        return self._read.as_read(self._values)


def make_person_shape(
    keys: tuple[str, ...], layout: CaseLayout, asked: Sequence[Target]
) -> PersonShape | None:
    """The shape of persons with these keys, where they are plain; `asked` are the inputs that the
    policy's function takes."""
    fields = person_fields(layout)
    readers: list[ReadValue | Remembered] = []
    targets: list[Target | None] = []
    known: dict[str, int] = {}
    for place, key in enumerate(keys):
        field, target = fields.get(key), None
        if field is not None:
            target = (field.scope, field.name)
            noted = field.opens or target in layout.idle_fields
            if target in targets or noted or field.name == "recognised":
                return None
            readers.append(_reader_of(field, layout))
        elif key == "identities":
            known["identities"] = place
            readers.append(_read_words)
        elif key in ("id", "psn_no") and "id" not in known:
            known["id"] = place
            readers.append(read_text)
        else:
            return None
        targets.append(target)
    return PersonShape(
        layout=layout,
        reader=Reader(tuple(readers)),
        targets=tuple(targets),
        id=known.get("id"),
        identities=known.get("identities"),
        born=targets.index(BORN) if BORN in targets else None,
        pick=take_at([targets.index(target) if target in targets else -1 for target in asked]),
    )


def _reader_of(field: Field, layout: CaseLayout) -> ReadValue | Remembered:
    read = form_of(field).read
    if layout.municipality and field.name == "insured_at":
        return lambda value: in_municipality("insured_at", read(value))
    return remembering(read) if field.kind in ("date", "choice") else read


def _read_words(value: Any) -> Words:
    """The words of identities without days and grades."""
    if type(value) is not list:
        raise NotPlainError
    words: Words = tuple(value)
    for word in words:
        if type(word) is not str:
            return tuple(map(_word_of, words))
    return words


def _word_of(entry: Any) -> str:
    """The identity that is named, by an object that says nothing else of it or by itself."""
    if type(entry) is str:
        return entry
    if type(entry) is not dict or len(entry) > 1 or type(entry["id"]) is not str:
        raise NotPlainError
    return str(entry["id"])

"""How a claim of ordinary shape is read: a claim whose keys are known has a reader of its own.

In: the keys of a claim in their order, what the policy knows of its cases. Out: a `ClaimShape`,
which takes the claim's values straight to the integers that the policy computes with, and later
gives the `ClaimRead` that `read_claim` gives. It raises one of `NOT_PLAIN` for whatever is not
plainly right: then `read_claim` says what is wrong, or that nothing is.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, Final

from attrs import field

from polc.messages.text import Text
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.amounts import MISSING
from polc.runtime.case import CaseLayout, ClaimRead, Inputs
from polc.runtime.executable import Output
from polc.runtime.joined_reports import JoinedReports
from polc.runtime.plain.reader import NotPlainError, Reader, ReadValue, Remembered
from polc.runtime.read.near_words import near_word
from polc.runtime.read.read_claim import DEFAULTS, TEXTS, note_default, reader_of
from polc.runtime.read.read_value import (
    ValueRefusedError,
    read_count,
    read_flag,
    read_money,
    read_text,
)
from polc.runtime.vocabulary import Field, in_municipality

Target = tuple[str, str]
Pick = Callable[[Sequence[Any]], tuple[int, ...]]
"""Arguments, out of what was read and what is fixed."""

Values = tuple[Any, ...]
"""What a claim gave: integers and ids in the order of its keys, then what it says was paid."""


NOT_PLAIN: Final = (NotPlainError, ValueRefusedError, KeyError, TypeError)
"""What reading raises: a word that is no key, a value that cannot be one, a refused value."""

CONSTANTS: Final = (MISSING, 0, 1)
"""What stands first among what is fixed: what is not given, and what defaults may be."""

_MOST_NOTED: Final = 1024
"""So many notes are kept, by the place of the claim and what was taken for granted."""

remembering = cache(Remembered)
"""A reader of days or of words that remembers, one for each."""


@define(eq=False)
class Picks:
    """What takes the arguments of results of reports, `made` when they are first asked for: by
    which place each input stands among the values, and that of one which is not there."""

    _at: Mapping[Target, int]
    _absent: int
    made: dict[str, Pick] = field(init=False, factory=dict)

    def make(self, output: Output | JoinedReports) -> Pick:
        """What takes those of a result, or of all of them."""
        pick = take_at([self._at.get(input_, self._absent) for input_ in output.inputs])
        self.made[output.name] = pick
        return pick


@frozen(kw_only=True, eq=False)
class ClaimShape:
    """The claims with the same keys in the same order. `targets` are the inputs that the keys
    give, the numbers and those of `texts` the places among the values (None: not given), `number`
    that of the id, `stay` that of the
    visit or else the id, `is_alone` whether it says no visit and no claim that it goes on from;
    `defaulted` are the fields that are not given and have a default. `pick` takes the arguments of
    the policy's function out of the values followed by what is fixed for the person and the year,
    `picks` those of results of reports in the same way, `take_all` of `all` that may be asked for;
    of the `noted` inputs it is told
    that their default was taken."""

    layout: CaseLayout
    reader: Reader
    targets: tuple[Target | None, ...]
    texts: Mapping[str, int]
    paid: int | None
    defaulted: tuple[Target, ...]
    date: int
    day: int
    identity_day: int
    in_policy: int
    total: int | None
    is_alone: bool
    admitted: int | None
    seq: int | None
    number: int | None
    stay: int | None
    continues: int | None
    pick: Pick
    picks: "Picks"
    noted: tuple[Target, ...]
    _all: tuple[Target, ...]
    _take_all: Pick

    @property
    def cost(self) -> int:
        """The place of the total, or else of what is in policy."""
        return self.in_policy if self.total is None else self.total

    def text_of(self, values: Values, name: str) -> str:
        """A text of a claim, or empty."""
        place = self.texts.get(name)
        text: str = "" if place is None else values[place]
        return text

    def id_of(self, values: Values, position: int) -> str:
        """The id of a claim; one without has its place for one."""
        if self.number is None:
            return f"c{position + 1}"
        text: str = values[self.number]
        return text

    def visit_of(self, values: Values, position: int) -> str:
        """The stay that a claim belongs to, or is."""
        if self.stay is None:
            return f"c{position + 1}"
        text: str = values[self.stay]
        return text

    def inputs_of(self, values: Values, fixed: tuple[int, ...]) -> Inputs:
        """Everything that something asks of the claim, the person and the year."""
        return dict(zip(self._all, self._take_all(values + fixed), strict=True))

    def as_read(self, values: Values, position: int) -> ClaimRead:
        """The claim as `read_claim` reads it."""
        inputs: Inputs = {
            target: value
            for target, value in zip(self.targets, values, strict=False)
            if target is not None
        }
        if self.paid is not None:
            for benefit, fen in zip(self.layout.benefits, values[len(self.targets) :], strict=True):
                if fen != MISSING:
                    inputs["paid", benefit] = fen
        for target in self.defaulted:
            inputs[target] = DEFAULTS[target]
        return ClaimRead(
            id=self.id_of(values, position),
            position=position,
            date=values[self.date],
            seq=0 if self.seq is None else values[self.seq],
            visit=self.visit_of(values, position),
            inputs=inputs,
            continues=self.text_of(values, "continues"),
            day=values[self.day],
            identity_day=values[self.identity_day],
            hospital=self.text_of(values, "hospital"),
        )

    def notes(self, position: int) -> tuple[Text, ...]:
        """What was taken for granted."""
        return _note_defaults(position, self.noted) if self.noted else ()


def make_claim_shape(
    keys: tuple[str, ...],
    layout: CaseLayout,
    inputs: Sequence[Target],
    fixed: Sequence[Target],
) -> ClaimShape | None:
    """The shape of claims with these keys, where they are plain. `inputs` are the arguments of the
    policy's function, `fixed` what hangs on the person and the year alone; its figures follow
    `CONSTANTS`."""
    found = _Parts(layout=layout)
    if not all(found.add(key) for key in keys) or not found.is_whole():
        return None
    targets = found.targets
    at = {target: place for place, target in enumerate(targets) if target is not None}
    count = len(keys)
    if found.paid is not None:
        at |= {("paid", benefit): count + place for place, benefit in enumerate(layout.benefits)}
        count += len(layout.benefits)
    defaulted = tuple(target for target in DEFAULTS if target not in at)
    at |= {target: count + CONSTANTS.index(DEFAULTS[target]) for target in defaulted}
    at |= {target: count + len(CONSTANTS) + place for place, target in enumerate(fixed)}
    at["system", "date"] = at["claim", layout.rules_day]
    return ClaimShape(
        layout=layout,
        reader=Reader(tuple(found.readers), found.ordered(at), found.paid, layout.benefits),
        targets=tuple(targets),
        texts=found.texts,
        paid=found.paid,
        defaulted=defaulted,
        date=at["claim", "date"],
        day=at["claim", layout.rules_day],
        identity_day=at["claim", layout.identity_day],
        in_policy=at["claim", "in_policy"],
        is_alone=found.texts.keys().isdisjoint(("visit", "continues")),
        total=at.get(("claim", "total")),
        admitted=at.get(_ADMITTED),
        seq=found.seq,
        number=found.texts.get("id"),
        stay=found.texts.get("visit", found.texts.get("id")),
        continues=found.texts.get("continues"),
        pick=take_at([at.get(input_, count) for input_ in inputs]),
        picks=Picks(at, count),
        noted=tuple(target for target in defaulted if target in layout.reads),
        all=tuple(at),
        take_all=take_at([*at.values()]),
    )


_ADMITTED: Final = ("claim", "admitted")
_IN_POLICY: Final = ("claim", "in_policy")


def take_at(places: Sequence[int]) -> Pick:
    """What stands at these places, in their order."""
    if len(places) > 1:
        return itemgetter(*places)
    if not places:
        return lambda _: ()
    only = places[0]
    return lambda values: (values[only],)


@lru_cache(maxsize=_MOST_NOTED)
def _note_defaults(position: int, noted: tuple[Target, ...]) -> tuple[Text, ...]:
    return tuple([note_default(f"claims[{position}]", target) for target in noted])


@define(kw_only=True)
class _Parts:
    """What the keys of a claim come to."""

    layout: CaseLayout
    readers: list[ReadValue | Remembered] = field(factory=list)
    targets: list[Target | None] = field(factory=list)
    texts: dict[str, int] = field(factory=dict)
    paid: int | None = None
    seq: int | None = None

    def add(self, key: str) -> bool:
        """Adds a key; False where a claim that has it is not plain."""
        place, target, name = len(self.readers), None, TEXTS.get(key)
        found = reader_of(key, self.layout)
        if found is not None:
            target, read = found
            if target in self.targets or target == ("claim", "hospital"):
                # A rule asks which hospital it is: claims are told apart by its text too.
                return False
            if target in self.layout.idle_fields:
                # That it changes nothing is noted.
                return False
            reader: ReadValue | Remembered = self._reader(target, read)
        elif key == "seq":
            self.seq, reader = place, read_count
        elif key == "paid":
            self.paid, reader = place, _paid_reader(self.layout.benefits)
        elif name == "reverses":
            reader = _no_refund
        elif name is not None and name not in self.texts:
            self.texts[name], reader = place, read_text
        else:
            return False
        self.readers.append(reader)
        self.targets.append(target)
        return True

    def is_whole(self) -> bool:
        """Whether nothing is missing that a claim has, and nothing may be said twice."""
        days = ("date", self.layout.rules_day, self.layout.identity_day)
        given = [target for target in self.targets if target and target[0] == "paid"]
        return (
            all(("claim", name) in self.targets for name in (*days, "in_policy"))
            and all(benefit in self.layout.benefits for _, benefit in given)
            and not (given and self.paid is not None)
        )

    def ordered(self, at: Mapping[Target, int]) -> tuple[tuple[int, int], ...]:
        """What may not be above what, by their places: what is in policy above the total, the day
        of admission above that of the claim."""
        pairs = ((_IN_POLICY, ("claim", "total")), (_ADMITTED, ("claim", "date")))
        return tuple((at[low], at[high]) for low, high in pairs if low in at and high in at)

    def _reader(self, target: Target, read: ReadValue) -> ReadValue | Remembered:
        if read in (read_money, read_count, read_flag):
            return read
        if self.layout.municipality and target == ("claim", "place"):
            return remembering(_in_city(read))
        for asked in self.layout.fields:
            if asked.open and target == ("claim", asked.name):
                return remembering(_unlike(asked, read))
        return remembering(read)


@cache
def _in_city(read: ReadValue) -> ReadValue:
    return lambda value: in_municipality("place", read(value))


def _unlike(asked: Field, read: ReadValue) -> ReadValue:
    """How a text is read that a rule asks for; what is nearly such a word is noted."""

    def take(value: Any) -> Any:
        if isinstance(value, str) and near_word(value, asked):
            raise NotPlainError
        return read(value)

    return take


def _no_refund(value: Any) -> None:
    """What a refund takes back is found among all claims."""
    if value is not None:
        raise NotPlainError


def _paid_reader(benefits: Sequence[str]) -> ReadValue:
    """How what was paid is read: fen in the order of the benefits, `MISSING` of those that it does
    not name."""
    places = {benefit: place for place, benefit in enumerate(benefits)}
    nothing = [MISSING] * len(benefits)

    def read(value: Any) -> tuple[int, ...]:
        if type(value) is not dict:
            raise NotPlainError
        found = nothing.copy()
        for benefit, amount in value.items():
            place = places[benefit]
            if amount is not None:
                found[place] = read_money(amount)
        return tuple(found)

    return read
